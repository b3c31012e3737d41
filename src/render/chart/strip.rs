//! Milestones and events on one axis of time: exact dates as points, vague ones as spans, what is
//! planned hollow.
//!
//! More than can be told apart are drawn by month (`density.rs`). What no source dates stands in no place and is counted below. At least three dates that differ:
//! a line with two says less than the dates do.

use super::Empty;
use super::axis::DateAxis;
use super::data::{told, view, words};
use super::density::density;
use super::line::date_ticks;
use super::room::Extent;
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, Shape, text_width, wrap};
use crate::model::shortcode::TimelineOf;
use crate::model::{Park, Project, Record, Ref};
use crate::plan::TimelineEntry;
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::scope::Scope;
use crate::render::timeline::entry;
use crate::render::view::{CellView, ChartView};
use crate::value::Period;
use std::collections::BTreeSet;

/// How many marks a reader can tell apart; more are shown by month.
const SHOWN: usize = 14;

/// From how many days on a date is a span.
const SPAN: u32 = 4;

/// How far apart two rows of marks are: a line of text and a mark.
const ROW: u32 = 25;

/// A milestone or an event with its date.
struct Mark {
    date: Period,
    label: String,
    is_event: bool,
    is_planned: bool,
}

/// Draws what happened and is planned.
pub(super) fn strip<'a>(
    scope: &Scope<'a>,
    id: &str,
    of: TimelineOf,
) -> Result<ChartView<'a>, Empty> {
    let all = timeline_entries(scope, of);
    let n_all = all.len();
    let mut dated: Vec<_> = all
        .into_iter()
        .filter_map(|timeline_entry| {
            Some((timeline_entry.when(scope.site.model).date()?, timeline_entry))
        })
        .collect();
    let n_undated = n_all - dated.len();
    dated
        .sort_by_key(|(date, timeline_entry)| (date.first_day(), date.last_day(), *timeline_entry));
    if dated.iter().map(|(date, _)| date.first_day()).collect::<BTreeSet<_>>().len() < 3 {
        return Err(Empty::because("fewer than three of its dates differ"));
    }
    let title = title(scope, of);
    if dated.len() > SHOWN {
        let mut chart = density(scope, id, title, &dated, files(scope, of))?;
        if n_undated > 0 {
            chart.notes.push(scope.t_n("chart-undated", n_undated, &[]));
        }
        return Ok(chart);
    }
    let axis =
        DateAxis::years(dated.iter().flat_map(|(date, _)| [date.first_day(), date.last_day()]))
            .ok_or(Empty::OUT_OF_RANGE)?;
    let mut data = Draft::of_chart(scope, id, &title)
        .words(scope, "date", "column-date")
        .words(scope, "title", "column-title")
        .words(scope, "kind", "column-kind")
        .words(scope, "status", "column-status");
    let (mut marks, mut sentences) = (Vec::new(), Vec::new());
    for (date, timeline_entry) in dated {
        let entry = entry(scope, timeline_entry);
        let label = match (of, entry.kind) {
            (_, "event") => entry.title.text.to_string(),
            (TimelineOf::Project(_), _) => entry.kind_word.to_string(),
            _ => {
                let parts = [("name", &*entry.title.text), ("part", &*entry.kind_word)];
                scope.t("name-with-part", &parts)
            }
        };
        sentences.push(told(scope, &entry.date, &label));
        marks.push(Mark {
            date,
            label,
            is_event: entry.kind == "event",
            is_planned: !timeline_entry.is_done(scope.site.model),
        });
        data.row(vec![
            CellView::words(entry.date).sort(date.first_day().to_string()),
            CellView::link(entry.title).cites(entry.cites),
            CellView::words(entry.kind_word),
            entry
                .standing
                .map_or_else(|| CellView::words(scope.t("chart-done", &[])), CellView::words),
        ]);
    }
    data.view.downloads = files(scope, of);
    let words = words(scope, &sentences);
    // The page of a project says more of its few dates than their number would.
    let is_of_many = !matches!(of, TimelineOf::Project(_));
    let ends = marks.first().zip(marks.last()).filter(|_| is_of_many);
    let finding = ends.map(|(first, last)| {
        let (from, to) = (scope.short_date(first.date), scope.short_date(last.date));
        scope.t_n("finding-entries", marks.len(), &[("from", &from), ("to", &to)])
    });
    let (drawing, height) = draw(scope, &axis, &marks);
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "timeline", title, finding, &svg, data.finish(scope));
    let day = scope.date(Period::Day(scope.site.model.site.as_of));
    chart.notes.push(scope.t("chart-timeline-note", &[("date", &day)]));
    if n_undated > 0 {
        chart.notes.push(scope.t_n("chart-undated", n_undated, &[]));
    }
    Ok(chart)
}

fn title(scope: &Scope<'_>, of: TimelineOf) -> String {
    let model = scope.site.model;
    let name = match of {
        TimelineOf::Year(year) => {
            let year = scope.locale.year(year);
            return scope.t("title-timeline-year", &[("year", &year)]);
        }
        TimelineOf::Park(park) => scope.plain(model.parks.get(park).name()),
        TimelineOf::Project(project) => scope.plain(model.projects.get(project).name()),
    };
    let what = scope.t("title-timeline", &[]);
    scope.with_part(name, &what)
}

fn files<'a>(scope: &Scope<'a>, of: TimelineOf) -> Vec<crate::render::view::LinkView<'a>> {
    match of {
        TimelineOf::Year(_) => downloads(scope, &["milestones", "events"]),
        TimelineOf::Park(_) | TimelineOf::Project(_) => Vec::new(),
    }
}

fn timeline_entries(scope: &Scope<'_>, of: TimelineOf) -> Vec<TimelineEntry> {
    match of {
        TimelineOf::Year(year) => {
            let index = scope.site.index;
            index.year(year).to_vec()
        }
        TimelineOf::Park(park) => of_park(scope, park),
        TimelineOf::Project(project) => of_project(scope, project),
    }
}

fn milestones<'a>(
    scope: &Scope<'a>,
    one: Ref<Project>,
) -> impl Iterator<Item = TimelineEntry> + use<'a> {
    let milestones = scope.site.model.projects.get(one).in_force();
    milestones.map(move |(number, _)| TimelineEntry::Milestone(one, number))
}

fn of_project(scope: &Scope<'_>, one: Ref<Project>) -> Vec<TimelineEntry> {
    let events = scope.site.index.events_of_project[one.index()].iter();
    milestones(scope, one).chain(events.copied().map(TimelineEntry::Event)).collect()
}

fn of_park(scope: &Scope<'_>, park: Ref<Park>) -> Vec<TimelineEntry> {
    let index = scope.site.index;
    let projects = index.by_park[park.index()].iter();
    let events = index.events_of_park[park.index()].iter();
    projects
        .flat_map(|one| milestones(scope, *one))
        .chain(events.copied().map(TimelineEntry::Event))
        .collect()
}

fn draw(scope: &Scope<'_>, axis: &DateAxis, marks: &[Mark]) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let mut rows: Vec<Vec<Extent>> = Vec::new();
    let mut placed = Vec::new();
    for mark in marks {
        let spot = spot(&drawing, axis, mark);
        let takes = |row: &Vec<Extent>| !row.iter().any(|known| known.meets(spot.room));
        let row = rows.iter().position(takes).unwrap_or_else(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        rows[row].push(spot.room);
        placed.push((mark, spot, row));
    }
    let bottom = ROW * u32::try_from(rows.len()).unwrap_or(1) + 2;
    date_ticks(&mut drawing, scope, axis, bottom);
    drawing.line("zero", (0, bottom), (FULL, bottom));
    let as_of = scope.site.model.site.as_of;
    if axis.holds(as_of) {
        // It is left out where a label stands.
        let x = axis.end(as_of);
        for (number, row) in (0..).zip(&rows) {
            let is_free = row.iter().all(|room| i64::from(x) < room.from || room.to < i64::from(x));
            if is_free {
                drawing.line("as-of", (x, ROW * number), (x, ROW * (number + 1)));
            }
        }
        drawing.line("as-of", (x, bottom.saturating_sub(2)), (x, bottom + 5));
    }
    for (mark, spot, row) in placed {
        let middle = ROW * u32::try_from(row).unwrap_or_default() + LINE + 5;
        draw_mark(&mut drawing, mark, &spot, middle);
    }
    (drawing, bottom + 20)
}

/// Where a mark and its label stand in their row.
struct Spot {
    /// Start and end of the date.
    from: u32,
    to: u32,
    is_span: bool,
    anchor: Anchor,
    /// Where the label starts or ends.
    at: u32,
    text: String,
    room: Extent,
}

/// A label stands above its mark, from the mark on or up to it, and is moved so that it fits.
fn spot(drawing: &Drawing, axis: &DateAxis, mark: &Mark) -> Spot {
    let is_span = mark.date.n_days() >= SPAN;
    let (from, to) = match is_span {
        true => (axis.start(mark.date.first_day()), axis.end(mark.date.last_day())),
        false => {
            let middle = axis.middle(mark.date.first_day());
            (middle, middle)
        }
    };
    let text = wrap(&mark.label, NARROW, 1).join("");
    let width = drawing.across(text_width(&text)).min(FULL);
    let radius = drawing.across(4);
    let (anchor, at) = match from < FULL / 2 {
        true => (Anchor::Start, from.saturating_sub(radius).min(FULL - width)),
        false => (Anchor::End, (to + radius).min(FULL).max(width)),
    };
    let label = drawing.extent(Label::new("name", anchor, &text), (at, 0));
    let edge = i64::from(2 * radius);
    let room = Extent {
        from: label.from.min(i64::from(from)) - edge,
        to: label.to.max(i64::from(to)) + edge,
        baseline: 0,
    };
    Spot { from, to, is_span, anchor, at, text, room }
}

fn draw_mark(drawing: &mut Drawing, mark: &Mark, spot: &Spot, middle: u32) {
    if spot.is_span {
        let class = if mark.is_planned { "span-hollow" } else { "span" };
        // A day of many years would be too thin to see.
        drawing.rect(class, spot.from..spot.to.max(spot.from + 6), middle - 3..middle + 3);
    } else {
        let shape = if mark.is_event { Shape::Square } else { Shape::Dot };
        let class = if mark.is_planned { "dot-hollow" } else { "dot" };
        drawing.mark(class, shape, (spot.from, middle));
    }
    drawing.text(Label::new("name", spot.anchor, &spot.text), (spot.at, middle - 7));
}

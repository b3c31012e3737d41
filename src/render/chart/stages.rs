//! Projects in groups, each bar divided by the stage that its projects are at.
//!
//! Stages have an order, so their fills go from light to dark in the order of stages, which
//! survives in grey; name and number stand in each part that has room for them. No more than five
//! tones can be told from each other and from the page, so of more stages the earliest are one. At least two groups
//! and two stages that are known.

use super::Empty;
use super::amount::Amount;
use super::axis::ValueAxis;
use super::bars::value_ticks;
use super::data::{told, view, words};
use super::finding::most_projects;
use super::groups::{Group, SHOWN, groups, rest};
use super::legend::{Key, legend};
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, text_width, wrap};
use crate::locale::ColumnUnit;
use crate::model::StageIndex;
use crate::model::shortcode::SummaryBy;
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::groups::{heading, overlap};
use crate::render::names::stage_link;
use crate::render::numbers::listed;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView, LinkView};
use crate::value::Number;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The fills of stages, the first one lightest: 3:1 to the page and 1.5:1 between neighbours leave
/// room for five.
const FILLS: [&str; 5] = ["seq-1", "seq-2", "seq-3", "seq-4", "seq-5"];

/// The fills of projects whose stage ended them: white, and told apart by a pattern where there are
/// several such stages.
const ENDED: [&str; 4] = ["seq-end", "seq-end-2", "seq-end-3", "seq-end-4"];

/// The fill of projects of which no stage is known.
const UNSTATED: &str = "seq-none";

/// A stage that some project is at, or none.
struct Column<'a> {
    name: LinkView<'a>,
    fill: &'static str,
}

struct Row<'a> {
    group: Group<'a>,
    /// How many projects are at each stage.
    counts: Vec<usize>,
}

/// Draws the groups of all projects.
pub(super) fn stages<'a>(
    scope: &Scope<'a>,
    id: &str,
    by: SummaryBy,
) -> Result<ChartView<'a>, Empty> {
    let mut found = groups(scope, by, None).ok_or(Empty::because("there are no groups"))?;
    found.sort_by_key(|group| (group.is_unnamed, Reverse(group.projects.len())));
    let finding = finding(scope, &found);
    let n_named = found.iter().filter(|group| !group.is_unnamed).count();
    if n_named > SHOWN + 1 {
        let unnamed = found.split_off(n_named);
        let others = found.split_off(SHOWN);
        found.extend(rest(scope, others));
        found.extend(unnamed);
    }
    let (columns, rows) = count(scope, found);
    let n_stages = columns.iter().filter(|column| column.fill != UNSTATED).count();
    if rows.len() < 2 || n_stages < 2 {
        let why = "there are fewer than two groups of projects, or fewer than two of their stages";
        return Err(Empty::because(why));
    }
    let totals = rows.iter().map(|row| Decimal::from(row.group.projects.len()));
    let axis = ValueAxis::over(totals, 4, true).ok_or(Empty::OUT_OF_RANGE)?;
    let title = scope.t(&format!("chart-stages-by-{}", by.key()), &[]);
    let mut data = Draft::of_chart(scope, id, &title).words(scope, "group", &heading(by));
    for column in &columns {
        data = data.numbers("stage", column.name.text.to_string(), None);
    }
    data = data.numbers("total", scope.t("total", &[]), None);
    let mut sentences = Vec::new();
    for row in &rows {
        let mut cells = vec![CellView::link(row.group.name.clone())];
        cells.extend(row.counts.iter().map(|n| listed(scope, *n)));
        cells.push(listed(scope, row.group.projects.len()));
        data.row(cells);
        let parts = columns.iter().zip(&row.counts).filter(|(_, n)| **n > 0).map(|(column, n)| {
            let n = scope.locale.integer(*n as u64);
            scope.t("chart-count-of", &[("name", &column.name.text), ("n", &n)])
        });
        let parts = parts.collect::<Vec<_>>().join(&scope.t("detail-separator", &[]));
        sentences.push(told(scope, &row.group.name.text, &parts));
    }
    data.view.downloads = downloads(scope, &["projects"]);
    let words = words(scope, &sentences);
    let (columns, rows) = joined(scope, columns, rows);
    let (drawing, height) = draw(scope, &axis, &columns, &rows);
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "stages", title, finding, &svg, data.finish(scope));
    chart.notes.push(scope.t("home-counts", &[]));
    let overlap = overlap(scope.site, by);
    chart.notes.extend(overlap.map(|overlap| scope.t(&format!("note-{overlap}"), &[])));
    Ok(chart)
}

/// The stage that most of the projects of some groups are at.
fn finding(scope: &Scope<'_>, groups: &[Group<'_>]) -> Option<String> {
    let stages = &scope.site.model.site.stages;
    let projects: BTreeSet<_> = groups.iter().flat_map(|group| &group.projects).collect();
    let mut counts = vec![0_usize; stages.len() + 1];
    for one in &projects {
        counts[scope.site.index.stage(**one).map_or(stages.len(), |stage| stage.0)] += 1;
    }
    let unit = scope.site.model.units.unit("project");
    let names: Vec<_> =
        (0..stages.len()).map(|stage| stage_link(scope, StageIndex(stage)).text).collect();
    let counted = names.iter().zip(&counts);
    let counted =
        counted.map(|(name, n)| (&**name, Amount::exactly(Number::plain(*n as u64), unit)));
    most_projects(scope, &counted.collect::<Vec<_>>(), projects.len(), counts[stages.len()])
}

/// The stages that projects of these groups are at, and how many of each group.
fn count<'a>(scope: &Scope<'a>, groups: Vec<Group<'a>>) -> (Vec<Column<'a>>, Vec<Row<'a>>) {
    let stages = &scope.site.model.site.stages;
    let n_stages = stages.len();
    let mut rows: Vec<_> = groups
        .into_iter()
        .map(|group| {
            let mut counts = vec![0; n_stages + 1];
            for one in &group.projects {
                let stage = scope.site.index.stage(*one);
                counts[stage.map_or(n_stages, |stage| stage.0)] += 1;
            }
            Row { group, counts }
        })
        .collect();
    let is_used: Vec<_> =
        (0..=n_stages).map(|stage| rows.iter().any(|row| row.counts[stage] > 0)).collect();
    for row in &mut rows {
        let mut used = is_used.iter();
        row.counts.retain(|_| used.next().copied().unwrap_or_default());
    }
    let mut ended = ENDED.into_iter();
    let column = |stage: usize| match stages.get(stage) {
        Some(known) => Column {
            name: stage_link(scope, StageIndex(stage)),
            fill: match known.end {
                true => ended.next().unwrap_or(ENDED[ENDED.len() - 1]),
                false => FILLS[0],
            },
        },
        None => Column { name: scope.not_stated(), fill: UNSTATED },
    };
    ((0..=n_stages).filter(|stage| is_used[*stage]).map(column).collect(), rows)
}

/// The stages as they are drawn: no more than there are fills, the earliest joined.
fn joined<'a>(
    scope: &Scope<'a>,
    columns: Vec<Column<'a>>,
    mut rows: Vec<Row<'a>>,
) -> (Vec<Column<'a>>, Vec<Row<'a>>) {
    let is_step = |column: &Column<'_>| column.fill == FILLS[0];
    let (mut steps, others): (Vec<_>, Vec<_>) = columns.into_iter().partition(is_step);
    let n_joined = match steps.len() > FILLS.len() {
        true => steps.len() - FILLS.len() + 1,
        false => 1,
    };
    if n_joined > 1 {
        steps.drain(..n_joined);
        let name = Scope::own(scope.t("chart-earlier-stages", &[])).into();
        steps.insert(0, Column { name, fill: FILLS[0] });
        for row in &mut rows {
            let early: usize = row.counts.drain(..n_joined).sum();
            row.counts.insert(0, early);
        }
    }
    // Few tones keep as far from each other as they can.
    let (last, n_steps) = (FILLS.len() - 1, steps.len());
    for (place, step) in steps.iter_mut().enumerate() {
        step.fill = match n_steps {
            1 => FILLS[last / 2],
            _ => FILLS[place * last / (n_steps - 1)],
        };
    }
    (steps.into_iter().chain(others).collect(), rows)
}

fn draw(
    scope: &Scope<'_>,
    axis: &ValueAxis,
    columns: &[Column<'_>],
    rows: &[Row<'_>],
) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let keys: Vec<_> = columns
        .iter()
        .map(|column| Key::fill(column.fill, &column.name.text, column.name.lang))
        .collect();
    let mut down = legend(&mut drawing, &keys) + 8;
    for row in rows {
        let total = scope.locale.integer(row.group.projects.len() as u64);
        let name = &row.group.name;
        let lines = wrap(&name.text, NARROW - text_width(&total) - 8, 3);
        for line in &lines {
            down += LINE;
            let label = Label::new("name", Anchor::Start, line).lang(name.lang);
            drawing.text(label, (0, down - 3));
        }
        drawing.text(Label::new("value", Anchor::End, &total), (FULL, down - 3));
        let across = down + 1..down + 17;
        let mut done = 0;
        for (column, n) in columns.iter().zip(&row.counts).filter(|(_, n)| **n > 0) {
            let (from, to) = (axis.at(done.into()), axis.at((done + n).into()));
            drawing.rect(column.fill, from..to, across.clone());
            let n_here = scope.locale.integer(*n as u64);
            let named = [("name", &*column.name.text), ("n", &n_here)];
            let named = scope.t("chart-count-of", &named);
            // Where there is room, a part says what it is.
            let fits = |text: &&String| drawing.across(text_width(text) + 4) <= to - from;
            if let Some(text) = [&named, &n_here].into_iter().find(fits) {
                let class = on(column.fill);
                let place = ((from + to) / 2, across.end - 4);
                drawing.text(Label::new(class, Anchor::Middle, text), place);
            }
            done += n;
        }
        down = across.end + 8;
    }
    let unit = ColumnUnit::default();
    let baseline = down + 6;
    value_ticks(&mut drawing, scope, axis, &unit, baseline);
    (drawing, baseline + 5)
}

/// The class of a number that stands on a fill.
fn on(fill: &str) -> &'static str {
    match fill {
        "seq-2" | "seq-3" => "on-middle",
        "seq-4" | "seq-5" => "on-dark",
        "seq-end-2" | "seq-end-3" | "seq-end-4" => "on-end",
        _ => "on-light",
    }
}

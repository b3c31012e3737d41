//! Plans held against what happened: every project on one axis of dates, by park.

use super::{Page, projects};
use crate::locale::PeriodStyle;
use crate::model::{
    Days, Delay, Milestone, MilestoneStatus, Park, Project, Record, Ref, StageIndex, When, delay,
};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::chart::axis::DateAxis;
use crate::render::chart::lanes::{self, Axis, Mark};
use crate::render::chart::svg::text_width;
use crate::render::layout::{About, layout};
use crate::render::names::stage_name;
use crate::render::scope::Scope;
use crate::render::view::schedule::{
    ScheduleGroupView, ScheduleRowView, StageKeyView, StageWordsView,
};
use crate::render::view::{LinkView, ScheduleView};
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "schedule",
        path: "projects/schedule/index.html",
        pages: Pages::One(|_, index| index.n_scheduled > 0),
        parent: Some(&projects::PAGE.kind),
        title: Some("title-schedule"),
        n_rows: |_, index, _| index.schedule().len(),
        page_rows: 100,
        ..PageKind::USUAL
    },
    content: html!("schedule.html", schedule),
};

/// The least width of the drawing in tenths of an `em`, which the style sheet keeps.
const LEAST_WIDTH: u32 = 320;

/// The page of all projects, or a part of it.
fn schedule<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ScheduleView<'a> {
    let model = scope.site.model;
    let rows = scope.rows(scope.site.index.schedule());
    let n_drawn = rows.iter().take_while(|one| is_dated(model.projects.get(**one))).count();
    let (drawn, undated) = rows.split_at(n_drawn);
    let days = drawn.iter().flat_map(|one| days(model.projects.get(*one)));
    let axis = DateAxis::years(days.chain([model.site.as_of]));
    let view = axis.map_or_else(Axis::default, |axis| parts(scope, axis));
    let park = |one: Ref<Project>| model.projects.get(one).park;
    let groups = drawn.chunk_by(|one, other| park(*one) == park(*other));
    let groups: Vec<_> = match axis {
        Some(axis) => groups.map(|group| self::group(scope, axis, group)).collect(),
        None => Vec::new(),
    };
    let undated = undated.iter().map(|one| scope.record(*one));
    let undated = undated.collect();
    let stages = stage_key(scope, drawn);
    let numbers: Vec<usize> = stages.iter().map(|stage| stage.number).collect();
    let day = scope.date(Period::Day(model.site.as_of));
    let has_parks = !model.parks.is_empty();
    let lead = scope.t(if has_parks { "lead-schedule" } else { "lead-schedule-by-date" }, &[]);
    let about = About::of(scope, page).described(lead.clone());
    ScheduleView {
        lead,
        stages,
        today: scope.t("schedule-key-today", &[("date", &day)]),
        span: span(scope, drawn),
        axis: lanes::axis(&view, &numbers),
        groups,
        undated,
        page: layout(scope, page, about),
    }
}

/// The id of a park where plans are held against what happened, if it is sure to be on the first
/// page of them.
pub(super) fn schedule_id(scope: &Scope<'_>, park: Ref<Park>) -> Option<String> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut projects = index.by_park[park.index()].iter();
    let is_there = scope.page("schedule").n_pages(model, index) == 1
        && projects.any(|one| is_dated(model.projects.get(*one)));
    is_there.then(|| park_id(model.parks.get(park)))
}

fn park_id(park: &Park) -> String {
    format!("park-{}", park.id())
}

fn is_dated(project: &Project) -> bool {
    project.in_force().any(|(_, milestone)| milestone.when.date().is_some())
}

fn days(project: &Project) -> impl Iterator<Item = Date> {
    let dates = project.in_force().filter_map(|(_, milestone)| milestone.when.date());
    dates.flat_map(|date| [date.first_day(), date.last_day()])
}

/// The years that the axis goes over.
fn span(scope: &Scope<'_>, drawn: &[Ref<Project>]) -> String {
    let model = scope.site.model;
    let days = drawn.iter().flat_map(|one| days(model.projects.get(*one)));
    let (first, last) = days
        .chain([model.site.as_of])
        .fold((model.site.as_of, model.site.as_of), |(first, last), day| {
            (first.min(day), last.max(day))
        });
    let (from, to) = (scope.locale.year(first.year()), scope.locale.year(last.year()));
    if from == to {
        return from;
    }
    scope.t("schedule-chart", &[("from", &from), ("to", &to)])
}

fn parts(scope: &Scope<'_>, axis: DateAxis) -> Axis {
    let name = |months: i32, day: Date| {
        let period = match months {
            1 => Period::month_of(day),
            3 => Period::quarter_of(day),
            _ => Period::Year(day.year()),
        };
        scope.locale.period(period, PeriodStyle::Short)
    };
    // A name stands a little off the line at which its part begins.
    let width = |name: &str| (text_width(name) + 7) * 1000 / LEAST_WIDTH;
    let ticks = axis.ticks(name, width);
    let ticks = ticks.into_iter().map(|tick| {
        let fits = width(&tick.label) <= tick.to - tick.from;
        (tick.from, if fits { tick.label } else { String::new() })
    });
    Axis { ticks: ticks.collect(), today: axis.end(scope.site.model.site.as_of) }
}

/// The stages that the drawing has, with their numbers.
fn stage_key<'a>(scope: &Scope<'a>, drawn: &[Ref<Project>]) -> Vec<StageKeyView<'a>> {
    let model = scope.site.model;
    let milestones = drawn.iter().flat_map(|one| model.projects.get(*one).in_force());
    let drawn = milestones.map(|(_, one)| one).filter(|milestone| milestone.when.date().is_some());
    let stages: BTreeSet<StageIndex> = drawn.filter_map(|milestone| milestone.stage).collect();
    let key =
        |stage: StageIndex| StageKeyView { number: stage.0 + 1, name: stage_name(scope, stage) };
    stages.into_iter().map(key).collect()
}

fn group<'a>(
    scope: &Scope<'a>,
    axis: DateAxis,
    projects: &[Ref<Project>],
) -> ScheduleGroupView<'a> {
    let model = scope.site.model;
    let park = projects.first().and_then(|one| model.projects.get(*one).park);
    let (link, id) = match park {
        Some(park) => {
            let record = model.parks.get(park);
            (Some(scope.record(park)), park_id(record))
        }
        None => {
            let has_parks = !model.parks.is_empty();
            let name = has_parks.then(|| Scope::own(scope.t("schedule-no-park", &[])));
            (name.map(LinkView::from), "no-park".to_owned())
        }
    };
    let rows: Vec<_> = projects.iter().map(|one| row(scope, axis, *one)).collect();
    let (words, rows) =
        (scope.pieces("schedule_words", &rows), scope.pieces("schedule_row", &rows));
    ScheduleGroupView { park: link, id, rows, words }
}

fn row<'a>(scope: &Scope<'a>, axis: DateAxis, one: Ref<Project>) -> ScheduleRowView<'a> {
    let model = scope.site.model;
    let project = model.projects.get(one);
    let as_of = model.site.as_of;
    let (mut plan, mut actual) = (Vec::new(), Vec::new());
    for (_, milestone) in project.in_force() {
        let is_done = milestone.is_done(as_of);
        let lane = if is_done { &mut actual } else { &mut plan };
        lane.extend(mark(scope, axis, project, milestone));
    }
    let stages = (0..model.site.stages.len()).map(StageIndex);
    let mut words: Vec<_> = stages.flat_map(|stage| stage_words(scope, project, stage)).collect();
    for milestone in project.milestones.iter().filter(|milestone| milestone.stage.is_none()) {
        words.push(milestone_words(scope, project, milestone));
    }
    let project = scope.record(one);
    let summary = summary(&words).into_iter().filter_map(|number| words.get(number).cloned());
    let (summary, drawing) = (summary.collect(), lanes::lanes(&plan, &actual));
    ScheduleRowView { project, drawing, words, summary }
}

/// What stands beside the drawing: the last stage whose plan can be held against what happened,
/// and the first plan that nothing was heard of since; or else the last thing known.
fn summary(words: &[StageWordsView]) -> Vec<usize> {
    let compared = words.iter().rposition(|line| line.delay.is_some());
    let unreported = words.iter().position(|line| line.is_unreported);
    let found: Vec<_> = compared.into_iter().chain(unreported).collect();
    if !found.is_empty() {
        return found;
    }
    let current = words.iter().rposition(|line| line.is_current);
    current.or_else(|| words.len().checked_sub(1)).into_iter().collect()
}

fn mark<'a>(
    scope: &Scope<'a>,
    axis: DateAxis,
    project: &Project,
    milestone: &'a Milestone,
) -> Option<Mark> {
    let date = milestone.when.date()?;
    Some(Mark {
        from: axis.start(date.first_day()),
        to: axis.end(date.last_day()),
        number: milestone.stage.map(|stage| stage.0 + 1),
        label: milestone_status_words(scope, project, milestone),
    })
}

/// What a milestone is called: its stage, or what it says.
fn name<'a>(scope: &Scope<'a>, milestone: &'a Milestone) -> String {
    match (milestone.stage, &milestone.text) {
        (Some(stage), _) => stage_name(scope, stage).text.into_owned(),
        // A colon and its date follow.
        (None, Some(text)) => scope.text(text).text.trim_end_matches(['.', '。']).to_owned(),
        (None, None) => scope.t("kind-milestone-entry", &[]),
    }
}

/// A milestone in words, without what became of a plan.
fn milestone_status_words<'a>(
    scope: &Scope<'a>,
    project: &Project,
    milestone: &'a Milestone,
) -> String {
    let stage = name(scope, milestone);
    let date = scope.when(milestone.when);
    let milestone_status = project.milestone_status(milestone, scope.site.model.site.as_of);
    if milestone_status == MilestoneStatus::Done {
        return scope.t("schedule-done", &[("stage", &stage), ("date", &date)]);
    }
    if let (MilestoneStatus::Ended(end), Some(_)) = (milestone_status, milestone.when.date()) {
        let end = stage_name(scope, end).text;
        let args = [("stage", &*stage), ("plan", &*date), ("end", &*end)];
        return scope.t("schedule-ended", &args);
    }
    let key = match (milestone_status, milestone.when.date()) {
        (_, None) => "schedule-planned-undated",
        (MilestoneStatus::Unreported, _) => "schedule-unreported",
        (MilestoneStatus::Passed, _) => "schedule-passed",
        _ => "schedule-planned",
    };
    scope.t(key, &[("stage", &stage), ("plan", &date)])
}

fn milestone_words<'a>(
    scope: &Scope<'a>,
    project: &'a Project,
    milestone: &'a Milestone,
) -> StageWordsView {
    let text = milestone_status_words(scope, project, milestone);
    let milestone_status = project.milestone_status(milestone, scope.site.model.site.as_of);
    StageWordsView {
        text,
        delay: None,
        brief: None,
        is_unreported: milestone_status == MilestoneStatus::Unreported,
        is_current: milestone.stage.is_none() || is_current(scope, project, milestone),
        cites: scope.cite_once([&*milestone.citations]),
    }
}

/// Plan and actual of one stage side by side, once for each time that it was to be reached or was:
/// a project that was paused may reach a stage again.
fn stage_words<'a>(
    scope: &Scope<'a>,
    project: &'a Project,
    stage: StageIndex,
) -> Vec<StageWordsView> {
    let as_of = scope.site.model.site.as_of;
    let all = || project.in_force().map(|(_, one)| one);
    let of_stage = || all().filter(|one| one.stage == Some(stage));
    let mut open: Vec<_> = of_stage().filter(|one| !one.is_done(as_of)).collect();
    let mut words = Vec::new();
    for reached in of_stage().filter(|one| one.is_done(as_of)) {
        let planned = |plan: &&Milestone| {
            let meets = project.meeting(plan, as_of);
            meets.is_some_and(|meets| std::ptr::eq(meets, reached))
        };
        let plan = open.iter().position(planned).map(|number| open.remove(number));
        words.push(match plan {
            Some(plan) => both_words(scope, project, plan, reached),
            None => milestone_words(scope, project, reached),
        });
    }
    words.extend(open.into_iter().map(|plan| milestone_words(scope, project, plan)));
    words
}

/// A plan and what came of it.
fn both_words<'a>(
    scope: &Scope<'a>,
    project: &'a Project,
    plan: &'a Milestone,
    reached: &'a Milestone,
) -> StageWordsView {
    let Some(planned) = plan.when.date() else {
        return milestone_words(scope, project, reached);
    };
    let names = (name(scope, plan), scope.date(planned), scope.when(reached.when));
    let args = [("stage", &*names.0), ("plan", &*names.1), ("date", &*names.2)];
    let is_dated = matches!(reached.when, When::Dated(_));
    let text = scope.t(if is_dated { "schedule-both" } else { "schedule-both-by" }, &args);
    let apart = delay_words(scope, delay(planned, reached.when));
    let brief = scope.with_part(&names.0, &apart);
    StageWordsView {
        text,
        delay: Some(apart),
        brief: Some(brief),
        is_unreported: false,
        is_current: is_current(scope, project, reached),
        cites: scope.cite_once([&*plan.citations, &*reached.citations]),
    }
}

/// Whether a milestone opened the stage that its project is at.
fn is_current(scope: &Scope<'_>, project: &Project, milestone: &Milestone) -> bool {
    let current = project.current(scope.site.model.site.as_of);
    current.is_some_and(|current| std::ptr::eq(current, milestone))
}

/// "1 to 20 days late".
fn delay_words(scope: &Scope<'_>, delay: Delay) -> String {
    let (Days { least, most }, exactly, between) = match delay {
        Delay::AsPlanned => return scope.t("delay-none", &[]),
        Delay::NotLater => return scope.t("delay-not-later", &[]),
        Delay::Unclear => return scope.t("delay-unclear", &[]),
        Delay::Late(days) => (days, "delay-late-days", "delay-late-range"),
        Delay::Early(days) => (days, "delay-early-days", "delay-early-range"),
    };
    if least == most {
        return scope.t_n(exactly, most as usize, &[]);
    }
    let least = scope.locale.decimal(&Decimal::from(least));
    scope.t_n(between, most as usize, &[("least", &least)])
}

//! One project.

use super::record::{by_status, projects_of};
use super::{Page, projects};
use crate::model::shortcode::{Chart, TimelineOf};
use crate::model::{Milestone, Project, Record, RecordKind, Ref, StageIndex, When};
use crate::plan::{Ever, PageKind, PagePlan, TimelineEntry};
use crate::render::asserted::statuses;
use crate::render::chart::chart;
use crate::render::cites::cite_for_all;
use crate::render::layout::{About, layout};
use crate::render::names::{aliases, name_note, other_names, stage_link, stage_name};
use crate::render::numbers::Sum;
use crate::render::of_projects::within;
use crate::render::scope::Scope;
use crate::render::table::{FiguresOfProject, table};
use crate::render::timeline::{date_words, datetime, entry, milestone_status_class, standing};
use crate::render::view::{
    ChartView, FactView, FigureView, LinkView, MilestoneView, PlanBeforeView, ProjectView,
    TableView,
};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "project",
        path: "projects/*/index.html",
        parent: Some(&projects::PAGE.kind),
        n_rows: |_, index, of| index.by_programme[of.number()].len(),
        ..PageKind::of_record(RecordKind::Project)
    },
    content: html!("project.html", of project),
};

/// One project.
fn project<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Project>) -> ProjectView<'a> {
    let model = scope.site.model;
    let project = model.projects.get(one);
    let as_of = model.site.as_of;
    let in_force = || project.in_force().map(|(_, milestone)| milestone);
    let milestone_cites =
        cite_for_all(scope, in_force().map(|milestone| milestone.citations.as_slice()));
    let milestones = in_force()
        .map(|milestone| {
            let stage = milestone.stage.map(|stage| stage_name(scope, stage));
            let text = milestone.text.as_ref().map(|text| scope.text(text));
            // The stage is said once.
            let is_told = |stage: &crate::render::view::TextView<'_>| {
                text.as_ref().is_none_or(|text| text.text == stage.text)
            };
            let text = text.clone().or_else(|| stage.clone());
            let milestone_status = project.milestone_status(milestone, as_of);
            MilestoneView {
                date: date_words(scope, milestone.when, milestone_status),
                datetime: datetime(milestone.when),
                text: text.unwrap_or_else(|| Scope::own(String::new())),
                stage: stage.filter(|stage| !is_told(stage)).map(|stage| stage.text.into_owned()),
                milestone_status: milestone_status_class(milestone_status),
                standing: standing(scope, milestone_status),
                cites: match milestone_cites.is_empty() {
                    true => scope.cite(&milestone.citations),
                    false => Vec::new(),
                },
                before: before(scope, project, milestone),
            }
        })
        .collect();
    let events = &scope.site.index.events_of_project[one.index()];
    let events =
        events.iter().map(|one| entry(scope, TimelineEntry::Event(*one))).collect::<Vec<_>>();
    let events = scope.entries(events);
    scope.cite_for_page(&project.header.citations);
    let description = project.summary.as_ref().map(|text| scope.lead_of(text));
    let about = About::of(scope, page).described(description.unwrap_or_default());
    let stage = scope.site.index.stage(one);
    let in_programme = &scope.site.index.by_programme[one.index()];
    ProjectView {
        statuses: statuses(scope, project),
        name_note: name_note(scope, &project.name_status),
        other_names: other_names(scope, project.name()),
        facts: scope.facts_view(page, facts(scope, one, project)),
        passed: stage.and_then(|stage| passed(scope, project, stage)),
        summary: scope.html_opt(project.summary.as_ref()),
        timeline: timeline(scope, one),
        figures: figures(scope, one),
        figure_charts: figure_charts(scope, one),
        milestones,
        milestone_cites,
        events,
        parts_by_status: by_status(scope, in_programme),
        parts: (!in_programme.is_empty()).then(|| projects_of(scope, page)).flatten(),
        related: related(scope, one),
        note: scope.html_opt(project.header.note.as_ref()),
        page: layout(scope, page, about),
    }
}

/// What was planned, done and forecast.
fn figures<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Option<TableView<'a>> {
    let has_some = scope.site.index.figures_of_project(one).is_some();
    has_some.then(|| table(scope, &FiguresOfProject(one)))
}

/// How many charts of its figures a project has.
const CHARTS: usize = 2;

/// The indicators of which there is a plan, a result and a forecast to compare, drawn.
fn figure_charts<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Vec<ChartView<'a>> {
    let model = scope.site.model;
    let Some(figures) = scope.site.index.figures_of_project(one) else { return Vec::new() };
    let planned = figures.targets.iter().map(|target| model.targets.get(*target).indicator);
    let done = figures.observations.iter().map(|one| model.observations.get(*one).indicator);
    let mut indicators: Vec<_> = planned.chain(done).collect();
    indicators.sort_by_key(|one| (model.indicators.get(*one).weight, *one));
    indicators.dedup();
    let drawn = indicators.into_iter().filter_map(|of| {
        let id = format!("chart-{}", model.indicators.id(of));
        chart(scope, &id, Chart::Plans(of, Some(one)))
    });
    drawn.take(CHARTS).collect()
}

/// The plans that a milestone has taken the place of.
fn before<'a>(
    scope: &Scope<'a>,
    project: &'a Project,
    milestone: &Milestone,
) -> Vec<PlanBeforeView<'a>> {
    let plans = project.plans_before(milestone).into_iter().enumerate();
    let view = |(number, plan): (usize, &'a Milestone)| {
        let words = match plan.when {
            When::Dated(_) => {
                let key = if number == 0 { "planned-first" } else { "planned-then" };
                scope.t(key, &[("date", &scope.when(plan.when))])
            }
            When::KnownBy(_) | When::Unknown => scope.t("planned-undated", &[]),
        };
        let text = scope.text_opt(plan.text.as_ref());
        PlanBeforeView { words, text, cites: scope.cite(&plan.citations) }
    };
    plans.map(view).collect()
}

/// How many milestones a project has that are seen better on an axis than in their list.
const WORTH_DRAWING: usize = 6;

/// What the lists of the page say in full, on an axis: for a project with many milestones, or with
/// plans to be held against what happened.
fn timeline<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Option<ChartView<'a>> {
    let project = scope.site.model.projects.get(one);
    let is_planned = |milestone: &Milestone| !project.plans_before(milestone).is_empty();
    let milestones = &project.milestones;
    if milestones.len() < WORTH_DRAWING && !milestones.iter().any(is_planned) {
        return None;
    }
    let drawn = chart(scope, "chart-timeline", Chart::Timeline(TimelineOf::Project(one)))?;
    let text = scope.t("project-milestones", &[]).into();
    let data = LinkView { text, href: Some("#milestones".to_owned()), lang: None };
    Some(ChartView { table: None, data: Some(data), ..drawn })
}

fn facts<'a>(
    scope: &Scope<'a>,
    one: Ref<Project>,
    project: &'a Project,
) -> Vec<Option<FactView<'a>>> {
    let model = scope.site.model;
    let citations = &project.header.citations;
    let stage = scope.site.index.stage(one);
    let has_stage = stage.is_some();
    let stage = stage.map(|stage| scope.fact_links("fact-stage", vec![stage_link(scope, stage)]));
    let park = scope.fact_records("fact-park", project.park);
    let investment = project.investment.as_ref().map(|amount| FigureView {
        note: scope.note_of_investment(one, amount),
        ..scope.figure(amount, citations)
    });
    // What no project of the site has is not missed.
    let open = [
        ("fact-stage", has_stage, Ever::Stage),
        ("fact-park", park.is_some(), Ever::Park),
        ("fact-investment", investment.is_some(), Ever::Investment),
    ];
    let open =
        open.into_iter().filter(|(_, is_known, what)| !is_known && scope.site.index.ever(*what));
    let open = scope.details(open.map(|(label, ..)| Some(scope.t(label, &[]))));
    let open = open.map(|names| scope.fact_text("fact-not-stated", Scope::own(names)));
    let announced = project.announced.map(|date| Scope::own(scope.date(date)));
    // The page of its park says where that is.
    let region_of_park = model.region_of_park(one);
    let regions = project.regions.iter().copied();
    let regions = regions.filter(|region| Some(*region) != region_of_park);
    let own = [
        scope.fact_part_of(one),
        stage,
        park,
        scope.fact_records("fact-region", regions),
        scope.fact_records("fact-industries", project.industries.iter().copied()),
    ];
    let parties = project.parties.by_role().map(|(role, all)| Some(scope.fact_role(role, all)));
    let more = [
        investment.map(|investment| scope.fact_figure("fact-investment", Some(investment))),
        investment_of_parts(scope, one),
        scope.fact_records("fact-categories", project.categories.iter().copied()),
        announced.map(|date| scope.fact_text("fact-announced", date)),
        scope.fact_contacts(&project.contacts),
        aliases(scope, &project.aliases),
    ];
    let facts = scope.facts(&project.facts, citations);
    own.into_iter().chain(parties).chain(more).chain(facts).chain([open]).collect()
}

/// What the projects of a programme invest together, each counted once: what is stated of one with
/// parts of its own is told by these.
fn investment_of_parts<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Option<FactView<'a>> {
    let sum = Sum::new(scope, &within(scope.site, one));
    let text = scope.shown(&sum.invested.quantity()?, None);
    let listed = Some(("listed", sum.invested.n_stated)).filter(|(_, n)| *n > 0);
    let remarks = listed.into_iter().chain(sum.invested.left_out().remarks());
    let note = scope.details(remarks.map(|(key, n)| Some(scope.t_n(key, n, &[]))));
    let computed = scope.computed();
    let figure = FigureView { text, missing: false, computed, note, cites: Vec::new() };
    Some(scope.fact_figure("fact-investment-of-parts", Some(figure)))
}

/// The stages before the current one that no source dates: they were passed all the same.
fn passed(scope: &Scope<'_>, project: &Project, current: StageIndex) -> Option<String> {
    let settings = &scope.site.model.site;
    // What ended may have skipped stages.
    if settings.stage(current).end {
        return None;
    }
    let is_passed = |index: &StageIndex| {
        !settings.stage(*index).end && project.reached(*index, settings.as_of).is_none()
    };
    let before = (0..current.0).map(StageIndex);
    let n_before = before.clone().filter(|index| !settings.stage(*index).end).count();
    let names: Vec<_> = before.filter(is_passed).collect();
    if names.len() == n_before && n_before > 1 {
        return Some(scope.t("stages-passed-all", &[]));
    }
    let names = names.into_iter().map(|index| Some(stage_name(scope, index).text.into_owned()));
    let names = scope.details(names)?;
    Some(scope.t("stages-passed", &[("stages", &names)]))
}

/// Links to the related projects.
fn related<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    crate::plan::related(model, index, one).map(|other| scope.record(other)).collect()
}

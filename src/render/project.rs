//! Pages of projects.

use super::chart::{chart, charts};
use super::chrome::{About, chrome};
use super::group::aliases;
use super::scope::Scope;
use super::table::TableKey;
use super::timeline::{course_class, date_words, datetime, event, standing};
use super::view::{
    ChartView, FactView, LinkView, MilestoneView, ProjectView, ProjectsView, StepView, TextView,
};
use super::{stage_name, table};
use crate::model::binding::{Chart, Counted, SummaryBy, TimelineOf};
use crate::model::{NameStatus, Party, Project, Record, Ref, StageIndex, Text};
use crate::plan::PagePlan;
use crate::value::{Localized, Period};

/// What the page of all projects draws.
const CHARTS: &[(&str, Chart)] = &[
    ("chart-stages-by-park", Chart::Stages(SummaryBy::Park)),
    ("chart-investment-by-park", Chart::Bars(SummaryBy::Park, Counted::Investment, None)),
    ("chart-by-industry", Chart::Bars(SummaryBy::Industry, Counted::Projects, None)),
];

/// Summary tables and all projects.
pub(super) fn projects<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ProjectsView<'a> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut keys = vec![(true, TableKey::ByStage), (true, TableKey::ByYear)];
    keys.push((!model.parks.is_empty(), TableKey::ByPark));
    keys.push((!model.regions.is_empty(), TableKey::ByRegion));
    keys.push((!model.industries.is_empty(), TableKey::ByIndustry));
    keys[0].0 = !index.stages_in_use.is_empty();
    let first = scope.is_first_part();
    let summaries: Vec<_> = keys
        .into_iter()
        .filter(|(there, _)| *there && first)
        .map(|(_, key)| table::table(scope, key))
        .filter(|table| table.n_rows > 0)
        .collect();
    let drawn: &[_] = if first { CHARTS } else { &[] };
    let charts = charts(scope, drawn);
    let projects = table::table(scope, TableKey::Projects);
    let day = scope.date(Period::Day(model.site.as_of));
    let lead = scope.t_n("lead-projects", model.projects.len(), &[("day", &day)]);
    let contents = summaries.iter().chain([&projects]).map(|table| super::view::ContentsView {
        id: table.id.clone(),
        text: table.caption.clone(),
        level: 2,
    });
    let about = About::titled(Scope::own(scope.t("title-projects", &[])))
        .described(lead.clone())
        .contents(contents.collect());
    let schedule = scope.own_link(scope.page("schedule"), scope.t("schedule-link", &[]));
    let schedule = schedule.href.is_some().then_some(schedule);
    let page = chrome(scope, page, about);
    ProjectsView { lead, charts, summaries, schedule, projects, page }
}

/// One project.
pub(super) fn project<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Project>,
) -> ProjectView<'a> {
    let model = scope.site.model;
    let project = model.projects.get(one);
    let as_of = model.site.as_of;
    let facts = facts(scope, one, project);
    let milestones = project
        .milestones
        .iter()
        .map(|milestone| {
            let stage = milestone.stage.map(|stage| stage_name(scope, stage));
            let text =
                milestone.text.as_ref().map(|text| scope.text(text)).or_else(|| stage.clone());
            let course = project.course(milestone, as_of);
            MilestoneView {
                date: date_words(scope, milestone.when, course),
                datetime: datetime(milestone.when),
                text: text.unwrap_or_else(|| Scope::own(String::new())),
                stage: stage
                    .filter(|_| milestone.text.is_some())
                    .map(|stage| stage.text.into_owned()),
                course: course_class(course),
                standing: standing(scope, course),
                cites: scope.cite(&milestone.citations),
            }
        })
        .collect();
    let events =
        scope.site.index.events_of_project.get(&one).map(Vec::as_slice).unwrap_or_default();
    let events = events.iter().map(|one| event(scope, *one)).collect::<Vec<_>>();
    let events = scope.entries(events);
    scope.cite_for_page(&project.header.citations);
    let description = project.summary.as_ref().map(|text| scope.lead_of(text));
    let about =
        About::titled(scope.text(project.name())).described(description.unwrap_or_default());
    let stage = scope.site.index.stage(one);
    ProjectView {
        name_note: name_note(scope, &project.name_status),
        other_names: other_names(scope, project.name()),
        facts,
        steps: stage.map(|stage| steps(scope, project, stage)).unwrap_or_default(),
        stage_note: stage.is_none().then(|| scope.t("stage-unknown", &[])),
        summary: scope.html_opt(project.summary.as_ref()),
        timeline: timeline(scope, one),
        milestones,
        events,
        related: related(scope, one),
        note: scope.html_opt(project.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

/// What the lists of the page say in full, on an axis.
fn timeline<'a>(scope: &mut Scope<'a>, one: Ref<Project>) -> Option<ChartView<'a>> {
    let drawn = chart(scope, "chart-timeline", Chart::Timeline(TimelineOf::Project(one)))?;
    let text = scope.t("project-milestones", &[]).into();
    let data = LinkView { text, href: Some("#milestones".to_owned()), lang: None };
    let is_listed = !scope.site.model.projects.get(one).milestones.is_empty();
    Some(match is_listed {
        true => ChartView { table: None, data: Some(data), ..drawn },
        false => drawn,
    })
}

/// What is said of a name that is a rendering of ours.
pub(super) fn name_note(scope: &Scope<'_>, status: &Localized<NameStatus>) -> Option<String> {
    let rendered = *status.get_or_fallback(scope.lang).1 == NameStatus::Rendered;
    rendered.then(|| scope.t("name-rendered", &[]))
}

/// The name in the other languages of the site, where it differs.
pub(super) fn other_names<'a>(scope: &Scope<'a>, name: &'a Text) -> Vec<TextView<'a>> {
    let own = scope.plain(name);
    name.iter()
        .filter(|(lang, phrase)| *lang != scope.lang && *phrase.text != *own)
        .map(|(lang, phrase)| TextView { text: (&*phrase.text).into(), lang: scope.foreign(lang) })
        .collect()
}

fn facts<'a>(scope: &mut Scope<'a>, one: Ref<Project>, project: &'a Project) -> Vec<FactView<'a>> {
    let model = scope.site.model;
    let project_in_model = model.projects.get(one);
    let mut facts = Vec::new();
    let stage = scope.site.index.stage(one);
    facts.push(match stage {
        Some(stage) => {
            let name = stage_name(scope, stage);
            let href = scope.href_opt(scope.page_of(stage));
            scope
                .fact_links("fact-stage", vec![LinkView { text: name.text, href, lang: name.lang }])
        }
        None => scope.fact_figure("fact-stage", None),
    });
    facts.push(match project.park {
        Some(park) => {
            let link = scope.record(park);
            scope.fact_links("fact-park", vec![link])
        }
        None => scope.fact_figure("fact-park", None),
    });
    if let Some(region) = project.region {
        let link = scope.record(region);
        facts.push(scope.fact_links("fact-region", vec![link]));
    }
    let industries: Vec<_> = project.industries.iter().map(|one| scope.record(*one)).collect();
    if !industries.is_empty() {
        facts.push(scope.fact_links("fact-industries", industries));
    }
    for (label, parties) in
        [("fact-investors", &project.investors), ("fact-partners", &project.partners)]
    {
        let links: Vec<_> = parties.iter().map(|party: &Party| scope.party(party)).collect();
        if !links.is_empty() {
            facts.push(scope.fact_links(label, links));
        }
    }
    let investment = project_in_model.investment.as_ref();
    let figure = investment.map(|amount| scope.figure(amount, &project_in_model.header.citations));
    facts.push(scope.fact_figure("fact-investment", figure));
    let categories: Vec<_> = project.categories.iter().map(|one| scope.record(*one)).collect();
    if !categories.is_empty() {
        facts.push(scope.fact_links("fact-categories", categories));
    }
    if let Some(date) = project.announced {
        let text = Scope::own(scope.date(date));
        facts.push(scope.fact_text("fact-announced", text));
    }
    facts.extend(aliases(scope, &project.aliases));
    facts.extend(scope.facts(&project_in_model.facts, &project_in_model.header.citations));
    facts
}

/// The stages as a row of steps: those with a milestone are done, those before the current one
/// that no source mentions are unknown.
fn steps<'a>(scope: &Scope<'a>, project: &Project, current: StageIndex) -> Vec<StepView<'a>> {
    let settings = &scope.site.model.site;
    let ended = settings.stage(current).end;
    let shown = |index: &StageIndex| {
        let stage = settings.stage(*index);
        if stage.end {
            *index == current
        } else {
            !ended || project.reached(*index, settings.as_of).is_some()
        }
    };
    (0..settings.stages.len())
        .map(StageIndex)
        .filter(shown)
        .map(|index| {
            let reached = match index == current {
                true => project.current(settings.as_of),
                false => project.reached(index, settings.as_of),
            };
            let state = match (index.cmp(&current), reached) {
                (std::cmp::Ordering::Equal, _) => "current",
                // A stage above the current one was reached before the project was stopped.
                (_, Some(_)) => "done",
                (std::cmp::Ordering::Greater, None) => "todo",
                (std::cmp::Ordering::Less, None) => "unknown",
            };
            StepView {
                text: stage_name(scope, index),
                state,
                date: reached.map(|milestone| scope.when(milestone.when)),
            }
        })
        .collect()
}

/// Links to the related projects.
fn related<'a>(scope: &Scope<'a>, one: Ref<Project>) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    crate::plan::related(model, index, one).map(|other| scope.record(other)).collect()
}

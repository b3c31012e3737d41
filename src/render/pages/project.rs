//! One project.

use super::{Page, projects};
use crate::model::shortcode::{Chart, TimelineOf};
use crate::model::{Party, Project, Record, RecordKind, Ref, StageIndex};
use crate::plan::{PageKind, PagePlan};
use crate::render::chart::chart;
use crate::render::layout::{About, layout};
use crate::render::names::aliases;
use crate::render::names::stage_name;
use crate::render::names::{name_note, other_names};
use crate::render::scope::Scope;
use crate::render::timeline::{date_words, datetime, event, milestone_status_class, standing};
use crate::render::view::{ChartView, FactView, LinkView, MilestoneView, ProjectView, StepView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "project",
        path: "projects/*/index.html",
        parent: Some(&projects::PAGE.kind),
        ..PageKind::of_record(RecordKind::Project)
    },
    content: html!("project.html", of project),
};

/// One project.
fn project<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Project>) -> ProjectView<'a> {
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
            let milestone_status = project.milestone_status(milestone, as_of);
            MilestoneView {
                date: date_words(scope, milestone.when, milestone_status),
                datetime: datetime(milestone.when),
                text: text.unwrap_or_else(|| Scope::own(String::new())),
                stage: stage
                    .filter(|_| milestone.text.is_some())
                    .map(|stage| stage.text.into_owned()),
                milestone_status: milestone_status_class(milestone_status),
                standing: standing(scope, milestone_status),
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
    let about = About::of(scope, page).described(description.unwrap_or_default());
    let stage = scope.site.index.stage(one);
    ProjectView {
        name_note: name_note(scope, &project.name_status),
        other_names: other_names(scope, project.name()),
        facts: scope.facts_view(facts),
        steps: stage.map(|stage| steps(scope, project, stage)).unwrap_or_default(),
        stage_note: stage.is_none().then(|| scope.t("stage-unknown", &[])),
        summary: scope.html_opt(project.summary.as_ref()),
        timeline: timeline(scope, one),
        milestones,
        events,
        related: related(scope, one),
        note: scope.html_opt(project.header.note.as_ref()),
        page: layout(scope, page, about),
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

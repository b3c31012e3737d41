//! Projects that are new, went on, came to an end, or are told otherwise than before.

use super::super::revision::is_same_amount;
use super::super::{
    Asserted, Citation, HasStatus, Milestone, Party, Project, Record, Ref, RoleIndex, StageIndex,
    Text,
};
use super::bridge::named;
use super::{
    Advance, Bridge, Changes, Dropped, Field, FieldChange, FieldValue, NewProject, RevisedProject,
};
use crate::value::Id;

pub(super) fn compare(bridge: &Bridge<'_>, changes: &mut Changes) {
    let (old, new) = (bridge.old, bridge.new);
    for (one, project) in new.projects.iter() {
        match old.projects.find(project.id().as_str()) {
            None => changes.new_projects.push(new_project(bridge, one, project)),
            Some(before) => both(bridge, one, (old.projects.get(before), project), changes),
        }
    }
    for project in old.projects.records() {
        if new.projects.find(project.id().as_str()).is_none() {
            changes.dropped.push(gone(bridge, project));
        }
    }
}

/// A project that is not known any more.
fn gone(bridge: &Bridge<'_>, project: &Project) -> Dropped {
    let from = project.stage(bridge.old.site.as_of).and_then(|stage| bridge.stage(stage));
    Dropped {
        project: bridge.named(|model| &model.projects, project),
        from,
        end: None,
        citations: bridge.citations(&project.header.citations),
    }
}

fn new_project(bridge: &Bridge<'_>, one: Ref<Project>, project: &Project) -> NewProject {
    let model = bridge.new;
    let stage = project.stage(model.site.as_of);
    let opened = project.current(model.site.as_of);
    // What makes a project known may be said of any of its milestones.
    let opened = opened.map(|opened| &opened.citations);
    let milestones = project.milestones.iter().map(|milestone| &milestone.citations);
    let mut candidates = opened.into_iter().chain([&project.header.citations]).chain(milestones);
    let citations = candidates.find(|found| !found.is_empty());
    NewProject {
        project: named(&model.projects, one),
        stage,
        park: project.park,
        investment: project.investment.map(|found| found.value),
        citations: citations.cloned().unwrap_or_default(),
    }
}

/// A project that was known before.
fn both(
    bridge: &Bridge<'_>,
    one: Ref<Project>,
    (before, project): (&Project, &Project),
    changes: &mut Changes,
) {
    let as_of = bridge.new.site.as_of;
    let from = before.stage(bridge.old.site.as_of).and_then(|stage| bridge.stage(stage));
    let current = project.current(as_of);
    let to = current.and_then(|current| current.stage);
    // A project that has gone on after it had ended is told as an advance, whatever the order of
    // the stages; one of which the end is not known any more is not.
    let had_ended = from.is_some_and(|from| {
        bridge.new.site.stage(from).end && project.reached(from, as_of).is_some()
    });
    let named = || named(&bridge.new.projects, one);
    let mut fields = fields(bridge, before, project);
    if let (Some(to), Some(opened)) = (to, current)
        && from.is_none_or(|from| to > from || (had_ended && to != from))
    {
        let (when, citations) = (opened.when, cited(project, opened));
        if bridge.new.site.stage(to).end {
            let end = Some((to, when));
            changes.dropped.push(Dropped { project: named(), from, end, citations });
        } else {
            let text = opened.text.clone();
            changes.advanced.push(Advance { project: named(), from, to, when, text, citations });
        }
    } else if from != to {
        let stage = |stage: Option<StageIndex>| stage.map_or(FieldValue::None, FieldValue::Stage);
        let citations = current.map_or_else(Vec::new, |opened| cited(project, opened));
        let (old, new) = (stage(from), stage(to));
        fields.push(FieldChange { field: Field::Stage, old, new, citations });
    }
    if !fields.is_empty() {
        fields.sort_by_key(|change| change.field);
        changes.revised.push(RevisedProject { project: named(), fields });
    }
}

/// The citations of a milestone, or those of its project.
fn cited(project: &Project, milestone: &Milestone) -> Vec<Citation> {
    match milestone.citations.is_empty() {
        true => project.header.citations.clone(),
        false => milestone.citations.clone(),
    }
}

fn fields(bridge: &Bridge<'_>, before: &Project, project: &Project) -> Vec<FieldChange> {
    let mut fields = Vec::new();
    let mut add = |field, old, new| {
        let citations = project.header.citations.clone();
        fields.push(FieldChange { field, old, new, citations });
    };
    if !bridge.is_same_text(before.name(), project.name()) {
        let old = FieldValue::Text(bridge.text(before.name()));
        add(Field::Name, old, FieldValue::Text(project.name().clone()));
    }
    let stated = |of: &Project| of.investment.map(|found| found.value);
    let converted = |of: &Project| Some(of.investment?.converted()?.value);
    let amounts = [
        (Field::Investment, stated(before), stated(project)),
        (Field::Conversion, converted(before), converted(project)),
    ];
    for (field, old, new) in amounts {
        let old = old.map(|old| bridge.quantity(&old));
        let is_same = match (&old, &new) {
            (Some(old), Some(new)) => is_same_amount(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !is_same {
            let value = |one: Option<_>| one.map_or(FieldValue::None, FieldValue::Quantity);
            add(field, value(old), value(new));
        }
    }
    let park = before.park.map(|park| bridge.old.parks.get(park));
    let now = project.park.map(|park| bridge.new.parks.get(park));
    if park.map(|park| park.id()) != now.map(|park| park.id()) {
        let value = |name: Option<Text>| name.map_or(FieldValue::None, FieldValue::Text);
        let old = park.map(|park| bridge.text(park.name()));
        add(Field::Park, value(old), value(now.map(|park| park.name().clone())));
    }
    if let Some((old, new)) = investors(bridge, before, project) {
        let value = |names: Vec<Text>| match names.is_empty() {
            true => FieldValue::None,
            false => FieldValue::Texts(names),
        };
        add(Field::Investors, value(old), value(new));
    }
    fields.extend(status(bridge, before, project));
    fields.extend(dates(bridge, before, project));
    fields
}

/// The latest status, where another one is asserted than before.
fn status(bridge: &Bridge<'_>, before: &Project, project: &Project) -> Option<FieldChange> {
    let declared = |model: &super::Model, one: Option<&Asserted>| {
        one.map(|one| model.site.statuses[one.is].clone())
    };
    let latest = project.latest_status();
    let old = declared(bridge.old, before.latest_status());
    let new = declared(bridge.new, latest);
    if old.as_ref().map(|old| &old.id) == new.as_ref().map(|new| &new.id) {
        return None;
    }
    let citations = latest.map(|latest| &latest.citations).filter(|cited| !cited.is_empty());
    let value = |name: Option<Text>| name.map_or(FieldValue::None, FieldValue::Text);
    Some(FieldChange {
        field: Field::Status,
        old: value(old.map(|old| bridge.text(&old.name))),
        new: value(new.map(|new| new.name)),
        citations: citations.unwrap_or(&project.header.citations).clone(),
    })
}

/// The investors before and now, if they are not the same.
fn investors(
    bridge: &Bridge<'_>,
    before: &Project,
    project: &Project,
) -> Option<(Vec<Text>, Vec<Text>)> {
    let party = |model: &super::Model, party: &Party| -> (Option<Id>, Text) {
        match party {
            Party::Organization(one) => {
                let found = model.organizations.get(*one);
                (Some(found.id().clone()), found.name().clone())
            }
            Party::Named(name) => (None, name.clone()),
        }
    };
    let old: Vec<_> =
        before.parties.of(RoleIndex::INVESTOR).iter().map(|one| party(bridge.old, one)).collect();
    let new: Vec<_> =
        project.parties.of(RoleIndex::INVESTOR).iter().map(|one| party(bridge.new, one)).collect();
    let is_same = old.len() == new.len()
        && old.iter().zip(&new).all(|((id, name), (other, other_name))| match (id, other) {
            (Some(id), Some(other)) => id == other,
            // A name that has become a record of its own is still the same name.
            _ => bridge.is_same_text(name, other_name),
        });
    if is_same {
        return None;
    }
    let names = |all: Vec<(Option<Id>, Text)>| all.into_iter().map(|(_, name)| name);
    Some((names(old).map(|name| bridge.text(&name)).collect(), names(new).collect()))
}

/// Stages whose milestone is dated otherwise than before; those of which only one state knows are
/// told as advances.
fn dates(bridge: &Bridge<'_>, before: &Project, project: &Project) -> Vec<FieldChange> {
    let mut changed = Vec::new();
    for (_, milestone) in before.in_force() {
        let Some(stage) = milestone.stage.and_then(|stage| bridge.stage(stage)) else { continue };
        let mut now = project.in_force().filter(|(_, one)| one.stage == Some(stage));
        let (Some((_, now)), None) = (now.next(), now.next()) else { continue };
        if now.when != milestone.when {
            changed.push(FieldChange {
                field: Field::Date(stage),
                old: FieldValue::When(milestone.when),
                new: FieldValue::When(now.when),
                citations: cited(project, now),
            });
        }
    }
    changed
}

//! One organization.

use super::group::{Group, lead_of};
use super::{Page, organizations};
use crate::model::{Event, Organization, Party, Record, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::names::name_note;
use crate::render::names::{aliases, other_names_fact};
use crate::render::scope::Scope;
use crate::render::table::TableKey;
use crate::render::timeline::event;
use crate::render::view::{EntryView, GroupView};
use std::cmp::Reverse;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "organization",
        path: "organizations/*/index.html",
        parent: Some(&organizations::PAGE.kind),
        n_rows: |_, index, of| index.by_organization[of.number()].len(),
        ..PageKind::of_record(RecordKind::Organization)
    },
    content: html!("group.html", of organization),
};

/// How many entries a page lists under what happened.
const SHOWN: usize = 12;

/// Events of an organization, newest first.
fn events<'a>(scope: &mut Scope<'a>, is_meant: impl Fn(&Event) -> bool) -> Vec<EntryView<'a>> {
    let events = scope.site.model.events.iter().filter(|(_, event)| is_meant(event));
    let mut found: Vec<_> =
        events.map(|(one, event)| (Reverse(event.when.first_day()), one)).collect();
    found.sort();
    found.truncate(SHOWN);
    found.into_iter().map(|(_, one)| event(scope, one)).collect()
}

/// One organization.
fn organization<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Organization>,
) -> GroupView<'a> {
    let model = scope.site.model;
    let organization = model.organizations.get(one);
    let mut group = Group::new(organization.kind.key(), scope.text(organization.name()));
    let texts = [("fact-role", &organization.role), ("fact-place", &organization.place)];
    for (label, text) in texts {
        if let Some(text) = text {
            group.facts.push(scope.fact_text(label, scope.text(text)));
        }
    }
    if let Some(park) = organization.park {
        let link = scope.record(park);
        group.facts.push(scope.fact_links("fact-park", vec![link]));
    }
    group.facts.extend(other_names_fact(scope, organization.name()));
    if let Some(note) = name_note(scope, &organization.name_status) {
        group.facts.push(scope.fact_text("fact-name-status", Scope::own(note)));
    }
    group.facts.extend(aliases(scope, &organization.aliases));
    group.facts.extend(scope.facts(&organization.facts, &organization.header.citations));
    group.summary = scope.html_opt(organization.summary.as_ref());
    group.description = lead_of(scope, organization.summary.as_ref());
    group.projects = Some(TableKey::OrganizationProjects(one));
    let takes_part = |party: &Party| *party == Party::Organization(one);
    group.events = events(scope, |event| event.participants.iter().any(takes_part));
    group.related = model
        .documents
        .iter()
        .filter(|(_, document)| document.issuer.as_ref().is_some_and(takes_part))
        .map(|(document, _)| scope.record(document))
        .collect();
    group.note = scope.html_opt(organization.header.note.as_ref());
    scope.cite_for_page(&organization.header.citations);
    group.view(scope, page)
}

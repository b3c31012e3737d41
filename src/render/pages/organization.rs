//! One organization.

use super::record::{projects_of, record};
use super::{Page, organizations};
use crate::model::{Event, Organization, Record, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan, TimelineEntry};
use crate::render::names::{aliases, name_note, other_names_fact};
use crate::render::scope::Scope;
use crate::render::timeline::entry;
use crate::render::view::{EntryView, RecordView};
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
fn events<'a>(scope: &Scope<'a>, one: Ref<Organization>) -> Vec<EntryView<'a>> {
    let events = scope.site.index.events_of_organization[one.index()].iter();
    let day = |one: Ref<Event>| scope.site.model.events.get(one).when.first_day();
    let mut found: Vec<_> = events.map(|one| (Reverse(day(*one)), *one)).collect();
    found.sort();
    found.truncate(SHOWN);
    found.into_iter().map(|(_, one)| entry(scope, TimelineEntry::Event(one))).collect()
}

/// One organization.
fn organization<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Organization>,
) -> RecordView<'a> {
    let model = scope.site.model;
    let organization = model.organizations.get(one);
    let note = name_note(scope, &organization.name_status);
    let facts = [
        scope.fact_text_of("fact-role", organization.role.as_ref()),
        scope.fact_text_of("fact-place", organization.place.as_ref()),
        scope.fact_records("fact-park", organization.park),
        scope.fact_contacts(&organization.contacts),
        other_names_fact(scope, organization.name()),
        note.map(|note| scope.fact_text("fact-name-status", Scope::own(note))),
        aliases(scope, &organization.aliases),
    ];
    let of_its_own = scope.facts(&organization.facts, &organization.header.citations);
    let facts = scope.facts_view(page, facts.into_iter().chain(of_its_own));
    let events = events(scope, one);
    let issued = scope.site.index.documents_of_organization[one.index()].iter();
    RecordView {
        facts,
        projects: projects_of(scope, page),
        events: scope.entries(events),
        related: issued.map(|document| scope.record(*document)).collect(),
        ..record(scope, page, organization.kind.key(), organization.summary.as_ref())
    }
}

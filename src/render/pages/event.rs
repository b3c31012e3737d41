//! One event.

use super::group::lead_of;
use super::{Page, timeline};
use crate::model::{Event, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::layout::{About, layout};
use crate::render::order::sorted;
use crate::render::scope::Scope;
use crate::render::timeline::{date_words, standing};
use crate::render::view::RecordView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "event",
        path: "events/*/index.html",
        parent: Some(&timeline::PAGE.kind),
        ..PageKind::of_record(RecordKind::Event)
    },
    content: html!("record.html", of event),
};

/// One event.
fn event<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Event>) -> RecordView<'a> {
    let model = scope.site.model;
    let event = model.events.get(one);
    let milestone_status = event.milestone_status(&model.sources, model.site.as_of);
    let words = date_words(scope, event.when, milestone_status);
    let mut date = scope.fact_text("fact-date", Scope::own(words));
    date.cites = scope.cite(&event.header.citations);
    date.note = standing(scope, milestone_status).map(Scope::own);
    let mut facts = vec![date];
    if let Some(place) = &event.place {
        facts.push(scope.fact_text("fact-place", scope.text(place)));
    }
    if let Some(region) = event.region {
        let link = scope.record(region);
        facts.push(scope.fact_links("fact-region", vec![link]));
    }
    if let Some(park) = event.park {
        let link = scope.record(park);
        facts.push(scope.fact_links("fact-park", vec![link]));
    }
    let participants: Vec<_> = event.participants.iter().map(|party| scope.party(party)).collect();
    if !participants.is_empty() {
        facts.push(scope.fact_links("fact-participants", participants));
    }
    facts.extend(scope.facts(&event.facts, &event.header.citations));
    let projects = sorted(scope, &event.projects);
    let related: Vec<_> = projects.into_iter().map(|one| scope.record(one)).collect();
    let about = About::of(scope, page).described(lead_of(scope, event.summary.as_ref()));
    RecordView {
        kind: scope.t(event.kind.key(), &[]),
        facts: scope.facts_view(facts),
        summary: scope.html_opt(event.summary.as_ref()),
        related,
        note: scope.html_opt(event.header.note.as_ref()),
        page: layout(scope, page, about),
    }
}

//! One event.

use super::record::record;
use super::{Page, timeline};
use crate::model::{Event, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::order::sorted;
use crate::render::scope::Scope;
use crate::render::timeline::{date_words, standing};
use crate::render::view::{FactView, RecordView};

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
    let date = FactView {
        cites: scope.cite(&event.header.citations),
        note: standing(scope, milestone_status).map(Scope::own),
        ..scope.fact_text("fact-date", Scope::own(words))
    };
    let facts = [
        Some(date),
        scope.fact_text_of("fact-place", event.place.as_ref()),
        scope.fact_records("fact-region", event.region),
        scope.fact_records("fact-park", event.park),
        scope.fact_parties("fact-participants", &event.participants),
    ];
    let of_its_own = scope.facts(&event.facts, &event.header.citations);
    let facts = scope.facts_view(page, facts.into_iter().chain(of_its_own));
    let projects = sorted(scope, &event.projects);
    RecordView {
        facts,
        related: projects.into_iter().map(|one| scope.record(one)).collect(),
        ..record(scope, page, event.kind.key(), event.summary.as_ref())
    }
}

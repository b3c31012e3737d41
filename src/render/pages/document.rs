//! One document.

use super::record::record;
use super::{Page, documents};
use crate::model::{Document, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::scope::Scope;
use crate::render::view::{FactView, RecordView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "document",
        path: "documents/*/index.html",
        parent: Some(&documents::PAGE.kind),
        ..PageKind::of_record(RecordKind::Document)
    },
    content: html!("record.html", of document),
};

/// One document.
fn document<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Document>) -> RecordView<'a> {
    let document = scope.site.model.documents.get(one);
    let date = match document.date {
        Some(date) => FactView {
            cites: scope.cite(&document.header.citations),
            ..scope.fact_text("fact-date", Scope::own(scope.date(date)))
        },
        None => scope.fact_figure("fact-date", None),
    };
    let facts = [
        Some(date),
        scope.fact_parties("fact-issuer", document.issuer.as_slice()),
        scope.fact_text_of("fact-status", document.status.as_ref()),
        scope.fact_text_of("fact-group", document.group.as_ref()),
    ];
    RecordView {
        facts: scope.facts_view(page, facts),
        ..record(scope, page, document.kind.key(), document.summary.as_ref())
    }
}

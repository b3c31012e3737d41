//! One document.

use super::group::lead_of;
use super::{Page, documents};
use crate::model::{Document, RecordKind, Ref};
use crate::plan::{PageKind, PagePlan};
use crate::render::layout::{About, layout};
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
    let model = scope.site.model;
    let document = model.documents.get(one);
    scope.cite_for_page(&document.header.citations);
    let cites = scope.cite(&document.header.citations);
    let mut facts: Vec<FactView> = Vec::new();
    facts.push(match document.date {
        Some(date) => {
            let mut line = scope.fact_text("fact-date", Scope::own(scope.date(date)));
            line.cites = cites;
            line
        }
        None => scope.fact_figure("fact-date", None),
    });
    if let Some(issuer) = &document.issuer {
        let link = scope.party(issuer);
        facts.push(scope.fact_links("fact-issuer", vec![link]));
    }
    if let Some(status) = &document.status {
        facts.push(scope.fact_text("fact-status", scope.text(status)));
    }
    if let Some(group) = &document.group {
        facts.push(scope.fact_text("fact-group", scope.text(group)));
    }
    let about = About::of(scope, page).described(lead_of(scope, document.summary.as_ref()));
    RecordView {
        kind: scope.t(document.kind.key(), &[]),
        facts: scope.facts_view(facts),
        summary: scope.html_opt(document.summary.as_ref()),
        related: Vec::new(),
        note: scope.html_opt(document.header.note.as_ref()),
        page: layout(scope, page, about),
    }
}

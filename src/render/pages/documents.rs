//! All documents.

use super::list::list;
use super::{Page, data};
use crate::model::{Document, Ref};
use crate::plan::{PageKind, Pages};
use crate::render::order;
use crate::render::scope::Scope;
use crate::render::table::{Column, RecordTable};
use crate::render::view::CellView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "documents",
        path: "documents/index.html",
        pages: Pages::One(|model, _| !model.documents.is_empty()),
        lists: &["documents"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-documents"),
        foot: Some(9),
        about: Some("lead-documents"),
        n_rows: |model, _, _| model.documents.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", list, Documents),
};

/// All documents by kind.
pub(super) struct Documents;

type C = Column<Documents>;

impl RecordTable for Documents {
    type One = Document;
    const COLUMNS: &'static [C] = &[
        C::words("document", |_, scope, one| {
            let cites = scope.cite(&scope.site.model.documents.get(*one).header.citations);
            CellView::link(scope.record(*one)).cites(cites)
        }),
        C::data("kind"),
        C::data("date"),
        C::data("issuer"),
        C::data("status").labelled("column-standing"),
    ];
    const FILTERS: &'static [&'static str] = &["kind"];

    fn order(scope: &Scope<'_>) -> Vec<Ref<Document>> {
        order::documents(scope)
    }
}

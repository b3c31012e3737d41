//! All documents.

use super::list::list;
use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::table::TableKey;

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
    content: html!("list.html", list, TableKey::Documents),
};

//! One document.

use super::{DOCUMENTS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::records;

/// One document.
pub(super) static DOCUMENT: Page = Page {
    kind: PageKind {
        name: "document",
        path: "documents/*/index.html",
        parent: Some(&DOCUMENTS.kind),
        ..PageKind::of_record(RecordKind::Document)
    },
    content: html!("record.html", of records::document),
};

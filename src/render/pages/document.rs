//! One document.

use super::{Page, documents};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::records;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "document",
        path: "documents/*/index.html",
        parent: Some(&documents::PAGE.kind),
        ..PageKind::of_record(RecordKind::Document)
    },
    content: html!("record.html", of records::document),
};

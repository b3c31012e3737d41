//! One source and what rests on it.

use super::{Page, sources};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::records;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "source",
        path: "sources/*/index.html",
        parent: Some(&sources::PAGE.kind),
        n_rows: |_, index, of| index.resting[of.number()].len(),
        ..PageKind::of_record(RecordKind::Source)
    },
    content: html!("source.html", of records::source),
};

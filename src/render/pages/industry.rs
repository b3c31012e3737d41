//! One industry.

use super::{INDUSTRIES, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

/// One industry.
pub(super) static INDUSTRY: Page = Page {
    kind: PageKind {
        name: "industry",
        path: "industries/*/index.html",
        parent: Some(&INDUSTRIES.kind),
        n_rows: |_, index, of| index.by_industry[of.number()].len(),
        ..PageKind::of_record(RecordKind::Industry)
    },
    content: html!("group.html", of group::industry),
};

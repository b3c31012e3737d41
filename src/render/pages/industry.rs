//! One industry.

use super::{Page, industries};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "industry",
        path: "industries/*/index.html",
        parent: Some(&industries::PAGE.kind),
        n_rows: |_, index, of| index.by_industry[of.number()].len(),
        ..PageKind::of_record(RecordKind::Industry)
    },
    content: html!("group.html", of group::industry),
};

//! One region.

use super::{Page, parks};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "region",
        path: "regions/*/index.html",
        parent: Some(&parks::PAGE.kind),
        n_rows: |_, index, of| index.by_region[of.number()].len(),
        ..PageKind::of_record(RecordKind::Region)
    },
    content: html!("group.html", of group::region),
};

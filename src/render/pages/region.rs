//! One region.

use super::{PARKS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

/// One region.
pub(super) static REGION: Page = Page {
    kind: PageKind {
        name: "region",
        path: "regions/*/index.html",
        parent: Some(&PARKS.kind),
        n_rows: |_, index, of| index.by_region[of.number()].len(),
        ..PageKind::of_record(RecordKind::Region)
    },
    content: html!("group.html", of group::region),
};

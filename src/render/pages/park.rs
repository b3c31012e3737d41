//! One park.

use super::{PARKS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

/// One park.
pub(super) static PARK: Page = Page {
    kind: PageKind {
        name: "park",
        path: "parks/*/index.html",
        parent: Some(&PARKS.kind),
        n_rows: |_, index, of| index.by_park[of.number()].len(),
        ..PageKind::of_record(RecordKind::Park)
    },
    content: html!("park.html", of group::park),
};

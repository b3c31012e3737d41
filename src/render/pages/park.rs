//! One park.

use super::{Page, parks};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "park",
        path: "parks/*/index.html",
        parent: Some(&parks::PAGE.kind),
        n_rows: |_, index, of| index.by_park[of.number()].len(),
        ..PageKind::of_record(RecordKind::Park)
    },
    content: html!("park.html", of group::park),
};

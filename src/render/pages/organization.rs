//! One organization.

use super::{Page, organizations};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "organization",
        path: "organizations/*/index.html",
        parent: Some(&organizations::PAGE.kind),
        n_rows: |_, index, of| index.by_organization[of.number()].len(),
        ..PageKind::of_record(RecordKind::Organization)
    },
    content: html!("group.html", of group::organization),
};

//! One organization.

use super::{ORGANIZATIONS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::group;

/// One organization.
pub(super) static ORGANIZATION: Page = Page {
    kind: PageKind {
        name: "organization",
        path: "organizations/*/index.html",
        parent: Some(&ORGANIZATIONS.kind),
        n_rows: |_, index, of| index.by_organization[of.number()].len(),
        ..PageKind::of_record(RecordKind::Organization)
    },
    content: html!("group.html", of group::organization),
};

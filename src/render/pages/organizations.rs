//! All organizations.

use super::{DATA, Page};
use crate::plan::{PageKind, Pages};
use crate::render::records;

/// All organizations.
pub(super) static ORGANIZATIONS: Page = Page {
    kind: PageKind {
        name: "organizations",
        path: "organizations/index.html",
        pages: Pages::One(|model, _| !model.organizations.is_empty()),
        lists: &["organizations"],
        parent: Some(&DATA.kind),
        title: Some("title-organizations"),
        foot: Some(6),
        about: Some("lead-organizations"),
        n_rows: |model, _, _| model.organizations.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", records::organizations),
};

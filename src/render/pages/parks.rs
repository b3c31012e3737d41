//! All parks.

use super::{HOME, Page};
use crate::plan::{PageKind, Pages};
use crate::render::group;

/// All parks.
pub(super) static PARKS: Page = Page {
    kind: PageKind {
        name: "parks",
        path: "parks/index.html",
        pages: Pages::One(|model, _| !model.parks.is_empty()),
        lists: &["parks"],
        parent: Some(&HOME.kind),
        title: Some("title-parks"),
        header: Some("nav-parks"),
        foot: Some(4),
        n_rows: |model, _, _| model.parks.len(),
        ..PageKind::USUAL
    },
    content: html!("parks.html", group::parks),
};

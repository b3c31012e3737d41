//! All parks.

use super::{Page, home};
use crate::plan::{PageKind, Pages};
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "parks",
        path: "parks/index.html",
        pages: Pages::One(|model, _| !model.parks.is_empty()),
        lists: &["parks"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-parks"),
        header: Some("nav-parks"),
        foot: Some(4),
        n_rows: |model, _, _| model.parks.len(),
        ..PageKind::USUAL
    },
    content: html!("parks.html", group::parks),
};

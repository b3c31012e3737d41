//! The choice of a language, at the top of the site.

use super::{Page, written};
use crate::plan::{PageKind, Pages, Role};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "language choice",
        path: "index.html",
        is_common: true,
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        role: Role::Front,
        ..PageKind::USUAL
    },
    content: html!("index.html", written::chooser),
};

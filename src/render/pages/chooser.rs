//! The choice of a language, at the top of the site.

use super::Page;
use super::written;
use crate::plan::{PageKind, Pages, Role};

/// The choice of a language, at the top of the site.
pub(super) static CHOOSER: Page = Page {
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

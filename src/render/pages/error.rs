//! What hosts show of a language where there is no page.

use super::written;
use super::{HOME, Page};
use crate::plan::{PageKind, Pages, Role};

/// What hosts show of a language where there is no page.
pub(super) static ERROR: Page = Page {
    kind: PageKind {
        name: "error page",
        path: "404.html",
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        parent: Some(&HOME.kind),
        role: Role::Error,
        ..PageKind::USUAL
    },
    content: html!("404.html", written::not_found),
};

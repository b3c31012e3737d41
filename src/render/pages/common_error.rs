//! What hosts show where there is no page, whatever the language.

use super::Page;
use super::written;
use crate::plan::{PageKind, Pages, Role};

/// What hosts show where there is no page, whatever the language.
pub(super) static COMMON_ERROR: Page = Page {
    kind: PageKind {
        name: "common error page",
        path: "404.html",
        is_common: true,
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        role: Role::Error,
        ..PageKind::USUAL
    },
    content: html!("404.html", written::not_found),
};

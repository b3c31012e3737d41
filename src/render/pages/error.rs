//! What hosts show of a language where there is no page.

use super::{Page, home, written};
use crate::plan::{PageKind, Pages, Role};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "error page",
        path: "404.html",
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        parent: Some(&home::PAGE.kind),
        role: Role::Error,
        ..PageKind::USUAL
    },
    content: html!("404.html", written::not_found),
};

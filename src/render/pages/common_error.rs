//! What hosts show where there is no page, whatever the language.

use super::{Page, error};
use crate::plan::{PageKind, Pages, Role};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "common error page",
        path: "404.html",
        is_common: true,
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        title: Some("title-not-found"),
        role: Role::Error,
        ..PageKind::USUAL
    },
    content: html!("404.html", error::not_found),
};

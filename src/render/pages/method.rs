//! How progress is measured.

use super::written;
use super::{DATA, Page};
use crate::plan::PageKind;

/// How progress is measured.
pub(super) static METHOD: Page = Page {
    kind: PageKind {
        name: "method",
        path: "method/index.html",
        text: Some("method"),
        parent: Some(&DATA.kind),
        title: Some("title-method"),
        foot: Some(15),
        about: Some("about-method"),
        ..PageKind::USUAL
    },
    content: html!("page.html", written::method),
};

//! How progress is measured.

use super::{Page, data, written};
use crate::plan::PageKind;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "method",
        path: "method/index.html",
        text: Some("method"),
        parent: Some(&data::PAGE.kind),
        title: Some("title-method"),
        foot: Some(15),
        about: Some("about-method"),
        ..PageKind::USUAL
    },
    content: html!("page.html", written::method),
};

//! All downloads.

use super::{Page, home, written};
use crate::plan::PageKind;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data",
        path: "data/index.html",
        parent: Some(&home::PAGE.kind),
        title: Some("title-data"),
        header: Some("nav-data"),
        foot: Some(13),
        ..PageKind::USUAL
    },
    content: html!("data.html", written::data),
};

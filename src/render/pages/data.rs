//! All downloads.

use super::written;
use super::{HOME, Page};
use crate::plan::PageKind;

/// All downloads.
pub(super) static DATA: Page = Page {
    kind: PageKind {
        name: "data",
        path: "data/index.html",
        parent: Some(&HOME.kind),
        title: Some("title-data"),
        header: Some("nav-data"),
        foot: Some(13),
        ..PageKind::USUAL
    },
    content: html!("data.html", written::data),
};

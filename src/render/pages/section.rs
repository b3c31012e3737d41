//! The pages of a folder.

use super::written;
use super::{HOME, Page};
use crate::plan::{Of, PageKind, Pages, Shown};

/// The pages of a folder.
pub(super) static SECTION: Page = Page {
    kind: PageKind {
        name: "section",
        path: "*/index.html",
        pages: Pages::Each(|_, index| (0..index.sections.len()).map(Of::Section).collect()),
        shows: Some(Shown::Section),
        parent: Some(&HOME.kind),
        header: Some("nav-reports"),
        foot: Some(8),
        ..PageKind::USUAL
    },
    content: html!("section.html", of written::section),
};

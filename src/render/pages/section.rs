//! The pages of a folder.

use super::{Page, home, written};
use crate::plan::{Of, PageKind, Pages, Shown};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "section",
        path: "*/index.html",
        pages: Pages::Each(|_, index| (0..index.sections.len()).map(Of::Section).collect()),
        shows: Some(Shown::Section),
        parent: Some(&home::PAGE.kind),
        header: Some("nav-reports"),
        foot: Some(8),
        ..PageKind::USUAL
    },
    content: html!("section.html", of written::section),
};

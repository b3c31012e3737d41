//! The glossary.

use super::written;
use super::{DATA, Page};
use crate::plan::{PageKind, Pages};

/// The glossary.
pub(super) static GLOSSARY: Page = Page {
    kind: PageKind {
        name: "glossary",
        path: "glossary/index.html",
        pages: Pages::One(|model, _| !model.terms.is_empty()),
        lists: &["terms"],
        anchor: Some("term-"),
        parent: Some(&DATA.kind),
        title: Some("title-glossary"),
        foot: Some(11),
        about: Some("about-glossary"),
        ..PageKind::USUAL
    },
    content: html!("glossary.html", written::glossary),
};

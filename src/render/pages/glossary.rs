//! The glossary.

use super::{Page, data, written};
use crate::plan::{PageKind, Pages};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "glossary",
        path: "glossary/index.html",
        pages: Pages::One(|model, _| !model.terms.is_empty()),
        lists: &["terms"],
        anchor: Some("term-"),
        parent: Some(&data::PAGE.kind),
        title: Some("title-glossary"),
        foot: Some(11),
        about: Some("about-glossary"),
        ..PageKind::USUAL
    },
    content: html!("glossary.html", written::glossary),
};

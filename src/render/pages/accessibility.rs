//! The accessibility statement.

use super::written::own_or_bare;
use super::{Page, home};
use crate::plan::PageKind;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "accessibility",
        path: "accessibility/index.html",
        text: Some("accessibility"),
        parent: Some(&home::PAGE.kind),
        title: Some("title-accessibility"),
        foot: Some(17),
        ..PageKind::USUAL
    },
    content: html!("page.html", own_or_bare),
};

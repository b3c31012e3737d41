//! The accessibility statement.

use super::written;
use super::{HOME, Page};
use crate::plan::PageKind;

/// The accessibility statement.
pub(super) static ACCESSIBILITY: Page = Page {
    kind: PageKind {
        name: "accessibility",
        path: "accessibility/index.html",
        text: Some("accessibility"),
        parent: Some(&HOME.kind),
        title: Some("title-accessibility"),
        foot: Some(17),
        ..PageKind::USUAL
    },
    content: html!("page.html", written::accessibility),
};

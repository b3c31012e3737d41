//! The accessibility statement.

use super::written::own_or_bare;
use super::{Page, home};
use crate::plan::{PageKind, PagePlan};
use crate::render::scope::Scope;
use crate::render::view::PageView;

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
    content: html!("page.html", accessibility),
};

/// The accessibility statement.
fn accessibility<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PageView<'a> {
    own_or_bare(scope, page, "accessibility", "title-accessibility")
}

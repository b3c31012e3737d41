//! What has changed since the edition before.

use super::{Page, home};
use crate::plan::{PageKind, Pages};
use crate::render::changes;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "changes",
        path: "changes/index.html",
        pages: Pages::One(|_, index| index.since.is_some()),
        parent: Some(&home::PAGE.kind),
        title: Some("title-changes"),
        foot: Some(12),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("changes.html", changes::page),
};

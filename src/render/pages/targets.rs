//! All targets.

use super::{Page, home};
use crate::plan::{PageKind, Pages};
use crate::render::measures;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "targets",
        path: "targets/index.html",
        pages: Pages::One(|_, index| !index.periods.is_empty()),
        lists: &["targets"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-targets"),
        header: Some("nav-targets"),
        foot: Some(1),
        ..PageKind::USUAL
    },
    content: html!("targets.html", measures::targets),
};

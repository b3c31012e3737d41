//! All targets.

use super::{HOME, Page};
use crate::plan::{PageKind, Pages};
use crate::render::measures;

/// All targets.
pub(super) static TARGETS: Page = Page {
    kind: PageKind {
        name: "targets",
        path: "targets/index.html",
        pages: Pages::One(|_, index| !index.periods.is_empty()),
        lists: &["targets"],
        parent: Some(&HOME.kind),
        title: Some("title-targets"),
        header: Some("nav-targets"),
        foot: Some(1),
        ..PageKind::USUAL
    },
    content: html!("targets.html", measures::targets),
};

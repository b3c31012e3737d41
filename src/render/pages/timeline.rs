//! All years.

use super::{HOME, Page};
use crate::plan::{PageKind, Pages};
use crate::render::timeline;

/// All years.
pub(super) static TIMELINE: Page = Page {
    kind: PageKind {
        name: "timeline",
        path: "timeline/index.html",
        pages: Pages::One(|_, index| index.has_timeline()),
        lists: &["events"],
        parent: Some(&HOME.kind),
        title: Some("title-timeline"),
        header: Some("nav-timeline"),
        foot: Some(7),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline.html", timeline::all),
};

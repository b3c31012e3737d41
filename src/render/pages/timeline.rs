//! All years.

use super::{Page, home};
use crate::plan::{PageKind, Pages};
use crate::render::timeline;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "timeline",
        path: "timeline/index.html",
        pages: Pages::One(|_, index| index.has_timeline()),
        lists: &["events"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-timeline"),
        header: Some("nav-timeline"),
        foot: Some(7),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline.html", timeline::all),
};

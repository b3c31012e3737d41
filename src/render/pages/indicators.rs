//! All indicators.

use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::records;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "indicators",
        path: "indicators/index.html",
        pages: Pages::One(|model, _| !model.indicators.is_empty()),
        lists: &["indicators", "observations"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-indicators"),
        foot: Some(2),
        about: Some("lead-indicators"),
        ..PageKind::USUAL
    },
    content: html!("list.html", records::indicators),
};

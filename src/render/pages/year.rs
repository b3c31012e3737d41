//! Milestones and events of one year.

use super::Page;
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::timeline;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "year",
        path: "timeline/*/index.html",
        pages: Pages::Each(|_, index| index.years.keys().copied().map(Of::Year).collect()),
        shows: Some(Shown::Year),
        parent: Some(&super::timeline::PAGE.kind),
        n_rows: |_, index, of| match of {
            Of::Year(year) => index.years.get(&year).map_or(0, Vec::len),
            _ => 0,
        },
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of timeline::year),
};

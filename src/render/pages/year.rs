//! Milestones and events of one year.

use super::{Page, TIMELINE};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::timeline;

/// Milestones and events of one year.
pub(super) static YEAR: Page = Page {
    kind: PageKind {
        name: "year",
        path: "timeline/*/index.html",
        pages: Pages::Each(|_, index| index.years().map(Of::Year).collect()),
        shows: Some(Shown::Year),
        parent: Some(&TIMELINE.kind),
        n_rows: |_, index, of| match of {
            Of::Year(year) => index.year(year).len(),
            _ => 0,
        },
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of timeline::year),
};

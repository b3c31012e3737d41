//! The targets and results of one period.

use super::{Page, TARGETS};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::measures;

/// The targets and results of one period.
pub(super) static TARGET_PERIOD: Page = Page {
    kind: PageKind {
        name: "target period",
        path: "targets/*/index.html",
        pages: Pages::Each(|_, index| index.periods.iter().copied().map(Of::Period).collect()),
        shows: Some(Shown::Period),
        parent: Some(&TARGETS.kind),
        ..PageKind::USUAL
    },
    content: html!("target-period.html", of measures::period),
};

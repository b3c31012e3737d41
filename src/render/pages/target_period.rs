//! The targets and results of one period.

use super::{Page, targets};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::measures;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "target period",
        path: "targets/*/index.html",
        pages: Pages::Each(|_, index| index.periods.iter().copied().map(Of::Period).collect()),
        shows: Some(Shown::Period),
        parent: Some(&targets::PAGE.kind),
        ..PageKind::USUAL
    },
    content: html!("target-period.html", of measures::period),
};

//! The projects at one stage.

use super::{Page, projects};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "stage",
        path: "stages/*/index.html",
        pages: Pages::Each(|_, index| index.stages_in_use.iter().copied().map(Of::Stage).collect()),
        shows: Some(Shown::Stage),
        parent: Some(&projects::PAGE.kind),
        n_rows: |_, index, of| index.by_stage[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("group.html", of group::stage),
};

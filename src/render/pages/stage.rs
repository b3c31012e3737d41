//! The projects at one stage.

use super::{PROJECTS, Page};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::group;

/// The projects at one stage.
pub(super) static STAGE: Page = Page {
    kind: PageKind {
        name: "stage",
        path: "stages/*/index.html",
        pages: Pages::Each(|_, index| index.stages_in_use.iter().copied().map(Of::Stage).collect()),
        shows: Some(Shown::Stage),
        parent: Some(&PROJECTS.kind),
        n_rows: |_, index, of| index.by_stage[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("group.html", of group::stage),
};

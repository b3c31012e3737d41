//! The projects at one stage.

use super::record::{projects_of, record};
use super::{Page, projects};
use crate::model::StageIndex;
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::scope::Scope;
use crate::render::view::RecordView;

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
    content: html!("group.html", of stage),
};

/// The projects at one stage.
fn stage<'a>(scope: &mut Scope<'a>, page: &PagePlan, _: StageIndex) -> RecordView<'a> {
    RecordView { projects: projects_of(scope, page), ..record(scope, page, "kind-stage", None) }
}

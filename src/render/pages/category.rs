//! The projects marked as something.

use super::{PROJECTS, Page};
use crate::model::RecordKind;
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::group;

/// The projects marked as something.
pub(super) static CATEGORY: Page = Page {
    kind: PageKind {
        name: "category",
        path: "categories/*/index.html",
        pages: Pages::Each(|_, index| {
            index.categories_in_use.iter().copied().map(Of::from).collect()
        }),
        shows: Some(Shown::Record(RecordKind::Category)),
        parent: Some(&PROJECTS.kind),
        n_rows: |_, index, of| index.by_category[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("group.html", of group::category),
};

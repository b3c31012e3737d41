//! The projects marked as something.

use super::{Page, projects};
use crate::model::RecordKind;
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::group;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "category",
        path: "categories/*/index.html",
        pages: Pages::Each(|_, index| {
            index.categories_in_use.iter().copied().map(Of::from).collect()
        }),
        shows: Some(Shown::Record(RecordKind::Category)),
        parent: Some(&projects::PAGE.kind),
        n_rows: |_, index, of| index.by_category[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("group.html", of group::category),
};

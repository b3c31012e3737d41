//! The projects marked as something.

use super::record::{projects_of, record};
use super::{Page, projects};
use crate::model::{Category, RecordKind, Ref};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::scope::Scope;
use crate::render::view::RecordView;

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
    content: html!("group.html", of category),
};

/// The projects marked as something.
fn category<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Category>) -> RecordView<'a> {
    let category = scope.site.model.site.categories.get(one);
    RecordView {
        projects: projects_of(scope, page),
        ..record(scope, page, "kind-category", category.definition.as_ref())
    }
}

//! The projects marked as something.

use super::group::{Group, lead_of};
use super::{Page, projects};
use crate::model::{Category, Record, RecordKind, Ref};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::scope::Scope;
use crate::render::table::TableKey;
use crate::render::view::GroupView;

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
fn category<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Category>) -> GroupView<'a> {
    let category = scope.site.model.site.categories.get(one);
    let mut group = Group::new("kind-category", scope.text(category.name()));
    scope.cite_for_page(&category.header.citations);
    group.summary = scope.html_opt(category.definition.as_ref());
    group.description = lead_of(scope, category.definition.as_ref());
    group.projects = Some(TableKey::CategoryProjects(one));
    group.view(scope, page)
}

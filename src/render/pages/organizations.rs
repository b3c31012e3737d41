//! All organizations.

use super::list::list;
use super::{Page, data};
use crate::model::{Organization, Ref};
use crate::plan::{PageKind, Pages};
use crate::render::numbers::listed;
use crate::render::order;
use crate::render::scope::Scope;
use crate::render::table::{Column, RecordTable};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "organizations",
        path: "organizations/index.html",
        pages: Pages::One(|model, _| !model.organizations.is_empty()),
        lists: &["organizations"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-organizations"),
        foot: Some(6),
        about: Some("lead-organizations"),
        n_rows: |model, _, _| model.organizations.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", list, Organizations),
};

/// All organizations by kind.
pub(super) struct Organizations;

type C = Column<Organizations>;

impl RecordTable for Organizations {
    type One = Organization;
    const COLUMNS: &'static [C] = &[
        C::name("organization"),
        C::data("kind"),
        C::data("role"),
        C::data("place"),
        C::numbers("projects", |_, scope, one| {
            listed(scope, scope.site.index.by_organization[one.index()].len())
        }),
    ];
    const FILTERS: &'static [&'static str] = &["kind"];

    fn order(scope: &Scope<'_>) -> Vec<Ref<Organization>> {
        order::organizations(scope)
    }
}

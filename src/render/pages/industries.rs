//! All industries.

use super::list::list;
use super::{Page, data};
use crate::model::{Industry, Ref};
use crate::plan::{PageKind, Pages};
use crate::render::numbers::listed;
use crate::render::order;
use crate::render::scope::Scope;
use crate::render::table::{Column, RecordTable, Table};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "industries",
        path: "industries/index.html",
        pages: Pages::One(|model, _| !model.industries.is_empty()),
        lists: &["industries"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-industries"),
        foot: Some(5),
        about: Some("lead-industries"),
        n_rows: |model, _, _| model.industries.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", list, Industries),
};

/// All industries: leading ones first.
pub(super) struct Industries;

type C = Column<Industries>;

impl RecordTable for Industries {
    type One = Industry;
    const COLUMNS: &'static [C] = &[
        C::name("industry"),
        C::data("leading"),
        C::words("map", |_, scope, one| {
            let map = scope.site.model.industries.get(*one).map.as_ref();
            let cites = map.map(|map| scope.cite(&map.citations)).unwrap_or_default();
            Self::datum(scope, one, "map").cites(cites)
        }),
        C::data("regions").labelled("column-region"),
        C::numbers("projects", |_, scope, one| {
            listed(scope, scope.site.index.by_industry[one.index()].len())
        }),
    ];

    fn order(scope: &Scope<'_>) -> Vec<Ref<Industry>> {
        order::industries(scope)
    }
}

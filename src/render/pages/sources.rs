//! All sources.

use super::list::list;
use super::{Page, data};
use crate::model::Source;
use crate::plan::{PageKind, Pages};
use crate::render::table::{Column, RecordTable};
use crate::render::view::CellView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "sources",
        path: "sources/index.html",
        pages: Pages::One(|model, _| !model.sources.is_empty()),
        lists: &["sources"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-sources"),
        foot: Some(10),
        about: Some("lead-sources"),
        n_rows: |model, _, _| model.sources.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", list, Sources),
};

/// All sources with what rests on them.
pub(super) struct Sources;

type C = Column<Sources>;

impl RecordTable for Sources {
    type One = Source;
    const COLUMNS: &'static [C] = &[
        C::name("source"),
        C::data("publisher"),
        C::data("published"),
        C::data("kind"),
        C::numbers("records", |_, scope, one| {
            let n = scope.site.index.cited_by[one.index()].len();
            CellView::words(scope.locale.integer(n as u64)).sort(n.to_string())
        }),
    ];
}

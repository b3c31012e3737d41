//! All sources.

use super::list::list;
use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::table::TableKey;

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
    content: html!("list.html", list, TableKey::Sources),
};

//! All industries.

use super::list::list;
use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::table::TableKey;

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
    content: html!("list.html", list, TableKey::Industries),
};

//! All industries.

use super::{DATA, Page};
use crate::plan::{PageKind, Pages};
use crate::render::records;

/// All industries.
pub(super) static INDUSTRIES: Page = Page {
    kind: PageKind {
        name: "industries",
        path: "industries/index.html",
        pages: Pages::One(|model, _| !model.industries.is_empty()),
        lists: &["industries"],
        parent: Some(&DATA.kind),
        title: Some("title-industries"),
        foot: Some(5),
        about: Some("lead-industries"),
        n_rows: |model, _, _| model.industries.len(),
        ..PageKind::USUAL
    },
    content: html!("list.html", records::industries),
};

//! All organizations.

use super::list::list;
use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::table::TableKey;

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
    content: html!("list.html", list, TableKey::Organizations),
};

//! Summary tables and all projects.

use super::{Page, home};
use crate::plan::{PageKind, Pages};
use crate::render::project;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "projects",
        path: "projects/index.html",
        pages: Pages::One(|model, _| !model.projects.is_empty()),
        lists: &["projects"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-projects"),
        header: Some("nav-projects"),
        foot: Some(3),
        n_rows: |model, _, _| model.projects.len(),
        ..PageKind::USUAL
    },
    content: html!("projects.html", project::projects),
};

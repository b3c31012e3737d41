//! Summary tables and all projects.

use super::{HOME, Page};
use crate::plan::{PageKind, Pages};
use crate::render::project;

/// Summary tables and all projects.
pub(super) static PROJECTS: Page = Page {
    kind: PageKind {
        name: "projects",
        path: "projects/index.html",
        pages: Pages::One(|model, _| !model.projects.is_empty()),
        lists: &["projects"],
        parent: Some(&HOME.kind),
        title: Some("title-projects"),
        header: Some("nav-projects"),
        foot: Some(3),
        n_rows: |model, _, _| model.projects.len(),
        ..PageKind::USUAL
    },
    content: html!("projects.html", project::projects),
};

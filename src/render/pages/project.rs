//! One project.

use super::{PROJECTS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::project;

/// One project.
pub(super) static PROJECT: Page = Page {
    kind: PageKind {
        name: "project",
        path: "projects/*/index.html",
        parent: Some(&PROJECTS.kind),
        ..PageKind::of_record(RecordKind::Project)
    },
    content: html!("project.html", of project::project),
};

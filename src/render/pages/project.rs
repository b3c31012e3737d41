//! One project.

use super::{Page, projects};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::project;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "project",
        path: "projects/*/index.html",
        parent: Some(&projects::PAGE.kind),
        ..PageKind::of_record(RecordKind::Project)
    },
    content: html!("project.html", of project::project),
};

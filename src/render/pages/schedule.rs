//! Plan and actual milestones of all projects, by park.

use super::{PROJECTS, Page};
use crate::plan::{PageKind, Pages};
use crate::render::schedule;

/// Plan and actual milestones of all projects, by park.
pub(super) static SCHEDULE: Page = Page {
    kind: PageKind {
        name: "schedule",
        path: "projects/schedule/index.html",
        pages: Pages::One(|_, index| index.n_scheduled > 0),
        parent: Some(&PROJECTS.kind),
        title: Some("title-schedule"),
        n_rows: |_, index, _| index.schedule().len(),
        ..PageKind::USUAL
    },
    content: html!("schedule.html", schedule::schedule),
};

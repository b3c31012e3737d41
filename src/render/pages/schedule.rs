//! Plan and actual milestones of all projects, by park.

use super::{Page, projects};
use crate::plan::{PageKind, Pages};
use crate::render::schedule;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "schedule",
        path: "projects/schedule/index.html",
        pages: Pages::One(|_, index| index.n_scheduled > 0),
        parent: Some(&projects::PAGE.kind),
        title: Some("title-schedule"),
        n_rows: |_, index, _| index.schedule.len(),
        ..PageKind::USUAL
    },
    content: html!("schedule.html", schedule::schedule),
};

//! One event.

use super::{Page, TIMELINE};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::records;

/// One event.
pub(super) static EVENT: Page = Page {
    kind: PageKind {
        name: "event",
        path: "events/*/index.html",
        parent: Some(&TIMELINE.kind),
        ..PageKind::of_record(RecordKind::Event)
    },
    content: html!("record.html", of records::event),
};

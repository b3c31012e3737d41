//! One event.

use super::{Page, timeline};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::records;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "event",
        path: "events/*/index.html",
        parent: Some(&timeline::PAGE.kind),
        ..PageKind::of_record(RecordKind::Event)
    },
    content: html!("record.html", of records::event),
};

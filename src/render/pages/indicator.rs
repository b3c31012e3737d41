//! One indicator.

use super::{Page, indicators};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::measures;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "indicator",
        path: "indicators/*/index.html",
        parent: Some(&indicators::PAGE.kind),
        ..PageKind::of_record(RecordKind::Indicator)
    },
    content: html!("indicator.html", of measures::indicator),
};

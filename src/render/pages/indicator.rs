//! One indicator.

use super::{INDICATORS, Page};
use crate::model::RecordKind;
use crate::plan::PageKind;
use crate::render::measures;

/// One indicator.
pub(super) static INDICATOR: Page = Page {
    kind: PageKind {
        name: "indicator",
        path: "indicators/*/index.html",
        parent: Some(&INDICATORS.kind),
        ..PageKind::of_record(RecordKind::Indicator)
    },
    content: html!("indicator.html", of measures::indicator),
};

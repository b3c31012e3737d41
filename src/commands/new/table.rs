//! The kinds of record that can be written, each with its collection and its fields.

use crate::cli::NewKind;

/// A kind of record.
pub(super) struct Record {
    /// Its collection.
    pub(super) collection: &'static str,
    /// A new one: what must be there, then what is common, in comments. `fill.rs` says what may
    /// stand between `<` and `>`.
    pub(super) text: &'static str,
}

/// A new page, in any language.
pub(super) const PAGE: &str = include_str!("page.md");

macro_rules! records {
    ($($kind:ident: $collection:literal from $file:literal,)*) => {
        /// The record of a kind; a page and a workbook are none.
        pub(super) const fn record(kind: NewKind) -> Option<Record> {
            match kind {
                NewKind::Page | NewKind::Workbook => None,
                $(NewKind::$kind => Some(Record {
                    collection: $collection,
                    text: include_str!(concat!("records/", $file)),
                }),)*
            }
        }
    };
}

records! {
    Project: "projects" from "project.yaml",
    Park: "parks" from "park.yaml",
    Region: "regions" from "region.yaml",
    Industry: "industries" from "industry.yaml",
    Organization: "organizations" from "organization.yaml",
    Indicator: "indicators" from "indicator.yaml",
    Target: "targets" from "target.yaml",
    Observation: "observations" from "observation.yaml",
    Event: "events" from "event.yaml",
    Document: "documents" from "document.yaml",
    Source: "sources" from "source.yaml",
    Term: "terms" from "term.yaml",
}

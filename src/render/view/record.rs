//! A page for a record without a view of its own: a document, an event.

use super::{FactsView, HtmlView, LayoutView, LinkView};
use serde::Serialize;

/// A record: facts, words, links.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What kind of record it is, above the title: "Policy".
    pub kind: String,
    /// What is known of it.
    pub facts: Option<FactsView<'a>>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// Related records.
    pub related: Vec<LinkView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

//! One source and what rests on it.

use super::{FactView, HtmlView, ItemsView, LayoutView, LinkView, TextView};
use serde::Serialize;

/// A source: what it is, and every figure and record that rests on it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// Publisher, date, address, kind.
    pub facts: Option<ItemsView<FactView<'a>>>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// What rests on it, by kind of record.
    pub cited_by: Vec<CitedByGroupView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

/// Records of one kind that rest on a source.
#[derive(Debug, Clone, Serialize)]
pub struct CitedByGroupView<'a> {
    /// "Observations".
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// The records.
    pub items: Vec<CitedByView<'a>>,
}

/// A record or a figure that rests on a source.
#[derive(Debug, Clone, Serialize)]
pub struct CitedByView<'a> {
    /// The record, linked.
    pub record: LinkView<'a>,
    /// Which part of it, with the figure: "first quarter of 2023: RMB 29 billion".
    pub what: Option<String>,
    /// The phrase it rests on.
    pub quote: Option<TextView<'a>>,
}

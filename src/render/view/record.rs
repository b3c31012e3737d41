//! The page of a record: of a document or an event, or of what projects have in common.

use super::{
    ChartView, EntryView, FactView, HtmlView, ItemsView, LatestView, LayoutView, LinkView,
    TableView,
};
use serde::Serialize;

/// A record: facts, words, its projects, what happened, links. A stage has a page like a record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What kind of record it is, above the title: "Policy".
    pub kind: String,
    /// What is known of it.
    pub facts: Option<ItemsView<FactView<'a>>>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// The segments of the chain of an industry, from upstream to downstream.
    pub chain: Vec<String>,
    /// Its projects by stage, and what happened on an axis of time.
    pub charts: Vec<ChartView<'a>>,
    /// Its projects by stage; those of a region by the regions in it.
    pub stages: Option<TableView<'a>>,
    /// Its projects by the status that was asserted of them last.
    pub statuses: Option<TableView<'a>>,
    /// The targets for it.
    pub targets: Option<TableView<'a>>,
    /// The newest result of each indicator about it.
    pub results: Option<TableView<'a>>,
    /// The groups in a group of indicators.
    pub groups: Option<TableView<'a>>,
    /// The indicators of a group.
    pub indicators: Option<TableView<'a>>,
    /// Its projects.
    pub projects: Option<TableView<'a>>,
    /// Other records that belong to it: projects of an event, documents of an organization.
    pub related: Vec<LinkView<'a>>,
    /// What happened in a park or region, newest first.
    pub timeline: Option<LatestView<'a>>,
    /// What happened elsewhere, such as the events of an organization.
    pub events: Option<ItemsView<EntryView<'a>>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

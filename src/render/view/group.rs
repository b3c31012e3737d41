//! The projects of one group: an industry, a region, a stage, a category, an organization.

use super::{EntriesView, FactsView, HtmlView, LatestView, LayoutView, LinkView, TableView};
use serde::Serialize;

/// A group of projects with what is known of the group itself.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What kind of group it is, above the title: "Industry".
    pub kind: String,
    /// What is known of it.
    pub facts: Option<FactsView<'a>>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// The segments of its chain, from upstream to downstream.
    pub chain: Vec<String>,
    /// Its projects.
    pub projects: Option<TableView<'a>>,
    /// Other things that belong to it: parks of a region, events of an organization.
    pub related: Vec<LinkView<'a>>,
    /// What happened in a region, newest first.
    pub timeline: Option<LatestView<'a>>,
    /// What happened elsewhere, such as the events of an organization.
    pub events: Option<EntriesView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

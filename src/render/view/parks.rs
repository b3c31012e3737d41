//! Parks: all of them, and one each.

use super::ChromeView;
use super::EntryView;
use super::FactView;
use super::HtmlView;
use super::TableView;
use super::markup::finished;
use serde::Serialize;

/// All parks.
#[derive(Debug, Clone, Serialize)]
pub struct ParksView {
    /// What stands around.
    pub page: ChromeView,
    /// One line on what is listed.
    pub lead: String,
    /// One table per region, with totals.
    pub tables: Vec<TableView>,
}

/// One park.
#[derive(Debug, Clone, Serialize)]
pub struct ParkView {
    /// What stands around.
    pub page: ChromeView,
    /// Region, industries, facts.
    pub facts: Vec<FactView>,
    /// In words.
    pub summary: Option<HtmlView>,
    /// Its projects with totals.
    pub projects: TableView,
    /// Its projects by stage.
    pub stages: Option<TableView>,
    /// Milestones of its projects and events there.
    #[serde(serialize_with = "finished")]
    pub events: Vec<EntryView>,
    /// A note of the office.
    pub note: Option<HtmlView>,
}

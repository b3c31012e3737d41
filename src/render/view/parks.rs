//! Parks: all of them, and one each.

use super::{ChartView, FactsView, HtmlView, LatestView, LayoutView, TableView};
use serde::Serialize;

/// All parks.
#[derive(Debug, Clone, Serialize)]
pub struct ParksView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is listed.
    pub lead: String,
    /// The parks in their regions; `None` for fewer than two.
    pub map: Option<ChartView<'a>>,
    /// One table per region, with totals.
    pub tables: Vec<TableView<'a>>,
}

/// One park.
#[derive(Debug, Clone, Serialize)]
pub struct ParkView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// Region, industries, facts.
    pub facts: Option<FactsView<'a>>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// Its projects by stage, and what happened on an axis of time.
    pub charts: Vec<ChartView<'a>>,
    /// Its projects with totals.
    pub projects: TableView<'a>,
    /// Its projects by stage.
    pub stages: Option<TableView<'a>>,
    /// Milestones of its projects and events there.
    pub timeline: Option<LatestView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

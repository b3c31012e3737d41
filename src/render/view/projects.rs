//! All projects: summary tables, then the list.

use super::{ChartView, LayoutView, LinkView, TableView};
use serde::Serialize;

/// All projects.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectsView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is counted, how complete it is, and as of when.
    pub lead: String,
    /// By park, industry and stage, as far as there is something to compare.
    pub charts: Vec<ChartView<'a>>,
    /// By stage, park, region, industry and year, each with totals.
    pub summaries: Vec<TableView<'a>>,
    /// Where plans are held against what happened.
    pub schedule: Option<LinkView<'a>>,
    /// Every project.
    pub projects: TableView<'a>,
}

//! All parks.

use super::{ChartView, LayoutView, TableView};
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

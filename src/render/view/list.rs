//! A page that lists records: indicators, industries, organizations, documents, sources.

use super::{ChartView, LayoutView, TableView};
use serde::Serialize;

/// A list of records as one or more tables.
#[derive(Debug, Clone, Serialize)]
pub struct ListView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is listed.
    pub lead: String,
    /// What can be seen of them at a glance.
    pub charts: Vec<ChartView<'a>>,
    /// The tables.
    pub tables: Vec<TableView<'a>>,
}

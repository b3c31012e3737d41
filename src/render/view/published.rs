//! The page of what is published and what is not.

use super::{LayoutView, TableView};
use serde::Serialize;

/// What there is data for, and what not.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// As of when.
    pub lead: String,
    /// Indicators by period, fields by list.
    pub tables: Vec<TableView<'a>>,
}

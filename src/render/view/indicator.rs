//! One indicator.

use super::{ChartView, FactView, HtmlView, ItemsView, LayoutView, ProgressView, TableView};
use serde::Serialize;

/// An indicator: what it is, every observation with its source, its targets.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// What is measured.
    pub definition: Option<HtmlView<'a>>,
    /// How it is measured and what is assumed.
    pub method: Option<HtmlView<'a>>,
    /// Unit, kind, group, how it is computed from the ledger.
    pub facts: Option<ItemsView<FactView<'a>>>,
    /// Progress towards each of its targets, newest first.
    pub targets: Vec<ProgressView<'a>>,
    /// Further targets, as a table.
    pub more_targets: Option<TableView<'a>>,
    /// Step by step in the periods of its targets, and year by year.
    pub charts: Vec<ChartView<'a>>,
    /// What was reported of it as a whole, where parts of it were reported as well.
    pub whole: Option<TableView<'a>>,
    /// Its parts by each thing that it is broken down by, in the newest period.
    pub dimensions: Vec<TableView<'a>>,
    /// Every observation with period, value, standing and source; measured values told apart.
    pub observations: Option<TableView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
    /// Its notes on the targets and results that the page shows.
    pub remarks: Vec<RemarkView<'a>>,
}

/// Notes on the figures of one period.
#[derive(Debug, Clone, Serialize)]
pub struct RemarkView<'a> {
    /// The period.
    pub on: String,
    /// What is said of them.
    pub notes: Vec<HtmlView<'a>>,
}

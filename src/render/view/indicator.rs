//! One indicator.

use super::ChromeView;
use super::FactView;
use super::HtmlView;
use super::ProgressView;
use super::TableView;
use serde::Serialize;

/// An indicator: what it is, every observation with its source, its targets.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorView {
    /// What stands around.
    pub page: ChromeView,
    /// What is measured.
    pub definition: Option<HtmlView>,
    /// How it is measured and what is assumed.
    pub method: Option<HtmlView>,
    /// Unit, kind, group, how it is computed from the ledger.
    pub facts: Vec<FactView>,
    /// Progress towards each of its targets, newest first.
    pub targets: Vec<ProgressView>,
    /// Every observation with period, value, standing and source; measured values told apart.
    pub observations: TableView,
    /// A note of the office.
    pub note: Option<HtmlView>,
}

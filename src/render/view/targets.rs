//! Targets: all periods, and one page per period.

use super::ChromeView;
use super::LinkView;
use super::ProgressView;
use super::TableView;
use serde::Serialize;

/// All targets, by period, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct TargetsView {
    /// What stands around.
    pub page: ChromeView,
    /// How to read the page.
    pub lead: String,
    /// One table per period with targets or claims.
    pub periods: Vec<PeriodTargetsView>,
}

/// The targets of one period in short.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodTargetsView {
    /// The period, linked to its page.
    pub title: LinkView,
    /// "1 on track, 5 not assessable".
    pub rollup: String,
    /// The targets as a table.
    pub table: TableView,
}

/// The targets and results of one period in full.
#[derive(Debug, Clone, Serialize)]
pub struct TargetPeriodView {
    /// What stands around.
    pub page: ChromeView,
    /// One sentence: what period, as of when, how much of it is gone.
    pub lead: String,
    /// "1 on track, 5 not assessable".
    pub rollup: String,
    /// Each target with bar, inputs and sources.
    pub targets: Vec<ProgressView>,
    /// The same as a table with downloads.
    pub table: Option<TableView>,
    /// Results of the period and of its parts, also those without a target.
    pub results: Option<TableView>,
    /// The neighbours.
    pub previous: Option<LinkView>,
    /// The neighbours.
    pub next: Option<LinkView>,
}

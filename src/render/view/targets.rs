//! Targets: all periods, and one page per period.

use super::{LayoutView, LinkView, ProgressView, TableView};
use serde::Serialize;

/// All targets, by period, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct TargetsView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// How to read the page.
    pub lead: String,
    /// The periods with targets or results.
    pub periods: Vec<PeriodTargetsView<'a>>,
    /// Files with all of them, where no table offers any.
    pub downloads: Vec<LinkView<'a>>,
}

/// The targets of one period in short.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodTargetsView<'a> {
    /// What links to it lead to.
    pub id: String,
    /// The period, linked to its page.
    pub title: LinkView<'a>,
    /// "1 on track, 5 not assessable".
    pub rollup: String,
    /// "Status as stated: 2 Green, 1 Amber".
    pub asserted: Option<String>,
    /// The same for each group of indicators, if there are several.
    pub groups: Vec<String>,
    /// Those with a result, where there are few targets.
    pub targets: Vec<ProgressView<'a>>,
    /// And those without one.
    pub open: Vec<ProgressView<'a>>,
    /// "5 other targets: no result published yet".
    pub open_title: Option<String>,
    /// Many targets as a table, or results where there are no targets.
    pub table: Option<TableView<'a>>,
}

/// The targets and results of one period in full.
#[derive(Debug, Clone, Serialize)]
pub struct TargetPeriodView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One sentence: what period, as of when, how much of it is gone.
    pub lead: Option<String>,
    /// "1 on track, 5 not assessable".
    pub rollup: String,
    /// "Status as stated: 2 Green, 1 Amber".
    pub asserted: Option<String>,
    /// The same for each group of indicators, if there are several.
    pub groups: Vec<String>,
    /// Each target with a result.
    pub targets: Vec<ProgressView<'a>>,
    /// The page that says how statuses are found.
    pub method: Option<LinkView<'a>>,
    /// Those without one.
    pub open: Vec<ProgressView<'a>>,
    /// Files with all of them, where no table offers any.
    pub downloads: Vec<LinkView<'a>>,
    /// All of them as a table, where there are too many to show each.
    pub table: Option<TableView<'a>>,
    /// Results of the period and of its parts, also those without a target.
    pub results: Option<TableView<'a>>,
    /// The neighbours.
    pub previous: Option<LinkView<'a>>,
    /// The neighbours.
    pub next: Option<LinkView<'a>>,
}

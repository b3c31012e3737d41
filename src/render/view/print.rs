//! A report as one document.

use super::{
    AnswerView, ChartView, KeyFiguresView, LayoutView, LinkView, MonthView, PageView, ProgressView,
    TableView, TargetPeriodView, TextView,
};
use serde::Serialize;

/// All that an edition says, one part after the other.
#[derive(Debug, Clone, Serialize)]
pub struct PrintView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// The full title of the site.
    pub site: TextView<'a>,
    /// Who publishes it.
    pub publisher: Option<TextView<'a>>,
    /// What the edition is called, where there are several.
    pub edition: Option<TextView<'a>>,
    /// How far the target is that the report is about.
    pub answer: Option<AnswerView<'a>>,
    /// That no target of the period has a result.
    pub no_answer: Option<String>,
    /// Other targets of the period with a result.
    pub targets: Vec<ProgressView<'a>>,
    /// Results of the newest periods.
    pub key_figures: KeyFiguresView<'a>,
    /// The texts of the reports, newest first.
    pub reports: Vec<PrintPartView<'a, PageView<'a>>>,
    /// The page of all reports, where there are more.
    pub more_reports: Option<LinkView<'a>>,
    /// Targets and results by period, newest first.
    pub periods: Vec<PrintPartView<'a, TargetPeriodView<'a>>>,
    /// The pages of periods with too many figures to print.
    pub more_periods: Vec<LinkView<'a>>,
    /// By park, industry and stage.
    pub charts: Vec<ChartView<'a>>,
    /// Every project, or where these are too many the sums by several things.
    pub projects: Vec<TableView<'a>>,
    /// The list of all projects, where only sums are printed.
    pub more_projects: Option<LinkView<'a>>,
    /// "Timeline 2023".
    pub timeline_title: String,
    /// What happened in the period.
    pub months: Vec<MonthView<'a>>,
    /// The whole timeline, where there is more in the period.
    pub more_timeline: Option<LinkView<'a>>,
    /// How progress is measured: the text of the site, and what the program adds.
    pub method: PageView<'a>,
}

/// A part that a page of its own shows as well.
#[derive(Debug, Clone, Serialize)]
pub struct PrintPartView<'a, V> {
    /// What the contents lead to.
    pub id: String,
    /// Its heading.
    pub title: TextView<'a>,
    /// What the page shows.
    pub content: V,
}

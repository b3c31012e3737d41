//! The home page.

use super::{
    AnswerView, CellView, EntryView, FigureView, ItemsView, LayoutView, LinkView, ProgressView,
};
use serde::Serialize;

/// The home page: how far are we, what happened, where.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// How far the target is that the page is about.
    pub answer: Option<AnswerView<'a>>,
    /// "No result has been published for 2023.": where no target of the period has one.
    pub no_answer: Option<String>,
    /// The page of the period.
    pub period_href: Option<String>,
    /// Other targets of the period with a result.
    pub targets: Vec<ProgressView<'a>>,
    /// "1 on track, 5 not assessable": all others, where there are more than are listed.
    pub rollup: Option<String>,
    /// Those without one.
    pub open: Vec<ProgressView<'a>>,
    /// "5 other targets: no result published yet".
    pub open_title: Option<String>,
    /// Results of the newest periods.
    pub key_figures: KeyFiguresView<'a>,
    /// The newest report: link, date, first sentences.
    pub report: Option<ReportCardView<'a>>,
    /// What happened last, newest first.
    pub last: Option<ItemsView<EntryView<'a>>>,
    /// What comes next.
    pub next: Option<ItemsView<EntryView<'a>>>,
    /// Projects by what most can be said of: parks or regions, industries, stages.
    pub groups: Vec<GroupView<'a>>,
    /// The first projects, where no part of the page leads to any.
    pub projects: Vec<LinkView<'a>>,
    /// All indicators.
    pub indicators: Option<LinkView<'a>>,
    /// "The 23 projects listed here".
    pub n_projects: String,
    /// All projects.
    pub projects_href: String,
    /// The timeline.
    pub timeline_href: String,
    /// The calendar file.
    pub calendar: Option<LinkView<'a>>,
}

/// A result with its period.
#[derive(Debug, Clone, Serialize)]
pub struct KeyFigureView<'a> {
    /// The indicator, linked.
    pub label: LinkView<'a>,
    /// The result.
    pub figure: FigureView,
    /// "first quarter of 2023".
    pub period: String,
    /// "17 of 21 projects": a share and its base, a comparison.
    pub note: Option<String>,
}

/// Results of a few indicators in the newest periods.
#[derive(Debug, Clone, Serialize)]
pub struct KeyFiguresView<'a> {
    /// The periods, as heads of columns.
    pub periods: Vec<String>,
    /// A row for each indicator.
    pub rows: Vec<KeyRowView<'a>>,
    /// What is to be known of several figures at once.
    pub notes: Vec<String>,
    /// The newest of indicators that have none in these periods.
    pub older: Vec<KeyFigureView<'a>>,
}

/// The results of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct KeyRowView<'a> {
    /// Its address on the page: `figure-signed-value`.
    pub id: String,
    /// The indicator, linked.
    pub name: LinkView<'a>,
    /// The unit of all its figures.
    pub unit: Option<String>,
    /// It is a part of the one above.
    pub is_part: bool,
    /// A cell for each period.
    pub cells: Vec<CellView<'a>>,
}

/// A report, as a card.
#[derive(Debug, Clone, Serialize)]
pub struct ReportCardView<'a> {
    /// Its title, linked.
    pub title: LinkView<'a>,
    /// When it was published.
    pub date: Option<String>,
    /// Its first sentences.
    pub description: String,
}

/// Counts of projects by something.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView<'a> {
    /// "By park".
    pub title: String,
    /// The groups with most projects.
    pub shares: Vec<ShareView<'a>>,
    /// Those that are in none, or in one that is not shown, with their count.
    pub rest: Vec<(String, String)>,
    /// That some projects stand in several groups, so that the counts add up to more than there are.
    pub note: Option<String>,
}

/// A count with its share of all, as a bar.
#[derive(Debug, Clone, Serialize)]
pub struct ShareView<'a> {
    /// What is counted, linked.
    pub label: LinkView<'a>,
    /// "7".
    pub count: String,
    /// Length of the bar in thousandths of the largest.
    pub value: u32,
}

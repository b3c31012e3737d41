//! The home page.

use super::{EntryView, FigureView, ItemsView, LayoutView, LinkView, ProgressView, TableView};
use serde::Serialize;

/// The home page: how far are we, what happened, where.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// "Progress towards the targets of 2023".
    pub period_title: Option<String>,
    /// The page of that period.
    pub period_href: Option<String>,
    /// One sentence made from the data: how far, with how much of the period gone.
    pub headline: Option<String>,
    /// The target the sentence is about, shown large.
    pub lead: Option<ProgressView<'a>>,
    /// All other targets of the period.
    pub targets: Vec<ProgressView<'a>>,
    /// "1 on track, 5 not assessable".
    pub rollup: Option<String>,
    /// The way to how statuses are decided.
    pub statuses: Option<LinkView<'a>>,
    /// Other results of the latest period and of the last year.
    pub key_figures: Vec<KeyFigureView<'a>>,
    /// The page of what changed since the edition before, and what that is in one sentence.
    pub changes: Option<ChangesCardView<'a>>,
    /// The newest report: link, date, first sentences.
    pub report: Option<ReportCardView<'a>>,
    /// What happened last, newest first.
    pub last: Option<ItemsView<EntryView<'a>>>,
    /// What comes next.
    pub next: Option<ItemsView<EntryView<'a>>>,
    /// Parks by region.
    pub regions: Vec<RegionParksView<'a>>,
    /// Projects by stage, in the order of stages.
    pub stages: Vec<ShareView<'a>>,
    /// Projects by industry.
    pub industries: Vec<ShareView<'a>>,
    /// Projects by stage, as a table with its downloads.
    pub stage_table: Option<TableView<'a>>,
    /// The first projects, where no part of the page leads to any.
    pub projects: Vec<LinkView<'a>>,
    /// All indicators.
    pub indicators: Option<LinkView<'a>>,
    /// "23 projects are listed here".
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

/// What changed since the edition before, in one line.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesCardView<'a> {
    /// Its page.
    pub title: LinkView<'a>,
    /// "Between December 31, 2022 and April 25, 2023: 17 new projects."
    pub lead: String,
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

/// The parks of one region.
#[derive(Debug, Clone, Serialize)]
pub struct RegionParksView<'a> {
    /// The region, linked.
    pub region: LinkView<'a>,
    /// Its parks, with the number of projects listed.
    pub parks: Vec<ShareView<'a>>,
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

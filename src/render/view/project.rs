//! One investment project.

use super::{
    ChartView, CiteRefView, EntryView, FactView, HtmlView, ItemsView, LayoutView, LinkView,
    StatusView, TableView, TextView,
};
use crate::render::shape::word;
use serde::Serialize;

/// A project: facts, stage, milestones, related records.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// "The English name is our rendering, not an official one".
    pub name_note: Option<String>,
    /// The name in the other languages of the site.
    pub other_names: Vec<TextView<'a>>,
    /// Stage, park, industries, investors, investment, facts.
    pub facts: Option<ItemsView<FactView<'a>>>,
    /// "Passed, dates not published: Signed, Started": stages before the current one without a date.
    pub passed: Option<String>,
    /// In words.
    pub summary: Option<HtmlView<'a>>,
    /// What was asserted of it, the latest first.
    pub statuses: Vec<AssertedView<'a>>,
    /// The milestones in order.
    pub milestones: Vec<MilestoneView<'a>>,
    /// What all milestones rest on, where it is the same.
    pub milestone_cites: Vec<CiteRefView>,
    /// What was planned, done and forecast, for each indicator and period.
    pub figures: Option<TableView<'a>>,
    /// The same drawn, for those with something to compare.
    pub figure_charts: Vec<ChartView<'a>>,
    /// The projects of a programme by the status that was asserted of them last.
    pub parts_by_status: Option<TableView<'a>>,
    /// The projects of a programme.
    pub parts: Option<TableView<'a>>,
    /// Milestones and events on an axis of time; `None` for too few dates.
    pub timeline: Option<ChartView<'a>>,
    /// Events that name the project.
    pub events: Option<ItemsView<EntryView<'a>>>,
    /// Other projects of the park or industry.
    pub related: Vec<LinkView<'a>>,
    /// A note of the office.
    pub note: Option<HtmlView<'a>>,
}

/// A status that somebody asserted.
#[derive(Debug, Clone, Serialize)]
pub struct AssertedView<'a> {
    /// What it is called.
    pub name: TextView<'a>,
    /// The mark of a status of that tone, without a word: its name may be in another language.
    pub mark: Option<StatusView>,
    /// "stated by the district office (March 31, 2023)".
    pub stated: Option<String>,
    /// A remark.
    pub note: Option<TextView<'a>>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

/// A milestone in the vertical line.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView<'a> {
    /// "March 1, 2023", "by April 25, 2023".
    pub date: String,
    /// The first day, ISO.
    pub datetime: Option<String>,
    /// What happened.
    pub text: TextView<'a>,
    /// The stage reached, if it is one.
    pub stage: Option<String>,
    /// `past` or `future`; with `is-unreported` or `is-former` for plans whose time has passed.
    #[serde(serialize_with = "word")]
    pub milestone_status: &'static str,
    /// The words for what is planned, not done: "planned", "planned, not reported since".
    pub standing: Option<String>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
    /// The plans that it has taken the place of, the first one first.
    pub before: Vec<PlanBeforeView<'a>>,
}

/// A plan that another one has taken the place of.
#[derive(Debug, Clone, Serialize)]
pub struct PlanBeforeView<'a> {
    /// "first planned for March 2023".
    pub words: String,
    /// What was planned, if it says more than the stage.
    pub text: Option<TextView<'a>>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

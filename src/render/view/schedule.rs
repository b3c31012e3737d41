//! Plan and actual milestones of projects on one axis of dates, by park.

use super::{CiteRefView, Finished, LayoutView, LinkView, TextView};
use serde::Serialize;

/// Plan and actual of all projects.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is shown.
    pub lead: String,
    /// The stages with the numbers that stand for them in the drawing.
    pub stages: Vec<StageKeyView<'a>>,
    /// "as of June 30, 2030": what the line across all rows means.
    pub today: String,
    /// "From 2029 to 2031".
    pub span: String,
    /// The parts of the axis, drawn.
    pub axis: Finished,
    /// The projects by park.
    pub groups: Vec<ScheduleGroupView<'a>>,
    /// Projects without a dated milestone.
    pub undated: Vec<LinkView<'a>>,
}

/// A stage and its number.
#[derive(Debug, Clone, Serialize)]
pub struct StageKeyView<'a> {
    /// Its place among the stages, from 1.
    pub number: usize,
    /// Its name.
    pub name: TextView<'a>,
}

/// The projects of a park, each finished by the components `schedule_row` and `schedule_words`.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleGroupView<'a> {
    /// The park; `None` on a site without parks.
    pub park: Option<LinkView<'a>>,
    /// Its id on the page.
    pub id: String,
    /// Its projects, drawn.
    pub rows: Finished,
    /// The same in words.
    pub words: Finished,
}

/// One project: drawn, and in words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ScheduleRowView<'a> {
    /// The project.
    pub project: LinkView<'a>,
    /// What was planned, and what sources report.
    pub drawing: Finished,
    /// Each stage in words, with how far what happened is from the plan.
    pub words: Vec<StageWordsView>,
    /// Those that stand beside the drawing: what says most of how far the project is.
    pub summary: Vec<StageWordsView>,
}

/// A stage in words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct StageWordsView {
    /// "Signed: planned for March 2030, reported for May 2, 2030".
    pub text: String,
    /// "1 to 20 days late".
    pub delay: Option<String>,
    /// "Signed: 1 to 20 days late".
    pub brief: Option<String>,
    /// It was planned and nothing was heard of it since.
    pub is_unreported: bool,
    /// It opened the stage that the project is at, or none.
    pub is_current: bool,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

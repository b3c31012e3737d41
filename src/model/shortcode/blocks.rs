//! Calls that make blocks: tables, lists, cards and charts.

use super::arguments::Arguments;
use super::chart;
use super::chart::Chart;
use super::figure::report_missing;
use super::filter::ProjectFilter;
use crate::diag::Sink;
use crate::model::declared::one_of;
use crate::model::{Park, Ref};
use crate::value::Period;

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// The targets of a period with their results.
    Targets(Period),
    /// Number, share and investment of projects in groups.
    Summary(SummaryBy),
    /// Milestones and events of a year, of one park or all.
    Timeline(i16, Option<Ref<Park>>),
    /// A list of projects.
    Projects(ProjectFilter),
    /// The results of a period as cards.
    KeyFigures(Period),
    /// A chart.
    Chart(Chart),
}

one_of! {
    /// What projects are grouped by.
    pub enum SummaryBy {
        /// Where they stand.
        Stage = "stage",
        /// What was asserted of them last.
        Status = "status",
        /// The park.
        Park = "park",
        /// The part of the territory.
        Region = "region",
        /// The sector.
        Industry = "industry",
        /// The year, against its targets.
        Year = "year",
    }
}

pub(super) fn block(arguments: &Arguments<'_, '_>, name: &str, sink: &mut Sink) -> Option<Block> {
    let model = arguments.model;
    match name {
        "targets" => {
            let period = arguments.period("period", sink).ok()??;
            if !model.targets.records().any(|target| target.period == period) {
                let message = format!("no target is published for `{period}`");
                report_missing(arguments, "period", message, None, sink);
            }
            Some(Block::Targets(period))
        }
        "key_figures" => {
            let period = arguments.period("period", sink).ok()??;
            let is_meant = |found: Period| period.contains_period(found);
            if !model.observations.records().any(|found| is_meant(*found.period)) {
                let message = format!("no result is published for `{period}`");
                report_missing(arguments, "period", message, None, sink);
            }
            Some(Block::KeyFigures(period))
        }
        "chart" => chart::chart(arguments, sink).map(Block::Chart),
        "summary" => arguments.word("by", SummaryBy::WORDS, sink).ok()?.map(Block::Summary),
        "timeline" => {
            let year = arguments.year("year", sink);
            let park = arguments.record("park", "park", &model.parks, sink);
            Some(Block::Timeline(year.ok()??, park.ok()?))
        }
        _ => ProjectFilter::read(arguments, sink).map(Block::Projects),
    }
}

//! Calls that make charts.

use super::arguments::Arguments;
use super::blocks::SummaryBy;
use super::figure::report_missing;
use crate::diag::Sink;
use crate::model::declared::one_of;
use crate::model::{Breakdown, Indicator, Park, Project, Ref};
use crate::value::Period;

/// A chart, with what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// The targets of a period with what is done and what was planned.
    Bullets(Period),
    /// What an indicator has added up to in a period, against target and plan.
    Line(Ref<Indicator>, Period),
    /// Projects in groups, each divided by stage.
    Stages(SummaryBy),
    /// Projects in groups, or their investment; of one park or all.
    Bars(SummaryBy, Counted, Option<Ref<Park>>),
    /// An indicator year by year.
    Years(Ref<Indicator>),
    /// Every indicator year by year, small.
    Panels,
    /// The parts of what was reported for a period.
    Share(Ref<Indicator>, Period, Breakdown),
    /// What happened and is planned, on one axis.
    Timeline(TimelineOf),
    /// An indicator year by year, as small as a word.
    Sparkline(Ref<Indicator>),
    /// Plan, result and forecast of an indicator, period by period: of the whole, or of a project.
    Plans(Ref<Indicator>, Option<Ref<Project>>),
    /// Regions and their parks, with the figures of an indicator for a period or the numbers of
    /// their projects.
    Map(Option<(Ref<Indicator>, Period)>),
}

one_of! {
    /// What is counted in groups of projects.
    pub enum Counted {
        /// Their number.
        Projects = "projects",
        /// The sum of what they invest.
        Investment = "investment",
    }
}

/// Whose milestones and events stand on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineOf {
    /// Of a year.
    Year(i16),
    /// Of a park.
    Park(Ref<Park>),
    /// Of a project.
    Project(Ref<Project>),
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Bullets,
    Line,
    Stages,
    Bars,
    Panels,
    Share,
    Timeline,
    Sparkline,
    Plans,
    Map,
}

pub(super) const KINDS: &[(&str, Kind)] = &[
    ("bullets", Kind::Bullets),
    ("line", Kind::Line),
    ("stages", Kind::Stages),
    ("bars", Kind::Bars),
    ("panels", Kind::Panels),
    ("share", Kind::Share),
    ("timeline", Kind::Timeline),
    ("sparkline", Kind::Sparkline),
    ("plans", Kind::Plans),
    ("map", Kind::Map),
];

/// What bars may stand for, besides an indicator year by year.
pub(super) const BARS_BY: &[(&str, Option<SummaryBy>)] = &[
    ("park", Some(SummaryBy::Park)),
    ("industry", Some(SummaryBy::Industry)),
    ("region", Some(SummaryBy::Region)),
    ("stage", Some(SummaryBy::Stage)),
    ("year", None),
];

const STAGES_BY: &[(&str, SummaryBy)] =
    &[("park", SummaryBy::Park), ("industry", SummaryBy::Industry), ("region", SummaryBy::Region)];

impl Kind {
    /// The arguments that it needs besides `kind`, and those that it may have.
    const fn takes(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Bullets => (&["in"], &[]),
            Self::Line => (&["of", "in"], &[]),
            Self::Stages => (&["by"], &[]),
            Self::Bars => (&["by"], &["of", "park"]),
            Self::Panels => (&[], &[]),
            Self::Map => (&[], &["of", "in"]),
            Self::Share => (&["of", "in", "by"], &[]),
            Self::Timeline => (&[], &["in", "park", "project"]),
            Self::Sparkline => (&["of"], &[]),
            Self::Plans => (&["of"], &["project"]),
        }
    }
}

pub(super) fn chart(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Chart> {
    let kind = arguments.word("kind", KINDS, sink).ok()??;
    let (needed, more) = kind.takes();
    let mut is_whole = true;
    for name in ["by", "of", "in", "park", "project"] {
        if !needed.contains(&name) && !more.contains(&name) {
            let why = format!("has no meaning for a chart of the kind `{}`", word(arguments));
            is_whole &= !arguments.report_useless(name, &why, sink);
        }
    }
    for name in needed.iter().filter(|name| !arguments.has(name)) {
        arguments.report_missing(&[name], sink);
        is_whole = false;
    }
    if !is_whole {
        return None;
    }
    match kind {
        Kind::Bullets => bullets(arguments, sink),
        Kind::Line => {
            let (one, period) = (indicator(arguments, sink)?, arguments.period("in", sink).ok()??);
            Some(Chart::Line(one, period))
        }
        Kind::Stages => arguments.word("by", STAGES_BY, sink).ok()?.map(Chart::Stages),
        Kind::Bars => bars(arguments, sink),
        Kind::Panels => Some(Chart::Panels),
        Kind::Share => {
            let (one, period) = (indicator(arguments, sink)?, arguments.period("in", sink).ok()??);
            let by = Breakdown::words(arguments.model);
            let by = arguments.word("by", &by, sink).ok()??;
            Some(Chart::Share(one, period, by))
        }
        Kind::Timeline => timeline(arguments, sink),
        Kind::Sparkline => indicator(arguments, sink).map(Chart::Sparkline),
        Kind::Plans => {
            let one = indicator(arguments, sink)?;
            let project = arguments.record("project", "project", &arguments.model.projects, sink);
            Some(Chart::Plans(one, project.ok()?))
        }
        Kind::Map => map(arguments, sink),
    }
}

/// The kind as it is written.
fn word<'c>(arguments: &Arguments<'_, 'c>) -> &'c str {
    arguments.text("kind").unwrap_or_default()
}

fn indicator(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Ref<Indicator>> {
    arguments.record("of", "indicator", &arguments.model.indicators, sink).ok()?
}

fn map(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Chart> {
    let names = ["of", "in"];
    let given: Vec<_> = names.into_iter().filter(|name| arguments.has(name)).collect();
    if given.is_empty() {
        return Some(Chart::Map(None));
    }
    for name in names.iter().filter(|name| !given.contains(name)) {
        arguments.report_missing(&[name], sink);
    }
    if given.len() < names.len() {
        return None;
    }
    let (one, period) = (indicator(arguments, sink)?, arguments.period("in", sink).ok()??);
    Some(Chart::Map(Some((one, period))))
}

fn bullets(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Chart> {
    let period = arguments.period("in", sink).ok()??;
    if !arguments.model.targets.records().any(|target| target.period == period) {
        let message = format!("no target is published for `{period}`");
        report_missing(arguments, "in", message, None, sink);
    }
    Some(Chart::Bullets(period))
}

fn bars(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Chart> {
    let by = arguments.word("by", BARS_BY, sink).ok()??;
    let park = arguments.record("park", "park", &arguments.model.parks, sink).ok()?;
    match by {
        None => {
            let why = "has no meaning for a chart by year";
            if arguments.report_useless("park", why, sink) {
                return None;
            }
            if !arguments.has("of") {
                arguments.report_missing(&["of"], sink);
                return None;
            }
            indicator(arguments, sink).map(Chart::Years)
        }
        Some(by) => {
            let of = arguments.word("of", Counted::WORDS, sink).ok()?.unwrap_or(Counted::Projects);
            Some(Chart::Bars(by, of, park))
        }
    }
}

fn timeline(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Chart> {
    let names = ["in", "park", "project"];
    let given: Vec<_> = names.into_iter().filter(|name| arguments.has(name)).collect();
    let [only] = given[..] else {
        match given.get(1) {
            None => arguments.report_missing(&names, sink),
            Some(second) => {
                let why = format!("does not go with `{}`", given[0]);
                arguments.report_useless(second, &why, sink);
            }
        }
        return None;
    };
    let model = arguments.model;
    let of = match only {
        "in" => TimelineOf::Year(arguments.year("in", sink).ok()??),
        "park" => TimelineOf::Park(arguments.record("park", "park", &model.parks, sink).ok()??),
        _ => TimelineOf::Project(
            arguments.record("project", "project", &model.projects, sink).ok()??,
        ),
    };
    Some(Chart::Timeline(of))
}

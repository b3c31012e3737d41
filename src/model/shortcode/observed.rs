//! `figure(of=…)`: observations, and targets with what follows from them.

use super::arguments::Arguments;
use super::figure::{percentage, printed, report_missing, worded};
use super::{ShortcodeFigure, Shown, Uncalculated, change};
use crate::diag::{Code, Diagnostic, Sink, list_known};
use crate::model::{
    ActualFrom, Breakdown, Digits, Indicator, Measurings, Member, Members, Observation, Progress,
    Ref, Status, Target, progress,
};
use crate::value::{Id, Interval, Number, Period, Quantity, Unit, round};
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// What is asked of an indicator and a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Observation,
    Share,
    Target,
    Completion,
    Planned,
    Gap,
    Pace,
    Remaining,
}

pub(super) const ASKED: &[(&str, Asked)] = &[
    ("observation", Asked::Observation),
    ("share", Asked::Share),
    ("target", Asked::Target),
    ("completion", Asked::Completion),
    ("planned", Asked::Planned),
    ("gap", Asked::Gap),
    ("pace", Asked::Pace),
    ("remaining", Asked::Remaining),
];

pub(super) fn observed<'a>(
    arguments: &Arguments<'a, '_>,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let model = arguments.model;
    let indicator = arguments.record("of", "indicator", &model.indicators, sink).ok();
    let period = arguments.period("in", sink).ok();
    let asked = arguments.word("kind", ASKED, sink).ok();
    let (indicator, period, asked) = (indicator??, period?, asked?);
    let Some(period) = period else {
        arguments.report_missing(&["in"], sink);
        return None;
    };
    let asked = asked.unwrap_or(Asked::Observation);
    let part = part(arguments, sink)?;
    if !matches!(asked, Asked::Observation | Asked::Share) {
        let why = "goes with observations only";
        let others = ["compare", "as", "comparable"];
        if others.iter().any(|name| arguments.report_useless(name, why, sink)) {
            return None;
        }
        return of_target(arguments, asked, (indicator, &part), period, sink);
    }
    let Some(found) = find(arguments, indicator, period, &part) else {
        report_no_observation(arguments, "in", indicator, period, sink);
        return Some(ShortcodeFigure::missing());
    };
    if asked == Asked::Share {
        return share(arguments, found, sink);
    }
    if arguments.has("compare") {
        return change::change(arguments, found, &part, sink);
    }
    if arguments.report_useless("as", "goes with `compare`", sink) {
        return None;
    }
    check_comparable(arguments, found, sink)?;
    let shown = match (&found.value, &found.claim) {
        (Some(value), _) => printed(arguments, **value, sink)?,
        (None, Some(claim)) => Shown::Words(claim),
        (None, None) => Shown::Missing,
    };
    let figure = ShortcodeFigure::new(shown).citing(&found.header.citations);
    let is_apart = found.not_comparable.is_some();
    let result_of = found.is_whole().then_some((indicator, *found.period));
    Some(ShortcodeFigure { result_of, standing: Some(found.status), is_apart, ..figure })
}

/// The share of the whole that a source states.
fn share<'a>(
    arguments: &Arguments<'a, '_>,
    found: &'a Observation,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    if arguments.report_useless("compare", "does not go with a share", sink) {
        return None;
    }
    let Some(share) = found.stated_share else {
        report_missing(arguments, "kind", "the source states no share", None, sink);
        return Some(ShortcodeFigure::missing());
    };
    let shown = printed(arguments, *share, sink)?;
    Some(ShortcodeFigure::new(shown).citing(&found.header.citations))
}

/// An observation that is marked as not comparable is printed only where the text says so.
pub(super) fn check_comparable(
    arguments: &Arguments<'_, '_>,
    found: &Observation,
    sink: &mut Sink,
) -> Option<()> {
    if found.not_comparable.is_none() || arguments.flag("comparable") == Some(false) {
        return Some(());
    }
    let message = "the observation is not of what the targets of its indicator are set for";
    sink.push(
        Diagnostic::new(Code::NotComparable, arguments.call.span, message)
            .help("if the sentence speaks of just this observation, add `comparable=false`")
            .related(found.header.span, "it is marked as not comparable here"),
    );
    None
}

/// The arguments that name a part of an indicator.
const PARTS: [&str; 6] = ["category", "industry", "park", "region", "project", "where"];

/// The part of an indicator that a call speaks of.
fn part(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Members> {
    let model = arguments.model;
    let category = arguments.record("category", "category", &model.site.categories, sink);
    let industry = arguments.record("industry", "industry", &model.industries, sink);
    let park = arguments.record("park", "park", &model.parks, sink);
    let region = arguments.record("region", "region", &model.regions, sink);
    let project = arguments.record("project", "project", &model.projects, sink);
    let own = own_members(arguments, sink);
    let built_in = [
        category.ok()?.map(Member::Category),
        industry.ok()?.map(Member::Industry),
        park.ok()?.map(Member::Park),
        region.ok()?.map(Member::Region),
        project.ok()?.map(Member::Project),
    ];
    Some(Members::new(built_in.into_iter().flatten().chain(own?).collect()))
}

/// Members of dimensions of the site: `where="sex=female, age=old"`; `None` if one is not known,
/// which is reported.
fn own_members(arguments: &Arguments<'_, '_>, sink: &mut Sink) -> Option<Vec<Member>> {
    let Some(text) = arguments.text("where") else { return Some(Vec::new()) };
    let dimensions = &arguments.model.site.dimensions;
    let mut found = Vec::new();
    for pair in text.split(',') {
        let (dimension, member) = pair.split_once('=').unwrap_or((pair, ""));
        let Some(one) = dimensions.find(dimension.trim()) else {
            let known = dimensions.ids().map(Id::as_str);
            arguments.report_unknown_word("where", "dimension", dimension.trim(), known, sink);
            return None;
        };
        let known = || dimensions.get(one).members.iter().map(|member| member.id.as_str());
        let number = known().position(|id| id == member.trim());
        let Some(number) = number.and_then(|number| u16::try_from(number).ok()) else {
            arguments.report_unknown_word("where", "member", member.trim(), known(), sink);
            return None;
        };
        found.retain(|known: &Member| known.breakdown() != Breakdown::Dimension(one));
        found.push(Member::Own(one, number));
    }
    Some(found)
}

/// The observation of that indicator, period and part.
pub(super) fn find<'a>(
    arguments: &Arguments<'a, '_>,
    indicator: Ref<Indicator>,
    period: Period,
    part: &Members,
) -> Option<&'a Observation> {
    let found = arguments.model.observations.records().filter(|found| {
        found.indicator == indicator && found.period == period && found.part == *part
    });
    let is_asked = |found: &Observation| {
        found.not_comparable.is_none() == (arguments.flag("comparable") != Some(false))
    };
    found.min_by_key(|found| Reverse((is_asked(found), found.value.is_some(), found.rank())))
}

/// Says that there is no such observation, and for which periods there are.
pub(super) fn report_no_observation(
    arguments: &Arguments<'_, '_>,
    name: &str,
    indicator: Ref<Indicator>,
    period: Period,
    sink: &mut Sink,
) {
    let model = arguments.model;
    let own = model.observations.records().filter(|found| found.indicator == indicator);
    let mut periods: Vec<_> = own.map(|found| found.period.to_string()).collect();
    periods.sort_unstable();
    periods.dedup();
    let help = (!periods.is_empty()).then(|| {
        format!("there are observations for {}", list_known(periods.iter().map(String::as_str)))
    });
    let id = model.indicators.id(indicator);
    let of_part = if PARTS.iter().any(|name| arguments.has(name)) { " of this part" } else { "" };
    let message = format!("no observation of `{id}`{of_part} is published for `{period}`");
    report_missing(arguments, name, message, help, sink);
}

fn of_target<'a>(
    arguments: &Arguments<'a, '_>,
    asked: Asked,
    (indicator, part): (Ref<Indicator>, &Members),
    period: Period,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let model = arguments.model;
    let is_asked = |target: &&'a Target| {
        target.indicator == indicator && target.period == period && target.part == *part
    };
    let Some(target) = model.targets.records().find(is_asked) else {
        let id = model.indicators.id(indicator);
        let of_part = if part.is_whole() { "" } else { " of this part" };
        let message = format!("no target of `{id}`{of_part} is published for `{period}`");
        report_missing(arguments, "in", message, None, sink);
        return Some(ShortcodeFigure::missing());
    };
    if asked == Asked::Target {
        let shown = printed(arguments, target.promised(), sink)?;
        return Some(ShortcodeFigure::new(shown).citing(&target.header.citations));
    }
    let observations: Vec<_> = model
        .observations
        .records()
        .filter(|found| found.indicator == indicator && found.part == *part)
        .collect();
    let progress = progress(&Measurings::new(model), &observations, target);
    let Some(shown) = derived(arguments, asked, &progress, sink)? else {
        let is_apart = observations.iter().any(|found| found.not_comparable.is_some());
        let help = is_apart.then(|| {
            "observations that are marked as not comparable do not count towards it".to_owned()
        });
        let why = uncalculated(asked, &progress);
        let message = match why {
            None => "nothing is published from which this follows",
            Some(Uncalculated::Inexact) => "the figures from which this follows are not exact",
            Some(Uncalculated::Over) => "the period is over, and nothing more is planned of it",
            Some(Uncalculated::Undefined) => {
                "this cannot be calculated from the target and its result"
            }
        };
        report_missing(arguments, "kind", message, help, sink);
        return Some(why.map_or_else(ShortcodeFigure::missing, ShortcodeFigure::uncalculated));
    };
    let mut figure = ShortcodeFigure::computed(shown).citing(&target.header.citations);
    match progress.actual.map(|actual| actual.from) {
        Some(ActualFrom::Reported(observations)) => {
            figure.citations.extend(observations.iter().map(|found| &*found.header.citations));
        }
        Some(ActualFrom::Measured(measured)) => {
            figure.n_listed = Some(measured.n_counted);
            figure.left_out = measured.left_out;
        }
        None => {}
    }
    Some(figure)
}

/// Why nothing follows from a target and its result; `None` if there is no result.
fn uncalculated(asked: Asked, progress: &Progress<'_>) -> Option<Uncalculated> {
    let actual = progress.actual.as_ref()?;
    let promised = progress.target.promise.value.interval().and_then(Interval::exact);
    let is_exact = actual.value.exact().is_some() && promised.is_some();
    let is_of_plan = matches!(asked, Asked::Planned | Asked::Gap | Asked::Pace);
    Some(match is_of_plan && progress.is_over {
        true => Uncalculated::Over,
        false if is_exact => Uncalculated::Undefined,
        false => Uncalculated::Inexact,
    })
}

/// What follows from a target and its result; the inner `None` where nothing does.
fn derived<'a>(
    arguments: &Arguments<'a, '_>,
    asked: Asked,
    progress: &Progress<'_>,
    sink: &mut Sink,
) -> Option<Option<Shown<'a>>> {
    let decimals = arguments.decimals(sink).ok()?;
    let needed = Digits::of(progress, arguments.model.site.cutoffs);
    let [shares, pace] = [needed.shares, needed.pace]
        .map(|needed| decimals.unwrap_or_else(|| u8::try_from(needed).unwrap_or(u8::MAX)));
    let share = |ratio: Decimal| percentage(ratio, shares, Unit::Percent);
    let quantity = match asked {
        Asked::Completion => progress.completion.and_then(share),
        Asked::Planned => progress.planned.and_then(share),
        Asked::Pace => progress
            .pace
            .map(|ratio| Quantity::exactly(Number::plain(round(ratio, u32::from(pace))), None)),
        Asked::Gap => {
            let points =
                progress.gap.and_then(|gap| percentage(gap, shares, Unit::PercentagePoint));
            return Some(match points {
                Some(points) => Some(change::signed(arguments, points, sink)?),
                None => None,
            });
        }
        Asked::Remaining => return remaining(arguments, progress, sink),
        Asked::Observation | Asked::Share | Asked::Target => None,
    };
    Some(match quantity {
        Some(quantity) => Some(Shown::Quantity(worded(arguments, quantity, sink)?)),
        None => None,
    })
}

/// What is left to a target; nothing is once it is met.
fn remaining<'a>(
    arguments: &Arguments<'a, '_>,
    progress: &Progress<'_>,
    sink: &mut Sink,
) -> Option<Option<Shown<'a>>> {
    let target = progress.target;
    let unit = arguments.model.indicators.get(target.indicator).unit;
    let is_reached = matches!(progress.status, Status::Achieved | Status::MetNow);
    let rest = match progress.distance {
        Some(rest) => rest,
        None if is_reached => Number::plain(0),
        None => return Some(None),
    };
    let unit = if unit == Unit::Percent { Unit::PercentagePoint } else { unit };
    printed(arguments, Quantity::exactly(rest, Some(unit)), sink).map(Some)
}

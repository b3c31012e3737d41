//! What was reported for parts of a period against what was reported for the whole of it.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Observation, ObservationsByIndicator, chains};
use crate::source::Span;
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    sink.extend(faults(subject).into_iter().map(|fault| fault.report(subject)));
}

/// Where the wholes stand that their parts do not add up to.
pub(super) fn wrong_wholes(subject: Subject<'_>) -> BTreeSet<Span> {
    faults(subject).iter().map(|fault| fault.whole.value_at()).collect()
}

/// The series of figures that add up over time: each of one indicator, or of one part of it.
pub(super) fn series<'a>(subject: Subject<'a>) -> Vec<Vec<&'a Observation>> {
    let model = subject.model;
    let observations = ObservationsByIndicator::new(model);
    let mut all = Vec::new();
    for (one, indicator) in model.indicators.iter() {
        if !indicator.adds_time() {
            continue;
        }
        for (_, found) in observations.parts(one) {
            let found = found.iter().copied();
            let found =
                found.filter(|found| found.value.is_some() && found.not_comparable.is_none());
            all.push(found.collect());
        }
    }
    all
}

/// A whole that its parts do not add up to.
struct Fault<'a> {
    whole: &'a Observation,
    parts: Vec<&'a Observation>,
    /// They are more than the whole.
    is_more: bool,
}

fn faults(subject: Subject<'_>) -> Vec<Fault<'_>> {
    series(subject).iter().flat_map(|series| faults_of(series)).collect()
}

/// The faults of one series, shorter periods first: a longer one whose part is at fault already
/// would be wrong for the same reason.
fn faults_of<'a>(series: &[&'a Observation]) -> Vec<Fault<'a>> {
    let mut reported: BTreeMap<(Date, Date), Vec<&'a Observation>> = BTreeMap::new();
    for found in series {
        reported.entry(days(found)).or_default().push(found);
    }
    let mut wholes: Vec<(Date, Date)> = reported.keys().copied().collect();
    wholes
        .sort_by_key(|(first, last)| (Period::between(*first, *last).map(Period::n_days), *first));
    let mut wrong: BTreeSet<(Date, Date)> = BTreeSet::new();
    let mut faults: Vec<Fault<'a>> = Vec::new();
    for whole in wholes {
        let (first, last) = whole;
        let Ok(next) = last.tomorrow() else { continue };
        let begun = reported.range((first, Date::MIN)..=(last, last));
        let within = begun.filter(|(own, _)| own.1 <= last && **own != whole);
        let within = within.flat_map(|(_, found)| found.iter().copied());
        let Some(parts) = chains(within, first).remove(&next) else { continue };
        if parts.iter().any(|part| wrong.contains(&days(part))) {
            continue;
        }
        let none = Bounds::exactly(Decimal::ZERO);
        let sum = parts
            .iter()
            .try_fold(none, |sum, part| Some(sum.plus(all_of(reported.get(&days(part))?)?)));
        let of_whole = &reported[&whole];
        let (Some(sum), Some(amount)) = (sum, all_of(of_whole)) else { continue };
        if sum.contradict(amount)
            && let Some(stated) = of_whole.last()
        {
            wrong.insert(whole);
            faults.push(Fault { whole: stated, parts, is_more: sum.is_above(amount) });
        }
    }
    faults
}

/// The days that a figure speaks of.
fn days(found: &Observation) -> (Date, Date) {
    (found.period.first_day(), found.covers)
}

/// The bounds of everything that was reported for the same days: preliminary and final figures
/// may differ.
fn all_of(reported: &[&Observation]) -> Option<Bounds> {
    let (first, others) = reported.split_first()?;
    let first = bounds(first)?;
    others.iter().try_fold(first, |one, other| Some(one.or(bounds(other)?)))
}

/// What the figure of an observation leaves open.
pub(super) fn bounds(found: &Observation) -> Option<Bounds> {
    Bounds::of(found.value.as_ref()?, found.step())
}

impl Fault<'_> {
    fn report(&self, subject: Subject<'_>) -> Diagnostic {
        let written = |found: &Observation| subject.written(found.value_at());
        let sum: Vec<_> = self.parts.iter().map(|part| written(part)).collect();
        let more = if self.is_more { "more" } else { "less" };
        let whole = self.whole;
        let message = format!(
            "the parts of {} add up to {more} than was reported for all of it: {} against `{}`",
            whole.period,
            sum.join(" + "),
            written(whole)
        );
        let diagnostic = Diagnostic::new(Code::PartsDoNotAddUp, whole.value_at(), message);
        let parts = self.parts.iter();
        let diagnostic = parts.fold(diagnostic, |diagnostic, part| {
            diagnostic.related(part.value_at(), format!("reported for {}", part.period))
        });
        diagnostic.help("compare the figures with their sources; write `basis: to_date` for one that counts from the beginning of the year")
    }
}

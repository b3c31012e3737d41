//! What was reported for parts of a period against what was reported for the whole of it.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Observation, ObservationsByIndicator, chains};
use crate::source::Span;
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

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
    let mut wholes: Vec<(Date, Date)> = series.iter().copied().map(days).collect();
    wholes
        .sort_by_key(|(first, last)| (Period::between(*first, *last).map(Period::n_days), *first));
    wholes.dedup();
    let mut faults: Vec<Fault<'a>> = Vec::new();
    for (first, last) in wholes {
        let is_within = |found: &&&Observation| {
            let own = days(found);
            first <= own.0 && own.1 <= last && own != (first, last)
        };
        let Ok(next) = last.tomorrow() else { continue };
        let within = series.iter().filter(is_within).copied();
        let Some(parts) = chains(within, first).remove(&next) else { continue };
        let is_wrong =
            |part: &Observation| faults.iter().any(|fault| days(fault.whole) == days(part));
        if parts.iter().any(|part| is_wrong(part)) {
            continue;
        }
        let reported = |of: (Date, Date)| series.iter().copied().filter(move |one| days(one) == of);
        let none = Bounds::exactly(Decimal::ZERO);
        let sum =
            parts.iter().try_fold(none, |sum, part| Some(sum.plus(all_of(reported(days(part)))?)));
        let (Some(sum), Some(amount)) = (sum, all_of(reported((first, last)))) else { continue };
        if sum.contradict(amount)
            && let Some(whole) = reported((first, last)).next_back()
        {
            faults.push(Fault { whole, parts, is_more: sum.is_above(amount) });
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
fn all_of<'a>(mut reported: impl Iterator<Item = &'a Observation>) -> Option<Bounds> {
    let first = bounds(reported.next()?)?;
    reported.try_fold(first, |one, other| Some(one.or(bounds(other)?)))
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

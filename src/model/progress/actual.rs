//! The result that a target is held against.

use super::{Actual, ActualFrom, Method, Why};
use crate::model::{Indicator, IndicatorKind, Measurings, Observation, Target};
use crate::value::{Interval, Period};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The result that stands against a target: what was reported, or else what the ledger adds up to.
pub(super) fn actual<'a>(
    measurings: &Measurings<'_>,
    observations: &[&'a Observation],
    target: &Target,
    method: Method,
) -> Option<Actual<'a>> {
    let indicator = measurings.model.indicators.get(target.indicator);
    let reported = reported_against(indicator, observations, target, method);
    reported.or_else(|| measured(measurings, target, method))
}

/// What was reported of a target.
fn reported_against<'a>(
    indicator: &Indicator,
    observations: &[&'a Observation],
    target: &Target,
    method: Method,
) -> Option<Actual<'a>> {
    let reported = match method {
        Method::Pace | Method::Limit => {
            return added_up(observations, *target.period, indicator.adds_time());
        }
        // A state is what it was until another one is known.
        Method::Ratio | Method::Done => {
            let until = target.period.last_day();
            usable(observations)
                .filter(|found| found.covers <= until)
                .max_by_key(|found| found.rank())
        }
        Method::FromBaseline | Method::Keep => {
            within(observations, *target.period).max_by_key(|found| found.rank())
        }
        Method::Linear | Method::Compound => since_baseline(observations, target),
    };
    one(reported?)
}

/// What is reported for a period: added up from parts that follow each other from its first day on,
/// or of a state the latest.
#[must_use]
pub fn reported<'a>(
    indicator: &Indicator,
    observations: &[&'a Observation],
    period: Period,
) -> Option<Actual<'a>> {
    match indicator.kind {
        IndicatorKind::Cumulative => added_up(observations, period, indicator.adds_time()),
        IndicatorKind::Level | IndicatorKind::Milestone => {
            one(within(observations, period).max_by_key(|found| found.rank())?)
        }
    }
}

/// Why there is nothing to hold against a target; `None` if nothing is published at all.
pub(super) fn lacking(
    observations: &[&Observation],
    target: &Target,
    method: Method,
) -> Option<Why> {
    let in_period =
        || observations.iter().filter(|found| target.period.contains_period(*found.period));
    if in_period().any(|found| found.not_comparable.is_some()) {
        return Some(Why::NotComparable);
    }
    match method {
        Method::Linear | Method::Compound => usable(observations).next().map(|_| Why::OnePoint),
        _ if within(observations, *target.period).next().is_some() => Some(Why::NotFromStart),
        _ => in_period().next().map(|_| Why::InWords),
    }
}

/// What can be held against a target of the indicator.
pub(super) fn usable<'s, 'a>(
    observations: &'s [&'a Observation],
) -> impl Iterator<Item = &'a Observation> + use<'s, 'a> {
    observations
        .iter()
        .copied()
        .filter(|found| found.value.is_some() && found.not_comparable.is_none())
        .filter(|found| !found.is_forecast())
}

/// What was reported for a period or for parts of it.
pub(crate) fn within<'s, 'a>(
    observations: &'s [&'a Observation],
    period: Period,
) -> impl Iterator<Item = &'a Observation> + use<'s, 'a> {
    usable(observations).filter(move |found| period.contains_period(*found.period))
}

/// The latest observation after a dated baseline, up to the day the target is for.
fn since_baseline<'a>(
    observations: &[&'a Observation],
    target: &Target,
) -> Option<&'a Observation> {
    let from = target.baseline.as_ref()?.period?.last_day();
    let until = target.period.last_day();
    usable(observations)
        .filter(|found| from < found.covers && found.covers <= until)
        .max_by_key(|found| found.rank())
}

fn one(found: &Observation) -> Option<Actual<'_>> {
    let value = found.value.as_ref()?.interval()?;
    Some(Actual { value, from: ActualFrom::Reported(vec![found]), covers: found.covers })
}

/// What was reported for a period from its first day on, in one figure or in several for parts
/// that follow each other.
fn added_up<'a>(
    observations: &[&'a Observation],
    period: Period,
    adds_time: bool,
) -> Option<Actual<'a>> {
    let parts = furthest(within(observations, period), period.first_day(), adds_time)?;
    let covers = parts.last()?.covers;
    let values: Option<Vec<Interval>> =
        parts.iter().map(|part| part.value.as_ref()?.interval()).collect();
    let sum = Interval::checked_sum(values?)?;
    let value = if parts.len() > 1 { sum.without_last_zeros() } else { sum };
    Some(Actual { value, from: ActualFrom::Reported(parts), covers })
}

/// The observations that cover most days from a day on without a gap, as few as can be; a single
/// one of what does not add up over time.
fn furthest<'a>(
    observations: impl Iterator<Item = &'a Observation>,
    first_day: Date,
    adds_time: bool,
) -> Option<Vec<&'a Observation>> {
    let reached = chains(observations, first_day);
    let chains = reached.into_values().rev();
    let mut usable = chains.filter(|chain| adds_time || chain.len() == 1);
    usable.next().filter(|chain| !chain.is_empty())
}

/// What is known of a period step by step: for each day up to which results that follow each other
/// from its first day on make up a sum, as few of them as do.
#[must_use]
pub fn steps_of<'a>(observations: &[&'a Observation], period: Period) -> Vec<Vec<&'a Observation>> {
    let reached = chains(within(observations, period), period.first_day());
    reached.into_values().filter(|chain| !chain.is_empty()).collect()
}

/// The shortest chain of observations from a day on to the day before each day that one reaches.
/// Of two that were reported for the same days the firmer one counts.
pub(crate) fn chains<'a>(
    observations: impl Iterator<Item = &'a Observation>,
    first_day: Date,
) -> BTreeMap<Date, Vec<&'a Observation>> {
    let mut sorted: Vec<_> = observations.collect();
    // A chain up to a day is complete before anything begins on that day.
    sorted.sort_by_key(|found| (found.period.first_day(), found.rank()));
    let mut reached = BTreeMap::from([(first_day, Vec::new())]);
    for found in sorted {
        let Some(before) = reached.get(&found.period.first_day()) else { continue };
        let Ok(next) = found.covers.tomorrow() else { continue };
        if next <= found.period.first_day() {
            continue;
        }
        let mut chain = before.clone();
        chain.push(found);
        if reached.get(&next).is_none_or(|known: &Vec<_>| chain.len() <= known.len()) {
            reached.insert(next, chain);
        }
    }
    reached
}

/// What the ledger adds up to. Of a state only figures tell, which say of which day they are: what
/// was signed by a day is no state. Whether a level was kept before is not known of a sum.
fn measured<'a>(
    measurings: &Measurings<'_>,
    target: &Target,
    method: Method,
) -> Option<Actual<'a>> {
    let period = *target.period;
    let after = match method {
        Method::Pace | Method::Limit => None,
        Method::Ratio | Method::FromBaseline => Some(Date::MIN),
        Method::Linear | Method::Compound => Some(target.baseline.as_ref()?.period?.last_day()),
        Method::Keep | Method::Done => return None,
    };
    let measured = measurings.measure(target.indicator, period, &target.part);
    let measured = measured.filter(|measured| measured.n_counted > 0)?;
    if after.is_some_and(|after| measured.covers.is_none_or(|covers| covers <= after)) {
        return None;
    }
    let covers = measured.covers.unwrap_or(measurings.model.site.as_of).min(period.last_day());
    Some(Actual { value: measured.value, from: ActualFrom::Measured(measured), covers })
}

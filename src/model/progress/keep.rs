//! Levels that must be kept through a period.

use super::actual::within;
use crate::model::Direction;
use crate::model::Observation;
use crate::model::Target;
use crate::value::Interval;
use crate::value::Number;
use std::cmp::Ordering;

/// A level that must be kept was not, within the period.
#[derive(Debug, Clone, Copy)]
pub struct Breach<'a> {
    /// The first observation that did not keep it: the first of those in a row up to the latest
    /// one, if that does not either, or else the first of all.
    pub since: &'a Observation,
    /// It is kept again.
    pub is_over: bool,
}

/// Whether a result keeps a level, or meets a target: `None` if that is not the same for every
/// amount that the two may be.
pub(super) fn meets(target: &Target, result: Interval) -> Option<bool> {
    let distance = result.checked_sub(target.value.interval()?)?;
    let nothing = Number::plain(0);
    let falls = |target: &Target| {
        let baseline = target.baseline.as_ref().map(|baseline| baseline.value.number);
        baseline.is_some_and(|base| base.compare(target.value.number) == Ordering::Greater)
    };
    match target.direction {
        Direction::KeepAtMost | Direction::AtMost => distance.is_at_most(nothing),
        Direction::Reach if falls(target) => distance.is_at_most(nothing),
        Direction::KeepAtLeast | Direction::AtLeast | Direction::Reach => {
            distance.is_at_least(nothing)
        }
    }
}

/// What did not keep the level within the period.
///
/// # Errors
///
/// If one of the results does not tell.
pub(super) fn breach<'a>(
    observations: &[&'a Observation],
    target: &Target,
) -> Result<Option<Breach<'a>>, ()> {
    let mut sorted: Vec<_> = within(observations, target.period).collect();
    sorted.sort_by_key(|found| found.covers);
    let mut kept = Vec::new();
    for found in &sorted {
        let result = found.value.as_ref().and_then(|value| value.interval());
        kept.push((*found, result.and_then(|result| meets(target, result)).ok_or(())?));
    }
    let last_run = kept.iter().rev().take_while(|(_, is_kept)| !is_kept).last();
    Ok(match last_run {
        Some((since, _)) => Some(Breach { since, is_over: false }),
        None => {
            let first = kept.iter().find(|(_, is_kept)| !is_kept);
            first.map(|(since, _)| Breach { since, is_over: true })
        }
    })
}

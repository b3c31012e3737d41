//! Levels that must be kept through a period.

use super::actual::within;
use crate::model::{Direction, Observation, Target};
use crate::value::{Interval, Number};

/// A level that must be kept was not, within the period.
#[derive(Debug, Clone, Copy)]
pub struct Breach<'a> {
    /// The first observation that did not keep it: the first of those in a row up to the latest
    /// one, if that does not either, or else the first of all.
    pub since: &'a Observation,
    /// It is kept again.
    pub is_over: bool,
    /// How many results of the period did not keep it.
    pub n_results: usize,
}

/// Whether a result keeps a level, or meets a target: `None` if that is not the same for every
/// amount that the two may be.
pub(super) fn meets(target: &Target, result: Interval) -> Option<bool> {
    let distance = result.checked_sub(target.promise.value.interval()?)?;
    let nothing = Number::plain(0);
    match target.promise.direction {
        Direction::KeepAtMost | Direction::AtMost => distance.is_at_most(nothing),
        Direction::KeepAtLeast | Direction::AtLeast => distance.is_at_least(nothing),
        Direction::Reach if leads_down(target)? => distance.is_at_most(nothing),
        Direction::Reach => distance.is_at_least(nothing),
    }
}

/// Whether a target is to be reached from above: `None` if its baseline may be above it or below.
fn leads_down(target: &Target) -> Option<bool> {
    let Some(baseline) = &target.baseline else { return Some(false) };
    let way = target.promise.value.interval()?.checked_sub(baseline.value.interval()?)?;
    let nothing = Number::plain(0);
    match (way.is_at_most(nothing), way.is_at_least(nothing)) {
        (Some(true), _) => Some(true),
        (_, Some(true)) => Some(false),
        _ => None,
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
    let mut sorted: Vec<_> = within(observations, *target.period).collect();
    sorted.sort_by_key(|found| found.covers);
    let mut kept = Vec::new();
    for found in &sorted {
        let result = found.value.as_ref().and_then(|value| value.interval());
        kept.push((*found, result.and_then(|result| meets(target, result)).ok_or(())?));
    }
    let n_results = kept.iter().filter(|(_, is_kept)| !is_kept).count();
    let last_run = kept.iter().rev().take_while(|(_, is_kept)| !is_kept).last();
    Ok(match last_run {
        Some((since, _)) => Some(Breach { since, is_over: false, n_results }),
        None => {
            let first = kept.iter().find(|(_, is_kept)| !is_kept);
            first.map(|(since, _)| Breach { since, is_over: true, n_results })
        }
    })
}

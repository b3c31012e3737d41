//! Levels that must hold through a period.

use super::actual::within;
use crate::model::Direction;
use crate::model::Observation;
use crate::model::Target;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A level that must hold was broken within the period.
#[derive(Debug, Clone, Copy)]
pub struct Breach<'a> {
    /// The first observation that broke it: the first of those in a row up to the latest one, if
    /// that breaks it too, or else the first of all.
    pub since: &'a Observation,
    /// It holds again.
    pub is_over: bool,
}

/// Whether a value holds a level.
pub(super) fn holds(target: &Target, value: Decimal) -> Option<bool> {
    let level = target.value.number.value()?;
    Some(match target.direction {
        Direction::KeepAtMost | Direction::AtMost => value.cmp(&level) != Ordering::Greater,
        Direction::KeepAtLeast | Direction::AtLeast | Direction::Reach => {
            value.cmp(&level) != Ordering::Less
        }
    })
}

/// What broke the level within the period.
pub(super) fn breach<'a>(observations: &[&'a Observation], target: &Target) -> Option<Breach<'a>> {
    let mut sorted: Vec<_> = within(observations, target.period).collect();
    sorted.sort_by_key(|found| found.covers);
    let breaks = |found: &&&Observation| {
        let value = found.value.as_ref().and_then(|value| value.number.value());
        value.and_then(|value| holds(target, value)) == Some(false)
    };
    let last_run = sorted.iter().rev().take_while(breaks).last();
    match last_run {
        Some(since) => Some(Breach { since, is_over: false }),
        None => sorted.iter().find(breaks).map(|since| Breach { since, is_over: true }),
    }
}

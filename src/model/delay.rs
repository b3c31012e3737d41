//! How far what happened is from what was planned, as exactly as the dates allow.

use super::record::When;
use crate::value::Period;
use jiff::civil::Date;

/// How far a stage was reached from its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// Within the time that was planned.
    AsPlanned,
    /// No later than planned: the source says only by when.
    NotLater,
    /// After the plan.
    Late(Days),
    /// Before the plan.
    Early(Days),
    /// The dates overlap, and do not say which.
    Unclear,
}

/// Whole days between two dates, each of which may be any day of a period. Months are never
/// counted: two dates that name months only may be a month and one day or three months apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// No fewer than this; never 0.
    pub least: u32,
    /// No more than this.
    pub most: u32,
}

/// Compares a plan with what happened. Where both may be the same day, and the plan does not
/// include the whole of what happened, nothing is claimed.
#[must_use]
pub fn delay(plan: Period, actual: When) -> Delay {
    let actual = match actual {
        When::Dated(actual) => actual,
        When::KnownBy(by) if by.last_day() <= plan.last_day() => return Delay::NotLater,
        When::KnownBy(_) | When::Unknown => return Delay::Unclear,
    };
    if actual.first_day() > plan.last_day() {
        Delay::Late(Days::between(plan, actual))
    } else if actual.last_day() < plan.first_day() {
        Delay::Early(Days::between(actual, plan))
    } else if plan.contains_period(actual) {
        Delay::AsPlanned
    } else {
        Delay::Unclear
    }
}

impl Days {
    /// From a day of one period to a day of another that begins after the first has ended.
    fn between(first: Period, second: Period) -> Self {
        Self {
            least: n_days(first.last_day(), second.first_day()),
            most: n_days(first.first_day(), second.last_day()),
        }
    }
}

fn n_days(from: Date, to: Date) -> u32 {
    (to - from).get_days().unsigned_abs()
}

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

#[cfg(test)]
mod tests {
    use super::{Days, Delay, delay};
    use crate::model::When;
    use crate::value::Period;

    fn period(text: &str) -> Period {
        Period::parse_canonical(text).expect("a period")
    }

    #[track_caller]
    fn check(plan: &str, actual: &str, expected: &str) {
        let when = match actual.strip_prefix("by ") {
            Some(day) => When::KnownBy(period(day)),
            None => When::Dated(period(actual)),
        };
        let words = match delay(period(plan), when) {
            Delay::AsPlanned => "as planned".to_owned(),
            Delay::NotLater => "not later".to_owned(),
            Delay::Unclear => "unclear".to_owned(),
            Delay::Late(Days { least, most }) => format!("{least} to {most} days late"),
            Delay::Early(Days { least, most }) => format!("{least} to {most} days early"),
        };
        assert_eq!(words, expected, "{plan} → {actual}");
    }

    #[test]
    fn exact_dates_are_whole_days_apart() {
        check("2030-03-01", "2030-03-01", "as planned");
        check("2030-03-01", "2030-03-02", "1 to 1 days late");
        check("2030-03-31", "2030-06-30", "91 to 91 days late");
        check("2028-02-28", "2028-03-01", "2 to 2 days late");
        check("2030-03-10", "2030-02-20", "18 to 18 days early");
        check("2030-03-11/2030-03-20", "2030-03-15", "as planned");
        check("2030-03-11/2030-03-20", "2030-03-22", "2 to 11 days late");
    }

    #[test]
    fn vague_dates_are_apart_by_the_least_and_the_most_that_they_allow() {
        check("2030", "2032", "366 to 1095 days late");
        check("2031-H1", "2031-Q3", "1 to 272 days late");
        check("2031-03-late", "2031-04-early", "1 to 20 days late");
        check("2030-Q1", "2030-05-02", "32 to 121 days late");
        check("2030-Q1", "2030-02", "as planned");
        check("2030-06", "2030-Q1", "62 to 180 days early");
        check("2030-12", "2030-10-31", "31 to 61 days early");
    }

    #[test]
    fn what_the_dates_do_not_show_is_not_claimed() {
        check("2030-03-01", "2030-03", "unclear");
        check("2030-03", "2030", "unclear");
        check("2030-Q1", "2030-H1", "unclear");
        check("2030-03-31", "by 2030-03-20", "not later");
        check("2030-03-31", "by 2030-04-20", "unclear");
    }
}

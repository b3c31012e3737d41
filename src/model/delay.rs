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
    Late(Distance),
    /// Before the plan.
    Early(Distance),
    /// The dates overlap, and do not say which.
    Unclear,
}

/// A stretch of time between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// How many.
    pub n: u32,
    /// Months, not days.
    pub months: bool,
    /// It may be more: the date is too vague to tell.
    pub at_least: bool,
}

/// Days are counted up to this many whole months.
const MONTHS_IN_DAYS: u32 = 2;

/// Compares a plan with what happened. Dates that are exact to the day are apart by days, or from
/// two months on by whole months; others by the months that they name.
#[must_use]
pub fn delay(plan: Period, actual: When) -> Delay {
    let actual = match actual {
        When::Dated(actual) => actual,
        When::KnownBy(by) if by.last_day() <= plan.last_day() => return Delay::NotLater,
        When::KnownBy(_) | When::Unknown => return Delay::Unclear,
    };
    let is_exact = [plan, actual].iter().all(|date| is_exact(*date));
    // A vague date may lie further off than its near end, by more than the month it is counted in.
    let at_least = actual.n_days() > 31 && !is_exact;
    if actual.first_day() > plan.last_day() {
        Delay::Late(distance(plan.last_day(), actual.first_day(), is_exact, at_least))
    } else if actual.last_day() < plan.first_day() {
        Delay::Early(distance(actual.last_day(), plan.first_day(), is_exact, at_least))
    } else if plan.contains_period(actual) {
        Delay::AsPlanned
    } else {
        Delay::Unclear
    }
}

const fn is_exact(date: Period) -> bool {
    matches!(date, Period::Day(_) | Period::Interval(..))
}

fn distance(from: Date, to: Date, is_exact: bool, at_least: bool) -> Distance {
    let apart = month_number(to) - month_number(from);
    let months = if is_exact && to.day() < from.day() { apart - 1 } else { apart };
    let months = months.unsigned_abs();
    if months >= if is_exact { MONTHS_IN_DAYS } else { 1 } {
        return Distance { n: months, months: true, at_least };
    }
    let days = (to - from).get_days().unsigned_abs();
    Distance { n: days, months: false, at_least: at_least || !is_exact }
}

fn month_number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}

#[cfg(test)]
mod tests {
    use super::{Delay, delay};
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
            late_or_early => {
                let (word, apart) = match late_or_early {
                    Delay::Late(apart) => ("late", apart),
                    Delay::Early(apart) => ("early", apart),
                    _ => return,
                };
                let unit = if apart.months { "months" } else { "days" };
                let least = if apart.at_least { "at least " } else { "" };
                format!("{least}{} {unit} {word}", apart.n)
            }
        };
        assert_eq!(words, expected, "{plan} → {actual}");
    }

    #[test]
    fn exact_dates_are_apart_by_days_and_then_by_whole_months() {
        check("2030-03-01", "2030-03-01", "as planned");
        check("2030-03-01", "2030-03-02", "1 days late");
        check("2030-03-01", "2030-04-30", "60 days late");
        check("2030-03-01", "2030-05-01", "2 months late");
        check("2030-03-31", "2030-06-30", "2 months late");
        check("2030-03-31", "2031-03-31", "12 months late");
        check("2030-03-10", "2030-02-20", "18 days early");
        check("2030-03-11/2030-03-20", "2030-03-15", "as planned");
    }

    #[test]
    fn vague_dates_are_apart_by_the_months_they_name() {
        check("2030-Q1", "2030-05-02", "2 months late");
        check("2030-Q1", "2030-02", "as planned");
        check("2030-03", "2030-04-01", "1 months late");
        check("2030-03", "2030-Q3", "at least 4 months late");
        check("2030-06", "2030-Q1", "at least 3 months early");
        check("2030-12", "2030-10-31", "2 months early");
        check("2030-03-early", "2030-03-late", "at least 11 days late");
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

//! The share of a target that is planned by the end of a day.

use super::Stretch;
use super::share::Share;
use crate::model::{PaceBy, PlanPoint, Target};
use crate::value::{Number, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The days gone of the days of a period, or its whole months of all of them. A period that does
/// not consist of months has days only.
pub(super) fn elapsed(period: Period, day: Date, pace_by: PaceBy) -> Stretch {
    let months = period.n_months().filter(|_| pace_by == PaceBy::Months);
    let Some(whole) = months else {
        return Stretch {
            gone: period.n_days_until(day),
            whole: period.n_days(),
            in_months: false,
        };
    };
    // A month is over with its last day.
    let next = day.tomorrow().unwrap_or(day);
    let gone = u32::try_from(months_between(period.first_day(), next)).unwrap_or(0);
    Stretch { gone: gone.min(whole), whole, in_months: true }
}

/// The share planned by the end of a day: declared, or the share of days gone.
///
/// Between two points of a declared plan the share grows day by day, or month by month.
pub(super) fn planned(target: &Target, day: Date) -> Option<Share> {
    if target.plan.is_empty() {
        return Some(elapsed(*target.period, day, target.pace_by).fraction());
    }
    let (mut start, mut done) = (target.period.first_day(), Decimal::ZERO);
    for PlanPoint { until, share } in target.plan.iter() {
        if day <= *until {
            let part = Period::between(start, *until)?;
            let Share { part: gone, whole } = elapsed(part, day, target.pace_by).fraction();
            let before = done.checked_mul(whole)?;
            let grown = share.checked_sub(done)?.checked_mul(gone)?;
            return Some(Share::new(before.checked_add(grown)?, whole));
        }
        done = *share;
        start = until.tomorrow().ok()?;
    }
    Some(Share::new(1, 1))
}

/// The share of a target planned by the end of a day, 1 is all of it.
#[must_use]
pub fn planned_share(target: &Target, day: Date) -> Option<Decimal> {
    planned(target, day)?.value()
}

/// What of a target is planned by the end of a day, exact; a quotient that does not come out has
/// all digits there are.
pub(in crate::model) fn planned_amount(target: &Target, day: Date) -> Option<Number> {
    let Share { part, whole } = planned(target, day)?;
    let Number { coefficient, exponent } = target.promise.value.number;
    let amount = coefficient.checked_mul(part)?.checked_div(whole)?;
    Some(Number::new(amount.normalize(), exponent))
}

/// The days at which a plan turns, with the share of the target planned by the end of each.
#[must_use]
pub fn planned_points(target: &Target) -> Vec<(Date, Decimal)> {
    if target.plan.is_empty() {
        return vec![(target.period.last_day(), Decimal::ONE)];
    }
    target.plan.iter().map(|point| (point.until, point.share)).collect()
}

/// The last day of each part of a period that a plan has a share for: of months, quarters, half
/// years or years, whichever makes so many parts, or of the thirds of one month. `None` if none
/// does. A period that does not begin and end with a month has parts of as many days each as can be.
#[must_use]
pub fn part_ends(period: Period, n_parts: usize) -> Option<Vec<Date>> {
    let (first, last) = (period.first_day(), period.last_day());
    let n_parts = i32::try_from(n_parts).ok().filter(|n| *n > 0)?;
    let Some(months) = period.n_months().and_then(|months| i32::try_from(months).ok()) else {
        let ends = (1..=n_parts).map(|number| {
            let days = i64::from(period.n_days()) * i64::from(number) / i64::from(n_parts);
            first.checked_add((days - 1).days()).ok().filter(|_| days > 0)
        });
        return ends.collect();
    };
    if months == 1 && n_parts == 3 {
        let thirds = [9, 19].map(|days| first.checked_add(days.days()).unwrap_or(last));
        return Some(vec![thirds[0], thirds[1], last]);
    }
    let length = months.checked_rem(n_parts).filter(|rest| *rest == 0).map(|_| months / n_parts)?;
    if ![1, 3, 6, 12].contains(&length) {
        return None;
    }
    let end = |number: i32| first.checked_add((length * number).months()).and_then(Date::yesterday);
    (1..=n_parts).map(|number| end(number).ok()).collect()
}

/// The months from that of one day to that of another.
pub(super) fn months_between(from: Date, to: Date) -> i32 {
    i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month())
}

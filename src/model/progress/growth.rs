//! From a dated baseline to a target: the observed change against the required one.
//!
//! The method of Statistics Canada and Open SDG. With base y0 at t0, the latest value yi at ti and
//! the target yT at tT, the ratio is, on a linear path, yearly change observed ÷ required, and on a
//! compound path d × (growth rate observed ÷ |growth rate required|), where d is +1 for a rise and
//! −1 for a fall, and times −1 from a negative base. Where their program puts 0.001 for a zero,
//! nothing is computed here.

use super::plan::months_between;
use super::share::Share;
use super::{Stretch, Why};
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::{Decimal, MathematicalOps};
use std::cmp::Ordering;

/// A level at its baseline, its latest observation and its target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Growth {
    pub(super) base: Decimal,
    pub(super) actual: Decimal,
    pub(super) target: Decimal,
    /// ti − t0 of tT − t0.
    pub(super) time: Stretch,
}

/// Growth per year, 0.02 for 2 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Since the baseline.
    pub observed: Decimal,
    /// From the baseline to the target.
    pub required: Decimal,
}

/// The time from a baseline to the latest observation, and to the target: in months if each ends
/// with a month, so that years are as long as each other, or else in days.
pub(super) fn time(from: Date, latest: Date, until: Date) -> Stretch {
    let in_months = [from, latest, until].iter().all(|day| *day == day.last_of_month());
    let since = |day: Date| match in_months {
        true => u32::try_from(months_between(from, day)).unwrap_or(0),
        // The first of those days is the one after the baseline.
        false => Period::between(from, day).map_or(0, |period| period.n_days() - 1),
    };
    Stretch { gone: since(latest), whole: since(until), in_months }
}

impl Growth {
    /// Whether the level is to fall.
    pub(super) fn is_falling(self) -> bool {
        self.target < self.base
    }

    /// Whether it is there, or beyond.
    pub(super) fn is_met(self) -> bool {
        if self.is_falling() { self.actual <= self.target } else { self.actual >= self.target }
    }

    /// The share of the way that is done; below 0 where it leads away from the target.
    pub(super) fn completion(self) -> Option<Share> {
        let way = self.target.checked_sub(self.base)?;
        Some(Share::new(self.actual.checked_sub(self.base)?, way))
    }

    /// The growth per year, observed and required.
    pub(super) fn rates(self) -> Result<Rates, Why> {
        let zero = Decimal::ZERO;
        if self.base.is_zero() || self.target.is_zero() {
            return Err(Why::Zero);
        }
        let changes_sign = |value: Decimal| (value > zero) != (self.base > zero);
        if changes_sign(self.target) || (changes_sign(self.actual) && !self.actual.is_zero()) {
            return Err(Why::SignChange);
        }
        let rate = |to: Decimal, units: u32| self.growth(to, units).ok_or(Why::OutOfRange);
        Ok(Rates {
            observed: rate(self.actual, self.time.gone)?,
            required: rate(self.target, self.time.whole)?,
        })
    }

    /// Observed growth against required growth, more than 0 in the direction of the target.
    pub(super) fn ratio(self, rates: Rates) -> Option<Decimal> {
        let ratio = rates.observed.checked_div(rates.required.abs())?;
        let is_turned = self.is_falling() != (self.base < Decimal::ZERO);
        Some(if is_turned { -ratio } else { ratio })
    }

    /// The share of the way where steady growth would stand.
    pub(super) fn planned(self) -> Option<Decimal> {
        let grown = self.target.checked_div(self.base)?;
        let now = power(grown, Decimal::from(self.time.gone), Decimal::from(self.time.whole))?;
        now.checked_sub(Decimal::ONE)?.checked_div(grown.checked_sub(Decimal::ONE)?)
    }

    fn growth(self, to: Decimal, units: u32) -> Option<Decimal> {
        let times = to.checked_div(self.base)?;
        power(times, self.time.units_in_a_year(), Decimal::from(units))?.checked_sub(Decimal::ONE)
    }
}

/// `base` to the power of `part` ÷ `whole`, for a base that is not negative.
fn power(base: Decimal, part: Decimal, whole: Decimal) -> Option<Decimal> {
    match base.cmp(&Decimal::ZERO) {
        Ordering::Less => None,
        Ordering::Equal => Some(Decimal::ZERO),
        Ordering::Greater => {
            // The power of the library stops at seven digits.
            let exponent = base.checked_ln()?.checked_mul(part)?.checked_div(whole)?;
            exponent.checked_exp_with_tolerance(Decimal::from_parts(1, 0, 0, false, 27))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::power;
    use rust_decimal::Decimal;

    #[track_caller]
    fn check(base: &str, part: u32, whole: u32, expected: &str) {
        let decimal = |text: &str| Decimal::from_str_exact(text).expect("a decimal");
        let found = power(decimal(base), part.into(), whole.into()).expect("fits");
        let error = (found - decimal(expected)).abs();
        assert!(error < Decimal::new(1, 22), "{found} is {error} off");
    }

    #[test]
    fn powers_are_good_to_twenty_digits() {
        // Worked out to 50 digits with Python's decimal.
        check("2", 1, 2, "1.4142135623730950488016887242");
        check("1.25", 1, 10, "1.0225651825635729274886316473");
        check("0.5", 12, 36, "0.7937005259840997373758528196");
        check("1000", 1, 3, "10");
        check("0.0000001", 1, 7, "0.1");
        check("0", 1, 3, "0");
        assert_eq!(power(Decimal::NEGATIVE_ONE, Decimal::ONE, Decimal::TWO), None);
    }
}

//! Exact decimal numbers that remember how they were written.

use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// A number as its source printed it: `coefficient` × 10^`exponent`.
///
/// `383.8` with the word for 10^8 is coefficient 383.8 and exponent 8. The scale of the
/// coefficient is the number of decimals the source printed, so `6.0` stays `6.0`. A coefficient
/// without decimals claims no precision below its last digit that is not zero.
///
/// Equality is that of the parts; compare [`Number::value`] to compare amounts.
///
/// ```
/// use wellspring::value::Number;
/// let number = Number::new("383.8".parse().expect("a decimal"), 8);
/// assert_eq!(number.at_exponent(9).expect("in range").to_string(), "38.38");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// The digits as printed.
    pub coefficient: Decimal,
    /// The power of ten of the scale word; 0 without one.
    pub exponent: u8,
}

impl Number {
    /// The number `coefficient` × 10^`exponent`.
    #[must_use]
    pub const fn new(coefficient: Decimal, exponent: u8) -> Self {
        Self { coefficient, exponent }
    }

    /// A number written in full.
    #[must_use]
    pub fn plain(value: impl Into<Decimal>) -> Self {
        Self::new(value.into(), 0)
    }

    /// The amount in units of one; `None` if it does not fit into 28 digits.
    #[must_use]
    pub fn value(self) -> Option<Decimal> {
        self.at_exponent(0)
    }

    /// What stands before the word for 10^`exponent` when this number is written with it: the
    /// point is moved and the stated precision kept. `None` if it does not fit into 28 digits.
    #[must_use]
    pub fn at_exponent(self, exponent: u8) -> Option<Decimal> {
        let shift = i32::from(self.exponent) - i32::from(exponent);
        let moved = shift_point(self.coefficient, shift)?;
        Some(if self.coefficient.scale() == 0 { moved.normalize() } else { moved })
    }

    /// One unit of the last place as it is written: 0.1 × 10^8 for 383.8 × 10^8, and 1 × 10^8
    /// for 290 × 10^8; `None` if it does not fit.
    #[must_use]
    pub fn last_place(self) -> Option<Decimal> {
        Self::new(Decimal::new(1, self.coefficient.scale()), self.exponent).value()
    }

    /// One unit of the last digit that is not zero: 100 × 10^8 for 1300 × 10^8.
    #[must_use]
    pub fn last_step(self) -> Self {
        let normal = self.coefficient.normalize();
        let mut step = Decimal::new(1, normal.scale());
        if normal.scale() == 0 && !normal.is_zero() {
            while let Some(next) = step.checked_mul(Decimal::TEN)
                && normal.checked_rem(next).is_some_and(|rest| rest.is_zero())
            {
                step = next;
            }
        }
        Self::new(step, self.exponent)
    }

    /// The sum, with the finer precision of the two; `None` if it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.max(other.exponent);
        let left = self.at_exponent(exponent)?;
        let right = other.at_exponent(exponent)?;
        Some(Self::new(left.checked_add(right)?, exponent))
    }

    /// The difference, with the finer precision of the two; `None` if it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self::new(-other.coefficient, other.exponent))
    }

    /// The sum of all, 0 for none; `None` if it does not fit.
    #[must_use]
    pub fn checked_sum(numbers: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut numbers = numbers.into_iter();
        let first = numbers.next().unwrap_or(Self::plain(0));
        numbers.try_fold(first, Self::checked_add)
    }

    /// How many times `whole` this number is, to 28 digits; `None` if `whole` is zero or the
    /// result does not fit.
    #[must_use]
    pub fn ratio(self, whole: Self) -> Option<Decimal> {
        self.value()?.checked_div(whole.value()?)
    }

    /// Compares amounts; numbers too large for 28 digits are the largest.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self.value(), other.value()) {
            (Some(left), Some(right)) => left.cmp(&right),
            (left, right) => right.is_some().cmp(&left.is_some()),
        }
    }
}

/// Rounds to that many decimals, half away from zero (四舍五入), the rule of every printed figure.
///
/// The result has exactly that many decimals, `72.5` rounded to two is `72.50`.
#[must_use]
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded =
        value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// Multiplies by 10^`shift` exactly: decimals appear or vanish as far as the digits allow.
fn shift_point(value: Decimal, shift: i32) -> Option<Decimal> {
    let scale = i32::try_from(value.scale()).ok()? - shift;
    if let Ok(scale) = u32::try_from(scale) {
        return Decimal::try_from_i128_with_scale(value.mantissa(), scale).ok();
    }
    let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
    Decimal::try_from_i128_with_scale(value.mantissa().checked_mul(factor)?, 0).ok()
}

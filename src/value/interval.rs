//! What a figure that is not exact may stand for: every amount between two ends.
//!
//! All that is computed from figures goes through here, so that nothing is more exact than what it
//! was computed from. What a relation means is one table:
//!
//! | written | interval |
//! |---|---|
//! | exact | the value alone |
//! | about | value − w to value + w |
//! | nearly | value − w to the value, without it |
//! | more than | above the value |
//! | some over | above the value, below it plus one unit of its last digit that is not zero |
//! | at least, at most, less than | the value or more, the value or less, below the value |
//! | a range | its ends and what is between |
//!
//! with w = the smaller of half a unit of the last digit that is not zero and 5 % of the value.

use super::{Number, Quantity, Relation, Unit};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Where it is.
    pub number: Number,
    /// The number itself does not belong to the interval.
    pub is_open: bool,
}

/// All the amounts that a figure may stand for, in one unit that is not told here.
///
/// ```
/// use wellspring::value::{Interval, Number};
/// let sum = Interval::exactly(Number::plain(3)).checked_add(Interval::exactly(Number::plain(4)));
/// assert_eq!(sum.and_then(|sum| sum.exact()), Some(Number::plain(7)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; `None` if it goes on downwards without end.
    pub low: Option<End>,
    /// The upper end; `None` if it goes on upwards without end.
    pub high: Option<End>,
}

impl End {
    const fn closed(number: Number) -> Self {
        Self { number, is_open: false }
    }

    const fn open(number: Number) -> Self {
        Self { number, is_open: true }
    }

    fn checked_add(self, other: Self) -> Option<Self> {
        let number = self.number.checked_add(other.number)?;
        Some(Self { number, is_open: self.is_open || other.is_open })
    }

    fn negated(self) -> Self {
        Self { number: negated(self.number), ..self }
    }
}

impl Interval {
    /// One amount and no other.
    #[must_use]
    pub const fn exactly(number: Number) -> Self {
        Self { low: Some(End::closed(number)), high: Some(End::closed(number)) }
    }

    /// What a stated number with its relation may stand for; `None` if an end does not fit.
    #[must_use]
    pub fn of(quantity: &Quantity) -> Option<Self> {
        let Quantity { relation, number, upper, .. } = *quantity;
        let (low, high) = match relation {
            Relation::Exactly => (Some(End::closed(number)), Some(End::closed(number))),
            Relation::AtLeast => (Some(End::closed(number)), None),
            Relation::MoreThan => (Some(End::open(number)), None),
            Relation::AtMost => (None, Some(End::closed(number))),
            Relation::LessThan => (None, Some(End::open(number))),
            // There is nothing near a zero that its digits could tell.
            _ if number.coefficient.is_zero() && upper.is_none() => {
                (Some(End::closed(number)), Some(End::closed(number)))
            }
            Relation::About => (
                Some(End::closed(moved(number, -vagueness(number)?)?)),
                Some(End::closed(moved(number, vagueness(number)?)?)),
            ),
            Relation::Nearly => {
                (Some(End::closed(moved(number, -vagueness(number)?)?)), Some(End::open(number)))
            }
            Relation::SomeOver => (
                Some(End::open(number)),
                Some(End::open(moved(number, last_digit_unit(number.coefficient)?)?)),
            ),
            Relation::Range | Relation::FromToLess | Relation::AboveTo | Relation::Between => {
                let upper = upper?;
                let is_above = matches!(relation, Relation::AboveTo | Relation::Between);
                let is_below = matches!(relation, Relation::FromToLess | Relation::Between);
                (
                    Some(End { number, is_open: is_above }),
                    Some(End { number: upper, is_open: is_below }),
                )
            }
        };
        Some(Self { low, high })
    }

    /// The same of something that is never less than zero.
    #[must_use]
    pub fn not_negative(self) -> Self {
        let is_below = |end: End| end.number.coefficient < Decimal::ZERO;
        match self.low {
            Some(low) if !is_below(low) => self,
            _ => Self { low: Some(End::closed(Number::plain(0))), ..self },
        }
    }

    /// The amount, if there is only one.
    #[must_use]
    pub fn exact(self) -> Option<Number> {
        let (low, high) = (self.low?, self.high?);
        let is_one = low.number.compare(high.number) == Ordering::Equal;
        (is_one && !low.is_open && !high.is_open).then_some(low.number)
    }

    /// The figure that says this of a unit: `None` if it says nothing, for it goes on without end
    /// in both directions.
    #[must_use]
    pub fn quantity(self, unit: Option<Unit>) -> Option<Quantity> {
        if let Some(number) = self.exact() {
            return Some(Quantity::exactly(number, unit));
        }
        let of = |relation, number, upper| Some(Quantity { relation, number, upper, unit });
        match (self.low, self.high) {
            (None, None) => None,
            (Some(End { number, is_open }), None) => {
                of(if is_open { Relation::MoreThan } else { Relation::AtLeast }, number, None)
            }
            (None, Some(End { number, is_open })) => {
                of(if is_open { Relation::LessThan } else { Relation::AtMost }, number, None)
            }
            (Some(low), Some(high)) => {
                let relation = match (low.is_open, high.is_open) {
                    (false, false) => Relation::Range,
                    (false, true) => Relation::FromToLess,
                    (true, false) => Relation::AboveTo,
                    (true, true) => Relation::Between,
                };
                of(relation, low.number, Some(high.number))
            }
        }
    }

    /// What the sum of two may be; `None` if an end does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let end = |one: Option<End>, other: Option<End>| match (one, other) {
            (Some(one), Some(other)) => one.checked_add(other).map(Some),
            _ => Some(None),
        };
        Some(Self { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    /// What the difference of two may be; `None` if an end does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The sum of all, 0 for none; `None` if an end does not fit.
    #[must_use]
    pub fn checked_sum(intervals: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut intervals = intervals.into_iter();
        let first = intervals.next().unwrap_or(Self::exactly(Number::plain(0)));
        intervals.try_fold(first, Self::checked_add)
    }

    /// The same with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { low: self.high.map(End::negated), high: self.low.map(End::negated) }
    }

    /// Both ends through a function that keeps their order.
    #[must_use]
    pub fn map(self, mut change: impl FnMut(Number) -> Option<Number>) -> Option<Self> {
        let mut end = |end: Option<End>| match end {
            Some(end) => change(end.number).map(|number| Some(End { number, ..end })),
            None => Some(None),
        };
        Some(Self { low: end(self.low)?, high: end(self.high)? })
    }

    /// The same without zeros at the end of what is not exact: in a sum they come from adding up, and
    /// are no precision.
    #[must_use]
    pub fn without_last_zeros(self) -> Self {
        let short = |end: End| End {
            number: Number::new(end.number.coefficient.normalize(), end.number.exponent),
            ..end
        };
        match self.exact() {
            Some(_) => self,
            None => Self { low: self.low.map(short), high: self.high.map(short) },
        }
    }

    /// Whether an amount belongs to it.
    #[must_use]
    pub fn contains(self, amount: Number) -> bool {
        let above = self.low.is_none_or(|low| match amount.compare(low.number) {
            Ordering::Less => false,
            Ordering::Equal => !low.is_open,
            Ordering::Greater => true,
        });
        let below = self.high.is_none_or(|high| match amount.compare(high.number) {
            Ordering::Greater => false,
            Ordering::Equal => !high.is_open,
            Ordering::Less => true,
        });
        above && below
    }

    /// Whether every amount of another belongs to it.
    #[must_use]
    pub fn contains_all(self, other: Self) -> bool {
        let reaches =
            |mine: Option<End>, others: Option<End>, outside: Ordering| match (mine, others) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(mine), Some(others)) => match others.number.compare(mine.number) {
                    Ordering::Equal => !mine.is_open || others.is_open,
                    order => order != outside,
                },
            };
        reaches(self.low, other.low, Ordering::Less)
            && reaches(self.high, other.high, Ordering::Greater)
    }

    /// Whether the two have no amount in common.
    #[must_use]
    pub fn is_apart_from(self, other: Self) -> bool {
        let below = |one: Self, other: Self| match (one.high, other.low) {
            (Some(high), Some(low)) => match high.number.compare(low.number) {
                Ordering::Less => true,
                Ordering::Equal => high.is_open || low.is_open,
                Ordering::Greater => false,
            },
            _ => false,
        };
        below(self, other) || below(other, self)
    }

    /// Whether all its amounts are at least that; `None` if some are and some are not.
    #[must_use]
    pub fn is_at_least(self, limit: Number) -> Option<bool> {
        let all = self.low.is_some_and(|low| low.number.compare(limit) != Ordering::Less);
        let none = self.high.is_some_and(|high| match high.number.compare(limit) {
            Ordering::Less => true,
            Ordering::Equal => high.is_open,
            Ordering::Greater => false,
        });
        match (all, none) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }

    /// Whether all its amounts are at most that; `None` if some are and some are not.
    #[must_use]
    pub fn is_at_most(self, limit: Number) -> Option<bool> {
        self.negated().is_at_least(negated(limit))
    }
}

fn negated(number: Number) -> Number {
    // Zero has no sign.
    let coefficient =
        if number.coefficient.is_zero() { Decimal::ZERO } else { -number.coefficient };
    Number::new(coefficient, number.exponent)
}

/// The number with something added to its digits, without decimals that say nothing.
fn moved(number: Number, by: Decimal) -> Option<Number> {
    let coefficient = number.coefficient.checked_add(by)?.normalize();
    Some(Number::new(coefficient, number.exponent))
}

/// w: the smaller of half a unit of the last digit that is not zero and 5 % of the value, in units
/// of the coefficient.
fn vagueness(number: Number) -> Option<Decimal> {
    let half = last_digit_unit(number.coefficient)?.checked_div(Decimal::TWO)?;
    let share = number.coefficient.abs().checked_mul(Decimal::new(5, 2))?;
    Some(half.min(share))
}

/// One unit of the last digit that is not zero: 10 for 30, 0.1 for 5.20.
fn last_digit_unit(coefficient: Decimal) -> Option<Decimal> {
    let digits = coefficient.normalize();
    let mut unit = Decimal::new(1, digits.scale());
    if digits.scale() == 0 && !digits.is_zero() {
        while let Some(next) = unit.checked_mul(Decimal::TEN)
            && digits.checked_rem(next).is_some_and(|rest| rest.is_zero())
        {
            unit = next;
        }
    }
    Some(unit)
}

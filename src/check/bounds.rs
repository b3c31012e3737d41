//! The amounts that a figure leaves open: rounding to its last place, and words such as "over".

use crate::value::{End, Interval, Quantity, Relation};
use rust_decimal::Decimal;

/// From the least to the most that a figure can stand for, both included; `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) least: Option<Decimal>,
    pub(super) most: Option<Decimal>,
}

impl Bounds {
    /// Of a figure; `step` is one unit of its last place. `None` if it does not fit.
    pub(super) fn of(quantity: &Quantity, step: Decimal) -> Option<Self> {
        let value = quantity.number.value()?;
        let half = step.checked_div(Decimal::TWO)?;
        let (low, high) = (value.checked_sub(half)?, value.checked_add(half)?);
        let loose = loose_step(value, step)?;
        let (least, most) = match quantity.relation {
            Relation::Exactly => (Some(low), Some(high)),
            Relation::AtLeast | Relation::MoreThan => (Some(low), None),
            Relation::AtMost | Relation::LessThan => (None, Some(high)),
            Relation::SomeOver => (Some(low), Some(value.checked_add(loose)?)),
            Relation::Nearly => (Some(value.checked_sub(loose)?), Some(high)),
            Relation::About => (Some(value.checked_sub(loose)?), Some(value.checked_add(loose)?)),
            Relation::Range | Relation::FromToLess | Relation::AboveTo | Relation::Between => {
                (Some(low), Some(quantity.upper?.value()?.checked_add(half)?))
            }
        };
        Some(Self { least, most })
    }

    /// Exactly one amount.
    pub(super) const fn exactly(value: Decimal) -> Self {
        Self { least: Some(value), most: Some(value) }
    }

    /// From one end of an interval to the other; `None` if one does not fit.
    pub(super) fn within(interval: Interval) -> Option<Self> {
        let end = |end: Option<End>| match end {
            Some(end) => end.number.value().map(Some),
            None => Some(None),
        };
        Some(Self { least: end(interval.low)?, most: end(interval.high)? })
    }

    /// Whether no amount is within both.
    pub(super) fn contradict(self, other: Self) -> bool {
        self.is_above(other) || other.is_above(self)
    }

    /// Whether every amount here is more than every one there.
    pub(super) fn is_above(self, other: Self) -> bool {
        matches!((self.least, other.most), (Some(least), Some(most)) if least > most)
    }

    /// From the lesser of the two leasts to the greater of the two mosts.
    pub(super) fn or(self, other: Self) -> Self {
        let both = |one: Option<Decimal>, other: Option<Decimal>| Some((one?, other?));
        Self {
            least: both(self.least, other.least).map(|(one, other)| one.min(other)),
            most: both(self.most, other.most).map(|(one, other)| one.max(other)),
        }
    }

    /// The bounds of a sum; an end that does not fit is open.
    pub(super) fn plus(self, other: Self) -> Self {
        let add = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_add(other?);
        Self { least: add(self.least, other.least), most: add(self.most, other.most) }
    }

    /// The bounds of the share, in per cent, that this is of a whole; neither is negative. `None`
    /// if the whole may be nothing.
    pub(super) fn share_of(self, whole: Self) -> Option<Self> {
        let percent = |part: Decimal, whole: Decimal| {
            part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
        };
        let least = match (self.least, whole.most) {
            (Some(part), Some(whole)) => percent(part, whole),
            _ => None,
        };
        let smallest = whole.least.filter(|least| *least > Decimal::ZERO)?;
        Some(Self { least, most: self.most.and_then(|part| percent(part, smallest)) })
    }
}

/// One unit of the last digit that is not zero: "about 300" leaves more open than "about 310".
fn loose_step(value: Decimal, step: Decimal) -> Option<Decimal> {
    let mut loose = if step.is_zero() { Decimal::ONE } else { step };
    if value.is_zero() {
        return Some(loose);
    }
    loop {
        let next = loose.checked_mul(Decimal::TEN)?;
        if !value.checked_rem(next)?.is_zero() {
            return Some(loose);
        }
        loose = next;
    }
}

#[cfg(test)]
mod tests {
    use super::Bounds;
    use crate::value::Number;
    use crate::value::Quantity;
    use crate::value::Relation;
    use rust_decimal::Decimal;

    #[track_caller]
    fn check(relation: Relation, value: u64, step: u64, expected: (Option<i64>, Option<i64>)) {
        let quantity = Quantity { relation, ..Quantity::exactly(Number::plain(value), None) };
        let found = Bounds::of(&quantity, Decimal::from(step)).expect("fits");
        let tenths = |bound: Option<i64>| bound.map(|bound| Decimal::new(bound, 1));
        let expected = Bounds { least: tenths(expected.0), most: tenths(expected.1) };
        assert_eq!(found, expected, "{relation:?} {value}");
    }

    #[test]
    fn a_figure_leaves_half_a_unit_of_its_last_place_open() {
        check(Relation::Exactly, 21, 1, (Some(205), Some(215)));
        check(Relation::Exactly, 21, 0, (Some(210), Some(210)));
        check(Relation::AtLeast, 21, 1, (Some(205), None));
        check(Relation::LessThan, 21, 1, (None, Some(215)));
    }

    #[test]
    fn words_leave_a_unit_of_the_last_digit_open() {
        check(Relation::About, 300, 0, (Some(2000), Some(4000)));
        check(Relation::SomeOver, 30, 0, (Some(300), Some(400)));
        check(Relation::Nearly, 310, 0, (Some(3000), Some(3100)));
    }

    #[test]
    fn shares_allow_for_both_roundings() {
        let bounds = |low: i64, high: i64| Bounds {
            least: Some(Decimal::from(low)),
            most: Some(Decimal::from(high)),
        };
        assert_eq!(bounds(10, 20).share_of(bounds(40, 50)), Some(bounds(20, 50)));
        assert_eq!(bounds(10, 20).share_of(bounds(0, 50)), None);
        assert!(bounds(3, 4).is_above(bounds(1, 2)));
        assert!(!bounds(2, 4).contradict(bounds(1, 2)));
        assert!(bounds(1, 2).contradict(bounds(3, 4)));
    }
}

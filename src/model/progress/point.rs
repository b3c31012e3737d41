//! The ends of an interval as places that a status can be asked for.

use crate::value::{End, Interval};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An amount, a place right beside one, or a place beyond all amounts.
///
/// A status changes at a few amounts only and in one direction. So it is the same for a whole
/// interval if it is the same at both of its ends, and right beside an end that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// Less than every amount.
    Bottom,
    /// The amount itself (0), or right below (−1) or above it (1).
    At(Decimal, i8),
    /// More than every amount.
    Top,
}

impl Point {
    /// The lower and the upper end of an interval; `None` if one does not fit.
    pub(super) fn ends(interval: Interval) -> Option<[Self; 2]> {
        let place = |end: Option<End>, beyond: Self, inwards: i8| match end {
            None => Some(beyond),
            Some(end) => {
                let side = if end.is_open { inwards } else { 0 };
                end.number.value().map(|value| Self::At(value, side))
            }
        };
        Some([place(interval.low, Self::Bottom, 1)?, place(interval.high, Self::Top, -1)?])
    }

    /// So many times as far from zero, which is more than no times.
    pub(super) fn times(self, factor: Decimal) -> Option<Self> {
        match self {
            Self::At(value, side) => Some(Self::At(value.checked_mul(factor)?, side)),
            beyond => Some(beyond),
        }
    }

    /// So much lower.
    pub(super) fn minus(self, amount: Decimal) -> Option<Self> {
        match self {
            Self::At(value, side) => Some(Self::At(value.checked_sub(amount)?, side)),
            beyond => Some(beyond),
        }
    }

    /// Mirrored at zero.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Bottom => Self::Top,
            Self::At(value, side) => Self::At(-value, -side),
            Self::Top => Self::Bottom,
        }
    }

    fn rank(self) -> i8 {
        match self {
            Self::Bottom => -1,
            Self::At(..) => 0,
            Self::Top => 1,
        }
    }
}

impl From<Decimal> for Point {
    fn from(value: Decimal) -> Self {
        Self::At(value, 0)
    }
}

impl PartialOrd for Point {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Point {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::At(one, side), Self::At(other, others)) => one.cmp(other).then(side.cmp(others)),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Point;
    use crate::value::Number;
    use crate::value::Quantity;
    use crate::value::Relation;
    use rust_decimal::Decimal;

    fn ends(relation: Relation, number: u64) -> [Point; 2] {
        let quantity = Quantity { relation, ..Quantity::exactly(Number::plain(number), None) };
        Point::ends(quantity.interval().expect("fits")).expect("fits")
    }

    #[test]
    fn an_open_end_lies_beside_its_amount() {
        let hundred = Point::from(Decimal::ONE_HUNDRED);
        assert!(ends(Relation::Nearly, 100)[1] < hundred);
        assert!(ends(Relation::MoreThan, 100)[0] > hundred);
        assert_eq!(ends(Relation::MoreThan, 100)[1], Point::Top);
        assert_eq!(ends(Relation::AtMost, 100), [Point::Bottom, hundred]);
        assert!(Point::Bottom < hundred.negated() && hundred < Point::Top);
        assert_eq!(
            ends(Relation::MoreThan, 100)[0].negated(),
            Point::At(-Decimal::ONE_HUNDRED, -1)
        );
    }
}

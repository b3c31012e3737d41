//! Figures: a number with its unit and how it stands to the truth.

use super::{Number, Relation, Unit, Units};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A figure as published: a number with its unit, and how it stands to the truth.
///
/// Written as people write it, in any language of the site: `400 亿元`, `RMB 40 billion`, `≥ 30`,
/// `7–10 亿元`. The text is read by `Quantity::parse` of [`crate::locale`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How the number stands to the truth.
    pub relation: Relation,
    /// The number, the lower one of a range.
    pub number: Number,
    /// The upper number of a range; exactly ranges have one.
    pub upper: Option<Number>,
    /// What is counted or measured; `None` for a bare number, whose meaning the context gives.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// Exactly that number of a unit.
    #[must_use]
    pub const fn exactly(number: Number, unit: Option<Unit>) -> Self {
        Self { relation: Relation::Exactly, number, upper: None, unit }
    }

    /// The same with another relation; a range stays a range.
    #[must_use]
    pub fn with_relation(self, relation: Relation) -> Self {
        if self.upper.is_some() || relation == Relation::Range {
            return self;
        }
        Self { relation, ..self }
    }

    /// The (lower) number in the base unit of its kind; `None` if it does not fit.
    #[must_use]
    pub fn base_value(&self, units: &Units) -> Option<Decimal> {
        self.to_base(self.number, units)
    }

    /// The upper number of a range in the base unit of its kind.
    #[must_use]
    pub fn base_upper(&self, units: &Units) -> Option<Decimal> {
        self.to_base(self.upper?, units)
    }

    /// Half a unit of the last written place of the (lower) number, in the base unit: what it may
    /// have been rounded by.
    #[must_use]
    pub fn half_step(&self, units: &Units) -> Option<Decimal> {
        let half = Decimal::try_new(5, self.number.coefficient.scale() + 1).ok()?;
        self.to_base(Number::new(half, self.number.exponent), units)
    }

    /// Whether an actual amount in the base unit is one that this figure describes.
    ///
    /// `About` and `Nearly` take what rounds to the stated number at its own precision; as a
    /// condition "about 30" is therefore rarely what is wanted.
    #[must_use]
    pub fn satisfied_by(&self, actual: Decimal, units: &Units) -> bool {
        let Some(stated) = self.base_value(units) else { return false };
        let step = self.base_step(units);
        let distance = || actual.checked_sub(stated);
        let within = |distance: Option<Decimal>, limit: Option<Decimal>| match (distance, limit) {
            (Some(distance), Some(limit)) => distance <= limit,
            _ => false,
        };
        match self.relation {
            Relation::Exactly => actual == stated,
            Relation::AtLeast => actual >= stated,
            Relation::MoreThan => actual > stated,
            Relation::AtMost => actual <= stated,
            Relation::LessThan => actual < stated,
            Relation::SomeOver => actual > stated && within(distance(), step) && distance() != step,
            Relation::Nearly => actual < stated && within(distance().map(|d| -d), step),
            Relation::About => {
                let doubled = distance().and_then(|d| d.abs().checked_mul(Decimal::TWO));
                within(doubled, step)
            }
            Relation::Range => {
                actual >= stated && self.base_upper(units).is_some_and(|upper| actual <= upper)
            }
        }
    }

    /// Compares the (lower) amounts; `None` if the units do not compare.
    #[must_use]
    pub fn compare(&self, other: &Self, units: &Units) -> Option<Ordering> {
        let comparable = match (self.unit, other.unit) {
            (Some(left), Some(right)) => units.comparable(left, right),
            (left, right) => left == right,
        };
        if !comparable {
            return None;
        }
        Some(self.base_value(units)?.cmp(&other.base_value(units)?))
    }

    /// One step of the last stated digit, in the base unit: 10 for 30, 0.1 for 5.2.
    fn base_step(&self, units: &Units) -> Option<Decimal> {
        let coefficient = self.number.coefficient;
        let mut step = Decimal::new(1, coefficient.scale());
        if coefficient.scale() == 0 && !coefficient.is_zero() {
            while let Some(next) = step.checked_mul(Decimal::TEN)
                && coefficient.checked_rem(next).is_some_and(|rest| rest.is_zero())
            {
                step = next;
            }
        }
        self.to_base(Number::new(step, self.number.exponent), units)
    }

    fn to_base(self, number: Number, units: &Units) -> Option<Decimal> {
        match self.unit {
            Some(unit) => units.base_value(number, unit),
            None => number.value(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Quantity, Relation, Units};
    use rust_decimal::Decimal;
    use std::cmp::Ordering;

    #[track_caller]
    fn check(relation: Relation, stated: &str, actual: &str, expected: bool) {
        let decimal = |text| Decimal::from_str_exact(text).expect("a decimal");
        let number = Number::new(decimal(stated), 0);
        let quantity = Quantity { relation, number, upper: None, unit: None };
        assert_eq!(quantity.satisfied_by(decimal(actual), &Units::builtin()), expected);
    }

    #[test]
    fn relations_decide_what_satisfies() {
        check(Relation::AtLeast, "30", "30", true);
        check(Relation::MoreThan, "30", "30", false);
        check(Relation::AtMost, "30", "31", false);
        check(Relation::SomeOver, "30", "39", true);
        check(Relation::SomeOver, "30", "40", false);
        check(Relation::SomeOver, "30", "30", false);
        check(Relation::Nearly, "30", "29", true);
        check(Relation::Nearly, "30", "30", false);
        check(Relation::About, "5.2", "5.25", true);
        check(Relation::About, "5.2", "5.3", false);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        check(
            Relation::About,
            "10000000000000000000000000000",
            "-79228162514264337593543950335",
            false,
        );
        check(
            Relation::SomeOver,
            "79228162514264337593543950335",
            "79228162514264337593543950335",
            false,
        );
        check(
            Relation::Nearly,
            "-79228162514264337593543950335",
            "79228162514264337593543950335",
            false,
        );
    }

    #[test]
    fn ranges_include_their_ends() {
        let quantity = Quantity {
            relation: Relation::Range,
            number: Number::plain(7),
            upper: Some(Number::plain(10)),
            unit: None,
        };
        let units = Units::builtin();
        assert!(quantity.satisfied_by(Decimal::TEN, &units));
        assert!(!quantity.satisfied_by(Decimal::from(11), &units));
    }

    #[test]
    fn different_units_of_one_kind_compare() {
        let units = Units::builtin();
        let of = |value: i64, unit| Quantity::exactly(Number::plain(value), units.unit(unit));
        assert_eq!(of(1, "mw").compare(&of(1000, "kw"), &units), Some(Ordering::Equal));
        assert_eq!(of(1, "CNY").compare(&of(1, "USD"), &units), None);
        assert_eq!(of(1, "project").compare(&of(1, "company"), &units), None);
    }
}

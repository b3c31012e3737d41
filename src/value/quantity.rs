//! Figures: a number with its unit and how it stands to the truth.

use super::{Interval, Number, Relation, Unit, Units};
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
    /// The upper number of a range, whichever of its ends belong to it; only ranges have one.
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

    /// All the amounts that it may stand for, in its unit; `None` if an end does not fit.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        Interval::of(self)
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

    fn to_base(self, number: Number, units: &Units) -> Option<Decimal> {
        match self.unit {
            Some(unit) => units.base_value(number, unit),
            None => number.value(),
        }
    }
}

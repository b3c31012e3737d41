//! Printing columns of figures: one unit for all, the points below each other.

use super::quantity::{ANY, role};
use crate::locale::Locale;
use crate::locale::fill::{fill, fill_one};
use crate::value::{Count, Number, Quantity, Relation, Unit, Units};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The unit of a whole column: what its header says and under which power of ten its cells are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnUnit {
    /// Power of ten of the numbers in the column.
    pub exponent: u8,
    /// For the header: `亿元`, `RMB billion`, `MW`; empty for a column of bare numbers.
    pub label: String,
    /// What stands before and after a number of the column that has its unit beside it, where
    /// something stands before it: `RMB`, `billion`.
    pub around: Option<[String; 2]>,
    /// What stands in it.
    spread: Spread,
}

/// Stands for a number where only what is around it is looked for.
const NUMBER: &str = "\u{fffc}";

/// Numbers of one column differ by no more than this, or they have units of their own.
const MOST_APART: Decimal = Decimal::ONE_THOUSAND;

/// What a number below one has at least in the unit of a column: 0.01.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The size of a number, and the scale in which it is printed alone.
#[derive(Debug, Clone, Copy)]
struct Amount {
    value: Decimal,
    scale: u8,
}

/// A scale, and the ends of the numbers that are printed in it when they stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Spread {
    scale: u8,
    lowest: Decimal,
    highest: Decimal,
}

impl Spread {
    fn of(amounts: &[Amount], scale: u8) -> Self {
        let own = || amounts.iter().filter(|one| one.scale == scale && !one.value.is_zero());
        let lowest = own().map(|one| one.value).min().unwrap_or_default();
        let highest = own().map(|one| one.value).max().unwrap_or_default();
        Self { scale, lowest, highest }
    }

    fn fits(self, amount: Amount) -> bool {
        let within = |low: Decimal, high: Decimal| {
            low.checked_mul(MOST_APART).is_none_or(|most| high <= most)
        };
        let is_legible = || {
            let value = Number::plain(amount.value).at_exponent(self.scale);
            value.is_some_and(|value| value >= LEAST)
        };
        match amount.scale.cmp(&self.scale) {
            _ if amount.value.is_zero() => true,
            Ordering::Equal => true,
            Ordering::Less => within(amount.value, self.highest) && is_legible(),
            Ordering::Greater => within(self.lowest, amount.value),
        }
    }
}

/// A number of a column in two parts, so that all points can stand below each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnCell {
    /// Sign and digits before the point.
    pub integer: String,
    /// The point and the digits after it; empty for a whole number.
    pub fraction: String,
}

impl std::fmt::Display for ColumnCell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.integer, self.fraction)
    }
}

impl Locale {
    /// The unit under which these numbers are printed: the scale of one of them into which most of
    /// them fit, the largest such scale.
    #[must_use]
    pub fn column(
        &self,
        unit: Option<Unit>,
        numbers: impl IntoIterator<Item = Number>,
        units: &Units,
    ) -> ColumnUnit {
        let amounts: Vec<_> =
            numbers.into_iter().filter_map(|number| self.amount_of(number)).collect();
        let scales: BTreeSet<u8> = amounts.iter().map(|amount| amount.scale).collect();
        let spread = scales
            .into_iter()
            .map(|scale| Spread::of(&amounts, scale))
            .max_by_key(|spread| amounts.iter().filter(|one| spread.fits(**one)).count())
            .unwrap_or_default();
        let exponent = spread.scale;
        let count = Count::new(ANY, exponent);
        let scale = self.words.numbers.scale_word(count, self.plurals).unwrap_or_default();
        let label = match unit {
            None => scale.to_owned(),
            // The word stands as far from the currency as it would from digits.
            Some(Unit::Money(currency)) => {
                let word = self.words.numbers.with_scale(String::new(), count, self.plurals);
                let label = self.with_currency(&word, count, currency, None);
                label.replace("\u{a0}\u{a0}", "\u{a0}").trim().to_owned()
            }
            Some(unit) if scale.is_empty() => self.unit_label(unit, units),
            Some(unit) => self.with_unit(scale, count, unit, units),
        };
        let around = match unit {
            Some(Unit::Money(currency)) => {
                let number = self.words.numbers.with_scale(NUMBER.to_owned(), count, self.plurals);
                let amount = self.with_currency(&number, count, currency, None);
                let around = amount.split_once(NUMBER);
                let around = around.filter(|(before, _)| !before.is_empty());
                around.map(|(before, after)| [before, after.trim()].map(str::to_owned))
            }
            _ => None,
        };
        ColumnUnit { exponent, label, around, spread }
    }

    /// Whether a number can be read in the unit of a column: it is in its scale, or not far from
    /// what is. Others have a unit of their own in their cell.
    #[must_use]
    pub fn fits(&self, number: Number, column: &ColumnUnit) -> bool {
        self.amount_of(number).is_some_and(|amount| column.spread.fits(amount))
    }

    /// The same of a total, which may be far above the rows that it adds up.
    #[must_use]
    pub fn total_fits(&self, number: Number, column: &ColumnUnit) -> bool {
        let highest = Spread { lowest: column.spread.highest, ..column.spread };
        self.amount_of(number).is_some_and(|amount| highest.fits(amount))
    }

    fn amount_of(&self, number: Number) -> Option<Amount> {
        let scale = self.words.numbers.exponent_for(number);
        Some(Amount { value: number.value()?.abs(), scale })
    }

    /// A number as its column has it, with the precision it states.
    #[must_use]
    pub fn in_column(&self, number: Number, column: &ColumnUnit) -> ColumnCell {
        let text = self.words.numbers.digits_at(number, column.exponent);
        let (integer, fraction) = match text.rfind(&*self.words.numbers.decimal) {
            Some(at) if number.at_exponent(column.exponent).is_some_and(|n| n.scale() > 0) => {
                text.split_at(at)
            }
            _ => (text.as_str(), ""),
        };
        ColumnCell { integer: integer.to_owned(), fraction: fraction.to_owned() }
    }

    /// A figure as its column has it, with the words of its relation but without its unit.
    #[must_use]
    pub fn quantity_in_column(
        &self,
        quantity: &Quantity,
        column: &ColumnUnit,
        units: &Units,
    ) -> String {
        let role = role(quantity.unit, units);
        let end = |relation, number| {
            let digits = self.in_column(number, column).to_string();
            match self.words.relations.pattern(relation, role) {
                Some(pattern) if pattern.contains("{n}") => fill_one(pattern, "n", &digits),
                Some(pattern) => fill_one(pattern, "q", &digits),
                None => digits,
            }
        };
        let Some(upper) = quantity.upper else { return end(quantity.relation, quantity.number) };
        let (low, high) = match quantity.relation {
            Relation::FromToLess => (Relation::Exactly, Relation::LessThan),
            Relation::AboveTo => (Relation::MoreThan, Relation::Exactly),
            Relation::Between => (Relation::MoreThan, Relation::LessThan),
            _ => (Relation::Exactly, Relation::Exactly),
        };
        let words = &self.words.relations.range;
        let open = words.print_open.as_ref().filter(|_| low != high);
        let (low, high) = (end(low, quantity.number), end(high, upper));
        fill(open.unwrap_or(&words.print), |slot, out| {
            out.push_str(if slot == "low" { &low } else { &high });
            true
        })
    }

    /// The most decimals that any of the numbers has in that column.
    #[must_use]
    pub fn column_decimals(
        &self,
        numbers: impl IntoIterator<Item = Number>,
        column: &ColumnUnit,
    ) -> u32 {
        let moved = numbers.into_iter().filter_map(|number| number.at_exponent(column.exponent));
        moved.map(|number| number.scale()).max().unwrap_or(0)
    }
}

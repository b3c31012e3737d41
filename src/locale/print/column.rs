//! Printing columns of figures: one unit for all, the points below each other.

use super::quantity::role;
use crate::locale::Locale;
use crate::locale::fill::{fill, fill_one};
use crate::value::{Number, Quantity, Relation, Unit, Units};

/// The unit of a whole column: what its header says and under which power of ten its cells are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUnit {
    /// Power of ten of the numbers in the column.
    pub exponent: u8,
    /// For the header: `亿元`, `RMB billion`, `MW`; empty for a column of bare numbers.
    pub label: String,
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
    /// The unit under which all these numbers are printed: the scale of the largest.
    #[must_use]
    pub fn column(
        &self,
        unit: Option<Unit>,
        numbers: impl IntoIterator<Item = Number>,
        units: &Units,
    ) -> ColumnUnit {
        let exponents = numbers.into_iter().map(|number| self.numbers.exponent_for(number));
        let exponent = exponents.max().unwrap_or(0);
        let scale = self.numbers.scale_word(exponent).unwrap_or_default();
        let label = match unit {
            None => scale.to_owned(),
            Some(Unit::Money(currency)) => self.with_currency(scale, currency).trim().to_owned(),
            Some(unit) if scale.is_empty() => self.unit_label(unit, units),
            Some(unit) => self.with_unit(scale, 10.into(), unit, units),
        };
        ColumnUnit { exponent, label }
    }

    /// A number as its column has it, with the precision it states.
    #[must_use]
    pub fn in_column(&self, number: Number, column: &ColumnUnit) -> ColumnCell {
        let text = self.numbers.digits_at(number, column.exponent);
        let (integer, fraction) = match text.rfind(&*self.numbers.decimal) {
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
            match self.relations.pattern(relation, role) {
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
        let open = self.relations.open_range.as_ref().filter(|_| low != high);
        let (low, high) = (end(low, quantity.number), end(high, upper));
        fill(open.unwrap_or(&self.relations.range), |slot, out| {
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

#[cfg(test)]
mod tests {
    use crate::locale::test_locales::locale;
    use crate::value::{Number, Units};
    use rust_decimal::Decimal;

    #[track_caller]
    fn check(tag: &str, numbers: &[(&str, u8)], unit: &str, label: &str, cells: &[&str]) {
        let (locale, units) = (locale(tag), Units::builtin());
        let number = |(text, exponent): &(&str, u8)| {
            Number::new(Decimal::from_str_exact(text).expect("a decimal"), *exponent)
        };
        let numbers: Vec<_> = numbers.iter().map(number).collect();
        let column = locale.column(units.unit(unit), numbers.iter().copied(), &units);
        assert_eq!(column.label.replace('\u{a0}', " "), label);
        let printed: Vec<_> =
            numbers.iter().map(|n| locale.in_column(*n, &column).to_string()).collect();
        assert_eq!(printed, cells);
    }

    #[test]
    fn one_unit_holds_for_the_column() {
        let money = [("383.8", 8), ("289.62", 8), ("72", 8), ("9000", 4)];
        check("zh", &money, "CNY", "亿元", &["383.8", "289.62", "72", "0.9"]);
        check("en", &money, "CNY", "RMB billion", &["38.38", "28.962", "7.2", "0.09"]);
        check("zh", &[("500", 0), ("3", 4)], "kw", "万千瓦", &["0.05", "3"]);
        check("en", &[("21", 0), ("17", 0)], "project", "projects", &["21", "17"]);
        check("zh", &[("500", 0)], "mw", "兆瓦", &["500"]);
        check("en", &[("21", 0)], "none", "", &["21"]);
        check("en", &[], "CNY", "RMB", &[]);
    }

    #[test]
    fn cells_split_at_the_point() {
        let (locale, units) = (locale("en"), Units::builtin());
        let numbers = [Number::new(Decimal::new(12345, 1), 12), Number::new(72.into(), 8)];
        let column = locale.column(units.unit("CNY"), numbers, &units);
        let cell = locale.in_column(numbers[0], &column);
        assert_eq!((cell.integer.as_str(), cell.fraction.as_str()), ("1,234", ".5"));
        assert_eq!(locale.column_decimals(numbers, &column), 4);
    }
}

//! Printing quantities in running text.

use super::number::count_at;
use crate::locale::Locale;
use crate::locale::fill::{fill, fill_one};
use crate::locale::words::{Governed, Role};
use crate::value::{Count, Currency, Number, PluralForms, Quantity, Relation, Unit, Units};
use rust_decimal::Decimal;

/// A number of things that decides the form of a word that stands for all numbers, such as that of
/// a table's head.
pub(super) const ANY: Decimal = Decimal::TEN;

impl Locale {
    /// A figure as running text has it: `不低于400亿元`, `at least RMB 40 billion`.
    #[must_use]
    pub fn quantity(&self, quantity: &Quantity, units: &Units) -> String {
        let role = role(quantity.unit, units);
        if let Some(upper) = quantity.upper {
            return match quantity.relation {
                Relation::FromToLess | Relation::AboveTo | Relation::Between => {
                    self.open_range(quantity, upper, units)
                }
                _ => self.range(quantity, upper, role, units),
            };
        }
        let exponent = self.words.numbers.exponent_for(quantity.number);
        let mut digits = self.words.numbers.digits_at(quantity.number, exponent);
        let pattern = self.words.relations.pattern(quantity.relation, role);
        let is_inside = pattern.is_some_and(|pattern| pattern.contains("{n}"));
        if let Some(pattern) = pattern.filter(|_| is_inside) {
            digits = fill_one(pattern, "n", &digits);
        }
        let count = count_at(quantity.number, exponent);
        let number = self.words.numbers.with_scale(digits, count, self.plurals);
        let governed = self.words.relations.governed(quantity.relation);
        let whole = self.with_optional_unit(&number, count, quantity.unit, governed, units);
        match pattern.filter(|_| !is_inside) {
            Some(pattern) => fill_one(pattern, "q", &whole),
            None => whole,
        }
    }

    /// A figure of its own relation on one side of which something is promised: `at most about RMB
    /// 800 million`.
    #[must_use]
    pub fn bounded(&self, side: Relation, quantity: &Quantity, units: &Units) -> String {
        let whole = self.quantity(quantity, units);
        let pattern = self.words.relations.pattern(side, role(quantity.unit, units));
        match pattern.filter(|pattern| pattern.contains("{q}")) {
            Some(pattern) => fill_one(pattern, "q", &whole),
            None => whole,
        }
    }

    /// A number with its unit, without a relation.
    #[must_use]
    pub fn amount(&self, number: Number, unit: Option<Unit>, units: &Units) -> String {
        self.quantity(&Quantity::exactly(number, unit), units)
    }

    /// An amount by which something has changed, with its sign unless it is zero.
    #[must_use]
    pub fn change(&self, number: Number, unit: Option<Unit>, units: &Units) -> String {
        let Number { coefficient, exponent } = number;
        let sign = match coefficient {
            zero if zero.is_zero() => "",
            more if more.is_sign_positive() => "+",
            _ => &self.words.numbers.minus,
        };
        format!("{sign}{}", self.amount(Number::new(coefficient.abs(), exponent), unit, units))
    }

    /// The word of a unit alone, as a table header has it: `元`, `个`, `projects`, `MW`.
    #[must_use]
    pub fn unit_label(&self, unit: Unit, units: &Units) -> String {
        match unit {
            Unit::Money(currency) => self.currency_label(currency),
            _ => {
                let form = self.forms(unit, units).map(|forms| self.plurals.choose(forms, ANY));
                let word = form.unwrap_or_else(|| fallback(unit, units));
                fill_one(word, "n", "").trim().to_owned()
            }
        }
    }

    /// The word of a currency alone: `元`, `RMB`.
    #[must_use]
    pub fn currency_label(&self, currency: Currency) -> String {
        self.with_currency("", ANY.into(), currency, None).trim().to_owned()
    }

    fn range(&self, quantity: &Quantity, upper: Number, role: Role, units: &Units) -> String {
        let repeats = self.words.relations.range.repeat.contains(&role);
        // A lower end without a scale word would seem to have that of the upper one.
        let is_full = self.words.numbers.exponent_for(quantity.number) == 0;
        let governed = self.words.relations.governed(Relation::Range);
        let numbers = &self.words.numbers;
        let count = |number: Number| {
            count_at(number, if is_full { 0 } else { numbers.exponent_for(number) })
        };
        let end = |number: Number| {
            let count = count(number);
            let digits = numbers.digits_at(number, count.power());
            let text = numbers.with_scale(digits, count, self.plurals);
            let unit = quantity.unit.filter(|_| repeats);
            self.with_optional_unit(&text, count, unit, governed, units)
        };
        let (low, high) = (end(quantity.number), end(upper));
        let range = fill(&self.words.relations.range.print, |slot, out| {
            out.push_str(if slot == "low" { &low } else { &high });
            true
        });
        let unit = quantity.unit.filter(|_| !repeats);
        self.with_optional_unit(&range, count(upper), unit, governed, units)
    }

    /// A range of which an end does not belong to it: each end with its unit and relation.
    fn open_range(&self, quantity: &Quantity, upper: Number, units: &Units) -> String {
        let end = |relation, number| {
            self.quantity(&Quantity { relation, number, upper: None, ..*quantity }, units)
        };
        let (low, high) = match quantity.relation {
            Relation::FromToLess => (Relation::Exactly, Relation::LessThan),
            Relation::AboveTo => (Relation::MoreThan, Relation::Exactly),
            _ => (Relation::MoreThan, Relation::LessThan),
        };
        let (low, high) = (end(low, quantity.number), end(high, upper));
        let words = &self.words.relations.range;
        let pattern = words.print_open.as_ref().unwrap_or(&words.print);
        fill(pattern, |slot, out| {
            out.push_str(if slot == "low" { &low } else { &high });
            true
        })
    }

    fn with_optional_unit(
        &self,
        text: &str,
        count: Count,
        unit: Option<Unit>,
        governed: Option<&Governed>,
        units: &Units,
    ) -> String {
        match unit {
            None => text.to_owned(),
            Some(unit) => self.with_governed(text, count, unit, governed, units),
        }
    }

    /// Puts the word of a unit, in the form for `count`, to a printed number.
    pub(super) fn with_unit(&self, text: &str, count: Count, unit: Unit, units: &Units) -> String {
        self.with_governed(text, count, unit, None, units)
    }

    /// The same, in the form that the words of a relation ask for.
    fn with_governed(
        &self,
        text: &str,
        count: Count,
        unit: Unit,
        governed: Option<&Governed>,
        units: &Units,
    ) -> String {
        if let Unit::Money(currency) = unit {
            // The sign of an amount stands before its currency.
            return match text.strip_prefix(&*self.words.numbers.minus) {
                Some(amount) => {
                    let amount = self.with_currency(amount, count, currency, governed);
                    format!("{}{amount}", self.words.numbers.minus)
                }
                None => self.with_currency(text, count, currency, governed),
            };
        }
        let form = self.forms(unit, units).map(|forms| self.choose(forms, count, governed));
        let form = form.unwrap_or_else(|| fallback(unit, units));
        if form.contains("{n}") {
            return fill_one(form, "n", text);
        }
        fill(&self.words.units.join, |slot, out| {
            out.push_str(if slot == "n" { text } else { form });
            true
        })
    }

    /// The form of a word for a number, beside the words of a relation that may ask for another.
    fn choose<'f>(
        &self,
        forms: &'f PluralForms,
        count: Count,
        governed: Option<&Governed>,
    ) -> &'f str {
        let Some(governed) = governed else { return self.plurals.choose(forms, count) };
        let category = self.plurals.category(count);
        forms.get(*governed.get(&category).unwrap_or(&category))
    }

    /// The sign stands before the currency: −US$3.5 million.
    pub(super) fn with_currency(
        &self,
        text: &str,
        count: Count,
        currency: Currency,
        governed: Option<&Governed>,
    ) -> String {
        let minus = &*self.words.numbers.minus;
        let (sign, digits) = match text.strip_prefix(minus) {
            Some(digits) => (minus, digits),
            None => ("", text),
        };
        let pattern = self.choose(self.words.money.patterns(currency), count, governed);
        let amount = fill(pattern, |slot, out| {
            out.push_str(if slot == "n" { digits } else { currency.code() });
            true
        });
        format!("{sign}{amount}")
    }

    /// The forms of a unit: those of the site, or those of the locale file.
    fn forms<'a>(&'a self, unit: Unit, units: &'a Units) -> Option<&'a PluralForms> {
        if let Unit::Named(id) = unit
            && let Some(forms) = &units.get(id).forms
        {
            return Some(forms.get_or_fallback(self.lang).1);
        }
        self.words.units.forms(units.name(unit))
    }
}

/// A unit that the locale file does not have: its symbol or name.
fn fallback(unit: Unit, units: &Units) -> &str {
    match unit {
        // A rate of the site may have no word.
        Unit::Named(id) if units.is_wordless(id) => "{n}",
        Unit::Named(id) => units.get(id).symbol.unwrap_or(units.get(id).id.as_str()),
        Unit::Percent => "{n}%",
        _ => units.name(unit),
    }
}

/// Bare numbers are counts.
pub(super) fn role(unit: Option<Unit>, units: &Units) -> Role {
    match unit {
        None => Role::Count,
        Some(Unit::Money(_)) => Role::Money,
        Some(Unit::Percent | Unit::PercentagePoint) => Role::Percent,
        Some(unit) if units.is_count(unit) => Role::Count,
        Some(Unit::Named(_)) => Role::Unit,
    }
}

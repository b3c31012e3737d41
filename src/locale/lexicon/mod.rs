//! Reading what people wrote, in any language of a site.
//!
//! A [`Lexicon`] is made once of the words of all locales. Symbols that are no words of a
//! language (`≥`, `%`, `~`, codes of currencies, symbols of units) are understood everywhere.

pub(super) mod number;
pub(super) mod period;
mod quantity;
pub(super) mod text;
pub(super) mod word_table;

use super::Locale;
use super::words::{MoneyWords, NumberWords, read_words};
use crate::value::{Currency, Number, Period, Quantity, Relation, Unit, Units, ValueError};
use number::NumberReader;
use period::PeriodPatterns;
use word_table::WordTable;

/// What a quantity is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Anything; a bare number stays without a unit.
    Any,
    /// Money in any currency; the one given is that of the site, for proposals.
    Money(Currency),
    /// That unit, or another measure of its kind; a bare number is taken as a count.
    Unit(Unit),
    /// A count of anything; a bare number stays without a unit.
    Count,
}

/// All words of all languages of a site with which figures and dates are written.
#[derive(Debug)]
pub struct Lexicon {
    units: Units,
    numbers: NumberReader,
    scales: WordTable<u8>,
    /// Each word with all units it may stand for, the likelier first.
    unit_words: WordTable<Vec<Unit>>,
    /// The same words as text, for proposals.
    unit_texts: Vec<Box<str>>,
    before: WordTable<Relation>,
    inside: WordTable<Relation>,
    after: WordTable<Relation>,
    between: WordTable<()>,
    periods: Vec<PeriodPatterns>,
    /// How each language writes money, for proposals.
    money: Vec<(NumberWords, MoneyWords)>,
}

/// Symbols that say a relation in every language.
pub(super) const SYMBOLS_BEFORE: [(&str, Relation); 10] = [
    (">=", Relation::AtLeast),
    ("≥", Relation::AtLeast),
    ("≧", Relation::AtLeast),
    (">", Relation::MoreThan),
    ("<=", Relation::AtMost),
    ("≤", Relation::AtMost),
    ("≦", Relation::AtMost),
    ("<", Relation::LessThan),
    ("≈", Relation::About),
    ("~", Relation::About),
];

impl Lexicon {
    /// The words of these languages and units.
    #[must_use]
    pub fn new<'a>(locales: impl IntoIterator<Item = &'a Locale>, units: &Units) -> Self {
        let mut lexicon = Self::with_symbols(units);
        for locale in locales {
            lexicon.add_numbers(&locale.numbers);
            lexicon.add_relations(locale);
            lexicon.add_units(locale);
            lexicon.periods.push(PeriodPatterns::new(&locale.periods));
            lexicon.money.push((locale.numbers.clone(), locale.money.clone()));
        }
        lexicon
    }

    /// Reads a quantity.
    ///
    /// # Errors
    ///
    /// If the text is no quantity, or not one of those expected.
    pub fn quantity(&self, text: &str, expect: Expect) -> Result<Quantity, ValueError> {
        quantity::read(self, text, expect)
    }

    /// Reads a period or a date: a canonical form, or one in words.
    ///
    /// # Errors
    ///
    /// If the text is no period, or one that does not exist.
    pub fn period(&self, text: &str) -> Result<Period, ValueError> {
        period::read(self, text)
    }

    fn with_symbols(units: &Units) -> Self {
        let mut lexicon = Self {
            units: units.clone(),
            numbers: NumberReader::default(),
            scales: WordTable::default(),
            unit_words: WordTable::default(),
            unit_texts: Vec::new(),
            before: WordTable::default(),
            inside: WordTable::default(),
            after: WordTable::default(),
            between: WordTable::default(),
            periods: Vec::new(),
            money: Vec::new(),
        };
        for (symbol, relation) in SYMBOLS_BEFORE {
            lexicon.before.add(symbol, relation);
        }
        lexicon.after.add("+", Relation::AtLeast);
        for mark in ["-", "--", "~"] {
            lexicon.between.add(mark, ());
        }
        lexicon.add_unit("%", Unit::Percent);
        for (id, definition) in units.iter() {
            if let Some(symbol) = definition.symbol {
                lexicon.add_unit(symbol, Unit::Named(id));
            }
        }
        lexicon
    }

    fn add_numbers(&mut self, numbers: &NumberWords) {
        self.numbers.add(numbers);
        for (power, word) in numbers.scales.iter().chain(&numbers.read_scales) {
            self.scales.add(word, *power);
        }
    }

    fn add_relations(&mut self, locale: &Locale) {
        let words = &locale.relations;
        let tables = [
            (&mut self.before, &words.before),
            (&mut self.inside, &words.inside),
            (&mut self.after, &words.after),
        ];
        for (table, words) in tables {
            for (word, relation) in words {
                table.add(word, *relation);
            }
        }
        for word in &words.between {
            self.between.add(word, ());
        }
    }

    fn add_units(&mut self, locale: &Locale) {
        for (word, currency) in &locale.money.read {
            self.add_unit(word, Unit::Money(*currency));
        }
        for (word, name) in &locale.units.read {
            if let Some(unit) = self.units.unit(name) {
                self.add_unit(word, unit);
            }
        }
        let own = self.units.iter().filter_map(|(id, definition)| {
            let forms = definition.forms.as_ref()?.get(locale.lang)?;
            Some((id, read_words(forms).map(Box::from).collect::<Vec<Box<str>>>()))
        });
        for (id, words) in own.collect::<Vec<_>>() {
            words.iter().for_each(|word| self.add_unit(word, Unit::Named(id)));
        }
    }

    fn add_unit(&mut self, word: &str, unit: Unit) {
        let Some(meanings) = self.unit_words.add(word, Vec::new()) else { return };
        if meanings.is_empty() {
            self.unit_texts.push(word.into());
        }
        if !meanings.contains(&unit) {
            meanings.push(unit);
        }
    }

    /// A bare number as amounts that may be meant: in each language, with the scale word of the
    /// first one if the number is small.
    fn money_examples(&self, number: Number, currency: Currency) -> Vec<String> {
        let first = self.money.first().and_then(|(numbers, _)| {
            numbers.scales.iter().map(|(power, _)| *power).filter(|power| *power <= 9).max()
        });
        let is_small =
            number.value().is_some_and(|value| value < rust_decimal::Decimal::from(100_000));
        let exponent =
            first.filter(|_| number.exponent == 0 && is_small).unwrap_or(number.exponent);
        let meant = Number::new(number.coefficient, exponent);
        let example = |(numbers, money): &(NumberWords, MoneyWords)| {
            super::fill::fill(money.pattern(currency), |slot, out| {
                let text = if slot == "n" { numbers.scaled(meant) } else { currency.code().into() };
                out.push_str(&text);
                true
            })
        };
        self.money.iter().map(example).map(|text| text.replace('\u{a0}', " ")).collect()
    }
}

impl Quantity {
    /// Reads a quantity in any language of a site; see [`Lexicon::quantity`].
    ///
    /// # Errors
    ///
    /// If the text is no quantity, or not one of those expected.
    pub fn parse(text: &str, lexicon: &Lexicon, expect: Expect) -> Result<Self, ValueError> {
        lexicon.quantity(text, expect)
    }
}

impl Period {
    /// Reads a period or a date in any language of a site; see [`Lexicon::period`].
    ///
    /// # Errors
    ///
    /// If the text is no period, or one that does not exist.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, ValueError> {
        lexicon.period(text)
    }
}

//! Reading what people wrote, in any language of a site.
//!
//! A [`Lexicon`] is made once of the words of all locales. Symbols that are no words of a
//! language (`≥`, `%`, `~`, codes of currencies, symbols of units) are understood everywhere.

mod factor;
pub(super) mod number;
pub(super) mod period;
mod period_names;
mod period_start;
mod proposals;
mod quantity;
pub(super) mod text;
pub(super) mod word_table;

use super::Locale;
use super::print::count_at;
use super::words::{MoneyWords, NumberWords, read_words};
use crate::value::{
    Count, Currency, Number, Period, Plurals, Quantity, Relation, Unit, Units, ValueError,
};
pub use factor::Factor;
use number::NumberReader;
use period::PeriodPatterns;
pub use quantity::{OF_SHEET, TIMES, of_column};
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
    /// Each unit by the words that pages print, for proposals.
    printed_units: Vec<(Box<str>, Unit)>,
    before: WordTable<Relation>,
    inside: WordTable<Relation>,
    after: WordTable<Relation>,
    between: WordTable<()>,
    periods: Vec<PeriodPatterns>,
    /// How each language writes money, for proposals.
    money: Vec<Money>,
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
        Self::of_site(locales, [], units)
    }

    /// The words of a site's languages, and those of others, which can be read too. The marks in
    /// numbers that the site has say what they do there: a comma before decimals in a language that
    /// nobody writes would make `1,234` doubtful.
    #[must_use]
    pub fn of_site<'a>(
        own: impl IntoIterator<Item = &'a Locale>,
        others: impl IntoIterator<Item = &'a Locale>,
        units: &Units,
    ) -> Self {
        let mut lexicon = Self::with_symbols(units);
        let own = own.into_iter().map(|locale| (locale, true));
        for (locale, is_own) in own.chain(others.into_iter().map(|locale| (locale, false))) {
            lexicon.add_numbers(&locale.words.numbers, is_own);
            lexicon.add_relations(locale);
            lexicon.add_units(locale);
            lexicon.periods.push(PeriodPatterns::new(&locale.words.periods));
            let Locale { words, plurals, .. } = locale;
            lexicon.money.push((words.numbers.clone(), words.money.clone(), *plurals));
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

    /// The unit that the words of a head stand for, where they name one: 亿元, `RMB 100 million`.
    /// A number in it is a power of ten; another one is a figure or a year.
    #[must_use]
    pub fn unit_of_head(&self, words: &str) -> Option<Unit> {
        let unit = quantity::ColumnUnit::read(self, words, Expect::Any).ok()?;
        let is_power = !unit.is_numbered || unit.is_power_of_ten();
        unit.meanings.filter(|_| is_power)?.first().copied()
    }

    /// Whether the words of a head say in what its column is counted. Months and years do not: they
    /// may as well say when.
    #[must_use]
    pub fn is_unit_of_column(&self, words: &str) -> bool {
        let is_time = |unit| matches!(unit, Unit::Named(id) if self.units.is_time(id));
        self.unit_of_head(words).is_some_and(|unit| !is_time(unit))
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
            printed_units: Vec::new(),
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
        // 3+ 亿元, `20+ million`.
        lexicon.inside.add("+", Relation::AtLeast);
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

    fn add_numbers(&mut self, numbers: &NumberWords, is_own: bool) {
        self.numbers.add_marks(numbers, is_own);
        self.numbers.add_numerals(numbers);
        self.scales.extend(numbers.all_scales());
    }

    fn add_relations(&mut self, locale: &Locale) {
        let words = &locale.words.relations;
        self.before.extend(words.before());
        self.inside.extend(words.inside());
        self.after.extend(words.after());
        for word in &words.range.between {
            self.between.add(word, ());
        }
    }

    fn add_units(&mut self, locale: &Locale) {
        for (word, currency) in locale.words.money.read() {
            self.add_unit(word, Unit::Money(currency));
        }
        for (word, name) in locale.words.units.read() {
            if let Some(unit) = self.units.unit(name) {
                self.add_unit(word, unit);
            }
        }
        for (word, name) in locale.words.units.printed() {
            let unit = self.units.unit(name);
            self.printed_units.extend(unit.map(|unit| (Box::from(word), unit)));
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

    /// The unit that pages print as a word: 户 are households, though a figure of companies is read
    /// with it, too.
    #[must_use]
    pub fn unit_printed_as(&self, word: &str) -> Option<Unit> {
        let mut all = self.printed_units.iter();
        all.find(|(printed, _)| **printed == *word).map(|(_, unit)| *unit)
    }

    /// The unit that a word stands for beside a number, before or behind it: 亩 is `mu`.
    #[must_use]
    pub fn unit_of_word(&self, word: &str) -> Option<Unit> {
        let beside = [format!("1 {word}"), format!("{word} 1")];
        beside.iter().find_map(|text| self.quantity(text, Expect::Any).ok()?.unit)
    }

    /// The power of ten of the scale word in an amount of money, 0 for one written in full; `None`
    /// for any other text.
    #[must_use]
    pub fn scale_of_money(&self, text: &str) -> Option<u8> {
        let quantity = self.quantity(text, Expect::Any).ok()?;
        matches!(quantity.unit, Some(Unit::Money(_))).then_some(quantity.number.exponent)
    }
}

/// How a language writes numbers and money.
type Money = (NumberWords, MoneyWords, Plurals);

/// A bare number as amounts that may be meant: in each language, all of the same size. The
/// language that has a word for the scale comes first and keeps the number as it is written.
fn money_examples(
    languages: &[Money],
    number: Number,
    currency: Currency,
    scale: Option<u8>,
) -> Vec<String> {
    let is_bare = number.exponent == 0;
    let exponent = match scale {
        _ if !is_bare => number.exponent,
        Some(scale) => scale,
        None => common_scale(languages, number),
    };
    let meant = Number::new(number.coefficient, exponent);
    let has_word = |numbers: &NumberWords| {
        exponent > 0 && is_bare && numbers.scales.iter().any(|scale| scale.power == exponent)
    };
    let example = |(numbers, money, plurals): &Money| {
        let power = if has_word(numbers) { exponent } else { numbers.exponent_for(meant) };
        let count = count_at(meant, power);
        let digits = match has_word(numbers) {
            true => numbers.with_scale(number.coefficient.to_string(), count, *plurals),
            false => numbers.scaled(meant, *plurals),
        };
        fill_money(money, *plurals, currency, count, &digits)
    };
    let (first, other): (Vec<_>, Vec<_>) =
        languages.iter().partition(|(numbers, ..)| has_word(numbers));
    first.into_iter().chain(other).map(example).collect()
}

/// An amount with its currency as a language writes it, with plain spaces.
fn fill_money(
    money: &MoneyWords,
    plurals: Plurals,
    currency: Currency,
    count: Count,
    digits: &str,
) -> String {
    let text = super::fill::fill(plurals.choose(money.patterns(currency), count), |slot, out| {
        out.push_str(if slot == "n" { digits } else { currency.code() });
        true
    });
    text.replace('\u{a0}', " ")
}

/// The scale word that a number is likely to have lost: of those of all languages the largest
/// below a trillion that each has for a small number, the smallest for one in thousands; none
/// for a number with more digits than a table would have.
fn common_scale(languages: &[Money], number: Number) -> u8 {
    let size = number.value().map_or(0, |value| value.trunc().abs().to_string().len());
    let powers = languages.iter().map(|(numbers, ..)| {
        let powers = numbers.scales.iter().map(|scale| scale.power);
        let powers = powers.filter(|power| *power <= 9);
        if size < 4 { powers.max() } else { powers.min() }
    });
    let power = powers.flatten().min().unwrap_or(0);
    if size < 8 { power } else { 0 }
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

//! Words that change with the number they count.

use fixed_decimal::CompactDecimal;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};
use rust_decimal::Decimal;

/// A word or a text by plural category of CLDR; every language has `other`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralForms {
    other: Box<str>,
    special: Vec<(PluralCategory, Box<str>)>,
}

impl PluralForms {
    /// One form for every number.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { other: text.into(), special: Vec::new() }
    }

    /// Adds the form of a category; of two for one category the later one stays.
    #[must_use]
    pub fn with(mut self, category: PluralCategory, text: &str) -> Self {
        self.special.retain(|(known, _)| *known != category);
        if category == PluralCategory::Other {
            self.other = text.into();
        } else {
            self.special.push((category, text.into()));
        }
        self
    }

    /// Adds the form of a category by its name, such as `one`; `None` if there is no such
    /// category.
    #[must_use]
    pub fn with_named(self, category: &str, text: &str) -> Option<Self> {
        PluralCategory::get_for_cldr_string(category).map(|category| self.with(category, text))
    }

    /// The form of a category; `other` if it has none of its own.
    #[must_use]
    pub fn get(&self, category: PluralCategory) -> &str {
        let special = self.special.iter().find(|(known, _)| *known == category);
        special.map_or(&*self.other, |(_, text)| text)
    }

    /// Every form, `other` first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.other).chain(self.special.iter().map(|(_, text)| &**text))
    }
}

/// A number as it is printed: its digits, and the power of ten of the scale word behind them.
///
/// Both decide the form of a word: French has `2 millions de projets`, where 2 and 2,000,001 have
/// `projets`.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    digits: Decimal,
    power: u8,
}

impl Count {
    /// Digits before a scale word; a power of 0 is none.
    #[must_use]
    pub const fn new(digits: Decimal, power: u8) -> Self {
        Self { digits, power }
    }

    /// The power of ten of the scale word.
    #[must_use]
    pub const fn power(self) -> u8 {
        self.power
    }

    /// The digits alone, which decide the form of the scale word.
    #[must_use]
    pub const fn digits(self) -> Self {
        Self { power: 0, ..self }
    }
}

impl From<Decimal> for Count {
    fn from(digits: Decimal) -> Self {
        Self { digits, power: 0 }
    }
}

/// The plural rules of a language.
///
/// Holds the language only: rules made from the compiled-in data cannot be shared by threads,
/// and making them is one look-up in a table.
#[derive(Debug, Clone, Copy)]
pub struct Plurals(PluralRulesPreferences);

impl Plurals {
    /// The rules of the language of a tag.
    #[must_use]
    pub fn new(tag: &icu_locale_core::Locale) -> Self {
        Self(tag.into())
    }

    /// The plural category of a number. Its decimals count as they are printed: `1.0` is not `one`
    /// in English, and `1,9` is in French.
    #[must_use]
    pub fn category(self, number: impl Into<Count>) -> PluralCategory {
        let Count { digits, power } = number.into();
        let Ok(rules) = PluralRules::try_new(self.0, Default::default()) else {
            return PluralCategory::Other;
        };
        match u64::try_from(digits.abs()) {
            Ok(whole) if digits.scale() == 0 && power == 0 => rules.category_for(whole),
            _ => {
                let power = if power == 0 { String::new() } else { format!("c{power}") };
                let number = format!("{}{power}", digits.abs()).parse::<CompactDecimal>();
                number.map_or(PluralCategory::Other, |number| rules.category_for(&number))
            }
        }
    }

    /// The form for a number.
    #[must_use]
    pub fn choose(self, forms: &PluralForms, number: impl Into<Count>) -> &str {
        match forms.special.as_slice() {
            [] => &forms.other,
            _ => forms.get(self.category(number)),
        }
    }
}

//! What a figure without its unit may be meant for. How it is meant, about, at least, between two
//! ends, is said by the proposal as by the text, or nothing is proposed.

use super::{Expect, Lexicon, Money, TIMES, common_scale, fill_money, money_examples, of_column};
use crate::locale::print::count_at;
use crate::value::{Currency, Number, Quantity, Relation, Unit};

/// Stands for the digits in what is put around them.
const DIGITS: char = '\u{1}';

impl Lexicon {
    /// What a bare number where money is expected may be meant for: the same number under the
    /// scale word that the ledger mostly has, or under a common one if it has none; in the first
    /// so many languages.
    #[must_use]
    pub fn money_help(
        &self,
        text: &str,
        currency: Currency,
        scale: Option<u8>,
        n_languages: usize,
    ) -> Option<String> {
        // Of a column of millions, a cell is meant for millions.
        let (text, scale) = match of_column(text) {
            None => (text, scale),
            Some(column) => {
                let factor = self.factor(column.unit, Expect::Money(currency))?;
                (column.figure, Some(factor.power).filter(|power| *power > 0))
            }
        };
        let quantity = self.quantity(text, Expect::Any).ok()?;
        let languages = &self.money[..n_languages.min(self.money.len())];
        let is_plain = quantity.relation == Relation::Exactly && quantity.upper.is_none();
        let examples = match is_plain {
            true => money_examples(languages, quantity.number, currency, scale),
            false => self.money_around(text, &quantity, languages, currency, scale),
        };
        let examples: Vec<_> = examples.iter().map(|text| format!("`{text}`")).collect();
        (!examples.is_empty()).then(|| format!("did you mean {}?", examples.join(" or ")))
    }

    /// A figure with a word for its unit, where that says the same.
    pub(super) fn unit_help(&self, text: &str, word: &str, unit: Unit) -> Option<String> {
        let quantity = self.quantity(text, Expect::Any).ok().filter(|_| !text.contains(TIMES))?;
        let meant = Quantity { unit: Some(unit), ..quantity };
        let proposal = self.around(text, "", &format!(" {word}"), &meant)?;
        Some(format!("did you mean `{proposal}`?"))
    }

    /// The text with scale word and currency, in each language that has the scale word.
    fn money_around(
        &self,
        text: &str,
        quantity: &Quantity,
        languages: &[Money],
        currency: Currency,
        scale: Option<u8>,
    ) -> Vec<String> {
        let number = quantity.number;
        let exponents = [Some(number), quantity.upper].map(|one| one.map_or(0, |one| one.exponent));
        let is_bare = exponents == [0, 0];
        let exponent = match (is_bare, scale) {
            (false, _) => exponents.into_iter().max().unwrap_or(0),
            (true, Some(scale)) => scale,
            (true, None) => common_scale(languages, number),
        };
        let scaled = |one: Number| match is_bare {
            true => Number::new(one.coefficient, exponent),
            false => one,
        };
        let meant = Quantity {
            number: scaled(number),
            upper: quantity.upper.map(scaled),
            unit: Some(Unit::Money(currency)),
            ..*quantity
        };
        let has_word = |(numbers, ..): &&Money| {
            exponent == 0 || numbers.scales.iter().any(|scale| scale.power == exponent)
        };
        let proposal = |(numbers, money, plurals): &Money| {
            let count = count_at(meant.number, exponent);
            let digits = match is_bare && exponent > 0 {
                true => numbers.with_scale(DIGITS.to_string(), count, *plurals),
                false => DIGITS.to_string(),
            };
            let filled = fill_money(money, *plurals, currency, count, &digits);
            let (before, after) = filled.split_once(DIGITS)?;
            self.around(text, before, after, &meant)
        };
        languages.iter().filter(has_word).filter_map(proposal).collect()
    }

    /// A text with words before and behind its digits, at the first places where it then says what
    /// is meant.
    fn around(&self, text: &str, before: &str, after: &str, meant: &Quantity) -> Option<String> {
        let text = text.trim();
        let is_digit = |c: char| self.numbers.starts(c);
        let first = text.find(is_digit)?;
        let last = text.rfind(is_digit)?;
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.filter(|end| *end > last).collect();
        let places =
            [first, 0].into_iter().flat_map(|start| ends.iter().map(move |end| (start, *end)));
        let mut proposals = places.map(|(start, end)| {
            let (behind, inner) = (&text[end..], &text[start..end]);
            format!("{}{before}{inner}{after}{behind}", &text[..start])
        });
        let is_meant = |proposal: &String| {
            let read = self.quantity(proposal, Expect::Any);
            read.is_ok_and(|read| {
                let values = |one: &Quantity| (one.number.value(), one.upper.map(Number::value));
                let is_same = read.relation == meant.relation && read.unit == meant.unit;
                is_same && values(&read) == values(meant)
            })
        };
        proposals.find(is_meant)
    }
}

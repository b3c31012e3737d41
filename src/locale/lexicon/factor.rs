//! How many of its unit one in a column stands for, by the words of its head: 万元, `in thousands`.

use super::quantity::ColumnUnit;
use super::{Expect, Lexicon};
use crate::value::{Unit, Units};

/// How many of what the words of a head say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factor {
    /// As a power of ten: 0 for one.
    pub power: u8,
    /// Of what; `None` where another column says it.
    pub unit: Option<Unit>,
}

/// Most words that a unit is written in: `RMB 100 million yuan`.
const MOST_WORDS: usize = 4;

impl Lexicon {
    /// How many of what some words say; `None` if they say none. Where money is meant, `m` is a million.
    #[must_use]
    pub fn factor(&self, words: &str, expect: Expect) -> Option<Factor> {
        let words = words.trim();
        // A number alone is a figure, but 000 is what a head leaves out of its figures.
        let is_number = words.bytes().all(|b| b.is_ascii_digit()) && !words.starts_with('0');
        let unit = ColumnUnit::read(self, words, expect).ok().filter(|_| !is_number)?;
        let power = unit.power()?;
        let unit = unit.meanings.as_ref().and_then(|all| all.first().copied());
        Some(Factor { power, unit })
    }

    /// The unit with a scale word, or the scale word, that stands among other words: `amounts in
    /// millions`, `US$ millions, 2030 prices`. `None` if none does, or if several differ.
    #[must_use]
    pub fn factor_among<'t>(&self, text: &'t str) -> Option<&'t str> {
        let parts = text.split([',', ';', ':', '，', '；', '、', '：']);
        let mut found = parts.filter_map(|part| self.factor_in_words(part));
        let first = found.next()?;
        let is_same =
            |other: &str| self.factor(other, Expect::Any) == self.factor(first, Expect::Any);
        found.all(is_same).then_some(first)
    }

    /// The longest run of words of a text that is a unit with a scale word.
    fn factor_in_words<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let own = word.trim_end();
            if !own.is_empty() {
                starts.push((at, at + own.len()));
            }
            at += word.len();
        }
        let is_figure = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| starts.get(at));
            before.is_some_and(|(_, end)| text[..*end].ends_with(|c: char| c.is_ascii_digit()))
        };
        for n_words in (1..=MOST_WORDS.min(starts.len())).rev() {
            for at in (0..=starts.len() - n_words).rev() {
                let run = &text[starts[at].0..starts[at + n_words - 1].1];
                // `5 million` is an amount, and one letter is a word of another thing.
                let is_letter = run.len() == 1;
                let factor = self.factor(run, Expect::Any).filter(|factor| factor.power > 0);
                if factor.is_some() && !is_letter && !is_figure(at) {
                    return Some(run);
                }
            }
        }
        None
    }

    /// The units that the words are of.
    #[must_use]
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The word for a power of ten that is put before a unit.
    #[must_use]
    pub fn scale_word(&self, power: u8) -> String {
        let languages = self.money.iter().map(|(numbers, ..)| numbers);
        let mut words = languages.flat_map(|numbers| numbers.all_scales());
        let word = words.find(|(_, own)| *own == power).map(|(word, _)| word.to_owned());
        word.unwrap_or_else(|| format!("1{}", "0".repeat(usize::from(power))))
    }
}

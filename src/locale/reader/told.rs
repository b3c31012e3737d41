//! Words without a number that must say the same in every language.

use super::figure::Told;
use super::scan::Scan;
use super::tables::Openers;
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::FigureWords;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Under this name stand longer words that hold one of the others and say nothing.
const NONE: &str = "none";

/// What stands in a word for a number, which is the member then: `{n} years in a row`.
const NUMBER: &str = "{n}";
const NUMBERS: RangeInclusive<u32> = 2..=30;

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct ToldTable {
    words: WordTable<(Arc<str>, Arc<str>)>,
    openers: Openers,
}

impl ToldTable {
    pub(super) fn new(words: &FigureWords) -> Self {
        let mut table = Self::default();
        for (group, members) in &words.told {
            let group: Arc<str> = Arc::from(&**group);
            for (member, forms) in members {
                for form in forms {
                    if form.contains(NUMBER) {
                        for (word, number) in numbers(words) {
                            table.add(&form.replace(NUMBER, &word), &group, &number.to_string());
                        }
                    } else {
                        table.add(form, &group, member);
                    }
                }
            }
        }
        table
    }

    /// Whether a text starts with a word that goes on behind so many characters, and has no letters
    /// of a script with spaces.
    pub(super) fn holds(&self, text: &[char], n_chars: usize) -> bool {
        let is_han = text.first().is_some_and(|c| !is_letter(*c));
        is_han && self.words.longest(text).is_some_and(|(length, _)| length > n_chars)
    }

    fn add(&mut self, word: &str, group: &Arc<str>, member: &str) {
        self.words.add(word, (Arc::clone(group), Arc::from(member)));
        self.openers.add_word(word);
    }
}

/// Every way to write the numbers that `{n}` stands for.
fn numbers(words: &FigureWords) -> impl Iterator<Item = (String, u32)> {
    let written = words.numbers.iter().chain(&words.ordinals);
    let written = written.map(|(word, number)| (word.to_string(), *number));
    let digits = NUMBERS.map(|number| (number.to_string(), number));
    written.filter(|(_, number)| NUMBERS.contains(number)).chain(digits)
}

impl Scan<'_> {
    /// Every such word of the text. Words of different groups may share characters, as the year
    /// before and its end do in 上年末.
    pub(super) fn told(&self) -> Vec<Told> {
        let mut found: Vec<(usize, Told)> = Vec::new();
        let mut hidden = 0;
        for (at, c) in self.chars.iter().enumerate() {
            let is_inside = is_letter(*c) && at > 0 && is_letter(self.chars[at - 1]);
            if is_inside || !self.reader.told.openers.has(*c) {
                continue;
            }
            let word = self.reader.told.words.longest(self.rest(at));
            let Some((length, (group, member))) = word else { continue };
            let end = at + length;
            let mut own = found.iter().rev().take(4).filter(|(_, told)| told.group == *group);
            if end <= hidden || own.any(|(end, _)| *end > at) {
                continue;
            }
            if **member == *NONE {
                hidden = end;
                continue;
            }
            let (group, member) = (Arc::clone(group), Arc::clone(member));
            found.push((end, Told { range: self.bytes(at..end), group, member }));
        }
        found.into_iter().map(|(_, told)| told).collect()
    }
}

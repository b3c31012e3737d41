//! Words with what they mean, found by their longest match.

use super::text::{fold_word, is_same, lower};
use std::collections::BTreeMap;

/// Words by their first character, longest first.
#[derive(Debug)]
pub(in crate::locale) struct WordTable<T> {
    by_first: BTreeMap<char, Vec<Word<T>>>,
    /// A bit for the first characters: most places of a text begin none of the words, and are told
    /// by it at once.
    firsts: u128,
}

#[derive(Debug)]
struct Word<T> {
    chars: Box<[char]>,
    /// One or two letters are compared in their case, so that `m` is not `M`.
    is_exact: bool,
    meaning: T,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new(), firsts: 0 }
    }
}

impl<T> WordTable<T> {
    pub(in crate::locale) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds a word unless it is there; returns the meaning under which it stands.
    pub(in crate::locale) fn add(&mut self, word: &str, meaning: T) -> Option<&mut T> {
        let chars = fold_word(word.trim()).into_boxed_slice();
        let first = lower(*chars.first()?);
        self.firsts |= bit(first);
        let words = self.by_first.entry(first).or_default();
        let place = words.iter().position(|known| known.chars == chars);
        let place = place.unwrap_or_else(|| {
            let is_exact = chars.iter().filter(|c| is_letter(**c)).count() < 3;
            let place = words.partition_point(|known| known.chars.len() >= chars.len());
            words.insert(place, Word { chars, is_exact, meaning });
            place
        });
        Some(&mut words[place].meaning)
    }

    /// Adds words, each with its meaning.
    pub(in crate::locale) fn extend<'a>(&mut self, words: impl Iterator<Item = (&'a str, T)>) {
        for (word, meaning) in words {
            self.add(word, meaning);
        }
    }

    /// The longest word at the start of a text, which may go on within a word: `Q` of `Q1`.
    pub(in crate::locale) fn longest_opening(&self, text: &[char]) -> Option<&T> {
        let words = self.beginning_as(text)?;
        let starts = |word: &&Word<T>| {
            let chars = word.chars.iter();
            text.len() >= word.chars.len() && chars.zip(text).all(|(a, b)| is_same(*a, *b))
        };
        words.iter().find(starts).map(|word| &word.meaning)
    }

    /// The longest word at the start of a text: its length there and its meaning.
    pub(in crate::locale) fn longest(&self, text: &[char]) -> Option<(usize, &T)> {
        let words = self.beginning_as(text)?;
        words.iter().find_map(|word| Some((word.match_at(text)?, &word.meaning)))
    }

    /// The first two characters of each word, in lower case; of a word of one character, that.
    pub(in crate::locale) fn beginnings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        let words = self.by_first.values().flatten();
        words.map(|word| (lower(word.chars[0]), word.chars.get(1).copied().map(lower)))
    }

    fn beginning_as(&self, text: &[char]) -> Option<&[Word<T>]> {
        let first = lower(*text.first()?);
        let may_begin = self.firsts & bit(first) != 0;
        may_begin.then(|| self.by_first.get(&first))?.map(Vec::as_slice)
    }
}

/// The bit of a character among those of a table; others share it.
fn bit(first: char) -> u128 {
    1 << (u32::from(first) % u128::BITS)
}

impl<T> Word<T> {
    /// The length of the text that is this word; a space is one or more. A word that ends in a
    /// letter does not go on.
    fn match_at(&self, text: &[char]) -> Option<usize> {
        let mut at = 0;
        for &expected in &self.chars {
            let &found = text.get(at)?;
            if found != expected && (self.is_exact || !is_same(found, expected)) {
                return None;
            }
            at += 1;
            while expected == ' ' && text.get(at) == Some(&' ') {
                at += 1;
            }
        }
        let ends_in_letter = self.chars.last().is_some_and(|c| is_letter(*c));
        let goes_on = ends_in_letter && text.get(at).is_some_and(|c| is_letter(*c));
        (!goes_on).then_some(at)
    }
}

/// A letter of a script that puts spaces between words.
pub(in crate::locale) fn is_letter(c: char) -> bool {
    c < '\u{2e80}' && c.is_alphabetic()
}

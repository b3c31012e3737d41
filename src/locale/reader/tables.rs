//! Words by their beginning and by their end.

use super::Direction;
use crate::locale::lexicon::text::{fold, lower};
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::FigureWords;
use crate::value::{Currency, Unit};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// How far before a number words are looked for.
const LONGEST_BEFORE: usize = 24;

/// Words found by their end, before a place in a text.
#[derive(Debug)]
pub(super) struct Reversed<T> {
    words: WordTable<T>,
}

impl<T> Default for Reversed<T> {
    fn default() -> Self {
        Self { words: WordTable::default() }
    }
}

impl<T> Reversed<T> {
    pub(super) fn add(&mut self, word: &str, meaning: T) {
        let reversed: String = word.trim().chars().rev().collect();
        self.words.add(&reversed, meaning);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether one of the words stands where this text begins.
    pub(super) fn is_begun(&self, text: &[char]) -> bool {
        let ends = 1..=text.len().min(LONGEST_BEFORE);
        ends.into_iter().any(|end| self.longest(&text[..end]).is_some_and(|(n, _)| n == end))
    }

    /// The longest word that ends where this text ends: its length and its meaning.
    pub(super) fn longest(&self, text: &[char]) -> Option<(usize, &T)> {
        let mut window = ['\0'; LONGEST_BEFORE];
        let n_chars = text.len().min(LONGEST_BEFORE);
        let end = text.iter().rev();
        window.iter_mut().zip(end).for_each(|(place, c)| *place = *c);
        self.words.longest(&window[..n_chars])
    }
}

/// A word for a number, or for what it does to the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordNumber {
    /// A number below one hundred.
    Value(u32),
    /// One, where a scale word or a part follows.
    Article,
    /// A half, where a scale word follows.
    Half,
    /// That number and a half.
    AndHalf(u32),
    /// Multiplies what stands before it.
    Times(u32),
}

/// What stands between the ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// A dash or the like.
    Mark,
    /// A word such as `to`.
    Word,
    /// A word that joins lists, too: it needs `between` before the range.
    List,
    /// A word between two numbers of which either may be right: it needs neighbours.
    Either,
}

/// What a phrase says at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Nothing; it only looks like a figure.
    Nothing,
    /// Times as much.
    Multiple(u32),
    /// A part of a whole.
    Fraction(Fraction),
}

/// A fraction as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) upper: u32,
    pub(super) lower: u32,
}

impl Fraction {
    /// Its value to 28 digits.
    pub(super) fn value(self) -> Option<Decimal> {
        Decimal::from(self.upper).checked_div(Decimal::from(self.lower))
    }
}

/// Words for either direction.
pub(super) fn directions(up: &[Box<str>], down: &[Box<str>]) -> WordTable<Direction> {
    let mut table = WordTable::default();
    for (words, direction) in [(up, Direction::Up), (down, Direction::Down)] {
        for word in words {
            table.add(word, direction);
        }
    }
    table
}

/// The characters with which something can start.
#[derive(Debug)]
pub(super) struct Openers {
    /// One bit for each character below 65,536.
    bits: Vec<u64>,
}

impl Default for Openers {
    fn default() -> Self {
        Self { bits: vec![0; 1024] }
    }
}

impl Openers {
    pub(super) fn add(&mut self, c: char) {
        let code = u32::from(c) as usize;
        if let Some(bits) = self.bits.get_mut(code / 64) {
            *bits |= 1 << (code % 64);
        }
    }

    /// Adds the first character of a word in both cases.
    pub(super) fn add_word(&mut self, word: &str) {
        if let Some(c) = word.trim().chars().next().map(fold) {
            self.add(c);
            self.add(lower(c));
            c.to_uppercase().for_each(|c| self.add(c));
        }
    }

    pub(super) fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.bits.get(code / 64).is_some_and(|bits| bits & (1 << (code % 64)) != 0)
    }
}

/// How words begin: most words of a text begin with a letter with which some word for a number
/// begins, too, and are told from it by their second.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// A bit for two characters in lower case; several pairs share one.
    pairs: Vec<u64>,
    /// Words of one letter, which stand alone.
    alone: Vec<char>,
    /// Those that may go on: `Q` of `Q1`.
    open: Vec<char>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self { pairs: vec![0; 256], alone: Vec::new(), open: Vec::new() }
    }
}

impl Beginnings {
    pub(super) fn add<T>(&mut self, words: &WordTable<T>, may_go_on: bool) {
        for (first, second) in words.beginnings() {
            match second {
                Some(second) => {
                    let (place, bit) = Self::place(first, second);
                    self.pairs[place] |= bit;
                }
                None if may_go_on => self.open.push(first),
                None => self.alone.push(first),
            }
        }
    }

    fn place(first: char, second: char) -> (usize, u64) {
        let place = (u32::from(first).wrapping_mul(151) ^ u32::from(second)) as usize % (256 * 64);
        (place / 64, 1 << (place % 64))
    }

    /// Whether one of the words may begin a text; if not, none does.
    pub(super) fn may_begin(&self, text: &[char]) -> bool {
        let Some(first) = text.first().copied().map(lower) else { return false };
        let second = text.get(1).copied().map(lower);
        let is_pair = second.is_some_and(|second| {
            let (place, bit) = Self::place(first, second);
            self.pairs[place] & bit != 0
        });
        is_pair
            || self.open.contains(&first)
            || (self.alone.contains(&first) && !second.is_some_and(is_letter))
    }
}

pub(super) fn words<T: AsRef<str>>(list: &[T]) -> WordTable<()> {
    let mut table = WordTable::default();
    for word in list {
        table.add(word.as_ref(), ());
    }
    table
}

pub(super) fn with<T: Copy>(list: &IndexMap<Box<str>, T>) -> WordTable<T> {
    let mut table = WordTable::default();
    for (word, meaning) in list {
        table.add(word, *meaning);
    }
    table
}

pub(super) fn reversed(list: &[Box<str>]) -> Reversed<()> {
    let mut table = Reversed::default();
    list.iter().for_each(|word| table.add(word, ()));
    table
}

pub(super) fn reversed_with<T: Copy>(list: &IndexMap<Box<str>, T>) -> Reversed<T> {
    let mut table = Reversed::default();
    list.iter().for_each(|(word, meaning)| table.add(word, *meaning));
    table
}

pub(super) fn word_numbers(words: &FigureWords) -> WordTable<WordNumber> {
    let mut table = WordTable::default();
    for (word, value) in &words.numbers {
        table.add(word, WordNumber::Value(*value));
    }
    for (word, whole) in &words.with_half {
        table.add(word, WordNumber::AndHalf(*whole));
    }
    for word in &words.articles {
        table.add(word, WordNumber::Article);
    }
    for word in &words.half {
        table.add(word, WordNumber::Half);
    }
    for (word, value) in &words.multipliers {
        table.add(word, WordNumber::Times(*value));
    }
    table
}

/// Parts of one of a currency.
pub(super) fn coins(words: &IndexMap<Box<str>, IndexMap<Box<str>, u8>>) -> WordTable<(Unit, u8)> {
    let mut table = WordTable::default();
    for (code, coins) in words {
        let Some(currency) = Currency::from_code(code) else { continue };
        for (word, power) in coins {
            table.add(word, (Unit::Money(currency), *power));
        }
    }
    table
}

pub(super) fn phrases(words: &FigureWords) -> WordTable<Phrase> {
    let mut table = WordTable::default();
    for word in &words.not_figures {
        table.add(word, Phrase::Nothing);
    }
    for (word, factor) in &words.multiples {
        table.add(word, Phrase::Multiple(*factor));
    }
    for (word, (upper, lower)) in &words.fractions {
        table.add(word, Phrase::Fraction(Fraction { upper: *upper, lower: *lower }));
    }
    table
}

//! Finding the figures in running text of one language.
//!
//! A [`FigureReader`] is made once of a locale. It goes through a text from left to right: at
//! each character with which something can start it tries, in this order,
//!
//! 1. dates and periods (`scan.rs`, with the patterns of the locale),
//! 2. words that hold numerals and are no figures, codes, addresses (`lookalike.rs`),
//! 3. a number (`number.rs`) with scale and unit (`side.rs`), or a part of a whole (`part.rs`), then
//!    the words before and after it (`context.rs`, `apart.rs`, `beside.rs`, `rate.rs`), its upper
//!    end if it is a range, and what is counted (`figure_at.rs`); powers of ten that are figures by
//!    themselves (`power.rs`).
//!
//! Then numbers in a row get what they share (`shared.rs`).
//!
//! Words without a number that must say the same in every language are found apart (`told.rs`).
//!
//! Every look around a number is bounded, so the time is linear in the length of the text.

mod apart;
mod beside;
mod build;
mod context;
mod day;
mod figure;
mod figure_at;
mod lookalike;
mod number;
mod part;
mod perhaps;
mod places;
mod plain;
mod power;
mod rate;
mod ratio;
mod scan;
mod shared;
mod side;
mod tables;
mod told;

pub use figure::{
    ChangeEnd, Direction, Figure, FigureKind, FoundPeriod, NamedTime, Reading, RelationWord, Told,
};

use super::Locale;
use super::lexicon::number::NumberReader;
use super::lexicon::period::PeriodPatterns;
use super::lexicon::word_table::WordTable;
use super::words::PlaceWords;
use crate::value::{Relation, Unit, Units};
use indexmap::IndexMap;
use tables::{Beginnings, Between, Openers, Phrase, Reversed, WordNumber};
use told::ToldTable;

/// Finds the figures in texts of one language.
#[derive(Debug)]
pub struct FigureReader {
    is_complete: bool,
    growth_adds_one: bool,
    decimal_mark: char,
    group_marks: Vec<char>,
    numerals: NumberReader,
    scales: WordTable<u8>,
    /// Words for units; a measure word for anything has none.
    units: WordTable<Vec<Unit>>,
    /// Words that are units only behind a scale word or before one for a bound: 度, 日.
    units_if_clear: WordTable<Unit>,
    /// What words of units may mean besides.
    may_mean: WordTable<Unit>,
    tenths: WordTable<()>,
    basis_points: WordTable<()>,
    discounts: WordTable<()>,
    /// Parts of one of a currency, with their power of ten.
    coins: WordTable<(Unit, u8)>,
    /// Those that are one only behind a larger one: 分 of 2角5分.
    small_coins: WordTable<(Unit, u8)>,
    ages: Reversed<()>,
    compared: WordTable<Direction>,
    opening: WordTable<Direction>,
    opening_nouns: WordTable<()>,
    money_before: Reversed<Unit>,
    before: Reversed<Relation>,
    fillers: Reversed<()>,
    change_to: Reversed<()>,
    becomes: Reversed<()>,
    minus: Reversed<()>,
    minus_behind: WordTable<()>,
    behind_time: WordTable<Relation>,
    behind_money: WordTable<Relation>,
    /// The same words before it: 全天封顶30元.
    before_money: Reversed<Relation>,
    behind_over: WordTable<()>,
    lengths: Reversed<()>,
    levels: WordTable<()>,
    sized: WordTable<()>,
    unit_labels: Vec<Box<str>>,
    tells_part: Vec<Box<str>>,
    tells_place: Vec<Box<str>>,
    tells_whole: Vec<Box<str>>,
    tells_target: Vec<Box<str>>,
    places: IndexMap<Box<str>, PlaceWords>,
    no_places: Vec<Box<str>>,
    plain: WordTable<()>,
    opens_clause: Vec<Box<str>>,
    narrows: Vec<Box<str>>,
    above_power: Reversed<()>,
    apart: WordTable<Relation>,
    apart_ends: Reversed<()>,
    apart_marks: Reversed<()>,
    grades: WordTable<()>,
    apart_behind: WordTable<Relation>,
    each: WordTable<()>,
    moved: Reversed<Direction>,
    moved_by: Reversed<()>,
    told: ToldTable,
    lists: Vec<Box<str>>,
    inside: WordTable<Relation>,
    vague_inside: WordTable<()>,
    after: WordTable<Relation>,
    between: WordTable<Between>,
    word_numbers: WordTable<WordNumber>,
    joins: WordTable<()>,
    and_half: WordTable<()>,
    half: WordTable<()>,
    denominators: WordTable<u32>,
    part_of: WordTable<()>,
    parts_with_whole: WordTable<()>,
    part_to_whole: WordTable<()>,
    part_in: Reversed<()>,
    loose: WordTable<()>,
    loose_of_time: WordTable<()>,
    slash_after: Reversed<()>,
    fraction_mark: WordTable<()>,
    phrases: WordTable<Phrase>,
    turned: WordTable<u32>,
    turns: Reversed<()>,
    up_down_before: Reversed<Direction>,
    up_down_after: WordTable<Direction>,
    ratios: Reversed<()>,
    rates: Reversed<Direction>,
    rates_are: Reversed<()>,
    rates_of: WordTable<()>,
    nouns: WordTable<Unit>,
    nouns_before: Reversed<Unit>,
    noun_stops: WordTable<()>,
    particles: WordTable<()>,
    not_before: Reversed<()>,
    not_after: WordTable<()>,
    periods: PeriodPatterns,
    period_openings: WordTable<()>,
    openers: Openers,
    /// How the words begin with which something can start.
    beginnings: Beginnings,
    definitions: Units,
}

impl Locale {
    /// Whether the locale says enough about its running text to find all figures. The reader of
    /// any other language finds plain numbers only, with units and currencies that it knows.
    #[must_use]
    pub fn has_figure_reader(&self) -> bool {
        self.words.figures.is_some()
    }

    /// The reader of figures in this language.
    #[must_use]
    pub fn figure_reader(&self, units: &Units) -> FigureReader {
        FigureReader::new(self, units)
    }
}

impl FigureReader {
    /// Finds the figures, dates and periods of a text, in its order.
    ///
    /// The text is one paragraph, list item or cell without markup.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        scan::read(self, text)
    }

    /// Whether a clause tells a figure of a part, or for each of something.
    #[must_use]
    pub fn tells_part(&self, clause: &str) -> bool {
        has_word(clause, &self.tells_part)
    }

    /// Whether a text ends with the name of a place within the whole.
    #[must_use]
    pub fn tells_place(&self, text: &str) -> bool {
        let ends = |words: &[Box<str>]| words.iter().any(|word| text.ends_with(&**word));
        ends(&self.tells_place) && !ends(&self.tells_whole)
    }

    /// Whether a text names the whole of a place: 全市.
    #[must_use]
    pub fn tells_whole(&self, text: &str) -> bool {
        has_word(text, &self.tells_whole)
    }

    /// Whether a clause tells what is to be reached.
    #[must_use]
    pub fn tells_target(&self, clause: &str) -> bool {
        has_word(clause, &self.tells_target)
    }

    /// What stands behind a word that announces a unit: `万元` of `单位：万元` with its colon.
    #[must_use]
    pub fn unit_label<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.unit_labels.iter().filter_map(|word| text.strip_prefix(&**word)).next()
    }

    /// Whether the language has the words that a complete reader needs; see
    /// [`Locale::has_figure_reader`].
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }
}

/// Whether a text has one of these words, in small letters.
fn has_word(text: &str, words: &[Box<str>]) -> bool {
    let text = text.to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    words.iter().any(|word| {
        text.match_indices(&**word).any(|(at, word)| {
            let is_latin = word.is_ascii();
            let before = text[..at].chars().next_back();
            let behind = text[at + word.len()..].chars().next();
            !is_latin || !(is_letter(before) || is_letter(behind))
        })
    })
}

//! Which patterns of dates can begin at a place of a text, told from its first characters.
//!
//! A language whose words change their endings has a thousand patterns, and a report a number in
//! each line.

use super::number::NumberReader;
use super::period::{Slot, Step};
use super::period_names::{Names, longest_name};
use super::text::lower;
use std::collections::BTreeMap;

/// Patterns, by their places in a list, by what they begin with.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// Those that begin with a number, by the first character behind it.
    numbers: BTreeMap<char, Vec<usize>>,
    /// Those that begin with a number and go on with anything.
    open: Vec<usize>,
    /// All others, by their first character.
    words: BTreeMap<char, Vec<usize>>,
}

impl Starts {
    pub(super) fn add_number(&mut self, place: usize, steps: &[Step]) {
        match behind(steps) {
            Some(next) => self.numbers.entry(next).or_default().push(place),
            None => self.open.push(place),
        }
    }

    pub(super) fn add_open(&mut self, place: usize) {
        self.open.push(place);
    }

    pub(super) fn add_word(&mut self, place: usize, first: char) {
        let places = self.words.entry(lower(first)).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }

    /// The patterns that may begin a text, in the order of the list.
    pub(super) fn of(&self, head: &Head, text: &[char]) -> Vec<usize> {
        if head.length == 0 {
            let first = text.iter().find(|c| **c != ' ').map(|c| lower(*c));
            return first.and_then(|c| self.words.get(&c)).cloned().unwrap_or_default();
        }
        let next = head.next.and_then(|c| self.numbers.get(&c));
        let mut places = self.open.clone();
        places.extend(next.into_iter().flatten());
        places.sort_unstable();
        places
    }
}

/// The first character behind what a pattern begins with, if it is always the same.
fn behind(steps: &[Step]) -> Option<char> {
    let mut rest = steps[1..].iter();
    let text = rest.find_map(|step| match step {
        Step::Text(text) => text.iter().find(|c| **c != ' ').map(|c| Some(lower(*c))),
        Step::Slot { .. } => Some(None),
    });
    text.flatten()
}

/// The number with which a text starts, for telling at once which patterns cannot match.
pub(super) struct Head {
    /// Characters of the number; 0 for a text that starts with something else.
    length: usize,
    is_digits: bool,
    /// What follows it, but for spaces.
    next: Option<char>,
    /// Names may begin with digits, too.
    has_names: bool,
}

impl Head {
    pub(super) fn new(text: &[char], numbers: &NumberReader, names: &Names) -> Self {
        let is_digits = text.first().is_some_and(char::is_ascii_digit);
        let is_part = |c: &&char| if is_digits { c.is_ascii_digit() } else { numbers.starts(**c) };
        let length = text.iter().take(12).take_while(is_part).count();
        // 1er mars: what follows the day follows its name.
        let day = longest_name(&names.days, text).map_or(0, |(_, length)| length);
        let next = text[length.max(day)..].iter().find(|c| **c != ' ').map(|c| lower(*c));
        Self { length, is_digits, next, has_names: names.begin_with_digits }
    }

    pub(super) fn fits(&self, steps: &[Step]) -> bool {
        let Some(first) = steps.first() else { return false };
        if self.length > 0 && self.has_names && first.is_name() {
            return true;
        }
        if (self.length > 0) != first.is_number() {
            return false;
        }
        let Step::Slot { slot, .. } = first else { return true };
        let is_length = match (slot, self.is_digits) {
            (Slot::Year, _) => self.length == 4,
            (_, true) => self.length < 3,
            (_, false) => true,
        };
        is_length && (self.length == 0 || behind(steps).is_none_or(|c| self.next == Some(c)))
    }
}

impl Step {
    /// Whether it matches the name of a part of a year.
    pub(super) const fn is_name(&self) -> bool {
        matches!(self, Self::Slot { slot: Slot::QuarterName | Slot::HalfName, .. })
    }

    /// Whether what it matches begins with a number.
    pub(super) fn is_number(&self) -> bool {
        match self {
            Self::Text(text) => text.first().is_some_and(char::is_ascii_digit),
            Self::Slot { slot, .. } => {
                use Slot::{Day, Half, Month, Number, Quarter, Year};
                matches!(slot, Year | Month | Day | Quarter | Half | Number)
            }
        }
    }
}

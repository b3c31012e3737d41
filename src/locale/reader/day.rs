//! Days that are names, written in digits alone: “9·3”, “618”.

use super::Told;
use super::scan::Scan;
use crate::locale::lexicon::word_table::is_letter;
use std::sync::Arc;

/// The group of words that such days belong to: its members are the month and the day. Another
/// language may do without one, but may name no other day for it.
const DAY: &str = "day";

/// What stands between month and day.
const MARKS: [char; 5] = ['\u{b7}', '\u{2022}', '\u{2027}', '\u{2219}', '\u{30fb}'];

impl Scan<'_> {
    /// Takes the name of a day and returns where it ends.
    pub(super) fn day_at(&mut self, at: usize) -> Option<usize> {
        let n_digits = self.n_digits(at, 5);
        let mark = self.chars.get(at + n_digits)?;
        let (n_month, day_at, n_day) = if MARKS.contains(mark) {
            (n_digits, at + n_digits + 1, self.n_digits(at + n_digits + 1, 3))
        } else if (3..=4).contains(&n_digits) && self.is_enclosed(at, at + n_digits) {
            (n_digits - 2, at + n_digits - 2, 2)
        } else {
            return None;
        };
        let end = day_at + n_day;
        let is_inside = |c: &char| is_letter(*c) || c.is_ascii_digit() || MARKS.contains(c);
        let before = at.checked_sub(1).map(|before| self.chars[before]);
        let (month, day) = (self.short(at, n_month)?, self.short(day_at, n_day)?);
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        if !is_day
            || before.as_ref().is_some_and(is_inside)
            || self.chars.get(end).is_some_and(is_inside)
        {
            return None;
        }
        let (group, member) = (Arc::from(DAY), Arc::from(format!("{month}-{day}")));
        self.words.push(Told { range: self.bytes(at..end), group, member });
        Some(end)
    }

    /// A number of one or two digits.
    fn short(&self, at: usize, n_digits: usize) -> Option<u32> {
        let digits = self.chars.get(at..at + n_digits)?.iter().filter_map(|c| c.to_digit(10));
        let number = digits.fold(0, |number, digit| number * 10 + digit);
        (1..=2).contains(&n_digits).then_some(number)
    }

    /// Whether quotation marks stand right around a text.
    fn is_enclosed(&self, start: usize, end: usize) -> bool {
        let is_pair = |open: char, close: char| {
            matches!((open, close), ('\u{201c}', '\u{201d}') | ('"', '"') | ('\u{ab}', '\u{bb}'))
        };
        let ends = start.checked_sub(1).map(|before| self.chars[before]).zip(self.chars.get(end));
        ends.is_some_and(|(open, close)| is_pair(open, *close))
    }
}

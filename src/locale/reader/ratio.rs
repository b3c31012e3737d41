//! Ratios of two numbers: 2.45:1, `a ratio of 1:18`.

use super::Told;
use super::context::LONGEST_OBJECT;
use super::scan::{Scan, is_space};
use crate::locale::lexicon::word_table::is_letter;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The group of words that ratios are compared as: a language may say them otherwise, as `16
/// pupils for each teacher`, so one that the other text lacks is nothing to tell.
const RATIO: &str = "ratio";

/// Hours and minutes are less.
const NO_TIME: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

impl Scan<'_> {
    /// Takes a ratio of two numbers and returns where it ends. Two whole numbers below sixty may be
    /// a time of the day, unless a word before them says that they are none.
    pub(super) fn ratio_at(&mut self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map(|before| self.chars[before]);
        if before
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit() || matches!(c, ':' | '.' | '/'))
        {
            return None;
        }
        let (first, end) = self.part_at(at)?;
        let mark = self.past_spaces(end);
        if self.chars.get(mark) != Some(&':') {
            return None;
        }
        let start = self.past_spaces(mark + 1);
        let (second, end) = self.part_at(start)?;
        let next = self.chars.get(end);
        if next.is_some_and(|c| is_letter(*c) || c.is_ascii_digit() || matches!(c, ':' | '%' | '/'))
        {
            return None;
        }
        let is_plain = |part: Decimal| part.scale() == 0 && part < NO_TIME;
        if is_plain(first) && is_plain(second) && !self.is_called_ratio(at) {
            return None;
        }
        // Which of the two comes first depends on the language.
        let ratio = first.max(second).checked_div(first.min(second))?.normalize();
        let (group, member) = (Arc::from(RATIO), Arc::from(ratio.to_string()));
        self.words.push(Told { range: self.bytes(at..end), group, member });
        Some(end)
    }

    /// A number of digits, with its end.
    fn part_at(&self, at: usize) -> Option<(Decimal, usize)> {
        let mut end = at + self.n_digits(at, 8);
        let is_mark = |c: &char| *c == '.' || *c == self.reader.decimal_mark;
        if end > at && self.chars.get(end).is_some_and(is_mark) && self.n_digits(end + 1, 1) > 0 {
            end += 1 + self.n_digits(end + 1, 6);
        }
        let text: String = self.chars[at..end].iter().collect();
        Some((Decimal::from_str_exact(&text.replace(self.reader.decimal_mark, ".")).ok()?, end))
    }

    /// Whether a word in the clause before a place says that a ratio follows.
    fn is_called_ratio(&self, at: usize) -> bool {
        let first = self.floor.max(at.saturating_sub(LONGEST_OBJECT)).min(at);
        for end in (first..=at).rev() {
            let ends = end == at || !(is_letter(self.chars[end]) && end > first);
            if ends && self.reader.ratios.longest(&self.chars[first..end]).is_some() {
                return true;
            }
            let is_inside = |c: char| c.is_alphabetic() || is_space(c) || matches!(c, '-' | '\'');
            if end > first && !is_inside(self.chars[end - 1]) {
                return false;
            }
        }
        false
    }
}

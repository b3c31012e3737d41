//! Shares that are rates of growth themselves: what they are says which way something went.

use super::Direction;
use super::context::LONGEST_OBJECT;
use super::scan::{Scan, is_space};
use crate::locale::lexicon::word_table::is_letter;

/// How many words such as `was` stand between a rate and its figure.
const MOST_BETWEEN: usize = 3;

impl Scan<'_> {
    /// Which way something went whose rate a figure is that starts at a place: 增速为3.4%, `growth
    /// of exports in 2030 was 3.4%`. A date between does not part them.
    pub(super) fn rate(&self, start: usize) -> Option<Direction> {
        let last = self.found.figures.last().map_or(0, |last| last.range.end);
        let floor = self.offsets_end(last).max(start.saturating_sub(LONGEST_OBJECT)).min(start);
        let mut end = self.back_over_spaces(floor, start);
        let mut is_said = false;
        for _ in 0..MOST_BETWEEN {
            let Some((length, ())) = self.reader.rates_are.longest(&self.chars[floor..end]) else {
                break;
            };
            end = self.back_over_spaces(floor, end - length);
            is_said = true;
        }
        if let Some((length, direction)) = self.reader.rates.longest(&self.chars[floor..end]) {
            return self.is_head(floor, end - length).then_some(*direction);
        }
        // A script without spaces has the rate right there.
        let is_word = end > floor && (is_letter(self.chars[end - 1]) || self.dated.end == end);
        if !is_said || !is_word {
            return None;
        }
        for at in (floor..end).rev() {
            let c = self.chars[at];
            if !is_letter(c) && !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '\'' | '/') {
                break;
            }
            let ends = is_letter(c) && !self.chars.get(at + 1).copied().is_some_and(is_letter);
            if ends
                && let Some((length, direction)) =
                    self.reader.rates.longest(&self.chars[floor..=at])
            {
                let is_whole = self.is_head(floor, at + 1 - length) && self.is_of(at + 1);
                return is_whole.then_some(*direction);
            }
        }
        None
    }

    /// Whether the words from a place on may say what a rate is one of.
    fn is_of(&self, at: usize) -> bool {
        let of = &self.reader.rates_of;
        of.is_empty() || of.longest(self.rest(self.past_spaces(at))).is_some()
    }

    /// Whether a name that starts at a place is what the sentence is about, and belongs to no word
    /// before it: not `the slowdown in growth was`.
    fn is_head(&self, floor: usize, start: usize) -> bool {
        let end = self.back_over_spaces(floor, start);
        if end == floor || !is_letter(self.chars[start]) {
            return true;
        }
        let is_part = |c: &&char| is_letter(**c) || **c == '\'';
        let length = self.chars[floor..end].iter().rev().take_while(is_part).count();
        let word = &self.chars[end - length..];
        let joins = [&self.reader.noun_stops, &self.reader.part_of];
        !joins.iter().any(|table| table.longest(word).is_some_and(|(n, ())| n == length))
    }

    fn back_over_spaces(&self, floor: usize, at: usize) -> usize {
        let before = &self.chars[floor.min(at)..at];
        at - before.iter().rev().take(4).take_while(|c| is_space(**c)).count()
    }
}

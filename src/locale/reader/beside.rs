//! What words that compare or join say of the figure beside them.

use super::scan::Scan;
use super::tables::WordNumber;
use super::{Direction, FigureKind};
use crate::locale::lexicon::word_table::is_letter;
use std::ops::Range;

/// How many characters stand between a word that compares and the difference: 低于汛限水位6.65米.
const LONGEST_COMPARED: usize = 16;

impl Scan<'_> {
    /// Which way something went by the figure at a place, in a language without a word for `by`.
    pub(super) fn moved_apart(&self, figure: Range<usize>, kind: FigureKind) -> Option<Direction> {
        match kind {
            FigureKind::Percent => self.opening(figure.start),
            FigureKind::Amount | FigureKind::Count => self
                .opening(figure.start)
                .or_else(|| self.compared_before(figure.start, figure.end)),
            _ => None,
        }
    }

    /// Which way an amount that ends its clause differs from what a word right before compares it
    /// with: 低于汛限水位6.65米. 高于去年的320米 names what it is compared with, and so may a longer
    /// clause.
    fn compared_before(&self, end: usize, past: usize) -> Option<Direction> {
        if self.chars.get(past).is_some_and(|c| c.is_alphanumeric()) {
            return None;
        }
        let first = self.floor.max(end.saturating_sub(LONGEST_COMPARED)).min(end);
        for at in (first..end).rev() {
            let between = &self.chars[at + 1..end];
            if !self.chars[at].is_alphabetic()
                || self.reader.particles.longest(&self.chars[at..]).is_some()
            {
                return None;
            }
            let before = &self.chars[first..=at];
            if let Some((length, direction)) = self.reader.moved.longest(before) {
                // 不低于 is a bound.
                let bound = self.reader.before.longest(before).map_or(0, |(length, _)| length);
                return (!between.is_empty() && bound <= length).then_some(*direction);
            }
        }
        None
    }

    /// Whether words join a figure to another thing with its own one: `and a length of`.
    pub(super) fn joins_another(&self, words: Range<usize>) -> bool {
        let starts = |at: &usize| self.is_start_of_word(*at);
        words.clone().filter(starts).any(|at| {
            let rest = &self.chars[at..words.end];
            let Some((length, ())) = self.reader.joins.longest(rest) else { return false };
            let next = self.past_spaces(at + length);
            let article = self.reader.word_numbers.longest(&self.chars[next..]);
            matches!(article, Some((_, WordNumber::Article)))
        })
    }

    fn is_start_of_word(&self, at: usize) -> bool {
        is_letter(self.chars[at]) && (at == 0 || !is_letter(self.chars[at - 1]))
    }
}

//! Relations that words stand between and their figures: 约占全市的五分之一, `97 percent of residents
//! or more`.

use super::scan::Scan;
use super::{FigureKind, RelationWord};
use crate::locale::lexicon::word_table::is_letter;
use crate::value::Relation;

/// How many characters before a figure its relation may stand apart from it.
pub(super) const LONGEST_APART: usize = 28;

/// How many characters may stand before a word that says the contrary with them: 不得 of 不得超过.
const LONGEST_NOT: usize = 4;

/// How many characters the name of a whole has right before its part: 超过全球一半.
const LONGEST_WHOLE: usize = 4;

impl Scan<'_> {
    /// A relation that stands before the words between it and its figure: 约占全市的五分之一,
    /// 不低于每亩400万元, `within a radius of 5 km`. A bound and a share may have any words
    /// between, another figure only those for each.
    pub(super) fn relation_apart(
        &self,
        start: usize,
        kind: FigureKind,
    ) -> Option<(Relation, RelationWord)> {
        use FigureKind::{Fraction, Multiple, Percent, Price};
        let is_share = matches!(kind, Percent | Fraction | Multiple | Price);
        let first = self.floor.max(start.saturating_sub(LONGEST_APART)).min(start);
        for at in (first..start).rev() {
            let c = self.chars[at];
            if !c.is_alphabetic() && c != ' ' {
                return None;
            }
            if is_letter(c) && at > 0 && is_letter(self.chars[at - 1]) {
                continue;
            }
            // `within one year RMB 936 million`: the words belong to the number between.
            if is_letter(c) && self.is_number_word(at) {
                return None;
            }
            if self.reader.apart.longest(&self.chars[at..start]).is_none() {
                continue;
            }
            // 不超过 and not the 超过 within it.
            let words = (first.max(at.saturating_sub(LONGEST_NOT))..=at).filter_map(|from| {
                let (length, relation) = self.reader.apart.longest(&self.chars[from..start])?;
                (from + length > at).then_some((from, length, *relation))
            });
            let (from, length, relation) = words.min_by_key(|(from, ..)| *from)?;
            let between = &self.chars[from + length..start];
            let is_bound = matches!(relation, Relation::AtLeast | Relation::AtMost);
            let marks = &self.reader.apart_marks;
            let named = &self.chars[from..self.before_spaces(start).max(from + length)];
            let mark = marks.longest(named).filter(|_| !is_bound).map(|(length, ())| length);
            let is_marked = mark.is_some();
            // `above the warning line of 120%` names in one what is passed.
            let is_own_mark = mark.is_some_and(|mark| mark > between.len());
            if !marks.is_empty() && !is_bound && relation != Relation::About && !is_marked {
                continue;
            }
            let is_each = kind != FigureKind::Points && self.reader.each.longest(between).is_some();
            let is_loose = self.reader.loose.longest(&self.chars[from..start]).is_some();
            // 高于全国的5.2% may name the share of the whole.
            let ends = &self.reader.apart_ends;
            let is_open = !ends.is_empty() && !is_bound && !is_each && relation != Relation::About;
            let is_digits = self.starts_number(start);
            let end = ends.longest(between).map_or(0, |(length, ())| length);
            let is_short = !is_digits && between.len() <= LONGEST_WHOLE;
            // 供给不足的一半 is no part of something.
            let is_whole = between.len() > end && (end > 0 || is_short);
            if is_open && !(is_share && is_whole) && !is_own_mark {
                return None;
            }
            let is_loose = is_loose || (is_marked && !is_own_mark) || (is_open && is_digits);
            let word = if is_loose { RelationWord::Loose } else { RelationWord::Before };
            let is_said = is_bound || is_share || is_each || is_marked;
            return is_said.then_some((relation, word));
        }
        None
    }

    /// A bound behind the words that follow a figure: `97 percent of residents or more`.
    pub(super) fn relation_apart_behind(&self, end: usize) -> Option<Relation> {
        for at in end..self.chars.len().min(end + LONGEST_APART) {
            let c = self.chars[at];
            if !is_letter(c) && c != ' ' {
                return None;
            }
            let starts = c != ' ' && at > 0 && self.chars[at - 1] == ' ';
            if starts && (self.is_number_word(at) || self.is_rank(at)) {
                return None;
            }
            if starts
                && let Some((length, relation)) = self.reader.apart_behind.longest(self.rest(at))
            {
                // `at or above the provincial level` goes on.
                let next = self.chars.get(self.past_spaces(at + length));
                return next.is_none_or(|c| !c.is_alphanumeric()).then_some(*relation);
            }
        }
        None
    }

    /// Whether a word says that a bound behind it is of a rank: `rated`, `AAAA`, `II`.
    fn is_rank(&self, at: usize) -> bool {
        let length = self.rest(at).iter().take_while(|c| is_letter(**c)).count();
        let is_capital = |at| self.written(at).is_some_and(char::is_uppercase);
        self.reader.grades.longest(self.rest(at)).is_some()
            || (length > 1 && (at..at + length).all(is_capital))
    }
}

//! Words that are units only where it is clear, and what else they may mean: 日, 度, 分, 人.

use super::scan::Scan;
use super::side::{Side, UnitWord};
use crate::value::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A day of a higher number is none.
const LONGEST_MONTH: Decimal = Decimal::from_parts(31, 0, 0, false, 0);

impl<'a> Scan<'a> {
    /// A word that is a unit only where a scale word stands before it (3.6亿度), a bound behind it
    /// (7日内), or where it can be no date (工期30日).
    pub(super) fn clear_unit_at(&self, at: usize, side: &Side<'_>) -> Option<UnitWord<'a>> {
        let (length, unit) = self.reader.units_if_clear.longest(self.rest(at))?;
        let end = at + length;
        // A site may have the word for a unit of its own.
        if let Some((own, meanings)) = self.reader.units.longest(self.rest(at))
            && own >= length
            && !meanings.is_empty()
        {
            return None;
        }
        let is_counted = self.counted_or_time(at).is_some();
        let is_too_long = || side.number.value().is_some_and(|n| n > LONGEST_MONTH);
        let is_bounded = || {
            self.reader.behind_time.longest(self.rest(end)).is_some()
                || (!is_counted && side.plain.n_bare_digits > 0 && is_too_long())
                || (is_counted && self.is_among_times(side.start, end))
                || self.is_length(side.start, end)
        };
        let is_time = self.is_time(*unit);
        // 20万日活用户: behind a scale word a word may begin with that of a time.
        let is_clear = side.has_scale && !is_counted && !(is_time && self.goes_on(end));
        if !(is_clear || is_time && is_bounded()) {
            return None;
        }
        Some(UnitWord::new(end, Cow::Owned(vec![*unit])))
    }

    /// The time that a word at a place may mean, if the same word counts something, too: 分.
    fn counted_or_time(&self, at: usize) -> Option<Unit> {
        let rest = self.rest(at);
        let (length, unit) = self.reader.units_if_clear.longest(rest)?;
        let (counted, meanings) = self.reader.units.longest(rest)?;
        (counted == length && meanings.is_empty() && self.is_time(*unit)).then_some(*unit)
    }

    /// What the word behind a number may mean besides its unit.
    pub(super) fn perhaps(&self, end: usize) -> Option<Unit> {
        let at = self.past_spaces(end);
        let is_word = |(length, unit): (usize, &Unit)| {
            let word = self.reader.units.longest(self.rest(at)).map(|(length, _)| length);
            (word == Some(length)).then_some(*unit)
        };
        let meant = self.reader.may_mean.longest(self.rest(at)).and_then(is_word);
        meant.or_else(|| self.counted_or_time(at))
    }

    /// Whether a number with its word stands between a longer time and its end, or before a shorter
    /// one: 1小时20分, 15分30秒.
    fn is_among_times(&self, start: usize, end: usize) -> bool {
        let last = self.found.figures.last();
        let is_behind = last.is_some_and(|last| {
            last.unit.is_some_and(|unit| self.is_time(unit))
                && self.offsets_end(last.range.end) == self.before_spaces(start)
        });
        let digits = self.n_digits(end, 2);
        let shorter = self.reader.units.longest(self.rest(end + digits));
        is_behind || (digits > 0 && shorter.is_some_and(|(_, meanings)| meanings.is_empty()))
    }
}

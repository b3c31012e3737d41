//! Parts of a whole: 三分之二, `two thirds`, 1/3, 万分之五, 八五折.

use super::number::{Plain, Style, Token};
use super::scan::{Scan, is_space};
use super::side::{Side, UnitWord};
use super::tables::{Between, Fraction, WordNumber};
use super::{ChangeEnd, FigureKind};
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Number, Relation, Unit};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::ops::Range;

/// Parts with a slash have no larger numbers: others are dates and codes.
const MOST_PARTS: u32 = 10;

/// How far behind the first part of a change the second one stands.
const LONGEST_CHANGE: usize = 12;

/// `of` before one thing has no more letters.
const LONGEST_OF: usize = 2;

impl<'a> Scan<'a> {
    /// A fraction: 三分之二, 百分之五, two thirds.
    pub(super) fn fraction_at(&self, at: usize, plain: &Plain) -> Option<Side<'a>> {
        let first = u32::try_from(plain.number.value()?).ok()?;
        if plain.number.coefficient.scale() > 0 {
            return None;
        }
        let (end, value) = match self.reader.fraction_mark.longest(self.rest(plain.end)) {
            Some((length, ())) => {
                let Some(Token::Number(upper)) = self.number_at(plain.end + length) else {
                    return None;
                };
                (upper.end, upper.number.coefficient.checked_div(first.into())?)
            }
            None => self.parts_at(at, plain, first)?,
        };
        let is_percent = plain.style == Style::Numerals && matches!(first, 100 | 1000);
        let number = Number::plain(if is_percent {
            value.checked_mul(Decimal::ONE_HUNDRED)?.normalize()
        } else {
            value
        });
        let unit = match is_percent {
            true => Some(UnitWord::new(end, Cow::Owned(vec![Unit::Percent]))),
            false => self.unit_of_part(end),
        };
        let plain = Plain { is_one: false, is_power: false, ..*plain };
        Some(Self::part(at..end, plain, number, unit))
    }

    /// The parts of a whole after their number: `two thirds`, `a third of`.
    fn parts_at(&self, start: usize, plain: &Plain, upper: u32) -> Option<(usize, Decimal)> {
        let hyphen = self.is_hyphen(plain.end);
        let at = if hyphen { plain.end + 1 } else { self.past_spaces(plain.end) };
        let (length, lower) = self.reader.denominators.longest(self.rest(at))?;
        let end = at + length;
        let needs_whole = self.reader.parts_with_whole.longest(self.rest(at)).is_some();
        // `One third hold a degree`, but `a third batch` and `one third-party service`.
        let word = self.reader.word_numbers.longest(self.rest(start));
        let is_named = matches!(word, Some((_, WordNumber::Value(_)))) && !self.is_hyphen(end);
        let followed = || {
            self.reader.part_of.longest(self.rest(self.past_spaces(end))).is_some()
                || self.is_part_told(start, end)
        };
        if plain.style == Style::Digits
            || upper >= *lower
            || ((needs_whole || (upper == 1 && !is_named)) && !followed())
        {
            return None;
        }
        let value = Fraction { upper, lower: *lower }.value()?;
        Some((end, value))
    }

    fn part(
        range: Range<usize>,
        plain: Plain,
        number: Number,
        unit: Option<UnitWord<'a>>,
    ) -> Side<'a> {
        Side {
            plain,
            start: range.start,
            number_end: range.end,
            end: unit.as_ref().map_or(range.end, |unit| unit.end),
            number,
            has_scale: false,
            inside: None,
            is_fraction: unit.is_none(),
            unit,
            is_level: false,
        }
    }

    /// Whether the words around a part of a whole say that it is one: `by a quarter` behind what
    /// changed, `from a fifth to a quarter`.
    fn is_part_told(&self, start: usize, end: usize) -> bool {
        let before = &self.chars[..self.before_space(start)];
        if let Some((length, ())) = self.reader.moved_by.longest(before) {
            let by = before.len() - length;
            // `de` is not only `by`.
            let is_other = self.reader.part_of.longest(&before[by..]).is_some();
            let verb = &before[..self.before_space(by)];
            return self.reader.up_down_before.longest(before).is_some()
                || self.reader.up_down_before.longest(verb).is_some()
                || (!is_other && self.verb_before(by).is_some());
        }
        let next = self.reader.between.longest(self.rest(self.past_spaces(end)));
        if matches!(self.reader.before.longest(before), Some((_, Relation::Range)))
            && matches!(next, Some((_, Between::Word | Between::List)))
        {
            return true;
        }
        let Some((length, ())) = self.reader.change_to.longest(before) else { return false };
        let first = &before[..self.before_space(before.len() - length)];
        // `cut to a third`, and not to a third of something that goes on.
        let next = self.chars.get(self.past_spaces(end));
        if self.reader.up_down_before.longest(first).is_some()
            && next.is_none_or(|c| !c.is_alphanumeric() && *c != '-')
        {
            return true;
        }
        let n_letters = first.iter().rev().take_while(|c| is_letter(**c)).count();
        let word = &first[first.len() - n_letters..];
        self.reader.denominators.longest(word).is_some_and(|(length, _)| length == word.len())
    }

    /// Where the word before a place ends, whatever was found there.
    fn before_space(&self, at: usize) -> usize {
        at - self.chars[..at].iter().rev().take(4).take_while(|c| is_space(**c)).count()
    }

    /// The unit that a part is one of: `a quarter of a percentage point`.
    pub(super) fn unit_of_part(&self, end: usize) -> Option<UnitWord<'a>> {
        let mut at = self.past_spaces(end);
        if let Some((length, ())) = self.reader.part_of.longest(self.rest(at)) {
            // `la moitié des points` are several.
            at = self.past_spaces(at + length);
            if length > LONGEST_OF {
                return None;
            }
        }
        let one = self.reader.word_numbers.longest(self.rest(at));
        if let Some((length, WordNumber::Article | WordNumber::Value(1))) = one {
            at = self.past_spaces(at + length);
        }
        let unit = self.unit_at(at)?;
        matches!(unit.meanings.first(), Some(Unit::PercentagePoint)).then_some(unit)
    }

    /// Whether a phrase that ends in a half is a number with what follows: `by half a percentage
    /// point`.
    pub(super) fn is_half_of_more(&self, phrase: Range<usize>) -> bool {
        phrase.clone().any(|at| {
            let starts = at == 0 || !is_letter(self.chars[at - 1]);
            let word = self.reader.word_numbers.longest(self.rest(at)).filter(|_| starts);
            matches!(word, Some((length, WordNumber::Half))
                if at + length > phrase.end && self.half_at(at + length).is_some())
        })
    }

    /// A part with a slash, where the words beside it say that it is none of a date or a code: 占全省
    /// 的1/3, `1/3 of`.
    pub(super) fn slash_part_at(&self, at: usize) -> Option<(usize, Fraction)> {
        if self.chars.get(at + 1) != Some(&'/') || self.n_digits(at, 2) != 1 {
            return None;
        }
        let n_digits = self.n_digits(at + 2, 3);
        let number = |at: usize, n: usize| {
            let text: String = self.chars[at..at + n].iter().collect();
            text.parse::<u32>().ok()
        };
        let (upper, lower) = (number(at, 1)?, number(at + 2, n_digits)?);
        let end = at + 2 + n_digits;
        let is_of_code = |c: &char| {
            is_letter(*c) || c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ':' | '%')
        };
        let before = at.checked_sub(1).map(|before| self.chars[before]);
        if upper == 0
            || upper >= lower
            || lower > MOST_PARTS
            || before.as_ref().is_some_and(is_of_code)
            || self.chars.get(end).is_some_and(is_of_code)
        {
            return None;
        }
        let behind = self.rest(self.past_spaces(end));
        let before = &self.chars[..self.before_space(at)];
        let relation = self.reader.before.longest(before).map(|(_, relation)| *relation);
        let is_related = relation
            .is_some_and(|relation| !matches!(relation, Relation::Range | Relation::Exactly));
        // 由1/5提高到1/4
        let is_change = relation == Some(Relation::Range)
            && self.rest(end).iter().take(LONGEST_CHANGE).any(|c| *c == '/');
        // What it became, behind what it was.
        let last = self.found.figures.last();
        let is_second = last.is_some_and(|last| {
            last.kind == FigureKind::Fraction && last.change == Some(ChangeEnd::From)
        });
        let is_told = is_change
            || is_second
            || self.reader.part_of.longest(behind).is_some()
            || self.reader.apart_ends.longest(&behind[..behind.len().min(1)]).is_some()
            || ((is_related || self.reader.slash_after.longest(before).is_some())
                && !self.goes_on(end));
        is_told.then_some((end, Fraction { upper, lower }))
    }

    /// A part of a power of ten, as percent: 万分之五.
    pub(super) fn part_of_power(&self, at: usize) -> Option<Side<'a>> {
        if self.reader.fraction_mark.is_empty() {
            return None;
        }
        let (end, first) = match self.number_at(at) {
            Some(Token::Number(plain)) if plain.upper.is_none() => {
                (plain.end, plain.number.value()?)
            }
            _ => (at, Decimal::ONE),
        };
        let (length, power) = self.reader.scales.longest(self.rest(end))?;
        let mark = end + length;
        let (length, ()) = self.reader.fraction_mark.longest(self.rest(mark))?;
        let Some(Token::Number(upper)) = self.number_at(mark + length) else { return None };
        let whole = Number::new(first, *power).value()?;
        let share = upper.number.value()?.checked_mul(Decimal::ONE_HUNDRED)?;
        let number = Number::plain(share.checked_div(whole)?.normalize());
        let unit = UnitWord::new(upper.end, Cow::Owned(vec![Unit::Percent]));
        Some(Self::part(at..upper.end, Plain::in_words(upper.end, number), number, Some(unit)))
    }

    /// What remains of a price, in percent: 八折, 八五折, 8.5折.
    pub(super) fn price_part(&self, at: usize) -> Option<Side<'a>> {
        if self.reader.discounts.is_empty() {
            return None;
        }
        let (tens, mut end) = self.digit_at(at)?;
        let mut value = tens.checked_mul(Decimal::TEN)?;
        end += usize::from(self.chars.get(end) == Some(&'.') && self.digit_at(end + 1).is_some());
        if let Some((ones, past)) = self.digit_at(end) {
            (value, end) = (value.checked_add(ones)?, past);
        }
        let (length, ()) = self.reader.discounts.longest(self.rest(end))?;
        let name = self.reader.not_after.longest(self.rest(end));
        if tens.is_zero() || name.is_some_and(|(name, ())| name > length) {
            return None;
        }
        let unit = UnitWord::new(end + length, Cow::Owned(vec![Unit::Percent]));
        let unit = UnitWord { is_price: true, ..unit };
        let number = Number::plain(value);
        Some(Self::part(at..end, Plain::in_words(end, number), number, Some(unit)))
    }
}

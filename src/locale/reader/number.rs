//! One number, as digits, in characters for numbers, or in words.

use super::scan::Scan;
use super::side::UnitWord;
use super::tables::WordNumber;
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Number, Unit};
use rust_decimal::Decimal;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Digits,
    Numerals,
    Words,
}

/// A number without the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain {
    pub(super) end: usize,
    pub(super) number: Number,
    pub(super) style: Style,
    /// Digits without group marks and decimals.
    pub(super) n_bare_digits: usize,
    /// The word or character for one, which often is no figure.
    pub(super) is_one: bool,
    /// A character for a power alone: 百 in 百亿.
    pub(super) is_power: bool,
    /// Whether a scale word is part of it already.
    pub(super) has_scale: bool,
    /// Of a guess the coefficient of its upper end: 三四百.
    pub(super) upper: Option<Decimal>,
}

impl Plain {
    /// A number in words that ends there.
    pub(super) const fn in_words(end: usize, number: Number) -> Self {
        Self {
            end,
            number,
            style: Style::Words,
            n_bare_digits: 0,
            is_one: false,
            is_power: false,
            has_scale: false,
            upper: None,
        }
    }
}

/// What stands at a place where a number can start.
pub(super) enum Token {
    /// A number.
    Number(Plain),
    /// Something that is no number, such as a telephone number, up to this place.
    Skip(usize),
}

impl Scan<'_> {
    /// The number at a place.
    pub(super) fn number_at(&self, at: usize) -> Option<Token> {
        let first = *self.chars.get(at)?;
        if first.is_ascii_digit() {
            return Some(self.digits_at(at));
        }
        if self.reader.numerals.starts(first) {
            return Some(self.numerals_at(at));
        }
        self.words_at(at).map(Token::Number)
    }

    fn digits_at(&self, at: usize) -> Token {
        let mut text = String::new();
        let n_digits = self.push_digits(&mut text, at);
        let mut end = at + n_digits;
        let mut mark = None;
        while let Some(&c) = self.chars.get(end) {
            let n_next = self.n_digits(end + 1, 4);
            let is_mark = self.reader.group_marks.contains(&c) || c == ' ';
            let is_group = is_mark && mark.is_none_or(|m| m == c) && n_digits <= 3 && n_next == 3;
            if !is_group {
                break;
            }
            mark = Some(c);
            self.push_digits(&mut text, end + 1);
            end += 4;
        }
        // Groups that go on in others are those of a telephone number.
        if mark == Some(' ') && self.chars.get(end) == Some(&' ') && self.n_digits(end + 1, 1) > 0 {
            let rest = self.rest(end).iter();
            return Token::Skip(
                end + rest.take_while(|c| c.is_ascii_digit() || **c == ' ').count(),
            );
        }
        let mut n_bare_digits = if mark.is_none() { n_digits } else { 0 };
        if self.chars.get(end) == Some(&self.reader.decimal_mark) && self.n_digits(end + 1, 1) > 0 {
            text.push('.');
            end += 1 + self.push_digits(&mut text, end + 1);
            n_bare_digits = 0;
        }
        match Decimal::from_str_exact(&text) {
            Ok(value) => Token::Number(Plain {
                end,
                number: Number::plain(value),
                style: Style::Digits,
                n_bare_digits,
                is_one: false,
                is_power: false,
                has_scale: false,
                upper: None,
            }),
            Err(_) => Token::Skip(end),
        }
    }

    fn push_digits(&self, text: &mut String, at: usize) -> usize {
        let digits = self.chars[at.min(self.chars.len())..].iter();
        let before = text.len();
        text.extend(digits.take_while(|c| c.is_ascii_digit()));
        text.len() - before
    }

    /// The number of digits from a place on, at most so many.
    pub(super) fn n_digits(&self, at: usize, most: usize) -> usize {
        let rest = self.chars.get(at..).unwrap_or_default();
        rest.iter().take(most).take_while(|c| c.is_ascii_digit()).count()
    }

    fn numerals_at(&self, at: usize) -> Token {
        // No number written in characters is longer; a longer run is cut, not read again and again.
        let window = &self.chars[at..self.chars.len().min(at + 24)];
        match self.reader.numerals.read(window) {
            Some(Ok((value, length))) => Token::Number(Plain {
                end: at + length,
                number: Number::plain(value),
                style: Style::Numerals,
                n_bare_digits: 0,
                is_one: value == Decimal::ONE,
                is_power: length == 1 && value >= Decimal::ONE_HUNDRED,
                has_scale: false,
                upper: None,
            }),
            Some(Err(bad)) => {
                self.guess_at(at, window).unwrap_or(Token::Skip(at + bad.length.max(1)))
            }
            None => Token::Skip(at + 1),
        }
    }

    /// Two neighbouring numbers in characters: 三四百.
    fn guess_at(&self, at: usize, window: &[char]) -> Option<Token> {
        let (low, high, length) = self.reader.numerals.read_guess(window)?;
        Some(Token::Number(Plain {
            end: at + length,
            number: Number::plain(Decimal::from(low)),
            style: Style::Numerals,
            n_bare_digits: 0,
            is_one: false,
            is_power: false,
            has_scale: false,
            upper: Some(Decimal::from(high)),
        }))
    }

    /// A number in words: `twenty-nine`, `one hundred and ten`, `a dozen`, `three million`.
    fn words_at(&self, at: usize) -> Option<Plain> {
        let (length, first) = self.reader.word_numbers.longest(&self.chars[at..])?;
        let mut end = at + length;
        let (mut current, is_article) = match first {
            WordNumber::Value(value) => (u64::from(*value), false),
            WordNumber::Article => (1, true),
            WordNumber::Half => return self.half_at(end),
            WordNumber::AndHalf(whole) => {
                let value = Decimal::from(*whole).checked_add(Decimal::new(5, 1))?;
                return Some(Plain::in_words(end, Number::plain(value)));
            }
            WordNumber::Times(_) => return None,
        };
        let (mut total, mut last_power, mut n_words) = (Decimal::ZERO, u8::MAX, 1_usize);
        // `mille deux cents`: what follows a thousand is added to it.
        if current == 1000 {
            (total, last_power, current) = (Decimal::ONE_THOUSAND, 3, 0);
        }
        while let Some((next_end, step)) = self.next_word(end, current, last_power) {
            match step {
                Step::Add(value) => current += u64::from(value),
                Step::Times(factor) => current = current.checked_mul(u64::from(factor))?,
                Step::Power(power) => {
                    let step = Number::new(Decimal::from(current), power).value()?;
                    total = total.checked_add(step)?;
                    (current, last_power) = (0, power);
                }
            }
            (end, n_words) = (next_end, n_words + 1);
        }
        let has_part = self.reader.denominators.longest(self.rest(self.past_spaces(end))).is_some();
        if is_article && n_words == 1 && !has_part && !self.is_one_and_half(end) {
            return None;
        }
        if let Some((length, ())) = self.reader.and_half.longest(self.rest(self.past_spaces(end)))
            && last_power == u8::MAX
        {
            end = self.past_spaces(end) + length;
            let half = Decimal::new(5, 1);
            let number = Number::plain(Decimal::from(current).checked_add(half)?);
            return Some(Plain::in_words(end, number));
        }
        let number = match (current, last_power) {
            (0, power) if power != u8::MAX => {
                Number::new(Number::plain(total).at_exponent(power)?, power)
            }
            _ => Number::plain(total.checked_add(Decimal::from(current))?),
        };
        let is_one = n_words == 1 && current <= 1 && total.is_zero();
        let has_scale = last_power != u8::MAX;
        Some(Plain { is_one, has_scale, ..Plain::in_words(end, number) })
    }

    /// Whether a measure follows an article, and a half of it: `an hour and a half`.
    fn is_one_and_half(&self, end: usize) -> bool {
        let unit = self.unit_at(self.past_spaces(end)).filter(|unit| self.is_measure(unit));
        let behind = unit.map(|unit| self.past_spaces(unit.end));
        behind.is_some_and(|at| self.reader.and_half.longest(self.rest(at)).is_some())
    }

    /// A half of the scale word or the measure that must follow: `half a million`, `un demi-million`.
    pub(super) fn half_at(&self, end: usize) -> Option<Plain> {
        let start = if self.is_hyphen(end) { end + 1 } else { self.past_spaces(end) };
        let is_scale = self.reader.scales.longest(self.rest(start)).is_some();
        let is_share = |unit: &UnitWord<'_>| {
            matches!(unit.meanings.first(), Some(Unit::Percent | Unit::PercentagePoint))
        };
        let is_unit = |unit: UnitWord<'_>| self.is_measure(&unit) || is_share(&unit);
        if !is_scale && !self.unit_at(start).is_some_and(is_unit) {
            return None;
        }
        Some(Plain::in_words(end, Number::plain(Decimal::new(5, 1))))
    }

    /// The next word of a number in words and where it ends.
    fn next_word(&self, end: usize, current: u64, last_power: u8) -> Option<(usize, Step)> {
        let mut at = self.past_spaces(end);
        let is_hyphen = self.is_hyphen(end);
        if is_hyphen {
            at = end + 1;
        } else if at == end {
            return None;
        }
        let mut is_joined = false;
        if let Some((length, ())) = self.reader.joins.longest(self.rest(at))
            && (last_power != u8::MAX || current >= 100)
        {
            at = self.past_spaces(at + length);
            is_joined = true;
        }
        if let Some((length, WordNumber::Value(value))) =
            self.reader.word_numbers.longest(self.rest(at))
        {
            // `deux cent mille`: a hundred or a thousand multiplies the number before it.
            match *value {
                100 if (2..100).contains(&current) => return Some((at + length, Step::Times(100))),
                1000 if current > 0 && last_power > 3 => {
                    return Some((at + length, Step::Power(3)));
                }
                _ => {}
            }
            let fits = match (value, current % 100) {
                (0, _) => false,
                (1..=9, rest) => {
                    rest == 0 && current > 0 || (20..100).contains(&rest) && rest % 10 == 0
                }
                (_, rest) => rest == 0 && current > 0,
            };
            let starts_over = current == 0 && last_power != u8::MAX;
            return (fits || starts_over).then_some((at + length, Step::Add(*value)));
        }
        if is_joined || current == 0 {
            return None;
        }
        if let Some((length, WordNumber::Times(factor))) =
            self.reader.word_numbers.longest(self.rest(at))
        {
            return Some((at + length, Step::Times(*factor)));
        }
        let (length, &power) = self.reader.scales.longest(self.rest(at))?;
        let is_word = self.rest(at).iter().take(length).filter(|c| is_letter(**c)).count() > 2;
        match power {
            _ if !is_word => None,
            2 if current < 100 => Some((at + length, Step::Times(100))),
            _ if power < last_power => Some((at + length, Step::Power(power))),
            _ => None,
        }
    }
}

/// What the next word of a number does.
enum Step {
    Add(u32),
    Times(u32),
    Power(u8),
}

//! One number with the words around it.

use super::{Reader, Side};
use crate::locale::lexicon::Expect;
use crate::value::{Number, Unit, ValueError, ValueErrorKind};
use rust_decimal::Decimal;

impl<'a> Reader<'a> {
    /// One number with currency, sign, scale word and unit, in any order that people use.
    pub(super) fn side(&mut self) -> Result<Side<'a>, ValueError> {
        self.skip_spaces();
        let start = self.at;
        let is_negative_outside = self.take_sign();
        let unit_before = self.take_unit();
        let scale_before = self.take_scale_before_number();
        let is_negative = self.take_sign() || is_negative_outside;
        let (mut number, mut has_scale) = self.sections(unit_before.is_some())?;
        if let Some(scale) = scale_before.filter(|_| !has_scale) {
            (number.exponent, has_scale) = (scale, true);
        }
        let mut inside = None;
        if !has_scale {
            inside = self.take(|lexicon| &lexicon.inside).copied();
            if let Some(scale) = self.take_scale(unit_before.is_some()) {
                (number.exponent, has_scale) = (scale, true);
            }
        }
        inside = inside.or_else(|| self.take(|lexicon| &lexicon.inside).copied());
        if is_negative {
            number.coefficient = -number.coefficient;
        }
        let end = self.at;
        let unit_after = self.take_unit();
        let has_unit_after = unit_after.is_some();
        let units = self.common(unit_before, unit_after)?;
        Ok(Side { number, has_scale, has_unit_after, inside, units, range: start..end })
    }

    /// Digits with their scale word; again if smaller ones follow directly, as in 1亿2000万.
    pub(super) fn sections(&mut self, has_unit: bool) -> Result<(Number, bool), ValueError> {
        let (mut number, mut has_scale) = (Number::plain(self.number()?), false);
        while let Some(scale) = self.take_scale(has_unit) {
            if !has_scale {
                number.exponent = scale;
                has_scale = true;
            }
            if !self.rest().first().is_some_and(|c| self.lexicon.numbers.continues(*c)) {
                return Ok((number, true));
            }
            let start = self.at;
            let digits = self.number()?;
            let next = self.peek_scale(has_unit).map_or(0, |(_, scale)| scale);
            let power = self.power_of_part(start, number, next)?;
            let (omits, scale, next) = (power != next, number.exponent, power);
            let smaller = Number::new(digits, next);
            let step = Number::new(Decimal::ONE, scale).value();
            let sum = number.at_exponent(next).and_then(|sum| sum.checked_add(digits));
            let (Some(sum), true) = (sum, smaller.value() < step) else {
                let message = "the parts of this number do not get smaller";
                return Err(self.error(ValueErrorKind::BadNumber, start..self.at, message));
            };
            number = Number::new(sum, next);
            if let Some(whole) = number.at_exponent(scale).filter(|_| omits) {
                number = Number::new(whole, scale);
            }
        }
        Ok((number, has_scale))
    }

    /// The power of ten of a part of a number that stands between a place and where the reader is,
    /// behind a scale word: 一亿二 is 1.2亿. 1万5 is so too, but may be meant otherwise where figures
    /// are typed in, and so may 一亿五千.
    fn power_of_part(&self, start: usize, number: Number, next: u8) -> Result<u8, ValueError> {
        let part = &self.text.chars()[start..self.at];
        let numbers = &self.lexicon.numbers;
        let Some((power, is_clear)) = numbers.omitted_power(part, number.exponent, next) else {
            return Ok(next);
        };
        let is_whole = number.coefficient.scale() == 0;
        if is_clear && is_whole && !part[0].is_ascii_digit() {
            return Ok(power);
        }
        let message = "it is not clear which scale word this part of the number has";
        let help = "write the whole number with one scale word, or every zero";
        Err(self.error(ValueErrorKind::BadNumber, start..self.at, message).help(help))
    }

    fn number(&mut self) -> Result<Decimal, ValueError> {
        match self.lexicon.numbers.read(self.rest()) {
            Some(Ok((value, length))) => {
                self.at += length;
                Ok(value)
            }
            Some(Err(bad)) => {
                let range = self.at..self.at + bad.length;
                let found = &self.source[self.text.bytes(range.clone())];
                let error = self.error(bad.kind, range, &format!("`{found}`: {}", bad.message));
                Err(match bad.help {
                    Some(help) => error.help(help),
                    None => error,
                })
            }
            None => {
                let range = self.at..self.text.chars().len();
                let found = &self.source[self.text.bytes(range.clone())];
                let message = if found.is_empty() {
                    "a number is missing at the end".to_owned()
                } else {
                    format!("expected a number, found `{found}`")
                };
                let error = self.error(ValueErrorKind::BadNumber, range, &message);
                Err(match in_accounts(self.source) {
                    Some(minus) => error.help(format!(
                        "write a negative figure with a minus sign, `{minus}`, and another without brackets or marks"
                    )),
                    None => error,
                })
            }
        }
    }

    pub(super) fn take_scale(&mut self, has_unit: bool) -> Option<u8> {
        let (length, scale) = self.peek_scale(has_unit)?;
        self.at += length;
        Some(scale)
    }

    /// A scale word, with the spaces before it. Where a unit is written with the same letters
    /// (`m`), it is a scale word if money is meant; a longer unit (千瓦) goes first.
    fn peek_scale(&self, has_unit: bool) -> Option<(usize, u8)> {
        let n_spaces = self.rest().iter().take_while(|c| **c == ' ').count();
        let rest = &self.rest()[n_spaces..];
        let (length, scale) = self.lexicon.scales.longest(rest)?;
        let means_money =
            has_unit || matches!(self.expect, Expect::Money(_) | Expect::Unit(Unit::Money(_)));
        let unit = self.lexicon.unit_words.longest(rest).map_or(0, |(length, _)| length);
        if unit > length || (unit == length && !means_money) {
            return None;
        }
        // `Mio. EUR`: the full stop of an abbreviation.
        let is_short = rest[length - 1].is_ascii_alphabetic();
        let has_stop = is_short && matches!(rest[length..], ['.', ' ', _, ..]);
        Some((n_spaces + length + usize::from(has_stop), *scale))
    }

    fn take_scale_before_number(&mut self) -> Option<u8> {
        self.skip_spaces();
        let (length, scale) = self.lexicon.scales.longest(self.rest())?;
        let after = self.rest()[length..].iter().find(|c| **c != ' ')?;
        if !self.lexicon.numbers.starts(*after) {
            return None;
        }
        self.at += length;
        Some(*scale)
    }

    fn take_sign(&mut self) -> bool {
        self.skip_spaces();
        let sign = self.rest().first().copied().filter(|c| matches!(c, '-' | '+'));
        self.at += usize::from(sign.is_some());
        self.skip_spaces();
        sign == Some('-')
    }
}

/// What accountants write as `(3.2)` or `▲3.2`, with a minus sign; a triangle stands in other tables
/// for a rise, so that it is not read.
fn in_accounts(text: &str) -> Option<String> {
    // Behind it stands the unit of a column.
    let text = text.split(" × ").next()?.trim();
    let starts = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if let Some(rest) = text.strip_prefix(['▲', '△', '▼', '▽']) {
        return starts(rest).then(|| format!("-{}", rest.trim_start()));
    }
    let (inner, unit) = text.strip_prefix(['(', '（'])?.split_once([')', '）'])?;
    starts(inner).then(|| format!("-{}{unit}", inner.trim()))
}

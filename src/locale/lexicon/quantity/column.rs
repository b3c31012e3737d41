//! The unit that a figure has from its column: one in words, 亿元, or a number of them, `RMB 100
//! million`. The figure is multiplied by it; texts that are joined would be another number.

use super::{Reader, Side, Words};
use crate::locale::lexicon::text::Text;
use crate::locale::lexicon::{Expect, Lexicon};
use crate::value::{Number, Unit, ValueError, ValueErrorKind};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What one in a column stands for.
#[derive(Debug)]
pub(in crate::locale::lexicon) struct ColumnUnit<'a> {
    /// As it is written.
    text: &'a str,
    /// How many of the unit.
    number: Number,
    /// The units that its words may stand for; none in a column of 万.
    pub(in crate::locale::lexicon) meanings: Option<Cow<'a, [Unit]>>,
    /// It begins with a number of its own, or has one inside.
    pub(in crate::locale::lexicon) is_numbered: bool,
}

/// What the words of a unit say: how many, of what, and whether the number stands in digits.
type Said<'a> = (Number, Option<Cow<'a, [Unit]>>, bool);

/// What a figure says, its ends and the unit behind it.
type Parts<'a> = (Side<'a>, Option<Side<'a>>, Option<Words<'a>>);

impl<'a> ColumnUnit<'a> {
    /// Reads a unit, with currency, number, scale word and unit in the order of a figure.
    pub(in crate::locale::lexicon) fn read(
        lexicon: &'a Lexicon,
        text: &'a str,
        expect: Expect,
    ) -> Result<Self, ValueError> {
        let folded = Text::new(text);
        let mut reader =
            Reader { lexicon, source: text, text: &folded, at: 0, expect, column: None };
        let read = reader.column_unit();
        // A unit of the site may have no word: it is called by its id.
        if let (Err(_), Some(unit)) = (&read, lexicon.units.unit(text.trim())) {
            let (number, meanings) = (Number::plain(1), Some(vec![unit].into()));
            return Ok(Self { text, number, meanings, is_numbered: false });
        }
        let (number, words, is_numbered) = read?;
        let meanings = words.map(|words| words.iter().copied().collect::<Vec<_>>().into());
        Ok(Self { text, number, meanings, is_numbered })
    }

    /// That many of it; `None` if it is too large. The zeros of 100 move the point, so that no
    /// decimal appears that nobody wrote.
    fn times(&self, number: Number) -> Option<Number> {
        let (digits, n_zeros) = without_zeros(self.number.coefficient);
        let moved = Number::new(number.coefficient, n_zeros).value()?;
        Some(Number::new(moved.checked_mul(digits)?, self.number.exponent))
    }

    /// Whether it is ten of a unit, a hundred, a thousand and so on.
    pub(in crate::locale::lexicon) fn is_power_of_ten(&self) -> bool {
        let (digits, n_zeros) = without_zeros(self.number.coefficient);
        digits == Decimal::ONE && (n_zeros > 0 || self.number.exponent > 0)
    }

    /// Which power of ten of its unit it is; `None` for a dozen of them.
    pub(in crate::locale::lexicon) fn power(&self) -> Option<u8> {
        let (digits, n_zeros) = without_zeros(self.number.coefficient);
        (digits == Decimal::ONE).then(|| self.number.exponent.saturating_add(n_zeros))
    }

    /// Whether it is one of a unit, so that no figure of the column needs it to know its size.
    fn is_one(&self) -> bool {
        self.number == Number::plain(1)
    }
}

impl<'a> Reader<'a> {
    /// A figure of a column in the unit of it, if it has none of its own.
    pub(super) fn in_column(
        &self,
        mut low: Side<'a>,
        mut high: Option<Side<'a>>,
        last: Option<Words<'a>>,
    ) -> Result<Parts<'a>, ValueError> {
        let Some(column) = self.column else { return Ok((low, high, last)) };
        let sides = || std::iter::once(&low).chain(&high);
        let has_scale = sides().any(|side| side.has_scale);
        let has_unit = last.is_some() || sides().any(|side| side.units.is_some());
        let is_money = |words: &Words<'_>| matches!(words.meanings[..], [Unit::Money(_), ..]);
        // `¥3` says which currency, but not how many; 3元 says both.
        let is_sign =
            |side: &Side<'a>| !side.has_unit_after && side.units.as_ref().is_none_or(is_money);
        let is_of_side = last.is_some() == high.as_ref().unwrap_or(&low).units.is_some();
        let is_sign_only = is_of_side && sides().all(is_sign);
        if has_unit && (has_scale || !is_sign_only) {
            return Ok((low, high, last));
        }
        let all = || 0..self.text.chars().len();
        let unit = ColumnUnit::read(self.lexicon, column.unit, self.expect).map_err(|error| {
            let range = self.text.bytes(all());
            ValueError { range, ..error }
        })?;
        if column.is_of_sheet && !self.can_have(&unit) {
            return Ok((low, high, last));
        }
        let given = unit.meanings.clone().map(|meanings| Words {
            meanings,
            range: all(),
            of_column: Some(unit.text),
        });
        if unit.is_one() {
            return Ok((low, high, last.or(given)));
        }
        if has_scale {
            let found = self.source.trim();
            let message = format!(
                "`{found}` has a scale word of its own, and so has the unit of its column, `{}`",
                column.unit
            );
            return Err(self
                .error(ValueErrorKind::Unexpected, all(), &message)
                .help("write the whole unit in the cell, or the number without its scale word"));
        }
        for side in std::iter::once(&mut low).chain(&mut high) {
            let own = side.units.take().filter(|words| !self.is_sign_of(words, &unit));
            side.units = self.common(own, given.clone())?;
            side.has_scale = true;
            side.number = unit.times(side.number).ok_or_else(|| {
                let message = "the amount is too large to be kept exactly";
                self.error(ValueErrorKind::Impossible, side.range.clone(), message)
            })?;
        }
        let last = high.as_ref().unwrap_or(&low).units.clone();
        Ok((low, high, last))
    }

    /// Whether a figure that is expected to have a unit can have that of its sheet: an index or a share
    /// cannot where the sheet is in money. Of another currency it is told that it does not fit.
    fn can_have(&self, unit: &ColumnUnit<'_>) -> bool {
        let Expect::Unit(expected) = self.expect else { return true };
        let units = &self.lexicon.units;
        let is_money = |unit: Unit| matches!(unit, Unit::Money(_));
        let fits =
            |one: &Unit| units.comparable(*one, expected) || is_money(*one) && is_money(expected);
        unit.meanings.as_ref().is_none_or(|meanings| meanings.iter().any(fits))
    }

    /// Whether a sign is that of the currency of a column, too: `$` under HK$, ¥ under yen.
    fn is_sign_of(&self, words: &Words<'a>, unit: &ColumnUnit<'_>) -> bool {
        let sign = self.text.chars().get(words.range.clone());
        let currencies = unit.meanings.iter().flat_map(|meanings| meanings.iter());
        let mut codes = currencies.filter_map(|unit| match unit {
            Unit::Money(currency) => Some(currency.code()),
            _ => None,
        });
        match sign {
            Some(['$']) => codes.any(|code| code.ends_with('D')),
            Some(['¥']) => codes.any(|code| matches!(code, "CNY" | "JPY")),
            _ => false,
        }
    }

    /// The number, the words for the unit, and whether the number is written in digits.
    fn column_unit(&mut self) -> Result<Said<'a>, ValueError> {
        let before = self.take_unit();
        self.skip_spaces();
        let starts = |c: &char| self.lexicon.numbers.starts(*c);
        let is_numbered = self.rest().first().is_some_and(starts);
        let number = match is_numbered {
            _ if self.take_thousands() => Number::new(Decimal::ONE, 3),
            true => self.sections(before.is_some())?.0,
            false => {
                let scale = self.take_scale(before.is_some());
                Number::new(Decimal::ONE, scale.unwrap_or(0))
            }
        };
        let after = self.take_unit();
        let words = self.common(before, after)?;
        self.skip_spaces();
        if self.at < self.rest_end() {
            return Err(self.unexpected(words.is_some()));
        }
        if number.coefficient.is_zero() || words.is_none() && number == Number::plain(1) {
            let message = format!("`{}` is not a unit that this site knows", self.source.trim());
            let error = self.error(ValueErrorKind::UnknownUnit, 0..self.rest_end(), &message);
            return Err(error.help(
                "use a unit of the locale files, or define it under `units` in `site.yaml`",
            ));
        }
        Ok((self.with_scale_word(number), words.map(|words| words.meanings), is_numbered))
    }

    /// Thousands as heads write them: `RMB'000`.
    fn take_thousands(&mut self) -> bool {
        let n_marks = usize::from(matches!(self.rest().first(), Some('\'' | '‘')));
        let is_digit = |c: &char| c.is_ascii_digit();
        let is_it = match &self.rest()[n_marks..] {
            ['0', '0', '0', rest @ ..] => !rest.first().is_some_and(is_digit),
            _ => false,
        };
        self.at += if is_it { n_marks + 3 } else { 0 };
        // 000s, 000's
        let n_more = match self.rest() {
            ['s', rest @ ..] if !rest.first().is_some_and(|c| c.is_alphabetic()) => 1,
            ['\'', 's', rest @ ..] if !rest.first().is_some_and(|c| c.is_alphabetic()) => 2,
            _ => 0,
        };
        self.at += if is_it { n_more } else { 0 };
        is_it
    }

    /// `100 million` as the power of ten that it is, so that 3.5 of them keep their two digits:
    /// where a language has a word for it, or else in full.
    fn with_scale_word(&self, number: Number) -> Number {
        let (digits, n_zeros) = without_zeros(number.coefficient);
        let power = number.exponent.saturating_add(n_zeros);
        let has_word = |power: u8| {
            let numbers = self.lexicon.money.iter().map(|(numbers, ..)| numbers);
            numbers.flat_map(|numbers| &numbers.scales).any(|scale| scale.power == power)
        };
        let scale =
            (1..=power).rev().find(|power| has_word(*power)).filter(|_| digits == Decimal::ONE);
        let moved = scale.and_then(|scale| Some(Number::new(number.at_exponent(scale)?, scale)));
        moved.unwrap_or(number)
    }
}

/// A number without the zeros at its end, and how many they are.
fn without_zeros(number: Decimal) -> (Decimal, u8) {
    let (mut digits, mut n_zeros) = (number.normalize(), 0);
    while digits.scale() == 0 && !digits.is_zero() && (digits % Decimal::TEN).is_zero() {
        (digits, n_zeros) = (digits / Decimal::TEN, n_zeros + 1);
    }
    (digits, n_zeros)
}

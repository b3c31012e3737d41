//! One number with its scale words and its unit: an end of a range, or a whole figure.

use super::number::{Plain, Style, Token};
use super::scan::{Scan, is_space};
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::value::{Currency, Number, Relation, Unit, UnitKind};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::ops::Range;

/// How many characters of a unit stand behind a half within it.
const LONGEST_UNIT: usize = 8;

/// A unit as its word allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitWord<'a> {
    pub(super) end: usize,
    /// What it can mean, the likelier first; none for a measure word.
    pub(super) meanings: Cow<'a, [Unit]>,
    /// Tenths: the number is to be taken times ten percent.
    pub(super) is_tenth: bool,
    /// What remains of a price.
    pub(super) is_price: bool,
    /// By how many places the number is smaller: hundredths of a percentage point, 分.
    pub(super) shift: u32,
}

impl<'a> UnitWord<'a> {
    pub(super) const fn new(end: usize, meanings: Cow<'a, [Unit]>) -> Self {
        Self { end, meanings, is_tenth: false, is_price: false, shift: 0 }
    }
}

/// A number with scale and unit.
#[derive(Debug, Clone)]
pub(super) struct Side<'a> {
    pub(super) plain: Plain,
    pub(super) start: usize,
    /// Where the number with its scale words ends.
    pub(super) number_end: usize,
    pub(super) end: usize,
    pub(super) number: Number,
    pub(super) has_scale: bool,
    pub(super) inside: Option<Relation>,
    pub(super) unit: Option<UnitWord<'a>>,
    /// Numerator and denominator are in `number` already.
    pub(super) is_fraction: bool,
    /// It says how large something is, and is no number of anything.
    pub(super) is_level: bool,
}

impl<'a> Scan<'a> {
    /// The number at a place with what follows it; or where to go on if there is none.
    pub(super) fn side_at(&self, at: usize, money: Option<Unit>) -> Result<Side<'a>, usize> {
        if let Some(side) = self.part_of_power(at).or_else(|| self.price_part(at)) {
            return Ok(side);
        }
        let plain = match self.number_at(at) {
            Some(Token::Number(plain)) => plain,
            Some(Token::Skip(end)) => return Err(end),
            // Digits behind letters may have them for their currency: `CNY250`.
            None => {
                return Err(at + self.rest(at).iter().take_while(|c| is_letter(**c)).count().max(1));
            }
        };
        if let Some(side) = self.fraction_at(at, &plain) {
            return Ok(side);
        }
        let mut side = self.scaled(at, plain, money.is_some())?;
        let whole_end = side.end;
        self.add_half(&mut side, &self.reader.and_half, true);
        let unit_at = self.past_spaces(side.end);
        let hyphen = self.is_hyphen(side.end).then(|| side.end + 1);
        let clear = self.clear_unit_at(unit_at, &side);
        // A longer word goes first: 5亿日元 are no days.
        let unit = match (clear, self.unit_at(unit_at)) {
            (Some(clear), Some(named)) if named.end > clear.end => Some(named),
            (clear, named) => clear.or(named),
        };
        // 20万成年人: tenths of a whole are ten at most.
        let is_too_much = side.has_scale || side.number.coefficient > Decimal::TEN;
        let unit = unit.filter(|unit| !(unit.is_tenth && is_too_much));
        let unit = unit.or_else(|| hyphen.and_then(|at| self.unit_at(at)));
        let unit = unit.or_else(|| self.unit_around(whole_end..side.end));
        let unit = unit.or_else(|| self.unit_in_brackets(side.end));
        // `up RMB 8,000 year on year`: what has a currency has no other unit.
        let is_fit = |unit: &UnitWord<'_>| {
            let first = unit.meanings.first();
            money.is_none() || first.is_none_or(|first| matches!(first, Unit::Money(_)))
        };
        if let Some(unit) = unit.filter(is_fit) {
            side.end = unit.end;
            if let Some(same) = self.unit_at(self.past_spaces(unit.end))
                && matches!(same.meanings.first(), Some(Unit::Money(_)))
                && same.meanings.first() == unit.meanings.first()
            {
                side.end = same.end;
            }
            // 两年半, 三成半, `deux ans et demi`
            if unit.is_tenth {
                self.add_tenth(&mut side);
            }
            self.add_coin(&mut side, &unit);
            if self.is_measure(&unit) || unit.is_tenth {
                self.add_half(&mut side, &self.reader.half, false);
                self.add_half(&mut side, &self.reader.and_half, true);
            }
            side.unit = Some(unit);
        }
        if money.is_none() {
            self.take_level(&mut side);
        }
        self.check_end(&side, money.is_some()).map(|()| side)
    }

    /// A unit that stands alone in brackets behind its number: 0.4（百分点）.
    fn unit_in_brackets(&self, end: usize) -> Option<UnitWord<'a>> {
        let open = self.past_spaces(end);
        let unit =
            self.chars.get(open).filter(|c| **c == '(').and_then(|_| self.unit_at(open + 1))?;
        let is_alone = self.chars.get(unit.end) == Some(&')') && !unit.meanings.is_empty();
        is_alone.then(|| UnitWord { end: unit.end + 1, ..unit })
    }

    /// A unit that a half parts: 一个半月 is a half more than 一个月.
    fn unit_around(&self, half: Range<usize>) -> Option<UnitWord<'a>> {
        let first = *self.chars.get(half.start).filter(|_| half.len() > 1)?;
        let mut word = vec![first];
        word.extend(self.rest(half.end).iter().take(LONGEST_UNIT));
        let (length, meanings) = self.reader.units.longest(&word)?;
        let end = half.end + length - 1;
        (length > 1 && !is_letter(first) && !meanings.is_empty())
            .then(|| UnitWord::new(end, Cow::Borrowed(meanings.as_slice())))
    }

    /// Adds the digit behind a word for tenths: 九成五 is 95 percent. A digit that counts something
    /// belongs to that: 三成五家企业.
    fn add_tenth(&self, side: &mut Side<'a>) {
        let rest = self.rest(side.end);
        let Some((digit, end)) = self.digit_at(side.end) else { return };
        let is_whole = side.number.coefficient.scale() == 0 && side.inside.is_none();
        let next = self.rest(end);
        let goes_on = next.first().is_some_and(|c| self.reader.numerals.starts(*c))
            || self.reader.scales.longest(next).is_some()
            || self.reader.phrases.longest(rest).is_some()
            || self.unit_at(end).is_some()
            || self.is_apart(end)
            || matches!(next, ['.', ..]);
        if is_whole
            && !goes_on
            && !digit.is_zero()
            && let Some(tenth) = digit.checked_div(Decimal::TEN)
            && let Some(sum) = side.number.coefficient.checked_add(tenth)
        {
            side.number.coefficient = sum;
            side.plain.is_one = false;
            side.end = end;
        }
    }

    /// Adds the parts of one of a currency behind its unit: 3元5角, 2角5分.
    fn add_coin(&self, side: &mut Side<'a>, unit: &UnitWord<'a>) {
        let mut shift = unit.shift;
        let is_whole = side.number.exponent == 0 && side.number.coefficient.scale() == 0;
        while let Some((digit, end)) = self.digit_at(side.end).filter(|_| is_whole)
            && let rest = self.rest(end)
            && let Some((length, (money, power))) =
                self.reader.small_coins.longest(rest).or(self.reader.coins.longest(rest))
            && unit.meanings.first() == Some(money)
            && u32::from(*power) > shift
            && let Some(part) = digit.checked_mul(Decimal::new(1, u32::from(*power) - unit.shift))
            && let Some(sum) = side.number.coefficient.checked_add(part)
        {
            side.number = Number::new(sum, 0);
            side.end = end + length;
            shift = u32::from(*power);
        }
    }

    /// A single digit or a character for one, with its end.
    pub(super) fn digit_at(&self, at: usize) -> Option<(Decimal, usize)> {
        let first = self.chars.get(at..at + 1)?;
        let (value, _) = self.reader.numerals.read(first)?.ok()?;
        (value < Decimal::TEN).then_some((value, at + 1))
    }

    /// The number with its scale words; smaller ones may follow, as in 1亿2000万.
    pub(super) fn scaled(&self, at: usize, plain: Plain, money: bool) -> Result<Side<'a>, usize> {
        let mut side = Side {
            plain,
            start: at,
            number_end: plain.end,
            end: plain.end,
            number: plain.number,
            has_scale: plain.has_scale,
            inside: None,
            unit: None,
            is_fraction: false,
            is_level: false,
        };
        self.take_inside(&mut side)?;
        let mut n_parts = 0;
        while let Some((end, scale)) = self
            .scale_at(side.end, money)
            .or_else(|| self.scale_joined(side.end))
            .filter(|_| n_parts < 6)
        {
            if side.number.exponent == 0 {
                side.number.exponent = scale;
            }
            (side.end, side.number_end, side.has_scale) = (end, end, true);
            n_parts += 1;
            let next = self.chars.get(end).copied();
            let is_joined = next.is_some_and(|c| self.reader.numerals.continues(c));
            let start = if is_joined { end } else { self.past_spaces(end) };
            if side.inside.is_some() || !(is_joined || self.starts_number(start)) {
                break;
            }
            let Some(Token::Number(smaller)) = self.number_at(start) else { break };
            if smaller.upper.is_some() {
                break;
            }
            // Apart from it, a part of the same number has a scale word: 2 млн 300 тыс.
            if !is_joined && self.scale_at(smaller.end, money).is_none() {
                break;
            }
            let Some(sum) = self.sum(&side, start..smaller.end, smaller.number, money) else {
                break;
            };
            side.number = sum;
            (side.end, side.number_end) = (smaller.end, smaller.end);
        }
        self.take_inside(&mut side)?;
        if side.number.value().is_none() {
            return Err(side.end);
        }
        Ok(side)
    }

    /// The number with a smaller part added; `None` if the part is another number.
    fn sum(
        &self,
        side: &Side<'a>,
        part: Range<usize>,
        smaller: Number,
        money: bool,
    ) -> Option<Number> {
        let next = self.scale_at(part.end, money).map_or(0, |(_, scale)| scale);
        let digits = smaller.coefficient;
        let text = &self.chars[part.clone()];
        let scale = side.number.exponent;
        let omitted = self.reader.numerals.omitted_power(text, scale, next);
        let next = match omitted {
            // 1.2亿5 is no number, 3亿5年内 and 两万五星级 are two.
            Some(_) if side.number.coefficient.scale() > 0 => return None,
            Some((_, true)) if self.is_apart(part.end) => return None,
            Some((power, _)) => power,
            None => next,
        };
        let part = Number::new(digits, next).value()?;
        let step = Number::new(Decimal::ONE, side.number.exponent).value()?;
        if part >= step {
            return None;
        }
        let sum = Number::new(side.number.at_exponent(next)?.checked_add(digits)?, next);
        // 一亿二 is 1.2亿.
        Some(match omitted {
            Some(_) => Number::new(sum.at_exponent(scale)?, scale),
            None => sum,
        })
    }

    /// Whether a digit that ends at a place belongs to what follows, and not to the scale word
    /// before it.
    fn is_apart(&self, end: usize) -> bool {
        let rest = self.rest(end);
        let is_time = || {
            let first = self.unit_at(end).and_then(|unit| unit.meanings.first().copied());
            first.is_some_and(|unit| self.is_time(unit))
        };
        rest.first().is_some_and(|c| is_letter(*c) || matches!(c, '-' | '/' | ':'))
            || self.reader.not_after.longest(rest).is_some()
            || self.reader.fraction_mark.longest(rest).is_some()
            || is_time()
    }

    /// Takes 余 and the like; a word that makes the number a guess makes it none.
    fn take_inside(&self, side: &mut Side<'a>) -> Result<(), usize> {
        if let Some((length, ())) = self.reader.vague_inside.longest(self.rest(side.end))
            && side.plain.style == Style::Numerals
        {
            return Err(side.end + length);
        }
        if let Some((length, relation)) = self.reader.inside.longest(self.rest(side.end))
            && side.inside.is_none()
        {
            side.inside = Some(*relation);
            side.end += length;
            side.number_end = side.end;
        }
        Ok(())
    }

    /// A scale word after a number: where it ends, and its power of ten. A single letter is one
    /// only where money is meant, and a unit of the same letters goes first otherwise.
    pub(super) fn scale_at(&self, at: usize, money: bool) -> Option<(usize, u8)> {
        let start = self.past_spaces(at);
        let (length, scale) = self.reader.scales.longest(self.rest(start))?;
        let end = start + length;
        let is_letter_alone = length == 1 && is_letter(self.chars[start]);
        if is_letter_alone {
            let means_money = money
                || self
                    .unit_at(self.past_spaces(end))
                    .is_some_and(|unit| matches!(unit.meanings.first(), Some(Unit::Money(_))));
            return means_money.then_some((end, *scale));
        }
        let unit = self.reader.units.longest(self.rest(start)).map_or(0, |(length, _)| length);
        (unit <= length).then_some((end, *scale))
    }

    /// Takes a power of ten with a hyphen and no measure as the size of something, not as a number:
    /// `ten 10-billion projects`.
    fn take_level(&self, side: &mut Side<'a>) {
        let is_joined = self.is_hyphen(side.plain.end) && side.has_scale;
        let digits = side.plain.number.coefficient.normalize().to_string();
        let zeros = digits.strip_prefix('1').filter(|rest| rest.chars().all(|c| c == '0'));
        let power = zeros.and_then(|zeros| u8::try_from(zeros.len()).ok());
        let unit = side.unit.as_ref().and_then(|unit| unit.meanings.first());
        let is_counted = unit.is_none_or(|unit| self.reader.definitions.is_count(*unit));
        if let Some(power) = power.filter(|_| is_joined && is_counted) {
            side.is_level = true;
            side.number = Number::new(Decimal::ONE, side.number.exponent + power);
            side.plain.style = Style::Words;
        }
    }

    /// A scale word behind a hyphen: `a 12-billion-yuan investment`.
    fn scale_joined(&self, at: usize) -> Option<(usize, u8)> {
        let start = at + 1;
        let (length, scale) = self.reader.scales.longest(self.rest(start))?;
        (self.is_hyphen(at) && length > 3).then_some((start + length, *scale))
    }

    /// A word for a unit, or the code of a currency.
    pub(super) fn unit_at(&self, at: usize) -> Option<UnitWord<'a>> {
        let rest = self.rest(at);
        if let Some((length, ())) = self.reader.tenths.longest(rest) {
            let meanings = Cow::Owned(vec![Unit::Percent]);
            return Some(UnitWord { is_tenth: true, ..UnitWord::new(at + length, meanings) });
        }
        if let Some((length, ())) = self.reader.basis_points.longest(rest) {
            let meanings = Cow::Owned(vec![Unit::PercentagePoint]);
            return Some(UnitWord { shift: 2, ..UnitWord::new(at + length, meanings) });
        }
        if let Some((length, (unit, power))) = self.reader.coins.longest(rest)
            && !self.goes_on(at + length)
        {
            let meanings = Cow::Owned(vec![*unit]);
            return Some(UnitWord {
                shift: (*power).into(),
                ..UnitWord::new(at + length, meanings)
            });
        }
        let reader = self.reader;
        if let Some((length, meanings)) = reader.units.longest(rest) {
            let meanings = Cow::Borrowed(meanings.as_slice());
            return Some(UnitWord::new(at + length, meanings));
        }
        if !rest.first().is_some_and(char::is_ascii_uppercase) {
            return None;
        }
        let code: String = rest.iter().take(4).take_while(|c| is_letter(**c)).collect();
        let currency = Currency::from_code(&code)?;
        let meanings = Cow::Owned(vec![Unit::Money(currency)]);
        Some(UnitWord::new(at + code.len(), meanings))
    }

    /// Whether a unit measures, so that half of one is a figure.
    pub(super) fn is_measure(&self, unit: &UnitWord<'_>) -> bool {
        let is_measure = |unit: &Unit| match unit {
            Unit::Named(id) => !matches!(
                self.reader.definitions.get(*id).kind,
                UnitKind::Count | UnitKind::Multiple | UnitKind::Rate
            ),
            _ => false,
        };
        !unit.is_tenth && unit.meanings.first().is_some_and(is_measure)
    }

    pub(super) fn is_time(&self, unit: Unit) -> bool {
        let is_time = |id| {
            let kind = self.reader.definitions.get(id).kind;
            matches!(kind, UnitKind::Time | UnitKind::Calendar)
        };
        matches!(unit, Unit::Named(id) if is_time(id))
    }

    /// Adds the half that stands behind a whole number or its unit: 一个半小时, 两年半, `2 millions et
    /// demi`. Words that say `and` may stand apart, and behind a scale word.
    fn add_half(&self, side: &mut Side<'a>, words: &WordTable<()>, says_and: bool) {
        let Number { coefficient: whole, exponent } = side.number;
        let is_whole = whole.scale() == 0 && side.inside.is_none() && (says_and || exponent == 0);
        let at = if says_and { self.past_spaces(side.end) } else { side.end };
        if let Some((length, ())) = words.longest(self.rest(at))
            && is_whole
            && let Some(sum) = whole.checked_add(Decimal::new(5, 1))
        {
            side.number = Number::new(sum, exponent);
            side.plain.is_one = false;
            side.end = at + length;
        }
    }

    /// Rejects a number that goes on as a name or a code: `5G`, `18号线`, 六大.
    fn check_end(&self, side: &Side<'a>, money: bool) -> Result<(), usize> {
        let unit_length = side.unit.as_ref().map_or(0, |unit| unit.end - side.number_end);
        if side.inside.is_none()
            && let Some((length, ())) = self.reader.not_after.longest(self.rest(side.number_end))
            && length > unit_length
        {
            return Err(side.number_end + length);
        }
        if side.unit.is_some() {
            return Ok(());
        }
        // `une trentaine d'entrepreneurs`: a word for a number may end in a mark.
        let is_joined = self.chars[side.end - 1].is_alphanumeric();
        match self.chars.get(side.end) {
            Some(c) if is_joined && (is_letter(*c) || c.is_ascii_digit() || *c == '_') => {
                Err(self.past_word(side.end))
            }
            // `$5 billion-worth of goods`, `1,200-plus`.
            _ if money || side.has_scale || self.relation_after(side.end).0.is_some() => Ok(()),
            _ if self.is_hyphen(side.end) && self.is_word_hyphen(side.end) => {
                Err(self.past_word(side.end + 1))
            }
            _ => Ok(()),
        }
    }

    /// Whether a hyphen joins a number to a word, as in `4-star`.
    fn is_word_hyphen(&self, at: usize) -> bool {
        self.chars.get(at + 1).is_some_and(|c| is_letter(*c))
    }

    /// Where the word or number at a place ends.
    pub(super) fn past_word(&self, at: usize) -> usize {
        let rest = self.rest(at).iter();
        at + rest.take_while(|c| is_letter(**c) || c.is_ascii_digit()).count().max(1)
    }

    /// Whether the text goes on at a place as a name does, in a script without spaces.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let Some(&c) = self.chars.get(at) else { return false };
        if is_space(c) || is_letter(c) || !c.is_alphabetic() {
            return false;
        }
        self.reader.particles.longest(self.rest(at)).is_none()
    }
}

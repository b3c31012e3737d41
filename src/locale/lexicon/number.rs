//! Reading digits with their marks, and numbers written in characters.

use crate::locale::words::NumberWords;
use crate::value::ValueErrorKind;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The marks and numerals of all languages.
#[derive(Debug, Default)]
pub(in crate::locale) struct NumberReader {
    group_marks: Vec<char>,
    decimal_marks: Vec<char>,
    numerals: BTreeMap<char, Numeral>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Digit(u8),
    Power(u8),
    Point,
}

/// A number that cannot be read: what is wrong and how many characters are.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::locale) struct BadNumber {
    pub(in crate::locale) kind: ValueErrorKind,
    pub(in crate::locale) message: &'static str,
    pub(in crate::locale) help: Option<&'static str>,
    pub(in crate::locale) length: usize,
}

impl NumberReader {
    /// Takes the marks of groups and of decimals; those of a language that is not of the site only
    /// where they do not say something there already.
    pub(in crate::locale) fn add_marks(&mut self, words: &NumberWords, is_own: bool) {
        let taken = [self.group_marks.as_slice(), &self.decimal_marks].concat();
        let marks = |known: &mut Vec<char>, text: &str| {
            let is_new = |c: &char| !c.is_whitespace() && (is_own || !taken.contains(c));
            known.extend(text.chars().filter(is_new));
        };
        marks(&mut self.group_marks, &words.group);
        marks(&mut self.decimal_marks, &words.decimal);
    }

    /// Takes the characters in which numbers are written.
    pub(in crate::locale) fn add_numerals(&mut self, words: &NumberWords) {
        let Some(numerals) = &words.numerals else { return };
        for (characters, digit) in numerals.digits.iter().zip(0..) {
            self.numerals.extend(characters.chars().map(|c| (c, Numeral::Digit(digit))));
        }
        let powers = numerals.powers.iter();
        self.numerals.extend(powers.map(|(c, power)| (*c, Numeral::Power(*power))));
        self.numerals.extend(
            numerals.point.iter().flat_map(|p| p.chars().next()).map(|c| (c, Numeral::Point)),
        );
    }

    /// Whether a number can start with this character.
    pub(in crate::locale) fn starts(&self, c: char) -> bool {
        c.is_ascii_digit() || self.numerals.get(&c).is_some_and(|n| *n != Numeral::Point)
    }

    /// Whether smaller digits after a scale word can start with this character. A power alone
    /// cannot: it is part of a unit, as in 万千瓦.
    pub(in crate::locale) fn continues(&self, c: char) -> bool {
        c.is_ascii_digit() || matches!(self.numerals.get(&c), Some(Numeral::Digit(_)))
    }

    /// The power of ten that goes without saying behind a part of a number that follows a scale word
    /// directly: two is 0.2 of it in 一亿二 and 1万5, and five thousand of 万 in 一亿五千. `scale` is
    /// the power of the scale word, `next` that of one behind the part, 0 without one. With whether
    /// the part is of one digit, which alone reads so in every mouth.
    pub(in crate::locale) fn omitted_power(
        &self,
        part: &[char],
        scale: u8,
        next: u8,
    ) -> Option<(u8, bool)> {
        let is_digit = |c: &char| match self.numerals.get(c) {
            Some(Numeral::Digit(digit)) => *digit > 0,
            _ => c.is_ascii_digit() && *c != '0',
        };
        let is_thousand = |c: &char| self.numerals.get(c) == Some(&Numeral::Power(3));
        let is_gap = scale >= 8;
        match (part, next) {
            ([one], 0) if is_digit(one) && scale > 1 => Some((scale - 1, true)),
            ([one], 3) if is_digit(one) && is_gap => Some((scale - 1, false)),
            ([one, thousand, ..], 0) if is_digit(one) && is_thousand(thousand) && is_gap => {
                Some((scale - 4, false))
            }
            _ => None,
        }
    }

    /// The number at the start of a text, with its length; `None` if there is none.
    pub(in crate::locale) fn read(
        &self,
        text: &[char],
    ) -> Option<Result<(Decimal, usize), BadNumber>> {
        let first = *text.first()?;
        if first.is_ascii_digit() {
            return Some(self.read_digits(text));
        }
        self.starts(first).then(|| self.read_numerals(text))
    }

    /// Two neighbouring digits that are a guess, as its ends, with its length: 三四百, 二十五六.
    pub(in crate::locale) fn read_guess(&self, text: &[char]) -> Option<(u64, u64, usize)> {
        let numerals: Vec<_> = text.iter().map_while(|c| self.numerals.get(c).copied()).collect();
        let digit = |at: usize| match numerals.get(at) {
            Some(Numeral::Digit(digit)) if *digit > 0 => Some(*digit),
            _ => None,
        };
        let at = (0..numerals.len()).find(|at| digit(*at).is_some() && digit(at + 1).is_some())?;
        let is_guess = (1..=2).contains(&digit(at + 1)?.checked_sub(digit(at)?)?);
        let is_pair = digit(at + 2).is_none() && numerals.get(at + 2) != Some(&Numeral::Digit(0));
        if !is_guess || !is_pair {
            return None;
        }
        let end = |digit: usize| {
            let mut numerals = numerals.clone();
            numerals.remove(at + 1 - digit);
            whole_value(&numerals)
        };
        // 一百二三 leaves out the tens: 120 to 130.
        Some((end(0)?, end(1)?, numerals.len()))
    }

    /// A small whole number in digits or characters, as months and days are written.
    pub(in crate::locale) fn read_small(&self, text: &[char]) -> Option<(u32, usize)> {
        let n_digits = text.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
        match n_digits {
            0 => {
                let (value, length) = self.read(text)?.ok()?;
                Some((value.try_into().ok()?, length))
            }
            1 | 2 => Some((digits_value(&text[..n_digits]), n_digits)),
            _ => None,
        }
    }

    /// A year: four digits or four characters for digits.
    pub(in crate::locale) fn read_year(&self, text: &[char]) -> Option<u32> {
        let mut year = 0;
        for c in text.get(..4)? {
            let digit = match self.numerals.get(c) {
                Some(Numeral::Digit(digit)) => u32::from(*digit),
                _ => c.to_digit(10)?,
            };
            year = year * 10 + digit;
        }
        Some(year)
    }

    fn read_digits(&self, text: &[char]) -> Result<(Decimal, usize), BadNumber> {
        let mut digits = String::new();
        let mut at = push_digits(&mut digits, text);
        let mut n_marks = 0;
        let mut mark = None;
        while let Some(&c) = text.get(at) {
            let is_mark = self.group_marks.contains(&c) || c == ' ';
            if !is_mark
                || mark.is_some_and(|mark| mark != c)
                || !is_group(at, n_marks, &text[at + 1..])
            {
                break;
            }
            (mark, n_marks) = (Some(c), n_marks + 1);
            at += 1 + push_digits(&mut digits, &text[at + 1..]);
        }
        if n_marks == 1 && mark.is_some_and(|mark| self.decimal_marks.contains(&mark)) {
            return Err(bad(at, "here the mark can be one of groups or of decimals", None));
        }
        if digits.len() > 1 && digits.starts_with('0') {
            return Err(bad(at, "a number does not start with 0", None));
        }
        if let (Some(c), Some(next)) = (text.get(at), text.get(at + 1))
            && self.decimal_marks.contains(c)
            && next.is_ascii_digit()
        {
            digits.push('.');
            at += 1 + push_digits(&mut digits, &text[at + 1..]);
        }
        self.reject_continued(text, at)?;
        decimal(&digits, at)
    }

    /// Digits that go on in a way no report writes, such as `1e3`, `1_000`, `1,00`.
    fn reject_continued(&self, text: &[char], at: usize) -> Result<(), BadNumber> {
        let (Some(&c), next) = (text.get(at), text.get(at + 1)) else { return Ok(()) };
        if !next
            .is_some_and(|next| next.is_ascii_digit() || (c != ' ' && matches!(next, '+' | '-')))
        {
            return Ok(());
        }
        let help = match c {
            'e' | 'E' => "write the number in full or with a scale word",
            '_' => "leave the `_` out",
            _ if self.group_marks.contains(&c) || self.decimal_marks.contains(&c) => {
                "marks of groups stand between groups of three digits"
            }
            _ => return Ok(()),
        };
        let length = at + 1 + text[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
        Err(bad(length, "this is not how a number is written", Some(help)))
    }

    fn read_numerals(&self, text: &[char]) -> Result<(Decimal, usize), BadNumber> {
        let numerals = text.iter().map_while(|c| self.numerals.get(c).copied());
        let all: Vec<_> = numerals.collect();
        let n_whole = all.iter().position(|n| *n == Numeral::Point).unwrap_or(all.len());
        let whole = whole_value(&all[..n_whole]).ok_or_else(|| {
            bad(n_whole, "this is not one number", Some("write an exact number, or a range"))
        })?;
        let fraction = all.get(n_whole + 1..).unwrap_or_default();
        let n_fraction = fraction.iter().take_while(|n| matches!(n, Numeral::Digit(_))).count();
        if n_fraction == 0 {
            return Ok((whole.into(), n_whole));
        }
        let mut digits = format!("{whole}.");
        for numeral in &fraction[..n_fraction] {
            if let Numeral::Digit(digit) = numeral {
                digits.push(char::from(b'0' + digit));
            }
        }
        decimal(&digits, n_whole + 1 + n_fraction)
    }
}

/// The value of characters for digits and powers: by places (二〇二三), or by powers (两百八十九).
/// Two or three neighbouring digits (三四) are a guess, not a number.
fn whole_value(numerals: &[Numeral]) -> Option<u64> {
    if numerals.len() > 1 && numerals.iter().all(|n| matches!(n, Numeral::Digit(_))) {
        let has_zero = numerals.contains(&Numeral::Digit(0));
        return (has_zero || numerals.len() >= 4).then(|| by_places(numerals)).flatten();
    }
    let mut total = 0_u64;
    let mut digit = None;
    let mut last_power = u8::MAX;
    let mut after_zero = false;
    for (index, numeral) in numerals.iter().enumerate() {
        match *numeral {
            Numeral::Digit(0) if numerals.len() > 1 => after_zero = true,
            Numeral::Digit(value) if digit.is_none() => digit = Some(u64::from(value)),
            Numeral::Power(power) if power < last_power => {
                // A leading 十 is ten; elsewhere a power needs its digit.
                let value = digit.take().or((index == 0).then_some(1))?;
                total = total.checked_add(times_power(value, power)?)?;
                (last_power, after_zero) = (power, false);
            }
            _ => return None,
        }
    }
    // 三百五 is 350, 三百零五 is 305.
    let place = if after_zero || last_power == u8::MAX { 0 } else { last_power - 1 };
    total.checked_add(times_power(digit.unwrap_or(0), place)?)
}

fn times_power(value: u64, power: u8) -> Option<u64> {
    value.checked_mul(10_u64.checked_pow(u32::from(power))?)
}

fn by_places(numerals: &[Numeral]) -> Option<u64> {
    numerals.iter().try_fold(0_u64, |value, numeral| match numeral {
        Numeral::Digit(digit) => value.checked_mul(10)?.checked_add(u64::from(*digit)),
        _ => None,
    })
}

/// Whether a group of exactly three digits follows a mark at `at`.
fn is_group(at: usize, n_marks: usize, after: &[char]) -> bool {
    let n_digits = after.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    n_digits == 3 && (n_marks > 0 || at <= 3)
}

fn push_digits(digits: &mut String, text: &[char]) -> usize {
    let before = digits.len();
    digits.extend(text.iter().take_while(|c| c.is_ascii_digit()));
    digits.len() - before
}

fn digits_value(digits: &[char]) -> u32 {
    digits.iter().filter_map(|c| c.to_digit(10)).fold(0, |value, digit| value * 10 + digit)
}

fn decimal(digits: &str, length: usize) -> Result<(Decimal, usize), BadNumber> {
    let value = Decimal::from_str_exact(digits);
    let value = value.map_err(|_| bad(length, "a number has at most 28 digits", None))?;
    Ok((value, length))
}

fn bad(length: usize, message: &'static str, help: Option<&'static str>) -> BadNumber {
    BadNumber { kind: ValueErrorKind::BadNumber, message, help, length }
}

//! Printing numbers: marks, groups, scale words, shares.

use crate::locale::Locale;
use crate::locale::fill::fill;
use crate::locale::words::NumberWords;
use crate::value::{Count, Number, Plurals, Unit, Units, round};
use rust_decimal::Decimal;

/// The marks in numbers of a language.
#[derive(Debug, Clone, Copy)]
pub struct NumberMarks<'l> {
    /// Before decimals.
    pub decimal: &'l str,
    /// Between groups of digits.
    pub group: &'l str,
    /// From how many digits on there are groups.
    pub group_from: usize,
    /// Before negative numbers.
    pub minus: &'l str,
}

impl Locale {
    /// The marks in its numbers, for scripts that print some.
    #[must_use]
    pub fn number_marks(&self) -> NumberMarks<'_> {
        let NumberWords { decimal, group, group_from, minus, .. } = &self.words.numbers;
        NumberMarks { decimal, group, group_from: *group_from, minus }
    }
}

impl NumberWords {
    /// The digits with this language's marks; decimals as the number has them.
    pub(in crate::locale) fn digits(&self, value: Decimal) -> String {
        let text = value.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::with_capacity(text.len() + text.len() / 3 + 4);
        if value.is_sign_negative() && !value.is_zero() {
            out.push_str(&self.minus);
        }
        let is_grouped = whole.len() >= self.group_from;
        for (index, digit) in whole.chars().enumerate() {
            if is_grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// The power of ten under which a number is printed: that of the largest scale word it
    /// reaches, or 0. A number written in full stays so unless a scale word makes it shorter.
    pub(in crate::locale) fn exponent_for(&self, number: Number) -> u8 {
        let Some(power) = self.largest_scale(number) else { return 0 };
        let is_shorter = number.exponent > 0
            || number.at_exponent(power).is_some_and(|scaled| {
                n_digits(scaled.mantissa()) < n_digits(number.coefficient.mantissa())
            });
        if is_shorter { power } else { 0 }
    }

    /// The power of ten of the largest scale word that a number reaches.
    fn largest_scale(&self, number: Number) -> Option<u8> {
        let reached = |power: &u8| {
            number.at_exponent(*power).is_some_and(|scaled| scaled.abs() >= Decimal::ONE)
        };
        self.scales.iter().rev().map(|scale| scale.power).find(reached)
    }

    /// The digits of a number under a power of ten. A number past 28 digits, which reading
    /// rejects, keeps its own.
    pub(in crate::locale) fn digits_at(&self, number: Number, exponent: u8) -> String {
        self.digits(number.at_exponent(exponent).unwrap_or(number.coefficient))
    }

    /// Puts the word of a power of ten to digits.
    pub(in crate::locale) fn with_scale(
        &self,
        digits: String,
        count: Count,
        plurals: Plurals,
    ) -> String {
        let Some(word) = self.scale_word(count, plurals) else { return digits };
        fill(&self.scale, |slot, out| {
            out.push_str(if slot == "n" { &digits } else { word });
            true
        })
    }

    /// A number with its scale word.
    pub(in crate::locale) fn scaled(&self, number: Number, plurals: Plurals) -> String {
        let exponent = self.exponent_for(number);
        let digits = self.digits_at(number, exponent);
        self.with_scale(digits, count_at(number, exponent), plurals)
    }
}

impl Locale {
    /// A whole number.
    #[must_use]
    pub fn integer(&self, n: impl Into<Decimal>) -> String {
        self.words.numbers.digits(n.into().trunc())
    }

    /// A number with the decimals it has.
    #[must_use]
    pub fn decimal(&self, value: &Decimal) -> String {
        self.words.numbers.digits(*value)
    }

    /// The power of ten of the scale word under which a number is printed when it has few
    /// decimals; 0 without one.
    #[must_use]
    pub fn scale_of(&self, number: Number) -> u8 {
        match number.coefficient.scale() {
            0 => self.words.numbers.exponent_for(number),
            _ => self.words.numbers.largest_scale(number).unwrap_or_default(),
        }
    }

    /// A number with a scale word where it has one: `383.8亿`, `38.38 billion`.
    #[must_use]
    pub fn number(&self, number: Number) -> String {
        self.words.numbers.scaled(number, self.plurals)
    }

    /// A ratio as a percentage, rounded half away from zero: 0.725 is `72.5%` with one decimal.
    #[must_use]
    pub fn percent(&self, ratio: Decimal, decimals: u8) -> String {
        let percent = hundredfold(ratio, decimals);
        let digits = self.words.numbers.digits(percent);
        self.with_unit(&digits, percent.into(), Unit::Percent, &NO_UNITS)
    }

    /// A difference of two ratios in percentage points, with its sign unless it rounds to zero.
    #[must_use]
    pub fn points(&self, difference: Decimal, decimals: u8) -> String {
        let points = hundredfold(difference, decimals);
        let digits = self.words.numbers.digits(points);
        let sign = if points.is_sign_positive() && !points.is_zero() { "+" } else { "" };
        let text = format!("{sign}{digits}");
        self.with_unit(&text, points.into(), Unit::PercentagePoint, &NO_UNITS)
    }
}

/// A number as it is printed under a power of ten.
pub(in crate::locale) fn count_at(number: Number, exponent: u8) -> Count {
    Count::new(number.at_exponent(exponent).unwrap_or(number.coefficient), exponent)
}

/// For units that need no definition: percent and percentage points.
static NO_UNITS: std::sync::LazyLock<Units> = std::sync::LazyLock::new(Units::builtin);

fn hundredfold(ratio: Decimal, decimals: u8) -> Decimal {
    round(ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(ratio), u32::from(decimals))
}

fn n_digits(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().checked_ilog10().map_or(1, |power| power + 1)
}

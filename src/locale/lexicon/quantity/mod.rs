//! Reading quantities.

mod column;
mod side;
mod units;

use super::text::Text;
use super::{Expect, Lexicon};
use crate::diag::closest;
use crate::value::{Number, Quantity, Relation, Unit, ValueError, ValueErrorKind};
pub(super) use column::ColumnUnit;
use std::borrow::Cow;
use std::ops::Range;

/// Reads a quantity, by itself or as one of a column: `7 × RMB 100 million`.
pub(super) fn read(lexicon: &Lexicon, text: &str, expect: Expect) -> Result<Quantity, ValueError> {
    let column = of_column(text).filter(|column| !column.unit.is_empty());
    let text = column.map_or(text, |column| column.figure);
    let folded = Text::new(text);
    if folded.chars().is_empty() {
        return Err(ValueError::new(
            ValueErrorKind::Empty,
            0..text.len(),
            "a figure is missing here",
        ));
    }
    Reader { lexicon, source: text, text: &folded, at: 0, expect, column }.quantity()
}

/// What stands between a figure and the unit of its column, in words, when both are one text.
pub const TIMES: char = '×';

/// What stands behind a unit that is that of a whole sheet.
pub const OF_SHEET: char = '?';

/// A figure of a column as it is read of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfColumn<'a> {
    /// As its cell says it.
    pub figure: &'a str,
    /// The unit of its column.
    pub unit: &'a str,
    /// The unit is said of the whole sheet, so it is that of the figures that can have it.
    pub is_of_sheet: bool,
}

/// The figure and the unit of its column in a text that is both.
#[must_use]
pub fn of_column(text: &str) -> Option<OfColumn<'_>> {
    let (figure, unit) = text.rsplit_once(TIMES)?;
    let of_sheet = unit.trim_end().strip_suffix(OF_SHEET);
    let unit = of_sheet.unwrap_or(unit).trim();
    Some(OfColumn { figure: figure.trim_end(), unit, is_of_sheet: of_sheet.is_some() })
}

/// Goes through a text once, from left to right.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    source: &'a str,
    text: &'a Text,
    at: usize,
    expect: Expect,
    /// What it says of the column, in words.
    column: Option<OfColumn<'a>>,
}

/// One number with the words around it.
struct Side<'a> {
    number: Number,
    has_scale: bool,
    has_unit_after: bool,
    inside: Option<Relation>,
    units: Option<Words<'a>>,
    /// Characters.
    range: Range<usize>,
}

/// The units a word may stand for, and its place in characters.
#[derive(Clone)]
struct Words<'a> {
    meanings: Cow<'a, [Unit]>,
    range: Range<usize>,
    /// The word, where it is none of the text but that of a column.
    of_column: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn quantity(mut self) -> Result<Quantity, ValueError> {
        let before = self.take(|lexicon| &lexicon.before).copied();
        let low = self.side()?;
        let is_negative = low.number.coefficient.is_sign_negative();
        let high = match self.take_between(is_negative) {
            true => Some(self.side()?),
            false => None,
        };
        let after = self.take(|lexicon| &lexicon.after).copied();
        let mut last = high.as_ref().unwrap_or(&low).units.clone();
        if after.is_some() && last.is_none() {
            last = self.take_unit();
        }
        if self.at < self.rest_end() {
            return Err(self.unexpected(last.is_some()));
        }
        let relations = [before, low.inside, high.as_ref().and_then(|high| high.inside), after];
        let (low, high, last) = self.in_column(low, high, last)?;
        self.finish(relations, low, high, last)
    }

    /// Puts the parts together and checks that they agree.
    fn finish(
        &self,
        relations: [Option<Relation>; 4],
        mut low: Side<'a>,
        high: Option<Side<'a>>,
        last: Option<Words<'a>>,
    ) -> Result<Quantity, ValueError> {
        let all = 0..self.text.chars().len();
        let stated = relations.into_iter().flatten().filter(|r| *r != Relation::Range);
        let mut stated = stated.filter(|relation| *relation != Relation::Exactly);
        let relation = stated.next();
        let opens_range = relations[0] == Some(Relation::Range);
        if stated.next().is_some() || (relation.is_some() && high.is_some()) {
            let message = "two words say how the number is meant";
            return Err(self.error(ValueErrorKind::Unexpected, all, message));
        }
        if opens_range && high.is_none() {
            return Err(self.error(ValueErrorKind::Unexpected, all, "the range has no upper end"));
        }
        let Some(high) = high else {
            self.check_size(&low)?;
            let unit = self.resolve_unit(last.or(low.units))?;
            let relation = relation.unwrap_or_default();
            return Ok(Quantity { relation, number: low.number, upper: None, unit });
        };
        self.share_scale(&mut low, &high)?;
        self.check_size(&low)?;
        self.check_size(&high)?;
        let words = self.common(low.units, last)?;
        if low.number.value() > high.number.value() {
            let message = "the range goes from the higher number to the lower";
            return Err(self
                .error(ValueErrorKind::Impossible, low.range.start..high.range.end, message)
                .help("write the lower number first, both with their scale word"));
        }
        let unit = self.resolve_unit(words)?;
        let (relation, number, upper) = (Relation::Range, low.number, Some(high.number));
        Ok(Quantity { relation, number, upper, unit })
    }

    /// In `7–10 billion` the scale word is that of both. In `RMB 7 to RMB 10 billion` nobody can
    /// tell, in `RMB 500,000 to RMB 1 million` it is that of the upper end.
    fn share_scale(&self, low: &mut Side<'a>, high: &Side<'a>) -> Result<(), ValueError> {
        if low.has_scale || !high.has_scale || low.has_unit_after {
            return Ok(());
        }
        let shared = Number::new(low.number.coefficient, high.number.exponent);
        if low.units.is_none() || high.units.is_none() {
            low.number = shared;
        } else if shared.compare(high.number).is_le() {
            let message = "it is not clear whether the scale word is that of both numbers";
            return Err(self
                .error(ValueErrorKind::BadNumber, low.range.start..high.range.end, message)
                .help("write the scale word after both numbers"));
        }
        Ok(())
    }

    fn check_size(&self, side: &Side<'a>) -> Result<(), ValueError> {
        if side.number.value().is_some() {
            return Ok(());
        }
        let message = "the amount is too large to be kept exactly";
        Err(self.error(ValueErrorKind::Impossible, side.range.clone(), message))
    }

    fn take<T>(&mut self, table: impl Fn(&'a Lexicon) -> &'a super::WordTable<T>) -> Option<&'a T> {
        self.skip_spaces();
        let (length, meaning) = table(self.lexicon).longest(self.rest())?;
        self.at += length;
        Some(meaning)
    }

    /// What stands between the ends of a range. Two dashes are one between 7 and 10; but the second
    /// is a sign where it is another one than the first, or where the lower end is negative.
    fn take_between(&mut self, is_negative: bool) -> bool {
        self.skip_spaces();
        let start = self.at;
        if self.take(|lexicon| &lexicon.between).is_none() {
            return false;
        }
        if self.at == start + 2 && self.text.chars()[start..self.at] == ['-', '-'] {
            let mark = |at: usize| &self.source[self.text.bytes(at..at + 1)];
            if is_negative || mark(start) != mark(start + 1) {
                self.at = start + 1;
            }
        }
        true
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().iter().take_while(|c| **c == ' ').count();
    }

    fn rest(&self) -> &'a [char] {
        &self.text.chars()[self.at..]
    }

    fn rest_end(&self) -> usize {
        self.text.chars().len()
    }

    /// What is left is no word known here.
    fn unexpected(&self, has_unit: bool) -> ValueError {
        let start = self.at + self.rest().iter().take_while(|c| **c == ' ').count();
        let range = start..self.rest_end();
        let found = &self.source[self.text.bytes(range.clone())];
        if let Some(number) = written_in_another_base(self.source) {
            let message = format!("`{}` is a number as programs write it", self.source.trim());
            let error = self.error(ValueErrorKind::Unexpected, range, &message);
            return error.help(format!("write it in decimal digits: `{number}`"));
        }
        if has_unit || found.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("`{found}` is not understood here");
            return self.error(ValueErrorKind::Unexpected, range, &message);
        }
        let message = format!("`{found}` is not a unit that this site knows");
        let error = self.error(ValueErrorKind::UnknownUnit, range, &message);
        let likely = closest(found, self.lexicon.unit_texts.iter().map(|word| &**word));
        match likely.filter(|likely| !leaves_a_word_out(found, likely)) {
            Some(likely) => error.help(format!("did you mean `{likely}`?")),
            None => error
                .help("use a unit of the locale files, or define it under `units` in `site.yaml`"),
        }
    }

    fn error(&self, kind: ValueErrorKind, range: Range<usize>, message: &str) -> ValueError {
        ValueError::new(kind, self.text.bytes(range), message)
    }
}

/// Whether a unit is only one of the words of a text: of 亿元 or `Mio. EUR` it would be another
/// amount. Letters that go on are a slip, as in `tonness`.
fn leaves_a_word_out(text: &str, unit: &str) -> bool {
    let (text, unit) = (text.to_lowercase(), unit.to_lowercase());
    let Some(at) = text.find(&unit).filter(|_| text != unit) else { return false };
    let (before, after) = (&text[..at], &text[at + unit.len()..]);
    let goes_on = |text: &str| text.chars().all(|c| c.is_ascii_lowercase());
    !(goes_on(before) && goes_on(&unit) && goes_on(after))
}

/// The number that `0x10`, `0o17` or `0b11` is.
fn written_in_another_base(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_lowercase();
    let (digits, base) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(sign, base)| Some((text.strip_prefix(sign)?, base)))?;
    u64::from_str_radix(digits, base).ok()
}

//! Going through a text once, from left to right.

use super::number::Token;
use super::tables::{Fraction, Phrase};
use super::{Figure, FigureKind, FigureReader, FoundPeriod, Reading, Told};
use crate::locale::lexicon::period::Prefix;
use crate::locale::lexicon::text::fold;
use crate::locale::lexicon::word_table::is_letter;
use crate::value::{Number, Period, Relation, Unit};
use rust_decimal::Decimal;
use std::ops::Range;

/// How many characters a date has at most.
const LONGEST_PERIOD: usize = 48;

pub(super) fn read(reader: &FigureReader, text: &str) -> Reading {
    if !text.chars().any(|c| reader.openers.has(fold_mark(c)) || reader.told.opens(fold_mark(c))) {
        return Reading::default();
    }
    let mut chars = Vec::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    for (offset, c) in text.char_indices() {
        chars.push(fold_mark(c));
        offsets.push(offset);
    }
    offsets.push(text.len());
    let may_link = text.contains('@') || text.contains("://") || text.contains("www.");
    let links = if may_link { super::lookalike::links(&chars) } else { Vec::new() };
    let mut links = links.into_iter().peekable();
    let found = Reading::default();
    let (named, words) = (None, Vec::new());
    let mut scan =
        Scan { reader, text, chars, offsets, floor: 0, named, dated: 0..0, words, found };
    let mut at = 0;
    while let Some(&c) = scan.chars.get(at) {
        if let Some(link) = links.next_if(|link| link.start <= at) {
            at = scan.pass(link.end.max(at));
            continue;
        }
        let is_inside = is_letter(c) && at > 0 && is_letter(scan.chars[at - 1]);
        if is_inside || !reader.openers.has(c) || scan.is_other_word(at) {
            at += 1;
            continue;
        }
        at = scan.step(at).max(at + 1);
    }
    scan.share_units();
    scan.share_scales();
    scan.share_points();
    let words = std::mem::take(&mut scan.words);
    let is_alone = scan.found == Reading::default() && words.is_empty();
    scan.found.told = scan.told();
    if is_alone {
        scan.found.told.retain(Told::says_enough);
    }
    scan.found.told.extend(words);
    scan.found
}

/// Folds a character, but leaves the marks apart that separate numbers in Chinese: `2022，29` are
/// two numbers.
fn fold_mark(c: char) -> char {
    match c {
        '\u{ff0c}' => c,
        // The mark of ratios: 1∶3.
        '\u{2236}' => ':',
        '\n' => '\n',
        _ => fold(c),
    }
}

/// A text on the way through it.
pub(super) struct Scan<'a> {
    pub(super) reader: &'a FigureReader,
    pub(super) text: &'a str,
    /// The text, folded.
    pub(super) chars: Vec<char>,
    /// Byte offset of each character, and of the end.
    offsets: Vec<usize>,
    /// Where what was found last ends: no figure begins before.
    pub(super) floor: usize,
    /// Where the last number ends that belongs to the word before it: `Scope 1 and 2`.
    named: Option<usize>,
    /// Where the last date stands.
    pub(super) dated: Range<usize>,
    /// Ratios of two numbers and names of days, which are compared as words are.
    pub(super) words: Vec<Told>,
    pub(super) found: Reading,
}

impl<'a> Scan<'a> {
    /// Whether a word begins at a place with which nothing can start.
    fn is_other_word(&self, at: usize) -> bool {
        let c = self.chars[at];
        is_letter(c)
            && !self.reader.numerals.starts(c)
            && !self.reader.beginnings.may_begin(self.rest(at))
    }

    /// Takes what starts at a place and returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let c = self.chars[at];
        if let Some(found) = self.period_at(at) {
            let end = at + found.length;
            // `the May Day holiday`, 五月花
            if let Some((length, Phrase::Nothing)) = self.reader.phrases.longest(self.rest(at))
                && length > found.length
                && self.is_phrase(at + length)
            {
                return self.pass(at + length);
            }
            self.add_period(at..end, found);
            return end;
        }
        if let Some((length, factor)) = self.reader.turned.longest(self.rest(at))
            && self.is_turned(at)
        {
            return self.phrase(at..at + length, Phrase::Multiple(*factor));
        }
        if let Some((length, phrase)) = self.reader.phrases.longest(self.rest(at))
            && self.is_phrase(at + length)
            // `half a day` is a number, `half` alone a part.
            && self.reader.word_numbers.longest(self.rest(at)).is_none_or(|(n, _)| n <= length)
            && !self.is_half_of_more(at..at + length)
        {
            return self.phrase(at..at + length, *phrase);
        }
        if c.is_ascii_digit()
            && let Some((end, part)) = self.slash_part_at(at)
        {
            return self.phrase(at..end, Phrase::Fraction(part));
        }
        if c.is_ascii_digit()
            && let Some(end) = self.shares_at(at)
        {
            return self.pass(end);
        }
        if c.is_ascii_digit()
            && let Some(end) = self.day_at(at)
        {
            return self.pass(end);
        }
        if c.is_ascii_digit()
            && let Some(end) = self.ratio_at(at)
        {
            return self.pass(end);
        }
        if c.is_ascii_digit()
            && let Some(end) = self.code_end(at)
        {
            self.named = if self.is_named(at) { Some(end) } else { self.named };
            return self.pass(end);
        }
        if !is_letter(c) && (self.is_named(at) || self.is_named_too(at)) && !self.has_scale(at) {
            let end = match self.number_at(at) {
                Some(Token::Number(plain)) => plain.end,
                Some(Token::Skip(end)) => end,
                None => at + 1,
            };
            self.named = Some(end);
            return self.pass(end);
        }
        // 范围一6.2万吨: what a numeral right before digits counts is a name.
        let is_numeral = !c.is_ascii_digit() && self.reader.numerals.starts(c);
        if is_numeral
            && self.starts_number(at + 1)
            && self.reader.scales.longest(self.rest(at)).is_none()
        {
            return self.pass(at + 1);
        }
        if let Some(figure) = self.level_at(at) {
            self.found.figures.push(figure);
            return self.floor;
        }
        if let Some(figure) = self.scale_alone(at) {
            self.found.figures.push(figure);
            return self.floor;
        }
        match self.figure_at(at) {
            Ok(figure) => {
                let end = self.floor;
                self.found.figures.push(figure);
                end
            }
            // A letter that starts no number may belong to the words before the next one.
            Err(end) if is_letter(c) || !self.reader.numerals.starts(c) => end,
            // 零 may belong to the words before the next one, too: 零下20度.
            Err(end) if self.reader.minus.is_begun(self.rest(at)) => end,
            Err(end) => self.pass(end),
        }
    }

    /// Whether a number goes on with what the one before it belongs to.
    fn is_named_too(&self, at: usize) -> bool {
        let Some(start) = self.named.map(|end| self.past_spaces(end)).filter(|at| *at > 0) else {
            return false;
        };
        let joined = match self.rest(start) {
            [',' | '、', ..] => Some(1),
            rest => self.reader.between.longest(rest).map(|(length, _)| length),
        };
        let follows = joined.is_some_and(|length| self.past_spaces(start + length) == at);
        follows && self.starts_number(at) && self.is_short(at)
    }

    /// Whether a number has no more digits than that of a name: `Scope 1 and 421,000 tonnes`.
    fn is_short(&self, at: usize) -> bool {
        let Some(Token::Number(plain)) = self.number_at(at) else { return true };
        (1..=3).contains(&plain.n_bare_digits)
    }

    /// Whether the verb stands before a place, parted from it by a relation: 翻了近一番.
    fn is_turned(&self, at: usize) -> bool {
        let start = self.context(at).start;
        let before = &self.chars[self.floor.min(start)..start];
        start < at && self.reader.turns.longest(before).is_some()
    }

    /// A phrase of letters ends where the word ends.
    fn is_phrase(&self, end: usize) -> bool {
        let inside = |at: usize| self.chars.get(at).copied().is_some_and(is_letter);
        !(end > 0 && inside(end - 1) && inside(end))
    }

    fn phrase(&mut self, range: Range<usize>, phrase: Phrase) -> usize {
        let (kind, value) = match phrase {
            Phrase::Nothing => return self.pass(range.end),
            Phrase::Multiple(factor) => (FigureKind::Multiple, Some(Decimal::from(factor))),
            Phrase::Fraction(fraction) => (FigureKind::Fraction, Fraction::value(fraction)),
        };
        let Some(value) = value else { return self.pass(range.end) };
        let context = self.context(range.start);
        let (mut after, mut end) = self.relation_after(range.end);
        if let Some((length, relation)) = self.reader.inside.longest(self.rest(range.end)) {
            (after, end) = (Some(*relation), range.end + length);
        }
        let named = |name| self.reader.definitions.by_name(name).map(Unit::Named);
        let relation = context.relation.or(after).filter(|r| *r != Relation::Range);
        let apart = match relation {
            None if kind == FigureKind::Fraction && !self.reader.apart_ends.is_empty() => {
                self.relation_apart(context.start, kind)
            }
            _ => None,
        };
        let points = self.unit_of_part(end).filter(|_| kind == FigureKind::Fraction);
        let (kind, end) = match &points {
            Some(unit) => (FigureKind::Points, unit.end),
            None => (kind, end),
        };
        let unit = points.and_then(|unit| unit.meanings.first().copied());
        let figure = Figure {
            range: self.bytes(context.start..end),
            number_range: self.bytes(range),
            kind,
            relation: relation.or(apart.map(|(relation, _)| relation)).unwrap_or_default(),
            number: Number::plain(value),
            upper: None,
            unit: if kind == FigureKind::Multiple { named("times") } else { unit },
            direction: context.direction,
            change: self.change_end(&context).map(|(end, _)| end),
            relation_word: match apart {
                Some((_, word)) => word,
                None => self.relation_word(&context, after),
            },
            is_part_of_next: self.is_part_of_next(end),
            is_spelled: true,
            is_rate: false,
            perhaps: None,
        };
        self.found.figures.push(figure);
        self.pass(end)
    }

    /// A date at a place.
    fn period_at(&self, at: usize) -> Option<Prefix> {
        let c = self.chars[at];
        if self.reader.numerals.starts(c) {
            let before = at.checked_sub(1).map(|before| self.chars[before]);
            let is_joined = |b: char| b.is_ascii_alphanumeric() || matches!(b, '.' | '_');
            let is_marked = matches!(before, Some('[' | '〔'))
                && matches!(self.chars.get(at + self.n_digits(at, 5)), Some(']' | '〕'));
            if before.is_some_and(is_joined) || is_marked || self.is_named(at) {
                return None;
            }
        } else {
            self.reader.period_openings.longest_opening(self.rest(at))?;
            // 提前一个月 are not the first month.
            if at > 0 && self.reader.told.holds(self.rest(at - 1), 1) {
                return None;
            }
        }
        let window = &self.chars[at..self.chars.len().min(at + LONGEST_PERIOD)];
        if self.is_time_bound(at) {
            return None;
        }
        let mut found = self.reader.periods.longest_prefix(window, &self.reader.numerals)?;
        let Some(year) = self.year_at(at) else { return Some(found) };
        let is_year = (1900..2100).contains(&year);
        if !is_year || (found.length == 4 && self.is_amount_rather(at, year)) {
            return None;
        }
        let written: String = self.chars[at..at + found.length].iter().collect();
        found.period = found.period.or_else(|| Period::parse_canonical(&written).ok());
        Some(found)
    }

    /// Whether a number of days stands at a place, and no day: 7日内.
    fn is_time_bound(&self, at: usize) -> bool {
        let n_digits = self.n_digits(at, 3);
        let Some((length, unit)) = self.reader.units_if_clear.longest(self.rest(at + n_digits))
        else {
            return false;
        };
        let end = at + n_digits + length;
        n_digits > 0
            && self.is_time(*unit)
            && (self.reader.behind_time.longest(self.rest(end)).is_some()
                || self.is_length(at, end))
    }

    /// Whether what stands before a number of days that ends there says that it is a length: 期限为
    /// 30日. Two days with a mark between them are dates: 公示期为6日至12日.
    pub(super) fn is_length(&self, start: usize, end: usize) -> bool {
        if self.reader.between.longest(self.rest(end)).is_some() {
            return false;
        }
        let mut back = start;
        for _ in 0..4 {
            let before = &self.chars[self.floor.min(back)..back];
            if self.reader.lengths.longest(before).is_some() {
                return true;
            }
            let said = self.reader.before.longest(before).map_or(0, |(length, _)| length);
            let is = self.reader.rates_are.longest(before).map_or(0, |(length, ())| length);
            let space = usize::from(before.last().is_some_and(|c| is_space(*c)));
            match said.max(is).max(space) {
                0 => return false,
                length => back -= length,
            }
        }
        false
    }

    /// The number of exactly four digits at a place.
    pub(super) fn year_at(&self, at: usize) -> Option<u32> {
        if self.n_digits(at, 5) != 4 {
            return None;
        }
        let digits = self.chars[at..at + 4].iter().filter_map(|c| c.to_digit(10));
        Some(digits.fold(0, |year, digit| year * 10 + digit))
    }

    /// Whether four digits that could be a year are the number of something.
    fn is_amount_rather(&self, at: usize, year: u32) -> bool {
        if self.context(at).money.is_some() {
            return true;
        }
        let end = at + 4;
        if self.reader.inside.longest(self.rest(end)).is_some() {
            return true;
        }
        let has_unit = self.unit_at(self.past_spaces(end)).is_some();
        let is_apart = self.past_spaces(end) > end;
        let is_recent = (2001..=2050).contains(&year);
        self.scale_at(end, false).is_some() || (has_unit && !(is_apart && is_recent))
    }

    fn add_period(&mut self, range: Range<usize>, found: Prefix) {
        self.floor = range.end;
        self.dated = range.clone();
        let range = self.bytes(range);
        let Prefix { period, times, .. } = found;
        self.found.periods.push(FoundPeriod { range, period, times });
    }

    /// Goes on at a place; what is found later does not begin before it.
    fn pass(&mut self, end: usize) -> usize {
        self.floor = self.floor.max(end);
        end
    }

    pub(super) fn rest(&self, at: usize) -> &[char] {
        self.chars.get(at..).unwrap_or_default()
    }

    pub(super) fn starts_number(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(char::is_ascii_digit)
    }

    pub(super) fn past_spaces(&self, at: usize) -> usize {
        at + self.rest(at).iter().take(4).take_while(|c| is_space(**c)).count()
    }

    /// Whether a hyphen stands at a place, and not a dash.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_one_of(at, &['-', '\u{2010}', '\u{2011}'])
    }

    /// Whether one of these characters stands at a place of the text as it was written.
    pub(super) fn is_one_of(&self, at: usize, written: &[char]) -> bool {
        at < self.chars.len() && self.text[self.offsets[at]..].starts_with(written)
    }

    /// The character at a place of the text as it was written.
    pub(super) fn written(&self, at: usize) -> Option<char> {
        self.text[self.offsets[at]..].chars().next()
    }

    /// The first character at or behind a byte.
    pub(super) fn offsets_end(&self, byte: usize) -> usize {
        self.offsets.partition_point(|offset| *offset < byte)
    }

    /// The bytes that these characters stand for.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.offsets[range.start]..self.offsets[range.end.max(range.start)]
    }
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n')
}

//! What is said of figures that do not agree.

use super::super::prose::Passage;
use crate::diag::{Code, Diagnostic};
use crate::figures::{Pairing, Verdict, Which};
use crate::locale::{Figure, Reading};
use crate::source::Span;
use std::ops::Range;

/// Two texts that say the same: in the site's first language, and in another.
pub(super) struct Pair<'a> {
    pub(super) left: Passage<'a>,
    pub(super) right: Passage<'a>,
    /// The names of their languages.
    pub(super) languages: [&'a str; 2],
    /// What was read in them.
    pub(super) readings: [&'a Reading; 2],
    /// The units that the heads of their tables give them.
    pub(super) units: [Option<&'a str>; 2],
}

impl Pair<'_> {
    /// The problem; `None` if they agree.
    pub(super) fn report(&self, pairing: &Pairing) -> Option<Diagnostic> {
        let mut left = shown(&self.left, &pairing.left, self.units[0]);
        let mut right = shown(&self.right, &pairing.right, self.units[1]);
        // `5.3%` does not differ from `5.3%`, but `grew by 5.3%` does from `fell by 5.3%`.
        let is_other_way = self.go_other_ways(pairing);
        if left == right || is_other_way {
            let wide = |passage: &Passage<'_>, ranges: &[Range<usize>]| {
                ranges.iter().map(|range| with_words(passage.words(), range)).collect::<Vec<_>>()
            };
            left = shown(&self.left, &wide(&self.left, &pairing.left), self.units[0]);
            right = shown(&self.right, &wide(&self.right, &pairing.right), self.units[1]);
        }
        let first = self.languages[0];
        let (code, message) = match pairing.verdict {
            Verdict::Agree => return None,
            Verdict::RoundedMarked => (
                Code::FigureRoundedMarked,
                format!("{right} is {left} in {first}: one of them is rounded, and says so"),
            ),
            Verdict::RoundedSilently => (
                Code::FigureRounded,
                format!("{right} is {left} in {first}: one of them is rounded and does not say so"),
            ),
            Verdict::UnitMissing(which) => {
                let lacking = if which == Which::Left { &left } else { &right };
                let message = format!("{right} is {left} in {first}: {lacking} has no unit");
                (Code::FigureUnitMissing, message)
            }
            Verdict::RelationDiffers => (
                Code::FigureRelationDiffers,
                format!("{right} says something else than {left} in {first}"),
            ),
            Verdict::RelationNear => (
                Code::FigureRelationNear,
                format!("{right} is not quite what {left} says in {first}"),
            ),
            Verdict::LimitAsResult(which) => {
                let (limit, result) =
                    if which == Which::Left { (&right, &left) } else { (&left, &right) };
                let message = format!("{result} is told as a result, but {limit} is a limit");
                (Code::LimitAsResult, message)
            }
            Verdict::Missing(Which::Right) => {
                (Code::FigureMissing, format!("{left}, as it stands in {first}, is missing here"))
            }
            Verdict::Missing(Which::Left) => {
                (Code::FigureMissing, format!("{right} is missing in {first}"))
            }
            Verdict::Swapped => (
                Code::FigureSwapped,
                format!("{right} stand in another order than {left} in {first}"),
            ),
            Verdict::Contradiction if is_other_way => {
                (Code::FigureDiffers, format!("{right} goes the other way than {left} in {first}"))
            }
            Verdict::Contradiction => {
                (Code::FigureDiffers, format!("{right} differs from {left} in {first}"))
            }
            Verdict::OtherTime => {
                (Code::PeriodDiffers, format!("{right} is another time than {left} in {first}"))
            }
            Verdict::TimeMissing(Which::Right) => {
                (Code::PeriodMissing, format!("{left}, as it stands in {first}, is not said here"))
            }
            Verdict::TimeMissing(Which::Left) => {
                (Code::PeriodMissing, format!("{right} is not said in {first}"))
            }
        };
        let (here, there) = self.places(pairing);
        let label = match pairing.verdict {
            Verdict::Missing(Which::Left) | Verdict::TimeMissing(Which::Left) => {
                format!("nothing like it here, in {first}")
            }
            _ => format!("{left} here, in {first}"),
        };
        Some(Diagnostic::new(code, here, message).related(there, label).help(help(code)))
    }

    /// Whether only the words differ that say which way it went by the same number.
    fn go_other_ways(&self, pairing: &Pairing) -> bool {
        let [left, right] = [(0, &pairing.left), (1, &pairing.right)].map(|(side, ranges)| {
            let of = |figure: &&Figure| matches!(&ranges[..], [range] if figure.range == *range);
            self.readings[side].figures.iter().find(of)
        });
        let (Some(left), Some(right)) = (left, right) else { return false };
        let ways = left.direction.zip(right.direction);
        pairing.verdict == Verdict::Contradiction
            && left.number.value() == right.number.value()
            && ways.is_some_and(|(left, right)| left != right)
    }

    /// The place in the later language and that in the first.
    fn places(&self, pairing: &Pairing) -> (Span, Span) {
        let span = |own: &Passage<'_>, ranges: &[Range<usize>], other: &Passage<'_>, at| match (
            ranges.first(),
            ranges.last(),
        ) {
            (Some(first), Some(last)) => own.place(first.start..last.end),
            _ => own.sentence_like(other, at),
        };
        let start = |ranges: &[Range<usize>]| ranges.first().map_or(0, |range| range.start);
        let here = span(&self.right, &pairing.right, &self.left, start(&pairing.left));
        let there = span(&self.left, &pairing.left, &self.right, start(&pairing.right));
        (here, there)
    }
}

/// The figures as they are written, for a message; with the unit that stands elsewhere.
fn shown(passage: &Passage<'_>, ranges: &[Range<usize>], unit: Option<&str>) -> String {
    let texts = ranges.iter().filter_map(|range| passage.words().get(range.clone()));
    let figures = texts.map(|text| format!("`{}`", text.trim())).collect::<Vec<_>>().join(" and ");
    unit.map_or_else(|| figures.clone(), |unit| format!("{figures} ({unit})"))
}

/// A figure with the words beside it, as far as they are in its clause.
fn with_words(text: &str, range: &Range<usize>) -> Range<usize> {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let length = |word: &str| word.trim_end().len();
    let behind = words(after.char_indices().map(|(at, c)| (at + c.len_utf8(), c)));
    let ahead = before.char_indices().rev().map(|(at, c)| (before.len() - at, c));
    let start = range.start - words(ahead);
    let start =
        start + text[start..range.start].len() - text[start..range.start].trim_start().len();
    start..range.end + length(&after[..behind])
}

/// How many bytes a few words have that begin where characters do that come with the place behind
/// them.
fn words(chars: impl Iterator<Item = (usize, char)>) -> usize {
    const MOST_WORDS: usize = 2;
    const MOST_CHARS: usize = 6;
    let (mut length, mut n_words, mut n_chars, mut is_word) = (0, 0, 0, false);
    for (end, c) in chars {
        let is_space = c.is_whitespace();
        if !is_space && !c.is_alphabetic() {
            return if is_word { end - c.len_utf8() } else { length };
        }
        // A script without spaces is counted by its characters.
        n_chars += usize::from(c > '\u{2e80}');
        if n_chars > MOST_CHARS || (is_space && n_words == MOST_WORDS) {
            return length;
        }
        n_words += usize::from(!is_space && !is_word && c < '\u{2e80}');
        is_word = !is_space;
        length = end;
    }
    length
}

fn help(code: Code) -> &'static str {
    match code {
        Code::FigureMissing => "add the figure, or take it out of the other language too",
        Code::FigureSwapped => "put each figure where its words are",
        Code::FigureRounded => "write the figure in full, or say `about`",
        Code::FigureRoundedMarked => "write the figure in full if it is known",
        Code::FigureUnitMissing => "write the unit in both languages",
        Code::FigureRelationNear => "where it matters whether the number itself is meant, say so",
        Code::PeriodMissing => "say the time in both languages, or in neither",
        Code::PeriodDiffers => "look into the source and correct the wrong date or period",
        Code::FigureRelationDiffers => "say it in both languages as the source does",
        Code::LimitAsResult => "say in both languages that it is a limit, such as `not less than`",
        _ => "look into the source and correct the wrong one",
    }
}

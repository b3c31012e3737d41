//! What two languages say of the same number in other words without saying something else.
//!
//! Looked at after figures have their verdicts: only where a relation is in doubt do the words of
//! the clause matter.

use super::{Pairing, Side, Verdict};
use crate::locale::{Figure, RelationWord};
use crate::value::Relation;
use std::ops::Range;

/// Words for the most or the least of something: 最高, `peak`.
pub(super) const EXTREME: &str = "extreme";
/// Words for what something is measured by: 目标, `limit`.
pub(super) const MARK: &str = "mark";
/// Words before what a figure is told for each of: 每, `for every`.
pub(super) const EACH: &str = "each";

/// How many characters stand between a mark and its figure: ` of `, 的.
const MOST_BETWEEN: usize = 4;

/// The most that is told for each of something without being counted.
const MOST_EACH: u32 = 12;

/// Takes back what is said of pairs of the same number.
pub(super) fn excuse(pairings: &mut [Pairing], left: Side<'_>, right: Side<'_>) {
    for pairing in pairings {
        let relations = match pairing.verdict {
            Verdict::LimitAsResult(_) | Verdict::RelationDiffers | Verdict::RelationNear => {
                [Told::of(left, &pairing.left), Told::of(right, &pairing.right)]
            }
            _ => continue,
        };
        let [Some(left), Some(right)] = relations else { continue };
        let (exact, other) = match (left.figure.relation, right.figure.relation) {
            (Relation::Exactly, _) => (left, right),
            (_, Relation::Exactly) => (right, left),
            _ => continue,
        };
        let is_excused = match pairing.verdict {
            Verdict::LimitAsResult(_) => exact.is_extreme(other.figure.relation),
            Verdict::RelationNear => are_marks(&exact, &other),
            _ => {
                let is_passed =
                    matches!(other.figure.relation, Relation::MoreThan | Relation::LessThan);
                (is_passed && are_marks(&exact, &other)) || are_each(&exact, &other)
            }
        };
        if is_excused {
            pairing.verdict = Verdict::Agree;
        }
    }
}

/// Whether what is passed or missed is a mark, which the other side names: 低于18%的目标, `fell
/// short of the target of 18%`.
fn are_marks(exact: &Told<'_>, other: &Told<'_>) -> bool {
    exact.is_mark(true) && other.is_mark(other.is_apart())
}

/// Whether so many of something come with each of another: `about two points for every five cars`.
fn are_each(exact: &Told<'_>, other: &Told<'_>) -> bool {
    let value = exact.figure.number.value();
    let is_small = value.is_some_and(|value| value.is_integer() && value <= MOST_EACH.into());
    let is_each = |told: &Told<'_>| told.words(EACH).next().is_some();
    other.figure.relation == Relation::About && is_small && is_each(exact) && is_each(other)
}

/// A figure in its text.
struct Told<'a> {
    side: Side<'a>,
    figure: &'a Figure,
    clause: Range<usize>,
}

impl<'a> Told<'a> {
    fn of(side: Side<'a>, ranges: &[Range<usize>]) -> Option<Self> {
        let [range] = ranges else { return None };
        let figure = side.figures.iter().find(|figure| figure.range == *range)?;
        Some(Self { side, figure, clause: clause(side.text, range) })
    }

    /// The words of a group in the clause, with what each says.
    fn words(&self, group: &'static str) -> impl Iterator<Item = (&Range<usize>, &str)> {
        let words = self.side.told.iter().filter(move |word| *word.group == *group);
        let is_inside =
            |range: &Range<usize>| self.clause.start <= range.start && range.end <= self.clause.end;
        words.filter(move |word| is_inside(&word.range)).map(|word| (&word.range, &*word.member))
    }

    /// Whether the figure is the nearest one to a word that makes it the most or the least there
    /// is, as `up to` and `at least` do: 最大载客量5246人.
    fn is_extreme(&self, limit: Relation) -> bool {
        let member = if limit == Relation::AtMost { "most" } else { "least" };
        let own = &self.figure.range;
        let is_nearest = |word: &Range<usize>| {
            // Behind a figure a word may belong to the next one: `1.9 million and a peak of 2.92`.
            let end = if word.start < own.start { own.start } else { self.clause.end };
            let between = word.end.min(own.end)..end;
            let mut others = self.side.figures.iter().filter(|other| other.range != *own);
            !others.any(|other| between.contains(&other.range.start))
        };
        self.words(EXTREME).any(|(word, says)| says == member && is_nearest(word))
    }

    /// Whether the words of its relation stand apart from it, before what is named between.
    fn is_apart(&self) -> bool {
        self.figure.relation_word == RelationWord::Loose
    }

    /// Whether a mark stands right behind the figure, or right before it: 18%的目标, `the target of
    /// 18%`.
    fn is_mark(&self, may_be_before: bool) -> bool {
        let own = &self.figure.range;
        let is_near = |between: Range<usize>| {
            let text = self.side.text.get(between);
            text.is_some_and(|text| text.chars().count() <= MOST_BETWEEN)
        };
        self.words(MARK).any(|(word, _)| {
            (word.start >= own.end && is_near(own.end..word.start))
                || (may_be_before && word.end <= own.start && is_near(word.end..own.start))
        })
    }
}

/// The part of a sentence around a figure.
fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |at: usize, c: char| {
        let next = text[at + c.len_utf8()..].chars().next();
        match c {
            '，' | '；' | '。' | ';' | '\n' => true,
            ',' | '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        }
    };
    let before = text[..range.start].char_indices().rev().find(|(at, c)| ends(*at, *c));
    let behind = text[range.end..].char_indices().map(|(at, c)| (range.end + at, c));
    let behind = behind.filter(|(at, c)| ends(*at, *c)).map(|(at, _)| at).next();
    before.map_or(0, |(at, c)| at + c.len_utf8())..behind.unwrap_or(text.len())
}

//! Whether a sentence says a figure of the whole that the ledger has, and of no part of it.
//!
//! Nobody can list all words for a part, so it goes the other way: beside the name of an indicator
//! and its figure stand dates, and words that are known to tell of no part. With any other word it
//! is not sure what the figure is of, and nothing is said: 女性失业率, `the unemployment rate of
//! women`.

use super::statement::Sentence;
use crate::locale::{Figure, FigureReader};
use std::ops::Range;

/// What parts clauses.
const MARKS: [char; 13] = [',', ';', ':', '.', '，', '；', '：', '。', '!', '?', '！', '？', '\n'];

/// What stands in a clause for a date, a figure or a name.
const FILLED: &str = "\u{1a}";

impl Sentence<'_> {
    /// Whether nothing in the clause of a name and its figure, nor right before it, can make it one
    /// of a part.
    pub(super) fn is_of_whole(
        &self,
        name: &Range<usize>,
        figure: &Figure,
        names: &[(Range<usize>, usize)],
        reader: &FigureReader,
    ) -> bool {
        let text = self.filled(names);
        let (first, last) = (name.start.min(figure.range.start), name.end.max(figure.range.end));
        let at = |byte: usize| byte - self.range.start;
        let (before, behind) = (&text[..at(first)], &text[at(last)..]);
        let clause = before.rfind(MARKS).map_or(0, |mark| mark + mark_length(&before[mark..]));
        // What stands before another figure or name is about that.
        let others = self.figure_ranges().chain(names.iter().map(|(name, _)| name));
        let ends = others.map(|range| range.end).filter(|end| *end <= first);
        let other = ends.max().map_or(0, |end| end.saturating_sub(self.range.start));
        let own = &before[clause.max(other.min(before.len()))..];
        let between =
            text.get(at(name.end.min(figure.range.end))..at(name.start.max(figure.range.start)));
        let behind = behind.split(MARKS).next().unwrap_or_default();
        reader.is_plain(reader.last_clause(own))
            && between.is_none_or(|between| reader.is_plain(between))
            && reader.is_plain(reader.first_clause(behind))
            && !self.is_narrowed(&before[..clause], reader)
    }

    fn figure_ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        self.reading.figures.iter().map(|figure| &figure.range)
    }

    /// The sentence with marks instead of each date, figure and name, one for each byte.
    fn filled(&self, names: &[(Range<usize>, usize)]) -> String {
        let periods = self.reading.periods.iter().map(|period| &period.range);
        let all = self.figure_ranges().chain(periods).chain(names.iter().map(|(name, _)| name));
        let is_inside =
            |range: &&Range<usize>| self.range.start <= range.start && range.end <= self.range.end;
        let mut text = self.text[self.range.clone()].to_owned();
        for range in all.filter(is_inside) {
            let own = range.start - self.range.start..range.end - self.range.start;
            text.replace_range(own.clone(), &FILLED.repeat(own.len()));
        }
        text
    }

    /// Whether the clause before says what part the next one is about: `among women, …`, 女性中，….
    fn is_narrowed(&self, before: &str, reader: &FigureReader) -> bool {
        let before = before.trim_end_matches(MARKS);
        let clause = before.rsplit(MARKS).next().unwrap_or_default();
        let has_own = clause.contains(FILLED);
        !has_own && reader.narrows(clause)
    }
}

fn mark_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

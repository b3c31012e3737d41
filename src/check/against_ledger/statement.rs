//! What a sentence says of the indicators that it names.

use super::known::Known;
use crate::locale::{Figure, FigureKind, FigureReader, FoundPeriod, NamedTime, Reading};
use crate::value::{Lang, Period, Relation};
use std::ops::Range;

/// The most characters between the name of an indicator and its figure.
const MOST_BETWEEN: usize = 28;

/// The most characters between a figure and the period that follows it.
const MOST_BEFORE_PERIOD: usize = 40;

/// A figure that a sentence gives for an indicator.
pub(super) struct Statement<'a> {
    pub(super) indicator: usize,
    pub(super) figure: &'a Figure,
    pub(super) period: Period,
    /// The sentence says the period itself.
    pub(super) is_stated: bool,
    /// It is what is to be reached, and no result.
    pub(super) is_target: bool,
    /// Nothing else can be meant by it: it stands where a result stands, and not for a part.
    pub(super) is_certain: bool,
}

/// A sentence with what was read in its text.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
    pub(super) reading: &'a Reading,
    /// The period of its heading or of its page.
    pub(super) of_page: Option<Period>,
}

impl<'a> Sentence<'a> {
    /// What it says, figure by figure.
    pub(super) fn statements(
        &self,
        known: &Known,
        reader: &FigureReader,
        lang: Lang,
    ) -> Vec<Statement<'a>> {
        let names = known.names_in(&self.text[self.range.clone()], lang);
        let place = |at: &Range<usize>| self.range.start + at.start..self.range.start + at.end;
        let names: Vec<_> = names.iter().map(|(at, indicator)| (place(at), *indicator)).collect();
        let is_alone = names.iter().all(|(_, indicator)| *indicator == names[0].1);
        let mut statements = Vec::new();
        for (at, (name, indicator)) in names.iter().enumerate() {
            let end = names.get(at + 1).map_or(self.range.end, |(next, _)| next.start);
            let start = match at.checked_sub(1) {
                Some(before) => names[before].0.end,
                None => self.range.start,
            };
            let own = self.own_figure(name, start..end);
            let all = self
                .figures()
                .filter(|figure| is_alone || own.is_some_and(|own| own.range == figure.range));
            for figure in all.filter(|figure| !name.contains(&figure.range.start)) {
                let is_own = own.is_some_and(|own| own.range == figure.range);
                let Some((period, is_stated)) = self.period(name, figure) else { continue };
                let clause = self.clause(name, figure);
                let is_bound = matches!(figure.relation, Relation::AtLeast | Relation::AtMost);
                statements.push(Statement {
                    indicator: *indicator,
                    figure,
                    period,
                    is_stated,
                    is_target: is_bound || reader.tells_target(clause),
                    is_certain: is_own
                        && figure.direction.is_none()
                        && (figure.unit.is_some() || figure.kind == FigureKind::Count)
                        && !reader.tells_part(clause)
                        && !known.has_part(clause, lang),
                });
            }
        }
        statements
    }

    fn figures(&self) -> impl Iterator<Item = &'a Figure> {
        let range = self.range.clone();
        let own = move |figure: &&Figure| range.contains(&figure.range.start);
        let typed = |figure: &&Figure| !figure.is_spelled && figure.upper.is_none();
        self.reading.figures.iter().filter(own).filter(typed)
    }

    /// The figure right before a name (`27 signed projects`), or else the one right behind it, if
    /// that does not stand right before the next name.
    fn own_figure(&self, name: &Range<usize>, around: Range<usize>) -> Option<&'a Figure> {
        let is_before = |figure: &Figure, name: usize| {
            let between = self.text.get(figure.number_range.end.max(figure.range.end)..name);
            between.is_some_and(|between| between.trim().is_empty())
        };
        let is_within_name = |figure: &Figure| {
            figure.number_range.end <= name.start && name.start < figure.range.end
        };
        let before = self.figures().find(|figure| {
            figure.range.start >= around.start
                && (is_before(figure, name.start) || is_within_name(figure))
        });
        before.or_else(|| {
            self.figures().find(|figure| {
                (name.end..around.end).contains(&figure.range.start)
                    && self.is_right_behind(name, figure)
                    && !(is_before(figure, around.end) && around.end < self.range.end)
            })
        })
    }

    /// The clauses from a name to its figure, or the other way round.
    fn clause(&self, name: &Range<usize>, figure: &Figure) -> &'a str {
        let is_mark = |c: char| matches!(c, '，' | '；' | ';' | '。');
        let (first, last) = (name.start.min(figure.range.start), name.end.max(figure.range.end));
        let before = &self.text[self.range.start..first];
        let start = before
            .rfind(|c| is_mark(c) || c == ',')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let after = &self.text[last..self.range.end];
        let end = after.find(|c| is_mark(c) || c == ',').unwrap_or(after.len());
        &self.text[self.range.start + start..last + end]
    }

    /// The period that is meant: the last one said before the figure, or else the first one behind
    /// it, or else that of the page; with whether the sentence says it.
    fn period(&self, name: &Range<usize>, figure: &Figure) -> Option<(Period, bool)> {
        let own = self.reading.periods.iter().filter(|found| {
            self.range.contains(&found.range.start) && !name.contains(&found.range.start)
        });
        let (before, behind): (Vec<_>, Vec<_>) =
            own.partition(|found| found.range.end <= figure.range.start);
        let is_near =
            |found: &&&FoundPeriod| found.range.start - figure.range.end <= MOST_BEFORE_PERIOD;
        let said = before.last().or_else(|| behind.first().filter(is_near));
        match said {
            Some(found) => Some((self.whole(found)?, true)),
            None => Some((self.of_page?, false)),
        }
    }

    /// The period of words that may lack the year of the page.
    fn whole(&self, found: &FoundPeriod) -> Option<Period> {
        if found.period.is_some() {
            return found.period;
        }
        let year = self.of_page.and_then(|period| u32::try_from(period.year()).ok());
        let month = |time: &NamedTime| {
            let year = time.year.or(year)?;
            match (time.month?, time.day) {
                (month, None) => Period::month(year, month, 0..0).ok(),
                _ => None,
            }
        };
        Period::spanning(month(found.times.first()?)?, month(found.times.last()?)?)
    }

    /// Whether a figure follows a name in the same clause, after a few words and a date at most.
    fn is_right_behind(&self, name: &Range<usize>, figure: &Figure) -> bool {
        let Some(between) = self.text.get(name.end..figure.range.start) else { return false };
        let is_date = |at: usize| self.reading.periods.iter().any(|f| f.range.contains(&at));
        let is_clause = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, ':' | '：');
        between.chars().count() <= MOST_BETWEEN
            && between.char_indices().all(|(at, c)| is_clause(c) || is_date(name.end + at))
    }
}

//! What a sentence says of the indicators that it names.

use super::known::Known;
use crate::locale::{ChangeEnd, Figure, FigureKind, FigureReader, FoundPeriod, NamedTime, Reading};
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
            let own = self
                .own_figure(name, start..end)
                .or_else(|| self.figure_behind(name, names.get(at + 1)?, self.range.end));
            let new = own.and_then(|own| self.became(own));
            let is_own =
                |figure: &Figure| own.into_iter().chain(new).any(|own| own.range == figure.range);
            let all = self.figures().filter(|figure| is_alone || is_own(figure));
            for figure in all.filter(|figure| !name.contains(&figure.range.start)) {
                let Some((period, is_stated)) = self.period(name, figure) else { continue };
                let clause = self.clause(name, figure);
                let is_bound = matches!(figure.relation, Relation::AtLeast | Relation::AtMost);
                // What it was before lies in another period than that of the page, or that of
                // what it became.
                let was = figure.change == Some(ChangeEnd::From) && !is_stated;
                let is_amount = figure.direction.is_none()
                    || figure.change == Some(ChangeEnd::To)
                    || figure.is_rate;
                statements.push(Statement {
                    indicator: *indicator,
                    figure,
                    period,
                    is_stated,
                    is_target: is_bound || reader.tells_target(&clause),
                    is_certain: is_own(figure)
                        && is_amount
                        && !was
                        && (figure.unit.is_some() || figure.kind == FigureKind::Count)
                        && !reader.tells_part(&clause)
                        && !known.has_part(&clause, lang)
                        && !self.is_of_place(name, figure, reader)
                        && !reader.tells_other_place(&clause, known.places())
                        && !self.is_of_year_before(figure)
                        && self.is_of_whole(name, figure, &names, reader),
                });
            }
        }
        statements
    }

    fn figures(&self) -> impl Iterator<Item = &'a Figure> {
        let range = self.range.clone();
        let own = move |figure: &&Figure| range.contains(&figure.range.start);
        self.reading.figures.iter().filter(own).filter(|figure| !figure.is_spelled)
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

    /// The figure of a name behind the next one, which has its own before it: `the contracted value
    /// of the 41 newly signed projects came to RMB 18.65 billion`.
    fn figure_behind(
        &self,
        name: &Range<usize>,
        (next, _): &(Range<usize>, usize),
        end: usize,
    ) -> Option<&'a Figure> {
        let of_next = self.own_figure(next, name.end..end)?;
        let behind = self.figures().find(|figure| figure.range.start >= next.end)?;
        let is_free = of_next.range.end <= next.start && self.is_right_behind(next, behind);
        (is_free && behind.unit != of_next.unit).then_some(behind)
    }

    /// What became of a figure that tells what was before, or by how much it went: 由上年的82.5%提高
    /// 到84.7%, `rose 3.1% to RMB 122.13 billion`, in this order.
    fn became(&self, was: &Figure) -> Option<&'a Figure> {
        let is_mark = |c: char| matches!(c, ',' | ';' | '，' | '；' | '。');
        let next = self.figures().find(|figure| figure.range.start >= was.range.end)?;
        let between = self.text.get(was.range.end..next.range.start)?;
        let is_change = next.change == Some(ChangeEnd::To) && !between.contains(is_mark);
        (is_change && (next.kind == was.kind || was.direction.is_some())).then_some(next)
    }

    /// Whether a name is that of a place within the whole, which the ledger need not know:
    /// 东平县地区生产总值, `Dongping County's GDP`.
    fn is_of_place(&self, name: &Range<usize>, figure: &Figure, reader: &FigureReader) -> bool {
        let before = &self.text[self.range.start..name.start];
        let between = self.text.get(name.end..figure.range.start).unwrap_or_default();
        let is_named = |word: &str| word.starts_with(|c: char| c.is_uppercase());
        let last = |text: &'a str| text.trim_end().rsplit(char::is_whitespace).next();
        let owner = before.trim_end().strip_suffix("'s").or(before.trim_end().strip_suffix("’s"));
        let is_period = |word: &str| {
            let at = name.end + between.find(word).unwrap_or_default();
            self.reading.periods.iter().any(|found| found.range.contains(&at))
        };
        let mut words = between.split(char::is_whitespace);
        // 地区生产总值全市5120亿元: beside that of the place that the text is about.
        reader.tells_place(before)
            || reader.tells_whole(between)
            || owner.and_then(last).is_some_and(is_named)
            || words.any(|word| is_named(word) && !is_period(word))
    }

    /// Whether words beside a figure say that it is that of the year before: 上年同期，签约额为
    /// 151.3亿元, `from 82.5% the year before`.
    fn is_of_year_before(&self, figure: &Figure) -> bool {
        let figures = || self.figures().filter(|one| one.range != figure.range);
        let floor = figures().map(|one| one.range.end).filter(|end| *end <= figure.range.start);
        let floor = floor.max().unwrap_or(self.range.start);
        let next = figures().map(|one| one.range.start).find(|start| *start >= figure.range.end);
        let is_mark = |c: char| matches!(c, ',' | ';' | '，' | '；' | '。');
        let is_behind = |at: &Range<usize>| {
            let between = self.text.get(figure.range.end..at.start);
            let to_next = next.and_then(|next| self.text.get(at.end..next));
            between.is_some_and(|between| !between.contains(is_mark))
                && next.is_none_or(|next| at.end <= next)
                && to_next.is_none_or(|words| words.contains(is_mark))
        };
        let mut words = self.reading.told.iter().filter(|word| *word.group == *"before");
        words.any(|word| {
            (floor..figure.range.start).contains(&word.range.start) || is_behind(&word.range)
        })
    }

    /// The clauses from a name to its figure, or the other way round, without the name.
    fn clause(&self, name: &Range<usize>, figure: &Figure) -> String {
        let is_mark = |c: char| matches!(c, '，' | '；' | ';' | '。');
        let (first, last) = (name.start.min(figure.range.start), name.end.max(figure.range.end));
        let before = &self.text[self.range.start..first];
        let start = before
            .rfind(|c| is_mark(c) || c == ',')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let after = &self.text[last..self.range.end];
        let end = after.find(|c| is_mark(c) || c == ',').unwrap_or(after.len());
        let (start, end) = (self.range.start + start, last + end);
        format!(
            "{}\u{fffc}{}",
            &self.text[start..name.start.max(start)],
            &self.text[name.end.min(end)..end]
        )
    }

    /// The period that is meant: the last one said before the figure, or else the first one behind
    /// it, or else that of the page; with whether the sentence says it.
    fn period(&self, name: &Range<usize>, figure: &Figure) -> Option<(Period, bool)> {
        let own = self.reading.periods.iter().filter(|found| {
            self.range.contains(&found.range.start) && !name.contains(&found.range.start)
        });
        let (before, behind): (Vec<_>, Vec<_>) =
            own.partition(|found| found.range.end <= figure.range.start);
        let behind = behind.first().copied().filter(|found| self.is_of_figure(found, figure));
        // `from 458 in 2029 to 486 in 2030`: each figure has its period behind it.
        let first = self.figures().next().map_or(0, |first| first.range.start);
        let is_behind = before.first().is_none_or(|found| first < found.range.start);
        let said = match before.last() {
            // 2030年由5.3%降至5.1%: the year is that of what it became.
            _ if figure.change == Some(ChangeEnd::From) => behind,
            Some(last) if !is_behind || behind.is_none() => Some(*last),
            _ => behind,
        };
        match said {
            Some(found) => Some((self.whole(found)?, true)),
            None => Some((self.of_page?, false)),
        }
    }

    /// Whether a period behind a figure is the figure's own: near, before any other figure, and
    /// not in a clause of another one (171.8亿元，其中一季度为86.4亿元).
    fn is_of_figure(&self, found: &FoundPeriod, figure: &Figure) -> bool {
        let is_mark = |c: char| matches!(c, ',' | ';' | '，' | '；');
        let Some(between) = self.text.get(figure.range.end..found.range.start) else {
            return false;
        };
        let next = self.figures().find(|one| one.range.start >= figure.range.end);
        let next = next.map(|next| next.range.start);
        let to_next = next.and_then(|next| self.text.get(found.range.end..next));
        between.len() <= MOST_BEFORE_PERIOD
            && next.is_none_or(|next| found.range.start < next)
            && (!between.contains(is_mark) || to_next.is_none_or(|words| words.contains(is_mark)))
    }

    /// The period of words that may lack the year of the page.
    fn whole(&self, found: &FoundPeriod) -> Option<Period> {
        if found.period.is_some() {
            return found.period;
        }
        // 2022年末: the year as a whole, or its last day, which are one for a stock.
        if let [NamedTime { year: Some(year), month: None, day: None }] = found.times[..] {
            return i16::try_from(year).ok().map(Period::Year);
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
        let is_mark = |c: char| matches!(c, ':' | '：' | '\'' | '’');
        let is_clause = |c: char| c.is_alphabetic() || c.is_whitespace() || is_mark(c);
        between.chars().count() <= MOST_BETWEEN
            && between.char_indices().all(|(at, c)| is_clause(c) || is_date(name.end + at))
    }
}

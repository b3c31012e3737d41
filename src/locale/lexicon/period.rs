//! Reading periods and dates in words.

use super::Lexicon;
use super::number::NumberReader;
use super::period_names::{Names, longest_name, match_text};
use super::period_start::{Head, Starts};
use super::text::{Text, fold_word};
use super::word_table::is_letter;
use crate::locale::NamedTime;
use crate::locale::fill::{Piece, pieces};
use crate::locale::words::{PeriodSort, PeriodWords};
use crate::value::{Period, Third, ValueError, ValueErrorKind};

/// Reads a period: a canonical form, or one in the words of a language.
pub(super) fn read(lexicon: &Lexicon, text: &str) -> Result<Period, ValueError> {
    let start = text.len() - text.trim_start().len();
    let canonical = Period::parse_canonical(text.trim()).map_err(|error| ValueError {
        range: start + error.range.start..start + error.range.end,
        ..error
    });
    if !matches!(&canonical, Err(error) if error.kind == ValueErrorKind::BadPeriod) {
        return canonical;
    }
    let folded = Text::new(text);
    for patterns in &lexicon.periods {
        for (sort, steps) in patterns.patterns.iter().chain(&patterns.to_date) {
            let matched = patterns.match_all(steps, folded.chars(), &lexicon.numbers);
            if let Some(fields) = matched {
                return fields.period(*sort, text.len());
            }
        }
    }
    canonical
}

/// The patterns of one language, ready to be compared with a text.
#[derive(Debug)]
pub(in crate::locale) struct PeriodPatterns {
    names: Names,
    patterns: Vec<(PeriodSort, Vec<Step>)>,
    /// Spans of months, which are read in records only.
    to_date: Vec<(PeriodSort, Vec<Step>)>,
    /// Dates that name no period.
    partial: Vec<Vec<Step>>,
    /// By what they begin with, first the patterns of periods and then those of other dates.
    starts: Starts,
}

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Step {
    Text(Vec<char>),
    Slot { slot: Slot, is_last_day: bool },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Year,
    Month,
    /// Any small number, such as that of an hour.
    Number,
    MonthName,
    Day,
    Quarter,
    QuarterName,
    Half,
    HalfName,
    ThirdName,
    /// So many months from the beginning of the year.
    Months,
    /// So many quarters from the beginning of the year.
    Quarters,
}

/// A date at the start of a text.
#[derive(Debug)]
pub(in crate::locale) struct Prefix {
    /// How many characters it has.
    pub(in crate::locale) length: usize,
    /// Its period, if it names one.
    pub(in crate::locale) period: Option<Period>,
    /// What it names of its first and its last time.
    pub(in crate::locale) times: Vec<NamedTime>,
}

/// The numbers a text gave for the slots of a pattern.
#[derive(Debug, Default)]
struct Fields {
    year: u32,
    month: u32,
    day: u32,
    last_year: Option<u32>,
    last_month: Option<u32>,
    last_day: u32,
    part: u32,
    /// The months that `part` is of; 0 for thirds of a month.
    months_of_part: u32,
    /// Months from the beginning of the year.
    n_months: u32,
    /// The end of a span of years in two digits, or an hour.
    number: u32,
}

impl PeriodPatterns {
    pub(in crate::locale) fn new(words: &PeriodWords) -> Self {
        let steps = |pattern: &str| pieces(pattern).filter_map(step).collect();
        // What is printed is understood.
        let printed = [&words.months, &words.months_of_years];
        let printed = printed.into_iter().flat_map(|one| [&*one.prose, one.short()]);
        let to_date = words.to_date.iter().map(|pattern| &**pattern).chain(printed);
        Self {
            names: Names::new(words),
            patterns: words.read().map(|(sort, pattern)| (sort, steps(pattern))).collect(),
            to_date: to_date.map(|pattern| (PeriodSort::ToDate, steps(pattern))).collect(),
            partial: Vec::new(),
            starts: Starts::default(),
        }
    }

    /// Adds patterns of dates that name no period, such as those without a year, and the words for
    /// numbers in them.
    pub(in crate::locale) fn add_partial<'a>(
        &mut self,
        patterns: impl Iterator<Item = &'a str>,
        counts: impl Iterator<Item = (&'a str, u32)>,
    ) {
        self.partial = patterns.map(|pattern| pieces(pattern).filter_map(step).collect()).collect();
        let counts = counts.filter(|(_, count)| (1..=12).contains(count));
        self.names.counts = counts.map(|(word, count)| (fold_word(word), count)).collect();
        let digits = (1..=12_u32).map(|count| (count.to_string().chars().collect(), count));
        self.names.counts.extend(digits);
        self.starts = self.find_starts();
    }

    /// The patterns by what they begin with.
    fn find_starts(&self) -> Starts {
        let mut starts = Starts::default();
        let full = self.patterns.iter().map(|(_, steps)| steps);
        for (place, steps) in full.chain(&self.partial).enumerate() {
            let Some(first) = steps.first() else { continue };
            if first.is_number() {
                match first {
                    Step::Slot { .. } => starts.add_number(place, steps),
                    Step::Text(_) => starts.add_open(place),
                }
                continue;
            }
            if self.names.begin_with_digits && first.is_name() {
                starts.add_open(place);
            }
            for text in self.texts(first) {
                let first = text.chars().find(|c| *c != ' ');
                first.into_iter().for_each(|c| starts.add_word(place, c));
            }
        }
        starts
    }

    /// The longest date at the start of a text.
    pub(in crate::locale) fn longest_prefix(
        &self,
        text: &[char],
        numbers: &NumberReader,
    ) -> Option<Prefix> {
        let head = Head::new(text, numbers, &self.names);
        let n_full = self.patterns.len();
        let found = self.starts.of(&head, text).into_iter().filter_map(|place| {
            let (sort, steps) = match self.patterns.get(place) {
                Some((sort, steps)) => (Some(*sort), steps),
                None => (None, self.partial.get(place - n_full)?),
            };
            if !head.fits(steps) {
                return None;
            }
            let (fields, length) = self.match_prefix(steps, text, numbers)?;
            if sort.is_none() && !(fields.is_possible() && is_complete(steps, text, length)) {
                return None;
            }
            let period = sort.and_then(|sort| fields.period(sort, 0).ok());
            Some((length, period, fields))
        });
        let (length, period, fields) = found
            .filter(|(length, ..)| is_whole(text, *length))
            .max_by_key(|(length, period, _)| (*length, period.is_some()))?;
        Some(Prefix { length, period, times: fields.times() })
    }

    /// How the patterns begin that do not begin with digits.
    pub(in crate::locale) fn openings(&self) -> Vec<String> {
        let full = self.patterns.iter().map(|(_, steps)| steps);
        let mut openings = Vec::new();
        for steps in full.chain(&self.partial) {
            let first = steps.first().map_or(Vec::new(), |step| self.texts(step));
            let is_article =
                matches!(steps.first(), Some(Step::Text(text)) if text.last() == Some(&' '));
            let second = steps.get(1).map_or(Vec::new(), |step| self.texts(step));
            if is_article && !second.is_empty() {
                let both = first.iter().flat_map(|a| second.iter().map(move |b| format!("{a}{b}")));
                openings.extend(both);
            } else {
                openings.extend(first);
            }
        }
        openings.sort();
        openings.dedup();
        openings
    }

    /// The texts that a step matches; none for digits.
    fn texts(&self, step: &Step) -> Vec<String> {
        let names = match step {
            Step::Text(text) => return vec![text.iter().collect()],
            Step::Slot { slot: Slot::MonthName, .. } => &self.names.months,
            Step::Slot { slot: Slot::QuarterName, .. } => &self.names.quarters,
            Step::Slot { slot: Slot::HalfName, .. } => &self.names.halves,
            Step::Slot { slot: Slot::ThirdName, .. } => &self.names.thirds,
            Step::Slot { slot: Slot::Months | Slot::Quarters, .. } => &self.names.counts,
            Step::Slot { .. } => return Vec::new(),
        };
        names.iter().map(|(name, _)| name.iter().collect()).collect()
    }

    /// The fields if the whole text is as the pattern has it; spaces may be left out or added.
    fn match_all(&self, steps: &[Step], text: &[char], numbers: &NumberReader) -> Option<Fields> {
        let (fields, at) = self.match_prefix(steps, text, numbers)?;
        text[at..].iter().all(|c| *c == ' ').then_some(fields)
    }

    /// The fields if the text begins as the pattern has it, and how long that part is.
    fn match_prefix(
        &self,
        steps: &[Step],
        text: &[char],
        numbers: &NumberReader,
    ) -> Option<(Fields, usize)> {
        let mut fields = Fields::default();
        let mut at = 0;
        for step in steps {
            match step {
                Step::Text(expected) => at += match_text(expected, &text[at..])?,
                Step::Slot { slot, is_last_day } => {
                    at += text[at..].iter().take_while(|c| **c == ' ').count();
                    let (value, length) = self.match_slot(*slot, &text[at..], numbers)?;
                    fields.set(*slot, *is_last_day, value);
                    at += length;
                }
            }
        }
        Some((fields, at))
    }

    fn match_slot(
        &self,
        slot: Slot,
        text: &[char],
        numbers: &NumberReader,
    ) -> Option<(u32, usize)> {
        let names = match slot {
            Slot::Year => return numbers.read_year(text).map(|year| (year, 4)),
            Slot::Month | Slot::Quarter | Slot::Half | Slot::Number => {
                return numbers.read_small(text);
            }
            Slot::Day => match longest_name(&self.names.days, text) {
                Some(found) => return Some(found),
                None => return numbers.read_small(text),
            },
            Slot::MonthName => &self.names.months,
            Slot::QuarterName => &self.names.quarters,
            Slot::HalfName => &self.names.halves,
            Slot::ThirdName => &self.names.thirds,
            Slot::Months | Slot::Quarters => match numbers.read_small(text) {
                Some(found) => return Some(found),
                None => &self.names.counts,
            },
        };
        longest_name(names, text)
    }
}

/// Whether no number follows the name of a month that ends a pattern: `in March` is not all of
/// `in March 2021`.
fn is_complete(steps: &[Step], text: &[char], length: usize) -> bool {
    let is_month = matches!(steps.last(), Some(Step::Slot { slot: Slot::MonthName, .. }));
    let next = text[length..].iter().find(|c| **c != ' ');
    !is_month || !next.is_some_and(char::is_ascii_digit)
}

/// Whether the text does not go on in the middle of a number or word after that many characters.
fn is_whole(text: &[char], length: usize) -> bool {
    let (Some(&last), Some(&next)) = (text.get(length.wrapping_sub(1)), text.get(length)) else {
        return length > 0;
    };
    let after = text.get(length + 1).is_some_and(char::is_ascii_digit);
    let is_split = (last.is_ascii_digit()
        && (next.is_ascii_alphanumeric() || next == '%' || (matches!(next, '.' | ',') && after)))
        || (is_letter(last) && (is_letter(next) || next.is_ascii_digit()));
    !is_split
}

impl Fields {
    fn set(&mut self, slot: Slot, is_last_day: bool, value: u32) {
        match (slot, is_last_day) {
            (Slot::Year, false) => self.year = value,
            (Slot::Year, true) => self.last_year = Some(value),
            (Slot::Month | Slot::MonthName, false) => self.month = value,
            (Slot::Month | Slot::MonthName, true) => self.last_month = Some(value),
            (Slot::Day, false) => self.day = value,
            (Slot::Day, true) => self.last_day = value,
            (Slot::Number, _) => self.number = value,
            (Slot::Months, _) => self.n_months = value,
            (Slot::Quarters, _) => self.n_months = value.saturating_mul(3),
            (Slot::Quarter | Slot::QuarterName, _) => (self.part, self.months_of_part) = (value, 3),
            (Slot::Half | Slot::HalfName, _) => (self.part, self.months_of_part) = (value, 6),
            (Slot::ThirdName, _) => (self.part, self.months_of_part) = (value, 0),
        }
    }

    /// The first and the last time that it names, once if they are the same.
    fn times(&self) -> Vec<NamedTime> {
        let known = |number: u32| (number > 0).then_some(number);
        let (months, days) = match (self.part, self.months_of_part) {
            (0, _) if self.n_months > 0 => ((1, self.n_months), (0, 0)),
            (0, _) => {
                ((self.month, self.last_month.unwrap_or(self.month)), (self.day, self.last_day))
            }
            (third, 0) => ((self.month, self.month), (third * 10 - 9, 0)),
            (part, months) => ((part * months - months + 1, part * months), (0, 0)),
        };
        // `2022–23` and `2022/23`; without a year the number is an hour.
        let short_year = self.year - self.year % 100 + self.number;
        let is_span = self.year > 0 && self.number < 100 && short_year > self.year && months.0 == 0;
        let last_year = self.last_year.unwrap_or(if is_span { short_year } else { self.year });
        let time = |year, month, day| NamedTime {
            year: known(year),
            month: known(month),
            day: known(day),
        };
        let first = time(self.year, months.0, days.0);
        let last_day = if days.1 == 0 { days.0 } else { days.1 };
        let last = time(last_year, months.1, last_day);
        let all = if first == last { vec![first] } else { vec![first, last] };
        all.into_iter().filter(|time| *time != NamedTime::default()).collect()
    }

    /// Whether months and days are in the calendar: 百日 is no day.
    fn is_possible(&self) -> bool {
        let month = self.month.max(self.last_month.unwrap_or_default());
        month.max(self.n_months) <= 12 && self.day.max(self.last_day) <= 31 && self.part <= 4
    }

    fn period(&self, sort: PeriodSort, length: usize) -> Result<Period, ValueError> {
        let range = 0..length;
        match sort {
            PeriodSort::Year => Period::calendar_year(self.year, range),
            PeriodSort::Half => Period::half(self.year, self.part, range),
            PeriodSort::Quarter => Period::quarter(self.year, self.part, range),
            PeriodSort::Month => Period::month(self.year, self.month, range),
            PeriodSort::Third => {
                let third = [Third::Early, Third::Mid, Third::Late];
                let third = third[self.part.clamp(1, 3) as usize - 1];
                Period::third(self.year, self.month, third, range)
            }
            PeriodSort::Day => Period::day(self.year, self.month, self.day, range),
            PeriodSort::Interval => self.interval(length),
            PeriodSort::ToDate => self.months(length),
        }
    }

    /// From the first month that is named, or January, to the last, or the end of a quarter.
    fn months(&self, length: usize) -> Result<Period, ValueError> {
        let range = 0..length;
        let first = Period::month(self.year, self.month.max(1), range.clone())?;
        let last = match self.last_month {
            Some(month) => {
                Period::month(self.last_year.unwrap_or(self.year), month, range.clone())?
            }
            None => Period::quarter(self.year, self.part, range.clone())?,
        };
        Period::spanning(first, last).ok_or_else(|| {
            let (first, last) = (first.first_day(), last.last_day());
            let message = format!("the months end on {last}, before they start on {first}");
            ValueError::new(ValueErrorKind::NoSuchPeriod, range, message)
        })
    }

    fn interval(&self, length: usize) -> Result<Period, ValueError> {
        let first = Period::day(self.year, self.month, self.day, 0..length)?.first_day();
        let (year, month) =
            (self.last_year.unwrap_or(self.year), self.last_month.unwrap_or(self.month));
        let last = Period::day(year, month, self.last_day, 0..length)?.first_day();
        Period::between(first, last).ok_or_else(|| {
            let message = format!("the interval ends on {last}, before it starts on {first}");
            ValueError::new(ValueErrorKind::NoSuchPeriod, 0..length, message)
        })
    }
}

fn step(piece: Piece<'_>) -> Option<Step> {
    let name = match piece {
        Piece::Text(text) => return Some(Step::Text(fold_word(text))),
        Piece::Slot(name) => name,
    };
    let (base, is_last_day) = match name.strip_suffix('2') {
        Some(base) => (base, true),
        None => (name, false),
    };
    let slot = match base {
        "year" => Slot::Year,
        "month" | "mm" => Slot::Month,
        "month_name" | "month_of_day" | "month_short_name" => Slot::MonthName,
        "day" | "dd" => Slot::Day,
        "number" => Slot::Number,
        "quarter" => Slot::Quarter,
        "quarter_name" => Slot::QuarterName,
        "half" => Slot::Half,
        "half_name" => Slot::HalfName,
        "third_name" => Slot::ThirdName,
        "months" => Slot::Months,
        "quarters" => Slot::Quarters,
        _ => return None,
    };
    Some(Step::Slot { slot, is_last_day })
}

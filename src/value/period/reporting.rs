//! Reporting years: years that begin on the first day of any month, with their halves and quarters.

use super::parse::{digits, follows};
use super::{Half, Period, Quarter, day};
use crate::value::{ValueError, ValueErrorKind};
use jiff::civil::Date;

/// Which of its two calendar years a reporting year is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedBy {
    /// That of its first day: the year from April 2023 is FY2023.
    Start,
    /// That of its last day: the year from October 2022 is FY2023.
    End,
}

impl NamedBy {
    /// The words of it in `site.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("start", Self::Start), ("end", Self::End)];
}

/// When reporting years begin, and how they are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearStart {
    /// The month, 2 to 12: those from January are the years of the calendar.
    month: i8,
    named_by: NamedBy,
}

impl YearStart {
    /// Years that begin with a month; `None` for other numbers than 2 to 12.
    #[must_use]
    pub fn new(month: u32, named_by: NamedBy) -> Option<Self> {
        let month = i8::try_from(month).ok().filter(|month| (2..=12).contains(month))?;
        Some(Self { month, named_by })
    }

    /// The year with that number in its name.
    #[must_use]
    pub fn year_named(self, number: i16) -> Option<ReportingYear> {
        let back = i16::from(self.named_by == NamedBy::End);
        self.year_from(number.checked_sub(back)?)
    }

    /// Reads `FY2023`, `2023/24`, `2023/2024`, and a part of such a year, as in `FY2023-Q1`; `None`
    /// if the text is of no such form.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Result<Period, ValueError>> {
        let (name, part) = match text.split_once('-') {
            Some((name, part)) => (name, Some(part)),
            None => (text, None),
        };
        let is_fiscal = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("FY"));
        let numbers = if is_fiscal { name.get(2..)? } else { name };
        let year = match numbers.split_once('/') {
            Some((first, last)) => follows(first, last).and_then(|year| self.year_from(year)),
            None if is_fiscal && numbers.len() == 4 => {
                self.year_named(i16::try_from(digits(numbers)?).ok()?)
            }
            None => None,
        };
        let Some(part) = part else { return year.map(|year| Ok(Period::Reporting(year, None))) };
        year.map(|year| {
            let part = YearPart::from_name(part).ok_or_else(|| {
                let message = format!("a reporting year has no part `{part}`");
                ValueError::new(ValueErrorKind::NoSuchPeriod, 0..text.len(), message)
                    .help(format!("write a half or a quarter, as in `{name}-H1` and `{name}-Q1`"))
            })?;
            Ok(Period::Reporting(year, Some(part)))
        })
    }

    /// The year that a day is in; `None` if it does not begin within the years 1 to 9999.
    #[must_use]
    pub fn year_of(self, day: Date) -> Option<ReportingYear> {
        self.year_from(day.year() - i16::from(day.month() < self.month))
    }

    /// The year that begins in a calendar year; `None` if it is not within the years 1 to 9999.
    #[must_use]
    pub fn year_from(self, begins: i16) -> Option<ReportingYear> {
        (1..9999).contains(&begins).then_some(ReportingYear { begins, start: self })
    }
}

/// A reporting year, which knows its days itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportingYear {
    /// The calendar year that it begins in.
    begins: i16,
    start: YearStart,
}

/// A part of a reporting year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearPart {
    /// Its first or last six months.
    Half(Half),
    /// Three months, counted from its first day.
    Quarter(Quarter),
}

impl YearPart {
    /// The first three months.
    pub(super) const FIRST: Self = Self::Quarter(Quarter(1));

    /// Its first month, counted from 0, and how many it has.
    fn months(part: Option<Self>) -> (i8, i8) {
        match part {
            None => (0, 12),
            Some(Self::Half(Half::First)) => (0, 6),
            Some(Self::Half(Half::Second)) => (6, 6),
            Some(Self::Quarter(Quarter(number))) => ((number.cast_signed() - 1) * 3, 3),
        }
    }

    /// The whole year, its halves and its quarters.
    pub(super) fn all() -> impl Iterator<Item = Option<Self>> {
        let halves = [Half::First, Half::Second].map(Self::Half);
        let quarters = [1, 2, 3, 4].map(|number| Self::Quarter(Quarter(number)));
        std::iter::once(None).chain(halves.into_iter().chain(quarters).map(Some))
    }

    /// The part with that name, in either case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().flatten().find(|one| one.name().eq_ignore_ascii_case(name))
    }

    /// Its name in the canonical form: `H1`, `Q1`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Half(half) => format!("H{}", half as u8 + 1),
            Self::Quarter(Quarter(number)) => format!("Q{number}"),
        }
    }

    /// The part before, and by how many years it lies back.
    pub(super) const fn previous(self) -> (Self, i16) {
        match self {
            Self::Half(Half::First) => (Self::Half(Half::Second), 1),
            Self::Half(Half::Second) => (Self::Half(Half::First), 0),
            Self::Quarter(Quarter(1)) => (Self::Quarter(Quarter(4)), 1),
            Self::Quarter(Quarter(number)) => (Self::Quarter(Quarter(number - 1)), 0),
        }
    }
}

impl ReportingYear {
    /// The year so many years before.
    pub(super) fn back(self, years: i16) -> Option<Self> {
        self.start.year_from(self.begins - years)
    }

    /// When years of its kind begin.
    #[must_use]
    pub const fn start(self) -> YearStart {
        self.start
    }

    /// The whole or the part of it, of so many months, that begins with the month of a day in it:
    /// a year or a quarter; `None` for others.
    #[must_use]
    pub fn part_from(self, day: Date, months: i32) -> Option<Period> {
        let gone = (day.month() - self.start.month).rem_euclid(12);
        match months {
            12 => Some(Period::Reporting(self, None)),
            3 => {
                let number = u8::try_from(gone / 3 + 1).ok()?;
                Some(Period::Reporting(self, Some(YearPart::Quarter(Quarter(number)))))
            }
            _ => None,
        }
    }

    /// The number in its name.
    #[must_use]
    pub fn number(self) -> i16 {
        match self.start.named_by {
            NamedBy::Start => self.begins,
            NamedBy::End => self.last_year(),
        }
    }

    /// Its name in running text: `2023/24`, or only the year that it is named by where it is the last.
    #[must_use]
    pub fn name(self) -> String {
        match self.start.named_by {
            NamedBy::Start => {
                format!("{:04}/{:02}", self.begins, self.last_year() % 100)
            }
            NamedBy::End => format!("{:04}", self.last_year()),
        }
    }

    fn last_year(self) -> i16 {
        self.begins + 1
    }

    pub(super) fn first_day(self, part: Option<YearPart>) -> Date {
        let (first, _) = YearPart::months(part);
        self.month(first)
    }

    pub(super) fn last_day(self, part: Option<YearPart>) -> Date {
        let (first, n_months) = YearPart::months(part);
        self.month(first + n_months - 1).last_of_month()
    }

    /// The first day of one of its months, counted from 0.
    fn month(self, number: i8) -> Date {
        let months = self.start.month - 1 + number;
        day(self.begins + i16::from(months / 12), months % 12 + 1, 1)
    }

    /// The first day of its month of the calendar with that number, 1 to 12.
    #[must_use]
    pub fn calendar_month(self, month: i8) -> Option<Date> {
        let known = (1..=12).contains(&month);
        known.then(|| self.month((month - self.start.month).rem_euclid(12)))
    }
}

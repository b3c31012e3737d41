//! Stretches of the calendar, as precise as a source states them.

mod parse;
mod reporting;

pub use parse::two_years_help;
pub use reporting::{NamedBy, ReportingYear, YearPart, YearStart};

use jiff::civil::Date;
use std::cmp::Ordering;

/// Half of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// January to June.
    First,
    /// July to December.
    Second,
}

/// Quarter of a calendar year, 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(u8);

impl Quarter {
    /// The quarter with that number; `None` for other numbers than 1 to 4.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 4 { Some(Self(number)) } else { None }
    }

    /// Its number, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// Third of a month, as Chinese reports use it: 上旬, 中旬, 下旬.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Third {
    /// Days 1 to 10.
    Early,
    /// Days 11 to 20.
    Mid,
    /// Day 21 to the end of the month.
    Late,
}

/// A stretch of the calendar, or a date as precise as its source: never empty, always real.
///
/// Written `2023`, `2023-H1`, `2023-Q1`, `2023-03`, `2023-03-mid`, `2023-03-01`,
/// `2023-03-11/2023-03-20` or `2021/2025`, all of them of the calendar; where a [`YearStart`]
/// says when reporting years begin also `FY2023`, `2023/24`, `FY2023-H1` and `FY2023-Q1`. Years
/// go from 1 to 9999. `whole`, the life of a project, is read where figures of projects are.
/// Ordered by the first day, then longer before shorter, so that a year
/// stands before its first quarter.
///
/// ```
/// use wellspring::value::Period;
/// let period = Period::parse_canonical("2023-Q1").expect("a period");
/// assert_eq!((period.n_days(), period.slug().as_str()), (90, "2023-q1"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// Half of a calendar year.
    Half(i16, Half),
    /// Quarter of a calendar year.
    Quarter(i16, Quarter),
    /// A month; the day of the date is 1.
    Month(Date),
    /// A third of a month; the day of the date is 1.
    Third(Date, Third),
    /// A single day.
    Day(Date),
    /// From a day to a later day, both included.
    Interval(Date, Date),
    /// Several calendar years, from the first to the last.
    Years(i16, i16),
    /// A reporting year, or a part of one.
    Reporting(ReportingYear, Option<YearPart>),
    /// The whole life of a project, whose days are not said: it counts as all days that there
    /// are, so that it begins before every other period and ends after it.
    Whole,
}

impl Period {
    /// The word for the whole life of a project.
    pub const WHOLE: &str = "whole";

    /// The month that a day lies in.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        Self::Month(day.first_of_month())
    }

    /// The quarter that a day lies in.
    #[must_use]
    pub fn quarter_of(day: Date) -> Self {
        Self::Quarter(day.year(), Quarter((day.month().unsigned_abs() - 1) / 3 + 1))
    }

    /// From a day to another, both included; `None` if the last comes before the first. One day
    /// is [`Period::Day`].
    #[must_use]
    pub fn between(first: Date, last: Date) -> Option<Self> {
        match first.cmp(&last) {
            Ordering::Less => Some(Self::Interval(first, last)),
            Ordering::Equal => Some(Self::Day(first)),
            Ordering::Greater => None,
        }
    }

    /// The days from the first to the last of two periods: a year, a half, a quarter or a month
    /// where they make one, of a reporting year where the first is; `None` if they end before
    /// they begin.
    #[must_use]
    pub fn spanning(first: Self, last: Self) -> Option<Self> {
        let reporting = match first {
            Self::Reporting(year, _) => Some(year),
            _ => None,
        };
        let (first, last) = (first.first_day(), last.last_day());
        let of_reporting = reporting.and_then(|year| Self::reporting_of(year, first, last));
        if of_reporting.is_some() {
            return of_reporting;
        }
        let year = first.year();
        let halves = [Half::First, Half::Second].map(|half| Self::Half(year, half));
        let years = Self::years(year, last.year());
        let mut named = std::iter::once(Self::Year(year))
            .chain(years)
            .chain(halves)
            .chain([Self::quarter_of(first), Self::month_of(first)]);
        let named = named.find(|one| (one.first_day(), one.last_day()) == (first, last));
        named.or_else(|| Self::between(first, last))
    }

    /// Several calendar years; `None` if they are not at least two, the first before the last.
    #[must_use]
    pub fn years(first: i16, last: i16) -> Option<Self> {
        (first < last).then_some(Self::Years(first, last))
    }

    /// The part of a reporting year, or all of it, that has these days.
    fn reporting_of(year: ReportingYear, first: Date, last: Date) -> Option<Self> {
        let mut parts = YearPart::all();
        let part =
            parts.find(|part| (year.first_day(*part), year.last_day(*part)) == (first, last));
        part.map(|part| Self::Reporting(year, part))
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) | Self::Years(year, _) | Self::Half(year, Half::First) => {
                day(year, 1, 1)
            }
            Self::Half(year, Half::Second) => day(year, 7, 1),
            Self::Quarter(year, quarter) => day(year, first_month(quarter), 1),
            Self::Third(month, third) => day(month.year(), month.month(), first_of_third(third)),
            Self::Month(first) | Self::Day(first) | Self::Interval(first, _) => first,
            Self::Reporting(year, part) => year.first_day(part),
            Self::Whole => day(1, 1, 1),
        }
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) | Self::Years(_, year) | Self::Half(year, Half::Second) => {
                day(year, 12, 31)
            }
            Self::Half(year, Half::First) => day(year, 6, 30),
            Self::Quarter(year, quarter) => day(year, first_month(quarter) + 2, 1).last_of_month(),
            Self::Month(month) | Self::Third(month, Third::Late) => month.last_of_month(),
            Self::Third(month, Third::Early) => day(month.year(), month.month(), 10),
            Self::Third(month, Third::Mid) => day(month.year(), month.month(), 20),
            Self::Day(last) | Self::Interval(_, last) => last,
            Self::Reporting(year, part) => year.last_day(part),
            Self::Whole => day(9999, 12, 31),
        }
    }

    /// The number of its days, at least 1.
    #[must_use]
    pub fn n_days(self) -> u32 {
        days_between(self.first_day(), self.last_day())
    }

    /// The number of its months; `None` if it does not begin and end with one.
    #[must_use]
    pub fn n_months(self) -> Option<u32> {
        let (first, last) = (self.first_day(), self.last_day());
        let is_whole = first.day() == 1 && last == last.last_of_month();
        let months = (i32::from(last.year()) - i32::from(first.year())) * 12
            + i32::from(last.month() - first.month())
            + 1;
        u32::try_from(months).ok().filter(|_| is_whole)
    }

    /// The days from the first to `until`, both included: 0 before the period, all after it.
    #[must_use]
    pub fn n_days_until(self, until: Date) -> u32 {
        if until < self.first_day() {
            return 0;
        }
        days_between(self.first_day(), until.min(self.last_day()))
    }

    /// Whether a day is known to lie in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self != Self::Whole && self.first_day() <= day && day <= self.last_day()
    }

    /// Whether every day of another period is known to lie in it: the days of the whole life of a
    /// project are not.
    #[must_use]
    pub fn contains_period(self, other: Self) -> bool {
        if self == Self::Whole {
            return other == self;
        }
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// The year its first day lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first_day().year()
    }

    /// The year that it is counted to: its own reporting year, or that of the calendar in which its
    /// first day lies.
    #[must_use]
    pub fn whole_year(self) -> Self {
        match self {
            Self::Reporting(year, _) => Self::Reporting(year, None),
            Self::Whole => Self::Whole,
            _ => Self::Year(self.year()),
        }
    }

    /// The period of the same sort right before it; `None` before the year 1. An interval's is
    /// as many days long.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let before = self.first_day().yesterday().ok().filter(|day| day.year() >= 1)?;
        let year = before.year();
        Some(match self {
            Self::Year(_) => Self::Year(year),
            Self::Half(_, Half::First) => Self::Half(year, Half::Second),
            Self::Half(_, Half::Second) => Self::Half(year, Half::First),
            Self::Quarter(_, Quarter(1)) => Self::Quarter(year, Quarter(4)),
            Self::Quarter(_, Quarter(number)) => Self::Quarter(year, Quarter(number - 1)),
            Self::Month(_) => Self::month_of(before),
            Self::Third(_, Third::Early) => Self::Third(before.first_of_month(), Third::Late),
            Self::Third(month, Third::Mid) => Self::Third(month, Third::Early),
            Self::Third(month, Third::Late) => Self::Third(month, Third::Mid),
            Self::Day(_) => Self::Day(before),
            Self::Interval(..) => {
                let back = jiff::Span::new().days(i64::from(self.n_days()) - 1);
                let first = before.checked_sub(back).ok().filter(|day| day.year() >= 1)?;
                Self::Interval(first, before)
            }
            Self::Years(first, last) => {
                let first = first - (last - first) - 1;
                Self::years(first, year).filter(|_| first >= 1)?
            }
            Self::Reporting(year, None) => Self::Reporting(year.back(1)?, None),
            Self::Reporting(year, Some(part)) => {
                let (part, years) = part.previous();
                Self::Reporting(year.back(years)?, Some(part))
            }
            Self::Whole => return None,
        })
    }

    /// The same period a year earlier; `None` before the year 1, and for several years. 29 February
    /// becomes the 28th.
    #[must_use]
    pub fn same_of_last_year(self) -> Option<Self> {
        let year = Some(self.year() - 1).filter(|year| *year >= 1)?;
        let back = |date: Date| date.checked_sub(jiff::Span::new().years(1)).ok();
        Some(match self {
            Self::Year(_) => Self::Year(year),
            Self::Half(_, half) => Self::Half(year, half),
            Self::Quarter(_, quarter) => Self::Quarter(year, quarter),
            Self::Month(month) => Self::Month(back(month)?),
            Self::Third(month, third) => Self::Third(back(month)?, third),
            Self::Day(date) => Self::Day(back(date)?),
            Self::Interval(first, last) => Self::between(back(first)?, back(last)?)?,
            Self::Reporting(year, part) => Self::Reporting(year.back(1)?, part),
            Self::Years(..) | Self::Whole => return None,
        })
    }

    /// From the first day of its year to its last day: January to June for a second quarter, and
    /// April to September for that of a reporting year from April. What begins in one year and
    /// ends in another stays as it is.
    #[must_use]
    pub fn year_to_date(self) -> Self {
        let last = self.last_day();
        let start = match self {
            Self::Reporting(year, _) => Self::Reporting(year, Some(YearPart::FIRST)),
            Self::Whole => return self,
            _ if last.year() != self.year() => return self,
            _ => Self::Quarter(self.year(), Quarter(1)),
        };
        Self::spanning(start, Self::Day(last)).unwrap_or(self)
    }

    /// The canonical form in lower case, for paths: `2023-q1`; the days of an interval are
    /// joined by `-to-`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::Years(first, last) => format!("{first:04}-to-{last:04}"),
            _ => self.to_string().to_ascii_lowercase().replace('/', "-to-"),
        }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_days = self.first_day().cmp(&other.first_day());
        by_days
            .then_with(|| other.last_day().cmp(&self.last_day()))
            .then_with(|| self.sort().cmp(&other.sort()))
            .then_with(|| match (self, other) {
                (Self::Reporting(one, _), Self::Reporting(other, _)) => one.cmp(other),
                _ => Ordering::Equal,
            })
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Period {
    /// Tells periods of the same days apart, such as a month and an interval over all its days.
    fn sort(self) -> u8 {
        match self {
            Self::Year(_) => 0,
            Self::Half(..) => 1,
            Self::Quarter(..) => 2,
            Self::Month(_) => 3,
            Self::Third(..) => 4,
            Self::Day(_) => 5,
            Self::Interval(..) => 6,
            Self::Years(..) => 7,
            Self::Reporting(..) => 8,
            Self::Whole => 9,
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Whole => f.write_str(Self::WHOLE),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, Half::First) => write!(f, "{year:04}-H1"),
            Self::Half(year, Half::Second) => write!(f, "{year:04}-H2"),
            Self::Quarter(year, Quarter(number)) => write!(f, "{year:04}-Q{number}"),
            Self::Month(month) => write!(f, "{:04}-{:02}", month.year(), month.month()),
            Self::Third(month, third) => {
                write!(f, "{}-{}", Self::Month(month), third.name())
            }
            Self::Day(day) => write!(f, "{day}"),
            Self::Interval(first, last) => write!(f, "{first}/{last}"),
            // `2023/2024` is a reporting year where there are some; the days are always these.
            Self::Years(first, last) if first + 1 == last => {
                write!(f, "{first:04}-01-01/{last:04}-12-31")
            }
            Self::Years(first, last) => write!(f, "{first:04}/{last:04}"),
            Self::Reporting(year, part) => {
                write!(f, "FY{:04}", year.number())?;
                match part {
                    None => Ok(()),
                    Some(part) => write!(f, "-{}", part.name()),
                }
            }
        }
    }
}

impl Third {
    /// Its name in the canonical form: `early`, `mid` or `late`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }
}

fn first_month(quarter: Quarter) -> i8 {
    [1, 4, 7, 10][usize::from(quarter.0 - 1)]
}

fn first_of_third(third: Third) -> i8 {
    match third {
        Third::Early => 1,
        Third::Mid => 11,
        Third::Late => 21,
    }
}

/// A day that is known to exist: fixed months and days, or those of another date.
fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

/// Days from first to last, both included.
fn days_between(first: Date, last: Date) -> u32 {
    let hours = last.duration_since(first).as_hours();
    u32::try_from(hours / 24 + 1).unwrap_or(0)
}

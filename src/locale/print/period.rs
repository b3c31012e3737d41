//! Printing dates and periods.

use crate::locale::Locale;
use crate::locale::fill::{fill, fill_one};
use crate::locale::words::{Form, PeriodWords, Printed};
use crate::value::{Half, Period, Quarter, YearPart};
use jiff::civil::Date;
use std::fmt::Write;

/// Where a period is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodStyle {
    /// In running text: `the first quarter of 2023`.
    Prose,
    /// In tables and other narrow places: `Q1 2023`.
    Short,
}

impl Locale {
    /// A period or date.
    #[must_use]
    pub fn period(&self, period: Period, style: PeriodStyle) -> String {
        let is_short = style == PeriodStyle::Short;
        let pattern = match (self.printed(period), self.form(period)) {
            (Some(printed), _) if is_short => printed.short(),
            (Some(printed), _) => &printed.prose,
            (None, form) if is_short => form.short(),
            (None, form) => &form.prose,
        };
        fill(pattern, |slot, out| write_slot(slot, period, &self.words.periods, out))
    }

    /// A date that is only known from the date of its source: `by April 25, 2023`.
    #[must_use]
    pub fn by_date(&self, date: Period) -> String {
        fill_one(&self.words.periods.by_date, "date", &self.period(date, PeriodStyle::Prose))
    }

    /// The heading of a month that holds this day: `March 2023`.
    #[must_use]
    pub fn month_heading(&self, day: Date) -> String {
        self.period(Period::month_of(day), PeriodStyle::Prose)
    }

    /// The name of the month that a day lies in, as short as it can be.
    #[must_use]
    pub fn short_month(&self, day: Date) -> &str {
        let month = usize::from(day.month().unsigned_abs()) - 1;
        &self.words.periods.short_months()[month].printed
    }

    /// A year.
    #[must_use]
    pub fn year(&self, year: i16) -> String {
        self.period(Period::Year(year), PeriodStyle::Prose)
    }

    /// The patterns of what is printed only; `None` for what is read in words as well.
    fn printed(&self, period: Period) -> Option<&Printed> {
        let words = &self.words.periods;
        match period {
            Period::Years(..) => Some(&words.years),
            Period::Whole => Some(&words.whole),
            Period::Interval(first, last) if is_months(first, last) => {
                Some(if first.year() == last.year() {
                    &words.months
                } else {
                    &words.months_of_years
                })
            }
            Period::Reporting(_, None) => Some(&words.reporting_year),
            Period::Reporting(_, Some(YearPart::Half(_))) => Some(&words.reporting_half),
            Period::Reporting(_, Some(YearPart::Quarter(_))) => Some(&words.reporting_quarter),
            _ => None,
        }
    }

    fn form(&self, period: Period) -> &Form {
        let words = &self.words.periods;
        match period {
            Period::Year(_) | Period::Years(..) | Period::Reporting(..) | Period::Whole => {
                &words.year
            }
            Period::Half(..) => &words.half,
            Period::Quarter(..) => &words.quarter,
            Period::Month(_) => &words.month,
            Period::Third(..) => &words.third,
            Period::Day(_) => &words.dates.chosen().day,
            Period::Interval(first, last) if first.year() != last.year() => {
                &words.dates.chosen().interval
            }
            Period::Interval(first, last) if first.month() != last.month() => {
                &words.dates.chosen().same_year
            }
            Period::Interval(..) => &words.dates.chosen().same_month,
        }
    }
}

/// Whether an interval is several whole months.
fn is_months(first: Date, last: Date) -> bool {
    let is_whole = first.day() == 1 && last == last.last_of_month();
    is_whole && (first.year(), first.month()) != (last.year(), last.month())
}

/// Writes what a placeholder stands for; false if it is none of this period.
fn write_slot(slot: &str, period: Period, words: &PeriodWords, out: &mut String) -> bool {
    let (slot, day) = match slot.strip_suffix('2') {
        Some(slot) => (slot, period.last_day()),
        None => (slot, period.first_day()),
    };
    let month = usize::from(day.month().unsigned_abs()) - 1;
    let name = match (slot, period) {
        ("year", _) => return write!(out, "{:04}", day.year()).is_ok(),
        ("month", _) => return write!(out, "{}", day.month()).is_ok(),
        ("day", _) => match words.day_names.get(&u32::from(day.day().unsigned_abs())) {
            Some(name) => name,
            None => return write!(out, "{}", day.day()).is_ok(),
        },
        ("dd", _) => return write!(out, "{:02}", day.day()).is_ok(),
        ("mm", _) => return write!(out, "{:02}", day.month()).is_ok(),
        ("month_name", _) => &words.month_names[month],
        ("month_of_day", _) => &words.months_of_day()[month],
        ("month_short_name", _) => &words.short_months()[month],
        ("name", Period::Reporting(year, _)) => return out.write_str(&year.name()).is_ok(),
        ("quarter", _) => {
            return quarter(period).is_some_and(|one| write!(out, "{}", one.number()).is_ok());
        }
        ("quarter_name", _) => match quarter(period) {
            Some(quarter) => &words.quarter_names[usize::from(quarter.number()) - 1],
            None => return false,
        },
        ("half", _) => {
            return half(period).is_some_and(|half| write!(out, "{}", half as u8 + 1).is_ok());
        }
        ("half_name", _) => match half(period) {
            Some(half) => &words.half_names[half as usize],
            None => return false,
        },
        ("third_name", Period::Third(_, third)) => &words.third_names[third as usize],
        _ => return false,
    };
    out.push_str(&name.printed);
    true
}

/// The quarter that a period is, of a calendar or of a reporting year.
const fn quarter(period: Period) -> Option<Quarter> {
    match period {
        Period::Quarter(_, quarter) | Period::Reporting(_, Some(YearPart::Quarter(quarter))) => {
            Some(quarter)
        }
        _ => None,
    }
}

/// The half that a period is, of a calendar or of a reporting year.
const fn half(period: Period) -> Option<Half> {
    match period {
        Period::Half(_, half) | Period::Reporting(_, Some(YearPart::Half(half))) => Some(half),
        _ => None,
    }
}

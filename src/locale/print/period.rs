//! Printing dates and periods.

use crate::locale::Locale;
use crate::locale::fill::{fill, fill_one};
use crate::locale::words::{Form, PeriodWords};
use crate::value::{Half, Period};
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
        let form = self.form(period);
        let pattern = match style {
            PeriodStyle::Prose => &form.prose,
            PeriodStyle::Short => form.short(),
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
        &self.words.periods.short_months()[usize::from(day.month().unsigned_abs()) - 1]
    }

    /// A year.
    #[must_use]
    pub fn year(&self, year: i16) -> String {
        self.period(Period::Year(year), PeriodStyle::Prose)
    }

    fn form(&self, period: Period) -> &Form {
        let words = &self.words.periods;
        match period {
            Period::Year(_) => &words.year,
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

/// Writes what a placeholder stands for; false if it is none of this period.
fn write_slot(slot: &str, period: Period, words: &PeriodWords, out: &mut String) -> bool {
    let (slot, day) = match slot.strip_suffix('2') {
        Some(slot) => (slot, period.last_day()),
        None => (slot, period.first_day()),
    };
    let month = usize::from(day.month().unsigned_abs()) - 1;
    let text = match (slot, period) {
        ("year", _) => return write!(out, "{:04}", day.year()).is_ok(),
        ("month", _) => return write!(out, "{}", day.month()).is_ok(),
        ("day", _) => return write!(out, "{}", day.day()).is_ok(),
        ("month_name", _) => &words.month_names[month],
        ("month_short_name", _) => &words.short_months()[month],
        ("quarter", Period::Quarter(_, quarter)) => {
            return write!(out, "{}", quarter.number()).is_ok();
        }
        ("quarter_name", Period::Quarter(_, quarter)) => {
            &words.quarter_names[usize::from(quarter.number()) - 1]
        }
        ("half", Period::Half(_, half)) => {
            return write!(out, "{}", if half == Half::First { 1 } else { 2 }).is_ok();
        }
        ("half_name", Period::Half(_, half)) => &words.half_names[half as usize],
        ("third_name", Period::Third(_, third)) => &words.third_names[third as usize],
        _ => return false,
    };
    out.push_str(text);
    true
}

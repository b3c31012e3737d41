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

#[cfg(test)]
mod tests {
    use super::{Period, PeriodStyle};
    use crate::locale::LocaleOptions;
    use crate::locale::test_locales::{locale, locale_in_style};

    fn period(text: &str) -> Period {
        Period::parse_canonical(text).expect("a period")
    }

    #[track_caller]
    fn check(text: &str, zh: &str, en: &str, gb: &str, short: &str, sw: &str) {
        let prose = |tag| locale(tag).period(period(text), PeriodStyle::Prose);
        let options = LocaleOptions { dates: Some("gb".into()), money: None };
        let british = locale_in_style("en", options).period(period(text), PeriodStyle::Prose);
        let narrow = locale("en").period(period(text), PeriodStyle::Short);
        assert_eq!(
            [prose("zh"), prose("en"), british, narrow, prose("sw")],
            [zh, en, gb, short, sw]
        );
    }

    #[test]
    fn dates_are_printed_as_precise_as_they_are() {
        check(
            "2023-03-01",
            "2023年3月1日",
            "March 1, 2023",
            "1 March 2023",
            "Mar 1, 2023",
            "1 Machi 2023",
        );
        check("2023-03", "2023年3月", "March 2023", "March 2023", "March 2023", "Machi 2023");
        check(
            "2023-03-mid",
            "2023年3月中旬",
            "mid-March 2023",
            "mid-March 2023",
            "mid-March 2023",
            "katikati ya Machi 2023",
        );
        check(
            "2023-03-late",
            "2023年3月下旬",
            "late March 2023",
            "late March 2023",
            "late March 2023",
            "mwishoni mwa Machi 2023",
        );
        check(
            "2023-Q1",
            "2023年第一季度",
            "the first quarter of 2023",
            "the first quarter of 2023",
            "Q1 2023",
            "robo ya kwanza ya 2023",
        );
        check(
            "2023-H2",
            "2023年下半年",
            "the second half of 2023",
            "the second half of 2023",
            "H2 2023",
            "nusu ya pili ya 2023",
        );
        check("2023", "2023年", "2023", "2023", "2023", "2023");
    }

    #[test]
    fn intervals_say_once_what_both_days_share() {
        check(
            "2023-03-11/2023-03-20",
            "2023年3月11日—20日",
            "March 11–20, 2023",
            "11–20 March 2023",
            "Mar 11–20, 2023",
            "11 hadi 20 Machi 2023",
        );
        check(
            "2023-03-28/2023-04-02",
            "2023年3月28日—4月2日",
            "March 28 – April 2, 2023",
            "28 March – 2 April 2023",
            "Mar 28 – Apr 2, 2023",
            "28 Machi hadi 2 Aprili 2023",
        );
        check(
            "2022-12-28/2023-01-03",
            "2022年12月28日—2023年1月3日",
            "December 28, 2022 – January 3, 2023",
            "28 December 2022 – 3 January 2023",
            "Dec 28, 2022 – Jan 3, 2023",
            "28 Desemba 2022 hadi 3 Januari 2023",
        );
    }

    #[test]
    fn dates_known_from_a_source_say_so() {
        assert_eq!(locale("en").by_date(period("2023-04-25")), "by April 25, 2023");
        assert_eq!(locale("zh").by_date(period("2023-04-25")), "截至2023年4月25日");
        assert_eq!(locale("zh").month_heading(period("2023-04-25").first_day()), "2023年4月");
        assert_eq!(locale("zh").year(2023), "2023年");
    }
}

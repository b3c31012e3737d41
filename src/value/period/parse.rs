//! Reading the canonical forms of periods, and saying what is wrong with others.

use super::{Half, Period, Quarter, Third, YearStart};
use crate::value::{ValueError, ValueErrorKind};
use jiff::civil::Date;
use std::ops::Range;

impl Period {
    /// Reads a canonical form such as `2023-Q1`; letters in either case.
    ///
    /// # Errors
    ///
    /// If the text is not of a canonical form ([`ValueErrorKind::BadPeriod`]), or if it is and
    /// there is no such period ([`ValueErrorKind::NoSuchPeriod`]).
    pub fn parse_canonical(text: &str) -> Result<Self, ValueError> {
        let Some((first, last)) = text.split_once('/') else { return parse_one(text, 0) };
        if digits(first).is_some() {
            return several_years(first, last).unwrap_or_else(|| Err(bad_period(text, 0)));
        }
        let start = parse_one(first, 0)?;
        let end = parse_one(last, first.len() + 1)?;
        let are_alike = matches!(
            (start, end),
            (Self::Day(_), Self::Day(_))
                | (Self::Month(_), Self::Month(_))
                | (Self::Quarter(..), Self::Quarter(..))
                | (Self::Half(..), Self::Half(..))
        );
        if !are_alike {
            let message = format!("`{text}` is not an interval of days or of months");
            return Err(ValueError::new(ValueErrorKind::BadPeriod, 0..text.len(), message).help(
                "write two days, such as `2023-03-11/2023-03-20`, or two months, such as \
                 `2023-01/2023-09`",
            ));
        }
        Self::spanning(start, end).ok_or_else(|| {
            let (start, end) = (start.first_day(), end.last_day());
            let message = format!("the interval ends on {end}, before it starts on {start}");
            ValueError::new(ValueErrorKind::NoSuchPeriod, 0..text.len(), message)
        })
    }

    /// Reads a canonical form, of a reporting year too where the site says when these begin.
    ///
    /// # Errors
    ///
    /// As [`Period::parse_canonical`].
    pub fn parse_with(text: &str, year_start: Option<YearStart>) -> Result<Self, ValueError> {
        let reporting = year_start.and_then(|start| start.read(text));
        reporting.unwrap_or_else(|| Self::parse_canonical(text))
    }

    /// The day with these numbers.
    ///
    /// # Errors
    ///
    /// If there is no such day; the error has the given place.
    pub fn day(year: u32, month: u32, day: u32, range: Range<usize>) -> Result<Self, ValueError> {
        let first = first_of_month(year, month, range.clone())?;
        let n_days = u32::from(first.days_in_month().unsigned_abs());
        if day == 0 || day > n_days {
            let month = Self::Month(first);
            let message = format!("there is no day {day} in {month}, which has {n_days} days");
            let help = format!("write the day, such as `{month}-{n_days:02}`, or only `{month}`");
            return Err(no_such(range, message).help(help));
        }
        let day = i8::try_from(day).unwrap_or(1);
        Ok(Self::Day(Date::new(first.year(), first.month(), day).unwrap_or(first)))
    }

    /// The month with these numbers.
    ///
    /// # Errors
    ///
    /// If there is no such month; the error has the given place.
    pub fn month(year: u32, month: u32, range: Range<usize>) -> Result<Self, ValueError> {
        first_of_month(year, month, range).map(Self::Month)
    }

    /// A third of the month with these numbers.
    ///
    /// # Errors
    ///
    /// If there is no such month; the error has the given place.
    pub fn third(
        year: u32,
        month: u32,
        third: Third,
        range: Range<usize>,
    ) -> Result<Self, ValueError> {
        first_of_month(year, month, range).map(|month| Self::Third(month, third))
    }

    /// The quarter with these numbers.
    ///
    /// # Errors
    ///
    /// If there is no such quarter; the error has the given place.
    pub fn quarter(year: u32, quarter: u32, range: Range<usize>) -> Result<Self, ValueError> {
        let number = u8::try_from(quarter).ok().and_then(Quarter::new).ok_or_else(|| {
            let message = format!("there is no quarter {quarter}, a year has quarters 1 to 4");
            let help = format!("write one of `{year}-Q1` to `{year}-Q4`, or `{year}` for the year");
            no_such(range.clone(), message).help(help)
        })?;
        Ok(Self::Quarter(checked_year(year, range)?, number))
    }

    /// The half year with these numbers.
    ///
    /// # Errors
    ///
    /// If there is no such half; the error has the given place.
    pub fn half(year: u32, half: u32, range: Range<usize>) -> Result<Self, ValueError> {
        let half = match half {
            1 => Half::First,
            2 => Half::Second,
            _ => {
                let message = format!("there is no half {half}, a year has halves 1 and 2");
                let help = format!("write `{year}-H1` or `{year}-H2`");
                return Err(no_such(range, message).help(help));
            }
        };
        Ok(Self::Half(checked_year(year, range)?, half))
    }

    /// The year with that number.
    ///
    /// # Errors
    ///
    /// If it is not one of 1 to 9999; the error has the given place.
    pub fn calendar_year(year: u32, range: Range<usize>) -> Result<Self, ValueError> {
        checked_year(year, range).map(Self::Year)
    }
}

/// `2021/2025`. Two years that follow each other are more likely one that begins in the first and
/// ends in the second, so they are no such form.
fn several_years(first: &str, last: &str) -> Option<Result<Period, ValueError>> {
    let is_year = |text: &&str| text.len() == 4;
    let years = [first, last].map(|text| Some(text).filter(is_year).and_then(digits));
    let [Some(one), Some(other)] = years else { return None };
    let range = 0..first.len() + 1 + last.len();
    if other == one + 1 {
        return None;
    }
    let years = checked_year(one, range.clone())
        .and_then(|one| Ok(Period::years(one, checked_year(other, range.clone())?)));
    Some(years.and_then(|years| {
        years.ok_or_else(|| {
            let message = format!("`{first}/{last}` does not lead from a year to a later one");
            no_such(range, message).help("write the earlier year first, as in `2021/2025`")
        })
    }))
}

/// Reads everything but an interval; `offset` is where the text stands in the whole.
fn parse_one(text: &str, offset: usize) -> Result<Period, ValueError> {
    let range = offset..offset + text.len();
    let mut parts = text.split('-');
    let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
    let year = parts[0].filter(|part| part.len() == 4).and_then(digits);
    let Some(year) = year else { return Err(bad_period(text, offset)) };
    match parts {
        [_, None, ..] => Period::calendar_year(year, range),
        [_, Some(part), None, _] => match (part.as_bytes(), part.get(1..).and_then(digits)) {
            ([b'H' | b'h', _], Some(half)) => Period::half(year, half, range),
            ([b'Q' | b'q', _], Some(quarter)) => Period::quarter(year, quarter, range),
            _ => month_or_two_years(year, two_digits(part, text, offset)?, range),
        },
        [_, Some(month), Some(part), None] => {
            let month = two_digits(month, text, offset)?;
            match part.to_ascii_lowercase().as_str() {
                "early" => Period::third(year, month, Third::Early, range),
                "mid" => Period::third(year, month, Third::Mid, range),
                "late" => Period::third(year, month, Third::Late, range),
                _ => Period::day(year, month, two_digits(part, text, offset)?, range),
            }
        }
        _ => Err(bad_period(text, offset)),
    }
}

/// A month; where there is no such month, the year and the next may be meant.
fn month_or_two_years(year: u32, part: u32, range: Range<usize>) -> Result<Period, ValueError> {
    let is_next = (year + 1) % 100 == part;
    let year_before = i16::try_from(year).ok().filter(|_| is_next);
    Period::month(year, part, range).map_err(|error| match year_before {
        Some(year) if error.kind == ValueErrorKind::NoSuchPeriod => {
            error.help(two_years_help(year))
        }
        _ => error,
    })
}

/// How two years are written that `2010-11` and the like may mean.
#[must_use]
pub fn two_years_help(year: i16) -> String {
    let next = year.saturating_add(1);
    format!(
        "for two years write `{year:04}-01-01/{next:04}-12-31`, for a year that begins in one and \
         ends in the other `{year:04}/{:02}`, with `year_starts` in `site.yaml`, or its days, such \
         as `{year:04}-04-01/{next:04}-03-31`",
        next % 100
    )
}

/// The first of two years that follow each other, the second in full or by its last two digits.
pub(super) fn follows(first: &str, last: &str) -> Option<i16> {
    let year = digits(first).filter(|_| first.len() == 4)?;
    let next = digits(last)?;
    let fits = match last.len() {
        4 => next == year + 1,
        2 => next == (year + 1) % 100,
        _ => false,
    };
    i16::try_from(year).ok().filter(|year| fits && (1..9999).contains(year))
}

pub(super) fn digits(text: &str) -> Option<u32> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

fn two_digits(part: &str, text: &str, offset: usize) -> Result<u32, ValueError> {
    digits(part).filter(|_| part.len() == 2).ok_or_else(|| bad_period(text, offset))
}

fn checked_year(year: u32, range: Range<usize>) -> Result<i16, ValueError> {
    let number = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year));
    number.ok_or_else(|| no_such(range, format!("there is no year {year} here, only 1 to 9999")))
}

fn first_of_month(year: u32, month: u32, range: Range<usize>) -> Result<Date, ValueError> {
    let number = i8::try_from(month).unwrap_or(0);
    let year = checked_year(year, range.clone())?;
    Date::new(year, number, 1).map_err(|_| {
        no_such(range, format!("there is no month {month}, a year has months 1 to 12"))
    })
}

fn no_such(range: Range<usize>, message: String) -> ValueError {
    ValueError::new(ValueErrorKind::NoSuchPeriod, range, message)
}

/// Not of a canonical form; if it can be a date in another one, the help has it.
fn bad_period(text: &str, offset: usize) -> ValueError {
    let message = if text.is_empty() {
        "a period is missing here".to_owned()
    } else {
        format!("`{text}` is not a period or a date")
    };
    let error = ValueError::new(ValueErrorKind::BadPeriod, offset..offset + text.len(), message);
    let help = likely_help(text).unwrap_or_else(|| {
        "write a year, half, quarter, month or day: `2023`, `2023-H1`, `2023-Q1`, `2023-03`, \
         `2023-03-mid`, `2023-03-01`"
            .to_owned()
    });
    error.help(help)
}

/// What to write where the form is one that tables and other programs have.
fn likely_help(text: &str) -> Option<String> {
    let narrow: String = text.chars().map(narrowed).collect();
    if narrow != text {
        let meant = Period::parse_canonical(&narrow).ok().or_else(|| likely_period(&narrow));
        return meant.map(|period| format!("write `{period}`"));
    }
    // A time of day is no part of a date.
    if let Some((day, _)) = text.split_once([' ', 'T', 't'])
        && let Ok(day @ Period::Day(_)) = Period::parse_canonical(day)
    {
        return Some(format!("write `{day}`: dates here have no time of day"));
    }
    if let Some(period) = likely_period(text).or_else(|| run_together(text)) {
        return Some(match reporting_year(text) {
            Some(help) => format!("write `{period}` for the month; {help}"),
            None => format!("write `{period}`"),
        });
    }
    day_or_month_first(text).or_else(|| serial_number(text)).or_else(|| reporting_year(text))
}

/// ASCII for full-width digits and signs.
fn narrowed(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '—' | '–' | '−' => '-',
        c => c,
    }
}

/// `20310306` and `203103`; `2031Q1` and `2031H1`.
fn run_together(text: &str) -> Option<Period> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = digits(year)?;
    let period = match (rest.len(), digits(rest)) {
        (4, Some(both)) => Period::day(year, both / 100, both % 100, 0..0),
        // Six digits may as well begin with the last two of a year.
        (2, Some(month)) if (1900..2100).contains(&year) => Period::month(year, month, 0..0),
        (2, None) => parse_one(&format!("{year:04}-{rest}"), 0),
        _ => return None,
    };
    period.ok()
}

/// `31.12.2031`, `12/31/2031`; both orders where both can be.
fn day_or_month_first(text: &str) -> Option<String> {
    let mut parts = text.split(['/', '.', '-']);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    let is_date = numbers.map(str::len)[2] == 4 && parts.next().is_none();
    let [one, other, year] = numbers.map(digits);
    let (one, other, year) = (one?, other?, year.filter(|_| is_date)?);
    let day_first = Period::day(year, other, one, 0..0).ok();
    let month_first = Period::day(year, one, other, 0..0).ok();
    match (day_first, month_first) {
        (Some(day), Some(month)) if day != month => {
            Some(format!("write `{day}` if the day comes first, `{month}` if the month does"))
        }
        (first, other) => first.or(other).map(|period| format!("write `{period}`")),
    }
}

/// `45000` is what a spreadsheet makes of a day: it counts them from the end of 1899.
fn serial_number(text: &str) -> Option<String> {
    let (days, time) = text.split_once('.').unwrap_or((text, "0"));
    let days = digits(days).filter(|_| days.len() == 5 && digits(time).is_some())?;
    let day = Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
    Some(format!("is this a serial number of Excel: `{day}`?"))
}

/// `FY2031`, `2031/32`, `2031-2032`: a year that may begin on any day.
fn reporting_year(text: &str) -> Option<String> {
    let is_fiscal = starts_fiscal(text);
    let rest = if is_fiscal { text.get(2..)?.trim_start_matches([' ', '-']) } else { text };
    let (first, last) = match rest.split_once(['/', '-', '–']) {
        Some((first, last)) => (first, Some(last.trim())),
        None => (rest, None),
    };
    let year = match (first.trim(), digits(first.trim())?) {
        (short, year) if short.len() == 2 && is_fiscal => 2000 + year,
        (long, year) if long.len() == 4 => year,
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| (1..9999).contains(year))?;
    match last {
        Some(last) if follows(&format!("{year:04}"), last).is_some() => Some(two_years_help(year)),
        None if is_fiscal => Some(format!(
            "write `{year:04}` for the calendar year; for a reporting year declare `year_starts` in \
             `site.yaml`, or write its days, such as `{:04}-04-01/{year:04}-03-31`",
            year - 1
        )),
        // Several reporting years have no name.
        Some(last) if is_fiscal && starts_fiscal(last) => Some(format!(
            "write the first day of the one and the last day of the other, such as \
             `{:04}-04-01/{}-03-31`",
            year - 1,
            last[2..].trim_start_matches([' ', '-'])
        )),
        Some(_) if is_fiscal => Some(format!(
            "declare `year_starts` in `site.yaml`, or write the days that are meant, such as \
             `{year:04}-04-01/{year:04}-06-30`"
        )),
        _ => None,
    }
}

fn starts_fiscal(text: &str) -> bool {
    text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("FY"))
}

/// `2023/3/1`, `2023.3` and `2023-3-1`, where the year comes first and so the order is certain.
fn likely_period(text: &str) -> Option<Period> {
    let mut parts = text.split(['/', '.', '-']);
    let year = parts.next().filter(|part| part.len() == 4).and_then(digits)?;
    let month = parts.next().and_then(digits)?;
    let period = match parts.next() {
        None => Period::month(year, month, 0..0),
        Some(part) => Period::day(year, month, digits(part)?, 0..0),
    };
    period.ok().filter(|_| parts.next().is_none())
}

//! Axes: of values in round steps from zero, and of dates.

use super::svg::FULL;
use crate::locale::{ColumnUnit, Locale, PeriodStyle};
use crate::value::{Number, Period, YearPart, YearStart};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// An axis of values that has zero on it, with ticks at round steps: 1, 2 or 5 times a power of
/// ten. Those of money are round in every language, because scale words are powers of ten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct ValueAxis {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl ValueAxis {
    /// An axis that all values fit on, with at most that many steps; `None` for no values, or for
    /// values past the range of exact numbers. Counts have no half. If all are zero, only zero is
    /// marked on it.
    pub(in crate::render) fn over(
        values: impl IntoIterator<Item = Decimal>,
        n_steps: u32,
        is_count: bool,
    ) -> Option<Self> {
        let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
        let mut n_values = 0;
        for value in values {
            n_values += 1;
            (least, most) = (least.min(value), most.max(value));
        }
        let extent = most.checked_sub(least).filter(|_| n_values > 0)?;
        if extent.is_zero() {
            return Some(Self { low: Decimal::ZERO, high: Decimal::ONE, step: Decimal::TWO });
        }
        let mut step = round_step(extent.checked_div(n_steps.into())?)?;
        if is_count {
            step = step.max(Decimal::ONE);
        }
        // With values on both sides of zero, one step more may be needed on one of them.
        let low = least.checked_div(step)?.floor().checked_mul(step)?;
        let high = most.checked_div(step)?.ceil().checked_mul(step)?;
        Some(Self { low, high, step })
    }

    /// An axis from about the least of some values to about the greatest, in steps of one length;
    /// `None` where they are the same.
    pub(in crate::render) fn around(
        values: impl IntoIterator<Item = Decimal>,
        n_steps: u32,
        is_count: bool,
    ) -> Option<Self> {
        let values: Vec<_> = values.into_iter().collect();
        let (least, most) = (*values.iter().min()?, *values.iter().max()?);
        let extent = most.checked_sub(least).filter(|extent| !extent.is_zero())?;
        let mut step = round_step(extent.checked_div(n_steps.into())?)?;
        if is_count {
            step = step.max(Decimal::ONE);
        }
        let low = least.checked_div(step)?.floor().checked_mul(step)?;
        let mut high = most.checked_div(step)?.ceil().checked_mul(step)?;
        // Each number of few is a step of its own.
        if is_count && step == Decimal::ONE {
            high = high.checked_add(step)?;
        }
        Some(Self { low, high, step })
    }

    /// Whether each step holds one whole number.
    pub(in crate::render) fn is_of_ones(&self) -> bool {
        self.step == Decimal::ONE
    }

    /// The largest value on it.
    pub(in crate::render) fn high(&self) -> Decimal {
        self.high
    }

    /// Where a value stands, in thousandths of its length.
    pub(in crate::render) fn at(&self, value: Decimal) -> u32 {
        let share = || value.checked_sub(self.low)?.checked_div(self.high.checked_sub(self.low)?);
        thousandths(share().unwrap_or_default())
    }

    /// Whether it goes below zero.
    pub(in crate::render) fn is_below_zero(&self) -> bool {
        self.low < Decimal::ZERO
    }

    /// Where zero stands.
    pub(in crate::render) fn zero(&self) -> u32 {
        self.at(Decimal::ZERO)
    }

    /// The round values, lowest first.
    pub(in crate::render) fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = vec![self.low];
        while let Some(next) = ticks.last().and_then(|last| last.checked_add(self.step))
            && next <= self.high
        {
            ticks.push(next);
        }
        ticks
    }

    /// What a tick says.
    pub(in crate::render) fn label(
        &self,
        locale: &Locale,
        unit: &ColumnUnit,
        tick: Decimal,
    ) -> String {
        locale.in_column(Number::plain(tick.normalize()), unit).to_string()
    }
}

/// A share in thousandths, rounded half away from zero.
pub(in crate::render) fn thousandths(share: Decimal) -> u32 {
    let share = share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_THOUSAND;
    let rounded = share.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    rounded.to_u32().unwrap_or(0)
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below a length.
fn round_step(length: Decimal) -> Option<Decimal> {
    let mut power = Decimal::ONE;
    while power > length {
        power = power.checked_div(Decimal::TEN).filter(|power| !power.is_zero())?;
    }
    while let Some(next) = power.checked_mul(Decimal::TEN)
        && next <= length
    {
        power = next;
    }
    let steps = [Decimal::ONE, Decimal::TWO, Decimal::from(5), Decimal::TEN];
    steps.into_iter().filter_map(|one| power.checked_mul(one)).find(|step| *step >= length)
}

/// An axis of days, from the start of the first to the end of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct DateAxis {
    first: Date,
    n_days: u32,
    /// The years of it begin with another month than January.
    starts: Option<YearStart>,
}

/// A part of time on an axis of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct DateTick {
    /// Where it starts and ends, in thousandths.
    pub(in crate::render) from: u32,
    pub(in crate::render) to: u32,
    /// Its name.
    pub(in crate::render) label: String,
}

/// The parts that an axis may be divided into, in months.
const PARTS: [i32; 9] = [1, 3, 12, 24, 60, 120, 240, 600, 1200];

/// How many names an axis has room for.
const MOST_TICKS: usize = 24;
/// How many parts of any length are drawn.
const MOST_PARTS: usize = 40;

impl DateAxis {
    /// The days of a period.
    pub(in crate::render) fn of(period: Period) -> Self {
        let starts = match period {
            Period::Reporting(year, _) => Some(year.start()),
            _ => None,
        };
        Self { first: period.first_day(), n_days: period.n_days().max(1), starts }
    }

    /// Whole years that hold all these days; `None` for none.
    pub(in crate::render) fn years(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let mut days = days.into_iter();
        let first = days.next()?;
        let ends = days.fold((first, first), |(low, high), day| (low.min(day), high.max(day)));
        let start = Period::Year(ends.0.year()).first_day();
        Period::between(start, Period::Year(ends.1.year()).last_day()).map(Self::of)
    }

    /// Where a day starts, in thousandths; days outside stand at the ends.
    pub(in crate::render) fn start(&self, day: Date) -> u32 {
        self.place((day - self.first).get_days())
    }

    /// Where a day ends.
    pub(in crate::render) fn end(&self, day: Date) -> u32 {
        self.place((day - self.first).get_days() + 1)
    }

    /// Where the middle of a day stands.
    pub(in crate::render) fn middle(&self, day: Date) -> u32 {
        (self.start(day) + self.end(day)) / 2
    }

    /// Whether a day lies on it.
    pub(in crate::render) fn holds(&self, day: Date) -> bool {
        let days = (day - self.first).get_days();
        days >= 0 && days.unsigned_abs() < self.n_days
    }

    fn place(&self, days: i32) -> u32 {
        let days = u64::from(days.max(0).unsigned_abs()).min(u64::from(self.n_days));
        let (full, all) = (u64::from(FULL), u64::from(self.n_days));
        u32::try_from((days * full + all / 2) / all).unwrap_or(FULL)
    }

    /// Months, quarters, years, or whole numbers of years: the shortest parts whose names all fit
    /// into them. `width` is that of a name in thousandths of the axis.
    pub(in crate::render) fn ticks(
        &self,
        name: impl Fn(i32, Date) -> String,
        width: impl Fn(&str) -> u32,
    ) -> Vec<DateTick> {
        let tick = |months, (start, from, to): (Date, u32, u32)| DateTick {
            from,
            to,
            label: name(months, start),
        };
        for months in PARTS {
            let parts = self.parts(months);
            if parts.len() > MOST_TICKS {
                continue;
            }
            // What the axis cuts off at its ends may go without a name.
            let is_cut_off = |number| parts.len() > 2 && (number == 0 || number + 1 == parts.len());
            let named = parts.iter().enumerate().map(|(number, part)| {
                let tick = tick(months, *part);
                let fits = is_cut_off(number) || width(&tick.label) <= tick.to - tick.from;
                fits.then_some(tick)
            });
            if let Some(ticks) = named.collect() {
                return ticks;
            }
        }
        let longest = PARTS[PARTS.len() - 1];
        self.parts(longest).into_iter().map(|part| tick(longest, part)).collect()
    }

    /// The parts of so many months, each with its first day and where on the axis it starts and
    /// ends. More than fit anywhere are not all listed.
    fn parts(&self, months: i32) -> Vec<(Date, u32, u32)> {
        let mut parts = Vec::new();
        let Ok(last) = self.first.checked_add(i64::from(self.n_days - 1).days()) else {
            return parts;
        };
        let mut start = self.part_start(self.first, months);
        while start <= last && parts.len() < MOST_PARTS {
            let Ok(next) = start.checked_add(months.months()) else { break };
            parts.push((start, self.start(start), self.start(next)));
            start = next;
        }
        parts
    }

    /// The first day of the part of so many months that a day lies in.
    fn part_start(&self, day: Date, months: i32) -> Date {
        let part = self.part(day, months);
        part.map_or_else(|| part_start(day, months), Period::first_day)
    }

    /// That part of a reporting year, if it has such years.
    fn part(&self, day: Date, months: i32) -> Option<Period> {
        self.starts?.year_of(day)?.part_from(day, months)
    }
}

/// The name of a part of so many months: of a year alone, or within the only year of the axis.
pub(in crate::render) fn name_of_part(
    locale: &Locale,
    dates: &DateAxis,
    months: i32,
    start: Date,
) -> String {
    let is_one_year = dates.n_days <= 366;
    if let Some(part) = dates.part(start, months) {
        return match part {
            Period::Reporting(_, Some(YearPart::Quarter(quarter))) if is_one_year => {
                let number = quarter.number().to_string();
                locale.text("axis-quarter", &[("n", &number)]).unwrap_or(number)
            }
            _ => locale.period(part, PeriodStyle::Short),
        };
    }
    match months {
        1 if is_one_year => locale.short_month(start).to_owned(),
        1 => locale.period(Period::month_of(start), PeriodStyle::Short),
        3 => {
            let quarter = ((start.month() - 1) / 3 + 1).to_string();
            let year = locale.year(start.year());
            let key = if is_one_year { "axis-quarter" } else { "axis-quarter-of" };
            let args = [("n", quarter.as_str()), ("year", &year)];
            locale.text(key, &args).unwrap_or(quarter)
        }
        _ => locale.year(start.year()),
    }
}

/// The first day of the part of so many months that a day lies in.
fn part_start(day: Date, months: i32) -> Date {
    let years = i16::try_from(months / 12).unwrap_or(1);
    if years > 0 {
        return Period::Year(day.year() - day.year().rem_euclid(years)).first_day();
    }
    let months = i8::try_from(months).unwrap_or(1);
    let month = day.month() - (day.month() - 1) % months;
    Date::new(day.year(), month, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::ValueAxis;
    use rust_decimal::Decimal;

    #[test]
    fn what_cannot_be_drawn_has_no_axis() {
        assert_eq!(ValueAxis::over([], 4, true), None);
        assert_eq!(ValueAxis::over([Decimal::MAX, Decimal::MIN], 4, false), None);
    }
}

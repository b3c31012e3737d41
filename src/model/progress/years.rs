//! The years that an indicator is counted in: of the calendar, or reporting years.

use super::ObservationsByIndicator;
use crate::model::{Indicator, Ref};
use crate::value::Period;
use std::collections::BTreeSet;

/// The years of the results and targets of one indicator.
///
/// Another indicator may be counted in other years, and a calendar year holds three quarters of a
/// fiscal year: what is of the one is not to be told once more, and without its target, under the
/// other.
#[derive(Debug, Default)]
pub struct YearsOf {
    all: BTreeSet<Period>,
    promised: BTreeSet<Period>,
}

impl YearsOf {
    /// Whether a year is of a sort that it is counted in; all are where nothing is known of it.
    #[must_use]
    pub fn takes(&self, year: Period) -> bool {
        self.all.is_empty() || self.all.iter().any(|one| is_of_one_sort(*one, year))
    }

    /// Whether a result is told under a year: the one that it is counted to, and each with a target
    /// that it lies in.
    #[must_use]
    pub fn holds(&self, year: Period, result: Period) -> bool {
        let is_told = self.promised.contains(&year) || self.counted_to(result) == year;
        is_told && year.contains_period(result)
    }

    /// A month is counted to the reporting year that it lies in where the indicator has that one.
    fn counted_to(&self, result: Period) -> Period {
        let year = result.whole_year();
        if matches!(year, Period::Reporting(..) | Period::Whole) || year == result {
            return year;
        }
        let reporting = self.all.iter().filter(|one| matches!(one, Period::Reporting(..)));
        let mut holding = reporting.filter(|one| one.contains_period(result));
        holding.next().copied().unwrap_or(year)
    }
}

fn is_of_one_sort(one: Period, other: Period) -> bool {
    match (one, other) {
        (Period::Reporting(one, _), Period::Reporting(other, _)) => one.start() == other.start(),
        (Period::Reporting(..), _) | (_, Period::Reporting(..)) => false,
        _ => true,
    }
}

impl ObservationsByIndicator<'_> {
    /// The years that an indicator is counted in.
    #[must_use]
    pub fn years_of(&self, indicator: Ref<Indicator>) -> YearsOf {
        let results = self.of(indicator).iter().map(|found| *found.period);
        let promised = self.targets_of(indicator).iter().map(|target| *target.period);
        let promised: BTreeSet<Period> = promised.collect();
        let all = results.chain(promised.iter().copied()).map(Period::whole_year);
        YearsOf { all: all.filter(|year| *year != Period::Whole).collect(), promised }
    }
}

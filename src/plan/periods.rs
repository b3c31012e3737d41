//! The periods that have a page.

use crate::model::Model;
use crate::value::Period;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Deref;

/// The periods that have a page, the newest first; what has no days comes last.
#[derive(Debug, Default)]
pub struct Periods {
    newest_first: Vec<Period>,
    /// The same by their days, each with the last day that it or one before it reaches.
    by_day: Vec<(Period, Date)>,
    /// The years in which something was reported or promised, whether they have a page or not: a
    /// year within a promise of several years has none. The oldest first.
    years: Vec<Period>,
}

impl Deref for Periods {
    type Target = [Period];

    fn deref(&self) -> &[Period] {
        &self.newest_first
    }
}

impl Periods {
    /// Those with a target, and those with a result that lie in no other.
    pub(super) fn new(model: &Model) -> Self {
        let targets = model.targets.records().map(|target| *target.period);
        let promised: BTreeSet<Period> = targets.collect();
        let reported = model.observations.records().map(|observation| *observation.period);
        let all: BTreeSet<Period> = reported.chain(promised.iter().copied()).collect();
        let within_years = all.iter().map(|period| (period.whole_year(), *period));
        let within_years = within_years.filter(|(year, period)| year.contains_period(*period));
        let years = within_years.map(|(year, _)| year).filter(|year| *year != Period::Whole);
        let mut years: Vec<_> = years.collect();
        years.sort_unstable_by_key(|year| (year.last_day(), *year));
        years.dedup();
        let mut by_day = Vec::new();
        let mut reached = None;
        // By their first day, the longer before the shorter: what one lies in has come before it.
        for period in all {
            let is_within = reached.is_some_and(|reached| period.last_day() <= reached);
            if period != Period::Whole {
                reached = reached.max(Some(period.last_day()));
            }
            if !is_within || promised.contains(&period) || period == Period::Whole {
                by_day.push((period, reached.unwrap_or(Date::MIN)));
            }
        }
        let mut newest_first: Vec<_> = by_day.iter().map(|(period, _)| *period).collect();
        newest_first.sort_by_key(|period| {
            (*period == Period::Whole, Reverse((period.last_day(), period.first_day())))
        });
        Self { newest_first, by_day, years }
    }

    /// The years in which something was reported or promised, the oldest first.
    #[must_use]
    pub fn years(&self) -> &[Period] {
        &self.years
    }

    /// The one whose page tells of a period: itself, or the latest to begin of those it lies in.
    #[must_use]
    pub fn holding(&self, period: Period) -> Option<Period> {
        let n_before = self.by_day.partition_point(|(one, _)| *one <= period);
        let before = self.by_day[..n_before].iter().rev();
        let mut reaching = before.take_while(|(_, reached)| *reached >= period.last_day());
        reaching.find(|(one, _)| one.contains_period(period)).map(|(one, _)| *one)
    }
}

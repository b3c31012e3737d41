//! Up to which day figures of projects are added up: one day for all of them, so that a sum is never
//! put together from what was known on different days.

use super::{Indicator, IndicatorKind, Observation, chains, within};
use crate::value::Period;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is reported of one project for a period, by the day up to which it is: added up from results
/// that follow each other from the first day of the period on, so that what is known of its second
/// quarter alone is not taken for its first half year; or of a state as it was on that day.
#[derive(Debug, Default)]
pub(super) struct ByDay<'a>(BTreeMap<Date, Vec<&'a Observation>>);

impl<'a> ByDay<'a> {
    pub(super) fn of(indicator: &Indicator, figures: &[&'a Observation], period: Period) -> Self {
        // Most projects have no figure for most periods, which is told without adding anything up.
        if !figures.iter().any(|found| period.contains_period(*found.period)) {
            return Self::default();
        }
        let mut all: Vec<_> = within(figures, period).collect();
        if indicator.kind == IndicatorKind::Cumulative {
            let chains = chains(all.into_iter(), period.first_day()).into_values();
            let usable = chains.filter(|chain| indicator.adds_time() || chain.len() == 1);
            return Self(usable.filter_map(|chain| Some((chain.last()?.covers, chain))).collect());
        }
        // The firmest of a day comes last, and stays.
        all.sort_by_key(|found| found.rank());
        Self(all.into_iter().map(|found| (found.covers, vec![found])).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is reported up to just this day, or all that is where none is asked for.
    pub(super) fn up_to(&self, day: Option<Date>) -> Option<&[&'a Observation]> {
        let found = match day {
            Some(day) => self.0.get(&day),
            None => self.0.values().next_back(),
        };
        found.map(Vec::as_slice)
    }

    /// What is reported up to the last day before one.
    pub(super) fn before(&self, day: Date) -> Option<&[&'a Observation]> {
        self.0.range(..day).next_back().map(|(_, found)| found.as_slice())
    }

    /// What is reported up to the first day after one.
    pub(super) fn after(&self, day: Date) -> Option<&[&'a Observation]> {
        self.0.range(day.tomorrow().ok()?..).next().map(|(_, found)| found.as_slice())
    }
}

/// The last day up to which all that report have a figure: a project that is ahead of others must not
/// make it look as if these had nothing in the meantime. Where there is no such day, that of most;
/// of several the first of what is added up, of which later figures say how much it can be at most,
/// and the last of states.
pub(super) fn common_day<'d, 'a: 'd>(
    all: impl Iterator<Item = &'d ByDay<'a>>,
    kind: IndicatorKind,
) -> Option<Date> {
    let mut n_reporting = 0;
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for one in all.filter(|one| !one.is_empty()) {
        n_reporting += 1;
        for day in one.0.keys() {
            *days.entry(*day).or_default() += 1;
        }
    }
    let most = days.values().copied().max()?;
    let days = days.into_iter().filter(|(_, n)| *n == most).map(|(day, _)| day);
    if most == n_reporting || kind != IndicatorKind::Cumulative {
        days.max()
    } else {
        days.max_by_key(|day| Reverse(*day))
    }
}

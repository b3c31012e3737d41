//! Which of several records of the same figure is current: the one known last, as of the day that
//! the site speaks of. What it supersedes stays in the ledger as its history.
//!
//! Records are of the same figure if nothing but value, source and remarks sets them apart. An
//! estimate and a final figure are two figures: both are shown, each with its word.

use super::list::{Later, List};
use super::{Citation, Collection, Model, Observation, Source, Target, Text};
use crate::value::{Period, Quantity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A record that may be published again with another value.
pub trait Revisable {
    /// What few records have in common, to sort them by.
    fn group(&self) -> (usize, Period);

    /// Whether another record of its group is of the same figure.
    fn is_same_figure(&self, other: &Self) -> bool;

    /// Whether another record of the same figure says the same of it.
    fn says_the_same(&self, other: &Self) -> bool;

    /// When it became known, as far as the record itself says.
    fn published(&self) -> Option<Period>;

    /// Where this is said.
    fn citations(&self) -> &[Citation];
}

impl Revisable for Observation {
    fn group(&self) -> (usize, Period) {
        (self.indicator.index(), self.period)
    }

    /// Claims without a figure are all different.
    fn is_same_figure(&self, other: &Self) -> bool {
        self.value.is_some()
            && other.value.is_some()
            && self.covers == other.covers
            && self.part == other.part
            && self.status == other.status
            && same_texts(self.share_of.as_ref(), other.share_of.as_ref())
            && same_texts(self.not_comparable.as_ref(), other.not_comparable.as_ref())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Some(one), Some(other)) => is_same_amount(one, other),
            _ => false,
        }
    }

    fn published(&self) -> Option<Period> {
        self.published
    }

    fn citations(&self) -> &[Citation] {
        &self.citations
    }
}

impl Revisable for Target {
    fn group(&self) -> (usize, Period) {
        (self.indicator.index(), self.period)
    }

    fn is_same_figure(&self, other: &Self) -> bool {
        self.direction == other.direction && same_texts(self.scope.as_ref(), other.scope.as_ref())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let baselines = match (&self.baseline, &other.baseline) {
            (Some(one), Some(other)) => {
                one.period == other.period && is_same_amount(&one.value, &other.value)
            }
            (one, other) => one.is_none() && other.is_none(),
        };
        baselines
            && self.path == other.path
            && self.plan == other.plan
            && is_same_amount(&self.value, &other.value)
    }

    fn published(&self) -> Option<Period> {
        self.published
    }

    fn citations(&self) -> &[Citation] {
        &self.citations
    }
}

impl Model {
    /// Tells current targets and observations from those that they supersede.
    pub(super) fn tell_revisions(&mut self) {
        let later = later_of(&self.targets, &self.sources);
        self.targets.supersede(&later);
        let later = later_of(&self.observations, &self.sources);
        self.observations.supersede(&later);
    }

    /// The day from which a target or an observation is known; `None` if nothing dates it.
    #[must_use]
    pub fn known_since(&self, record: &impl Revisable) -> Option<Date> {
        known_from(&self.sources, record.published(), record.citations())
    }
}

/// By what each record is superseded.
fn later_of<T: Revisable>(list: &List<T>, sources: &Collection<Source>) -> Vec<Option<Later>> {
    let records: Vec<&T> = list.all().collect();
    let mut groups: BTreeMap<(usize, Period), Vec<usize>> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        groups.entry(record.group()).or_default().push(number);
    }
    let mut later = vec![None; records.len()];
    let since = |number: usize| {
        let record = records[number];
        known_from(sources, record.published(), record.citations())
    };
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|number| (since(*number), *number));
        for (place, number) in group.iter().enumerate() {
            let same = |other: &&usize| records[*number].is_same_figure(records[**other]);
            let mut after = group[place + 1..].iter().filter(same);
            let Some(next) = after.next() else { continue };
            later[*number] = Some(Later {
                current: *after.next_back().unwrap_or(next),
                next: *next,
                since: since(*number),
                until: since(*next),
                is_revised: !records[*number].says_the_same(records[*next]),
            });
        }
    }
    later
}

/// Whether two figures are one amount in one relation, however they are written.
#[must_use]
pub fn is_same_amount(one: &Quantity, other: &Quantity) -> bool {
    let value = |number: crate::value::Number| number.value().map(|value| value.normalize());
    one.relation == other.relation
        && one.unit == other.unit
        && value(one.number) == value(other.number)
        && one.upper.map(value) == other.upper.map(value)
}

/// Whether two texts have the same words in the same languages.
#[must_use]
pub fn same_texts(one: Option<&Text>, other: Option<&Text>) -> bool {
    let words = |text: &Text| -> Vec<_> {
        text.iter().map(|(lang, phrase)| (lang, phrase.text.to_string())).collect()
    };
    one.map(words) == other.map(words)
}

/// The day from which something is known.
pub(super) fn known_from(
    sources: &Collection<Source>,
    published: Option<Period>,
    citations: &[Citation],
) -> Option<Date> {
    let known = citations.iter().filter(|citation| !citation.is_later);
    let cited = known.filter_map(|citation| sources.get(citation.source).header.published);
    published.map(Period::first_day).or_else(|| cited.map(Period::first_day).min())
}

//! Which of several records of the same figure is current: the one known last, as of the day that
//! the site speaks of. What it supersedes stays in the ledger as its history.
//!
//! Records are of the same figure if nothing but value, source and remarks sets them apart. An
//! estimate and a final figure are two figures: both are shown, each with its word.

use super::{Citation, Collection, Members, Model, Observation, Record, Ref, Source, Target, Text};
use crate::value::{Period, Quantity};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A record that a later one stands in for.
#[derive(Debug)]
pub struct Superseded<T> {
    /// The record.
    pub record: Ref<T>,
    /// The current one.
    pub by: Ref<T>,
    /// The one that became known next.
    pub next: Ref<T>,
    /// The day from which this one is known; `None` if nothing dates it.
    pub since: Option<Date>,
    /// The day from which the next one is known; `None` if nothing dates it.
    pub until: Option<Date>,
    /// The next one says something else; otherwise it says the same again.
    pub is_revised: bool,
}

/// Which records of a collection others supersede.
#[derive(Debug)]
pub struct Revisions<T> {
    /// In the order of the ledger.
    superseded: Arc<[Superseded<T>]>,
    /// The places of these, by the current record, of each the one known last first.
    by_current: Arc<[usize]>,
}

impl<T> Default for Revisions<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Clone for Revisions<T> {
    fn clone(&self) -> Self {
        let superseded = Arc::clone(&self.superseded);
        Self { superseded, by_current: Arc::clone(&self.by_current) }
    }
}

impl<T> Revisions<T> {
    pub(super) fn new(superseded: Vec<Superseded<T>>) -> Self {
        let mut by_current: Vec<_> = (0..superseded.len()).collect();
        by_current.sort_by_key(|place| {
            let one = &superseded[*place];
            (one.by, Reverse((one.since, one.record)))
        });
        Self { superseded: superseded.into(), by_current: by_current.into() }
    }

    /// The records that others supersede, in the order of the ledger.
    #[must_use]
    pub fn all(&self) -> &[Superseded<T>] {
        &self.superseded
    }

    /// By what a record is superseded; `None` for one that is current.
    #[must_use]
    pub fn get(&self, one: Ref<T>) -> Option<&Superseded<T>> {
        let place = self.superseded.binary_search_by_key(&one, |found| found.record).ok()?;
        Some(&self.superseded[place])
    }

    /// What a record supersedes, known last first.
    pub fn superseded_by(&self, one: Ref<T>) -> impl Iterator<Item = &Superseded<T>> {
        let first = self.by_current.partition_point(|place| self.superseded[*place].by < one);
        let places = &self.by_current[first..];
        let all = places.iter().map(|place| &self.superseded[*place]);
        all.take_while(move |found| found.by == one)
    }
}

/// An indicator, a period and a part: of a large ledger many figures have the first two in common.
type Group<'a> = (usize, Period, &'a Members);

/// A record that may be published again with another value.
pub trait Revisable: Record {
    /// What few records have in common, to sort them by.
    fn group(&self) -> Group<'_>;

    /// Whether another record of its group is of the same figure.
    fn is_same_figure(&self, other: &Self) -> bool;

    /// Whether another record of the same figure says the same of it.
    fn says_the_same(&self, other: &Self) -> bool;
}

impl Revisable for Observation {
    fn group(&self) -> Group<'_> {
        (self.indicator.index(), *self.period, &self.part)
    }

    /// Claims without a figure are all different.
    fn is_same_figure(&self, other: &Self) -> bool {
        self.value.is_some()
            && other.value.is_some()
            && self.covers == other.covers
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
}

impl Revisable for Target {
    fn group(&self) -> Group<'_> {
        (self.indicator.index(), *self.period, &self.part)
    }

    fn is_same_figure(&self, other: &Self) -> bool {
        self.promise.direction == other.promise.direction
            && same_texts(self.scope.as_ref(), other.scope.as_ref())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let baselines = match (&self.baseline, &other.baseline) {
            (Some(one), Some(other)) => {
                one.period == other.period && is_same_amount(&one.value, &other.value)
            }
            (one, other) => one.is_none() && other.is_none(),
        };
        baselines
            && self.path() == other.path()
            && self.plan == other.plan
            && is_same_amount(&self.promise.value, &other.promise.value)
    }
}

impl Model {
    /// Tells current targets and observations from those that they supersede.
    pub(super) fn tell_revisions(&mut self) {
        self.targets.supersede(superseded(&self.targets, &self.sources));
        self.observations.supersede(superseded(&self.observations, &self.sources));
    }

    /// The day from which a target or an observation is known; `None` if nothing dates it.
    #[must_use]
    pub fn known_since(&self, record: &impl Record) -> Option<Date> {
        known_from(&self.sources, record.header().published, &record.header().citations)
    }
}

/// By what each record is superseded.
fn superseded<T: Revisable>(
    records: &Collection<T>,
    sources: &Collection<Source>,
) -> Vec<Superseded<T>> {
    let mut groups: BTreeMap<Group<'_>, Vec<Ref<T>>> = BTreeMap::new();
    for (one, record) in records.all() {
        groups.entry(record.group()).or_default().push(one);
    }
    let since = |one: Ref<T>| {
        let record = records.get(one);
        known_from(sources, record.header().published, &record.header().citations)
    };
    let mut found = Vec::new();
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|one| (since(*one), *one));
        for (place, one) in group.iter().enumerate() {
            let record = records.get(*one);
            let same = |other: &&Ref<T>| record.is_same_figure(records.get(**other));
            let mut after = group[place + 1..].iter().filter(same);
            let Some(next) = after.next() else { continue };
            found.push(Superseded {
                record: *one,
                by: *after.next_back().unwrap_or(next),
                next: *next,
                since: since(*one),
                until: since(*next),
                is_revised: !record.says_the_same(records.get(*next)),
            });
        }
    }
    found.sort_by_key(|found| found.record);
    found
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

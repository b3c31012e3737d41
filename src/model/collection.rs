//! Records of one kind, by number and by id.

use super::Record;
use super::dependencies::{all_read, one_read};
use super::revision::{Revisions, Superseded};
use crate::value::Id;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A resolved reference to a record of the model.
pub struct Ref<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The record's number in its collection.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index as usize
    }

    /// The same as dependencies have it.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.index
    }

    pub(super) fn new(index: usize) -> Self {
        let index = u32::try_from(index).expect("fewer than 2^32 records fit into memory");
        Self { index, kind: PhantomData }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Ref<T> {}

impl<T> PartialOrd for Ref<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Ref<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// All records of one kind, in the order of their files. A record that has not changed is shared
/// with the models of earlier runs, and with those of other editions, where it has the same number.
///
/// Whoever goes through a collection meets each figure once: those that a later one supersedes are
/// passed over, unless [`Self::all`] is asked for.
#[derive(Debug, Clone)]
pub struct Collection<T> {
    /// By their numbers; `None` where one could not be read, so that all others keep theirs.
    records: Vec<Option<Arc<T>>>,
    /// The ids in their order, with the numbers of their records.
    by_id: Arc<[(Id, u32)]>,
    /// The numbers of the records that are known, in order, where some are not yet.
    known: Option<Arc<[u32]>>,
    /// Of these, those that no other supersedes, where some are superseded.
    current: Option<Arc<[u32]>>,
    superseded: Revisions<T>,
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self::new(0, [])
    }
}

impl<T> Collection<T> {
    /// A collection of records with their ids, which are all different; `None` for one that could
    /// not be read. About `n_records` are expected.
    pub(super) fn new(
        n_records: usize,
        all: impl IntoIterator<Item = Option<(Id, Arc<T>)>>,
    ) -> Self {
        let (mut by_id, mut records) = (Vec::new(), Vec::with_capacity(n_records));
        by_id.reserve(n_records);
        for one in all {
            records.push(one.map(|(id, record)| {
                by_id.push((id, Ref::<T>::new(records.len()).index));
                record
            }));
        }
        by_id.sort_unstable();
        let (by_id, known) = (by_id.into(), there(&records));
        Self { records, by_id, known, current: None, superseded: Revisions::default() }
    }

    /// The same collection as it was known on a day: `known` returns what was known of a record,
    /// or `None` if it was not. Records keep their numbers, so references hold in both.
    pub(super) fn as_known(
        &self,
        mut known: impl FnMut(Ref<T>, &Arc<T>) -> Option<Arc<T>>,
    ) -> Self {
        let mut numbers = Vec::with_capacity(self.records.len());
        let records = self.records.iter().enumerate().map(|(index, record)| {
            let (one, record) = (Ref::new(index), record.as_ref()?);
            Some(match known(one, record) {
                Some(known) => {
                    numbers.push(one.index);
                    known
                }
                None => Arc::clone(record),
            })
        });
        let records: Vec<_> = records.collect();
        let known = (numbers.len() < records.len()).then(|| numbers.into());
        let by_id = Arc::clone(&self.by_id);
        Self { records, by_id, known, current: None, superseded: Revisions::default() }
    }

    /// Sets apart the records that others supersede, which are in the order of the ledger.
    pub(super) fn supersede(&mut self, superseded: Vec<Superseded<T>>) {
        self.superseded = Revisions::new(superseded);
        let known = numbers(self.known.as_deref(), self.records.len());
        let current = known.filter(|number| self.superseded.get(Ref::new(*number)).is_none());
        let current = current.map(|number| Ref::<T>::new(number).index).collect();
        self.current = (!self.superseded.all().is_empty()).then_some(current);
    }

    /// What supersedes what.
    #[must_use]
    pub fn revisions(&self) -> &Revisions<T> {
        &self.superseded
    }

    fn at(&self, number: usize) -> &T {
        crate::work::step();
        self.records[number].as_deref().expect("no record refers to one that could not be read")
    }

    /// The id of a record. It does not count as reading the record: no page is reused once the ids
    /// of a ledger have changed.
    #[must_use]
    pub fn id(&self, reference: Ref<T>) -> &Id
    where
        T: Record,
    {
        self.at(reference.index()).id()
    }

    /// Every id, sorted. It does not count as reading the records.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &Id> + Clone {
        let known = self.by_id.iter().filter(|(_, number)| self.is_known_number(*number));
        known.map(|(id, _)| id)
    }

    /// The reference to the record with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Ref<T>> {
        let place = self.by_id.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        Some(Ref::new(self.by_id[place].1 as usize)).filter(|one| self.is_known(*one))
    }

    /// Whether a record is known, if only by its name.
    #[must_use]
    pub fn is_known(&self, reference: Ref<T>) -> bool {
        self.is_known_number(reference.index)
    }

    fn is_known_number(&self, number: u32) -> bool {
        self.known.as_ref().is_none_or(|known| known.binary_search(&number).is_ok())
    }

    /// Every record, known or not, with its reference. It does not count as reading the records:
    /// it is for those who tell whether they have changed.
    pub(crate) fn every(&self) -> impl Iterator<Item = (Ref<T>, &T)> {
        let numbered = self.records.iter().enumerate();
        numbered.filter_map(|(number, record)| Some((Ref::new(number), record.as_deref()?)))
    }

    /// Every record as it is shared.
    pub(super) fn shared(&self) -> impl Iterator<Item = &Arc<T>> {
        self.records.iter().flatten()
    }

    /// How many there are that no other supersedes.
    #[must_use]
    pub fn len(&self) -> usize {
        let some = self.current.as_ref().or(self.known.as_ref());
        some.map_or(self.records.len(), |numbers| numbers.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The reference to the record with that number, if it is known.
    #[must_use]
    pub fn numbered_as(&self, number: u32) -> Option<Ref<T>> {
        let is_there = self.records.get(number as usize).is_some_and(Option::is_some);
        (is_there && self.is_known_number(number)).then(|| Ref::new(number as usize))
    }

    /// One more than the highest number that a record can have: how long a list by number is.
    #[must_use]
    pub fn n_numbers(&self) -> usize {
        self.records.len()
    }
}

/// Reading records, which whoever makes a page of them notes.
impl<T: Record> Collection<T> {
    /// The record that a reference names.
    #[must_use]
    pub fn get(&self, reference: Ref<T>) -> &T {
        one_read::<T>(reference.index);
        debug_assert!(self.is_known(reference), "nothing known refers to what is not known yet");
        self.at(reference.index())
    }

    /// Every record that no other supersedes, with its reference, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Ref<T>, &T)> + Clone {
        self.numbered(self.current.as_deref().or(self.known.as_deref()))
    }

    /// Every record with its reference, superseded or not, in the order of their files.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (Ref<T>, &T)> + Clone {
        self.numbered(self.known.as_deref())
    }

    fn numbered<'a>(
        &'a self,
        some: Option<&'a [u32]>,
    ) -> impl ExactSizeIterator<Item = (Ref<T>, &'a T)> + Clone {
        all_read::<T>();
        let numbers = numbers(some, self.records.len());
        numbers.map(|number| (Ref::new(number), self.at(number)))
    }

    /// Every record that no other supersedes, in the order of their files.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        self.iter().map(|(_, record)| record)
    }

    /// The records that are not known yet: to recognise what leads to them.
    pub(crate) fn not_yet_known(&self) -> impl Iterator<Item = &T> {
        all_read::<T>();
        let all = self.records.iter().enumerate();
        let later = all.filter(|(index, _)| !self.is_known(Ref::new(*index)));
        later.filter_map(|(_, record)| record.as_deref())
    }
}

/// The numbers of the records that are there, where some are not.
fn there<T>(records: &[Option<T>]) -> Option<Arc<[u32]>> {
    let numbered = records.iter().enumerate().filter(|(_, record)| record.is_some());
    let there: Vec<u32> = numbered.map(|(number, _)| Ref::<T>::new(number).index).collect();
    (there.len() < records.len()).then(|| there.into())
}

/// Some numbers below a limit, or all of them.
fn numbers(some: Option<&[u32]>, limit: usize) -> Numbers<'_> {
    some.map_or(Numbers::All(0..limit), |some| Numbers::Some(some.iter()))
}

/// The numbers of some records.
#[derive(Debug, Clone)]
enum Numbers<'a> {
    All(std::ops::Range<usize>),
    Some(std::slice::Iter<'a, u32>),
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Self::All(numbers) => numbers.next(),
            Self::Some(numbers) => numbers.next().map(|number| *number as usize),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::All(numbers) => numbers.size_hint(),
            Self::Some(numbers) => numbers.size_hint(),
        }
    }
}

impl ExactSizeIterator for Numbers<'_> {}

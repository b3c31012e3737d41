//! Records without an id of their own.

use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

/// Records that nothing refers to, in the order of their files. A record that has not changed is
/// shared with the models of earlier runs.
///
/// Those that a later one supersedes are kept apart: whoever goes through the list meets each
/// figure once.
#[derive(Debug, Clone)]
pub struct List<T> {
    /// Every record.
    all: Vec<Arc<T>>,
    current: Vec<Arc<T>>,
    superseded: Vec<Superseded<T>>,
    /// The numbers of these by the number of the current one, known last first.
    by_current: BTreeMap<usize, Vec<usize>>,
    /// The numbers of current records that supersede others, by where they are in memory, which
    /// is asked for each row of each table.
    superseding: BTreeMap<usize, usize>,
}

/// A record that a later one stands in for.
#[derive(Debug, Clone)]
pub struct Superseded<T> {
    /// The record.
    pub record: Arc<T>,
    /// The number of the current one.
    pub by: usize,
    /// The one that became known next.
    pub next: Arc<T>,
    /// The day from which this one is known; `None` if nothing dates it.
    pub since: Option<Date>,
    /// The day from which the next one is known; `None` if nothing dates it.
    pub until: Option<Date>,
    /// The next one says something else; otherwise it says the same again.
    pub is_revised: bool,
}

impl<T> List<T> {
    pub(super) fn new(records: Vec<Arc<T>>) -> Self {
        let current = records.clone();
        let (by_current, superseding) = (BTreeMap::new(), BTreeMap::new());
        Self { all: records, current, superseded: Vec::new(), by_current, superseding }
    }

    /// Every record that no other supersedes.
    pub fn iter(&self) -> Iter<'_, T> {
        self.current.iter().map(|record| record)
    }

    /// Every record, superseded or not, in the order of the ledger.
    pub fn all(&self) -> Iter<'_, T> {
        self.all.iter().map(|record| record)
    }

    /// The records that another supersedes, in the order of the ledger.
    #[must_use]
    pub fn superseded(&self) -> &[Superseded<T>] {
        &self.superseded
    }

    /// What the record with that number supersedes, known last first.
    pub fn superseded_by(&self, number: usize) -> impl Iterator<Item = &Superseded<T>> {
        let numbers = self.by_current.get(&number).into_iter().flatten();
        numbers.map(|number| &self.superseded[*number])
    }

    /// The number of a record of this list that supersedes others; `None` for all other records.
    #[must_use]
    pub fn superseding(&self, record: &T) -> Option<usize> {
        self.superseding.get(&std::ptr::from_ref(record).addr()).copied()
    }

    /// Every record as it is shared.
    pub(super) fn shared(&self) -> &[Arc<T>] {
        &self.all
    }

    /// The same list as it was known on a day: `known` returns what was known of a record, or
    /// `None` if it was not.
    pub(super) fn as_known(&self, known: impl FnMut(&Arc<T>) -> Option<Arc<T>>) -> Self {
        Self::new(self.all.iter().filter_map(known).collect())
    }

    /// Tells apart what is current; of what is not, `later` has the numbers of the one that is
    /// current and of the next one, both among all.
    pub(super) fn supersede(&mut self, later: &[Option<Later>]) {
        let mut numbers = Vec::with_capacity(self.all.len());
        self.current.clear();
        for (record, later) in self.all.iter().zip(later) {
            numbers.push(self.current.len());
            if later.is_none() {
                self.current.push(Arc::clone(record));
            }
        }
        let superseded = self.all.iter().zip(later).filter_map(|(record, later)| {
            let Later { current, next, since, until, is_revised } = (*later)?;
            let (record, next) = (Arc::clone(record), Arc::clone(&self.all[next]));
            Some(Superseded { record, by: numbers[current], next, since, until, is_revised })
        });
        self.superseded = superseded.collect();
        self.by_current.clear();
        for (number, one) in self.superseded.iter().enumerate() {
            self.by_current.entry(one.by).or_default().push(number);
        }
        let address = |number: &usize| (Arc::as_ptr(&self.current[*number]).addr(), *number);
        self.superseding = self.by_current.keys().map(address).collect();
        for numbers in self.by_current.values_mut() {
            numbers.sort_by_key(|number| Reverse((self.superseded[*number].since, *number)));
        }
    }

    /// How many there are that no other supersedes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.current.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.current.is_empty()
    }
}

/// By what a record is superseded, for [`List::supersede`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Later {
    /// The number of the current record among all.
    pub(super) current: usize,
    /// That of the next one.
    pub(super) next: usize,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
    pub(super) is_revised: bool,
}

/// The records of a [`List`].
pub type Iter<'a, T> = std::iter::Map<std::slice::Iter<'a, Arc<T>>, fn(&'a Arc<T>) -> &'a T>;

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        &self.current[number]
    }
}

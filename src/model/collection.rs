//! Records of one kind, by number and by id.

use crate::value::Id;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

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

/// All records of one kind, in the order of their files.
#[derive(Debug, Clone)]
pub struct Collection<T> {
    records: Vec<T>,
    by_id: BTreeMap<Id, u32>,
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self { records: Vec::new(), by_id: BTreeMap::new() }
    }
}

impl<T> Collection<T> {
    /// A collection of records with their ids, which are all different.
    pub(super) fn new(records: Vec<(Id, T)>) -> Self {
        let by_id = records
            .iter()
            .enumerate()
            .map(|(index, (id, _))| (id.clone(), Ref::<T>::new(index).index))
            .collect();
        Self { records: records.into_iter().map(|(_, record)| record).collect(), by_id }
    }

    /// The record that a reference names.
    #[must_use]
    pub fn get(&self, reference: Ref<T>) -> &T {
        #[cfg(debug_assertions)]
        super::noted::one::<T>(reference.index());
        &self.records[reference.index()]
    }

    /// The id of a record. It does not count as reading the record: no page is reused once the ids
    /// of a ledger have changed.
    #[must_use]
    pub fn id(&self, reference: Ref<T>) -> &Id
    where
        T: super::Record,
    {
        self.records[reference.index()].id()
    }

    /// The reference to the record with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Ref<T>> {
        self.by_id.get(id).map(|index| Ref::new(*index as usize))
    }

    /// Every record with its reference, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Ref<T>, &T)> {
        #[cfg(debug_assertions)]
        super::noted::all::<T>();
        self.records.iter().enumerate().map(|(index, record)| (Ref::new(index), record))
    }

    /// Every record, in the order of their files.
    pub fn records(&self) -> std::slice::Iter<'_, T> {
        #[cfg(debug_assertions)]
        super::noted::all::<T>();
        self.records.iter()
    }

    /// Every record, to be changed in place.
    pub(super) fn records_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.records.iter_mut()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

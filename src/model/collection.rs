//! Records of one kind, by number and by id.

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
/// with the models of earlier runs.
#[derive(Debug, Clone)]
pub struct Collection<T> {
    records: Vec<Arc<T>>,
    /// The ids in their order, with the numbers of their records.
    by_id: Arc<[(Id, u32)]>,
}

impl<T> Default for Collection<T> {
    fn default() -> Self {
        Self { records: Vec::new(), by_id: Arc::new([]) }
    }
}

impl<T> Collection<T> {
    /// A collection of records with their ids, which are all different.
    pub(super) fn new(records: impl IntoIterator<Item = (Id, Arc<T>)>) -> Self {
        let records = records.into_iter();
        let (mut by_id, mut shared) = (Vec::new(), Vec::with_capacity(records.size_hint().0));
        by_id.reserve(records.size_hint().0);
        for (id, record) in records {
            by_id.push((id, Ref::<T>::new(shared.len()).index));
            shared.push(record);
        }
        by_id.sort_unstable();
        Self { records: shared, by_id: by_id.into() }
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

    /// Every id, sorted. It does not count as reading the records.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Id> + Clone {
        self.by_id.iter().map(|(id, _)| id)
    }

    /// The reference to the record with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Ref<T>> {
        let place = self.by_id.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        Some(Ref::new(self.by_id[place].1 as usize))
    }

    /// Every record with its reference, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Ref<T>, &T)> {
        #[cfg(debug_assertions)]
        super::noted::all::<T>();
        self.records.iter().enumerate().map(|(index, record)| (Ref::new(index), &**record))
    }

    /// Every record, in the order of their files.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        #[cfg(debug_assertions)]
        super::noted::all::<T>();
        self.records.iter().map(|record| &**record)
    }

    /// Every record as it is shared.
    pub(super) fn shared(&self) -> &[Arc<T>] {
        &self.records
    }

    /// Every record, to be changed in place.
    pub(super) fn shared_mut(&mut self) -> &mut [Arc<T>] {
        &mut self.records
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

//! Records without an id of their own.

use std::ops::Index;
use std::sync::Arc;

/// Records that nothing refers to, in the order of their files. A record that has not changed is
/// shared with the models of earlier runs.
#[derive(Debug, Clone)]
pub struct List<T>(Vec<Arc<T>>);

impl<T> List<T> {
    pub(super) fn new(records: Vec<Arc<T>>) -> Self {
        Self(records)
    }

    /// Every record.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(|record| record)
    }

    /// Every record as it is shared.
    pub(super) fn shared(&self) -> &[Arc<T>] {
        &self.0
    }

    /// The same list as it was known on a day: `known` returns what was known of a record, or
    /// `None` if it was not.
    pub(super) fn as_known(&self, known: impl FnMut(&Arc<T>) -> Option<Arc<T>>) -> Self {
        Self(self.0.iter().filter_map(known).collect())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
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
        &self.0[number]
    }
}

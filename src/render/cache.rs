//! What many pages need and is made once.

use crate::model::{Dependencies, note_all, noting};
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

/// Values by what they are made for, with what they are made from: every page that takes one is made
/// from that as well.
#[derive(Debug)]
pub(super) struct Cache<K, V>(RwLock<BTreeMap<K, (V, Dependencies)>>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Ord, V: Clone> Cache<K, V> {
    /// The value for a key; two threads that ask at once may both make it, which does no harm.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let known = self.0.read().ok().and_then(|known| known.get(&key).cloned());
        let (value, from) = known.unwrap_or_else(|| {
            let made = noting(make);
            if let Ok(mut known) = self.0.write() {
                known.insert(key, made.clone());
            }
            made
        });
        note_all(&from);
        value
    }
}

/// Caches of parts of rendering that everything below them knows nothing of: one of each type.
#[derive(Debug, Default)]
pub(super) struct Caches(Cache<TypeId, Arc<dyn Any + Send + Sync>>);

impl Caches {
    /// The cache of a type. The first to ask makes it, and another that asks at the same time may
    /// use one of its own that once.
    pub(super) fn of<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let found = self.0.get(TypeId::of::<T>(), || Arc::new(T::default()));
        found.downcast().expect("a cache is kept under its own type")
    }
}

//! What is asked for often and made once.

use super::dependencies::{Dependencies, note_all, noting};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

/// Values by what they are made for, with what they are made from: every page that takes one is made
/// from that as well.
#[derive(Debug)]
pub struct Cache<K, V>(RwLock<BTreeMap<K, Slot<V>>>);

/// A value and what it is made from, once it is made.
type Slot<V> = Arc<OnceLock<(V, Dependencies)>>;

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

/// What belongs to a copy that is about to be changed is made anew.
impl<K, V> Clone for Cache<K, V> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<K: Ord, V: Clone> Cache<K, V> {
    /// The value for a key. It is made once: whoever asks meanwhile waits for it, so what makes it
    /// must not give work to other threads, of which one might wait for the same.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let known = || self.0.read().ok()?.get(&key).cloned();
        let slot = known().or_else(|| Some(self.0.write().ok()?.entry(key).or_default().clone()));
        // A lock that is broken is that of a build that fails.
        let slot = slot.unwrap_or_default();
        let (value, from) = slot.get_or_init(|| {
            let (value, from) = noting(make);
            (value, from.coarse())
        });
        note_all(from);
        value.clone()
    }
}

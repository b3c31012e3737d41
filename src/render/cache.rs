//! What many pages need and is made once.

pub(super) use crate::model::Cache;
use std::any::{Any, TypeId};
use std::sync::Arc;

/// Caches of parts of rendering that everything below them knows nothing of: one of each type.
#[derive(Debug, Default)]
pub(super) struct Caches(Cache<TypeId, Arc<dyn Any + Send + Sync>>);

impl Caches {
    /// The cache of a type, which the first to ask makes.
    pub(super) fn of<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let found = self.0.get(TypeId::of::<T>(), || Arc::new(T::default()));
        found.downcast().expect("a cache is kept under its own type")
    }
}

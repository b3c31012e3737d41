//! Fields that hold records of another kind, such as the figures of a project. When files are read
//! these are taken out and become records like others, so that here nothing of them is left.

use super::declared::{Declared, Field, Input};
use serde_json::{Value, json};
use std::marker::PhantomData;

/// A field whose records are in their own collection.
#[derive(Debug, Clone)]
pub struct Nested<T>(PhantomData<fn() -> T>);

impl<T: Declared> Field for Nested<T> {
    const HOLDS: Option<&'static str> = Some(T::COLLECTION);

    fn decode(_: &mut Input<'_, '_>) -> Option<Self> {
        Some(Self(PhantomData))
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": { "$ref": format!("#/$defs/one-of-{}", T::COLLECTION) } })
    }
}

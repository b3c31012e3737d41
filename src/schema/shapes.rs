//! What a field takes, as far as a cell of a workbook can say it.

use super::own::OwnShape;
use super::{collections, parts};
use serde_json::Value;

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text for each language, or one for all.
    Text,
    /// A number with its unit.
    Quantity,
    /// A period or a date.
    Period,
    /// The id of a record of a collection.
    Reference(String),
    /// The same, or words.
    Party,
    /// A word, a number, or anything else that is written as it is.
    Word,
    /// Several of something.
    List(Box<Self>),
    /// Parts with names of their own.
    Parts,
    /// Anything: what only templates see.
    Free,
}

/// A step on the way from a record to a value in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStep<'p> {
    /// To the value of a key.
    Key(&'p str),
    /// To an item of a list.
    Item,
}

impl<'p> From<&'p str> for PathStep<'p> {
    fn from(key: &'p str) -> Self {
        Self::Key(key)
    }
}

/// The collection of organizations, which parties are of.
const ORGANIZATIONS: &str = "organizations";

/// What the fields of all kinds of records take.
#[derive(Debug)]
pub struct Shapes {
    definitions: Value,
    records: Vec<(&'static str, Value)>,
}

impl Shapes {
    /// The fields that records have on every site, and those of the site's own.
    #[must_use]
    pub fn new(own: &[OwnShape]) -> Self {
        let mut parts = parts();
        let mut records = collections(&parts);
        for (collection, record) in &mut records {
            for field in own.iter().filter(|field| field.collection == *collection) {
                record["properties"][&field.id] = field.schema.clone();
            }
        }
        Self { definitions: parts["definitions"].take(), records }
    }

    /// The fields that records of a collection have.
    pub fn fields(&self, collection: &str) -> impl Iterator<Item = &str> {
        let record = self.record(collection).and_then(|record| record["properties"].as_object());
        record.into_iter().flatten().map(|(key, _)| key.as_str())
    }

    /// The names of the parts that the items of a list have.
    #[must_use]
    pub fn parts(&self, collection: &str, list: &str) -> Vec<&str> {
        let field = self.record(collection).and_then(|record| record["properties"].get(list));
        let items = field.and_then(|field| self.items(field));
        let parts = items.and_then(|items| self.resolved(items)["properties"].as_object());
        parts.into_iter().flatten().map(|(key, _)| key.as_str()).collect()
    }

    /// What a field takes, by its path, such as `["name", "zh"]`; of a list, by that of an item.
    /// `None` if there is no such field; `is_language` tells codes of languages.
    pub fn of<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
        is_language: impl Fn(&str) -> bool,
    ) -> Option<Shape> {
        let (at, in_language) = self.walk(collection, path, is_language)?;
        Some(self.whole(at, in_language))
    }

    /// The words that a field takes, by its path, where they are few.
    pub fn words<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
        is_language: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let Some((at, _)) = self.walk(collection, path, is_language) else { return Vec::new() };
        let at = self.items(at).unwrap_or(at);
        let alternatives = at["anyOf"].as_array().map_or(std::slice::from_ref(at), Vec::as_slice);
        let words = alternatives.iter().filter_map(|one| one["enum"].as_array()).flatten();
        words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
    }

    /// The names of the parts that a field has, by its path.
    pub fn keys<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
    ) -> Vec<&str> {
        let at = self.walk(collection, path, |_| false).map(|(at, _)| self.resolved(at));
        let parts = at.and_then(|at| at["properties"].as_object());
        parts.into_iter().flatten().map(|(key, _)| key.as_str()).collect()
    }

    /// The name of the definition that says what a field takes, by its path.
    pub fn definition<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
    ) -> Option<&str> {
        name_of(self.walk(collection, path, |_| false)?.0)
    }

    /// Whether a field takes `true` or `false` alone.
    pub fn is_flag<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
    ) -> bool {
        self.walk(collection, path, |_| false).is_some_and(|(at, _)| at["type"] == "boolean")
    }

    /// Goes along a path; says as well whether it ends in a language.
    fn walk<'p>(
        &self,
        collection: &str,
        path: impl IntoIterator<Item = impl Into<PathStep<'p>>>,
        is_language: impl Fn(&str) -> bool,
    ) -> Option<(&Value, bool)> {
        let mut at = self.record(collection)?;
        let mut in_language = false;
        for step in path {
            match step.into() {
                // What a language has several of, such as other names, is told by its number.
                PathStep::Item if in_language => {}
                PathStep::Item => at = self.items(at).or_else(|| anything(at).then_some(at))?,
                PathStep::Key(_) if in_language => return None,
                PathStep::Key(key) => {
                    let item = self.items(at).unwrap_or(at);
                    if is_localized(item) && is_language(key) {
                        at = item;
                        in_language = true;
                        continue;
                    }
                    at = self.inner(item, key)?;
                }
            }
        }
        Some((at, in_language))
    }

    fn record(&self, collection: &str) -> Option<&Value> {
        self.records.iter().find(|(name, _)| *name == collection).map(|(_, record)| record)
    }

    fn whole(&self, schema: &Value, in_language: bool) -> Shape {
        if in_language {
            return match name_of(schema) {
                Some("forms") => Shape::List(Box::new(Shape::Word)),
                _ => Shape::Word,
            };
        }
        match self.items(schema) {
            Some(items) => Shape::List(Box::new(shape(items))),
            None => shape(schema),
        }
    }

    /// What the items of a list are, if it is one.
    fn items<'s>(&'s self, schema: &'s Value) -> Option<&'s Value> {
        let schema = self.resolved(schema);
        let of_any = || schema["anyOf"].as_array()?.last()?.get("items");
        schema.get("items").or_else(of_any)
    }

    fn inner<'s>(&'s self, schema: &'s Value, key: &str) -> Option<&'s Value> {
        let schema = self.resolved(schema);
        if let Some(record) = name_of(schema).and_then(|name| name.strip_prefix("one-of-")) {
            return self.record(record)?["properties"].get(key);
        }
        if anything(schema) {
            return Some(schema);
        }
        let own = schema["properties"].get(key);
        let own = own.or_else(|| schema.get("additionalProperties").filter(|any| any.is_object()));
        let alternatives = || schema["anyOf"].as_array().into_iter().flatten();
        own.or_else(|| alternatives().find_map(|one| self.inner(one, key)))
    }

    /// What a reference leads to, where that says more than its name.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = name_of(schema).filter(|name| *name != "text" && *name != "markdown");
        name.and_then(|name| self.definitions.get(name)).unwrap_or(schema)
    }
}

/// The name of the definition that a schema refers to.
fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// Whether something is said for each language, or once for all.
fn is_localized(schema: &Value) -> bool {
    matches!(shape(schema), Shape::Text | Shape::Party)
        || matches!(name_of(schema), Some("forms" | "name-status"))
}

/// Whether a schema says nothing of what stands in it.
fn anything(schema: &Value) -> bool {
    let takes = |kind: &str| match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => false,
    };
    let says = |key: &str| schema.get(key).is_some();
    takes("object") && !says("properties") && !says("additionalProperties")
}

/// What a schema takes, by the name of its definition.
fn shape(schema: &Value) -> Shape {
    // A cell says what stands for itself; the longer forms are for YAML.
    if let Some(first) = schema["anyOf"].get(0).filter(|first| name_of(first).is_some()) {
        return shape(first);
    }
    let Some(name) = name_of(schema) else {
        return match schema["type"].as_str() {
            Some("object") if anything(schema) => Shape::Free,
            Some("object") => Shape::Parts,
            _ => Shape::Word,
        };
    };
    if let Some(collection) = name.strip_prefix("id-of-") {
        return Shape::Reference(collection.to_owned());
    }
    match name {
        "text" | "markdown" => Shape::Text,
        "quantity" | "money" | "share" => Shape::Quantity,
        "period" => Shape::Period,
        "party" => Shape::Party,
        "citation" => Shape::Reference("sources".to_owned()),
        "id" | "stage" | "dimension-member" | "name-status" | "forms" => Shape::Word,
        _ => Shape::Parts,
    }
}

impl Shape {
    /// The collection whose records a value may name.
    #[must_use]
    pub fn collection(&self) -> Option<&str> {
        match self {
            Self::Reference(collection) => Some(collection),
            Self::Party => Some(ORGANIZATIONS),
            Self::List(items) => items.collection(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PathStep, Shape, Shapes};

    #[test]
    fn fields_are_found_by_their_paths() {
        let shapes = Shapes::new(&[]);
        let of = |collection: &str, path: &str| {
            shapes.of(collection, path.split('.'), |part| part == "zh")
        };
        let parks = || Shape::Reference("parks".to_owned());
        assert_eq!(of("projects", "name"), Some(Shape::Text));
        assert_eq!(of("projects", "name.zh"), Some(Shape::Word));
        assert_eq!(of("projects", "name.fr"), None);
        assert_eq!(of("projects", "park"), Some(parks()));
        assert_eq!(of("projects", "investment"), Some(Shape::Quantity));
        assert_eq!(of("projects", "investors"), Some(Shape::List(Box::new(Shape::Party))));
        assert_eq!(of("projects", "milestones.date"), Some(Shape::Period));
        assert_eq!(of("projects", "figures.value"), Some(Shape::Quantity));
        assert_eq!(of("projects", "figures.where.park"), Some(parks()));
        assert_eq!(of("observations", "where.park"), Some(parks()));
        assert_eq!(of("projects", "milestones"), Some(Shape::List(Box::new(Shape::Parts))));
        assert_eq!(of("projects", "source.quote"), Some(Shape::Word));
        assert_eq!(of("projects", "investment.converted"), Some(Shape::Quantity));
        assert_eq!(of("projects", "parties.owner"), Some(Shape::List(Box::new(Shape::Party))));
        assert_eq!(of("projects", "extra.a.b"), Some(Shape::Free));
        assert_eq!(of("terms", "avoid.zh"), Some(Shape::List(Box::new(Shape::Word))));
        assert_eq!(of("projects", "nothing"), None);
        let source = [PathStep::Key("source"), PathStep::Item, PathStep::Key("ref")];
        let sources = Some(Shape::Reference("sources".to_owned()));
        assert_eq!(shapes.of("projects", source, |_| false), sources);
    }
}

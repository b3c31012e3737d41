//! The fields of a site's own in its schemas, as far as the settings can be read.

use crate::model::{OwnField, OwnKind};
use crate::parse::node::{Node, NodeKind};
use serde_json::{Value, json};

/// A field that a site declares for its records.
#[derive(Debug, Clone)]
pub struct OwnShape {
    /// The collection of the records that have it.
    pub(super) collection: String,
    /// Its key.
    pub(super) id: String,
    /// Its values as JSON Schema.
    pub(super) schema: Value,
}

/// The fields that stand in the settings of a site.
#[must_use]
pub fn own_shapes(site: &Node) -> Vec<OwnShape> {
    let Some(Node { kind: NodeKind::Mapping(collections), .. }) = site.get("fields") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (collection, fields) in collections {
        let NodeKind::Sequence(fields) = &fields.kind else { continue };
        let shapes = fields.iter().filter_map(|field| shape(&collection.text, field));
        found.extend(shapes);
    }
    found
}

fn shape(collection: &str, field: &Node) -> Option<OwnShape> {
    let word = |key: &str| field.get(key).and_then(Node::as_str);
    let choices = field.get("choices").map(ids).unwrap_or_default();
    let name = field.get("name");
    let first = name.and_then(|name| match &name.kind {
        NodeKind::Mapping(names) => names.first().and_then(|(_, name)| name.as_str()),
        _ => name.as_str(),
    });
    Some(OwnShape {
        collection: collection.to_owned(),
        id: word("id")?.to_owned(),
        schema: schema(word("type")?, word("of").unwrap_or_default(), &choices, first),
    })
}

fn ids(choices: &Node) -> Vec<&str> {
    let NodeKind::Sequence(choices) = &choices.kind else { return Vec::new() };
    choices.iter().filter_map(|choice| choice.get("id").and_then(Node::as_str)).collect()
}

fn schema(word: &str, of: &str, choices: &[&str], name: Option<&str>) -> Value {
    let refers = |to: &str| json!({ "$ref": format!("#/$defs/{to}") });
    let some = |one: Value| json!({ "anyOf": [one, { "type": "array", "items": one }] });
    let mut schema = match word {
        "quantity" => refers("quantity"),
        "date" => refers("period"),
        "link" => refers("links"),
        "record" => some(refers(&format!("id-of-{of}"))),
        "choice" => some(json!({ "enum": choices })),
        _ => refers("text"),
    };
    schema["description"] = name.unwrap_or("A field of the site's own.").into();
    schema
}

impl From<&OwnField> for OwnShape {
    fn from(field: &OwnField) -> Self {
        let (of, choices): (_, Vec<_>) = match &field.holds {
            OwnKind::Record(of) => (*of, Vec::new()),
            OwnKind::Choice(all) => ("", all.iter().map(|one| one.id.as_str()).collect()),
            _ => ("", Vec::new()),
        };
        let name = field.name.iter().next().map(|(_, name)| &*name.text);
        Self {
            collection: field.collection.to_owned(),
            id: field.id.to_string(),
            schema: schema(field.holds.word(), of, &choices, name),
        }
    }
}

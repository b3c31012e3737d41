//! What a JSON file holds, as JSON Schema.

use super::Set;
use super::column::{Field, FieldType, Kind};
use crate::render::scope::Scope;
use serde_json::{Map, Value, json};

/// The schema of the JSON file of a set: each row has all fields.
pub(super) fn file(scope: &Scope<'_>, set: &Set, fields: &[Field]) -> Vec<u8> {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.clone(), value(scope, field))).collect();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": scope.t(set.title, &[]),
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": names,
            "additionalProperties": false,
        },
    });
    let mut out = format!("{schema:#}").into_bytes();
    out.push(b'\n');
    out
}

/// What a field holds; without a value it is `null`.
fn value(scope: &Scope<'_>, field: &Field) -> Value {
    let mut of = match field.of {
        FieldType::String => json!({ "type": ["string", "null"] }),
        FieldType::List => json!({ "type": ["array", "null"], "items": { "type": "string" } }),
        FieldType::Integer => json!({ "type": ["integer", "null"] }),
        FieldType::Number => json!({ "type": ["number", "null"] }),
        FieldType::Date => json!({ "type": ["string", "null"], "format": "date" }),
        FieldType::Boolean => json!({ "type": ["boolean", "null"] }),
    };
    let words = field.words();
    if field.kind == Kind::Id {
        of = json!({ "type": "string" });
    } else if !words.is_empty() {
        let all = words.into_iter().map(Value::from).chain([Value::Null]);
        of["enum"] = all.collect();
    }
    of["description"] = field.title(scope).into();
    of
}

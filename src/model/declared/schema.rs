//! Declarations as documentation and as JSON Schema.

use super::Declared;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// A record as JSON Schema.
#[must_use]
pub fn json_schema<T: Declared>() -> Value {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), json!({ "$ref": "#/$defs/id" }));
    properties.insert(T::NAME_KEY.to_owned(), json!({ "$ref": "#/$defs/text" }));
    for (key, of) in [("source", "citations"), ("published", "period"), ("note", "markdown")] {
        properties.insert(key.to_owned(), json!({ "$ref": format!("#/$defs/{of}") }));
    }
    let mut required = vec!["id", T::NAME_KEY];
    for field in T::FIELDS {
        let mut schema = (field.schema)();
        schema["description"] = field.doc.trim().into();
        properties.insert(field.key.to_owned(), schema);
        required.extend(field.is_required.then_some(field.key));
    }
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A record as a row of the table in `docs/schema.md`.
#[must_use]
pub fn docs_row<T: Declared>() -> String {
    let fields = T::FIELDS.iter().map(|field| format!("`{}`: {}", field.key, field.doc.trim()));
    let fields = fields.collect::<Vec<_>>().join(" · ");
    format!("| `{}` | `{}` | {fields} |", T::COLLECTION, T::NAME_KEY)
}

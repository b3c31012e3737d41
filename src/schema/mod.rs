//! The files of a site as JSON Schemas, for editors that complete and check while one types.
//!
//! Fields of records come from their declarations. What is not declared, the settings, front
//! matter and what fields hold, stands in `parts.json`; a test holds it to
//! every field that the example and the cases use. Schemas follow draft-07, which the YAML
//! extension of VS Code reads.

mod expected;
mod own;
mod shapes;
mod words;

pub use expected::{Expected, ExpectedKey, FileSchemas};
pub use own::{OwnShape, own_shapes};
pub use shapes::{PathStep, Shape, Shapes};
pub use words::documentation;

use crate::model::{Collected, Declared, EachKind, OF_SETTINGS, each_kind};
use serde_json::{Map, Value, json};

/// What the schemas of a site know of it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The codes of its languages, in their order.
    pub languages: Vec<String>,
    /// The ids of its stages, in their order; empty if they cannot be told.
    pub stages: Vec<String>,
    /// The fields that it declares for its records.
    pub fields: Vec<OwnShape>,
}

/// The schemas of a site: what each file is called, and its text.
#[must_use]
pub fn schemas(about: &About) -> Vec<(String, String)> {
    let parts = parts();
    let mut found = vec![
        ("site".to_owned(), whole(parts["site"].clone(), about, &parts)),
        ("page".to_owned(), whole(parts["page"].clone(), about, &parts)),
        ("mapping".to_owned(), whole(parts["mapping"].clone(), about, &parts)),
    ];
    for (collection, mut record) in collections(&parts) {
        for own in about.fields.iter().filter(|own| own.collection == collection) {
            record["properties"][&own.id] = own.schema.clone();
        }
        found.push((collection.to_owned(), whole(one_or_list(record), about, &parts)));
    }
    found
        .into_iter()
        .map(|(name, schema)| (format!("{name}.schema.json"), format!("{schema:#}\n")))
        .collect()
}

/// What tells VS Code, with its YAML extension, which schema goes with which file.
#[must_use]
pub fn settings_of_editor() -> String {
    let mut files = Map::new();
    files.insert("./schema/site.schema.json".to_owned(), json!("content/site.yaml"));
    let mappings = ["content/data/*.mapping.yaml", "content/data/**/*.mapping.yaml"];
    files.insert("./schema/mapping.schema.json".to_owned(), json!(mappings));
    for (collection, _) in collections(&parts()) {
        let data = format!("content/data/{collection}");
        files.insert(
            format!("./schema/{collection}.schema.json"),
            json!([format!("{data}.yaml"), format!("{data}/**/*.yaml")]),
        );
    }
    format!("{:#}\n", json!({ "yaml.schemas": files }))
}

/// What `parts.json` holds.
fn parts() -> Value {
    serde_json::from_str(include_str!("parts.json")).expect("a file of the program")
}

/// Each collection of `content/data/` with the schema of one record.
fn collections(parts: &Value) -> Vec<(&'static str, Value)> {
    struct Each<'p> {
        parts: &'p Value,
        found: Vec<(&'static str, Value)>,
    }
    impl EachKind for Each<'_> {
        fn kind<T: Collected>(&mut self) {
            if !OF_SETTINGS.contains(&T::COLLECTION) {
                self.found.push((T::COLLECTION, record::<T>(self.parts)));
            }
        }
    }
    let mut each = Each { parts, found: Vec::new() };
    each_kind(&mut each);
    each.found
}

/// Fields of records with a name, which have pages.
const OF_NAMED: [&str; 6] = ["extra", "sort_key", "former_ids", "links", "files", "images"];

/// A declared record.
fn record<T: Declared>(parts: &Value) -> Value {
    let mut properties = parts["every_record"].as_object().cloned().unwrap_or_default();
    match T::NAME_KEY {
        Some(key) => {
            let name = json!({ "$ref": "#/$defs/text", "description": "What it is called." });
            properties.insert(key.to_owned(), name);
        }
        None => properties.retain(|key, _| !OF_NAMED.contains(&key.as_str())),
    }
    let mut required: Vec<_> = T::NAME_KEY.into_iter().collect();
    for field in T::FIELDS {
        let mut schema = (field.schema)();
        let several = schema.get_mut("properties").filter(|_| field.key.is_empty());
        if let Some(Value::Object(several)) = several {
            properties.extend(std::mem::take(several));
            continue;
        }
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

/// A file of records: one, or a list.
fn one_or_list(record: Value) -> Value {
    json!({ "anyOf": [record, { "type": "array", "items": record }] })
}

/// Whether records of a collection stand in what a schema describes.
fn holds(schema: &Value, collection: &str) -> bool {
    schema.to_string().contains(&format!("#/$defs/one-of-{collection}\""))
}

/// A schema with the definitions that it refers to.
fn whole(schema: Value, about: &About, parts: &Value) -> Value {
    let mut definitions = parts["definitions"].as_object().cloned().unwrap_or_default();
    let in_languages = |of: &Value| -> Map<_, _> {
        about.languages.iter().map(|code| (code.clone(), of.clone())).collect()
    };
    // A name may be a number, such as that of a year.
    let string = json!({ "type": ["string", "number"] });
    let texts = |of: &Value, about_it: &str| {
        let each = in_languages(of);
        json!({
            "anyOf": [of, { "type": "object", "properties": each, "additionalProperties": false }],
            "description": about_it,
        })
    };
    let own = "One for each language of the site, or one that is the same in all.";
    definitions.insert("text".to_owned(), texts(&string, own));
    let status = json!({ "enum": ["official", "rendered"] });
    definitions.insert("name-status".to_owned(), texts(&status, own));
    let forms = json!({ "anyOf": [string, { "type": "array", "items": string }] });
    let forms = json!({
        "type": "object",
        "properties": in_languages(&forms),
        "additionalProperties": false,
    });
    definitions.insert("forms".to_owned(), forms);
    let stage = match &about.stages[..] {
        [] => string,
        stages => json!({ "enum": stages }),
    };
    definitions.insert("stage".to_owned(), stage);
    let collections = collections(parts);
    for (collection, record) in &collections {
        if holds(&schema, collection) {
            definitions.insert(format!("one-of-{collection}"), record.clone());
        }
    }
    let collections = collections.into_iter().map(|(collection, _)| collection);
    for collection in collections.chain(OF_SETTINGS.iter().copied()) {
        let id =
            json!({ "$ref": "#/$defs/id", "description": format!("An id of `{collection}`.") });
        definitions.insert(format!("id-of-{collection}"), id);
    }
    let mut whole = json!({ "$schema": "http://json-schema.org/draft-07/schema#" });
    let Value::Object(fields) = schema else { return whole };
    for (key, value) in fields {
        whole[key] = value;
    }
    whole["$defs"] = definitions.into();
    whole
}

//! What a CSV file holds, as CSV on the Web describes tables
//! (<https://www.w3.org/TR/tabular-metadata/>): it stands beside the file under the name at which
//! programs look for it.

use super::column::{Field, FieldType, Kind};
use super::package::licence_name;
use super::{SETS, Set};
use crate::render::scope::Scope;
use crate::value::Period;
use serde_json::{Map, Value, json};

/// The description of a CSV file.
pub(super) fn file(scope: &Scope<'_>, set: &Set, fields: &[Field]) -> Vec<u8> {
    let settings = &scope.site.model.site;
    let tag = &*settings.language(scope.lang).tag;
    let mut about = Map::new();
    let mut put = |key: &str, value: Value| about.insert(key.to_owned(), value);
    put("@context", json!(["http://www.w3.org/ns/csvw", { "@language": tag }]));
    put("url", json!(format!("{}.csv", set.name)));
    put("dc:title", json!(scope.t(set.title, &[])));
    if let Some(publisher) = &settings.publisher {
        put("dc:publisher", json!(scope.plain(publisher)));
    }
    put("dc:isPartOf", json!(scope.plain(&settings.title)));
    put("dc:modified", json!(Period::Day(settings.as_of).to_string()));
    if let Some(licence) = &settings.licence {
        put(
            "dc:license",
            match licence.address() {
                Some(address) => json!({ "@id": address }),
                None => json!(licence_name(scope, licence)),
            },
        );
    }
    put("dialect", json!({ "encoding": "utf-8", "header": true }));
    let columns: Vec<Value> = fields.iter().map(|field| column(scope, field)).collect();
    let mut schema = Map::new();
    schema.insert("columns".to_owned(), columns.into());
    let ids: Vec<_> = { fields.iter() }.filter(|field| field.kind == Kind::Id).collect();
    if let [id] = &ids[..] {
        schema.insert("primaryKey".to_owned(), json!(id.name));
    }
    put("tableSchema", Value::Object(schema));
    let mut out = format!("{:#}", Value::Object(about)).into_bytes();
    out.push(b'\n');
    out
}

fn column(scope: &Scope<'_>, field: &Field) -> Value {
    let mut column = json!({
        "name": field.name,
        "titles": { "und": field.name },
        "dc:description": field.title(scope),
        "datatype": match field.of {
            FieldType::String | FieldType::List => "string",
            FieldType::Integer => "integer",
            FieldType::Number => "decimal",
            FieldType::Date => "date",
            FieldType::Boolean => "boolean",
        },
    });
    match (field.of, field.kind) {
        (FieldType::List, _) => column["separator"] = json!("; "),
        (_, Kind::Id) => column["required"] = json!(true),
        (_, Kind::Reference(of)) if SETS.iter().any(|set| set.name == of) => {
            column["dc:references"] = json!(format!("{of}.csv"));
        }
        _ => {}
    }
    column
}

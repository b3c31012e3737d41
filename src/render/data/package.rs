//! `datapackage.json`: what each file of data holds, for programs.

use super::column::{Field, FieldType, Kind, Part};
use super::{SETS, Set};
use crate::model::Licence;
use crate::plan::Format;
use crate::render::scope::Scope;
use crate::value::Period;
use serde_json::{Map, Value, json};

/// The description of all files of data, one file a line.
pub(in crate::render) fn package(scope: &Scope<'_>) -> Vec<u8> {
    let settings = &scope.site.model.site;
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| package.insert(key.to_owned(), value);
    put("name", json!("data"));
    put("title", json!(scope.plain(&settings.title)));
    if let Some(description) = &settings.description {
        put("description", json!(scope.plain(description)));
    }
    if let Some(base_url) = &settings.base_url {
        put("homepage", json!(base_url));
    }
    if let Some(publisher) = &settings.publisher {
        put("contributors", json!([{ "title": scope.plain(publisher), "roles": ["publisher"] }]));
    }
    if let Some(licence) = &settings.licence {
        put("licenses", json!([licence_of(scope, licence)]));
    }
    put("$schema", json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    put("version", json!(Period::Day(settings.as_of).to_string()));
    let known = &scope.site.index.data_sets;
    let sets = SETS.iter().filter(|set| known.contains(&set.name));
    let resources = sets.flat_map(|set| {
        [Format::Csv, Format::Json].map(|format| resource(scope, set, format, known).to_string())
    });
    let resources = resources.collect::<Vec<_>>().join(",\n");
    let about = Value::Object(package).to_string();
    let about = about.strip_suffix('}').expect("an object ends so");
    format!("{about},\n\"resources\":[\n{resources}\n]}}\n").into_bytes()
}

/// One file. Names of resources are unique, so that of a JSON file has its ending.
fn resource(scope: &Scope<'_>, set: &Set, format: Format, known: &[&str]) -> Value {
    let fields = (set.fields)(scope.site.model);
    let ids = fields.iter().filter(|field| field.kind == Kind::Id);
    let ids: Vec<_> = ids.map(|field| &*field.name).collect();
    let mut schema = Map::new();
    let described = fields.iter().map(|field| described(scope, field, format));
    schema.insert("fields".to_owned(), described.collect());
    if !ids.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(ids));
    }
    let foreign: Vec<_> = fields
        .iter()
        .filter_map(|field| match field.kind {
            Kind::Reference(other) if known.contains(&other) => {
                // A set that refers to itself names itself by nothing.
                let resource = if other == set.name { "" } else { other };
                let reference = json!({ "resource": resource, "fields": ["id"] });
                Some(json!({ "fields": [field.name], "reference": reference }))
            }
            _ => None,
        })
        .collect();
    if format == Format::Csv && !foreign.is_empty() {
        schema.insert("foreignKeys".to_owned(), Value::Array(foreign));
    }
    let ending = format.ending();
    let (name, mediatype) = match format {
        Format::Csv => (set.name.to_owned(), "text/csv"),
        _ => (format!("{}-json", set.name), "application/json"),
    };
    json!({
        "name": name,
        "title": scope.t(set.title, &[]),
        "type": "table",
        "path": format!("{}.{ending}", set.name),
        "format": ending,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "schema": schema,
    })
}

/// The licence of the site as data packages name it.
fn licence_of(scope: &Scope<'_>, licence: &Licence) -> Value {
    let mut of = Map::new();
    if let Some(id) = &licence.id {
        of.insert("name".to_owned(), json!(id));
    }
    if let Some(address) = licence.address() {
        of.insert("path".to_owned(), json!(address));
    }
    of.insert("title".to_owned(), json!(licence_name(scope, licence)));
    Value::Object(of)
}

/// What a licence is called in the language of the page.
pub(in crate::render) fn licence_name(scope: &Scope<'_>, licence: &Licence) -> String {
    let id = licence.id.as_deref().unwrap_or_default();
    licence.name.as_ref().map_or(id, |name| scope.plain(name)).to_owned()
}

fn described(scope: &Scope<'_>, field: &Field, format: Format) -> Value {
    let of = match (field.of, format) {
        (FieldType::List, Format::Json) => "array",
        (FieldType::String | FieldType::List, _) => "string",
        (FieldType::Integer, _) => "integer",
        (FieldType::Number, _) => "number",
        (FieldType::Date, _) => "date",
        (FieldType::Boolean, _) => "boolean",
    };
    let mut described = json!({ "name": field.name, "type": of, "title": field.title(scope) });
    if let Some(description) = description(scope, field, format) {
        described["description"] = json!(description);
    }
    if field.kind == Kind::Quantity && matches!(field.part, Part::Whole | Part::Upper) {
        let stem = field.name.strip_suffix("_upper").unwrap_or(&field.name);
        described["unitField"] = json!(format!("{stem}_unit"));
    }
    match field.kind {
        Kind::Id => described["constraints"] = json!({ "required": true, "unique": true }),
        _ if !field.words().is_empty() => {
            described["constraints"] = json!({ "enum": field.words() });
        }
        _ => {}
    }
    described
}

fn description(scope: &Scope<'_>, field: &Field, format: Format) -> Option<String> {
    let key = match (field.kind, field.part) {
        (Kind::Quantity, Part::Whole) => "field-about-quantity",
        (Kind::Period, Part::Whole) => "field-about-period",
        _ if field.of == FieldType::List && format == Format::Csv => "field-about-list",
        _ => return None,
    };
    Some(scope.t(key, &[]))
}

//! `wellspring schema`: what every file of a good site says is allowed, and a slip is not.

use crate::file_tree::{copy_tree, read_tree, repository};
use crate::program::wellspring;
use crate::site_case::SiteCase;
use serde_json::{Value, json};

/// Where a value is not as a schema says; what schemas of the program use of JSON Schema, and no
/// more: another keyword is a failure.
fn problem(value: &Value, schema: &Value, root: &Value, at: &str) -> Option<String> {
    const KNOWN: [&str; 14] = [
        "$ref",
        "$schema",
        "$defs",
        "description",
        "type",
        "enum",
        "anyOf",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "pattern",
        "format",
        "minimum",
    ];
    let keywords = schema.as_object().expect("a schema is a mapping");
    let unknown = keywords.keys().find(|key| !KNOWN.contains(&&***key) && *key != "maximum");
    assert_eq!(unknown, None, "{at}");
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").expect("refers to a definition");
        let meant = root["$defs"].get(name).unwrap_or_else(|| panic!("{at}: no `{name}`"));
        return problem(value, meant, root, at);
    }
    if let Some(ways) = schema["anyOf"].as_array() {
        let found: Vec<_> =
            ways.iter().map(|way| problem(value, way, root, at)).collect::<Option<_>>()?;
        return Some(found.join(", and "));
    }
    let types = match &schema["type"] {
        Value::Null => Vec::new(),
        Value::String(one) => vec![one.as_str()],
        several => several.as_array().expect("types").iter().filter_map(Value::as_str).collect(),
    };
    let is = |name: &str| match value {
        Value::String(_) => name == "string",
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => name == "number" || (name == "integer" && number.is_i64()),
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
        Value::Null => false,
    };
    if !types.is_empty() && !types.iter().any(|name| is(name)) {
        return Some(format!("{at} is no {}", types.join(" or ")));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Some(format!("{at} is `{value}`"));
    }
    if let Value::Array(items) = value
        && let Some(each) = schema.get("items")
    {
        let all = items.iter().enumerate();
        return all.filter_map(|(n, item)| problem(item, each, root, &format!("{at}/{n}"))).next();
    }
    let Value::Object(fields) = value else { return None };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut missing = required.filter(|key| !fields.contains_key(*key));
    if let Some(key) = missing.next() {
        return Some(format!("{at} lacks `{key}`"));
    }
    fields.iter().find_map(|(key, value)| {
        let at = format!("{at}/{key}");
        match (schema["properties"].get(key), &schema["additionalProperties"]) {
            (Some(field), _) => problem(value, field, root, &at),
            (None, Value::Bool(false)) => Some(format!("{at} is no field")),
            (None, Value::Object(_)) => problem(value, &schema["additionalProperties"], root, &at),
            (None, _) => None,
        }
    })
}

/// The schema that the settings of the editor name for a file.
fn schema_for(path: &str) -> Option<String> {
    let rest = path.strip_prefix("content/")?;
    let name = match rest.strip_prefix("data/") {
        Some(rest) if rest.ends_with(".mapping.yaml") => "mapping",
        Some(rest) => rest.split(['/', '.']).next()?,
        None => rest.strip_suffix(".yaml").filter(|name| *name == "site")?,
    };
    path.ends_with(".yaml").then(|| format!("schema/{name}.schema.json"))
}

/// What the schemas of a site find wrong with its files.
#[track_caller]
fn problems(site: &SiteCase) -> Vec<String> {
    let run = wellspring(site.root(), &["schema"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let files = read_tree(site.root());
    let settings = std::str::from_utf8(&files[".vscode/settings.json"]).expect("text");
    let mut found = Vec::new();
    // As the YAML extension reads: `y` is a text.
    let options = serde_yaml::options! { strict_booleans: true };
    for (path, bytes) in &files {
        let Some(name) = schema_for(path) else { continue };
        assert!(settings.contains(&name), "the editor is told of {name}");
        let schema: Value = serde_json::from_slice(&files[&name]).expect("is JSON");
        let text = std::str::from_utf8(bytes).expect("text");
        // What YAML calls a number is one to an editor as well.
        let value: Value =
            serde_yaml::from_str_with_options(text, options.clone()).expect("is YAML");
        if value.is_null() {
            continue;
        }
        found.extend(problem(&value, &schema, &schema, path));
    }
    found
}

#[test]
fn files_of_good_sites_are_as_their_schemas_say() {
    let example = SiteCase::empty();
    copy_tree(&repository("content"), &example.root().join("content"));
    assert_eq!(problems(&example), Vec::<String>::new());
    let starter = SiteCase::empty();
    assert_eq!(wellspring(starter.root(), &["init"]).code, 0);
    assert_eq!(problems(&starter), Vec::<String>::new());
    for folder in ["tests/cases/build", "tests/cases/workbooks"] {
        let cases = read_tree(&repository(folder));
        for name in cases.keys().filter_map(|path| path.strip_suffix("/README.md")) {
            let site = SiteCase::copy_of(&repository(folder).join(name).join("in"));
            assert_eq!(problems(&site), Vec::<String>::new(), "{name}");
        }
    }
}

#[test]
fn slips_are_found() {
    let site = SiteCase::empty();
    assert_eq!(wellspring(site.root(), &["init"]).code, 0);
    let slips = [
        ("parks", json!([{ "id": "a", "nam": "A" }]), "lacks `name`"),
        ("parks", json!([{ "id": "a", "name": "A", "regio": "b" }]), "regio is no field"),
        ("parks", json!([{ "id": "a", "name": { "fr": "A" } }]), "fr is no field"),
        ("projects", json!({ "name": "A", "milestones": [{ "stage": "sined" }] }), "sined"),
        ("events", json!({ "title": "A", "kind": "party" }), "party"),
        ("observations", json!([{ "indicator": "a", "period": 2031, "valu": 1 }]), "valu"),
    ];
    for (collection, value, expected) in slips {
        let schema = site.root().join(format!("schema/{collection}.schema.json"));
        let schema = std::fs::read_to_string(schema).expect("`init` has written it");
        let schema: Value = serde_json::from_str(&schema).expect("is JSON");
        let found = problem(&value, &schema, &schema, "").unwrap_or_default();
        assert!(found.contains(expected), "{collection}: {found}");
    }
}

#[test]
fn a_build_brings_schemas_up_to_date_where_there_are_some() {
    let site = SiteCase::empty();
    assert_eq!(wellspring(site.root(), &["init"]).code, 0);
    let path = site.root().join("schema/parks.schema.json");
    let before = std::fs::read_to_string(&path).expect("`init` has written it");
    std::fs::write(&path, "old").expect("can be written");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    assert_eq!(std::fs::read_to_string(&path).expect("is there"), before);
    std::fs::remove_dir_all(site.root().join("schema")).expect("is there");
    std::fs::remove_dir_all(site.root().join("output")).expect("is there");
    assert_eq!(wellspring(site.root(), &["build"]).code, 0);
    assert!(!site.root().join("schema").exists());
}

//! The tables of `docs/schema.md` that say which fields there are.

use super::{collections, parts};
use serde_json::Value;

/// Fields as a table: key, what it takes, what it means.
fn table(schema: &Value, without: &[&str]) -> String {
    let mut rows = String::from("| field | value | |\n|---|---|---|\n");
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let fields = schema["properties"].as_object().expect("fields");
    for (key, field) in fields.iter().filter(|(key, _)| !without.contains(&key.as_str())) {
        let is_required = required.iter().any(|one| one == key.as_str());
        let mark = if is_required { ", required" } else { "" };
        let about = field["description"].as_str().unwrap_or_default().replace('|', "\\|");
        rows.push_str(&format!("| `{key}` | {}{mark} | {about} |\n", takes(field)));
    }
    rows
}

/// What a field takes, in the words of the page.
fn takes(field: &Value) -> String {
    if let Some(name) = field["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return match (name, name.strip_prefix("id-of-")) {
            (_, Some(collection)) => format!("id in `{collection}`"),
            ("markdown", _) => "text, Markdown".to_owned(),
            ("citations", _) => "source".to_owned(),
            ("party", _) => "id in `organizations`, or text".to_owned(),
            ("money", _) => "quantity, money".to_owned(),
            ("share", _) => "percentage".to_owned(),
            ("text" | "id" | "period" | "quantity" | "stage", _) => name.to_owned(),
            ("forms", _) => "a list for each language".to_owned(),
            ("name-status", _) => "`official` or `rendered`".to_owned(),
            ("baseline", _) => "quantity, or mapping".to_owned(),
            ("milestone" | "fact", _) => format!("[{name}](#{name}s)"),
            _ => "mapping".to_owned(),
        };
    }
    if let Some(words) = field["enum"].as_array() {
        let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
        return words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    }
    match field["type"].as_str() {
        Some("array") => match takes(&field["items"]).as_str() {
            "" | "mapping" => "list".to_owned(),
            items => format!("list of: {items}"),
        },
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("string") if field["format"] == "uri" => "address".to_owned(),
        Some("string") => "words".to_owned(),
        _ if field["type"][1] == "object" => "list, or mapping".to_owned(),
        _ if field["type"].is_array() => "period".to_owned(),
        _ => "mapping".to_owned(),
    }
}

/// The page with each table made anew between the two lines that hold its place.
fn with_tables(page: &str) -> String {
    let parts = parts();
    let shared: Vec<_> = parts["every_record"].as_object().expect("fields").keys().collect();
    let shared: Vec<_> = shared.into_iter().map(String::as_str).collect();
    let mut records = String::new();
    for (collection, record) in collections(&parts) {
        records.push_str(&format!("### `{collection}`\n\n{}\n", table(&record, &shared)));
    }
    let every = serde_json::json!({ "properties": parts["every_record"] });
    let mut made = page.to_owned();
    let tables = [
        ("site", table(&parts["site"], &[])),
        ("every record", table(&every, &[])),
        ("records", records),
        ("milestones", table(&parts["definitions"]["milestone"], &[])),
        ("facts", table(&parts["definitions"]["fact"], &[])),
        ("front matter", table(&parts["page"], &[])),
    ];
    for (name, table) in tables {
        let start = format!(
            "<!-- {name}: kept up to date by a test, `UPDATE_DOCS=1 cargo test fields_of_the_docs` -->\n"
        );
        let end = format!("<!-- end of {name} -->\n");
        let (before, rest) = made.split_once(&start).unwrap_or_else(|| panic!("no table {name}"));
        let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no end of {name}"));
        made = format!("{before}{start}\n{}\n\n{end}{after}", table.trim_end());
    }
    made
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test writes the page that it guards")]
fn fields_of_the_docs_are_up_to_date() {
    let page = include_str!("../../docs/schema.md").replace("\r\n", "\n");
    let made = with_tables(&page);
    if std::env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema.md");
        std::fs::write(path, made).expect("docs/schema.md can be written");
        return;
    }
    assert!(
        page == made,
        "docs/schema.md is stale: run `UPDATE_DOCS=1 cargo test fields_of_the_docs` and read the diff"
    );
}

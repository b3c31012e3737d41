//! The parts of `docs/` that are made by the program: `UPDATE_DOCS=1 cargo test --test suite docs`
//! writes them again.

use crate::file_tree::{put, repository};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use wellspring::diag::{CODES, MessageLanguage, Sink, explain, rules_page};
use wellspring::model::KINDS;
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::yaml::parse_yaml;
use wellspring::schema::{About, schemas};
use wellspring::source::FileId;
use wellspring::value::{UnitKind, Units};

/// Holds a page to what the program makes of it, or writes it again.
#[track_caller]
fn check_page(path: &str, made: impl Fn(&str) -> String) {
    let page = std::fs::read_to_string(repository(path)).expect("is there").replace("\r\n", "\n");
    let made = made(&page);
    if std::env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        put(&repository(path), made.as_bytes());
        return;
    }
    let what = "is stale: run `UPDATE_DOCS=1 cargo test --test suite docs` and read the diff";
    assert!(page == made, "{path} {what}");
}

/// The page with a part made anew between the two lines that hold its place.
fn with_part(page: &str, name: &str, test: &str, part: &str) -> String {
    let start =
        format!("<!-- {name}: kept up to date by a test, `UPDATE_DOCS=1 cargo test {test}` -->\n");
    let end = format!("<!-- end of {name} -->\n");
    let (before, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no part {name}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no end of {name}"));
    format!("{before}{start}\n{}\n\n{end}{after}", part.trim_end())
}

#[test]
fn rules_page_is_up_to_date() {
    check_page("docs/rules.md", |_| rules_page());
}

#[test]
fn every_code_has_a_page_with_reason_example_and_fix() {
    for code in CODES {
        let text = explain(*code, MessageLanguage::default());
        let name = code.name();
        assert!(text.starts_with(name), "{name}");
        for part in ["### Why it matters", "### Example", "### Fix", "```"] {
            assert!(text.contains(part), "{name} lacks `{part}`");
        }
        let n_lines = code.info().explanation.lines().count();
        assert!((15..=40).contains(&n_lines), "{name} has {n_lines} lines");
    }
}

/// The words that a language reads for each unit, in the order of its file.
fn unit_words(lang: &str) -> Vec<(String, Vec<String>)> {
    let path = repository(&format!("themes/default/strings/{lang}.yaml"));
    let text = std::fs::read_to_string(path).expect("is there");
    let node = parse_yaml(FileId::new(0), &text, &mut Sink::default()).node.expect("well-formed");
    let words = ["locale", "units", "words"].iter().try_fold(&node, |node, key| node.get(key));
    let Some(NodeKind::Mapping(entries)) = words.map(|node| &node.kind) else {
        panic!("{lang} has words of units")
    };
    let of = |word: &Node| {
        let (mut written, mut seen) = (Vec::new(), BTreeSet::new());
        let print = word.get("print").unwrap_or(word);
        texts(print, &mut written);
        word.get("read").into_iter().for_each(|read| texts(read, &mut written));
        let words = written.iter().flat_map(|text| text.split("{n}")).map(str::trim);
        let words = words.filter(|word| !word.is_empty() && seen.insert((*word).to_owned()));
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    entries.iter().map(|(key, word)| (key.text.to_string(), of(word))).collect()
}

/// Every text of a value; the form for all other numbers comes first.
fn texts(node: &Node, found: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => found.push(scalar.text.to_string()),
        NodeKind::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        NodeKind::Mapping(entries) => {
            let (other, special): (Vec<_>, Vec<_>) =
                entries.iter().partition(|(key, _)| &*key.text == "other");
            other.into_iter().chain(special).for_each(|(_, form)| texts(form, found));
        }
        NodeKind::Null | NodeKind::Invalid => {}
    }
}

/// Each unit with its symbol and the words that it is read by.
fn table_of_units() -> String {
    let languages = ["zh", "en"].map(unit_words);
    let mut rows =
        "| unit | measures | symbol | 中文 | English |\n|---|---|---|---|---|\n".to_owned();
    for (_, unit) in Units::builtin().iter() {
        let kind = UnitKind::NAMED.iter().find(|(_, kind)| *kind == unit.kind);
        let words = languages.iter().map(|words| {
            let own = words.iter().find(|(name, _)| *name == unit.id.as_str());
            own.map(|(_, words)| words.join(", ")).unwrap_or_default()
        });
        let cells = [
            format!("`{}`", unit.id.as_str()),
            kind.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
            unit.symbol.unwrap_or_default().to_owned(),
        ];
        let cells: Vec<_> = cells.into_iter().chain(words).collect();
        rows.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    rows
}

#[test]
fn units_table_is_up_to_date() {
    check_page("docs/schema.md", |page| with_part(page, "units", "units_table", &table_of_units()));
}

/// Fields as a table: key, what it takes, what it means.
fn table_of_fields(schema: &Value, without: &[&str]) -> String {
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
        if let Some(collection) = name.strip_prefix("one-of-") {
            return format!("[{collection}](#{collection})");
        }
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
    if let Some(forms) = field["anyOf"].as_array() {
        let mut forms: Vec<_> = forms.iter().map(takes).collect();
        forms.dedup();
        return forms.join(", or ");
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

#[test]
fn fields_of_the_docs_are_up_to_date() {
    let parts = std::fs::read_to_string(repository("src/schema/parts.json")).expect("is there");
    let parts: Value = serde_json::from_str(&parts).expect("is JSON");
    let all = schemas(&About::default());
    let schema = |name: &str| -> Value {
        let file = format!("{name}.schema.json");
        let (_, text) = all.iter().find(|(known, _)| *known == file).expect("there is this schema");
        serde_json::from_str(text).expect("is JSON")
    };
    let shared: Vec<_> = parts["every_record"].as_object().expect("fields").keys().collect();
    let shared: Vec<_> = shared.into_iter().map(String::as_str).collect();
    let mut records = String::new();
    // Categories stand in `site.yaml`.
    for kind in KINDS.iter().filter(|kind| kind.collection != "categories") {
        let record = &schema(kind.collection)["anyOf"][0];
        let table = table_of_fields(record, &shared);
        records.push_str(&format!("### `{}`\n\n{table}\n", kind.collection));
    }
    let every = json!({ "properties": parts["every_record"] });
    let (site, page) = (schema("site"), schema("page"));
    let tables = [
        ("site", table_of_fields(&site, &[])),
        ("every record", table_of_fields(&every, &[])),
        ("records", records),
        ("milestones", table_of_fields(&site["$defs"]["milestone"], &[])),
        ("facts", table_of_fields(&site["$defs"]["fact"], &[])),
        ("front matter", table_of_fields(&page, &[])),
    ];
    check_page("docs/schema.md", |text| {
        tables.iter().fold(text.to_owned(), |text, (name, table)| {
            with_part(&text, name, "fields_of_the_docs", table)
        })
    });
}

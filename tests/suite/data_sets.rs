//! Data sets are what their data package says: every number is a number, every day a day, every id
//! leads somewhere.

use crate::accept::assert_none;
use crate::file_tree::repository;
use crate::read_back::build as build_ledger;
use crate::read_back::ledger::Ledger;
use crate::site_case::{Built, SiteCase, page};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A row of a data set by the names of its fields.
pub(crate) type Row = BTreeMap<String, String>;

/// The fields of a CSV file, and its rows.
#[track_caller]
fn parse(csv: &str) -> (Vec<String>, Vec<Row>) {
    let csv = csv.strip_prefix('\u{feff}').expect("Excel needs a byte order mark");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads: Vec<String> =
        reader.headers().expect("a heading").iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.expect("as many cells as the heading has");
        heads.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
    });
    (heads.clone(), rows.collect())
}

/// The rows of a data set of a built site.
#[track_caller]
pub(crate) fn rows(built: &Built, name: &str) -> Vec<Row> {
    parse(page(built, &format!("data/{name}.csv"))).1
}

/// Everything that is wrong with the data sets in a folder; there must be some.
#[track_caller]
fn faults<'p>(folder: &str, file: impl Fn(&str) -> Option<&'p str>) -> Vec<String> {
    let read = |name: &str| file(&format!("{folder}data/{name}"));
    let package = read("datapackage.json").expect("the data are described");
    let package: Value = serde_json::from_str(package).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    assert!(resources.len() > 3, "{resources:?}");
    let mut faults = Vec::new();
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let Some(text) = read(path) else {
            faults.push(format!("{path} is described and is not there"));
            continue;
        };
        let schema = &resource["schema"];
        let fields = schema["fields"].as_array().expect("fields");
        let found = match resource["format"].as_str() {
            Some("csv") => csv_faults(text, fields),
            _ => json_faults(text, fields),
        };
        faults.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
        for foreign in schema["foreignKeys"].as_array().into_iter().flatten() {
            let name = |value: &Value| value[0].as_str().expect("a field").to_owned();
            let other = foreign["reference"]["resource"].as_str().expect("a resource");
            let other = if other.is_empty() { path.to_owned() } else { format!("{other}.csv") };
            let known: BTreeSet<String> = parse(read(&other).expect("it is there"))
                .1
                .iter()
                .map(|row| row["id"].clone())
                .collect();
            let field = name(&foreign["fields"]);
            let dead = parse(text).1.into_iter().map(|row| row[&field].clone());
            let dead = dead.filter(|id| !id.is_empty() && !known.contains(id));
            faults.extend(dead.map(|id| format!("{path}: {field} `{id}` is not in {other}")));
        }
    }
    faults
}

fn csv_faults(text: &str, fields: &[Value]) -> Vec<String> {
    let (heads, rows) = parse(text);
    let names: Vec<_> =
        fields.iter().map(|field| field["name"].as_str().expect("a name")).collect();
    let mut faults = Vec::new();
    if heads != names {
        faults.push(format!("{heads:?} is not {names:?}"));
    }
    if rows.is_empty() {
        faults.push("it has no rows".to_owned());
    }
    for field in fields {
        let name = field["name"].as_str().expect("a name");
        let title = field["title"].as_str().expect("a title");
        if title.starts_with("column-") || title.starts_with("field-") {
            faults.push(format!("{name} has no title but `{title}`"));
        }
        let mut seen = BTreeSet::new();
        for value in rows.iter().map(|row| row[name].as_str()) {
            if !value.is_empty() && !is_of(field, value) {
                faults.push(format!("{name} is no {}: `{value}`", field["type"]));
            }
            if field["constraints"]["unique"] == true && (value.is_empty() || !seen.insert(value)) {
                faults.push(format!("{name} is not unique: `{value}`"));
            }
        }
    }
    faults
}

/// Whether a text is of the type of its field, for a program that knows nothing of any language.
fn is_of(field: &Value, value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    let is_listed = |words: &Vec<Value>| words.iter().any(|word| word == value);
    let is_allowed = field["constraints"]["enum"].as_array().is_none_or(is_listed);
    is_allowed
        && match field["type"].as_str().expect("a type") {
            "number" => match unsigned.split_once('.') {
                Some((whole, rest)) => digits(whole) && digits(rest),
                None => digits(unsigned),
            },
            "integer" => digits(unsigned),
            "date" => value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok(),
            "boolean" => matches!(value, "true" | "false"),
            of => of == "string",
        }
}

fn json_faults(text: &str, fields: &[Value]) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(text).expect("a list");
    let mut faults = Vec::new();
    for row in &rows {
        let row = row.as_object().expect("an object");
        if !row.keys().eq(fields.iter().map(|field| field["name"].as_str().expect("a name"))) {
            faults.push(format!("{:?} are not the fields", row.keys()));
        }
        for (field, value) in fields.iter().zip(row.values()) {
            let is_right = match (field["type"].as_str().expect("a type"), value) {
                (_, Value::Null) => true,
                ("number" | "integer", value) => value.is_number(),
                ("boolean", value) => value.is_boolean(),
                ("array", value) => value.is_array(),
                (_, Value::String(text)) => is_of(field, text),
                _ => false,
            };
            if !is_right {
                faults.push(format!("{} is no {}: {value}", field["name"], field["type"]));
            }
        }
    }
    faults
}

fn text_in<'b>(built: &'b Built) -> impl Fn(&str) -> Option<&'b str> {
    |path| built.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

#[test]
fn data_sets_of_the_example_and_its_editions_are_as_described() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/data-sets/in"));
    assert_none(&faults("", text_in(&site.build(&site.options()).0)));
    let example = SiteCase::empty();
    crate::file_tree::copy_tree(&repository("content"), &example.root().join("content"));
    let (built, _) = example.build(&example.options());
    for folder in ["", "editions/2022/"] {
        assert_none(&faults(folder, text_in(&built)));
    }
}

#[test]
fn data_sets_of_random_ledgers_are_as_described() {
    for seed in 1..=12 {
        let built = build_ledger(&Ledger::random(seed), |path| path.starts_with("data/"));
        let built = built.unwrap_or_else(|errors| panic!("{seed}: {errors:?}"));
        assert_none(&faults("", |path| built.get(path).map(String::as_str)));
    }
}

#[test]
fn a_page_leads_to_the_data_set_of_each_table() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/data-sets/in"));
    let (built, _) = site.build(&site.options());
    for (path, link) in [
        ("en/projects/index.html", "../../data/projects.csv"),
        ("zh/projects/index.html", "../../data/summaries.json"),
        ("en/parks/north/index.html", "../../../data/projects.csv"),
        ("en/indicators/v/index.html", "../../../data/observations.csv"),
        ("en/targets/2031/index.html", "../../../data/progress.json"),
        ("en/data/index.html", "../../data/datapackage.json"),
    ] {
        assert!(page(&built, path).contains(&format!("href=\"{link}\"")), "{link} in {path}");
    }
    let none = ["events", "terms", "documents", "changes"];
    let written = |name: &str| built.contains_key(&format!("data/{name}.csv"));
    assert!(!none.into_iter().any(written), "a set without rows has no file");
}

//! Whether a workbook says what the ledger says: it is read again and compared, value by value.

use super::super::path::{Step, written};
use super::super::read::text::kept;
use super::super::{Setting, add_records, read};
use super::cell::with_unit;
use super::sheet::records;
use crate::diag::{Code, Sink};
use crate::parse::node::{Node, NodeKind, Style};
use crate::parse::records::Parsed;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a workbook does not say, or says otherwise.
pub(super) fn unsaid(parsed: &Parsed, bytes: &[u8], setting: &Setting<'_>) -> Vec<String> {
    let mut sources = Sources::default();
    let file = match read::read("content/data/ledger.xlsx", bytes) {
        Ok(file) => sources.add_file(Arc::new(file)),
        Err(error) => return vec![error.message],
    };
    let mut again = Parsed { site: parsed.site.clone(), tables: vec![file], ..Parsed::default() };
    let mut sink = Sink::default();
    add_records(&mut again, &Setting { sources: &sources, ..*setting }, None, &mut sink);
    let problems = sink.iter().filter(|found| found.code != Code::HiddenCells);
    let mut found: Vec<String> = problems.map(|found| found.message.clone()).collect();
    for kind in setting.kinds {
        let (before, after) = (records(parsed, kind.collection), records(&again, kind.collection));
        for number in 0..before.len().max(after.len()) {
            let place = |name: &Option<String>| {
                let name = name.clone().unwrap_or_else(|| (number + 1).to_string());
                format!("{}/{name}", kind.collection)
            };
            match (before.get(number), after.get(number)) {
                (Some(one), Some(other)) => {
                    let name = &one.id;
                    if (name, one.is_internal) != (&other.id, other.is_internal) {
                        found.push(place(name));
                    }
                    let (one, other) = (leaves(one.node), leaves(other.node));
                    let paths =
                        one.keys().chain(other.keys().filter(|path| !one.contains_key(*path)));
                    let differ = paths.filter(|path| !are_same(one.get(*path), other.get(*path)));
                    found.extend(differ.map(|path| format!("{}: {}", place(name), written(path))));
                }
                (Some(one), None) | (None, Some(one)) => found.push(place(&one.id)),
                (None, None) => {}
            }
        }
    }
    found
}

/// What stands at the end of each path of a record. The id is compared for itself, and
/// whether it is published.
fn leaves(record: &Node) -> BTreeMap<Vec<Step>, Leaf> {
    let mut found = BTreeMap::new();
    walk(record, &mut Vec::new(), &mut found);
    for key in ["id", "visibility"] {
        found.remove(&[Step::Key(key.into())][..]);
    }
    found
}

/// A text, and whether it stands without quotes, where that says something.
type Leaf = (String, bool);

fn walk(node: &Node, path: &mut Vec<Step>, found: &mut BTreeMap<Vec<Step>, Leaf>) {
    let is_free = path.first().and_then(Step::key) == Some("extra");
    match &node.kind {
        NodeKind::Null | NodeKind::Invalid if !is_free => {}
        NodeKind::Null | NodeKind::Invalid => {
            found.insert(path.clone(), (String::new(), true));
        }
        NodeKind::Scalar(scalar) => {
            let is_plain = scalar.style == Style::Plain && is_free;
            let is_truth = is_plain && matches!(&*scalar.text, "true" | "false");
            let mut path = path.clone();
            if !is_free && path.iter().rev().find_map(Step::key) == Some("source") {
                path.push(Step::Key("ref".into()));
            }
            let text = if is_free { scalar.text.to_string() } else { kept(&scalar.text) };
            found.insert(path, (text, is_truth));
        }
        // A list of one is what it holds, outside of what templates see.
        NodeKind::Sequence(items) if items.len() == 1 && !is_free => walk(&items[0], path, found),
        NodeKind::Sequence(items) => {
            if items.is_empty() && is_free {
                found.insert(path.clone(), ("[]".to_owned(), true));
            }
            for (number, item) in items.iter().enumerate() {
                path.push(Step::Item(number));
                walk(item, path, found);
                path.pop();
            }
        }
        NodeKind::Mapping(entries) => {
            if entries.is_empty() && is_free {
                found.insert(path.clone(), ("{}".to_owned(), true));
            }
            for (key, value) in entries {
                path.push(Step::Key(key.text.clone()));
                walk(value, path, found);
                path.pop();
            }
        }
    }
}

/// Whether two values are the same: figures may have a space before their unit.
fn are_same(one: Option<&Leaf>, other: Option<&Leaf>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    one == other || with_unit(&one.0).is_some_and(|figure| Some(figure) == with_unit(&other.0))
}

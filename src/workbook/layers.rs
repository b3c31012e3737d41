//! Records that stand in a workbook and in YAML: the same record, of which each says a part.
//!
//! Fields join leaf by leaf; a language of a name is a leaf. Lists of parts join by what the parts
//! are of: a stage, an id, an indicator and a period. One leaf that both say is an error with both
//! places: nobody could know which of them a reader is meant to see.

use super::mapping::Wins;
use super::snapshots::Rows;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::identity::{Identity, identity};
use crate::parse::node::{Key, Node, NodeKind};
use crate::parse::records::{CollectionKind, DataFile, Outline};
use crate::source::FileId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a row stands, and which holds where YAML says the same.
#[derive(Clone, Copy)]
struct Row {
    file: FileId,
    wins: Option<Wins>,
}

/// Where a record of YAML stands: its file, and its place among the records of that file.
type Place = (usize, usize);

/// Takes the records out of the files of YAML that are those of a row, and adds what they say to
/// the rows. `tables` are the files of workbooks.
pub(super) fn join(
    data: &mut [DataFile],
    tables: &mut [DataFile],
    wins: &BTreeMap<FileId, Wins>,
    kinds: &[CollectionKind],
    sink: &mut Sink,
) {
    let places = places(data);
    let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for table in tables.iter_mut() {
        let file = Row { file: table.file, wins: wins.get(&table.file).copied() };
        for sheet in &mut table.nested {
            let Some(kind) = kinds.iter().find(|one| one.collection == sheet.outline.collection)
            else {
                continue;
            };
            let joined = join_sheet(file, kind, sheet, data, &places, sink);
            for (number, record) in joined {
                taken.entry(number).or_default().push(record);
            }
        }
        // What the file holds is told by its sheets.
        let nested = table.nested.iter().map(|sheet| Arc::clone(&sheet.outline)).collect();
        table.outline = Arc::new(Outline { nested, ..(*table.outline).clone() });
    }
    for (number, records) in taken {
        leave_out(&mut data[number], &records);
    }
}

/// Takes out what YAML says of rows that only other workbooks of the same ledger have: on the day
/// of this one they are not known.
pub(super) fn leave_out_unknown(data: &mut [DataFile], now: &Rows, others: &Rows) {
    for file in data.iter_mut().filter(|file| file.nodes.is_some()) {
        let collection = file.outline.collection;
        let is_unknown = |identity: &Identity| match identity {
            Identity::Named(name) => {
                let id = name.id.as_str();
                others.has(collection, id) && !now.has(collection, id)
            }
            _ => false,
        };
        let numbered = file.outline.records.iter().enumerate();
        let unknown = numbered.filter(|(_, identity)| is_unknown(identity));
        let unknown: Vec<usize> = unknown.map(|(number, _)| number).collect();
        if !unknown.is_empty() {
            leave_out(file, &unknown);
        }
    }
}

/// The records of YAML with an id, by collection and id; of an id given twice, the first.
fn places(data: &[DataFile]) -> BTreeMap<(&'static str, String), Place> {
    let mut places = BTreeMap::new();
    for (number, file) in data.iter().enumerate().filter(|(_, file)| file.nodes.is_some()) {
        for (record, identity) in file.outline.records.iter().enumerate() {
            if let Identity::Named(name) = identity {
                let key = (file.outline.collection, name.id.to_string());
                places.entry(key).or_insert((number, record));
            }
        }
    }
    places
}

/// Joins the records of a sheet; returns those of YAML that are part of one now.
fn join_sheet(
    file: Row,
    kind: &CollectionKind,
    sheet: &mut DataFile,
    data: &mut [DataFile],
    places: &BTreeMap<(&'static str, String), Place>,
    sink: &mut Sink,
) -> Vec<Place> {
    let mut joined = Vec::new();
    let mut records = sheet.outline.records.clone();
    for (node, found) in sheet.nodes.iter_mut().flatten().zip(&mut records) {
        let Identity::Named(name) = &*found else { continue };
        let Some(&place) = places.get(&(kind.collection, name.id.to_string())) else { continue };
        // Two rows of one id are reported; what YAML says is of the first.
        if joined.contains(&place) {
            continue;
        }
        let (number, record) = place;
        let of_yaml = data[number].nodes.as_mut().and_then(|nodes| nodes.get_mut(record));
        let Some(of_yaml) = of_yaml else { continue };
        let kind_of = std::mem::replace(&mut of_yaml.kind, NodeKind::Null);
        let NodeKind::Mapping(more) = kind_of else { continue };
        if let NodeKind::Mapping(entries) = &mut node.kind {
            for (key, value) in more.into_iter().filter(|(key, _)| &*key.text != "id") {
                add(file, "", entries, key, value, sink);
            }
        }
        *found = identity(kind, None, node, sink);
        joined.push(place);
    }
    if !joined.is_empty() {
        sheet.outline = Arc::new(Outline { records, ..(*sheet.outline).clone() });
    }
    joined
}

/// Adds a field that YAML says to what a row says; `within` is what it is a field of, with a point
/// behind it.
fn add(
    file: Row,
    within: &str,
    entries: &mut Vec<(Key, Node)>,
    key: Key,
    value: Node,
    sink: &mut Sink,
) {
    let Some(at) = entries.iter().position(|(known, _)| known.text == key.text) else {
        entries.push((key, value));
        return;
    };
    let (_, known) = &mut entries[at];
    // What the mapping says of each row holds where nothing else is said.
    if known.span.file != file.file {
        entries[at] = (key, value);
        return;
    }
    match (&mut known.kind, value) {
        (NodeKind::Null, value) => entries[at] = (key, value),
        (_, Node { kind: NodeKind::Null, .. }) => {}
        (NodeKind::Mapping(inner), Node { kind: NodeKind::Mapping(more), .. }) => {
            let within = format!("{within}{}.", key.text);
            for (key, value) in more {
                add(file, &within, inner, key, value, sink);
            }
        }
        (NodeKind::Sequence(items), value) if items.iter().all(is_part) => {
            add_parts(file, items, &key, value, sink);
        }
        (_, value) => match file.wins {
            Some(Wins::Yaml) => entries[at] = (key, value),
            Some(Wins::Workbook) => {}
            None => said_twice(&format!("{within}{}", key.text), known, &value, sink),
        },
    }
}

/// Whether an item of a list is a part with fields of its own.
fn is_part(item: &Node) -> bool {
    matches!(item.kind, NodeKind::Mapping(_))
}

/// Adds parts to those that a row has: to the one that is of the same, or behind them.
fn add_parts(file: Row, items: &mut Vec<Node>, key: &Key, value: Node, sink: &mut Sink) {
    let more = match value.kind {
        NodeKind::Sequence(more) => more,
        _ if is_part(&value) => vec![value],
        _ => {
            let known = Node {
                span: items.first().map_or(value.span, |item| item.span),
                kind: NodeKind::Null,
            };
            said_twice(&key.text, &known, &value, sink);
            return;
        }
    };
    let within = format!("{}.", key.text);
    for part in more {
        let of = what_of(&part);
        let known = items.iter_mut().find(|item| of.is_some() && what_of(item) == of);
        match (known.map(|known| &mut known.kind), part.kind) {
            (Some(NodeKind::Mapping(inner)), NodeKind::Mapping(more)) => {
                let is_new = |key: &Key| !NAMES_OF_PARTS.contains(&&*key.text);
                for (key, value) in more.into_iter().filter(|(key, _)| is_new(key)) {
                    add(file, &within, inner, key, value, sink);
                }
            }
            (_, kind) => items.push(Node { span: part.span, kind }),
        }
    }
}

/// The fields that say what a part is of.
const NAMES_OF_PARTS: [&str; 5] = ["stage", "planned", "id", "indicator", "period"];

/// What a part is of; `None` if nothing says it.
fn what_of(part: &Node) -> Option<Vec<Option<&str>>> {
    let of: Vec<_> =
        NAMES_OF_PARTS.iter().map(|key| part.get(key).and_then(Node::as_str)).collect();
    of.iter().any(Option::is_some).then_some(of)
}

/// The fields that say what a part is of, as YAML has them between braces.
#[must_use]
pub fn what_of_in_yaml(part: &Node) -> Option<String> {
    let of = what_of(part)?;
    let said = NAMES_OF_PARTS.iter().zip(of).filter_map(|(key, value)| Some((key, value?)));
    Some(said.map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", "))
}

fn said_twice(field: &str, known: &Node, value: &Node, sink: &mut Sink) {
    let message = format!("`{field}` of this record is in the workbook as well");
    sink.push(
        Diagnostic::new(Code::SaidTwice, value.span, message)
            .related(known.span, "it is here")
            .help("say it in one of the two places"),
    );
}

/// Takes records out of a file.
fn leave_out(file: &mut DataFile, records: &[usize]) {
    fn others<T>(all: Vec<T>, records: &[usize]) -> Vec<T> {
        let numbered = all.into_iter().enumerate();
        numbered.filter(|(number, _)| !records.contains(number)).map(|(_, one)| one).collect()
    }
    let outline = (*file.outline).clone();
    file.nodes = file.nodes.take().map(|nodes| others(nodes, records));
    file.outline = Arc::new(Outline {
        records: others(outline.records, records),
        extents: others(outline.extents, records),
        ..outline
    });
}

//! Sheets whose rows are items of a list that records have, such as the milestones of projects.

use super::names::Names;
use super::plan::SheetPlan;
use super::rows::item;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::parse::records::CollectionKind;
use crate::source::Cell;

/// Adds the items of a sheet to the records of a workbook that they are of. What is of a record
/// that stands elsewhere becomes one of its id, which is joined with that.
pub(super) fn add<'k>(
    plan: &SheetPlan<'k>,
    records: &mut Vec<(&'k CollectionKind, Vec<Node>)>,
    names: &Names,
    sink: &mut Sink,
) {
    let Some(part) = &plan.part else { return };
    let mut places = std::collections::BTreeMap::new();
    for (sheet, (kind, nodes)) in records.iter().enumerate() {
        for (row, node) in nodes.iter().enumerate().filter(|_| std::ptr::eq(*kind, plan.kind)) {
            if let Some(id) = node.get("id").and_then(Node::as_str) {
                places.entry(id.to_owned()).or_insert((sheet, row));
            }
        }
    }
    for row in plan.filled_rows() {
        let Some(item) = item(plan, row, names, sink) else { continue };
        let Some(cell) = plan.sheet.cell(row, part.key) else {
            sink.push(of_nothing(plan, &item));
            continue;
        };
        let Some(id) = named(plan, cell, names, sink) else { continue };
        let place = match places.get(&id) {
            Some(place) => *place,
            None => {
                let span = plan.span(cell);
                let scalar = Scalar { text: id.as_str().into(), style: Style::Quoted };
                let node = Node { span, kind: NodeKind::Scalar(scalar) };
                let entries = vec![(Key { text: "id".into(), span }, node)];
                let record = Node { span, kind: NodeKind::Mapping(entries) };
                let place = (records.len(), 0);
                records.push((plan.kind, vec![record]));
                places.insert(id, place);
                place
            }
        };
        let (sheet, row) = place;
        if let NodeKind::Mapping(entries) = &mut records[sheet].1[row].kind {
            put(entries, &part.list, item);
        }
    }
}

/// The id of the record that a cell names.
fn named(plan: &SheetPlan<'_>, cell: &Cell, names: &Names, sink: &mut Sink) -> Option<String> {
    let text = cell.text(plan.text);
    let text = text.trim();
    let of = names.of(plan.kind.collection);
    if of.is_some_and(|of| of.has_id(text)) {
        return Some(text.to_owned());
    }
    if let Some(Some(id)) = of.and_then(|of| of.find(text)) {
        return Some(id.to_owned());
    }
    let one = plan.kind.collection.trim_end_matches('s');
    let message = format!("there is no {one} `{text}`, so this row is of none");
    let known = of.into_iter().flat_map(|of| of.known()).map(|(name, _)| name);
    let help = closest(text, known).map(|meant| format!("did you mean `{meant}`?"));
    let found = Diagnostic::new(Code::UnknownReference, plan.span(cell), message);
    sink.push(found.help_opt(help));
    None
}

fn of_nothing(plan: &SheetPlan<'_>, item: &Node) -> Diagnostic {
    let one = plan.kind.collection.trim_end_matches('s');
    let message = format!("this row does not say which {one} it is of, so it is not read");
    Diagnostic::new(Code::UnmappedInWorkbook, item.span, message)
        .help(format!("write the id of the {one} into its column"))
}

/// Adds an item to a list of a record.
fn put(entries: &mut Vec<(Key, Node)>, list: &str, item: Node) {
    let span = item.span;
    match entries.iter_mut().find(|(key, _)| &*key.text == list) {
        Some((_, Node { kind: NodeKind::Sequence(items), .. })) => items.push(item),
        _ => {
            let items = Node { span, kind: NodeKind::Sequence(vec![item]) };
            entries.push((Key { text: list.into(), span }, items));
        }
    }
}

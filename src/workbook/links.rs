//! Links whose addresses stand in one column and whose titles in another, several in a cell.

use super::path::Step;
use super::plan::Column;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;

type Entries = Vec<(Key, Node)>;

/// What stands between the links of a cell, if the mapping does not say.
const SEPARATORS: [char; 3] = ['|', '\n', '｜'];

/// The list of links.
const LINKS: &str = "links";
const URL: &str = "url";
const TITLE: &str = "title";

/// Puts the parts of a cell into the items of a list, the first one into the first.
pub(super) fn put(entries: &mut Entries, list: &str, column: &Column, node: Node) {
    let Some(text) = node.as_str().map(str::to_owned) else { return };
    let parts: Vec<&str> = match column.target.split.as_deref() {
        Some(split) => text.split(split).collect(),
        None => text.split(SEPARATORS).collect(),
    };
    let span = node.span;
    if !entries.iter().any(|(key, _)| &*key.text == list) {
        let key = Key { text: list.into(), span };
        entries.push((key, Node { span, kind: NodeKind::Sequence(Vec::new()) }));
    }
    let found = entries.iter_mut().find(|(key, _)| &*key.text == list);
    let Some((_, Node { kind: NodeKind::Sequence(items), .. })) = found else { return };
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    for (number, part) in parts.enumerate() {
        if items.len() <= number {
            items.push(Node { span, kind: NodeKind::Mapping(Vec::new()) });
        }
        if let NodeKind::Mapping(item) = &mut items[number].kind {
            for field in column.target.path.iter().filter_map(Step::key) {
                let scalar = Scalar { text: part.into(), style: Style::Quoted };
                let value = Node { span, kind: NodeKind::Scalar(scalar) };
                item.push((Key { text: field.into(), span }, value));
            }
        }
    }
}

/// Leaves out what has a title and no address, which is told, and calls what has no title by its
/// address.
pub(super) fn finish(entries: &mut Entries, row: Option<Span>, sink: &mut Sink) {
    let Some(at) = entries.iter().position(|(key, _)| &*key.text == LINKS) else { return };
    let NodeKind::Sequence(items) = &mut entries[at].1.kind else { return };
    let n_all = items.len();
    items.retain(|item| item.get(URL).is_some());
    if let Some(span) = row.filter(|_| items.len() < n_all) {
        let message = format!("there are {n_all} titles of links and {} addresses", items.len());
        sink.push(
            Diagnostic::new(Code::UnmappedInWorkbook, span, message)
                .help("give each title its address, in the same order"),
        );
    }
    for item in items.iter_mut() {
        let url = item.get(URL).and_then(Node::as_str).map(str::to_owned);
        let (Some(url), None) = (url, item.get(TITLE)) else { continue };
        let span = item.span;
        if let NodeKind::Mapping(fields) = &mut item.kind {
            let scalar = Scalar { text: called(&url).into(), style: Style::Quoted };
            let value = Node { span, kind: NodeKind::Scalar(scalar) };
            fields.push((Key { text: TITLE.into(), span }, value));
        }
    }
    if items.is_empty() {
        entries.remove(at);
    }
}

/// The host of an address.
fn called(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(url)
}

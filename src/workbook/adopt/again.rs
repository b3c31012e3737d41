//! A mapping that there is, with what is new: lines that a person changed stay, columns that a person
//! deleted do not come back.

use super::guess::Guess;
use super::is_readable;
use super::remember::{Memory, key_of_column, key_of_sheet, remember, without, word};
use super::sheet::SheetGuess;
use super::write::{column_line, on_one_line, sheet_text, value, with_reason};
use crate::diag::MessageLanguage;
use crate::parse::fields::one_or_many;
use crate::parse::node::{Key, Node, NodeKind};
use crate::workbook::pattern::squeezed;
use std::ops::Range;

/// A change of a text: what stands in the range becomes something else.
struct Edit {
    range: Range<usize>,
    text: String,
}

/// The text with what is new, and what of it a person had changed.
pub(super) fn merged(
    text: &str,
    node: &Node,
    sheets: &[SheetGuess],
    language: MessageLanguage,
) -> Result<(String, Vec<String>), String> {
    let memory = Memory::new(text);
    let old = match node.get("sheets").map(|list| &list.kind) {
        Some(NodeKind::Sequence(items)) => items,
        _ => return Err("the mapping has no list of `sheets` that can be added to".to_owned()),
    };
    let mut edits = Vec::new();
    let mut kept = Vec::new();
    let mut words: Vec<(String, String)> = Vec::new();
    let mut new_sheets = Vec::new();
    for sheet in sheets {
        let collection = sheet.taken.as_ref().map_or("never", |taken| taken.collection);
        let Some(item) = old.iter().find(|item| is_of(item, sheet, collection)) else {
            match memory.knows(&key_of_sheet(&sheet.names, collection)) {
                true => kept.push(format!("“{}” stays left out", sheet.names.join(", "))),
                false => new_sheets.push(sheet),
            }
            continue;
        };
        words.push((key_of_sheet(&sheet.names, collection), "0".to_owned()));
        let columns = sheet.taken.iter().flat_map(|taken| &taken.columns);
        let Some(Node { kind: NodeKind::Mapping(entries), span }) = item.get("columns") else {
            continue;
        };
        let is_flow = text[span.range()].starts_with('{');
        let mut added = Vec::new();
        for column in columns {
            let key = key_of_column(&sheet.names, collection, &column.head);
            let known =
                entries.iter().find(|(key, _)| squeezed(&key.text) == squeezed(&column.head));
            match known {
                Some((own_key, own)) => {
                    let written = as_written(text, own);
                    let is_own = memory.is_as_written(&key, &written);
                    if is_own && written != value(column) && !is_flow {
                        edits.push(replaced(text, own_key, own, column, language));
                    } else if !is_own {
                        kept.push(format!("“{}” is {written}", column.head));
                        continue;
                    }
                    words.push(word(&sheet.names, collection, column));
                }
                None if memory.knows(&key) => {
                    kept.push(format!("“{}” stays deleted", column.head));
                }
                None => {
                    added.push(column);
                    words.push(word(&sheet.names, collection, column));
                }
            }
        }
        if let Some(edit) = insertion(text, entries, span.range(), (is_flow, &added), language) {
            edits.push(edit);
        }
    }
    let mut whole = text.to_owned();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    for edit in edits {
        whole.replace_range(edit.range, &edit.text);
    }
    let mut whole = without(&whole);
    let indent = old.first().map_or("  ".to_owned(), |item| indent_of(text, item));
    for sheet in &new_sheets {
        whole.push_str(&sheet_text(sheet, &indent, language));
    }
    // What was remembered of columns that are gone, or changed, is still remembered.
    let older: Vec<(String, String)> =
        memory.words().filter(|(key, _)| !words.iter().any(|(own, _)| own == key)).collect();
    words.extend(older);
    let new: Vec<SheetGuess> = Vec::new();
    let mut more = words;
    for sheet in new_sheets {
        let collection = sheet.taken.as_ref().map_or("never", |taken| taken.collection);
        more.push((key_of_sheet(&sheet.names, collection), "0".to_owned()));
        let columns = sheet.taken.iter().flat_map(|taken| &taken.columns);
        more.extend(columns.map(|column| word(&sheet.names, collection, column)));
    }
    whole.push_str(&remember(&new, &more, language));
    match is_readable(&whole) {
        true => Ok((whole, kept)),
        false => {
            Err("the mapping is written in a way that cannot be added to; write one column on a \
                      line, or move it away and adopt the workbook anew"
                .to_owned())
        }
    }
}

/// Whether an item of the list speaks of a sheet.
fn is_of(item: &Node, sheet: &SheetGuess, collection: &str) -> bool {
    let own = item.get("collection").and_then(Node::as_str);
    let is_same_collection =
        own.is_none_or(|own| own == collection || collection == "never" || own == "never");
    let Some(named) = item.get("sheet") else { return is_same_collection };
    let mut names = one_or_many(named).iter().filter_map(Node::as_str);
    let is_named = names.any(|name| match super::super::pattern::Pattern::new(name) {
        Ok(pattern) => sheet.names.iter().any(|own| pattern.is(own)),
        Err(_) => false,
    });
    is_named && is_same_collection
}

/// What stands for a column, in the form in which it is written.
fn as_written(text: &str, node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.to_string(),
        _ => on_one_line(text.get(node.span.range()).unwrap_or_default()),
    }
}

/// A line that `adopt` wrote, as it would write it today.
fn replaced(text: &str, key: &Key, node: &Node, column: &Guess, language: MessageLanguage) -> Edit {
    let start = key.span.range().start;
    let end = text[node.span.range().end..]
        .find('\n')
        .map_or(text.len(), |at| node.span.range().end + at);
    let (line, why) = column_line(column);
    Edit { range: start..end, text: with_reason(&line, &why, language) }
}

/// New columns behind those that there are.
fn insertion(
    text: &str,
    entries: &[(Key, Node)],
    span: Range<usize>,
    (is_flow, added): (bool, &[&Guess]),
    language: MessageLanguage,
) -> Option<Edit> {
    if added.is_empty() {
        return None;
    }
    if is_flow {
        let close = text[..span.end].rfind('}')?;
        let lines = added.iter().map(|column| format!(", {}", column_line(column).0));
        return Some(Edit { range: close..close, text: lines.collect() });
    }
    let (first, _) = entries.first()?;
    let (_, last) = entries.last()?;
    let line_start = text[..first.span.range().start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..first.span.range().start];
    let end = last.span.range().end;
    let at = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let lines = added.iter().map(|column| {
        let (line, why) = column_line(column);
        format!("\n{indent}{}", with_reason(&line, &why, language))
    });
    Some(Edit { range: at..at, text: lines.collect() })
}

/// What stands before the dash of an item.
fn indent_of(text: &str, item: &Node) -> String {
    let start = item.span.range().start;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..start];
    line.chars().take_while(|c| *c == ' ').collect()
}

//! Writes a text in the place of a YAML scalar, in the way in which the scalar is written.

use super::data::DataText;
use super::edit::{Edit, with_line_ends_of};
use crate::parse::node::{Node, NodeKind, Scalar, Style};
use crate::value::Lang;
use std::ops::Range;

/// How a scalar is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As the one that stands there.
    Alike,
    /// In double quotes, which can hold anything.
    Quoted,
}

/// The edit that gives a localized text another text in one language.
pub(super) fn text_edit(
    file: &str,
    at: &DataText,
    (lang, code): (Lang, &str),
    new: &str,
    manner: Manner,
) -> Option<Edit> {
    let flow = file.get(at.span.range())?.starts_with('{');
    if let Some((_, key, node)) = at.entries.iter().find(|(found, ..)| *found == lang) {
        let after_key = key.span.range().end;
        return scalar_edit(file, after_key, node, Value { new, flow, manner });
    }
    let (_, _, last) = at.entries.last()?;
    let (_, first, _) = at.entries.first()?;
    let end = last.span.range().end;
    if flow {
        let text = format!(", {code}: {}", double_quoted(new));
        return Some(Edit { range: end..end, text });
    }
    let line_start = file[..first.span.range().start].rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(file[line_start..first.span.range().start].chars().count());
    let rest = file.get(end..)?;
    let end = end + rest.find(['\r', '\n']).unwrap_or(rest.len());
    let line = format!("\n{indent}{code}: {}", double_quoted(new));
    Some(Edit { range: end..end, text: with_line_ends_of(file, &line) })
}

/// A text to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    /// It.
    pub(super) new: &'a str,
    /// It stands between braces or brackets.
    pub(super) flow: bool,
    /// How it is written.
    pub(super) manner: Manner,
}

/// The edit that gives a scalar another text; its key ends at `after_key`.
pub(super) fn scalar_edit(
    file: &str,
    after_key: usize,
    node: &Node,
    value: Value<'_>,
) -> Option<Edit> {
    let range = node.span.range();
    let new = value.new;
    let style = match &node.kind {
        NodeKind::Scalar(Scalar { style, .. }) => *style,
        NodeKind::Null if range.is_empty() => {
            return Some(Edit { text: format!(" {}", double_quoted(new)), range });
        }
        NodeKind::Null => Style::Quoted,
        _ => return None,
    };
    let written = file.get(range.clone())?;
    let alike = match (style, value.manner) {
        (_, Manner::Quoted) => None,
        (Style::Plain, _) => is_plain(new, value.flow).then(|| new.to_owned()),
        (Style::Quoted, _) if written.starts_with('\'') && !new.contains('\n') => {
            Some(format!("'{}'", new.replace('\'', "''")))
        }
        (Style::Quoted, _) => None,
        (Style::Block, _) => block(file, after_key, &range, new),
    };
    if let Some(text) = alike {
        return Some(Edit { range, text });
    }
    let start = match style {
        Style::Block => block_indicator(file, after_key, range.start)?,
        _ => range.start,
    };
    Some(Edit { range: start..range.end, text: double_quoted(new) })
}

/// Where the `|` or `>` of a block stands.
fn block_indicator(file: &str, after_key: usize, content: usize) -> Option<usize> {
    let header = file.get(after_key..content)?;
    let colon = header.find(':')?;
    header[colon..].find(['|', '>']).map(|at| after_key + colon + at)
}

/// A text as the lines of a block, indented like the block that stands there.
fn block(file: &str, after_key: usize, range: &Range<usize>, new: &str) -> Option<String> {
    let folded = file.as_bytes()[block_indicator(file, after_key, range.start)?] == b'>';
    let line_start = file[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &file[line_start..range.start];
    let is_blank = indent.chars().all(|c| c == ' ');
    let fits = new.lines().all(|line| !line.starts_with([' ', '\t']) && line.trim_end() == line);
    if !is_blank || !fits || new.starts_with('\n') {
        return None;
    }
    let mut text = String::new();
    for (number, line) in new.lines().enumerate() {
        if number > 0 {
            text.push_str(if folded { "\n\n" } else { "\n" });
            if !line.is_empty() {
                text.push_str(indent);
            }
        }
        text.push_str(line);
    }
    Some(with_line_ends_of(file, &text))
}

/// Whether a text can stand without quotes; where in doubt, not.
fn is_plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let special = "-?:,[]{}#&*!|>'\"%@`~=<. \t";
    !special.contains(first)
        && text.trim() == text
        && !text.chars().any(char::is_control)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !(flow && text.contains([',', '[', ']', '{', '}', ':']))
        && !matches!(text, "null" | "Null" | "NULL" | "true" | "false")
}

/// A text in double quotes.
pub(super) fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || c == '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

//! Joins the lines of texts that go over several lines.
//!
//! YAML puts a space where a line break was. Between two Chinese lines there is none, see
//! [`crate::source::join`].

use serde_yaml::granit_parser::{Event, Parser};

use crate::source::join;

/// Takes the spaces out of `folded` that stand for a line break of `raw` between wide characters;
/// `raw` is the text as it stands in the file, plain or a folded block, `indent` its indentation.
pub(super) fn refold(raw: &str, folded: &str, indent: usize) -> String {
    let lines: Vec<&str> = raw.lines().map(|line| unindent(line, indent)).collect();
    walk(&lines, folded).unwrap_or_else(|| folded.to_owned())
}

/// A line without its indentation; deeper indentation belongs to a block's text.
fn unindent(line: &str, indent: usize) -> &str {
    let blanks = line.bytes().take(indent).take_while(|byte| *byte == b' ').count();
    line[blanks..].trim_end_matches('\r')
}

/// Follows the lines through the text; `None` if they are not what it was folded from.
fn walk(lines: &[&str], folded: &str) -> Option<String> {
    let mut text = String::with_capacity(folded.len());
    let mut rest = folded;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let breaks = rest.len() - rest.trim_start_matches('\n').len();
        text.push_str(&rest[..breaks]);
        rest = &rest[breaks..];
        if let Some(joined) = rest.strip_prefix(' ').filter(|joined| joined.starts_with(line)) {
            if !joins(&text, line) {
                text.push(' ');
            }
            rest = joined;
        }
        rest = rest.strip_prefix(line)?;
        text.push_str(line);
    }
    text.push_str(rest);
    Some(text)
}

/// Takes the same spaces out of a plain scalar, whose lines lose the blanks around them.
pub(super) fn refold_plain(raw: &str, folded: &str) -> String {
    let lines: Vec<&str> = raw.lines().map(|line| line.trim_matches([' ', '\t', '\r'])).collect();
    walk(&lines, folded).unwrap_or_else(|| folded.to_owned())
}

/// Takes the same spaces out of a text in quotes; `raw` has the quotes.
pub(super) fn refold_quoted(raw: &str, folded: &str) -> String {
    let refolded = match raw.chars().next() {
        Some('\'') => {
            raw.get(1..raw.len() - 1).map(|inner| join_lines(inner, "\n").replace("''", "'"))
        }
        // A backslash at the end of a line already joins it to the next one.
        Some('"') if !raw.contains("\\\n") && !raw.contains("\\\r\n") => {
            raw.get(1..raw.len() - 1).and_then(|inner| unescape(&join_lines(inner, "\\n")))
        }
        _ => None,
    };
    refolded.unwrap_or_else(|| folded.to_owned())
}

/// Joins the lines inside quotes; each empty line becomes `line_break`.
fn join_lines(inner: &str, line_break: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let last = inner.matches('\n').count();
    let mut n_empty = 0;
    for (index, line) in inner.split('\n').enumerate() {
        let line = if index == 0 { line } else { line.trim_start_matches([' ', '\t']) };
        let line = if index == last { line } else { line.trim_end_matches([' ', '\t', '\r']) };
        if index > 0 {
            if line.is_empty() && index < last {
                n_empty += 1;
                continue;
            }
            match n_empty {
                0 if joins(&text, line) => {}
                0 => text.push(' '),
                _ => text.push_str(&line_break.repeat(n_empty)),
            }
            n_empty = 0;
        }
        text.push_str(line);
    }
    text
}

/// Whether a line follows the text without a space.
fn joins(text: &str, line: &str) -> bool {
    join::joins(join::side(text.chars().rev()), join::side(line.chars()))
}

/// The text of a double-quoted scalar on one line, by the same parser that reads the file.
fn unescape(inner: &str) -> Option<String> {
    let quoted = format!("\"{inner}\"");
    Parser::new_from_str(&quoted).find_map(|event| match event {
        Ok((Event::Scalar(text, ..), _)) => Some(text.into_owned()),
        _ => None,
    })
}

//! Tables as text: CSV, with whatever separates its columns.

use super::{Unreadable, decode};
use crate::limits::MAX_CELLS;
use crate::source::{Cell, CellKind, Cells, SheetCells, SourceFile};
use std::borrow::Cow;
use std::ops::Range;

/// What columns are separated by, the likeliest first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];

pub(super) fn read(path: &str, bytes: &[u8]) -> Result<SourceFile, Unreadable> {
    let text = with_row_ends(decode::text(bytes)?);
    if text.contains('\0') {
        return Err(Unreadable::new("the file is no text", "save it as “CSV UTF-8”"));
    }
    let separator = separator(&text);
    let mut cells = Vec::new();
    for (row, fields) in rows(&text, separator).enumerate() {
        for (column, field) in fields.into_iter().enumerate() {
            cells.extend(cell(&text, row, column, field));
        }
        if cells.len() > MAX_CELLS {
            return Err(Unreadable::new(
                format!("the table has more than {MAX_CELLS} cells"),
                "divide it into several files",
            ));
        }
    }
    let sheets = vec![SheetCells { cells, ..SheetCells::default() }];
    Ok(SourceFile::table(path, &text, Cells { sheets, is_text: true }))
}

/// A text whose rows end as they do everywhere. Excel ends those of “CSV (Macintosh)” with `\r` alone,
/// also where lines within a cell end with `\n`.
fn with_row_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut is_quoted = false;
    let ends_rows = |byte: u8| {
        is_quoted ^= byte == b'"';
        byte == b'\n' && !is_quoted
    };
    match !text.contains('\r') || text.bytes().any(ends_rows) {
        true => text,
        false => text.replace('\r', "\n").into(),
    }
}

/// A cell, if it says something; spaces around it are no part of it.
fn cell(text: &str, row: usize, column: usize, field: Range<usize>) -> Option<Cell> {
    let all = &text[field.clone()];
    let start = field.start + (all.len() - all.trim_start().len());
    let trimmed = all.trim();
    let is_quoted = trimmed.starts_with('"') && trimmed.len() > 1;
    let is_empty = trimmed.trim_matches('"').trim().is_empty();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (!is_empty).then_some(Cell {
        row: at(row),
        column: at(column),
        start: at(start),
        end: at(start + trimmed.len()),
        kind: if is_quoted { CellKind::Quoted } else { CellKind::Text },
        is_copy: false,
    })
}

/// The separator that the most of the first lines have, and the most often.
fn separator(text: &str) -> char {
    let count = |separator: char| {
        let lengths: Vec<_> = rows(text, separator).take(20).map(|row| row.len()).collect();
        let n_divided = lengths.iter().filter(|length| **length > 1).count();
        (n_divided, lengths.into_iter().max())
    };
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if count(separator) > count(best) {
            best = separator;
        }
    }
    best
}

/// The fields of each row, with the quotes around them.
fn rows(text: &str, separator: char) -> impl Iterator<Item = Vec<Range<usize>>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        rest.peek()?;
        let mut fields = Vec::new();
        let (mut start, mut is_quoted, mut is_start) = (None, false, true);
        for (at, c) in rest.by_ref() {
            let from = *start.get_or_insert(at);
            match c {
                // Twice in quotes it closes them and opens them again.
                '"' if is_quoted || is_start => is_quoted = !is_quoted,
                _ if is_quoted => {}
                '\n' => {
                    fields.push(from..at);
                    return Some(fields);
                }
                c if c == separator => {
                    fields.push(from..at);
                    start = Some(at + c.len_utf8());
                    is_start = true;
                    continue;
                }
                _ => {}
            }
            is_start = c == '"' || is_start && c.is_whitespace();
        }
        fields.push(start.unwrap_or(text.len())..text.len());
        Some(fields)
    })
}

#[cfg(test)]
mod tests {
    use super::{read, separator};

    fn fields(text: &str) -> Vec<(String, String)> {
        let file = read("a.csv", text.as_bytes()).expect("is a table");
        let cells = file.cells.as_ref().expect("has cells");
        let named = |cell: &crate::source::Cell| {
            (cell.name().to_string(), cell.text(&file.text).into_owned())
        };
        cells.sheets[0].cells.iter().map(named).collect()
    }

    #[test]
    fn fields_are_found_in_quotes_and_without() {
        let found = fields("a,b\n\"1,5\",\"say \"\"x\"\"\"\r\n,\"two\nlines\" \nc");
        let found: Vec<_> = found.iter().map(|(name, text)| format!("{name} {text}")).collect();
        assert_eq!(found, ["A1 a", "B1 b", "A2 1,5", "B2 say \"x\"", "B3 two\nlines", "A4 c"]);
    }

    #[test]
    fn rows_may_end_as_on_a_mac() {
        let found = fields("a,b\r1,\"two\nlines\"\r\r3");
        let found: Vec<_> = found.iter().map(|(name, text)| format!("{name} {text}")).collect();
        assert_eq!(found, ["A1 a", "B1 b", "A2 1", "B2 two\nlines", "A4 3"]);
        // A stray one where other rows end otherwise is a blank.
        assert_eq!(fields("a\rb\nc"), fields("\"a\rb\"\nc"));
    }

    #[test]
    fn separators_are_found() {
        assert_eq!(separator("a;b\n1,5;2"), ';');
        assert_eq!(separator("a\tb\n"), '\t');
        assert_eq!(separator("名称,金额\n"), ',');
    }
}

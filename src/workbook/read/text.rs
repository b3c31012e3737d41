//! Writes the text of a workbook: a cell a line, with all that tells it from another one.

use super::Unreadable;
use crate::limits::MAX_CELLS;
use crate::source::{Cell, CellKind, Cells, SheetCells, SourceFile};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A cell as it was read.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) kind: CellKind,
    pub(super) text: String,
}

/// A sheet as it was read.
#[derive(Debug, Default)]
pub(super) struct RawSheet {
    pub(super) name: String,
    pub(super) cells: BTreeMap<(u32, u32), Raw>,
    /// Merged cells: first and last row, first and last column.
    pub(super) merged: Vec<[u32; 4]>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    pub(super) is_hidden: bool,
}

impl RawSheet {
    /// Adds a cell, if it says something.
    pub(super) fn add(&mut self, row: u32, column: u32, kind: CellKind, text: &str) {
        let text = kept(text);
        if !text.is_empty() || kind == CellKind::NoResult {
            self.cells.insert((row, column), Raw { kind, text });
        }
    }

    /// Every place of merged cells with what stands in its first one.
    fn copies(&self) -> Result<BTreeMap<(u32, u32), &Raw>, Unreadable> {
        let mut copies = BTreeMap::new();
        // What is merged beyond the table, such as whole columns, is of no row of it.
        let bottom = self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        let edge = self.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
        for [first, last, left, right] in &self.merged {
            let Some(raw) = self.cells.get(&(*first, *left)) else { continue };
            for row in *first..=(*last).min(bottom) {
                for column in *left..=(*right).min(edge) {
                    if !self.cells.contains_key(&(row, column)) {
                        copies.insert((row, column), raw);
                    }
                }
                if copies.len() + self.cells.len() > MAX_CELLS {
                    return Err(too_many());
                }
            }
        }
        Ok(copies)
    }
}

/// What is read of the text of a cell.
pub(in crate::workbook) fn kept(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Characters without a width that stand around texts from the web.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn too_many() -> Unreadable {
    Unreadable::new(
        format!("the workbook has more than {MAX_CELLS} cells"),
        "delete what is no part of the ledger, or divide the workbook",
    )
}

/// A file of the sheets that were read. What has no place in cells stands in the text too, so that
/// another workbook is another text.
pub(super) fn file(path: &str, sheets: &[RawSheet]) -> Result<SourceFile, Unreadable> {
    let (mut text, mut cells) = (String::new(), Cells::default());
    let mut n_cells = 0;
    for sheet in sheets {
        let copies = sheet.copies()?;
        n_cells += copies.len() + sheet.cells.len();
        if n_cells > MAX_CELLS {
            return Err(too_many());
        }
        let start = at(&text);
        let hidden = (sheet.is_hidden, &sheet.hidden_rows, &sheet.hidden_columns);
        let _ = writeln!(text, "# {} {hidden:?}", sheet.name);
        let own = sheet.cells.iter().map(|(place, raw)| (place, raw, false));
        let mut all: Vec<_> =
            own.chain(copies.iter().map(|(place, raw)| (place, *raw, true))).collect();
        all.sort_by_key(|(place, ..)| **place);
        let mut found = Vec::with_capacity(all.len());
        for ((row, column), raw, is_copy) in all {
            let mut cell =
                Cell { row: *row, column: *column, start: 0, end: 0, kind: raw.kind, is_copy };
            let _ = write!(text, "{}{} ", cell.name(), mark(cell));
            cell.start = at(&text);
            text.push_str(&raw.text);
            cell.end = at(&text);
            text.push('\n');
            found.push(cell);
        }
        cells.sheets.push(SheetCells {
            name: sheet.name.as_str().into(),
            start,
            hidden_rows: sheet.hidden_rows.clone(),
            hidden_columns: sheet.hidden_columns.clone(),
            is_hidden: sheet.is_hidden,
            cells: found,
        });
    }
    Ok(SourceFile::table(path, &text, cells))
}

fn at(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// What tells apart cells that say the same.
fn mark(cell: Cell) -> &'static str {
    match (cell.is_copy, cell.kind) {
        (true, _) => "^",
        (false, CellKind::Text | CellKind::Quoted) => "",
        (false, CellKind::Number) => "=",
        (false, CellKind::Date) => "@",
        (false, CellKind::Flag) => "?",
        (false, CellKind::Error) => "!",
        (false, CellKind::NoResult) => "=?",
        (false, CellKind::Unsure) => "=!",
    }
}

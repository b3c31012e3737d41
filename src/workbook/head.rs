//! The heads of columns: one to three rows, in which merged cells stand over several columns.

use super::pattern::squeezed;
use crate::source::{FileId, SheetCells, Span};

/// A column with its head.
#[derive(Debug)]
pub(super) struct Head {
    /// The column, from 0.
    pub(super) column: u32,
    /// Its parts from top to bottom, with ` > ` between them.
    pub(super) text: String,
    /// Its lowest part.
    pub(super) span: Span,
}

impl Head {
    /// How heads are compared: spaces, width and case do not count.
    pub(super) fn key(&self) -> String {
        squeezed(&self.text)
    }
}

/// The heads of the columns that have one.
pub(super) fn heads(
    sheet: &SheetCells,
    file: FileId,
    text: &str,
    (first, last): (u32, u32),
) -> Vec<Head> {
    let rows = first..=last;
    let mut columns: Vec<u32> =
        rows.clone().flat_map(|row| sheet.row(row)).map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let head = |column| {
        let mut parts: Vec<String> = Vec::new();
        let mut span = None;
        for cell in rows.clone().filter_map(|row| sheet.cell(row, column)) {
            let part = cell.text(text).split_whitespace().collect::<Vec<_>>().join(" ");
            // A cell merged over rows says the same in each of them.
            if parts.last() != Some(&part) {
                parts.push(part);
            }
            span = Some(Span { file, start: cell.start, end: cell.end });
        }
        Some(Head { column, text: parts.join(" > "), span: span? })
    };
    columns.into_iter().filter_map(head).collect()
}

/// The row among the first ones of which the most heads are known; `None` if none has any.
pub(super) fn likely_row(
    sheet: &SheetCells,
    file: FileId,
    text: &str,
    is_known: impl Fn(&Head) -> bool,
) -> Option<u32> {
    const FIRST_ROWS: u32 = 20;
    let count = |row: &u32| {
        heads(sheet, file, text, (*row, *row)).iter().filter(|head| is_known(head)).count()
    };
    let best = (0..FIRST_ROWS).rev().max_by_key(count)?;
    (count(&best) > 0).then_some(best)
}

//! A workbook as a text: where each cell stands in it, and what kind of cell it is.
//!
//! The text of a workbook is its sheets one after the other, a cell a line. All that is later said
//! about a cell is a span in this text, as with any other file, so nothing beside this table has to
//! know that there are workbooks.

use super::Span;
use std::borrow::Cow;
use std::fmt;

/// The cells of a file, sheet by sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    /// The sheets in their order; the table of a text file is a sheet without a name.
    pub sheets: Vec<SheetCells>,
    /// The file is a text itself, such as CSV: places in it are lines and columns.
    pub is_text: bool,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetCells {
    /// What its tab says.
    pub name: Box<str>,
    /// Where it starts in the text of the file.
    pub start: u32,
    /// Rows that are hidden or filtered away, from 0.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, from 0.
    pub hidden_columns: Vec<u32>,
    /// Nobody who opens the workbook sees it.
    pub is_hidden: bool,
    /// Its cells that hold something, row by row.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Where it starts in the text of the file.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it holds.
    pub kind: CellKind,
    /// It is a part of a merged cell that stands elsewhere.
    pub is_copy: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// A text.
    Text,
    /// A text in quotes, in which a quote stands twice.
    Quoted,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Yes or no.
    Flag,
    /// An error such as `#REF!`.
    Error,
    /// A formula without its result.
    NoResult,
    /// A number whose format shows nothing of it, or what cannot be told.
    Unsure,
}

/// The name of a cell, such as `F12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellName {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row + 1)
    }
}

/// The letters of a column: `A`, `Z`, `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Cell {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> CellName {
        CellName { row: self.row, column: self.column }
    }

    /// What it says, in the text of its file.
    #[must_use]
    pub fn text<'t>(&self, file: &'t str) -> Cow<'t, str> {
        let text = file.get(self.start as usize..self.end as usize).unwrap_or_default();
        if self.kind != CellKind::Quoted {
            return text.into();
        }
        let inner = text.strip_prefix('"').unwrap_or(text);
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        Cow::Owned(inner.replace("\"\"", "\""))
    }
}

impl Cells {
    /// The cell in which a place is, with its sheet; the first of the sheet if it is before it.
    #[must_use]
    pub fn at(&self, span: Span) -> Option<(&SheetCells, Option<&Cell>)> {
        let after = self.sheets.partition_point(|sheet| sheet.start <= span.start);
        let sheet = self.sheets.get(after.saturating_sub(1))?;
        let after = sheet.cells.partition_point(|cell| cell.start <= span.start);
        Some((sheet, sheet.cells.get(after.saturating_sub(1))))
    }
}

impl SheetCells {
    /// The cells of a row, from 0.
    #[must_use]
    pub fn row(&self, row: u32) -> &[Cell] {
        let first = self.cells.partition_point(|cell| cell.row < row);
        let n_cells = self.cells[first..].partition_point(|cell| cell.row == row);
        &self.cells[first..first + n_cells]
    }

    /// A cell, if it holds something.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.row(row).iter().find(|cell| cell.column == column)
    }

    /// The row that looks most like the head of the table: the fullest of the first ones.
    #[must_use]
    pub fn likely_head(&self) -> Option<u32> {
        let texts = |row: u32| {
            let is_text = |cell: &&Cell| matches!(cell.kind, CellKind::Text | CellKind::Quoted);
            self.row(row).iter().filter(is_text).filter(|cell| !cell.is_copy).count()
        };
        let first = self.cells.first()?.row;
        (first..first + 10).rev().max_by_key(|row| texts(*row))
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(column_name).into();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}

//! Sheets that are a form: one record a sheet, each label with its value to the right of it.

use crate::source::{Cell, SheetCells};

/// A form as a table with one row: its labels are the head, what stands beside them is the row. Cells
/// keep their places in the text.
pub(super) fn unfolded(
    sheet: &SheetCells,
    text: &str,
    is_label: &dyn Fn(&str) -> bool,
) -> SheetCells {
    let (mut head, mut row) = (Vec::new(), Vec::new());
    for (column, (label, value)) in (0..).zip(pairs(sheet, text, is_label)) {
        head.push(Cell { row: 0, column, is_copy: false, ..*label });
        row.extend(value.map(|value| Cell { row: 1, column, is_copy: false, ..*value }));
    }
    let cells = head.into_iter().chain(row).collect();
    SheetCells {
        name: sheet.name.clone(),
        start: sheet.start,
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        is_hidden: sheet.is_hidden,
        cells,
    }
}

/// The labels of a form, each with its value.
pub(super) fn pairs<'s>(
    sheet: &'s SheetCells,
    text: &str,
    is_label: &dyn Fn(&str) -> bool,
) -> Vec<(&'s Cell, Option<&'s Cell>)> {
    let own = sheet.cells.iter().filter(|cell| !cell.is_copy);
    let labels = own.filter(|cell| is_label(&cell.text(text)));
    labels.map(|label| (label, value(sheet, text, label, is_label))).collect()
}

/// What stands to the right of a label, if it is no label itself.
fn value<'s>(
    sheet: &'s SheetCells,
    text: &str,
    label: &Cell,
    is_label: &dyn Fn(&str) -> bool,
) -> Option<&'s Cell> {
    let said = label.text(text);
    let mut column = label.column + 1;
    // The label may be merged over several cells.
    while sheet.cell(label.row, column).is_some_and(|cell| cell.is_copy && cell.text(text) == said)
    {
        column += 1;
    }
    sheet.cell(label.row, column).filter(|cell| !cell.is_copy && !is_label(&cell.text(text)))
}

//! Workbooks written from text, because nobody can review a binary file.
//!
//! A line `== NAME` starts a sheet; behind the name may stand `hidden rows 5 6`, `hidden columns C`
//! or `hidden`. Each line after it is a row, its cells between ` | `:
//!
//! | in the text | in the workbook |
//! |---|---|
//! | `3.5` | a number |
//! | `12.5%` | a share of one with a format of per cent |
//! | `5.1 in 0.0"%"` | a number with a format |
//! | `'3.5` | a text |
//! | `@2023-03-05`, `@2023-03` | a date, shown with its day or without |
//! | `=1+1 -> 2`, `=A1 -> #REF!`, `=A1 ->` | a formula with its result, an error, without one |
//! | `<`, `^` | merged with the cell to the left, with that above |
//! | nothing | nothing |
//! | all else | a text, in which `\n` is the end of a line and `¦` is `|` |

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::collections::BTreeMap;

/// The ending of a file that holds the text of a workbook: `ledger.xlsx.txt` is `ledger.xlsx`.
pub(crate) const ENDING: &str = ".xlsx.txt";

type Cells = BTreeMap<(u32, u16), String>;

/// The workbook that a text describes.
#[track_caller]
pub(crate) fn workbook(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for part in text.split("== ").skip(1) {
        let (head, rows) = part.split_once('\n').unwrap_or((part, ""));
        let (name, looks) = head.split_once(" hidden").unwrap_or((head, ""));
        let sheet = workbook.add_worksheet();
        // A formula has the result that is written, or none.
        sheet.set_formula_result_default("");
        sheet.set_name(name.trim()).expect("is the name of a sheet");
        if head.ends_with(" hidden") {
            sheet.set_hidden(true);
        }
        hide(sheet, looks);
        fill(sheet, rows);
    }
    workbook.save_to_buffer().expect("is a workbook")
}

fn hide(sheet: &mut Worksheet, looks: &str) {
    let mut what = "";
    for word in looks.split_whitespace() {
        match (word, what) {
            ("rows" | "columns" | "hidden", _) => what = word,
            (row, "rows") => {
                let row: u32 = row.parse().expect("is a row");
                sheet.set_row_hidden(row - 1).expect("is a row");
            }
            (column, "columns") => {
                let letter = column.bytes().next().expect("is a column");
                sheet.set_column_hidden(u16::from(letter - b'A')).expect("is a column");
            }
            _ => {}
        }
    }
}

fn fill(sheet: &mut Worksheet, rows: &str) {
    let mut cells = Cells::new();
    for (row, line) in (0..).zip(rows.lines()) {
        for (column, cell) in (0..).zip(line.split('|')) {
            cells.insert((row, column), cell.trim().to_owned());
        }
    }
    for (place, cell) in &cells {
        match merged(&cells, *place) {
            (0, 0) => put(sheet, *place, cell),
            _ if matches!(cell.as_str(), "<" | "^") => {}
            (down, right) => {
                let (row, column) = *place;
                let plain = Format::new();
                sheet
                    .merge_range(row, column, row + down, column + right, "", &plain)
                    .expect("cells are merged once");
                put(sheet, *place, cell);
            }
        }
    }
}

/// How far a cell reaches down and to the right.
fn merged(cells: &Cells, (row, column): (u32, u16)) -> (u32, u16) {
    let is = |row, column, sign| cells.get(&(row, column)).is_some_and(|cell| cell == sign);
    let down = (1..).take_while(|n| is(row + n, column, "^")).last().unwrap_or(0);
    let right = (1..).take_while(|n| is(row, column + n, "<")).last().unwrap_or(0);
    (down, right)
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &str) {
    let first = cell.chars().next();
    let rest = || cell.get(1..).unwrap_or_default();
    let written = match first {
        None => return,
        Some('<' | '^') if cell.len() == 1 => return,
        Some('\'') => sheet.write_string(row, column, rest()),
        Some('@') => {
            let date = rest();
            let (day, format) = match date.len() {
                7 => (format!("{date}-01"), "yyyy\"年\"m\"月\""),
                _ => (date.to_owned(), "yyyy-mm-dd"),
            };
            let day = ExcelDateTime::parse_from_str(&day).expect("is a day");
            sheet.write_with_format(row, column, day, &Format::new().set_num_format(format))
        }
        Some('=') => {
            let (formula, result) = rest().split_once("->").expect("a formula has a result");
            let formula = Formula::new(formula.trim()).set_result(result.trim());
            sheet.write_formula(row, column, formula)
        }
        _ if in_format(cell).is_some() => {
            let (number, format) = in_format(cell).expect("has a format");
            sheet.write_number_with_format(
                row,
                column,
                number,
                &Format::new().set_num_format(format),
            )
        }
        _ => {
            let share = cell.strip_suffix('%').map(|share| format!("{share}e-2").parse::<f64>());
            match (share, cell.parse::<f64>()) {
                (Some(Ok(share)), _) => {
                    let format = Format::new().set_num_format("0.0%");
                    sheet.write_number_with_format(row, column, share, &format)
                }
                (_, Ok(number)) => sheet.write_number(row, column, number),
                (_, Err(_)) => {
                    let text = cell.replace("\\n", "\n").replace('¦', "|");
                    sheet.write_string(row, column, text)
                }
            }
        }
    };
    written.expect("a cell takes it");
}

/// The number and the format of `5.1 in 0.0"%"`.
fn in_format(cell: &str) -> Option<(f64, &str)> {
    let (number, format) = cell.split_once(" in ")?;
    Some((number.parse().ok()?, format))
}

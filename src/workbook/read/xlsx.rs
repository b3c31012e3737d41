//! Workbooks of Excel since 2007.

use super::builtin::of_system;
use super::format::{MOST_FORMAT_BYTES, around_text};
use super::other::formulas;
use super::shown::{Shown, shown};
use super::text::{RawSheet, file};
use super::{Unreadable, date, hidden, number};
use crate::limits::MAX_CELLS;
use crate::source::{CellKind, SourceFile};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

pub(super) fn read(path: &str, bytes: &[u8]) -> Result<SourceFile, Unreadable> {
    let looks = hidden::looks(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let sheets: Vec<_> = { book.sheets_metadata().iter() }
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut found = Vec::new();
    for (name, is_hidden) in sheets {
        let mut sheet = read_sheet(&mut book, &name).map_err(|error| broken(&error))?;
        if let Some(look) = looks.get(&name) {
            sheet.hidden_rows.clone_from(&look.rows);
            sheet.hidden_columns.clone_from(&look.columns);
        }
        found.push(RawSheet { name, is_hidden, ..sheet });
    }
    file(path, &found)
}

fn broken(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::new(
            "the workbook is locked with a password",
            "save a copy of it without a password",
        ),
        _ => Unreadable::new(
            format!("the workbook cannot be read: {error}"),
            "open it in a spreadsheet and save it again as `.xlsx`; while it is being saved, wait",
        ),
    }
}

fn read_sheet(book: &mut Book<'_>, name: &str) -> Result<RawSheet, XlsxError> {
    let mut sheet = RawSheet::default();
    let mut reader = book.worksheet_cells_reader(name)?;
    // Number formats by the number of their style.
    let formats: Vec<Option<String>> = { reader.styles().iter() }
        .map(|style| {
            let format = style.number_format.as_ref()?;
            let is_in_file = format.format_code != "General";
            let of_system = format.format_id.filter(|_| !is_in_file).and_then(of_system);
            Some(of_system.map_or_else(|| format.format_code.clone(), str::to_owned))
        })
        .collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let format = formats.get(style).and_then(Option::as_deref);
        let (kind, text) = value(cell.get_value(), format);
        sheet.add(row, column, kind, &text);
        if sheet.cells.len() > MAX_CELLS {
            break;
        }
    }
    drop(reader);
    for formula in formulas(&book.worksheet_formula(name)?) {
        if !sheet.cells.contains_key(&formula) {
            sheet.add(formula.0, formula.1, CellKind::NoResult, "");
        }
    }
    for merged in book.merge_cells_by_sheet_name(name)? {
        sheet.merged.push([merged.start.0, merged.end.0, merged.start.1, merged.end.1]);
    }
    Ok(sheet)
}

/// What a cell says.
fn value(data: &DataRef<'_>, format: Option<&str>) -> (CellKind, String) {
    match data {
        DataRef::Int(number) => in_format(number.to_string(), format),
        DataRef::Float(float) => in_format(number::decimal(*float), format),
        DataRef::String(text) => (CellKind::Text, text_in(text, format)),
        DataRef::SharedString(text) => (CellKind::Text, text_in(text, format)),
        DataRef::Bool(flag) => (CellKind::Flag, flag.to_string()),
        DataRef::DateTime(when) if when.is_datetime() => (CellKind::Date, date::date(when, format)),
        DataRef::DateTime(when) => (CellKind::Number, number::decimal(when.as_f64())),
        DataRef::DateTimeIso(text) => (CellKind::Date, day_of(text)),
        DataRef::DurationIso(text) => (CellKind::Text, text.clone()),
        DataRef::Error(error) => (CellKind::Error, error.to_string()),
        DataRef::Empty => (CellKind::Text, String::new()),
    }
}

/// The day of a date and time in ISO form.
pub(super) fn day_of(text: &str) -> String {
    text.split('T').next().unwrap_or(text).to_owned()
}

/// A number in the format of its cell: with the words, the currency and the scale that say what it
/// is, and October of a year, 2023.10, which is kept as 2023.1. Decimals that a format adds to
/// amounts, or takes from them, say nothing.
pub(super) fn in_format(number: String, format: Option<&str>) -> (CellKind, String) {
    let Some(format) = format else { return (CellKind::Number, number) };
    if format == "General" {
        return (CellKind::Number, number);
    }
    if format.len() > MOST_FORMAT_BYTES {
        return (CellKind::Unsure, number);
    }
    let text = match shown(&number, format) {
        Shown::Text(text) => text,
        Shown::Unsure => return (CellKind::Unsure, number),
    };
    match (number::fixed_decimals(format), text.split_once('.')) {
        (Some(2), Some((year, "1"))) if matches!(year.parse(), Ok(1900..=2199_u16)) => {
            (CellKind::Number, format!("{year}.10"))
        }
        _ => (CellKind::Number, text),
    }
}

/// A text with what the format of its cell puts around it.
pub(super) fn text_in(text: &str, format: Option<&str>) -> String {
    let is_of_text =
        |format: &&str| format.contains('@') && *format != "@" && format.len() <= MOST_FORMAT_BYTES;
    match format.filter(is_of_text).and_then(around_text) {
        Some((before, after)) => format!("{before}{text}{after}"),
        None => text.to_owned(),
    }
}

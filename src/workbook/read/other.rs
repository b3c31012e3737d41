//! Workbooks of Excel before 2007 and of `LibreOffice`.

use super::ods_formats::{Formats, formats};
use super::text::{RawSheet, file};
use super::xlsx::{day_of, in_format, text_in};
use super::{Unreadable, date, hidden, number, xls_formats};
use crate::source::{CellKind, SourceFile};
use calamine::{Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::collections::BTreeMap;
use std::io::Cursor;

const HELP: &str = "open it in a spreadsheet and save it as `.xlsx`";

pub(super) fn xls(path: &str, bytes: &[u8]) -> Result<SourceFile, Unreadable> {
    // The reader of tables does not bear a container that is damaged.
    let records = xls_formats::stream(bytes).map_err(|error| broken(&error))?;
    let mut book: Xls<Cursor<&[u8]>> =
        Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => locked(),
            other => broken(&other),
        })?;
    // Without its format, nobody can tell 0.051 from 5.1%, or a month from its first day.
    let formats = xls_formats::formats(&records).ok_or_else(|| {
        Unreadable::new("the number formats of this workbook cannot be read", HELP)
    })?;
    let mut found = sheets(&mut book, &formats).map_err(|error| broken(&error))?;
    for sheet in &mut found {
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.iter().map(|one| [one.start.0, one.end.0, one.start.1, one.end.1]);
        sheet.merged.extend(merged);
    }
    file(path, &found)
}

pub(super) fn ods(path: &str, bytes: &[u8]) -> Result<SourceFile, Unreadable> {
    hidden::fits(bytes)?;
    let mut book: Ods<Cursor<&[u8]>> =
        Ods::new(Cursor::new(bytes)).map_err(|error| match error {
            OdsError::Password => locked(),
            other => broken(&other),
        })?;
    let formats = formats(bytes)?;
    file(path, &sheets(&mut book, &formats).map_err(|error| broken(&error))?)
}

fn locked() -> Unreadable {
    Unreadable::new("the workbook is locked with a password", "save a copy without a password")
}

fn broken(error: &dyn std::error::Error) -> Unreadable {
    Unreadable::new(format!("the workbook cannot be read: {error}"), HELP)
}

fn sheets<'b, R: Reader<Cursor<&'b [u8]>>>(
    book: &mut R,
    formats: &BTreeMap<String, Formats>,
) -> Result<Vec<RawSheet>, R::Error> {
    let known: Vec<_> = { book.sheets_metadata().iter() }
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut found = Vec::new();
    for (name, is_hidden) in known {
        let mut sheet = RawSheet { name, is_hidden, ..RawSheet::default() };
        let range = book.worksheet_range(&sheet.name)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (top + count(row), left + count(column));
            let format = formats.get(&sheet.name).and_then(|of| of.get(&(row, column)));
            let (kind, text) = value(data, format.map(|format| &**format));
            sheet.add(row, column, kind, &text);
        }
        for (row, column) in formulas(&book.worksheet_formula(&sheet.name)?) {
            if !sheet.cells.contains_key(&(row, column)) {
                sheet.add(row, column, CellKind::NoResult, "");
            }
        }
        found.push(sheet);
    }
    Ok(found)
}

/// Where formulas stand.
pub(super) fn formulas(range: &Range<String>) -> Vec<(u32, u32)> {
    let (top, left) = range.start().unwrap_or_default();
    let used = range.used_cells().filter(|(.., formula)| !formula.is_empty());
    used.map(|(row, column, _)| (top + count(row), left + count(column))).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn value(data: &Data, format: Option<&str>) -> (CellKind, String) {
    match data {
        Data::Int(number) => in_format(number.to_string(), format),
        Data::Float(float) => in_format(number::decimal(*float), format),
        Data::String(text) => (CellKind::Text, text_in(text, format)),
        Data::Bool(flag) => (CellKind::Flag, flag.to_string()),
        Data::DateTime(when) if when.is_datetime() => (CellKind::Date, date::date(when, format)),
        Data::DateTime(when) => (CellKind::Number, number::decimal(when.as_f64())),
        Data::DateTimeIso(text) => (CellKind::Date, date::as_shown(day_of(text), format)),
        Data::DurationIso(text) => (CellKind::Text, text.clone()),
        Data::Error(error) => (CellKind::Error, error.to_string()),
        Data::Empty => (CellKind::Text, String::new()),
    }
}

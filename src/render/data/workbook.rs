//! All data sets as a workbook for people, in one language: a sheet each, with names and words of
//! that language, numbers and days as such, and before them a sheet that says what it is.

use super::cell::Atom;
use super::column::{Field, FieldType, FigurePart, Kind, Part};
use super::package::licence_name;
use super::{For, SETS, Set};
use crate::limits::{MAX_CELL_UNITS, MAX_PUBLISHED_ROWS};
use crate::plan::encoded;
use crate::render::scope::Scope;
use crate::value::Period;
use crate::workbook::exact;
use crate::workbook::write::{Look, WriteFailed, width, width_of_bytes};
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Url, Workbook, Worksheet};
use std::collections::BTreeSet;

/// The workbook in the language of the scope.
pub(in crate::render) fn workbook(scope: &Scope<'_>) -> Vec<u8> {
    write(scope).expect("sheets are no larger than spreadsheets take")
}

/// A cell, as far as it is no text.
enum Value {
    Text(String),
    Number(f64),
    Day(Date),
}

/// What stands in a sheet.
struct Sheet {
    name: String,
    title: String,
    heads: Vec<String>,
    rows: Vec<Vec<Option<Value>>>,
    n_more: usize,
}

/// What the first sheet says of another one.
struct Told {
    name: String,
    title: String,
    n_rows: usize,
    n_more: usize,
}

fn write(scope: &Scope<'_>) -> Result<Vec<u8>, WriteFailed> {
    let settings = &scope.site.model.site;
    let look = Look::default();
    let mut workbook = Look::workbook(scope.plain(&settings.title), settings.as_of)?;
    let known = &scope.site.index.data_sets;
    let sets = SETS.iter().filter(|set| known.contains(&set.name));
    let about = scope.t("workbook-about", &[]);
    let mut names = BTreeSet::from([about.to_lowercase()]);
    workbook.add_worksheet().set_name(&about)?;
    let mut told = Vec::new();
    // One at a time: all rows of a large ledger at once are a lot of memory.
    for set in sets {
        let sheet = sheet(scope, set, &mut names);
        let Sheet { name, title, rows, n_more, .. } = &sheet;
        let (name, title) = (name.clone(), title.clone());
        told.push(Told { name, title, n_rows: rows.len(), n_more: *n_more });
        write_sheet(&mut workbook, sheet, &look)?;
    }
    write_about(scope, workbook.worksheet_from_index(0)?, &told, &look)?;
    Ok(workbook.save_to_buffer()?)
}

/// The rows of a set. Columns that say nothing in any row are left out; where all figures of a
/// column are in one unit, its head has it.
fn sheet(scope: &Scope<'_>, set: &Set, names: &mut BTreeSet<String>) -> Sheet {
    let fields = (set.fields)(scope.site.model);
    let mut rows: Vec<Vec<Atom<'static>>> = Vec::new();
    let mut n_more = 0;
    (set.each_row)(scope, For::People, &mut |atoms| match rows.len() < MAX_PUBLISHED_ROWS {
        true => rows.push(atoms.iter().map(Atom::owned).collect()),
        false => n_more += 1,
    });
    let mut heads = Vec::new();
    let mut columns = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let mut found = rows.iter().map(|row| &row[at]).filter(|atom| **atom != Atom::Empty);
        let Some(first) = found.next() else { continue };
        let says_one = found.all(|atom| atom == first);
        if says_one && is_said_by_head(field) {
            continue;
        }
        // The unit of a figure stands two fields behind the upper number.
        let unit = unit_of(&fields, &rows, at);
        let title = field.short_title(scope);
        heads.push(match unit {
            Some(unit) => scope.t("column-with-unit", &[("column", &title), ("unit", &unit)]),
            None => title,
        });
        columns.push(at);
    }
    let cell = |row: &mut Vec<Atom<'static>>, at: usize| {
        value(scope, std::mem::replace(&mut row[at], Atom::Empty), &fields[at])
    };
    let rows =
        rows.into_iter().map(|mut row| columns.iter().map(|at| cell(&mut row, *at)).collect());
    let title = scope.t(set.title, &[]);
    Sheet { name: sheet_name(&title, names), title, heads, rows: rows.collect(), n_more }
}

/// Whether what a field says of all rows needs no column: the unit that stands in the head of their
/// numbers.
const fn is_said_by_head(field: &Field) -> bool {
    matches!(field.part, Part::Unit | Part::Figure(_, FigurePart::Unit))
}

/// The unit of all numbers of a figure.
fn unit_of(fields: &[Field], rows: &[Vec<Atom<'_>>], at: usize) -> Option<String> {
    let unit = match (fields[at].kind, fields[at].part) {
        (Kind::Quantity, Part::Whole | Part::Upper) => Part::Unit,
        (Kind::Figures, Part::Figure(number, FigurePart::Value | FigurePart::Upper)) => {
            Part::Figure(number, FigurePart::Unit)
        }
        _ => return None,
    };
    let unit = (at..fields.len()).find(|other| fields[*other].part == unit)?;
    let mut units = rows.iter().filter(|row| row[at] != Atom::Empty).map(|row| &row[unit]);
    let first = units.next()?;
    match first {
        Atom::Text(unit) if units.all(|other| other == first) => Some(unit.to_string()),
        _ => None,
    }
}

fn value(scope: &Scope<'_>, atom: Atom<'static>, field: &Field) -> Option<Value> {
    let text = |text: String| Some(Value::Text(text));
    match atom {
        Atom::Empty => None,
        // A share that was computed has more digits than anyone reads.
        Atom::Number(digits) if field.kind == Kind::Number => {
            digits.parse().ok().map(Value::Number)
        }
        Atom::Number(digits) => match exact(&digits) {
            Some(number) => Some(Value::Number(number)),
            None => text(digits),
        },
        Atom::Flag(flag) => text(if flag { "✓" } else { "✗" }.to_owned()),
        Atom::List(words) => text(words.join("; ")),
        Atom::Text(words) if field.of == FieldType::Date => match words.parse() {
            Ok(day) => Some(Value::Day(day)),
            Err(_) => text(words.into_owned()),
        },
        Atom::Text(word) if field.kind == Kind::Word => text(in_words(scope, field, &word)),
        Atom::Text(words) => text(words.into_owned()),
    }
}

/// A word for programs in the language of the workbook, where pages have words for it.
fn in_words(scope: &Scope<'_>, field: &Field, word: &str) -> String {
    let prefix = match &*field.name {
        "status" => "status-",
        "missing" => "missing-",
        "why" => "why-",
        "basis" if word == "to-date" => "",
        "kind" => "kind-",
        "origin" | "from" => "origin-",
        "direction" => "head-",
        _ => return word.to_owned(),
    };
    let key = format!("{prefix}{}", word.replace('_', "-"));
    scope.locale.text(&key, &[]).unwrap_or_else(|| word.to_owned())
}

/// A name that no other sheet has, and that spreadsheets take.
fn sheet_name(title: &str, names: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 28;
    let plain: String = title
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .collect();
    let short: String = plain.chars().take(LONGEST).collect();
    let numbered = (2..).map(|n| format!("{short} {n}"));
    let mut all = std::iter::once(short.clone()).chain(numbered);
    let name = all.find(|name| !names.contains(&name.to_lowercase())).unwrap_or(short);
    names.insert(name.to_lowercase());
    name
}

/// What the workbook is: title, source, day and terms, and what stands in its sheets.
fn write_about(
    scope: &Scope<'_>,
    out: &mut Worksheet,
    sheets: &[Told],
    look: &Look,
) -> Result<(), WriteFailed> {
    let settings = &scope.site.model.site;
    out.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9);
    out.set_column_width(0, 24)?.set_column_width(1, 90)?;
    let title = Format::new().set_bold().set_font_size(16);
    out.write_string_with_format(0, 0, scope.plain(&settings.title), &title)?;
    let wrapped = look.wrapped();
    let mut row = 2;
    let day = Period::Day(settings.as_of);
    let licence = settings.licence.as_ref();
    let licence = licence.map(|licence| match licence.address() {
        Some(address) => format!("{} ({address})", licence_name(scope, licence)),
        None => licence_name(scope, licence),
    });
    let facts = [
        (
            "workbook-description",
            settings.description.as_ref().map(|text| scope.plain(text).to_owned()),
        ),
        ("fact-publisher", settings.publisher.as_ref().map(|text| scope.plain(text).to_owned())),
        ("workbook-as-of", Some(scope.date(day))),
        ("licence", licence),
        ("workbook-address", address(scope)),
        ("workbook-notes", Some(scope.t("workbook-notes-text", &[]))),
    ];
    for (label, text) in facts {
        let Some(text) = text else { continue };
        out.write_string_with_format(row, 0, scope.t(label, &[]), look.plain())?;
        out.write_string_with_format(row, 1, &text, &wrapped)?;
        // The column is twice as wide as the widest of a table.
        out.set_row_height(row, Look::height(std::iter::once(half(&text))))?;
        row += 1;
    }
    row += 1;
    out.write_string_with_format(row, 0, scope.t("workbook-sheet", &[]), look.head())?;
    out.write_string_with_format(row, 1, scope.t("workbook-rows", &[]), look.head())?;
    for sheet in sheets {
        row += 1;
        let to = Url::new(format!("internal:'{}'!A1", sheet.name)).set_text(&sheet.title);
        out.write_url(row, 0, to)?;
        let n = match sheet.n_more {
            0 => scope.t_n("data-rows", sheet.n_rows, &[]),
            more => {
                let [shown, all] =
                    [sheet.n_rows, sheet.n_rows + more].map(|n| scope.locale.integer(n as u64));
                scope.t("workbook-cut", &[("shown", &shown), ("all", &all)])
            }
        };
        out.write_string_with_format(row, 1, n, look.plain())?;
    }
    Ok(())
}

/// Where the data are published, if the site knows where it is.
fn address(scope: &Scope<'_>) -> Option<String> {
    let base = scope.site.model.site.base_url.as_ref()?;
    let path = scope.site.path(scope.page("data"), scope.lang);
    Some(format!("{base}{}", encoded(path.strip_suffix("index.html").unwrap_or(&path))))
}

fn write_sheet(workbook: &mut Workbook, sheet: Sheet, look: &Look) -> Result<(), WriteFailed> {
    let out = workbook.add_worksheet();
    out.set_name(&sheet.name)?;
    let mut widths: Vec<usize> = sheet.heads.iter().map(|head| width(head)).collect();
    for (column, head) in (0..).zip(&sheet.heads) {
        out.write_string_with_format(0, column, head, look.head())?;
    }
    let thousands = look.plain().clone().set_num_format("#,##0.##########");
    let large = look.plain().clone().set_num_format("#,##0");
    let wrapped = look.wrapped();
    // A format for each cell would have to be looked up for each.
    let is_of_days = |column: usize| {
        let is_day = |row: &Vec<Option<Value>>| matches!(row[column], Some(Value::Day(_)));
        sheet.rows.iter().any(is_day)
    };
    let of_days: Vec<bool> = (0..sheet.heads.len()).map(is_of_days).collect();
    for (column, is_of_days) in (0..).zip(&of_days) {
        out.set_column_format(column, if *is_of_days { look.day() } else { &wrapped })?;
    }
    let n_rows = sheet.rows.len();
    // A row that is written need not be kept.
    for (row, cells) in (1..).zip(sheet.rows) {
        let texts = cells.iter().flatten().filter_map(|cell| match cell {
            Value::Text(text) => Some(text.as_str()),
            Value::Number(_) | Value::Day(_) => None,
        });
        Look::set_height(out, row, texts)?;
        for ((column, cell), known) in (0..).zip(&cells).zip(&mut widths) {
            match cell {
                None => {}
                Some(Value::Text(text)) => {
                    let text = fitting(text);
                    // No text is wider than it has bytes.
                    if width_of_bytes(text) > *known {
                        *known = (*known).max(width(text));
                    }
                    out.write_string(row, column, text)?;
                }
                Some(Value::Number(number)) => {
                    let text = number.to_string();
                    *known = (*known).max(width(&text) + text.len() / 3);
                    let is_small = number.abs() < 10_000.0;
                    match (is_small, text.contains('.')) {
                        (true, _) if of_days[usize::from(column)] => {
                            out.write_number_with_format(row, column, *number, look.plain())?
                        }
                        (true, _) => out.write_number(row, column, *number)?,
                        (false, true) => {
                            out.write_number_with_format(row, column, *number, &thousands)?
                        }
                        (false, false) => {
                            out.write_number_with_format(row, column, *number, &large)?
                        }
                    };
                }
                Some(Value::Day(day)) => {
                    *known = (*known).max(12);
                    Look::write_day_as_column(out, (row, column), *day)?;
                }
            }
        }
    }
    let last = u32::try_from(n_rows).unwrap_or(u32::MAX);
    Look::table(out, (0, last), &widths)
}

/// The first half of a text.
fn half(text: &str) -> &str {
    let n = text.chars().count().div_ceil(2);
    text.char_indices().nth(n).map_or(text, |(end, _)| &text[..end])
}

/// As much of a text as a cell takes.
fn fitting(text: &str) -> &str {
    if text.len() <= MAX_CELL_UNITS || text.encode_utf16().count() <= MAX_CELL_UNITS {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MAX_CELL_UNITS
    });
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

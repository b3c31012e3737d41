//! What is wrong with a workbook as a whole, or between it and its mapping.

use super::Setting;
use super::head::Head;
use super::mapping::Mapping;
use super::path::written;
use super::plan::SheetPlan;
use super::target::Target;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::node::Key;
use crate::schema::Shapes;
use crate::source::{Cells, FileId, SheetCells, Span, column_name};

/// Reports mappings of workbooks that are not there, and workbooks with two mappings.
pub(super) fn report_strays(
    mappings: &[Mapping<'_>],
    tables: &[FileId],
    setting: &Setting<'_>,
    is_broken: bool,
    sink: &mut Sink,
) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for mapping in mappings {
        for one in &mapping.snapshots {
            let is_it = |file: &FileId| setting.path(*file) == one.path;
            if !is_broken && !tables.iter().any(is_it) {
                sink.push(no_workbook(&one.path, one.span, tables, setting));
            }
        }
        if !mapping.snapshots.is_empty() {
            continue;
        }
        let is_of = |file: &&FileId| mapping.paths.iter().any(|path| path == setting.path(**file));
        let place = mapping.workbook.unwrap_or(mapping.span);
        let Some(file) = tables.iter().find(is_of) else {
            if !is_broken {
                let wanted = mapping.paths.first().map_or("", String::as_str);
                sink.push(no_workbook(wanted, place, tables, setting));
            }
            continue;
        };
        let path = setting.path(*file);
        match seen.iter().find(|(other, _)| *other == path) {
            Some((_, other)) => {
                let message = format!("`{path}` has two mappings");
                let found = Diagnostic::new(Code::MissingInWorkbook, place, message);
                sink.push(found.help("keep one of them").related(*other, "the other one"));
            }
            None => seen.push((path, place)),
        }
    }
}

fn no_workbook(wanted: &str, place: Span, tables: &[FileId], setting: &Setting<'_>) -> Diagnostic {
    let message = format!("there is no workbook `{wanted}`");
    let known = || tables.iter().map(|file| setting.path(*file));
    let help = match closest(wanted, known()) {
        Some(meant) => {
            let folder = wanted.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
            format!("did you mean `{}`?", meant.get(folder..).unwrap_or(meant))
        }
        None => "put the workbook beside its mapping, or name it with `workbook:`".to_owned(),
    };
    Diagnostic::new(Code::MissingInWorkbook, place, message).help(help)
}

/// Reports sheets that a mapping names and the workbook has not.
pub(super) fn report_missing_sheets(mapping: &Mapping<'_>, cells: &Cells, sink: &mut Sink) {
    let names = || cells.sheets.iter().map(|sheet| &*sheet.name);
    for (pattern, span) in mapping.sheets.iter().flat_map(|sheet| &sheet.sheets) {
        if cells.is_text || names().any(|name| pattern.is(name)) {
            continue;
        }
        let message = "the workbook has no sheet of this name";
        let found = Diagnostic::new(Code::MissingInWorkbook, *span, message);
        sink.push(found.help(format!("its sheets are {}", list_known(names()))));
    }
}

pub(super) fn unread_sheet(place: Span, sheet: &SheetCells, mapping: Span) -> Diagnostic {
    let message = format!("the mapping says nothing of the sheet `{}`", sheet.name);
    Diagnostic::new(Code::UnmappedInWorkbook, place, message)
        .help("add it to `sheets`, or leave it in a workbook of its own elsewhere")
        .related(mapping, "the mapping")
}

/// A sheet without a mapping that is named like no collection.
pub(super) fn unknown_sheet(place: Span, sheet: &SheetCells, setting: &Setting<'_>) -> Diagnostic {
    let message = match &*sheet.name {
        "" => "this table is of no collection".to_owned(),
        name => format!("the sheet `{name}` is of no collection"),
    };
    let path = setting.path(place.file);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let known = list_known(setting.kinds.iter().map(|kind| kind.collection));
    Diagnostic::new(Code::UnmappedInWorkbook, place, message)
        .note(format!("collections are {known}"))
        .help(format!("name the sheet as one, or say in `{stem}.mapping.yaml` what it is"))
}

pub(super) fn no_heads(place: Span, collection: &str) -> Diagnostic {
    let message = format!("no row of this sheet is a head with fields of `{collection}`");
    Diagnostic::new(Code::UnmappedInWorkbook, place, message)
        .help("name the columns as fields are, or write a mapping beside the workbook")
}

/// A sheet of items of which none says whose it is.
pub(super) fn no_key(place: Span, collection: &str) -> Diagnostic {
    let message = format!("no column of this sheet says which of `{collection}` a row is of");
    Diagnostic::new(Code::UnmappedInWorkbook, place, message)
        .help(format!("add a column `{collection}` with their ids or names"))
}

/// A head in a mapping that the sheet lacks.
pub(super) fn missing_column(
    key: &Key,
    sheet: &SheetCells,
    found: &[Head],
    start: Span,
) -> Diagnostic {
    let message = match &*sheet.name {
        "" => format!("the table has no column `{}`", key.text),
        name => format!("the sheet `{name}` has no column `{}`", key.text),
    };
    let known = || found.iter().map(|head| head.text.as_str());
    let help = match closest(&key.text, known()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if found.is_empty() => "say with `head:` which rows its head is".to_owned(),
        None => format!("its columns are {}", list_known(known())),
    };
    let place = found.first().map_or(start, |head| head.span);
    Diagnostic::new(Code::MissingInWorkbook, key.span, message)
        .help(help)
        .related(place, "its head")
}

pub(super) fn ambiguous_head(key: &Key, one: &Head, other: &Head) -> Diagnostic {
    let message = format!("two columns are called `{}`", key.text);
    Diagnostic::new(Code::MissingInWorkbook, key.span, message)
        .help("give one of them another name; with `head: 3..4` the parts of a head count")
        .related(one.span, "the first one, which is read")
        .related(other.span, "the second one")
}

/// A column of a sheet that its mapping does not name.
pub(super) fn unmapped_column(head: &Head, mapping: Span) -> Diagnostic {
    let message = format!("the mapping says nothing of the column `{}`", head.text);
    Diagnostic::new(Code::UnmappedInWorkbook, head.span, message)
        .help(format!("add `{}: …` to `columns` with its field, or `never`", head.text))
        .related(mapping, "the mapping of this sheet")
}

/// A head that is no field, in a sheet without a mapping.
pub(super) fn unknown_head(head: &Head, collection: &str, shapes: &Shapes) -> Diagnostic {
    let message = format!("a record of `{collection}` has no field `{}`", head.text);
    let help = match closest(&head.text, shapes.fields(collection)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if head.text.ends_with([')', '）']) => "its brackets must hold a language of the site, or the unit of a quantity; rename the column, or write a mapping beside the workbook".to_owned(),
        None => "rename the column, or write a mapping beside the workbook".to_owned(),
    };
    Diagnostic::new(Code::UnmappedInWorkbook, head.span, message).help(help)
}

pub(super) fn same_field(head: &Head, other: &Head, target: &Target) -> Diagnostic {
    let message = format!("two columns are the field `{}`", written(&target.path));
    Diagnostic::new(Code::UnmappedInWorkbook, head.span, message)
        .help("remove one, or write a mapping beside the workbook")
        .related(other.span, "the first one, which is read")
}

/// Says once which columns about people are left out.
pub(super) fn report_contacts(contacts: &[&Head], sink: &mut Sink) {
    let Some(first) = contacts.first() else { return };
    let heads = list_known(contacts.iter().map(|head| head.text.as_str()));
    let message = format!("columns about people are left out: {heads}");
    sink.push(
        Diagnostic::new(Code::ContactColumn, first.span, message)
            .help("say `never` for them in the mapping"),
    );
}

/// A column that is a field, and of which most cells are ways to reach people.
pub(super) fn published_contacts(head: &Head) -> Diagnostic {
    let message = format!(
        "most cells of `{}` look like phone numbers or addresses of mail, and they are published",
        head.text
    );
    Diagnostic::new(Code::ContactColumn, head.span, message)
        .help("say `never` for the column in the mapping, unless everybody may call them")
}

/// Says once what of a sheet is hidden: it is read as everything else is.
pub(super) fn report_hidden(plan: &SheetPlan<'_>, sink: &mut Sink) {
    let sheet = plan.sheet;
    let rows: Vec<u32> =
        { plan.filled_rows() }.filter(|row| sheet.hidden_rows.binary_search(row).is_ok()).collect();
    let columns: Vec<u32> = { plan.columns.keys().copied() }
        .filter(|column| sheet.hidden_columns.contains(column))
        .collect();
    let row = rows.first().and_then(|row| sheet.row(*row).first());
    let column = columns.first().and_then(|column| plan.columns.get(column));
    let first = plan.columns.values().next().map(|column| column.head.span);
    let place = row.map(|cell| plan.span(cell));
    let place = place.or(column.map(|column| column.head.span));
    let Some(place) = place.or(first.filter(|_| sheet.is_hidden)) else { return };
    let mut parts = Vec::new();
    if !rows.is_empty() {
        let names = rows.iter().map(|row| (row + 1).to_string());
        parts.push(listed("row", "rows", names.collect()));
    }
    if !columns.is_empty() {
        let names = columns.iter().map(|column| column_name(*column));
        parts.push(listed("column", "columns", names.collect()));
    }
    let message = match sheet.is_hidden {
        true => format!("the sheet `{}` is hidden, and read all the same", sheet.name),
        false => format!("`{}` hides what is read: {}", sheet.name, parts.join(", ")),
    };
    sink.push(
        Diagnostic::new(Code::HiddenCells, place, message)
            .help("show them, or say `never` for columns that are not to be published"),
    );
}

/// "row 5", "rows 5, 6 and 4 more".
fn listed(one: &str, many: &str, names: Vec<String>) -> String {
    const MOST: usize = 10;
    let n_more = names.len().saturating_sub(MOST);
    let word = if names.len() == 1 { one } else { many };
    let list = names[..names.len().min(MOST)].join(", ");
    match n_more {
        0 => format!("{word} {list}"),
        _ => format!("{word} {list} and {n_more} more"),
    }
}

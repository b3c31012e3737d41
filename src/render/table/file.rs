//! Tables as CSV and JSON, cell for cell as on the page.

use super::rows::append;
use super::rows::csv_row;
use super::rows::csv_text;
use super::rows::json_row;
use crate::plan::Format;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::view::CiteGroupView;
use crate::render::view::ColumnView;
use crate::render::view::TableView;
use crate::value::Lang;
use crate::value::Period;
use serde::Serialize;
use std::sync::Mutex;
use std::sync::MutexGuard;

/// The table that each thread wrote last as CSV, also written as JSON, which is wanted next.
#[derive(Debug)]
pub(in crate::render) struct LastFiles(Vec<Mutex<Last>>);

type Last = Option<(TableKey, Lang, Vec<u8>)>;

impl LastFiles {
    /// A place for each thread that renders.
    pub(in crate::render) fn new() -> Self {
        Self((0..=rayon::current_num_threads()).map(|_| Mutex::new(None)).collect())
    }

    fn place(&self) -> Option<MutexGuard<'_, Last>> {
        let thread = rayon::current_thread_index().map_or(0, |index| index + 1);
        self.0.get(thread)?.lock().ok()
    }

    fn take(&self, key: TableKey, lang: Lang) -> Option<Vec<u8>> {
        let (known, of, bytes) = self.place()?.take()?;
        (known == key && of == lang).then_some(bytes)
    }
}

/// A table as a file.
pub(in crate::render) fn table_file(
    scope: &mut Scope<'_>,
    key: TableKey,
    format: Format,
) -> Vec<u8> {
    let last = &scope.site.last_files;
    if format == Format::Json
        && let Some(known) = last.take(key, scope.lang)
    {
        return known;
    }
    let mut table = super::table(scope, key);
    let cites = scope.take_cites();
    let written = table.written.take().unwrap_or_default();
    let json = json(scope, &table, written.json, &cites);
    if format == Format::Json {
        return json;
    }
    if let Some(mut place) = last.place() {
        *place = Some((key, scope.lang, json));
    }
    csv(scope, &table, written.csv)
}

/// The heading of a column with its unit: `签约额（亿元）`.
fn heading(scope: &Scope<'_>, column: &ColumnView) -> String {
    match &column.unit {
        Some(unit) => scope.t("column-with-unit", &[("column", &column.label), ("unit", unit)]),
        None => column.label.clone(),
    }
}

/// CSV with a byte order mark, without which Excel does not see that it is UTF-8. The first line
/// is the heading; a last column names the sources of the row.
fn csv(scope: &Scope<'_>, table: &TableView<'_>, mut rows: Vec<u8>) -> Vec<u8> {
    let mut head = vec![0xef, 0xbb, 0xbf];
    for (number, column) in table.columns.iter().enumerate() {
        csv_text(&mut head, number, &heading(scope, column));
    }
    csv_text(&mut head, table.columns.len(), &scope.t("sources", &[]));
    head.push(b'\n');
    if let Some(total) = &table.total {
        csv_row(scope, &mut rows, &total.cells);
    }
    rows.splice(0..0, head);
    rows
}

/// One row a line, so that two editions can be compared line by line.
fn json(
    scope: &Scope<'_>,
    table: &TableView<'_>,
    mut rows: Vec<u8>,
    cites: &[CiteGroupView<'_>],
) -> Vec<u8> {
    let head = Head {
        title: &table.caption,
        language: &scope.site.model.site.language(scope.lang).tag,
        as_of: Period::Day(scope.site.model.site.as_of).to_string(),
        notes: &table.notes,
        columns: table.columns.iter().map(ColumnOut::new).collect(),
    };
    let mut top = Vec::new();
    append(&mut top, &head);
    top.pop();
    top.extend_from_slice(if rows.is_empty() { b",\n\"rows\":[" } else { b",\n\"rows\":[\n" });
    rows.extend_from_slice(b"],\n\"total\":");
    match &table.total {
        Some(total) => json_row(&mut rows, &table.columns, &total.cells),
        None => rows.extend_from_slice(b"null"),
    }
    rows.extend_from_slice(b",\n\"sources\":[");
    let items = cites.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)));
    for (number, (group, item)) in items.enumerate() {
        rows.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        let source = SourceOut {
            number: item.number,
            title: &group.source.text,
            detail: &group.detail,
            quote: item.quote.as_ref().map(|quote| &*quote.text),
        };
        append(&mut rows, &source);
    }
    rows.extend_from_slice(b"]}\n");
    rows.splice(0..0, top);
    rows
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    language: &'a str,
    as_of: String,
    notes: &'a [String],
    columns: Vec<ColumnOut<'a>>,
}

#[derive(Serialize)]
struct ColumnOut<'a> {
    key: &'a str,
    label: &'a str,
    unit: Option<&'a str>,
}

impl<'a> ColumnOut<'a> {
    fn new(column: &'a ColumnView) -> Self {
        Self { key: column.key, label: &column.label, unit: column.unit.as_deref() }
    }
}

#[derive(Serialize)]
struct SourceOut<'a> {
    number: usize,
    title: &'a str,
    detail: &'a str,
    quote: Option<&'a str>,
}

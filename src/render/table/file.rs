//! Tables as CSV and JSON, cell for cell as on the page.

use crate::plan::Format;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::render::view::CiteGroupView;
use crate::render::view::ColumnView;
use crate::render::view::RowView;
use crate::render::view::TableView;
use crate::value::Lang;
use crate::value::Period;
use serde::Serialize;
use serde::Serializer;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
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
    let table = super::table(scope, key);
    let cites = scope.take_cites();
    let json = json(scope, &table, &cites);
    if format == Format::Json {
        return json;
    }
    if let Some(mut place) = last.place() {
        *place = Some((key, scope.lang, json));
    }
    csv(scope, &table, &cites)
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
fn csv(scope: &Scope<'_>, table: &TableView<'_>, cites: &[CiteGroupView<'_>]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(table.rows.len() * table.columns.len() * 32);
    bytes.extend([0xef, 0xbb, 0xbf]);
    let mut writer = csv::Writer::from_writer(bytes);
    let mut record: Vec<_> = table.columns.iter().map(|column| heading(scope, column)).collect();
    record.push(scope.t("sources", &[]));
    writer.write_record(&record).expect(TO_MEMORY);
    let titles: BTreeMap<usize, &str> = cites
        .iter()
        .flat_map(|group| group.items.iter().map(|item| (item.number, &*group.source.text)))
        .collect();
    for row in table.rows.iter().chain(&table.total) {
        for cell in &row.cells {
            writer.write_field(cell_text(cell).as_bytes()).expect(TO_MEMORY);
        }
        let cited = row.cells.iter().flat_map(|cell| &cell.cites);
        let named: BTreeSet<&str> =
            cited.filter_map(|cite| titles.get(&cite.number).copied()).collect();
        let named: Vec<_> = named.into_iter().collect();
        writer.write_field(named.join("; ")).expect(TO_MEMORY);
        writer.write_record(None::<&[u8]>).expect(TO_MEMORY);
    }
    writer.into_inner().expect(TO_MEMORY)
}

const TO_MEMORY: &str = "writing to memory does not fail";

/// The text of a cell with what stands under it; a text that a spreadsheet would run as a formula
/// is led by an apostrophe.
fn cell_text<'c>(cell: &'c CellView<'_>) -> Cow<'c, str> {
    let text: Cow<'_, str> = match &cell.note {
        _ if cell.missing => return Cow::Borrowed(""),
        Some(note) => Cow::Owned(format!("{} ({note})", cell.text)),
        None => Cow::Borrowed(cell.text.as_ref()),
    };
    if cell.sort.is_none() { neutralised(text) } else { text }
}

/// A text that a spreadsheet would run as a formula is led by an apostrophe.
#[must_use]
pub fn neutralised(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{text}")),
        _ => text,
    }
}

/// One row a line, so that two editions can be compared line by line.
fn json(scope: &Scope<'_>, table: &TableView<'_>, cites: &[CiteGroupView<'_>]) -> Vec<u8> {
    let head = Head {
        title: &table.caption,
        language: &scope.site.model.site.language(scope.lang).tag,
        as_of: Period::Day(scope.site.model.site.as_of).to_string(),
        notes: &table.notes,
        columns: table.columns.iter().map(ColumnOut::new).collect(),
    };
    // A long table would be copied again and again while it grows.
    let mut text = Vec::with_capacity(table.rows.len() * table.columns.len() * 64);
    append(&mut text, &head);
    text.pop();
    let rows = table.rows.iter().map(|row| RowOut { table, row });
    list(&mut text, "rows", rows);
    text.extend_from_slice(b",\n\"total\":");
    append(&mut text, &table.total.as_ref().map(|row| RowOut { table, row }));
    let items = cites.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)));
    let sources = items.map(|(group, item)| SourceOut {
        number: item.number,
        title: &group.source.text,
        detail: &group.detail,
        quote: item.quote.as_ref().map(|quote| &*quote.text),
    });
    list(&mut text, "sources", sources);
    text.extend_from_slice(b"}\n");
    text
}

const ONLY_TEXTS: &str = "a table has only texts and numbers";

fn append(text: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(text, value).expect(ONLY_TEXTS);
}

/// Appends a field with a list, an item a line.
fn list(text: &mut Vec<u8>, name: &str, items: impl Iterator<Item = impl Serialize>) {
    text.extend_from_slice(format!(",\n\"{name}\":[").as_bytes());
    for (number, item) in items.enumerate() {
        text.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        append(text, &item);
    }
    text.push(b']');
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

/// A row as a mapping from the keys of its columns.
struct RowOut<'a> {
    table: &'a TableView<'a>,
    row: &'a RowView<'a>,
}

impl Serialize for RowOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.table.columns.iter().zip(&self.row.cells);
        serializer.collect_map(cells.map(|(column, cell)| (column.key, CellOut::new(cell))))
    }
}

#[derive(Serialize)]
struct CellOut<'a> {
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<usize>,
}

impl<'a> CellOut<'a> {
    fn new(cell: &'a CellView<'_>) -> Self {
        Self {
            text: (!cell.missing).then_some(&*cell.text),
            value: cell.sort.as_deref(),
            note: cell.note.as_deref(),
            sources: cell.cites.iter().map(|cite| cite.number).collect(),
        }
    }
}

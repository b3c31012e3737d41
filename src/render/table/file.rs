//! Tables as CSV and JSON, cell for cell as on the page.

use crate::plan::Format;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::render::view::ColumnView;
use crate::render::view::TableView;
use crate::value::Period;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// A table as a file.
pub(in crate::render) fn table_file(
    scope: &mut Scope<'_>,
    key: TableKey,
    format: Format,
) -> Vec<u8> {
    let table = super::table(scope, key);
    match format {
        Format::Csv => csv(scope, &table),
        Format::Json => json(scope, &table),
    }
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
fn csv(scope: &mut Scope<'_>, table: &TableView) -> Vec<u8> {
    let cites = scope.take_cites();
    let mut writer = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let mut heading: Vec<_> = table.columns.iter().map(|column| heading(scope, column)).collect();
    heading.push(scope.t("sources", &[]));
    let mut records = vec![heading];
    for row in table.rows.iter().chain(&table.total) {
        let mut record: Vec<_> = row.cells.iter().map(cell_text).collect();
        let mut numbers: Vec<_> =
            row.cells.iter().flat_map(|cell| cell.cites.iter().map(|cite| cite.number)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let cited = cites.iter().filter(|group| {
            group.items.iter().any(|item| numbers.binary_search(&item.number).is_ok())
        });
        let names: Vec<_> = cited.map(|group| group.source.text.clone()).collect();
        record.push(names.join("; "));
        records.push(record);
    }
    for record in records {
        writer.write_record(&record).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

/// The text of a cell with what stands under it; a text that a spreadsheet would run as a formula
/// is led by an apostrophe.
fn cell_text(cell: &CellView) -> String {
    let text = match &cell.note {
        Some(note) if !cell.missing => format!("{} ({note})", cell.text),
        _ if cell.missing => String::new(),
        _ => cell.text.clone(),
    };
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') if cell.sort.is_none() => format!("'{text}"),
        _ => text,
    }
}

fn json(scope: &mut Scope<'_>, table: &TableView) -> Vec<u8> {
    let cites = scope.take_cites();
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| json!({ "key": column.key, "label": column.label, "unit": column.unit }))
        .collect();
    let row = |cells: &[CellView]| -> Value {
        let fields = table.columns.iter().zip(cells).map(|(column, cell)| {
            let mut value = Map::new();
            let text = (!cell.missing).then(|| cell.text.clone());
            value.insert("text".to_owned(), text.into());
            if let Some(exact) = &cell.sort {
                value.insert("value".to_owned(), exact.clone().into());
            }
            if let Some(note) = &cell.note {
                value.insert("note".to_owned(), note.clone().into());
            }
            if !cell.cites.is_empty() {
                let numbers: Vec<_> = cell.cites.iter().map(|cite| cite.number).collect();
                value.insert("sources".to_owned(), numbers.into());
            }
            (column.key.to_owned(), Value::Object(value))
        });
        Value::Object(fields.collect())
    };
    let sources: Vec<_> = cites
        .iter()
        .flat_map(|group| group.items.iter().map(move |item| (group, item)))
        .map(|(group, item)| {
            let quote = item.quote.as_ref().map(|quote| &quote.text);
            json!({ "number": item.number, "title": group.source.text, "detail": group.detail, "quote": quote })
        })
        .collect();
    let language = &scope.site.model.site.language(scope.lang).tag;
    let document = json!({
        "title": table.caption,
        "language": language,
        "as_of": Period::Day(scope.site.model.site.as_of).to_string(),
        "notes": table.notes,
        "columns": columns,
        "rows": table.rows.iter().map(|found| row(&found.cells)).collect::<Vec<_>>(),
        "total": table.total.as_ref().map(|total| row(&total.cells)),
        "sources": sources,
    });
    let mut text = serde_json::to_vec_pretty(&document).expect("a table has only texts");
    text.push(b'\n');
    text
}

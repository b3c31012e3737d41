//! The rows of a table as CSV and JSON, written one by one as they are made: the cells of a table
//! of all projects take several times the memory of its bytes.

use crate::model::Record;
use crate::render::scope::Scope;
use crate::render::site::RenderSite;
use crate::render::view::CellView;
use crate::render::view::ColumnView;
use crate::value::Lang;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// The rows made so far.
pub(super) struct Rows<'a> {
    site: &'a RenderSite<'a>,
    lang: Lang,
    csv: Lines,
    json: Lines,
    /// The columns in which nothing is published so far; never the first, which names the row.
    empty: Vec<usize>,
    n_rows: usize,
}

/// Rows in one format.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    /// The cells of columns that may be left out, in their order, each with what parts it from
    /// the one before it.
    loose: Vec<(usize, Range<usize>)>,
}

/// Rows as bytes, without the columns in which nothing is published.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Written {
    pub(super) csv: Vec<u8>,
    pub(super) json: Vec<u8>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(scope: &Scope<'a>) -> Self {
        let (csv, json) = Default::default();
        Self { site: scope.site, lang: scope.lang, csv, json, empty: Vec::new(), n_rows: 0 }
    }

    /// Makes room for rows, so that a long table is not copied again and again while it grows.
    pub(super) fn expect(&mut self, n_cells: usize) {
        self.csv.bytes.reserve(n_cells * 32);
        self.json.bytes.reserve(n_cells * 64);
    }

    pub(super) fn len(&self) -> usize {
        self.n_rows
    }

    pub(super) fn push(&mut self, columns: &[ColumnView], cells: &[CellView<'_>]) {
        if self.n_rows == 0 {
            self.empty = (1..columns.len()).collect();
        } else {
            self.json.bytes.extend_from_slice(b",\n");
        }
        self.n_rows += 1;
        self.empty.retain(|column| cells[*column].missing);
        if self.empty.is_empty() {
            self.csv.loose = Vec::new();
            self.json.loose = Vec::new();
        }
        for (number, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let starts = (self.csv.bytes.len(), self.json.bytes.len());
            csv_cell(&mut self.csv.bytes, number, cell);
            json_cell(&mut self.json.bytes, number, column, cell);
            if self.empty.contains(&number) {
                self.csv.loose.push((number, starts.0..self.csv.bytes.len()));
                self.json.loose.push((number, starts.1..self.json.bytes.len()));
            }
        }
        csv_end(&mut self.csv.bytes, self.site, self.lang, cells);
        self.json.bytes.push(b'}');
    }

    /// The rows with all their columns.
    pub(super) fn finish_whole(self) -> Written {
        Written { csv: self.csv.bytes, json: self.json.bytes }
    }

    /// The columns in which nothing is published, and the rows without them.
    pub(super) fn finish(self) -> (Vec<usize>, Written) {
        let Self { csv, json, empty, .. } = self;
        let written = Written { csv: csv.without(&empty), json: json.without(&empty) };
        (empty, written)
    }
}

impl Lines {
    /// The rows without the cells of some columns.
    fn without(self, columns: &[usize]) -> Vec<u8> {
        let Self { mut bytes, loose } = self;
        let (mut read, mut write) = (0, 0);
        for (_, cell) in loose.into_iter().filter(|(column, _)| columns.contains(column)) {
            bytes.copy_within(read..cell.start, write);
            write += cell.start - read;
            read = cell.end;
        }
        if read > 0 {
            bytes.copy_within(read.., write);
            bytes.truncate(write + bytes.len() - read);
        }
        bytes
    }
}

/// A row as a line of CSV; a last cell names its sources.
pub(super) fn csv_row(scope: &Scope<'_>, out: &mut Vec<u8>, cells: &[CellView<'_>]) {
    for (number, cell) in cells.iter().enumerate() {
        csv_cell(out, number, cell);
    }
    csv_end(out, scope.site, scope.lang, cells);
}

/// A row as a mapping from the keys of its columns.
pub(super) fn json_row(out: &mut Vec<u8>, columns: &[ColumnView], cells: &[CellView<'_>]) {
    for (number, (column, cell)) in columns.iter().zip(cells).enumerate() {
        json_cell(out, number, column, cell);
    }
    out.push(b'}');
}

fn csv_cell(out: &mut Vec<u8>, number: usize, cell: &CellView<'_>) {
    csv_text(out, number, &cell_text(cell));
}

/// A text as the cell of a column, in quotes where it has to be.
pub(super) fn csv_text(out: &mut Vec<u8>, number: usize, text: &str) {
    if number > 0 {
        out.push(b',');
    }
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for (number, part) in text.split('"').enumerate() {
        out.extend_from_slice(if number == 0 { b"" } else { b"\"\"" });
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

fn csv_end(out: &mut Vec<u8>, site: &RenderSite<'_>, lang: Lang, cells: &[CellView<'_>]) {
    let cited = cells.iter().flat_map(|cell| &cell.cites);
    let sources = &site.model.sources;
    let title = |source| match sources.is_known(source) {
        true => sources.get(source).name().get_or_fallback(lang).1.text.to_string(),
        false => site.locales[lang.index()].1.text("source-later", &[]).unwrap_or_default(),
    };
    let cited: BTreeSet<_> = cited.map(|cite| cite.source).collect();
    let named: BTreeSet<String> = cited.into_iter().map(title).collect();
    let named: Vec<_> = named.into_iter().collect();
    csv_text(out, cells.len(), &neutralised(named.join("; ").into()));
    out.push(b'\n');
}

/// The text of a cell with what stands under it; a text that a spreadsheet would run as a formula
/// is led by an apostrophe.
fn cell_text<'c>(cell: &'c CellView<'_>) -> Cow<'c, str> {
    let text: Cow<'_, str> = match &cell.note {
        _ if cell.missing => return Cow::Borrowed(""),
        Some(note) => Cow::Owned(format!("{} ({note})", cell.text)),
        None => Cow::Borrowed(cell.text.as_ref()),
    };
    // Texts have a key to sort by, too.
    if cell.sort.is_some() && is_signed_number(&text) { text } else { neutralised(text) }
}

/// Whether a text is a number with its sign, perhaps with a unit: nothing that computes.
fn is_signed_number(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '+']).unwrap_or_default();
    let computes = |c: char| "=+-@|!(*/^&<>'\"\t\r\n".contains(c);
    rest.starts_with(|c: char| c.is_ascii_digit()) && !rest.contains(computes)
}

/// A text that a spreadsheet would run as a formula is led by an apostrophe.
#[must_use]
pub fn neutralised(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{text}")),
        _ => text,
    }
}

fn json_cell(out: &mut Vec<u8>, number: usize, column: &ColumnView, cell: &CellView<'_>) {
    out.push(if number == 0 { b'{' } else { b',' });
    append(out, &column.key);
    out.push(b':');
    append(out, &CellOut::new(cell));
}

/// Appends a value as JSON.
pub(super) fn append(out: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(out, value).expect("a table has only texts and numbers");
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
            value: cell.sort.as_deref().filter(|_| !cell.is_inexact),
            note: cell.note.as_deref(),
            sources: cell.cites.iter().map(|cite| cite.number).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use super::csv_text;

    #[test]
    fn cells_are_quoted_only_where_they_have_to_be() {
        let mut out = Vec::new();
        for (number, text) in ["a b", "1,5", "\"so\"", "two\nlines", ""].iter().enumerate() {
            csv_text(&mut out, number, text);
        }
        assert_eq!(String::from_utf8_lossy(&out), "a b,\"1,5\",\"\"\"so\"\"\",\"two\nlines\",");
    }

    #[test]
    fn a_column_is_cut_out_of_all_rows_and_others_stay() {
        let bytes = b"a,,c,\nd,,,f\n".to_vec();
        let loose = || vec![(1, 1..2), (3, 4..5), (1, 7..8), (2, 8..9)];
        let without = |columns: &[usize]| {
            let lines = Lines { bytes: bytes.clone(), loose: loose() };
            String::from_utf8(lines.without(columns)).expect("UTF-8")
        };
        assert_eq!(without(&[1]), "a,c,\nd,,f\n");
        assert_eq!(without(&[1, 3]), "a,c\nd,,f\n");
        assert_eq!(without(&[]), "a,,c,\nd,,,f\n");
    }
}

//! One JSON object a line, for scripts and editors.

use serde::Serialize;

use super::Place;
use crate::diag::{Diagnostic, Severity};
use crate::source::{CellPlace, Sources};

/// A diagnostic; lines and columns from 1, columns in characters, the end not included.
#[derive(Serialize)]
struct Record<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    #[serde(flatten)]
    position: Position<'a>,
    help: Option<String>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    #[serde(flatten)]
    position: RelatedPosition<'a>,
    message: &'a str,
}

/// Where in the file: in a text, or in a workbook.
#[derive(Serialize)]
#[serde(untagged)]
enum Position<'a> {
    Text {
        line: Option<usize>,
        column: Option<usize>,
        end_line: Option<usize>,
        end_column: Option<usize>,
    },
    Cell(InWorkbook<'a>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum RelatedPosition<'a> {
    Text { line: usize, column: usize },
    Cell(InWorkbook<'a>),
}

#[derive(Serialize)]
struct InWorkbook<'a> {
    sheet: &'a str,
    cell: String,
}

impl<'a> InWorkbook<'a> {
    fn of(place: &Place<'a>) -> Option<Self> {
        let CellPlace { sheet, cell } = place.cell?;
        Some(Self { sheet: &sheet.name, cell: cell.to_string() })
    }
}

pub(super) fn render(severity: Severity, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map(|span| Place::of(span, sources));
    let place = place.as_ref();
    let related = diagnostic.related.iter().map(|(span, message)| {
        let place = Place::of(*span, sources);
        let Place { path, start, .. } = place;
        let text = RelatedPosition::Text { line: start.line, column: start.column };
        let position = InWorkbook::of(&place).map_or(text, RelatedPosition::Cell);
        Related { file: path, position, message }
    });
    let text = Position::Text {
        line: place.map(|place| place.start.line),
        column: place.map(|place| place.start.column),
        end_line: place.map(|place| place.end.line),
        end_column: place.map(|place| place.end.column),
    };
    let position = place.and_then(InWorkbook::of).map_or(text, Position::Cell);
    let record = Record {
        severity: severity.name(),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        file: place.map(|place| place.path),
        position,
        help: (!diagnostic.help.is_empty()).then(|| diagnostic.help.join("\n")),
        related: related.collect(),
    };
    let mut text = serde_json::to_string(&record).expect("texts and numbers are valid JSON");
    text.push('\n');
    text
}

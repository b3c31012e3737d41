//! One JSON object a line, for scripts and editors.

use serde::Serialize;

use super::Place;
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;

/// A diagnostic; lines and columns from 1, columns in characters, the end not included.
#[derive(Serialize)]
struct Record<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<String>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

pub(super) fn render(severity: Severity, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map(|span| Place::of(span, sources));
    let place = place.as_ref();
    let related = diagnostic.related.iter().map(|(span, message)| {
        let Place { path, start, .. } = Place::of(*span, sources);
        Related { file: path, line: start.line, column: start.column, message }
    });
    let record = Record {
        severity: severity.name(),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        file: place.map(|place| place.path),
        line: place.map(|place| place.start.line),
        column: place.map(|place| place.start.column),
        end_line: place.map(|place| place.end.line),
        end_column: place.map(|place| place.end.column),
        help: (!diagnostic.help.is_empty()).then(|| diagnostic.help.join("\n")),
        related: related.collect(),
    };
    let mut text = serde_json::to_string(&record).expect("texts and numbers are valid JSON");
    text.push('\n');
    text
}

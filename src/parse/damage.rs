//! Signs that a text was damaged before it came here: lost characters, spreadsheet errors.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span};
use memchr::memmem;

/// What a program writes for a character that it could not convert.
const REPLACEMENT: &str = "\u{fffd}";

/// What Excel and its relatives print in a cell whose formula failed.
const SPREADSHEET_ERRORS: [&str; 7] =
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"];

/// Whether a text holds U+FFFD.
#[must_use]
pub fn has_replacement_character(text: &str) -> bool {
    memmem::find(text.as_bytes(), REPLACEMENT.as_bytes()).is_some()
}

/// Reports U+FFFD in a part of a file, the first in each line.
pub fn report_replacement_characters(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Sink,
) {
    let mut line_start = range.start;
    let part = text.get(range).unwrap_or_default();
    // Nearly no text has one: one search instead of one in each line.
    if !has_replacement_character(part) {
        return;
    }
    for line in part.split_inclusive('\n') {
        if let Some(found) = line.find(REPLACEMENT) {
            let start = line_start + found;
            sink.push(replacement_character(Span::new(file, start..start + REPLACEMENT.len())));
        }
        line_start += line.len();
    }
}

/// The spreadsheet error that a text starts with, if that is a whole word of it.
#[must_use]
pub fn leading_spreadsheet_error(text: &str) -> Option<&'static str> {
    SPREADSHEET_ERRORS.into_iter().find(|error| {
        text.strip_prefix(error).is_some_and(|rest| {
            rest.chars().next().is_none_or(|next| next.is_whitespace() || ",]}".contains(next))
        })
    })
}

/// The spreadsheet error that a text is, as a whole.
#[must_use]
pub fn spreadsheet_error(text: &str) -> Option<&'static str> {
    let text = text.trim();
    SPREADSHEET_ERRORS.into_iter().find(|error| text == *error)
}

/// The diagnostic for U+FFFD at that place.
#[must_use]
pub fn replacement_character(span: Span) -> Diagnostic {
    Diagnostic::new(Code::ReplacementCharacter, span, "the text holds U+FFFD: a character was lost")
        .label("something else stood here")
        .help("take the text from its source again, and save it as UTF-8")
}

/// The diagnostic for a spreadsheet error at that place.
#[must_use]
pub fn spreadsheet_error_at(span: Span, error: &str) -> Diagnostic {
    let message = format!("`{error}` is an error of a spreadsheet, not a value");
    Diagnostic::new(Code::SpreadsheetError, span, message)
        .help("correct the formula and take its result; leave the value out if nothing is known")
}

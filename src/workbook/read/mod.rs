//! From the bytes of a workbook or of CSV to a text with a table of its cells.
//!
//! A cell becomes the text that its value is, exactly: numbers as decimal text with the 15 digits
//! that a spreadsheet keeps, dates as `2023-03-05`. From here on nothing is a float.

mod builtin;
mod csv;
mod date;
mod decode;
mod format;
mod hidden;
pub(super) mod number;
mod ods_formats;
mod ods_styles;
mod other;
mod shown;
pub(super) mod text;
mod xls_formats;
mod xlsx;

use crate::source::SourceFile;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl Unreadable {
    fn new(message: impl Into<String>, help: &'static str) -> Self {
        Self { message: message.into(), help }
    }
}

/// The kinds of files that hold tables, by their endings.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "csv"];

/// Whether a file holds tables, by its name.
#[must_use]
pub fn is_table(name: &str) -> bool {
    ending(name).is_some_and(|ending| ENDINGS.contains(&&*ending))
}

fn ending(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
    Some(ending.to_ascii_lowercase())
}

/// Reads a file with tables; `path` is its path in the site.
///
/// # Errors
///
/// If it is damaged, locked with a password, too large, or something else than its name says.
pub fn read(path: &str, bytes: &[u8]) -> Result<SourceFile, Unreadable> {
    match ending(path).as_deref() {
        Some("csv") => csv::read(path, bytes),
        Some("xlsx" | "xlsm") => xlsx::read(path, bytes),
        Some("ods") => other::ods(path, bytes),
        _ => other::xls(path, bytes),
    }
}

//! What options take: words, days, times and languages.

use crate::value::Period;
use clap::ValueEnum;

/// The time to write; none where the variable of the environment is there and empty, as those that a
/// CI does not set are.
#[derive(Debug, Clone, Copy)]
pub struct WrittenAt(pub Option<jiff::Timestamp>);

/// A day, or the last one of a period as content writes it: `2031-03-31`, `2031-03`, `2031-Q1`.
pub(super) fn as_of(text: &str) -> Result<jiff::civil::Date, String> {
    let period = Period::parse_canonical(text.trim()).map_err(|error| {
        let help = error.help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}{help}", error.message)
    })?;
    Ok(period.last_day())
}

/// The time that a variable or an option names.
pub(super) fn source_date_epoch(text: &str) -> Result<WrittenAt, String> {
    if text.trim().is_empty() {
        return Ok(WrittenAt(None));
    }
    let seconds = text.parse().map_err(|_| "expected seconds since 1970, such as 1893456000")?;
    let time = jiff::Timestamp::from_second(seconds).ok();
    // Formats have four digits for a year.
    let is_writable = |time: &jiff::Timestamp| (0..=253_402_300_799).contains(&time.as_second());
    let time =
        time.filter(is_writable).ok_or_else(|| "expected a time from 1970 to 9999".to_owned());
    time.map(|time| WrittenAt(Some(time)))
}

/// How what the phases of a build took is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimingsFormat {
    /// A table
    Text,
    /// One JSON object
    Json,
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// With the line they stand in; lists as a table
    #[value(alias = "table")]
    Human,
    /// One line each
    Short,
    /// One JSON object a line, on stdout
    Json,
    /// A SARIF 2.1.0 document, on stdout
    Sarif,
    /// Workflow commands for annotations
    Github,
    /// A Code Quality report of GitLab, on stdout
    Gitlab,
    /// A summary of problems or changes for a review, on stdout
    Markdown,
    /// Lists for a spreadsheet; problems as people read them
    Csv,
    /// `list figures` as a workbook to be signed
    Xlsx,
    /// `list figures` as a page to be printed and signed
    Html,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Every page with its path, and every written page that is held back
    Pages,
    /// Every record that was read, and what became of it
    Records,
    /// Every figure of the ledger, as written and exactly
    Figures,
    /// Every text that is missing in a language, or older than its original
    Translations,
}

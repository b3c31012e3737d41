//! Workflow commands of GitHub Actions, which show problems beside the changed lines.

use std::fmt::Write;

use super::{Place, full_text};
use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::source::Sources;

/// One command, as documented under "Workflow commands for GitHub Actions".
pub(super) fn render(
    language: MessageLanguage,
    severity: Severity,
    diagnostic: &Diagnostic,
    sources: &Sources,
) -> String {
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (mut text, mut cell) = (format!("::{command} "), None);
    if let Some(span) = diagnostic.span {
        let place = Place::of(span, sources);
        let Place { start, end, .. } = place;
        let path = escape_property(place.path);
        let _ = match place.cell {
            Some(_) => write!(text, "file={path},"),
            None => write!(
                text,
                "file={path},line={},col={},endLine={},endColumn={},",
                start.line, start.column, end.line, end.column
            ),
        };
        cell = place.cell.map(|cell| format!("{cell}: "));
    }
    let message = full_text(language, diagnostic);
    let message = escape(&format!("{}{message}", cell.unwrap_or_default()));
    let title = diagnostic.code.name();
    let _ = writeln!(text, "title={title}::{message}");
    text
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

//! Workflow commands of GitHub Actions, which show problems beside the changed lines.

use std::fmt::Write;

use super::{Place, full_text};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;

/// One command, as documented under "Workflow commands for GitHub Actions".
pub(super) fn render(severity: Severity, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut text = format!("::{command} ");
    if let Some(span) = diagnostic.span {
        let Place { path, start, end } = Place::of(span, sources);
        let path = escape_property(path);
        let _ = write!(
            text,
            "file={path},line={},col={},endLine={},endColumn={},",
            start.line, start.column, end.line, end.column
        );
    }
    let (title, message) = (diagnostic.code.name(), escape(&full_text(diagnostic)));
    let _ = writeln!(text, "title={title}::{message}");
    text
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

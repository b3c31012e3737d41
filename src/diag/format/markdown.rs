//! Problems as a table in Markdown, for the summary that a code host shows beside a change.

use std::fmt::Write;

use super::Place;
use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::source::Sources;

/// Rows of the table. A host cuts a long summary off, and what comes after it would be lost; all
/// problems stand in the log.
const MOST_ROWS: usize = 100;

/// Characters that mean something in Markdown or HTML wherever they stand in a line.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '>', '|', '~', '#', '!'];

/// The table; nothing without a problem.
pub(super) fn render(
    language: MessageLanguage,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
) -> String {
    if found.is_empty() {
        return String::new();
    }
    let (place, what) = (language.say("where"), language.say("what"));
    let mut text = format!("| | {place} | {what} |\n|---|---|---|\n");
    for (severity, diagnostic) in found.iter().take(MOST_ROWS) {
        let place = diagnostic.span.map_or_else(String::new, |span| {
            let place = Place::of(span, sources);
            let line = || format!("{}:{}", place.path, place.start.line);
            let at = place.cell.map_or_else(line, |cell| format!("{} {cell}", place.path));
            format!(" `{}`", at.replace(['`', '|', '\n', '\r'], "?"))
        });
        let help = diagnostic.help.iter().map(|help| format!("<br>{}", as_markdown(help)));
        let what: String = std::iter::once(as_markdown(&diagnostic.message)).chain(help).collect();
        let (level, code) = (language.say(severity.name()), diagnostic.code.name());
        let _ = writeln!(text, "| {level} |{place} | {what} ({code}) |");
    }
    if let Some(n_more) = found.len().checked_sub(MOST_ROWS).filter(|n| *n > 0) {
        let more = language.say(&format!("… and {n_more} more, in the log."));
        let _ = writeln!(text, "\n{more}");
    }
    text
}

/// A text that comes out as it is where Markdown is read: one line, nothing in it a mark-up, a
/// link or a mention.
#[must_use]
pub fn as_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => escaped.push(' '),
            // A mention reaches people; an entity is read as the character only.
            '@' => escaped.push_str("&#64;"),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            _ => {
                if SPECIAL.contains(&character) {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
        }
    }
    escaped
}

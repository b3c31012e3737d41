//! Diagnostics as text: for people, editors, scripts and continuous integration.

mod github;
mod gitlab;
mod human;
mod json;
mod markdown;
mod sarif;

pub use markdown::as_markdown;

use super::{Diagnostic, MessageLanguage, Severity};
use crate::source::{CellPlace, Location, Sources, Span};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the lines of the file and a caret below the place.
    #[default]
    Human,
    /// `file:line:column: error[code]: message`, one a line.
    Short,
    /// One JSON object a line.
    Json,
    /// One document in the Static Analysis Results Interchange Format 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions, one a line.
    Github,
    /// One document for the Code Quality report of GitLab.
    Gitlab,
    /// A table in Markdown, for the summary of a review.
    Markdown,
}

/// Writes diagnostics in a format, each line with its line break; `color` has an effect on
/// [`Format::Human`] only. Without diagnostics the text is empty, except for [`Format::Sarif`] and
/// [`Format::Gitlab`], which are documents.
#[must_use]
pub fn render(
    format: Format,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
    color: bool,
) -> String {
    render_in(MessageLanguage::default(), format, found, sources, color)
}

/// The same in a language. Codes and places are the same in every language, and so are the levels in
/// formats that programs read.
#[must_use]
pub fn render_in(
    language: MessageLanguage,
    format: Format,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
    color: bool,
) -> String {
    if !language.is_english() && format != Format::Gitlab {
        let found = found.iter().map(|(level, problem)| (*level, language.diagnostic(problem)));
        return write(language, format, &found.collect::<Vec<_>>(), sources, color);
    }
    write(language, format, found, sources, color)
}

/// Writes diagnostics that are in that language already, but for a format that needs to know them by
/// their English texts.
fn write(
    language: MessageLanguage,
    format: Format,
    found: &[(Severity, Diagnostic)],
    sources: &Sources,
    color: bool,
) -> String {
    let each = |write: &dyn Fn(Severity, &Diagnostic) -> String| {
        found.iter().map(|(severity, diagnostic)| write(*severity, diagnostic)).collect()
    };
    match format {
        Format::Human => each(&|severity, diagnostic| {
            human::render(language, severity, diagnostic, sources, color)
        }),
        Format::Short => {
            each(&|severity, diagnostic| short(language, severity, diagnostic, sources))
        }
        Format::Json => each(&|severity, diagnostic| json::render(severity, diagnostic, sources)),
        Format::Sarif => sarif::render(language, found, sources),
        Format::Github => {
            each(&|severity, diagnostic| github::render(language, severity, diagnostic, sources))
        }
        Format::Gitlab => gitlab::render(language, found, sources),
        Format::Markdown => markdown::render(language, found, sources),
    }
}

/// How many problems there are: "2 errors, 1 warning"; "no problems" if none.
#[must_use]
pub fn summary_line(found: &[(Severity, Diagnostic)]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let n_found = found.iter().filter(|(found, _)| *found == severity).count();
            let plural = if n_found == 1 { "" } else { "s" };
            (n_found > 0).then(|| format!("{n_found} {}{plural}", severity.name()))
        })
        .collect();
    if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") }
}

fn short(
    language: MessageLanguage,
    severity: Severity,
    diagnostic: &Diagnostic,
    sources: &Sources,
) -> String {
    let (level, code) = (language.say(severity.name()), diagnostic.code.name());
    let place =
        diagnostic.span.map_or_else(String::new, |span| format!("{}: ", sources.place(span)));
    format!("{place}{level}[{code}]: {}\n", one_line(&diagnostic.message))
}

/// A text on one line, for formats in which a line break ends the message.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A span as readers of a file name it.
struct Place<'a> {
    path: &'a str,
    start: Location,
    end: Location,
    /// In a workbook, which has no lines, where instead.
    cell: Option<CellPlace<'a>>,
}

impl<'a> Place<'a> {
    fn of(span: Span, sources: &'a Sources) -> Self {
        let (start, end) = sources.locate(span);
        Self { path: &sources.file(span.file).path, start, end, cell: sources.cell(span) }
    }
}

/// The message with its notes and helps, a line each.
fn full_text(language: MessageLanguage, diagnostic: &Diagnostic) -> String {
    let (note, help) = (language.lead("note"), language.lead("help"));
    let notes = diagnostic.notes.iter().map(|text| format!("\n{note}{text}"));
    let help = diagnostic.help.iter().map(|text| format!("\n{help}{text}"));
    std::iter::once(diagnostic.message.clone()).chain(notes).chain(help).collect()
}

//! Diagnostics as text: for people, editors, scripts and continuous integration.

mod github;
mod gitlab;
mod human;
mod json;
mod markdown;
mod sarif;

pub use markdown::as_markdown;

use super::{Diagnostic, Severity};
use crate::source::{Location, Sources, Span};

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
    let each = |write: &dyn Fn(Severity, &Diagnostic) -> String| {
        found.iter().map(|(severity, diagnostic)| write(*severity, diagnostic)).collect()
    };
    match format {
        Format::Human => {
            each(&|severity, diagnostic| human::render(severity, diagnostic, sources, color))
        }
        Format::Short => each(&|severity, diagnostic| short(severity, diagnostic, sources)),
        Format::Json => each(&|severity, diagnostic| json::render(severity, diagnostic, sources)),
        Format::Sarif => sarif::render(found, sources),
        Format::Github => {
            each(&|severity, diagnostic| github::render(severity, diagnostic, sources))
        }
        Format::Gitlab => gitlab::render(found, sources),
        Format::Markdown => markdown::render(found, sources),
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

fn short(severity: Severity, diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (level, code) = (severity.name(), diagnostic.code.name());
    let place = diagnostic.span.map_or_else(String::new, |span| {
        let place = Place::of(span, sources);
        format!("{}:{}:{}: ", place.path, place.start.line, place.start.column)
    });
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
}

impl<'a> Place<'a> {
    fn of(span: Span, sources: &'a Sources) -> Self {
        let (start, end) = sources.locate(span);
        Self { path: &sources.file(span.file).path, start, end }
    }
}

/// The message with its notes and helps, a line each.
fn full_text(diagnostic: &Diagnostic) -> String {
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    std::iter::once(diagnostic.message.clone()).chain(notes).chain(help).collect()
}

#[cfg(test)]
mod tests {
    use super::{Format, render, summary_line};
    use crate::diag::{Code, Diagnostic, Severity};
    use crate::source::{Sources, Span};

    /// Two files, and a problem at `花园囗` in the first that has to do with `花园口` in the other.
    fn sample() -> (Sources, Vec<(Severity, Diagnostic)>) {
        let mut sources = Sources::default();
        let text = "name: 惠济\npark: 花园囗\n";
        let file = sources.add("content/data/a,b.yaml", text);
        let parks = sources.add("content/data/parks.yaml", "- id: 花园口\n");
        let at = text.find("花园囗").expect("is there");
        let diagnostic = Diagnostic::new(
            Code::UnknownReference,
            Span::new(file, at..at + 9),
            "no park has the id `花园囗`, 100% sure",
        )
        .label("not a park")
        .note("there are 2 parks")
        .help("did you mean `花园口`?")
        .related(Span::new(parks, 6..15), "this one");
        let folder = Diagnostic::new(Code::BadFileName, None, "there is no `site.yaml`");
        (sources, vec![(Severity::Error, diagnostic), (Severity::Warning, folder)])
    }

    #[track_caller]
    fn check(format: Format, expected: &str) {
        let (sources, found) = sample();
        assert_eq!(render(format, &found, &sources, false), expected);
    }

    #[test]
    fn short_is_one_line_each() {
        check(
            Format::Short,
            "content/data/a,b.yaml:2:7: error[unknown-reference]: no park has the id `花园囗`, 100% sure\n\
             warning[bad-file-name]: there is no `site.yaml`\n",
        );
    }

    #[test]
    fn json_is_one_object_each() {
        check(
            Format::Json,
            concat!(
                r#"{"severity":"error","code":"unknown-reference","message":"no park has the id `花园囗`, 100% sure","#,
                r#""file":"content/data/a,b.yaml","line":2,"column":7,"end_line":2,"end_column":10,"#,
                r#""help":"did you mean `花园口`?","#,
                r#""related":[{"file":"content/data/parks.yaml","line":1,"column":7,"message":"this one"}]}"#,
                "\n",
                r#"{"severity":"warning","code":"bad-file-name","message":"there is no `site.yaml`","#,
                r#""file":null,"line":null,"column":null,"end_line":null,"end_column":null,"#,
                r#""help":null,"related":[]}"#,
                "\n",
            ),
        );
    }

    #[test]
    fn github_commands_are_escaped() {
        check(
            Format::Github,
            "::error file=content/data/a%2Cb.yaml,line=2,col=7,endLine=2,endColumn=10,title=unknown-reference\
             ::no park has the id `花园囗`, 100%25 sure%0Anote: there are 2 parks%0Ahelp: did you mean `花园口`?\n\
             ::warning title=bad-file-name::there is no `site.yaml`\n",
        );
    }

    #[test]
    fn markdown_is_a_table_whose_cells_hold() {
        check(
            Format::Markdown,
            "| | where | what |\n|---|---|---|\n\
             | error | `content/data/a,b.yaml:2` | no park has the id \\`花园囗\\`, 100% sure<br>did you mean \\`花园口\\`? (unknown-reference) |\n\
             | warning | | there is no \\`site.yaml\\` (bad-file-name) |\n",
        );
    }

    #[test]
    fn the_summary_counts() {
        let (_, found) = sample();
        assert_eq!(summary_line(&found), "1 error, 1 warning");
        assert_eq!(summary_line(&[found[0].clone(), found[0].clone()]), "2 errors");
        assert_eq!(summary_line(&[]), "no problems");
    }
}

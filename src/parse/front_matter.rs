//! Splits a page into its front matter and its body.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span};

/// Where the two halves of a page are, as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// What stands between the two fences; `None` without front matter.
    pub yaml: Option<Range<usize>>,
    /// The Markdown after it; empty if the front matter never closes.
    pub body: Range<usize>,
    /// Front matter was opened and never closed; this has been reported.
    pub broken: bool,
}

/// Finds the front matter: what stands between a first line `---` and the next such line.
///
/// A byte order mark before the first line, `\r\n` and blanks after a fence are accepted.
pub fn split(file: FileId, text: &str, sink: &mut Sink) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines_from(text, start);
    let Some(opening) = lines.next().filter(|line| is_fence(&text[line.clone()])) else {
        return FrontMatter { yaml: None, body: start..text.len(), broken: false };
    };
    if let Some(closing) = lines.find(|line| is_fence(&text[line.clone()])) {
        return FrontMatter {
            yaml: Some(opening.end..closing.start),
            body: closing.end..text.len(),
            broken: false,
        };
    }
    sink.push(never_closes(file, text, &opening));
    FrontMatter { yaml: None, body: text.len()..text.len(), broken: true }
}

/// The lines from that offset on, each with its line end.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    text[start..].split_inclusive('\n').scan(start, |at, line| {
        let begin = *at;
        *at += line.len();
        Some(begin..*at)
    })
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn never_closes(file: FileId, text: &str, opening: &Range<usize>) -> Diagnostic {
    let fence = Span::new(file, opening.start..opening.start + "---".len());
    let diagnostic = Diagnostic::new(Code::FrontMatter, fence, "the front matter never closes")
        .label("opened here")
        .help("end it with a line `---`");
    let slip = lines_from(text, opening.end).find(|line| is_nearly_fence(&text[line.clone()]));
    match slip {
        Some(line) => {
            let found = text[line.clone()].trim();
            let begin = line.start + text[line].find(found).unwrap_or_default();
            let span = Span::new(file, begin..begin + found.len());
            diagnostic.related(span, format!("`{found}` may be meant as the end"))
        }
        None => diagnostic,
    }
}

/// Two or more dashes of any kind, one long dash (what word processors make of `--`), or YAML's
/// own `...`.
fn is_nearly_fence(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |c: char| "-\u{2010}\u{2011}–—―−\u{fe63}-".contains(c);
    line == "..." || !line.is_empty() && line != "-" && line.chars().all(is_dash)
}

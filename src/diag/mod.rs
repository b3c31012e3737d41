//! Problems as values: a [`Diagnostic`] has a place, a stable code and a way out.
//!
//! Phases make diagnostics through small functions beside the rule they belong to and collect
//! them in a [`Sink`]; nothing is printed before the run is over, so all problems come out at
//! once, sorted by place.

mod codes;
pub mod format;
mod rules;
mod suggest;
mod words;

pub use codes::{CODES, Code, CodeInfo, Level};
pub use rules::{explain, rules_page};
pub use suggest::{closest, list_known};
pub use words::{MessageLanguage, Speaks};

use crate::limits::MAX_MESSAGE_CHARS;
use crate::source::{Sources, Span};
use std::collections::BTreeSet;

/// How bad a problem is, after the site's levels have been applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A page would be missing or a figure wrong: nothing is published.
    Error,
    /// Suspicious but publishable; an error under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Its name: "error", "warning" or "note".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One problem, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem; decides the default severity.
    pub code: Code,
    /// Lower case, no final full stop, stands alone, names the value found.
    pub message: String,
    /// Where; `None` for a problem of the folder as a whole.
    pub span: Option<Span>,
    /// A few words under the caret.
    pub label: Option<String>,
    /// Facts.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A problem of that kind at that place.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            code,
            message: shortened(message.into()),
            span: span.into(),
            label: None,
            notes: Vec::new(),
            help: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Puts a few words under the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(shortened(text.into()));
        self
    }

    /// Adds what to do, if there is something.
    #[must_use]
    pub fn help_opt(mut self, text: Option<String>) -> Self {
        self.help.extend(text);
        self
    }

    /// Points at another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push((span, text.into()));
        self
    }
}

/// A message that can be read: what it quotes may be a number of a hundred thousand digits.
fn shortened(text: String) -> String {
    if text.len() <= MAX_MESSAGE_CHARS {
        return text;
    }
    match text.char_indices().nth(MAX_MESSAGE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Collects the problems of one run.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(problems);
    }

    /// Adds all problems of another sink, as collected by a parallel worker.
    pub fn append(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// The problems so far, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// The same, to add to them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// How many problems there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there is none so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The problems with their severity under these levels, sorted by path, place and code, each
    /// once at its place; those that are allowed are left out.
    #[must_use]
    pub fn finish(self, sources: &Sources, levels: &Levels) -> Vec<(Severity, Diagnostic)> {
        // What a damaged text seems to hold is nothing that anybody wrote.
        let is_damaged = |one: &&Diagnostic| one.code == Code::NotUtf8;
        let damaged = self.diagnostics.iter().filter(is_damaged);
        let damaged: BTreeSet<_> = damaged.filter_map(|one| Some(one.span?.file)).collect();
        let is_said = |one: &Diagnostic| {
            one.code == Code::NotUtf8 || one.span.is_none_or(|span| !damaged.contains(&span.file))
        };
        let mut found: Vec<_> = self
            .diagnostics
            .into_iter()
            .filter(is_said)
            .filter_map(|diagnostic| Some((levels.severity(diagnostic.code)?, diagnostic)))
            .collect();
        let place = |diagnostic: &Diagnostic| {
            diagnostic.span.map(|span| (sources.file(span.file).path.clone(), span.start, span.end))
        };
        found.sort_by_cached_key(|(_, diagnostic)| {
            (place(diagnostic), diagnostic.code.name(), diagnostic.message.clone())
        });
        // What a template writes wrongly is seen on every page, each with a help of its own.
        let is_said = |one: &Diagnostic, other: &Diagnostic| {
            one.span.is_some()
                && (one.span, one.code, &one.message) == (other.span, other.code, &other.message)
        };
        found.dedup_by(|(_, one), (_, other)| one == other || is_said(one, other));
        found
    }
}

/// How severe each kind of problem is on this site: its default, what `site.yaml` says under
/// `levels`, and `--strict`.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// What `site.yaml` says.
    pub overrides: std::collections::BTreeMap<Code, Level>,
    /// Warnings count as errors.
    pub strict: bool,
}

impl Levels {
    /// The severity of a code here; `None` if it is allowed.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let info = code.info();
        let level = match self.overrides.get(&code) {
            Some(level) if info.level != Level::Error => *level,
            _ => info.level,
        };
        match level {
            Level::Allow => None,
            Level::Note => Some(Severity::Note),
            Level::Warn if self.strict => Some(Severity::Error),
            Level::Warn => Some(Severity::Warning),
            Level::Deny | Level::Error => Some(Severity::Error),
        }
    }
}

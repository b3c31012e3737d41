//! Places lie in the texts that they point into.

use std::ops::Range;
use wellspring::diag::Diagnostic;
use wellspring::source::{Sources, Span};

/// A range of bytes that cuts no character.
#[track_caller]
pub(crate) fn check_range(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is not in {text:?}");
}

/// A span in a file that exists.
#[track_caller]
pub(crate) fn check_span(sources: &Sources, span: Span) {
    assert!(span.file.index() < sources.len(), "{span:?} is in no file");
    let file = sources.file(span.file);
    let is_inside = file.text.get(span.range()).is_some();
    assert!(is_inside, "{span:?} is not in {}: {:?}", file.path, file.text);
}

/// Everything a problem points at; what it says fits on its line.
#[track_caller]
pub(crate) fn check_problem(sources: &Sources, problem: &Diagnostic) {
    assert!(!problem.message.trim().is_empty(), "{problem:?}");
    problem.span.iter().for_each(|span| check_span(sources, *span));
    problem.related.iter().for_each(|(span, _)| check_span(sources, *span));
}

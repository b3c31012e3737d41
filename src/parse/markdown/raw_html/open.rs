//! The elements of raw HTML that are open.

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

use super::allowed;

/// The elements that were opened and not closed yet, outermost first.
#[derive(Debug, Default)]
pub(in crate::parse::markdown) struct OpenElements(Vec<(Box<str>, Span)>);

impl OpenElements {
    /// Adds an element that has an end.
    pub(in crate::parse::markdown) fn open(&mut self, name: &str, span: Span) {
        if !allowed::is_void(name) {
            self.0.push((name.into(), span));
        }
    }

    /// Closes the innermost element of that name and those in it; the starts that this leaves
    /// without an end. `None` if there is no such element.
    pub(in crate::parse::markdown) fn close(&mut self, name: &str) -> Option<Vec<Diagnostic>> {
        let at = self.0.iter().rposition(|(open, _)| &**open == name)?;
        let inner = self.0.split_off(at + 1);
        self.0.pop();
        Some(unclosed(inner))
    }

    /// The starts that have no end.
    pub(in crate::parse::markdown) fn finish(&mut self) -> Vec<Diagnostic> {
        unclosed(std::mem::take(&mut self.0))
    }
}

fn unclosed(open: Vec<(Box<str>, Span)>) -> Vec<Diagnostic> {
    let wrong = open.into_iter().filter(|(name, _)| !allowed::ends_by_itself(name));
    wrong
        .map(|(name, span)| {
            Diagnostic::new(Code::RawHtml, span, format!("the element `{name}` is not closed"))
                .help(format!("end it with `</{name}>`"))
        })
        .collect()
}

/// An end without a start.
pub(in crate::parse::markdown) fn closes_nothing(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::RawHtml, span, format!("`</{name}>` closes nothing"))
        .help("remove it, or open the element before")
}

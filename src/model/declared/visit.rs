//! What a record holds, shown to whoever asks.

use super::super::{Citation, Fact, Header, MarkdownText, Phrase, Text};
use super::{AnyRecord, AnyRef};
use crate::source::Span;
use crate::value::{Period, Quantity};

/// Is shown everything that a record holds, in the order of its declaration. Whoever needs one
/// thing overrides one method.
#[allow(unused_variables, reason = "by default nothing is done with what is shown")]
pub trait Visit<'a> {
    /// What follows, up to `leave`, belongs to a field.
    fn enter(&mut self, key: &'static str) {}
    /// What follows, up to `leave`, is an item of a list.
    fn item(&mut self, number: usize) {}
    /// The end of a field or an item.
    fn leave(&mut self) {}
    /// A text.
    fn text(&mut self, text: &'a Text) {}
    /// A text that may hold calls.
    fn words(&mut self, text: &'a Text) {
        self.text(text);
    }
    /// A Markdown text.
    fn markdown(&mut self, text: &'a MarkdownText) {}
    /// A citation.
    fn citation(&mut self, citation: &'a Citation) {}
    /// Another record.
    fn refers(&mut self, to: AnyRef) {}
    /// A figure and its place.
    fn quantity(&mut self, quantity: &'a Quantity, place: Span) {}
    /// An address on the web.
    fn link(&mut self, address: &'a Phrase) {}
    /// A day from which the record is known, unless it says otherwise.
    fn known_from(&mut self, date: Period) {}
    /// A part that becomes known for itself.
    fn part(&mut self, published: Option<Period>, citations: &'a [Citation]) {}
}

impl Header {
    /// Shows what every record has.
    pub(in crate::model) fn visit<'a>(
        &'a self,
        name_key: &'static str,
        visitor: &mut dyn Visit<'a>,
    ) {
        visitor.enter(name_key);
        visitor.text(&self.name);
        visitor.leave();
        visit_citations(&self.citations, visitor);
        if let Some(note) = &self.note {
            visitor.enter("note");
            visitor.markdown(note);
            visitor.leave();
        }
    }
}

/// Shows the field `source`.
pub(super) fn visit_citations<'a>(citations: &'a [Citation], visitor: &mut dyn Visit<'a>) {
    visitor.enter("source");
    for (number, citation) in citations.iter().enumerate() {
        visitor.item(number);
        visitor.citation(citation);
        visitor.refers(citation.source.into());
        if let Some(note) = &citation.note {
            visitor.enter("note");
            visitor.text(note);
            visitor.leave();
        }
        visitor.leave();
    }
    visitor.leave();
}

/// Shows a fact.
pub(super) fn visit_fact<'a>(fact: &'a Fact, visitor: &mut dyn Visit<'a>) {
    visitor.enter("label");
    visitor.text(&fact.label);
    visitor.leave();
    if let Some(value) = &fact.value {
        visitor.quantity(value, fact.value_at);
    }
    for (key, words) in [("text", &fact.text), ("note", &fact.note)] {
        if let Some(words) = words {
            visitor.enter(key);
            visitor.words(words);
            visitor.leave();
        }
    }
}

/// Visits every citation of a record.
pub fn each_citation_of<'a>(record: &'a dyn AnyRecord, visit: &mut dyn FnMut(&'a Citation)) {
    struct Each<'v, 'a>(&'v mut dyn FnMut(&'a Citation));
    impl<'a> Visit<'a> for Each<'_, 'a> {
        fn citation(&mut self, citation: &'a Citation) {
            (self.0)(citation);
        }
    }
    record.show(&mut Each(visit));
}

/// Visits every Markdown text of a record.
pub fn each_markdown_of<'a>(record: &'a dyn AnyRecord, visit: &mut dyn FnMut(&'a MarkdownText)) {
    struct Each<'v, 'a>(&'v mut dyn FnMut(&'a MarkdownText));
    impl<'a> Visit<'a> for Each<'_, 'a> {
        fn markdown(&mut self, text: &'a MarkdownText) {
            (self.0)(text);
        }
    }
    record.show(&mut Each(visit));
}

/// The texts of a record that are not Markdown and print figures of the ledger.
pub fn each_words_of(record: &dyn AnyRecord) -> Vec<&Text> {
    struct Each<'a>(Vec<&'a Text>);
    impl<'a> Visit<'a> for Each<'a> {
        fn words(&mut self, text: &'a Text) {
            if text.iter().any(|(_, phrase)| phrase.text.contains("{{")) {
                self.0.push(text);
            }
        }
    }
    let mut each = Each(Vec::new());
    record.show(&mut each);
    each.0
}

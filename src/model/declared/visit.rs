//! What a record holds, shown to whoever asks.

use super::super::{
    Citation, Fact, Header, MarkdownText, Phrase, RecordLink, StageIndex, Text, When,
};
use super::{AnyRecord, AnyRef};
use crate::value::{Period, Quantity};
use memchr::memchr;

/// Is shown everything that a record holds, in the order of its declaration. Whoever needs one
/// thing overrides one method.
#[allow(unused_variables, reason = "by default nothing is done with what is shown")]
pub trait Visit<'a> {
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
    /// A fact, before its texts.
    fn fact(&mut self, fact: &'a Fact) {}
    /// A figure.
    fn quantity(&mut self, quantity: &'a Quantity) {}
    /// A date, or the time that something is about.
    fn period(&mut self, period: Period) {}
    /// A stage that was reached, or is to be.
    fn stage(&mut self, stage: StageIndex) {}
    /// An address on the web.
    fn link(&mut self, address: &'a Phrase) {}
    /// A day from which the record is known, unless it says otherwise.
    fn known_from(&mut self, date: Period) {}
    /// A part that becomes known for itself.
    fn part(&mut self, published: Option<Period>, citations: &'a [Citation]) {}
    /// A part that becomes known for itself, but says nothing of when its record did.
    fn addition(&mut self, published: Option<Period>, citations: &'a [Citation]) {}
}

impl Header {
    /// Shows what every record has; a name that is its id alone is no text.
    pub(in crate::model) fn visit<'a>(&'a self, is_named: bool, visitor: &mut dyn Visit<'a>) {
        if is_named {
            visitor.text(&self.name);
        }
        visit_citations(&self.citations, visitor);
        self.note.iter().for_each(|note| visitor.markdown(note));
        self.links.iter().chain(&self.files).for_each(|link| visitor.text(&link.title));
        self.links.iter().flat_map(RecordLink::targets).for_each(|to| visitor.link(to));
        self.images.iter().for_each(|image| image.visit(visitor));
        self.own.iter().for_each(|value| value.visit(visitor));
    }
}

/// Shows the field `source`.
pub(in crate::model) fn visit_citations<'a>(
    citations: &'a [Citation],
    visitor: &mut dyn Visit<'a>,
) {
    for citation in citations {
        visitor.citation(citation);
        visitor.refers(citation.source.into());
        citation.note.iter().for_each(|note| visitor.text(note));
    }
}

/// Shows when something was, where that is stated.
pub(in crate::model) fn visit_when(when: When, visitor: &mut dyn Visit<'_>) {
    if let When::Dated(date) = when {
        visitor.period(date);
    }
}

/// Shows a fact.
pub(super) fn visit_fact<'a>(fact: &'a Fact, visitor: &mut dyn Visit<'a>) {
    visitor.fact(fact);
    visitor.text(&fact.label);
    fact.value.iter().for_each(|value| visitor.quantity(value));
    fact.text.iter().chain(&fact.note).for_each(|words| visitor.words(words));
}

/// Visits every address on the web that a record names by itself, not in a text.
pub(in crate::model) fn each_link_of<'a>(
    record: &'a dyn AnyRecord,
    visit: &mut dyn FnMut(&'a Phrase),
) {
    struct Each<'v, 'a>(&'v mut dyn FnMut(&'a Phrase));
    impl<'a> Visit<'a> for Each<'_, 'a> {
        fn link(&mut self, address: &'a Phrase) {
            (self.0)(address);
        }
    }
    record.show(&mut Each(visit));
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
            // Nearly no text has a call, and one character is found far sooner than two.
            let may_call = |text: &str| memchr(b'{', text.as_bytes()).is_some();
            if text.iter().any(|(_, phrase)| may_call(&phrase.text) && phrase.text.contains("{{")) {
                self.0.push(text);
            }
        }
    }
    let mut each = Each(Vec::new());
    record.show(&mut each);
    each.0
}

/// The facts of a record, in the order in which it shows them.
pub fn facts_of(record: &dyn AnyRecord) -> Vec<&Fact> {
    struct Facts<'a>(Vec<&'a Fact>);
    impl<'a> Visit<'a> for Facts<'a> {
        fn fact(&mut self, fact: &'a Fact) {
            self.0.push(fact);
        }
    }
    let mut facts = Facts(Vec::new());
    record.show(&mut facts);
    facts.0
}

//! Texts that are still the `…` which `wellspring new` writes in their place.

use super::Subject;
use super::texts::{Visitor, units};
use crate::diag::{Code, Diagnostic, Sink, list_known};
use crate::model::{Language, MarkdownText, Page, Text};
use crate::source::Span;
use crate::value::Lang;

/// What stands for a text that is still to be written.
const OPEN: [&str; 2] = ["…", "..."];

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let mut search = Search { languages: &subject.model.site.languages, sink };
    units(subject.model).into_iter().for_each(|unit| unit.visit(&mut search));
}

struct Search<'a> {
    languages: &'a [Language],
    sink: &'a mut Sink,
}

impl Search<'_> {
    /// Reports a text that is open in some languages: one problem, at the first of them.
    fn report(&mut self, open: &[(Lang, Span)]) {
        let Some((_, span)) = open.first() else { return };
        let is_open = |language: &&Language| open.iter().any(|(lang, _)| *lang == language.lang);
        let names = self.languages.iter().filter(is_open).map(|language| &*language.code);
        let message = format!("this text is still to be written in {}", list_known(names));
        self.sink.push(
            Diagnostic::new(Code::UnfilledText, *span, message)
                .help("write it, or take the field out if nothing is known"),
        );
    }
}

impl Visitor for Search<'_> {
    fn text(&mut self, text: &Text) {
        let open = text.iter().filter(|(_, phrase)| OPEN.contains(&&*phrase.text));
        self.report(&open.map(|(lang, phrase)| (lang, phrase.span)).collect::<Vec<_>>());
    }

    fn markdown(&mut self, text: &MarkdownText) {
        let open = text.iter().filter(|(_, markdown)| OPEN.contains(&markdown.plain.trim()));
        let places =
            open.filter_map(|(lang, markdown)| Some((lang, markdown.written.as_ref()?.span)));
        self.report(&places.collect::<Vec<_>>());
    }

    fn page(&mut self, page: &Page) {
        for (lang, text) in page.texts.iter() {
            let fields = std::iter::once(&text.title).chain(&text.description);
            for phrase in fields.filter(|phrase| OPEN.contains(&&*phrase.text)) {
                self.report(&[(lang, phrase.span)]);
            }
        }
    }
}

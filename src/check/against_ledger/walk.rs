//! The way through the texts of a unit, with the period that each passage is about.

use crate::check::prose::{Original, Passage};
use crate::check::texts::Visitor;
use crate::locale::FigureReader;
use crate::model::{MarkdownText, Page, Phrase, Text};
use crate::parse::markdown::{BlockKind, Markdown, Prose};
use crate::source::Sources;
use crate::value::{Lang, Period};

/// Calls a function for each passage, with its language and the period of its heading or its page.
pub(super) struct Walk<'a, F> {
    pub(super) sources: &'a Sources,
    pub(super) readers: &'a [FigureReader],
    /// Whether a line of a text is worth a look.
    pub(super) wanted: &'a dyn Fn(&str, Lang) -> bool,
    pub(super) each: F,
}

impl<F: FnMut(Passage<'_>, Lang, Option<Period>)> Visitor for Walk<'_, F> {
    fn text(&mut self, text: &Text) {
        for (lang, phrase) in text.iter() {
            self.phrase(phrase, lang, None);
        }
    }

    fn markdown(&mut self, text: &MarkdownText) {
        for (lang, markdown) in text.iter() {
            self.blocks(markdown, lang, None);
        }
    }

    fn page(&mut self, page: &Page) {
        for (lang, text) in page.texts.iter() {
            for phrase in [Some(&text.title), text.description.as_ref()].into_iter().flatten() {
                self.phrase(phrase, lang, text.period);
            }
            self.blocks(&text.body, lang, text.period);
        }
    }
}

impl<F: FnMut(Passage<'_>, Lang, Option<Period>)> Walk<'_, F> {
    fn phrase(&mut self, phrase: &Phrase, lang: Lang, period: Option<Period>) {
        if (self.wanted)(&phrase.text, lang) {
            let original = Original::of_phrase(phrase, self.sources);
            let prose = Prose::plain(&phrase.text);
            (self.each)(Passage { original, prose: &prose }, lang, period);
        }
    }

    fn blocks(&mut self, markdown: &Markdown, lang: Lang, period: Option<Period>) {
        let Some(written) = &markdown.written else { return };
        if !markdown.plain.lines().any(|line| (self.wanted)(line, lang)) {
            return;
        }
        let original = Original::of_markdown(written, self.sources);
        let mut period = period;
        for block in original.blocks(written.is_inline) {
            if block.kind == BlockKind::Heading {
                period = self.period_of(&block.texts, lang).or(period);
            }
            for prose in &block.texts {
                (self.each)(Passage { original, prose }, lang, period);
            }
        }
    }

    /// The only period that a heading names.
    fn period_of(&self, heading: &[Prose], lang: Lang) -> Option<Period> {
        let reader = &self.readers[lang.index()];
        let found = heading.iter().flat_map(|prose| reader.read(&prose.text).periods);
        let periods: Vec<_> = found.collect();
        match &periods[..] {
            [only] => only.period,
            _ => None,
        }
    }
}

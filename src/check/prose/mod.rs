//! Texts of the site, each with the way back to its file.

mod place;

use crate::model::Phrase;
use crate::parse::markdown::{Block, Prose, Written, prose, prose_line};
use crate::source::{Sources, Span};
use std::ops::Range;

/// A text as its author wrote it, without the quotes and the indentation of YAML.
#[derive(Debug, Clone, Copy)]
pub(super) struct Original<'a> {
    sources: &'a Sources,
    pub(super) text: &'a str,
    pub(super) span: Span,
}

impl<'a> Original<'a> {
    pub(super) fn of_phrase(phrase: &'a Phrase, sources: &'a Sources) -> Self {
        Self { sources, text: &phrase.text, span: phrase.span }
    }

    pub(super) fn of_markdown(written: &'a Written, sources: &'a Sources) -> Self {
        let text = written.text.as_deref().unwrap_or_else(|| sources.text(written.span));
        Self { sources, text, span: written.span }
    }

    /// Another text in its place.
    pub(super) fn with_text<'b>(&self, text: &'b str) -> Original<'b>
    where
        'a: 'b,
    {
        Original { sources: self.sources, text, span: self.span }
    }

    /// Its blocks, if it is Markdown.
    pub(super) fn blocks(&self, is_inline: bool) -> Vec<Block> {
        if is_inline { prose_line(self.text) } else { prose(self.text) }
    }

    /// The place where it starts.
    pub(super) fn start(&self) -> Span {
        self.place(0..0)
    }

    /// The place of a range of the text: the scalar as a whole where it cannot be told.
    fn place(&self, range: Range<usize>) -> Span {
        if self.span.range().len() == self.text.len() {
            return self.span.part(range);
        }
        let raw = self.sources.text(self.span);
        place::place(raw, self.text, range).map_or(self.span, |range| self.span.part(range))
    }
}

/// Words without markup and where they come from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'a> {
    pub(super) original: Original<'a>,
    pub(super) prose: &'a Prose,
}

impl Passage<'_> {
    pub(super) fn words(&self) -> &str {
        &self.prose.text
    }

    /// The place of a range of the words.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        self.original.place(self.prose.source(range))
    }

    /// The place of all words.
    pub(super) fn extent(&self) -> Span {
        let words = self.words();
        let start = words.len() - words.trim_start().len();
        match words.trim().len() {
            0 => self.original.place(self.prose.extent()),
            length => self.place(start..start + length),
        }
    }

    /// The sentence that stands where the sentence at `at` stands in the other text; all of the
    /// text where they cannot be told apart.
    pub(super) fn sentence_like(&self, other: &Passage<'_>, at: usize) -> Span {
        let (own, others) = (sentences(self.words()), sentences(other.words()));
        let index = others.iter().position(|sentence| sentence.contains(&at));
        match index.and_then(|index| own.get(index)) {
            Some(sentence) if own.len() == others.len() => self.place(sentence.clone()),
            _ => self.extent(),
        }
    }
}

/// The sentences of a text without the blanks around them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_end = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if is_end || next.is_none() {
            let end = at + c.len_utf8();
            let sentence = &text[start..end];
            let blanks = sentence.len() - sentence.trim_start().len();
            if !sentence.trim().is_empty() {
                found.push(start + blanks..start + blanks + sentence.trim().len());
            }
            start = end;
        }
    }
    found
}

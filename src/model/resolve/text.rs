//! Decodes texts in the languages of the site.

use super::super::{MarkdownText, Phrase, Text};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::fields::{empty_text, expect_str, expect_text};
use crate::parse::markdown::calls::in_words;
use crate::parse::markdown::{Markdown, MarkdownOptions, parse_inline, parse_markdown_text};
use crate::parse::node::{Key, Node, NodeKind};
use crate::value::{Lang, Localized};

impl Context<'_> {
    /// A text of the site; what it lacks in a language is a warning.
    pub(in crate::model) fn text(&self, node: &Node, what: &str, sink: &mut Sink) -> Option<Text> {
        let text = self.localized(node, what, Code::MissingTranslation, sink)?;
        refuse_calls(&text, what, sink);
        Some(text)
    }

    /// The name of a record, which every language needs.
    pub(in crate::model) fn name(&self, node: &Node, what: &str, sink: &mut Sink) -> Option<Text> {
        let text = self.localized(node, what, Code::MissingName, sink)?;
        refuse_calls(&text, what, sink);
        Some(text)
    }

    /// Words around what happened or is known, which may hold calls.
    pub(in crate::model) fn words_opt(
        &self,
        node: Option<&Node>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Text> {
        let text = self.localized(node?, what, Code::MissingTranslation, sink)?;
        for (_, phrase) in text.iter() {
            in_words(&phrase.text, phrase.span, sink);
        }
        Some(text)
    }

    /// An optional text.
    pub(in crate::model) fn text_opt(
        &self,
        node: Option<&Node>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Text> {
        self.text(node?, what, sink)
    }

    /// Markdown with blocks.
    pub(in crate::model) fn markdown(
        &self,
        node: Option<&Node>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<MarkdownText> {
        // Texts of several fields stand on one page, and their headings and notes each once.
        let name = what.trim_matches('`').replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let options = MarkdownOptions { id_prefix: format!("{name}-").into(), ..self.blocks() };
        let text = self.localized(node?, what, Code::MissingTranslation, sink)?;
        Some(parsed(&text, |phrase| {
            parse_markdown_text(&phrase.text, phrase.span, &options, sink).with_lead_only()
        }))
    }

    /// One line of Markdown.
    pub(super) fn inline(
        &self,
        node: Option<&Node>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<MarkdownText> {
        let text = self.localized(node?, what, Code::MissingTranslation, sink)?;
        let options = MarkdownOptions { top_heading: 0, ..self.blocks() };
        Some(parsed(&text, |phrase| parse_inline(&phrase.text, phrase.span, &options, sink)))
    }

    /// How texts with blocks become HTML.
    pub(super) fn blocks(&self) -> MarkdownOptions {
        let unsafe_html = self.unsafe_html;
        MarkdownOptions { top_heading: 2, unsafe_html, ..MarkdownOptions::default() }
    }

    /// The language with that code; an unknown one is reported.
    pub(in crate::model) fn language(&self, key: &Key, sink: &mut Sink) -> Option<Lang> {
        let found = self.languages.iter().find(|language| *language.code == *key.text);
        if found.is_none() {
            let known = || self.languages.iter().map(|language| &*language.code);
            // Codes are so short that every one is near every other.
            let meant = closest(&key.text, known()).filter(|_| self.languages.len() > 4);
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    format!("its languages are {}; `site.yaml` lists them", list_known(known()))
                }
            };
            let message = format!("this site has no language `{}`", key.text);
            sink.push(Diagnostic::new(Code::UnknownLanguage, key.span, message).help(help));
        }
        found.map(|language| language.lang)
    }

    fn localized(&self, node: &Node, what: &str, missing: Code, sink: &mut Sink) -> Option<Text> {
        let NodeKind::Mapping(entries) = &node.kind else {
            let text = expect_text(node, what, sink)?;
            let phrase = Phrase { text: text.into(), span: node.span };
            return Some(Localized::same(phrase, self.languages.len()));
        };
        let mut found: Vec<(Lang, Phrase)> = Vec::new();
        let mut reported = Vec::new();
        for (key, value) in entries {
            let Some(lang) = self.language(key, sink) else { continue };
            match &value.kind {
                NodeKind::Null => {}
                NodeKind::Invalid => reported.push(lang),
                _ => match expect_str(value, what, sink).map(str::trim) {
                    Some("") => {}
                    Some(text) => {
                        found.push((lang, Phrase { text: text.into(), span: value.span }))
                    }
                    None => reported.push(lang),
                },
            }
        }
        let absent: Vec<_> = self
            .languages
            .iter()
            .filter(|language| !found.iter().any(|(lang, _)| *lang == language.lang))
            .filter(|language| !reported.contains(&language.lang))
            .collect();
        // A misspelt language has been reported; that its text is then missing is no news.
        if found.is_empty()
            && reported.is_empty()
            && !entries.is_empty()
            && absent.len() == self.languages.len()
            && entries.iter().all(|(key, _)| self.languages.iter().any(|l| *l.code == *key.text))
        {
            sink.push(empty_text(entries[0].1.span, what));
            return None;
        }
        let misspelt = entries.len() > found.len() + reported.len()
            && entries.iter().any(|(key, _)| self.languages.iter().all(|l| *l.code != *key.text));
        if !absent.is_empty() && !misspelt {
            let names: Vec<_> = absent
                .iter()
                .map(|language| format!("{} (`{}`)", language.name, language.code))
                .collect();
            let code = &absent[0].code;
            let empty_key =
                entries.iter().find(|(key, _)| key.text == *code).map(|(key, _)| key.span);
            sink.push(
                Diagnostic::new(
                    missing,
                    empty_key.unwrap_or(node.span),
                    format!("{what} is missing in {}", names.join(", ")),
                )
                .help(format!("add `{code}: …`")),
            );
        }
        Localized::new(found)
    }
}

/// A text that is not Markdown would print the braces as they are.
fn refuse_calls(text: &Text, what: &str, sink: &mut Sink) {
    text.iter().for_each(|(_, phrase)| refuse_call(phrase, what, sink));
}

/// The same for a text in one language. Signs of Markdown would be printed as they are, too.
pub(super) fn refuse_call(phrase: &Phrase, what: &str, sink: &mut Sink) {
    if let Some(plain) = without_markdown(&phrase.text) {
        let message = "this looks like Markdown and is printed as it is";
        sink.push(
            Diagnostic::new(Code::MarkdownAsText, phrase.span, message)
                .note(format!("{what} is no Markdown"))
                .help(format!("write `{plain}`")),
        );
    }
    if phrase.text.contains("{{") {
        let message = format!("{what} cannot print figures of the ledger");
        sink.push(
            Diagnostic::new(Code::CallSyntax, phrase.span, message)
                .help("pages can, and `summary`, `note`, `definition`, `method`, and `text` of milestones and facts"),
        );
    }
}

/// A text without the signs of emphasis and of links in it; `None` if it has none.
fn without_markdown(text: &str) -> Option<String> {
    let mut plain = text.to_owned();
    while let Some(open) = plain.find("**") {
        let inner = open + 2;
        let length = plain[inner..].find("**").filter(|length| {
            let words = &plain[inner..inner + length];
            words.contains(char::is_alphabetic) && !words.starts_with(['、', '，', ','])
        })?;
        plain.replace_range(inner + length..inner + length + 2, "");
        plain.replace_range(open..inner, "");
    }
    while let Some(middle) = plain.find("](") {
        let open = plain[..middle].rfind('[')?;
        let close = middle + plain[middle..].find(')')?;
        plain.replace_range(middle..=close, "");
        plain.remove(open);
    }
    (plain != text).then_some(plain)
}

/// Parses a text in each language; a text that is the same in all is parsed for each, because its
/// soft line breaks may read differently.
fn parsed(text: &Text, mut parse: impl FnMut(&Phrase) -> Markdown) -> MarkdownText {
    text.map(|_, phrase| parse(phrase))
}

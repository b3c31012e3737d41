//! How money is written.

use crate::diag::{Code, Diagnostic, list_known};
use crate::locale::Chosen;
use crate::locale::decode::Decoder;
use crate::locale::fill::{Piece, pieces};
use crate::parse::node::Node;
use crate::value::Currency;
use std::collections::BTreeMap;

/// How money is written in a language.
#[derive(Debug, Clone)]
pub(in crate::locale) struct MoneyWords {
    /// Patterns with `{n}` and perhaps `{code}`, in the style of the site.
    patterns: BTreeMap<Currency, Box<str>>,
    /// For currencies without a pattern of their own.
    other: Box<str>,
    /// Every word for a currency, from all styles and those only read.
    pub(in crate::locale) read: Vec<(Box<str>, Currency)>,
}

impl MoneyWords {
    pub(in crate::locale) fn decode(
        node: &Node,
        chosen: Option<Chosen<'_>>,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self> {
        decoder.close(node, &["default", "styles", "read"]);
        let style = decoder.style(node, chosen)?;
        let mut words = Self { patterns: BTreeMap::new(), other: "".into(), read: Vec::new() };
        for (name, patterns) in decoder.part(node, "styles", |part, d| Some(d.entries(part)))? {
            let is_chosen = *name.text == *style;
            words.decode_style(patterns, is_chosen, decoder)?;
        }
        if let Some(read) = node.get("read") {
            for (code, list) in decoder.entries(read) {
                let Some(currency) = currency(&code.text) else {
                    decoder.push(unknown_currency(&code.text, code.span));
                    continue;
                };
                words
                    .read
                    .extend(decoder.texts(Some(list)).into_iter().map(|word| (word, currency)));
            }
        }
        Some(words)
    }

    fn decode_style(
        &mut self,
        node: &Node,
        is_chosen: bool,
        decoder: &mut Decoder<'_>,
    ) -> Option<()> {
        decoder.required(node, "other")?;
        for (code, value) in decoder.entries(node) {
            let pattern = decoder.pattern(value, &["n", "code"], &["n"])?;
            if &*code.text == "other" {
                if is_chosen {
                    self.other = pattern;
                }
                continue;
            }
            let Some(currency) = currency(&code.text) else {
                decoder.push(unknown_currency(&code.text, code.span));
                continue;
            };
            self.read.extend(words_of(&pattern).map(|word| (word.into(), currency)));
            if is_chosen {
                self.patterns.insert(currency, pattern);
            }
        }
        Some(())
    }

    /// The pattern of a currency, with `{n}` and perhaps `{code}`.
    pub(in crate::locale) fn pattern(&self, currency: Currency) -> &str {
        self.patterns.get(&currency).unwrap_or(&self.other)
    }
}

impl Decoder<'_> {
    /// The name of the chosen or the default style of a part that has `default` and `styles`.
    pub(in crate::locale) fn style<'a>(
        &mut self,
        node: &'a Node,
        chosen: Option<Chosen<'a>>,
    ) -> Option<&'a str> {
        let default = self.part(node, "default", |part, decoder| decoder.text(part));
        let styles = self.required(node, "styles")?;
        let name = chosen.map(|chosen| chosen.name).or(default)?;
        if styles.get(name).is_some() {
            return Some(name);
        }
        let place = chosen.and_then(|chosen| chosen.span).unwrap_or(styles.span);
        let message = format!("this language has no style `{name}` here");
        let names = self.entries(styles).iter().map(|(key, _)| &*key.text);
        let help = format!("the styles are {}", list_known(names));
        self.push(Diagnostic::new(Code::UnknownValue, place, message).help(help));
        None
    }
}

fn currency(code: &str) -> Option<Currency> {
    Currency::from_code(code)
}

fn unknown_currency(code: &str, span: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownValue, span, format!("`{code}` is not a currency in use"))
        .help("use a code of ISO 4217, such as `USD`")
}

/// The words around the number in a pattern.
pub(super) fn words_of(pattern: &str) -> impl Iterator<Item = &str> {
    pieces(pattern).filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Piece::Slot(_) => None,
    })
}

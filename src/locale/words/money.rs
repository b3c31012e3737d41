//! How money is written, and which of several styles a site has chosen.

use crate::diag::{Code, Diagnostic, list_known};
use crate::locale::Chosen;
use crate::locale::by_kind::{WithOther, plural_forms};
use crate::locale::decode::{Decoder, Part};
use crate::locale::fill::{Piece, pieces};
use crate::parse::node::{Node, NodeKind};
use crate::value::{Currency, PluralForms};
use indexmap::IndexMap;

/// How money is written in a language.
#[derive(Debug, Clone)]
pub(in crate::locale) struct MoneyWords {
    /// Patterns with `{n}` and perhaps `{code}`, by the number where its word changes.
    styles: Styles<WithOther<Currency, PluralForms>>,
    /// Words that are only read.
    read: IndexMap<Currency, Vec<Box<str>>>,
}

impl Part for MoneyWords {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &["default", "styles", "read"]);
        let read = decoder.field_or(node, "read", Part::absent(), Part::decode);
        let styles = Styles::decode(node, decoder.options.money, decoder);
        Some(Self { styles: styles?, read: read? })
    }
}

impl Part for WithOther<Currency, PluralForms> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Self::decode(node, decoder, |node, decoder| {
            plural_forms(node, decoder, |node, decoder| {
                decoder.pattern(node, &["n", "code"], &["n"])
            })
        })
    }
}

impl MoneyWords {
    /// The patterns of a currency, with `{n}` and perhaps `{code}`, in the style of the site.
    pub(in crate::locale) fn patterns(&self, currency: Currency) -> &PluralForms {
        self.styles.chosen().get(currency)
    }

    /// Every word for a currency, from all styles and those only read.
    pub(in crate::locale) fn read(&self) -> impl Iterator<Item = (&str, Currency)> {
        let patterns = self.styles.all().flat_map(|style| &style.special);
        let printed = patterns.flat_map(|(currency, forms)| {
            forms.iter().flat_map(words_of).map(move |word| (word, *currency))
        });
        let others = self.read.iter();
        printed.chain(
            others.flat_map(|(currency, words)| words.iter().map(move |word| (&**word, *currency))),
        )
    }
}

/// The styles in which a language writes something, of which a site has chosen one.
#[derive(Debug, Clone)]
pub(in crate::locale) struct Styles<T> {
    chosen: usize,
    styles: IndexMap<Box<str>, T>,
}

impl<T: Part> Styles<T> {
    /// Reads the fields `default` and `styles`.
    pub(super) fn decode(
        node: &Node,
        chosen: Option<Chosen<'_>>,
        decoder: &mut Decoder<'_>,
    ) -> Option<Self> {
        let default: Option<Box<str>> = decoder.field(node, "default");
        let styles: IndexMap<Box<str>, T> = decoder.field(node, "styles")?;
        let list = node.get("styles")?;
        let name = chosen.map(|chosen| chosen.name).or(default.as_deref())?;
        if list.get(name).is_none() {
            let place = chosen.and_then(|chosen| chosen.span).unwrap_or(list.span);
            let message = format!("this language has no style `{name}` here");
            let entries =
                if let NodeKind::Mapping(entries) = &list.kind { entries } else { &vec![] };
            let names = entries.iter().map(|(key, _)| &*key.text);
            let help = format!("the styles are {}", list_known(names));
            decoder.push(Diagnostic::new(Code::UnknownValue, place, message).help(help));
        }
        Some(Self { chosen: styles.get_index_of(name)?, styles })
    }
}

impl<T> Styles<T> {
    /// The name of that of the site.
    pub(in crate::locale) fn name(&self) -> &str {
        self.styles.get_index(self.chosen).map_or("", |(name, _)| name)
    }

    /// That of the site.
    pub(in crate::locale) fn chosen(&self) -> &T {
        &self.styles[self.chosen]
    }

    /// Those of the file, in its order.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.styles.values()
    }
}

/// The words around the number in a pattern.
pub(super) fn words_of(pattern: &str) -> impl Iterator<Item = &str> {
    pieces(pattern).filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Piece::Slot(_) => None,
    })
}

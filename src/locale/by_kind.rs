//! Texts that differ by the number they count, or by what they are for.

use super::decode::{Decoder, Named, Part};
use crate::diag::{Code, Diagnostic};
use crate::parse::node::{Key, Node, NodeKind};
use crate::source::Span;
use crate::value::PluralForms;
use icu_plurals::PluralCategory;

/// A text, or texts by plural category of which one is `other`.
impl Part for PluralForms {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        plural_forms(node, decoder, Part::decode)
    }
}

/// The same, each text read in this way.
pub(super) fn plural_forms(
    node: &Node,
    decoder: &mut Decoder<'_>,
    decode: impl Fn(&Node, &mut Decoder<'_>) -> Option<Box<str>>,
) -> Option<PluralForms> {
    if node.as_str().is_some() {
        return decode(node, decoder).map(|text| PluralForms::same(&text));
    }
    let forms = WithOther::decode(node, decoder, decode)?;
    let all = PluralForms::same(&forms.other);
    Some(forms.special.into_iter().fold(all, |all, (category, text)| all.with(category, &text)))
}

/// The name of a plural category.
impl Part for PluralCategory {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        plural_category(decoder.text(node)?, node.span, decoder)
    }
}

/// Texts by what they are for, and one for all others.
#[derive(Debug, Clone)]
pub(super) struct WithOther<K, V = Box<str>> {
    pub(super) other: V,
    pub(super) special: Vec<(K, V)>,
}

impl<K: Named, V> WithOther<K, V> {
    pub(super) fn decode(
        node: &Node,
        decoder: &mut Decoder<'_>,
        decode: impl Fn(&Node, &mut Decoder<'_>) -> Option<V>,
    ) -> Option<Self> {
        let other = decoder.field_or(node, "other", None, &decode);
        // What is no mapping lacks `other`, which has been said.
        let NodeKind::Mapping(entries) = &node.kind else { return None };
        let mut special = Vec::new();
        for (key, value) in entries.iter().filter(|(key, _)| &*key.text != "other") {
            let key = K::from_key(key, decoder);
            special.extend(key.zip(decode(value, decoder)));
        }
        Some(Self { other: other?, special })
    }

    pub(super) fn get(&self, key: K) -> &V {
        let special = self.special.iter().find(|(known, _)| *known == key);
        special.map_or(&self.other, |(_, text)| text)
    }
}

impl Named for PluralCategory {
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self> {
        plural_category(&key.text, key.span, decoder)
    }
}

fn plural_category(name: &str, span: Span, decoder: &mut Decoder<'_>) -> Option<PluralCategory> {
    let category = PluralCategory::get_for_cldr_string(name);
    if category.is_none() {
        let message = format!("`{name}` is not a plural category");
        decoder.push(
            Diagnostic::new(Code::UnknownField, span, message)
                .help("the categories are zero, one, two, few, many and other"),
        );
    }
    category
}

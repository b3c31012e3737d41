//! The interface strings of a language.

use super::Locale;
use super::decode::{Decoder, Part};
use super::fill::fill;
use crate::parse::node::Node;
use crate::value::PluralForms;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Interface strings by key.
#[derive(Debug, Default)]
pub(super) struct Strings(BTreeMap<Box<str>, PluralForms>);

/// By the style of dates that goes with a spelling, the strings that are spelled otherwise in it.
pub(super) type Spelling = IndexMap<Box<str>, Strings>;

impl Part for Strings {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let strings = IndexMap::<Box<str>, PluralForms>::decode(node, decoder)?;
        Some(Self(strings.into_iter().collect()))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl Strings {
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Spells strings as it goes with a style of dates.
    pub(super) fn spell(&mut self, mut spelling: Spelling, dates: &str) {
        self.extend(spelling.swap_remove(dates).unwrap_or_default());
    }
}

impl Locale {
    /// The string of a key, its `{name}` placeholders replaced; a placeholder without an argument
    /// stays. `None` if there is no such key. Of plural forms it is `other`.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let forms = self.strings.0.get(key)?;
        Some(fill_named(forms.iter().next()?, args))
    }

    /// The string of a key in the plural form of a number; `{n}` is the number, printed as this
    /// language prints numbers, unless the arguments have another.
    #[must_use]
    pub fn plural_text(
        &self,
        key: &str,
        n: impl Into<Decimal>,
        args: &[(&str, &str)],
    ) -> Option<String> {
        let n = n.into();
        let form = self.plurals.choose(self.strings.0.get(key)?, n);
        if args.iter().any(|(name, _)| *name == "n") {
            return Some(fill_named(form, args));
        }
        let number = self.decimal(&n);
        let args: Vec<_> = args.iter().copied().chain([("n", number.as_str())]).collect();
        Some(fill_named(form, &args))
    }

    /// Every key that has a string, sorted.
    pub fn string_keys(&self) -> impl Iterator<Item = &str> {
        self.strings.0.keys().map(|key| &**key)
    }
}

fn fill_named(pattern: &str, args: &[(&str, &str)]) -> String {
    fill(pattern, |name, out| {
        let value = args.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        value.is_some()
    })
}

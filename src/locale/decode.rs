//! Taking typed parts out of the tree of a locale file, collecting every problem.
//!
//! What stands in a mapping is declared with [`words!`]; its decoding follows. With `serde` the
//! first problem of a file would be the only one that its author sees.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::LocaleOptions;
use crate::locale::fill::{Piece, pieces};
use crate::parse::node::{Key, Node, NodeKind};
use crate::value::{Currency, PluralForms, Relation};
use icu_plurals::PluralCategory;
use indexmap::IndexMap;
use std::hash::Hash;
use std::str::FromStr;

/// Declares a mapping of a locale file: its fields have the names of its keys, and each type says
/// how it is read and whether it may be left out, unless `as required` or `as optional` say so.
/// `= …` reads the value in another way; it has to be there.
macro_rules! words {
    (
        $(#[$about:meta])*
        $name:ident {
            $(
                $(#[$doc:meta])*
                $field:ident: $type:ty $(as $required:ident)? $(= $decode:expr)?,
            )*
        }
    ) => {
        $(#[$about])*
        pub(in crate::locale) struct $name {
            $($(#[$doc])* pub(in crate::locale) $field: $type,)*
        }

        impl $crate::locale::decode::Part for $name {
            fn decode(
                node: &$crate::parse::node::Node,
                decoder: &mut $crate::locale::decode::Decoder<'_>,
            ) -> Option<Self> {
                decoder.close(node, &[$(stringify!($field)),*]);
                $(
                    let $field: Option<$type> = decoder.field_or(
                        node,
                        stringify!($field),
                        words!(@absent $type $(as $required)? $(= $decode)?),
                        words!(@decode $type $(= $decode)?),
                    );
                )*
                Some(Self { $($field: $field?),* })
            }
        }
    };
    (@absent $type:ty) => { <$type as $crate::locale::decode::Part>::absent() };
    (@absent $type:ty as required) => { None };
    (@absent $type:ty = $decode:expr) => { None };
    (@absent $type:ty as optional $(= $decode:expr)?) => { Some(<$type>::default()) };
    (@decode $type:ty) => { <$type as $crate::locale::decode::Part>::decode };
    (@decode $type:ty = $decode:expr) => { $decode };
}
pub(super) use words;

/// A value of a locale file.
pub(super) trait Part: Sized {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What it is where the file does not have it; `None` if it has to be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// What a key of a locale file names.
pub(super) trait Named: Hash + Eq {
    /// `None` is reported, but for a key that names nothing.
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self>
    where
        Self: Sized;
}

/// Reads nodes and reports what is wrong with them.
pub(super) struct Decoder<'s> {
    /// Which of the styles in the file a site has chosen.
    pub(super) options: LocaleOptions<'s>,
    sink: &'s mut Sink,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(options: LocaleOptions<'s>, sink: &'s mut Sink) -> Self {
        Self { options, sink }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// A field that has to be there.
    pub(super) fn field<T: Part>(&mut self, node: &Node, key: &str) -> Option<T> {
        self.field_or(node, key, None, T::decode)
    }

    /// A field read by a function, with what it is where it is missing; without that, it is
    /// reported.
    pub(super) fn field_or<T>(
        &mut self,
        node: &Node,
        key: &str,
        absent: Option<T>,
        decode: impl FnOnce(&Node, &mut Self) -> Option<T>,
    ) -> Option<T> {
        if let Some(part) = node.get(key) {
            return decode(part, self);
        }
        if absent.is_none() {
            let message = format!("the field `{key}` is missing here");
            self.push(Diagnostic::new(Code::MissingField, node.span, message));
        }
        absent
    }

    /// Reports every field that is not one of those known.
    pub(super) fn close(&mut self, node: &Node, known: &[&str]) {
        let fields = self.entries(node);
        for (key, _) in fields.iter().filter(|(key, _)| !known.contains(&&*key.text)) {
            let message = format!("unknown field `{}`", key.text);
            let help = likely(&key.text, known.iter().copied(), "fields here");
            self.push(Diagnostic::new(Code::UnknownField, key.span, message).help(help));
        }
    }

    /// The fields of a mapping.
    pub(super) fn entries<'n>(&mut self, node: &'n Node) -> &'n [(Key, Node)] {
        match &node.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Null => &[],
            _ => {
                self.wrong_type(node, "a mapping");
                &[]
            }
        }
    }

    /// A text.
    pub(super) fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        if node.as_str().is_none() {
            self.wrong_type(node, "a text");
        }
        node.as_str()
    }

    /// The items of a list, those that can be read.
    pub(super) fn list<T>(
        &mut self,
        node: &Node,
        decode: impl Fn(&Node, &mut Self) -> Option<T>,
    ) -> Vec<T> {
        let items = match &node.kind {
            NodeKind::Sequence(items) => &**items,
            NodeKind::Null => &[],
            _ => {
                self.wrong_type(node, "a list");
                &[]
            }
        };
        items.iter().filter_map(|item| decode(item, self)).collect()
    }

    /// A number or another value that is read from a text.
    fn value<T: FromStr>(&mut self, node: &Node, what: &str) -> Option<T> {
        let text = self.text(node)?;
        let value = text.parse().ok();
        if value.is_none() {
            let message = format!("expected {what}, found `{text}`");
            self.push(Diagnostic::new(Code::WrongType, node.span, message));
        }
        value
    }

    /// A text whose placeholders are among those allowed and include those required.
    pub(super) fn pattern(
        &mut self,
        node: &Node,
        allowed: &[&str],
        required: &[&str],
    ) -> Option<Box<str>> {
        let text = self.text(node)?;
        let mut missing = required.to_vec();
        let mut is_good = true;
        for piece in pieces(text) {
            let Piece::Slot(name) = piece else { continue };
            missing.retain(|wanted| *wanted != name);
            if !allowed.contains(&name) {
                is_good = false;
                let message = format!("there is no placeholder `{{{name}}}` here");
                let help =
                    format!("the placeholders here are {}", list_known(allowed.iter().copied()));
                self.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
            }
        }
        if let Some(name) = missing.first() {
            let message = format!("the placeholder `{{{name}}}` is missing in this text");
            self.push(Diagnostic::new(Code::MissingField, node.span, message));
            return None;
        }
        is_good.then(|| text.into())
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.describe());
        self.push(Diagnostic::new(Code::WrongType, node.span, message));
    }
}

/// What may be meant, or all that is possible.
pub(super) fn likely<'a>(
    found: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    what: &str,
) -> String {
    match closest(found, known.clone()) {
        Some(likely) => format!("did you mean `{likely}`?"),
        None => format!("the {what} are {}", list_known(known)),
    }
}

/// Reads a text that has all of these placeholders and no others.
pub(super) fn pattern(
    slots: &'static [&'static str],
) -> impl Fn(&Node, &mut Decoder<'_>) -> Option<Box<str>> {
    move |node, decoder| decoder.pattern(node, slots, slots)
}

impl Part for Box<str> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.text(node).map(Self::from)
    }
}

impl<T: Part> Part for Option<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Part> Part for Vec<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Some(decoder.list(node, T::decode))
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Part, const N: usize> Part for [T; N] {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let texts = Vec::<T>::decode(node, decoder)?;
        let n_found = texts.len();
        let names = texts.try_into().ok();
        if names.is_none() {
            let message = format!("{N} texts are needed here, found {n_found}");
            decoder.push(Diagnostic::new(Code::WrongType, node.span, message));
        }
        names
    }
}

/// A table in the order of the file.
impl<K: Named, T: Part> Part for IndexMap<K, T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut table = Self::new();
        for (key, value) in decoder.entries(node) {
            let key = K::from_key(key, decoder);
            if let (Some(key), Some(value)) = (key, T::decode(value, decoder)) {
                table.insert(key, value);
            }
        }
        Some(table)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl Part for bool {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.value(node, "true or false")
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Part for u32 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.value(node, "a whole number")
    }
}

impl Part for usize {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.value(node, "a number of digits")
    }
}

/// A power of ten from 1 to 24, below the limit of 28 digits.
impl Part for u8 {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let power = decoder.value(node, "a power of ten")?;
        if (1..=24).contains(&power) {
            return Some(power);
        }
        let message = format!("{power} is not a power of ten from 1 to 24");
        decoder.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        None
    }
}

/// A fraction, its upper and its lower number.
impl Part for (u32, u32) {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.text(node)?;
        let parts = text.split_once('/').and_then(|(upper, lower)| {
            Some((upper.parse().ok()?, lower.parse().ok().filter(|lower| *lower > 0)?))
        });
        if parts.is_none() {
            let message = format!("expected a fraction such as `1/2`, found `{text}`");
            decoder.push(Diagnostic::new(Code::WrongType, node.span, message));
        }
        parts
    }
}

impl Part for Relation {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.text(node)?;
        let relation = Self::from_name(text);
        if relation.is_none() {
            let message = format!("`{text}` is not a relation");
            let names = Self::NAMED.map(|(name, _)| name);
            let help = format!("the relations are {}", list_known(names));
            decoder.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
        }
        relation
    }
}

/// A text, or texts by plural category of which one is `other`.
impl Part for PluralForms {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        forms(node, decoder, Part::decode)
    }
}

/// The same of texts that are read by a function.
pub(super) fn forms(
    node: &Node,
    decoder: &mut Decoder<'_>,
    decode: impl Fn(&Node, &mut Decoder<'_>) -> Option<Box<str>>,
) -> Option<PluralForms> {
    if node.as_str().is_some() {
        return decode(node, decoder).map(|text| PluralForms::same(&text));
    }
    let forms = WithOther::decode(node, decoder, decode)?;
    let special = forms.special.into_iter();
    let other = PluralForms::same(&forms.other);
    Some(special.fold(other, |forms, (category, text)| forms.with(category, &text)))
}

/// Texts by what they are for, and one for all others.
#[derive(Debug, Clone)]
pub(super) struct WithOther<K, T = Box<str>> {
    pub(super) other: T,
    pub(super) special: Vec<(K, T)>,
}

impl<K: Named, T> WithOther<K, T> {
    pub(super) fn decode(
        node: &Node,
        decoder: &mut Decoder<'_>,
        decode: impl Fn(&Node, &mut Decoder<'_>) -> Option<T>,
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

    pub(super) fn get(&self, key: K) -> &T {
        let special = self.special.iter().find(|(known, _)| *known == key);
        special.map_or(&self.other, |(_, text)| text)
    }
}

impl Named for Box<str> {
    fn from_key(key: &Key, _: &mut Decoder<'_>) -> Option<Self> {
        Some(key.text.clone())
    }
}

/// A day of a month.
impl Named for u32 {
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self> {
        let day = key.text.parse().ok().filter(|day| (1..=31).contains(day));
        if day.is_none() {
            let message = format!("`{}` is not a day of a month", key.text);
            decoder.push(Diagnostic::new(Code::UnknownValue, key.span, message));
        }
        day
    }
}

/// Its first character.
impl Named for char {
    fn from_key(key: &Key, _: &mut Decoder<'_>) -> Option<Self> {
        key.text.chars().next()
    }
}

impl Named for Currency {
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self> {
        let currency = Self::from_code(&key.text);
        if currency.is_none() {
            let message = format!("`{}` is not a currency in use", key.text);
            decoder.push(
                Diagnostic::new(Code::UnknownValue, key.span, message)
                    .help("use a code of ISO 4217, such as `USD`"),
            );
        }
        currency
    }
}

impl Named for PluralCategory {
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self> {
        let category = Self::get_for_cldr_string(&key.text);
        if category.is_none() {
            let message = format!("`{}` is not a plural category", key.text);
            decoder.push(
                Diagnostic::new(Code::UnknownField, key.span, message)
                    .help("the categories are zero, one, two, few, many and other"),
            );
        }
        category
    }
}

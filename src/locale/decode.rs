//! Taking typed parts out of the tree of a locale file, collecting every problem.
//!
//! What stands in a mapping is declared with [`words!`]; its decoding follows. With `serde` the
//! first problem of a file would be the only one that its author sees.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::LocaleOptions;
use crate::locale::fill::{Piece, pieces};
use crate::parse::node::{Key, Node, NodeKind};
use crate::source::Span;
use crate::value::{Currency, Relation};
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

    /// The values that one item of a list stands for: of a text with forms in brackets several.
    fn decode_all(node: &Node, decoder: &mut Decoder<'_>) -> Vec<Self> {
        Self::decode(node, decoder).into_iter().collect()
    }

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

    /// All that it names: of a key with forms in brackets several.
    fn all_from_key(key: &Key, decoder: &mut Decoder<'_>) -> Vec<Self>
    where
        Self: Sized,
    {
        Self::from_key(key, decoder).into_iter().collect()
    }
}

/// How many texts one with forms in brackets may stand for, so that no file can fill the memory.
const MOST_FORMS: usize = 400;

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

    /// The texts that one with forms in brackets stands for: `проект(|а|у)` is three. A language
    /// whose words change their endings would fill pages without them.
    pub(super) fn forms(&mut self, text: &str, span: Span) -> Vec<Box<str>> {
        let mut forms = vec![String::new()];
        let mut rest = text;
        while let Some((before, inside, after)) = next_group(rest) {
            let endings = || inside.split('|');
            if forms.len() * endings().count() > MOST_FORMS {
                let message = format!("this stands for more than {MOST_FORMS} texts");
                self.push(Diagnostic::new(Code::ImpossibleValue, span, message));
                return Vec::new();
            }
            let longer = forms
                .iter()
                .flat_map(|form| endings().map(move |ending| format!("{form}{before}{ending}")));
            forms = longer.collect();
            rest = after;
        }
        forms.into_iter().map(|form| (form + rest).into()).collect()
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
            // The day with two digits is that day.
            let named = match name {
                "dd" => "day",
                "dd2" => "day2",
                name => name,
            };
            missing.retain(|wanted| *wanted != named);
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

    /// A list of such texts, each with all its forms.
    pub(super) fn patterns(
        &mut self,
        node: &Node,
        allowed: &[&str],
        required: &[&str],
    ) -> Vec<Box<str>> {
        let forms = self.list(node, |item, decoder| {
            let pattern = decoder.pattern(item, allowed, required)?;
            Some(decoder.forms(&pattern, item.span))
        });
        forms.into_iter().flatten().collect()
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.describe());
        self.push(Diagnostic::new(Code::WrongType, node.span, message));
    }
}

/// The next brackets with forms in a text: what stands before, in and behind them.
fn next_group(text: &str) -> Option<(&str, &str, &str)> {
    let mut starts = text.match_indices('(').map(|(start, _)| start);
    starts.find_map(|start| {
        let (inside, after) = text[start + 1..].split_once(')')?;
        inside.contains('|').then_some((&text[..start], inside, after))
    })
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

    fn decode_all(node: &Node, decoder: &mut Decoder<'_>) -> Vec<Self> {
        let text = decoder.text(node);
        text.map(|text| decoder.forms(text, node.span)).unwrap_or_default()
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
        let items = decoder.list(node, |item, decoder| Some(T::decode_all(item, decoder)));
        Some(items.into_iter().flatten().collect())
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
            let keys = K::all_from_key(key, decoder);
            if keys.is_empty() {
                T::decode(value, decoder);
            }
            for key in keys {
                let value = T::decode(value, decoder);
                table.extend(value.map(|value| (key, value)));
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

impl Named for Box<str> {
    fn from_key(key: &Key, _: &mut Decoder<'_>) -> Option<Self> {
        Some(key.text.clone())
    }

    fn all_from_key(key: &Key, decoder: &mut Decoder<'_>) -> Vec<Self> {
        decoder.forms(&key.text, key.span)
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

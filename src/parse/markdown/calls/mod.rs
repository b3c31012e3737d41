//! Calls in running text: `{{ figure(of="signed-value", in="2023-Q1") }}`.
//!
//! Code is left alone, and `\{{` is a pair of braces. What a call means is decided where the
//! ledger is known, see `model::shortcode`; here only its form is read.

mod read;
mod scan;

pub use scan::in_words;
pub(super) use scan::mark;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::source::Span;

/// Stands in the plain text where a call will print something.
pub const PLACEHOLDER: char = '\u{fffc}';

/// A call as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The name of the function.
    pub name: Box<str>,
    /// The place of the name.
    pub name_span: Span,
    /// The whole call with its braces.
    pub span: Span,
    /// What stands between the parentheses, in order.
    pub arguments: Vec<Argument>,
    /// Where in its text it stands.
    pub place: Place,
    /// Its [`PLACEHOLDER`] in the plain text, in bytes.
    pub plain: Range<usize>,
}

/// Where in its text a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among words.
    Text,
    /// In the text of a link, which cannot hold other links.
    Link,
    /// Alone in its paragraph.
    Block,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: Box<str>,
    /// The place of its name.
    pub name_span: Span,
    /// Its value.
    pub value: Value,
    /// The place of its value, without the quotes of a text.
    pub value_span: Span,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// In quotes.
    Text(Box<str>),
    /// Digits.
    Number(Decimal),
    /// `true` or `false`.
    Bool(bool),
}

impl Call {
    /// Whether two calls ask for the same, however they are written.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let has = |argument: &Argument| {
            other.argument(&argument.name).is_some_and(|own| own.value == argument.value)
        };
        self.name == other.name
            && self.arguments.len() == other.arguments.len()
            && self.arguments.iter().all(has)
    }

    /// The argument with that name.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| &*argument.name == name)
    }
}

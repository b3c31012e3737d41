//! A YAML document as a tree that keeps the place of every key and value.

use crate::source::Span;

/// One value of a document with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value's own text; for a collection from its first to its last part. An empty value's
    /// span is the empty place where it would stand.
    pub span: Span,
    /// The value.
    pub kind: NodeKind,
}

/// What a YAML value is. Plain scalars are not interpreted here: `010`, `no` and `1e3` are texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// An empty value, `~` or `null`, unquoted.
    Null,
    /// A value that cannot be used and has been reported; whoever meets it says nothing more.
    Invalid,
    /// Any other scalar.
    Scalar(Scalar),
    /// `- a` or `[a, b]`.
    Sequence(Vec<Node>),
    /// `key: value` or `{key: value}`, in the order of the file; each key once.
    Mapping(Vec<(Key, Node)>),
}

/// A scalar as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unquoting, unescaping and folding.
    pub text: Box<str>,
    /// Plain, or in quotes or a block.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: what stands in the file is the text, byte for byte (if on one line).
    Plain,
    /// In single or double quotes.
    Quoted,
    /// A block, `|` or `>`.
    Block,
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its text.
    pub text: Box<str>,
    /// Its place.
    pub span: Span,
}

impl Node {
    /// What it is, for messages: "a text", "a list", "a mapping", "nothing".
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "nothing",
            NodeKind::Invalid => "an unusable value",
            NodeKind::Scalar(_) => "a text",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Mapping(_) => "a mapping",
        }
    }

    /// Whether it is a plain word of the letters that ids are made of.
    #[must_use]
    pub fn looks_like_id(&self) -> bool {
        let is_of_id =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        self.as_str().is_some_and(|text| text.bytes().all(is_of_id))
    }

    /// The scalar's text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The keys of a mapping; none of anything else.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let entries = match &self.kind {
            NodeKind::Mapping(entries) => &entries[..],
            _ => &[],
        };
        entries.iter().map(|(key, _)| &*key.text)
    }

    /// The value under a key, if it is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Mapping(entries) => {
                entries.iter().find(|(found, _)| &*found.text == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}

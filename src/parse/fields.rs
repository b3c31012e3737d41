//! Reads the fields of a record one by one and collects all that is wrong with them.
//!
//! A decoder takes every field that it knows and then calls [`Fields::finish`], which reports
//! required fields that are missing and fields that nobody took. Values that were reported when
//! the file was read ([`NodeKind::Invalid`]) never give a second message.

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;

/// The fields of one mapping, while they are read.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: &'a [(Key, Node)],
    span: Span,
    what: &'a str,
    /// Every field asked for, in that order.
    known: Vec<&'a str>,
    missing: Vec<&'a str>,
}

impl<'a> Fields<'a> {
    /// The fields of a mapping; `what` names the record with its article: "a project". Anything
    /// but a mapping is reported.
    pub fn new(node: &'a Node, what: &'a str, sink: &mut Sink) -> Option<Self> {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                let (known, missing) = (Vec::new(), Vec::new());
                Some(Self { entries, span: node.span, what, known, missing })
            }
            NodeKind::Invalid => None,
            _ => {
                let message = format!("{what} is a mapping, but this is {}", node.describe());
                let diagnostic = Diagnostic::new(Code::WrongType, node.span, message);
                sink.push(diagnostic.help("write its fields as `key: value`, one a line"));
                None
            }
        }
    }

    /// Where the record starts: its `id`, or else its first key.
    #[must_use]
    pub fn start(&self) -> Span {
        let id = self.entries.iter().find(|(key, _)| &*key.text == "id").map(|(_, id)| id.span);
        let first = self.entries.first().map(|(key, _)| key.span);
        id.filter(|span| span.start < span.end).or(first).unwrap_or(self.span)
    }

    /// The whole record.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The field, if it is there and not empty. From now on it is known.
    pub fn take(&mut self, name: &'a str) -> Option<(&'a Key, &'a Node)> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        let (key, node) = self.entries.iter().find(|(key, _)| &*key.text == name)?;
        (node.kind != NodeKind::Null).then_some((key, node))
    }

    /// The value of a field that another reads: it does not become known by it.
    #[must_use]
    pub fn peek(&self, name: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(key, _)| &*key.text == name).map(|(_, node)| node)
    }

    /// The value of a field, if it is there and not empty. From now on the field is known.
    pub fn optional(&mut self, name: &'a str) -> Option<&'a Node> {
        self.take(name).map(|(_, node)| node)
    }

    /// The value of a field that must be there; [`Self::finish`] reports it if it is not.
    pub fn required(&mut self, name: &'a str) -> Option<&'a Node> {
        let found = self.optional(name);
        if found.is_none() && !self.missing.contains(&name) {
            self.missing.push(name);
        }
        found
    }

    /// Reports the fields that nobody took, and the required ones that are missing. A key that is
    /// a slip of a missing field counts as that field: one mistake, one message.
    pub fn finish(mut self, sink: &mut Sink) {
        let unknown: Vec<&Key> = self
            .entries
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !self.known.contains(&&*key.text))
            .collect();
        for key in unknown {
            let meant = closest(&key.text, self.missing.iter().copied());
            self.missing.retain(|name| Some(*name) != meant);
            let absent = |name: &&&str| !self.entries.iter().any(|(key, _)| *key.text == ***name);
            let meant = meant
                .or_else(|| closest(&key.text, self.known.iter().filter(absent).copied()))
                .or_else(|| closest(&key.text, self.known.iter().copied()));
            sink.push(self.unknown_field(key, meant));
        }
        for name in &self.missing {
            sink.push(self.missing_field(name));
        }
    }

    fn unknown_field(&self, key: &Key, meant: Option<&str>) -> Diagnostic {
        let message = format!("{} has no field `{}`", self.what, key.text);
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("its fields are {}", list_known(self.known.iter().copied())),
        };
        Diagnostic::new(Code::UnknownField, key.span, message).help(help)
    }

    fn missing_field(&self, name: &str) -> Diagnostic {
        let empty = self.entries.iter().find(|(key, _)| &*key.text == name);
        match empty {
            Some((key, _)) => {
                let message = format!("the field `{name}` of {} is empty", self.what);
                Diagnostic::new(Code::MissingField, key.span, message)
                    .help(format!("write a value behind `{name}:`"))
            }
            None => {
                let message = format!("{} needs the field `{name}`", self.what);
                Diagnostic::new(Code::MissingField, self.start(), message)
                    .help(format!("add `{name}: …`"))
            }
        }
    }
}

/// The text of a scalar, with it the scalar; anything else is reported. `what` names the field:
/// "`name`".
pub fn expect_scalar<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a Scalar> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(scalar),
        _ => report(node, what, "a text", None, sink),
    }
}

/// The text of a scalar; anything else is reported.
pub fn expect_str<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a str> {
    expect_scalar(node, what, sink).map(|scalar| &*scalar.text)
}

/// The text of a scalar that says something; one that is empty or blank is reported like anything
/// else.
pub fn expect_text<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a str> {
    let text = expect_str(node, what, sink)?.trim();
    if text.is_empty() {
        sink.push(empty_text(node.span, what));
        return None;
    }
    Some(text)
}

/// The problem of a text that says nothing.
#[must_use]
pub fn empty_text(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, span, format!("{what} is an empty text"))
        .help("write the text, or leave the field out")
}

/// `true` or `false` without quotes; anything else is reported.
pub fn expect_bool(node: &Node, what: &str, sink: &mut Sink) -> Option<bool> {
    let help = match &node.kind {
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) => match &**text {
            "true" => return Some(true),
            "false" => return Some(false),
            text => meant_bool(text),
        },
        NodeKind::Scalar(scalar) if matches!(&*scalar.text, "true" | "false") => {
            Some(format!("remove the quotes: `{}`", scalar.text))
        }
        _ => None,
    };
    let help = help.unwrap_or_else(|| "write `true` or `false`".to_owned());
    report(node, what, "`true` or `false`", Some(help), sink)
}

/// What another word for yes or no stands for.
fn meant_bool(text: &str) -> Option<String> {
    let value = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" | "是" | "有" => "true",
        "no" | "n" | "off" | "0" | "false" | "否" | "无" => "false",
        _ => return None,
    };
    Some(format!("write `{value}`"))
}

/// A whole number from 0, in ASCII digits; anything else is reported.
pub fn expect_u32(node: &Node, what: &str, sink: &mut Sink) -> Option<u32> {
    let digits = |scalar: &Scalar| scalar.text.bytes().all(|byte| byte.is_ascii_digit());
    match &node.kind {
        NodeKind::Scalar(scalar) if digits(scalar) && scalar.text.parse::<u32>().is_ok() => {
            scalar.text.parse().ok()
        }
        _ => {
            let text = node.as_str().unwrap_or_default();
            let is_number = !text.is_empty()
                && text.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit());
            let help = match is_number {
                true => format!("write a number from 0 to {}", u32::MAX),
                false => "write it with the digits 0 to 9 only".to_owned(),
            };
            report(node, what, "a whole number", Some(help), sink)
        }
    }
}

/// The items of a list; anything else is reported.
pub fn expect_list<'a>(node: &'a Node, what: &str, sink: &mut Sink) -> Option<&'a [Node]> {
    match &node.kind {
        NodeKind::Sequence(items) => Some(items),
        NodeKind::Scalar(scalar) => {
            report(node, what, "a list", Some(format!("write `[{}]`", scalar.text)), sink)
        }
        _ => {
            let help = "write `- ` before each item".to_owned();
            report(node, what, "a list", Some(help), sink)
        }
    }
}

/// The items of a list, or the value itself as the only one, for fields that take both.
#[must_use]
pub fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The entries of a mapping; anything else is reported.
pub fn expect_mapping<'a>(
    node: &'a Node,
    what: &str,
    sink: &mut Sink,
) -> Option<&'a [(Key, Node)]> {
    match &node.kind {
        NodeKind::Mapping(entries) => Some(entries),
        _ => report(node, what, "a mapping", Some("write `key: value`".to_owned()), sink),
    }
}

/// The value that a word stands for; other words are reported with the one that may be meant.
pub fn expect_one_of<T: Copy>(
    node: &Node,
    what: &str,
    values: &[(&str, T)],
    sink: &mut Sink,
) -> Option<T> {
    let text = expect_str(node, what, sink)?;
    if let Some((_, value)) = values.iter().find(|(word, _)| *word == text) {
        return Some(*value);
    }
    let words = || values.iter().map(|(word, _)| *word);
    let help = match closest(text, words()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("its values are {}", list_known(words())),
    };
    let message = format!("{what} cannot be `{text}`");
    sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    None
}

/// Reports a value of the wrong type, unless it has been reported.
fn report<T>(
    node: &Node,
    what: &str,
    expected: &str,
    help: Option<String>,
    sink: &mut Sink,
) -> Option<T> {
    if node.kind == NodeKind::Invalid {
        return None;
    }
    let found = match &node.kind {
        NodeKind::Scalar(scalar) if scalar.text.chars().count() <= 40 => {
            format!("`{}`", scalar.text)
        }
        _ => node.describe().to_owned(),
    };
    let message = format!("{what} takes {expected}, but this is {found}");
    sink.push(Diagnostic::new(Code::WrongType, node.span, message).help_opt(help));
    None
}

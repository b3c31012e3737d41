//! Taking typed parts out of the tree of a locale file, collecting every problem.

use super::fill::{Piece, pieces};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::node::{Key, Node, NodeKind};
use crate::value::PluralForms;
use icu_plurals::PluralCategory;
use std::str::FromStr;

/// Reads nodes and reports what is wrong with them.
pub(super) struct Decoder<'s> {
    sink: &'s mut Sink,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(sink: &'s mut Sink) -> Self {
        Self { sink }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.sink.push(diagnostic);
    }

    /// The value of a field that must be there.
    pub(super) fn required<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n Node> {
        let found = node.get(key);
        if found.is_none() {
            let message = format!("the field `{key}` is missing here");
            self.push(Diagnostic::new(Code::MissingField, node.span, message));
        }
        found
    }

    /// A required field, decoded by a function.
    pub(super) fn part<'n, T>(
        &mut self,
        node: &'n Node,
        key: &str,
        decode: impl FnOnce(&'n Node, &mut Self) -> Option<T>,
    ) -> Option<T> {
        let part = self.required(node, key)?;
        decode(part, self)
    }

    /// Reports every field that is not one of those known.
    pub(super) fn close(&mut self, node: &Node, known: &[&str]) {
        let fields = self.entries(node);
        for (key, _) in fields.iter().filter(|(key, _)| !known.contains(&&*key.text)) {
            let message = format!("unknown field `{}`", key.text);
            let likely = closest(&key.text, known.iter().copied());
            let help = match likely {
                Some(likely) => format!("did you mean `{likely}`?"),
                None => format!("the fields here are {}", list_known(known.iter().copied())),
            };
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

    /// The items of a list.
    pub(super) fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            NodeKind::Sequence(items) => items,
            NodeKind::Null => &[],
            _ => {
                self.wrong_type(node, "a list");
                &[]
            }
        }
    }

    /// The texts of a list; none if the field is missing.
    pub(super) fn texts(&mut self, node: Option<&Node>) -> Vec<Box<str>> {
        let items = node.map_or(&[][..], |node| self.items(node));
        items.iter().filter_map(|item| self.text(item).map(Box::from)).collect()
    }

    /// Exactly `N` texts.
    pub(super) fn names<const N: usize>(&mut self, node: &Node) -> Option<[Box<str>; N]> {
        let texts = self.texts(Some(node));
        let n_found = texts.len();
        let names = texts.try_into().ok();
        if names.is_none() {
            let message = format!("{N} texts are needed here, found {n_found}");
            self.push(Diagnostic::new(Code::WrongType, node.span, message));
        }
        names
    }

    /// A number or another value that is read from a text.
    pub(super) fn value<T: FromStr>(&mut self, node: &Node, what: &str) -> Option<T> {
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

    /// A text, or texts by plural category of which one is `other`.
    pub(super) fn plural(&mut self, node: &Node) -> Option<PluralForms> {
        if let Some(text) = node.as_str() {
            return Some(PluralForms::same(text));
        }
        let other = self.required(node, "other")?;
        let mut forms = PluralForms::same(self.text(other)?);
        for (key, value) in self.entries(node) {
            let category = PluralCategory::get_for_cldr_string(&key.text);
            let text = self.text(value)?;
            match category {
                Some(category) => forms = forms.with(category, text),
                None => {
                    let message = format!("`{}` is not a plural category", key.text);
                    self.push(
                        Diagnostic::new(Code::UnknownField, key.span, message)
                            .help("the categories are zero, one, two, few, many and other"),
                    );
                }
            }
        }
        Some(forms)
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.describe());
        self.push(Diagnostic::new(Code::WrongType, node.span, message));
    }
}

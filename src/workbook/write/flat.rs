//! Records as what stands in cells: each value with the way to it.

use super::super::literal::{NO_ITEMS, NO_KEYS, NOTHING};
use super::super::names::Names;
use super::super::path::Step;
use super::super::value::{SEPARATORS, is_placeholder};
use super::super::{Setting, labels::key};
use crate::parse::node::{Key, Node, NodeKind, Scalar};
use crate::schema::{PathStep, Shape, Shapes};
use std::borrow::Cow;

/// What stands in one cell.
#[derive(Debug)]
pub(super) struct Leaf<'n> {
    /// Where it stands in a record, or in an item of a list.
    pub(super) path: Vec<Step>,
    /// What the field takes.
    pub(super) shape: Shape,
    pub(super) value: Said<'n>,
}

/// What a cell says.
#[derive(Debug)]
pub(super) enum Said<'n> {
    /// A scalar.
    One(&'n Scalar),
    /// Several of them.
    Several(String),
    /// That nothing is there.
    Nothing(&'static str),
}

/// A row: what stands in its cells.
pub(super) type Row<'n> = Vec<Leaf<'n>>;

/// What a flat table needs to know of the fields of a collection, or of the items of a list of it.
#[derive(Clone, Copy)]
pub(super) struct Flat<'f> {
    pub(super) setting: &'f Setting<'f>,
    pub(super) shapes: &'f Shapes,
    pub(super) names: &'f Names,
    pub(super) collection: &'static str,
    pub(super) list: Option<&'f str>,
    /// What stands between several values of a cell.
    pub(super) between: &'f str,
}

impl<'f> Flat<'f> {
    /// What a field takes.
    pub(super) fn shape(&self, path: &[Step]) -> Option<Shape> {
        let is_language = |code: &str| self.setting.is_language(code);
        self.shapes.of(self.collection, self.steps(path), is_language)
    }

    /// The way to a field from the record.
    pub(super) fn steps<'s>(&self, path: &'s [Step]) -> Vec<PathStep<'s>>
    where
        'f: 's,
    {
        let list = self.list.into_iter().map(PathStep::Key);
        list.chain(path.iter().map(PathStep::from)).collect()
    }

    /// Whether a field is a list whose items have a sheet of their own.
    pub(super) fn has_sheet(&self, field: &str, value: &Node) -> bool {
        let is_part = |node: &Node| matches!(&node.kind, NodeKind::Mapping(of) if !of.is_empty());
        let are_parts = match &value.kind {
            NodeKind::Sequence(items) => items.iter().all(is_part),
            _ => is_part(value),
        };
        are_parts && self.is_list_of_parts(field)
    }

    /// Whether a field is a list of parts with fields of their own.
    pub(super) fn is_list_of_parts(&self, field: &str) -> bool {
        let shape = self.shape(&[key(field)]);
        matches!(shape, Some(Shape::List(items)) if *items == Shape::Parts)
    }

    /// The cells of a record, or of an item.
    pub(super) fn row<'n>(&self, fields: impl Iterator<Item = &'n (Key, Node)>) -> Row<'n> {
        let mut row = Vec::new();
        for (name, node) in fields {
            self.walk(&mut vec![key(&name.text)], node, &mut row);
        }
        row
    }

    fn walk<'n>(&self, path: &mut Vec<Step>, node: &'n Node, row: &mut Row<'n>) {
        let shape = self.shape(path).unwrap_or(Shape::Word);
        let is_free = shape == Shape::Free;
        let mut put = |path: &[Step], shape, value| {
            row.push(Leaf { path: path.to_vec(), shape, value });
        };
        match &node.kind {
            // Elsewhere, what is empty says what is not there says.
            NodeKind::Null if is_free => put(path, shape, Said::Nothing(NOTHING)),
            NodeKind::Null | NodeKind::Invalid => {}
            NodeKind::Sequence(items) if items.is_empty() && is_free => {
                put(path, shape, Said::Nothing(NO_ITEMS));
            }
            NodeKind::Mapping(entries) if entries.is_empty() && is_free => {
                put(path, shape, Said::Nothing(NO_KEYS));
            }
            NodeKind::Scalar(scalar) => match &shape {
                // Read as a list, it would be several.
                Shape::List(of) if !self.is_safe(&scalar.text, of) => {
                    path.push(Step::Item(0));
                    put(path, (**of).clone(), Said::One(scalar));
                    path.pop();
                }
                _ => put(path, shape, Said::One(scalar)),
            },
            NodeKind::Sequence(items) => match self.joined(items, &shape) {
                Some(joined) => put(path, shape, Said::Several(joined)),
                None if items.len() == 1 && path.last().and_then(Step::key) == Some("source") => {
                    self.walk(path, &items[0], row);
                }
                None => {
                    for (number, item) in items.iter().enumerate() {
                        path.push(Step::Item(number));
                        self.walk(path, item, row);
                        path.pop();
                    }
                }
            },
            NodeKind::Mapping(entries) => {
                for (name, value) in entries {
                    path.push(key(&name.text));
                    self.walk(path, value, row);
                    path.pop();
                }
            }
        }
    }

    /// Several values as one cell says them.
    fn joined(&self, items: &[Node], shape: &Shape) -> Option<String> {
        let Shape::List(of) = shape else { return None };
        let safe = |item: &Node| {
            let text = item.as_str().filter(|text| self.is_safe(text, of))?;
            Some(text.to_owned())
        };
        let parts: Option<Vec<String>> = items.iter().map(safe).collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join(self.between))
    }

    /// Whether a text is read as it stands where several may stand in a cell.
    fn is_safe(&self, text: &str, of: &Shape) -> bool {
        let is_word = !text.is_empty() && text == text.trim() && !is_placeholder(text);
        is_word
            && !text.starts_with('\'')
            && !text.contains(SEPARATORS)
            && crate::parse::damage::spreadsheet_error(text).is_none()
            && !self.is_name(text, of)
    }

    /// Whether a text would be taken for a record, which it is not.
    pub(super) fn is_name(&self, text: &str, of: &Shape) -> bool {
        let known = of.collection().and_then(|collection| self.names.of(collection));
        *of == Shape::Party && known.is_some_and(|of| !of.has_id(text) && of.find(text).is_some())
    }
}

impl Said<'_> {
    /// As text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::One(scalar) => Cow::Borrowed(&scalar.text),
            Self::Several(text) => Cow::Borrowed(text),
            Self::Nothing(word) => Cow::Borrowed(word),
        }
    }
}

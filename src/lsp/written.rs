//! A file as it is written: its YAML as a tree, and what stands at a place of it.

use crate::diag::Sink;
use crate::parse::front_matter;
use crate::parse::node::{Node, NodeKind, Style};
use crate::parse::yaml::parse_yaml_part;
use crate::schema::Expected;
use crate::source::FileId;
use std::ops::Range;

/// A file with the YAML that it is, or that its front matter is.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) yaml: Option<Node>,
    /// Where the YAML stands; all of a data file, nothing of any other file.
    pub(super) range: Range<usize>,
}

impl Written {
    pub(super) fn new(path: &str, text: &str) -> Self {
        // Places in it are counted in this text alone, so the number of the file does not matter.
        let file = FileId::new(0);
        let range = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "yaml" | "yml" | "json" => 0..text.len(),
            "md" => {
                let split = front_matter::split(file, text, &mut Sink::default());
                split.yaml.unwrap_or(0..0)
            }
            _ => 0..0,
        };
        let read = || parse_yaml_part(file, text, range.clone(), &mut Sink::default()).node;
        let yaml = if range.is_empty() { None } else { read() };
        Self { yaml, range }
    }
}

/// Where a scalar stands, without its quotes.
pub(super) fn inner_range(node: &Node, text: &str) -> Option<Range<usize>> {
    let range = node.span.range();
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    let is_quoted = scalar.style == Style::Quoted && range.len() >= 2;
    let is_quote = |at: usize| matches!(text.as_bytes().get(at), Some(b'"' | b'\''));
    match is_quoted && is_quote(range.start) && is_quote(range.end - 1) {
        true => Some(range.start + 1..range.end - 1),
        false => Some(range),
    }
}

/// A key or a value of a tree.
#[derive(Debug)]
pub(super) enum Spot<'n, 's> {
    /// A key: where it stands, what it may be, and the keys beside it.
    Key { text: &'n str, range: Range<usize>, expected: Expected<'s>, beside: Vec<&'n str> },
    /// A scalar: what it may be, and the mapping around it with the key that leads to it.
    Value { node: &'n Node, expected: Expected<'s>, around: Option<(&'n Node, &'n str)> },
}

/// The first key or scalar that is one that is looked for.
pub(super) fn find_spot<'n, 's>(
    node: &'n Node,
    expected: &Expected<'s>,
    is_meant: &impl Fn(&str, Range<usize>) -> bool,
) -> Option<Spot<'n, 's>> {
    find(node, expected, None, is_meant)
}

fn find<'n, 's>(
    node: &'n Node,
    expected: &Expected<'s>,
    around: Option<(&'n Node, &'n str)>,
    is_meant: &impl Fn(&str, Range<usize>) -> bool,
) -> Option<Spot<'n, 's>> {
    match &node.kind {
        NodeKind::Null | NodeKind::Invalid => None,
        NodeKind::Scalar(scalar) => is_meant(&scalar.text, node.span.range())
            .then(|| Spot::Value { node, expected: expected.one(), around }),
        NodeKind::Sequence(items) => {
            let expected = expected.item();
            items.iter().find_map(|item| find(item, &expected, around, is_meant))
        }
        NodeKind::Mapping(entries) => entries.iter().find_map(|(key, value)| {
            if is_meant(&key.text, key.span.range()) {
                let others = entries.iter().filter(|(other, _)| other.span != key.span);
                return Some(Spot::Key {
                    text: &key.text,
                    range: key.span.range(),
                    expected: expected.one(),
                    beside: others.map(|(other, _)| &*other.text).collect(),
                });
            }
            find(value, &expected.under(&key.text), Some((node, &key.text)), is_meant)
        }),
    }
}

//! Exact places where the parser's own are not: of empty values, blocks and lists.

use std::ops::Range;

use serde_yaml::granit_parser::ScalarStyle;

use super::Part;
use crate::parse::node::{Key, Node, NodeKind};
use crate::source::Span;

/// Gives an empty value its place, behind the colon.
pub(super) fn empty_value(part: Part<'_>, key: &Key, mut node: Node) -> Node {
    if node.kind == NodeKind::Null && node.span.start == node.span.end {
        let end = part.range(key.span).end;
        let after = part.text.get(end..).unwrap_or_default();
        let colon =
            after.find(|c: char| !c.is_whitespace()).filter(|at| after[*at..].starts_with(':'));
        let place = colon.map_or(end, |colon| end + colon + 1);
        node.span = part.span(place..place);
    }
    node
}

/// Gives an empty item of a block sequence its place, behind its dash; `before` is the end of the
/// item before it in the file.
pub(super) fn empty_item(part: Part<'_>, before: u32, mut node: Node) -> Node {
    let from = (before as usize).saturating_sub(part.offset);
    let rest = part.text.get(from..).unwrap_or_default();
    if node.kind == NodeKind::Null && node.span.start == node.span.end {
        let blanks = rest.len() - rest.trim_start().len();
        if rest[blanks..].starts_with('-') {
            let place = from + blanks + 1;
            node.span = part.span(place..place);
        }
    }
    node
}

/// The span of the first item of a block sequence with its dash.
pub(super) fn with_dash(part: Part<'_>, item: Span) -> Span {
    let before = part.text.get(..part.range(item).start).unwrap_or_default().trim_end();
    if !before.ends_with('-') {
        return item;
    }
    let dash = before.len() - 1;
    part.span(dash..dash).to(item)
}

/// The range of a scalar; that of a block without the blanks and line breaks at its end, and of
/// an empty block behind its indicator.
pub(super) fn trim_block(
    part: Part<'_>,
    text: &str,
    style: ScalarStyle,
    range: Range<usize>,
) -> Range<usize> {
    if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return range;
    }
    let end = part.text.get(..range.end).map_or(range.end, |before| before.trim_end().len());
    if !text.trim().is_empty() {
        return range.start..end.max(range.start);
    }
    end..end
}

//! What stands between the parts of a list.

use crate::locale::decode::Decoder;
use crate::parse::node::Node;

/// Separators of lists.
#[derive(Debug)]
pub(in crate::locale) struct ListWords {
    /// Between the parts of a list, but for the last.
    pub(in crate::locale) middle: Box<str>,
    /// Before the last of three or more.
    pub(in crate::locale) last: Box<str>,
    /// Between two.
    pub(in crate::locale) two: Box<str>,
}

impl ListWords {
    pub(in crate::locale) fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &["middle", "last", "two"]);
        let mut text = |key| decoder.part(node, key, |part, decoder| decoder.text(part));
        let (middle, last, two) = (text("middle"), text("last"), text("two"));
        Some(Self { middle: middle?.into(), last: last?.into(), two: two?.into() })
    }
}

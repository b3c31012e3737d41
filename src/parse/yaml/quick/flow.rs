//! Lists and mappings in brackets, on one line.

use super::{MAX_DEPTH, Reader};
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::parse::yaml::build::is_null;

impl Reader<'_> {
    /// A list or a mapping in brackets, at the first of which this is; goes behind the last one.
    pub(super) fn flow(&mut self, depth: usize) -> Option<Node> {
        if depth > MAX_DEPTH {
            return None;
        }
        let open = self.at;
        let is_list = self.byte()? == b'[';
        self.at += 1;
        self.skip_spaces();
        let kind = if is_list { self.flow_items(depth)? } else { self.flow_entries(depth)? };
        Some(Node { span: self.span(open, self.at), kind })
    }

    fn flow_items(&mut self, depth: usize) -> Option<NodeKind> {
        let first = self.items.len();
        let mut goes_on = !self.closes(b']');
        while goes_on {
            let node = self.flow_value(depth)?;
            self.add_item(node)?;
            goes_on = self.goes_on(b']')?;
        }
        Some(NodeKind::Sequence(self.items.drain(first..).collect()))
    }

    fn flow_entries(&mut self, depth: usize) -> Option<NodeKind> {
        let first = self.entries.len();
        let mut goes_on = !self.closes(b'}');
        while goes_on {
            let key = self.flow_key()?;
            self.skip_spaces();
            let node = self.flow_value(depth)?;
            // `1,446: ~` is taken for the rest of a number.
            if node.kind == NodeKind::Null && key.text.starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            self.add_entry(first, key, node)?;
            goes_on = self.goes_on(b'}')?;
        }
        Some(NodeKind::Mapping(self.take_entries(first)?))
    }

    /// Goes behind the bracket if it stands here.
    fn closes(&mut self, bracket: u8) -> bool {
        let closes = self.byte() == Some(bracket);
        self.at += usize::from(closes);
        closes
    }

    /// Whether another part follows; goes to it, or behind the bracket.
    fn goes_on(&mut self, bracket: u8) -> Option<bool> {
        self.skip_spaces();
        if self.closes(bracket) {
            return Some(false);
        }
        let goes_on = self.closes(b',').then_some(true);
        self.skip_spaces();
        goes_on
    }

    /// A key and its colon, behind which there is a space.
    fn flow_key(&mut self) -> Option<Key> {
        let start = self.at;
        let key = match self.byte()? {
            b'"' | b'\'' => self.quoted()?.key(),
            b'-' => return None,
            _ => {
                self.starts_plain()?;
                while self.byte()? != b':' {
                    if matches!(self.byte(), Some(b'\n' | b'#' | b',' | b'[' | b']' | b'{' | b'}'))
                    {
                        return None;
                    }
                    self.at += 1;
                }
                self.plain_key(start)?
            }
        };
        let is_key = self.byte() == Some(b':')
            && self.bytes.get(self.at + 1) == Some(&b' ')
            && self.at - start <= super::scalar::MAX_KEY_BYTES;
        self.at += 1;
        is_key.then_some(key)
    }

    fn flow_value(&mut self, depth: usize) -> Option<Node> {
        match self.byte()? {
            b'[' | b'{' => self.flow(depth + 1),
            b'"' | b'\'' => Some(self.quoted()?.node()),
            _ => self.flow_plain(),
        }
    }

    /// A text without quotes, which a comma or a bracket ends.
    fn flow_plain(&mut self) -> Option<Node> {
        let start = self.at;
        self.starts_plain()?;
        loop {
            match self.byte()? {
                b',' | b'[' | b']' | b'{' | b'}' => break,
                b'\n' => return None,
                b'#' if self.bytes[self.at - 1] == b' ' => return None,
                b':' if self
                    .bytes
                    .get(self.at + 1)
                    .is_none_or(|next| b" \n,[]{}".contains(next)) =>
                {
                    return None;
                }
                _ => self.at += 1,
            }
        }
        let end = self.trimmed(start, self.at);
        let text = self.slice(start, end);
        let kind = if is_null(text) {
            NodeKind::Null
        } else {
            NodeKind::Scalar(Scalar { text: text.into(), style: Style::Plain })
        };
        Some(Node { span: self.span(start, end), kind })
    }
}

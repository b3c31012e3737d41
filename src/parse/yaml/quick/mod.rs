//! Reads the plain YAML that ledgers are written in, some ten times as fast as the full parser.
//!
//! It takes a text only where it is sure of the whole tree, to the last byte of every span, and
//! that nothing is to be said of it. For any other text it gives `None`, wherever it notices, and
//! the full parser reads that from its start; so there is one place that explains what is wrong.
//! Debug builds read every text that it takes in both ways (`super::parse_yaml_part`).
//!
//! It takes mappings and lists by their indentation with spaces, lists and mappings in brackets on
//! one line, texts without quotes or in quotes on one line, blocks of text, and comments. Not so
//! anchors, tags, tabs, `\r`, texts without quotes over several lines, and whatever is rare.

mod flow;
mod scalar;

use super::{Part, entry, place, slip};
use crate::limits::MAX_YAML_VALUES;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;
use memchr::memchr;

/// Collections inside collections; a ledger needs about eight.
const MAX_DEPTH: usize = 32;

/// So many keys are faster compared one by one than sorted.
const FEW: usize = 32;

/// The document, if the whole text is plain.
pub(super) fn read(part: Part<'_>) -> Option<Node> {
    let bytes = part.text.as_bytes();
    if !has_plain_characters(bytes) {
        return None;
    }
    let mut reader = Reader {
        part,
        bytes,
        at: 0,
        column: None,
        items: Vec::new(),
        entries: Vec::new(),
        text: String::new(),
        n_values: 1,
    };
    reader.enter(0);
    if reader.column == Some(0) && bytes[reader.at..].starts_with(b"---\n") {
        reader.enter(reader.at + 4);
    }
    let root = reader.block(reader.column?, 0)?;
    reader.column.is_none().then_some(root)
}

/// Whether a text has none of the characters that are reported, that are no line breaks but may
/// look like it, or of which a rule of YAML depends that is not known here.
fn has_plain_characters(bytes: &[u8]) -> bool {
    // Without a way out of the loop, many bytes are compared at a time.
    let has_control = bytes
        .iter()
        .fold(false, |has, byte| has | (*byte < b' ' && *byte != b'\n' || *byte == 0x7f));
    // U+0080 to U+009F, the byte order mark, U+FFFD to U+FFFF.
    let is_harmless = |at: usize| match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
        (0xc2, Some(next), _) => *next >= 0xa0,
        (0xef, Some(0xbb), Some(last)) => *last != 0xbf,
        (0xef, Some(0xbf), Some(last)) => *last < 0xbd,
        _ => true,
    };
    !has_control && memchr::memchr2_iter(0xc2, 0xef, bytes).all(is_harmless)
}

/// The place where a text is read, and what has been read of collections that are not complete.
struct Reader<'a> {
    part: Part<'a>,
    bytes: &'a [u8],
    at: usize,
    /// The indentation of the line that was entered last; `None` at the end of the text.
    column: Option<usize>,
    /// The items of all lists that are open, those of the innermost last.
    items: Vec<Node>,
    /// The entries of all mappings that are open, those of the innermost last.
    entries: Vec<(Key, Node)>,
    /// A text in the making.
    text: String,
    n_values: usize,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.part.text[start..end]
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.part.span(start..end)
    }

    fn skip_spaces(&mut self) {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Whether a separator at that place would be one: what follows it is blank.
    fn is_blank(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b' ' | b'\n'))
    }

    /// Whether an item of a list starts here, with something on its line.
    fn is_at_dash(&self) -> bool {
        self.byte() == Some(b'-') && self.bytes.get(self.at + 1) == Some(&b' ')
    }

    /// Goes to the first line with content from the one that starts there.
    fn enter(&mut self, mut start: usize) {
        loop {
            let mut at = start;
            while self.bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            let line_end = match self.bytes.get(at) {
                Some(b'\n') => Some(at),
                Some(b'#') => memchr(b'\n', &self.bytes[at..]).map(|length| at + length),
                Some(_) => {
                    (self.at, self.column) = (at, Some(at - start));
                    return;
                }
                None => None,
            };
            let Some(line_end) = line_end else {
                (self.at, self.column) = (self.bytes.len(), None);
                return;
            };
            start = line_end + 1;
        }
    }

    /// Goes on behind a value, of which nothing may follow on its line but a comment. One without a
    /// space behind its sign may be the rest of a text, or an error of a spreadsheet.
    fn next_line(&mut self) -> Option<()> {
        self.skip_spaces();
        let line_end = match self.byte() {
            None | Some(b'\n') => self.at,
            Some(b'#') if self.bytes[..self.at].ends_with(b" ") => {
                let is_comment =
                    self.is_blank(self.at + 1) || self.bytes.get(self.at + 1) == Some(&b'#');
                let rest = is_comment.then(|| &self.bytes[self.at..])?;
                self.at + memchr(b'\n', rest).unwrap_or(rest.len())
            }
            Some(_) => return None,
        };
        self.enter(line_end + 1);
        Some(())
    }

    /// A collection whose lines start in that column, at the first of which this is.
    fn block(&mut self, column: usize, depth: usize) -> Option<Node> {
        if self.is_at_dash() { self.sequence(column, depth) } else { self.mapping(column, depth) }
    }

    fn mapping(&mut self, column: usize, depth: usize) -> Option<Node> {
        let first = self.entries.len();
        if depth > MAX_DEPTH {
            return None;
        }
        loop {
            let key = self.key()?;
            let node = self.value(column, depth)?;
            self.add_entry(first, key, node)?;
            if self.column < Some(column) {
                break;
            }
            if self.column > Some(column) {
                return None;
            }
        }
        let entries = self.take_entries(first)?;
        let (start, end) = (entries.first()?.0.span, entries.last()?.1.span);
        Some(Node { span: start.to(end), kind: NodeKind::Mapping(entries) })
    }

    /// Adds to a mapping, whose first entry stands there; a key may not stand in it twice.
    fn add_entry(&mut self, first: usize, key: Key, node: Node) -> Option<()> {
        let others = &self.entries[first..];
        let is_new = others.len() > FEW || others.iter().all(|(other, _)| other.text != key.text);
        self.n_values += 2;
        self.entries.push((key, node));
        (is_new && self.n_values <= MAX_YAML_VALUES).then_some(())
    }

    fn take_entries(&mut self, first: usize) -> Option<Vec<(Key, Node)>> {
        let entries: Vec<_> = self.entries.drain(first..).collect();
        if entries.len() > FEW {
            let mut keys: Vec<&str> = entries.iter().map(|(key, _)| &*key.text).collect();
            keys.sort_unstable();
            if keys.windows(2).any(|pair| pair[0] == pair[1]) {
                return None;
            }
        }
        Some(entries)
    }

    /// The value of a key, behind whose colon this is; goes on to the line that follows it.
    fn value(&mut self, column: usize, depth: usize) -> Option<Node> {
        let place = self.at;
        self.skip_spaces();
        if !matches!(self.byte(), None | Some(b'\n' | b'#')) {
            return self.inline(column, depth);
        }
        self.next_line()?;
        match self.column {
            Some(next) if next > column => self.block(next, depth + 1),
            Some(next) if next == column && self.is_at_dash() => self.sequence(column, depth + 1),
            _ => Some(Node { span: self.span(place, place), kind: NodeKind::Null }),
        }
    }

    /// A value that starts here, in a line whose key or dash stands in that column.
    fn inline(&mut self, column: usize, depth: usize) -> Option<Node> {
        let node = match self.byte()? {
            b'|' | b'>' => return self.block_scalar(column),
            b'[' | b'{' => self.flow(depth + 1)?,
            b'"' | b'\'' => self.quoted()?.node(),
            _ => self.plain()?,
        };
        self.next_line()?;
        Some(node)
    }

    fn sequence(&mut self, column: usize, depth: usize) -> Option<Node> {
        let first = self.items.len();
        if depth > MAX_DEPTH {
            return None;
        }
        loop {
            let node = self.item(column, depth)?;
            // Of these the full parser asks whether a text was meant as a key.
            if depth == 0 && entry::wrong_colon(self.part, &node, slip::find).is_some() {
                return None;
            }
            self.add_item(node)?;
            if self.column < Some(column) {
                break;
            }
            if self.column > Some(column) {
                return None;
            }
            // A list may stand in the column of its key, and the next key in that of the list.
            if !self.is_at_dash() {
                break;
            }
        }
        let items: Vec<_> = self.items.drain(first..).collect();
        let start = place::with_dash(self.part, items.first()?.span);
        let span = start.to(items.last()?.span);
        Some(Node { span, kind: NodeKind::Sequence(items) })
    }

    fn add_item(&mut self, node: Node) -> Option<()> {
        self.n_values += 1;
        self.items.push(node);
        (self.n_values <= MAX_YAML_VALUES).then_some(())
    }

    /// An item of a list, at whose dash this is; goes on to the line that follows it.
    fn item(&mut self, column: usize, depth: usize) -> Option<Node> {
        let dash = self.at;
        self.at += 1;
        self.skip_spaces();
        let (start, inner) = (self.at, column + self.at - dash);
        if self.is_at_dash() {
            return self.sequence(inner, depth + 1);
        }
        let node = match self.byte()? {
            b'|' | b'>' | b'[' | b'{' => return self.inline(column, depth),
            b'"' | b'\'' => {
                let quoted = self.quoted()?;
                (self.byte() != Some(b':')).then(|| quoted.node())
            }
            _ => {
                let end = self.end_of_plain()?;
                (!end.is_key).then(|| self.plain_node(end))
            }
        };
        let Some(node) = node else {
            self.at = start;
            return self.mapping(inner, depth + 1);
        };
        self.next_line()?;
        Some(node)
    }
}

/// A text in quotes.
struct Quoted {
    text: Box<str>,
    span: Span,
}

impl Quoted {
    fn node(self) -> Node {
        let scalar = Scalar { text: self.text, style: Style::Quoted };
        Node { span: self.span, kind: NodeKind::Scalar(scalar) }
    }

    fn key(self) -> Key {
        Key { text: self.text, span: self.span }
    }
}

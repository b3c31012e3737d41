//! Keys, and texts without quotes, in quotes and in blocks.

use super::{Quoted, Reader};
use crate::parse::damage::spreadsheet_error;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::parse::yaml::build::is_null;
use crate::parse::yaml::fold;
use memchr::{memchr, memchr2, memchr3};

/// A key is found only if it is not much longer, in characters.
pub(super) const MAX_KEY_BYTES: usize = 1000;

/// Where a text without quotes ends.
pub(super) struct PlainEnd {
    start: usize,
    end: usize,
    /// A colon follows that makes a key of it.
    pub(super) is_key: bool,
}

impl Reader<'_> {
    /// A key and its colon, which something blank follows.
    pub(super) fn key(&mut self) -> Option<Key> {
        let start = self.at;
        let key = match self.byte()? {
            b'"' | b'\'' => self.quoted()?.key(),
            // A line of dots or dashes may end the document.
            b'.' | b'-' => return None,
            _ => {
                self.starts_plain()?;
                loop {
                    let rest = &self.bytes[self.at..];
                    self.at += rest.iter().position(|byte| matches!(byte, b':' | b'#' | b'\n'))?;
                    if self.bytes[self.at] != b':' {
                        return None;
                    }
                    if self.is_blank(self.at + 1) {
                        break self.plain_key(start)?;
                    }
                    self.at += 1;
                }
            }
        };
        let is_key = self.byte() == Some(b':')
            && self.is_blank(self.at + 1)
            && self.at - start <= MAX_KEY_BYTES;
        self.at += 1;
        is_key.then_some(key)
    }

    /// The key without quotes that ends here, if nothing about it needs a closer look.
    pub(super) fn plain_key(&self, start: usize) -> Option<Key> {
        let text = self.slice(start, self.at);
        let is_plain =
            !text.ends_with(' ') && text != "<<" && (text.is_ascii() || !text.contains('：'));
        is_plain.then(|| Key { text: text.into(), span: self.span(start, self.at) })
    }

    /// Whether a text without quotes can start here. Of the signs that have a meaning at the start of
    /// some texts only, this knows the minus.
    pub(super) fn starts_plain(&self) -> Option<()> {
        let starts = match self.byte()? {
            b'-' => self.bytes.get(self.at + 1).is_some_and(|next| !b" \n,[]{}".contains(next)),
            b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|'
            | b'>' | b'\'' | b'"' | b'%' | b'@' | b'`' | b' ' | b'\n' => false,
            byte if byte.is_ascii() => true,
            // A blank that is none for YAML, behind which an error of a spreadsheet is looked for.
            _ => !self.part.text[self.at..].starts_with(char::is_whitespace),
        };
        starts.then_some(())
    }

    /// Looks for the end of the text without quotes that starts here, and stays.
    pub(super) fn end_of_plain(&self) -> Option<PlainEnd> {
        let start = self.at;
        self.starts_plain()?;
        let mut at = start;
        let is_key = loop {
            let Some(length) = memchr3(b':', b'#', b'\n', &self.bytes[at..]) else {
                at = self.bytes.len();
                break false;
            };
            at += length;
            match self.bytes[at] {
                b':' if self.is_blank(at + 1) => break true,
                b'#' if self.bytes[at - 1] == b' ' => break false,
                b'\n' => break false,
                _ => at += 1,
            }
        };
        Some(PlainEnd { start, end: self.trimmed(start, at), is_key })
    }

    /// The end of a stretch of a line without the spaces at its end.
    pub(super) fn trimmed(&self, start: usize, end: usize) -> usize {
        let n_spaces =
            self.bytes[start..end].iter().rev().take_while(|byte| **byte == b' ').count();
        end - n_spaces
    }

    /// A text without quotes that ends there; goes to its end.
    pub(super) fn plain_node(&mut self, plain: PlainEnd) -> Node {
        let PlainEnd { start, end, .. } = plain;
        self.at = end;
        let text = self.slice(start, end);
        let kind = if is_null(text) {
            NodeKind::Null
        } else {
            NodeKind::Scalar(Scalar { text: text.into(), style: Style::Plain })
        };
        Node { span: self.span(start, end), kind }
    }

    /// A value without quotes.
    pub(super) fn plain(&mut self) -> Option<Node> {
        let end = self.end_of_plain().filter(|end| !end.is_key)?;
        Some(self.plain_node(end))
    }

    /// A text in quotes on one line; goes behind them.
    pub(super) fn quoted(&mut self) -> Option<Quoted> {
        let open = self.at;
        let quote = self.byte()?;
        // Of what stands before this place, the text is in `self.text`.
        let mut rest = open + 1;
        let mut at = rest;
        self.text.clear();
        loop {
            at += match quote {
                b'"' => memchr3(b'"', b'\\', b'\n', &self.bytes[at..])?,
                _ => memchr2(b'\'', b'\n', &self.bytes[at..])?,
            };
            let (escaped, length) = match (self.bytes[at], self.bytes.get(at + 1)) {
                (b'\n', _) => return None,
                (b'\'', Some(b'\'')) => ('\'', 2),
                (b'\\', _) => escape(&self.bytes[at + 1..])?,
                _ => break,
            };
            self.text.push_str(&self.part.text[rest..at]);
            self.text.push(escaped);
            at += length;
            rest = at;
        }
        let last = self.slice(rest, at);
        let text: Box<str> = if rest == open + 1 {
            last.into()
        } else {
            self.text.push_str(last);
            self.text.as_str().into()
        };
        self.at = at + 1;
        let span = self.span(open, self.at);
        spreadsheet_error(&text).is_none().then_some(Quoted { text, span })
    }

    /// A block of text below a key or a dash in that column; goes to the line that follows it.
    pub(super) fn block_scalar(&mut self, column: usize) -> Option<Node> {
        let is_folded = self.byte() == Some(b'>');
        let chomping = self.bytes.get(self.at + 1).copied().filter(|sign| b"+-".contains(sign));
        self.at += if chomping.is_some() { 2 } else { 1 };
        self.skip_spaces();
        if self.byte() != Some(b'\n') {
            return None;
        }
        let above = self.at + 1;
        self.enter_block(above);
        let (start, indent) = (self.at, self.column.filter(|indent| *indent > column)?);
        let first_line = start - indent;
        // An empty line above the first one may not be indented deeper.
        let mut n_empty = 0;
        for line in self.slice(above, first_line).lines() {
            if is_folded || line.len() > indent {
                return None;
            }
            n_empty += 1;
        }
        self.text.clear();
        let (end, next) = self.lines_of_block(first_line, indent, n_empty, is_folded)?;
        match chomping {
            Some(b'-') => drop(self.text.pop()),
            Some(_) => {
                let n_below = memchr::memchr_iter(b'\n', &self.bytes[end + 1..next]).count();
                self.text.extend(std::iter::repeat_n('\n', n_below));
            }
            None => {}
        }
        let raw = self.slice(start, end);
        if self.text.trim().is_empty() || spreadsheet_error(&self.text).is_some() {
            return None;
        }
        let text = match is_folded {
            true => fold::refold(raw, &self.text, indent).into_boxed_str(),
            false => self.text.as_str().into(),
        };
        let span = self.span(start, start + raw.trim_end().len());
        self.enter(next);
        Some(Node { span, kind: NodeKind::Scalar(Scalar { text, style: Style::Block }) })
    }

    /// Goes to the first line of a block, where a `#` starts no comment.
    fn enter_block(&mut self, above: usize) {
        let n_blank = self.bytes[above..].iter().take_while(|byte| b" \n".contains(byte)).count();
        self.at = above + n_blank;
        let n_spaces =
            self.bytes[above..self.at].iter().rev().take_while(|byte| **byte == b' ').count();
        self.column = (self.at < self.bytes.len()).then_some(n_spaces);
    }

    /// Puts the lines of a block together, each with a line break. Gives the end of the last one and
    /// the start of the first line that is not of it, but for those that are empty.
    fn lines_of_block(
        &mut self,
        mut line: usize,
        indent: usize,
        mut n_empty: usize,
        is_folded: bool,
    ) -> Option<(usize, usize)> {
        let mut end = line;
        loop {
            let rest = &self.bytes[line..];
            let n_spaces = rest.iter().take(indent).take_while(|byte| **byte == b' ').count();
            match rest.get(n_spaces) {
                Some(b'\n') => {
                    n_empty += 1;
                    line += n_spaces + 1;
                }
                Some(first) if n_spaces == indent => {
                    let length = memchr(b'\n', rest)?;
                    if is_folded && (n_empty > 0 || *first == b' ') {
                        return None;
                    }
                    if is_folded && self.text.pop().is_some() {
                        self.text.push(' ');
                    }
                    self.text.extend(std::iter::repeat_n('\n', n_empty));
                    self.text.push_str(&self.part.text[line + indent..=line + length]);
                    n_empty = 0;
                    end = line + length;
                    line = end + 1;
                }
                _ => return Some((end, line)),
            }
        }
    }
}

/// The character that an escape stands for, of those that ledgers and strings have, and the length
/// of the escape with its backslash.
fn escape(behind: &[u8]) -> Option<(char, usize)> {
    let escaped = match behind.first()? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'n' => '\n',
        b't' => '\t',
        b'_' => '\u{a0}',
        b'u' => {
            let digits = behind.get(1..5).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
            let code = u32::from_str_radix(std::str::from_utf8(digits?).ok()?, 16).ok()?;
            // What is no character by itself, and what is reported of texts.
            let c = char::from_u32(code).filter(|c| !c.is_control() && *c != '\u{fffd}')?;
            return Some((c, 6));
        }
        _ => return None,
    };
    Some((escaped, 2))
}

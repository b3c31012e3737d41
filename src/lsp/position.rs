//! Places as editors count them: lines from 0, columns in UTF-16 units.

use lsp_types::{Position, Range};
use std::ops;

/// The byte offset of a position; one past the end of its line is that end.
#[must_use]
pub fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match line_break(text, start) {
            Some(line_break) => start = line_break.end,
            None => return text.len(),
        }
    }
    let end = line_break(text, start).map_or(text.len(), |line_break| line_break.start);
    let mut rest = position.character as usize;
    for (at, c) in text[start..end].char_indices() {
        if rest < c.len_utf16() {
            return start + at;
        }
        rest -= c.len_utf16();
    }
    end
}

/// The position of a byte offset.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    let offset = floor(text, offset);
    let (mut line, mut start) = (0, 0);
    while let Some(line_break) = line_break(text, start).filter(|found| found.end <= offset) {
        line += 1;
        start = line_break.end;
    }
    let column = text[start..offset].encode_utf16().count();
    Position { line, character: u32::try_from(column).unwrap_or(u32::MAX) }
}

/// The range of some bytes.
#[must_use]
pub fn range(text: &str, bytes: ops::Range<usize>) -> Range {
    Range { start: position(text, bytes.start), end: position(text, bytes.end) }
}

/// The bytes of a range.
#[must_use]
pub fn bytes(text: &str, range: Range) -> ops::Range<usize> {
    let start = offset(text, range.start);
    start..offset(text, range.end).max(start)
}

/// The last boundary of a character that is not behind an offset.
fn floor(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The end of the line that starts at an offset: `\n`, `\r\n`, or `\r` alone.
fn line_break(text: &str, start: usize) -> Option<ops::Range<usize>> {
    let at = start + text[start..].find(['\n', '\r'])?;
    let length = if text[at..].starts_with("\r\n") { 2 } else { 1 };
    Some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::{Position, offset, position};

    #[test]
    fn columns_are_counted_in_utf_16() {
        let text = "a: 惠济\r\n𠀀b: c\n\n";
        for (at, line, character) in
            [(0, 0, 0), (3, 0, 3), (6, 0, 4), (9, 0, 5), (11, 1, 0), (15, 1, 2), (16, 1, 3)]
        {
            assert_eq!(position(text, at), Position { line, character });
            assert_eq!(offset(text, Position { line, character }), at);
        }
        assert_eq!(offset(text, Position { line: 0, character: 99 }), 9);
        assert_eq!(offset(text, Position { line: 1, character: 1 }), 11, "half of a character");
        assert_eq!(offset(text, Position { line: 9, character: 0 }), text.len());
        assert_eq!(position(text, text.len()), Position { line: 3, character: 0 });
    }
}

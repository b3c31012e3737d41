//! From the text of a YAML scalar back to the file.

use std::ops::Range;

/// The bytes of `raw`, a scalar as it stands in its file, that a range of its text stands for;
/// `None` if the text cannot be followed through the scalar.
pub(super) fn place(raw: &str, text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.and_then(|quote| raw.strip_prefix(quote)?.strip_suffix(quote));
    let quoted = inner.and_then(|inner| Walk { raw: inner, quote, at: 0 }.follow(text, &range));
    let quoted = quoted.map(|range| range.start + 1..range.end + 1);
    quoted.or_else(|| Walk { raw, quote: None, at: 0 }.follow(text, &range))
}

/// A way through a scalar.
struct Walk<'a> {
    raw: &'a str,
    /// The quotes that it stands in.
    quote: Option<char>,
    at: usize,
}

impl Walk<'_> {
    fn follow(mut self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let (mut start, mut end) = (None, None);
        for (offset, c) in text.char_indices() {
            let found = self.find(c)?;
            if offset >= range.start && start.is_none() {
                start = Some(found.start);
            }
            if offset < range.end {
                end = Some(found.end);
            }
        }
        let start = start.unwrap_or(self.at);
        Some(start..end.unwrap_or(start).max(start))
    }

    /// Goes on to what stands for the next character of the text.
    fn find(&mut self, wanted: char) -> Option<Range<usize>> {
        loop {
            let rest = &self.raw[self.at..];
            let start = self.at;
            let c = rest.chars().next()?;
            if self.quote == Some('"') && c == '\\' {
                let (length, meant) = escape(rest)?;
                self.at += length;
                match meant {
                    None => continue,
                    Some(meant) if meant == wanted => return Some(start..self.at),
                    Some(_) => return None,
                }
            }
            let is_doubled = self.quote == Some('\'') && rest.starts_with("''");
            if c == wanted || (wanted.is_whitespace() && c.is_whitespace()) {
                self.at += if is_doubled { 2 } else { c.len_utf8() };
                return Some(start..self.at);
            }
            if !c.is_whitespace() {
                return None;
            }
            self.at += c.len_utf8();
        }
    }
}

/// The length of an escape and what it stands for; nothing at the end of a line.
fn escape(rest: &str) -> Option<(usize, Option<char>)> {
    let c = rest[1..].chars().next()?;
    let hex = |n_digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + n_digits)?, 16).ok()?;
        Some((2 + n_digits, Some(char::from_u32(code)?)))
    };
    match c {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '\n' | '\r' => Some((1, None)),
        'n' => Some((2, Some('\n'))),
        't' => Some((2, Some('\t'))),
        '_' => Some((2, Some('\u{a0}'))),
        '"' | '\\' | '/' | ' ' => Some((2, Some(c))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[track_caller]
    fn check(raw: &str, text: &str, words: &str, written: &str) {
        let at = text.find(words).expect("is in the text");
        let found = place(raw, text, at..at + words.len());
        assert_eq!(found.map(|range| &raw[range]), Some(written));
    }

    #[test]
    fn words_are_found_in_every_style() {
        check("\"a \\\"b\\\" 21 c\"", "a \"b\" 21 c", "21", "21");
        check("\"a\\u00e9 21\"", "aé 21", "é 21", "\\u00e9 21");
        check("\"x \\\n   y 2\"", "x y 2", "y 2", "y 2");
        check("'it''s 5'", "it's 5", "'s 5", "''s 5");
        check("one\n    two 2", "one two 2", "two 2", "two 2");
        check("共\n    21个", "共21个", "共21", "共\n    21");
        check("- a\n\n      - b 7", "- a\n\n- b 7", "b 7", "b 7");
        check("\"引用\"\n  和 \"7\"", "\"引用\"和 \"7\"", "7", "7");
    }

    #[test]
    fn another_text_is_not_followed() {
        assert_eq!(place("abc", "abd", 0..1), None);
        assert_eq!(place("ab", "abc", 0..1), None);
    }
}

//! Raw HTML taken apart, in the way the HTML Standard reads it (section 13.2.5).

use std::collections::BTreeSet;
use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) enum Piece {
    /// Text, with its character references.
    Text(Range<usize>),
    /// A tag; of an element that hides its content, all up to its end.
    Tag(Tag),
    /// A comment.
    Comment,
    /// A comment that never ends.
    OpenComment(Range<usize>),
    /// A declaration, or something that browsers take for a comment.
    Declaration(Range<usize>),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) struct Tag {
    /// In lower case.
    pub(in crate::parse::markdown) name: String,
    pub(in crate::parse::markdown) is_end: bool,
    pub(in crate::parse::markdown) range: Range<usize>,
    /// Each name once, as in HTML the first counts.
    pub(in crate::parse::markdown) attributes: Vec<Attribute>,
    /// What stands in the element is no HTML, and is not shown.
    pub(in crate::parse::markdown) hides_content: bool,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse::markdown) struct Attribute {
    /// In lower case.
    pub(in crate::parse::markdown) name: String,
    /// Without its quotes, with character references read.
    pub(in crate::parse::markdown) value: String,
    pub(in crate::parse::markdown) range: Range<usize>,
}

/// Elements whose content browsers do not read as HTML.
const HIDING: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// The pieces of raw HTML, in order; they leave nothing out.
pub(in crate::parse::markdown) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut text, mut at) = (0, 0);
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let Some((piece, end)) = markup(html, start) else {
            at = start + 1;
            continue;
        };
        if text < start {
            pieces.push(Piece::Text(text..start));
        }
        pieces.push(piece);
        (text, at) = (end, end);
    }
    if text < html.len() {
        pieces.push(Piece::Text(text..html.len()));
    }
    pieces
}

/// The end of the comment that starts the text; `<!-->` and `<!--->` are whole ones in HTML.
pub(in crate::parse::markdown) fn comment_end(html: &str) -> Option<usize> {
    let short = ["<!-->", "<!--->"].into_iter().find(|short| html.starts_with(short));
    match short {
        Some(short) => Some(short.len()),
        None => html.get(4..)?.find("-->").map(|at| 4 + at + "-->".len()),
    }
}

/// What starts at a `<`, and where it ends; `None` if it is text.
fn markup(html: &str, start: usize) -> Option<(Piece, usize)> {
    let rest = &html[start..];
    if rest.starts_with("<!--") {
        return Some(match comment_end(rest) {
            Some(end) => (Piece::Comment, start + end),
            None => (Piece::OpenComment(start..html.len()), html.len()),
        });
    }
    let is_end = rest.starts_with("</");
    let name_start = start + if is_end { 2 } else { 1 };
    let first = html[name_start..].chars().next()?;
    if !first.is_ascii_alphabetic() {
        let is_bogus = is_end || matches!(first, '!' | '?');
        let end = start + rest.find('>').filter(|_| is_bogus)? + 1;
        return Some((Piece::Declaration(start..end), end));
    }
    let mut reader = Reader { html, at: name_start };
    let name = reader.take_until(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let name = html[name].to_ascii_lowercase();
    let attributes = reader.attributes()?;
    let hides_content = HIDING.contains(&&*name);
    let end = match hides_content && !is_end {
        true => end_of_element(html, reader.at, &name),
        false => reader.at,
    };
    Some((Piece::Tag(Tag { name, is_end, range: start..end, attributes, hides_content }), end))
}

/// The end of an element that hides its content; that of the text if it never ends.
fn end_of_element(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(start) = html[at..].find("</").map(|found| at + found) {
        at = start + 2;
        let is_its = html.get(at..at + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        let after = html.as_bytes().get(at + name.len());
        if is_its && after.is_none_or(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>')) {
            return html[at..].find('>').map_or(html.len(), |found| at + found + 1);
        }
    }
    html.len()
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn take_until(&mut self, is_end: impl Fn(char) -> bool) -> Range<usize> {
        let rest = &self.html[self.at..];
        let start = self.at;
        self.at += rest.find(is_end).unwrap_or(rest.len());
        start..self.at
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        self.take_until(|c| !is_skipped(c));
    }

    /// Reads to the end of the tag; `None` if it has none.
    fn attributes(&mut self) -> Option<Vec<Attribute>> {
        let mut attributes = Vec::new();
        let mut known = BTreeSet::new();
        loop {
            self.skip(|c| c.is_ascii_whitespace() || c == '/');
            if self.html[self.at..].chars().next()? == '>' {
                self.at += 1;
                return Some(attributes);
            }
            let start = self.at;
            // A `=` at the start is a part of the name.
            self.at += self.html[self.at..].chars().next()?.len_utf8();
            self.take_until(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='));
            let name = self.html[start..self.at].to_ascii_lowercase();
            let value = self.value()?;
            if known.insert(name.clone()) {
                attributes.push(Attribute {
                    name,
                    value: with_references_read(&self.html[value]),
                    range: start..self.at,
                });
            }
        }
    }

    /// The value after a name; empty if there is none.
    fn value(&mut self) -> Option<Range<usize>> {
        let name_end = self.at;
        self.skip(|c| c.is_ascii_whitespace());
        if !self.html[self.at..].starts_with('=') {
            self.at = name_end;
            return Some(name_end..name_end);
        }
        self.at += 1;
        self.skip(|c| c.is_ascii_whitespace());
        let first = self.html[self.at..].chars().next()?;
        if !matches!(first, '"' | '\'') {
            return Some(self.take_until(|c| c.is_ascii_whitespace() || c == '>'));
        }
        self.at += 1;
        let value = self.take_until(|c| c == first);
        self.html[self.at..].chars().next()?;
        self.at += 1;
        Some(value)
    }
}

/// The named references that could hide an address, or that are met in texts. Any other stays as
/// it is written, and is then escaped: it means its letters, and can hide nothing.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("colon", ":"),
    ("sol", "/"),
    ("Tab", "\t"),
    ("NewLine", "\n"),
    ("lpar", "("),
    ("rpar", ")"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("middot", "·"),
];

/// A text with its character references read.
pub(in crate::parse::markdown) fn with_references_read(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        let (found, length) = reference(&rest[at + 1..]).unwrap_or_else(|| ("&".into(), 0));
        read.push_str(&found);
        rest = &rest[at + 1 + length..];
    }
    read.push_str(rest);
    read
}

/// The reference after a `&`, and how long it is.
fn reference(rest: &str) -> Option<(String, usize)> {
    let Some(digits) = rest.strip_prefix('#') else {
        let (name, value) = NAMED.iter().find(|(name, _)| rest.starts_with(name))?;
        let semicolon = rest[name.len()..].starts_with(';');
        return Some(((*value).to_owned(), name.len() + usize::from(semicolon)));
    };
    let hex = digits.strip_prefix(['x', 'X']);
    let (digits, radix, before) = match hex {
        Some(hex) => (hex, 16, 2),
        None => (digits, 10, 1),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let number = u32::from_str_radix(&digits[..length], radix).ok();
    let c = number.and_then(char::from_u32).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    let semicolon = digits[length..].starts_with(';');
    Some((c.to_string(), before + length + usize::from(semicolon)))
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces, with_references_read};

    /// Text in quotes, tags with their attributes, others by their first letters.
    fn shown(html: &str) -> String {
        let shown = pieces(html).into_iter().map(|piece| match piece {
            Piece::Text(range) => format!("{:?}", &html[range]),
            Piece::Tag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|found| format!(" {}={}", found.name, found.value));
                let end = if tag.is_end { "/" } else { "" };
                format!("<{end}{}{}>", tag.name, attributes.collect::<String>())
            }
            Piece::Comment => "--".to_owned(),
            Piece::OpenComment(_) => "--…".to_owned(),
            Piece::Declaration(range) => format!("!{}", &html[range]),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn html_is_taken_apart_as_browsers_do() {
        for (html, expected) in [
            ("a <B class=x>b</b> c", "\"a \" <b class=x> \"b\" </b> \" c\""),
            ("<img/src='a b'onerror=x>", "<img src=a b onerror=x>"),
            ("<a href = \"&#106;ava\" =b c>", "<a href=java =b= c=>"),
            ("<a href=x href=y>", "<a href=x>"),
            ("1 < 2 <3 <", "\"1 < 2 <3 <\""),
            ("<div class=\"a", "\"<div class=\\\"a\""),
            ("<script>a<b></sCript >c", "<script> \"c\""),
            ("<style>a", "<style>"),
            ("<textarea></textareax></textarea>", "<textarea>"),
            ("<!-- a --> <!--> <!-- b", "-- \" \" -- \" \" --…"),
            ("<!DOCTYPE html></ x><?php a?>", "!<!DOCTYPE html> !</ x> !<?php a?>"),
            ("<svg/onload=alert(1)//>", "<svg onload=alert(1)//>"),
            ("<a\u{b}href=x>", "<a\u{b}href=x>"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn references_hide_nothing() {
        for (text, expected) in [
            ("&#106;ava&#x73;cript&colon;x", "javascript:x"),
            ("java&Tab;script&#58x", "java\tscript:x"),
            ("a&b &#; &#x; &unknown;", "a&b &#; &#x; &unknown;"),
            ("&#0;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(with_references_read(text), expected, "{text}");
        }
    }
}

//! HTML taken apart with its places, in the way the HTML Standard reads it.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};
use memchr::memchr3;
use std::collections::BTreeSet;
use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    /// It ends an element.
    pub is_end: bool,
    /// Where it stands.
    pub range: Range<usize>,
    /// Each name once, as in HTML the first counts; an end has none.
    pub attributes: Vec<Attribute>,
    /// What stands in the element is no HTML, or not to be read.
    pub hides_content: bool,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// In lower case.
    pub name: String,
    /// Without its quotes, with character references read.
    pub value: String,
    /// Where the value stands; empty if there is none.
    pub written: Range<usize>,
    /// Name and value.
    pub range: Range<usize>,
}

/// The pieces of HTML, in order; they leave nothing out. What stands in the elements that `hides`
/// names is passed over. A `<` that starts nothing whole is text.
pub fn pieces(html: &str, hides: impl Fn(&str) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut text, mut start) = (0, Some(0));
    while let Some(base) = start.take() {
        let mut tokens = Tokens { html, base, open: None };
        let emitter = CallbackEmitter::new(&mut tokens);
        for token in Tokenizer::new_with_emitter(&html[base..], emitter) {
            let Ok((range, mut piece)) = token;
            if text < range.start {
                pieces.push(Piece::Text(text..range.start));
            }
            text = range.end;
            if let Piece::Tag(tag) = &mut piece
                && !tag.is_end
                && hides(&tag.name)
            {
                text = end_of_element(html, range.end, &tag.name);
                (tag.range.end, tag.hides_content) = (text, true);
                start = Some(text);
            }
            pieces.push(piece);
            if start.is_some() {
                break;
            }
        }
        // What was begun and never ended hides nothing that follows.
        start = start.or(tokens.open.map(|tag| tag.range.start + 1));
    }
    if text < html.len() {
        pieces.push(Piece::Text(text..html.len()));
    }
    pieces
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

/// Puts tags together from what the tokenizer finds.
#[derive(Debug)]
struct Tokens<'a> {
    html: &'a str,
    /// Where in it the tokenizer began.
    base: usize,
    /// A start that has not ended yet.
    open: Option<Tag>,
}

impl Callback<(Range<usize>, Piece), usize> for &mut Tokens<'_> {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: Span<usize>,
    ) -> Option<(Range<usize>, Piece)> {
        let range = self.base + span.start..self.base + span.end;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let piece = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open = Some(Tag { name: text(name), range, ..Tag::default() });
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                self.end_attribute(range.start);
                let written = range.end..range.end;
                let found = Attribute { name: text(name), value: String::new(), written, range };
                self.open.as_mut()?.attributes.push(found);
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                let found = self.open.as_mut()?.attributes.last_mut()?;
                let is_quoted = self.html[..range.start].ends_with(['"', '\'']);
                found.range.end = range.end + usize::from(is_quoted);
                (found.value, found.written) = (text(value), range);
                return None;
            }
            CallbackEvent::CloseStartTag { .. } => {
                self.end_attribute(range.start);
                let mut tag = self.open.take()?;
                tag.range.end = range.end;
                let mut known = BTreeSet::new();
                tag.attributes.retain(|found| known.insert(found.name.clone()));
                Piece::Tag(tag)
            }
            CallbackEvent::EndTag { name } => Piece::Tag(Tag {
                name: text(name),
                is_end: true,
                range: range.clone(),
                ..Tag::default()
            }),
            CallbackEvent::Comment { .. } if self.html[range.clone()].starts_with("<!--") => {
                let is_whole =
                    ["-->", "--!>"].iter().any(|end| self.html[..range.end].ends_with(end));
                if is_whole { Piece::Comment } else { Piece::OpenComment(range.clone()) }
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => self.html
                [range.clone()]
            .ends_with('>')
            .then(|| Piece::Declaration(range.clone()))?,
            // `</>`
            CallbackEvent::Error(Error::MissingEndTagName) => {
                let range = range.end - 3..range.end;
                return Some((range.clone(), Piece::Declaration(range)));
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => return None,
        };
        let start = if let Piece::Tag(tag) = &piece { tag.range.start } else { range.start };
        Some((start..range.end, piece))
    }
}

impl Tokens<'_> {
    /// An attribute without a value has at most `=` and quotes up to what is next.
    fn end_attribute(&mut self, next: usize) {
        let open = self.open.as_mut();
        if let Some(last) = open.and_then(|tag| tag.attributes.last_mut())
            && last.written.is_empty()
        {
            let rest = &self.html[last.range.end..next.max(last.range.end)];
            let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
            last.range.end += rest.trim_end_matches(is_between).len();
        }
    }
}

/// A text with its character references read.
pub fn with_references_read(text: &str) -> String {
    // Anything else stands for itself; but for line breaks, and for what no text may hold.
    if memchr3(b'&', b'\r', 0, text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let text = text.replace('<', "&lt;");
    let strings = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::String { value } => Some(String::from_utf8_lossy(value).into_owned()),
        _ => None,
    });
    Tokenizer::new_with_emitter(&text, strings).map(|Ok(text)| text).collect()
}

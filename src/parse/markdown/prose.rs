//! The words of a text without markup, block by block, each with its place in the text.
//!
//! Code, raw HTML and the addresses of links are not words. What stands in `{{ … }}` is made by
//! the program; it is blanked and counted.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::events::joins;
use super::guard::Guard;
use super::marks::{Layout, Prepared, Spanned};

/// Stands for code, and for what the program fills in.
const OBJECT: char = '\u{fffc}';

/// The sort of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A footnote.
    Footnote,
    /// The head of a table, cell by cell.
    Head,
    /// A row of a table, cell by cell.
    Row,
}

/// A block and its texts: one, or the cells of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its sort.
    pub kind: BlockKind,
    /// Its texts.
    pub texts: Vec<Prose>,
}

/// A text without markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The words.
    pub text: String,
    /// The places that the program fills in.
    pub bound: Vec<Bound>,
    /// Where the parts of `text` come from, in order.
    pieces: Vec<Piece>,
}

/// A place that the program fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The bytes of the words that are blank instead.
    pub range: Range<usize>,
    /// What stands there, with its braces.
    pub call: Box<str>,
}

/// A part of a text and its place in the Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    start: usize,
    source: Range<usize>,
    /// Whether the part stands there byte for byte, and not for the place as a whole.
    is_exact: bool,
}

impl Prose {
    /// A text that has no markup.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut prose = Self::default();
        prose.push(text, 0..text.len(), true);
        prose.blank_shortcodes();
        prose
    }

    /// Where a range of the words stands in the Markdown.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.max(range.start);
        let start = self.source_at(range.start).start;
        start..self.source_at(end.saturating_sub(1).max(range.start)).end.max(start)
    }

    /// Where all of it stands.
    #[must_use]
    pub fn extent(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |piece| piece.source.start);
        start..self.pieces.last().map_or(start, |piece| piece.source.end)
    }

    /// The byte of the Markdown that a byte of the words is; more where it cannot be told.
    fn source_at(&self, at: usize) -> Range<usize> {
        let index = self.pieces.partition_point(|piece| piece.start <= at);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return self.extent();
        };
        if !piece.is_exact {
            return piece.source.clone();
        }
        let byte = piece.source.start + (at - piece.start).min(piece.source.len());
        byte..(byte + 1).min(piece.source.end.max(byte))
    }

    fn push(&mut self, text: &str, source: Range<usize>, is_exact: bool) {
        if !text.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), source, is_exact });
            self.text.push_str(text);
        }
    }

    fn blank_shortcodes(&mut self) {
        let mut from = 0;
        while let Some(start) = self.text[from..].find("{{").map(|at| from + at) {
            let Some(length) = self.text[start..].find("}}") else { break };
            from = start + length + 2;
            let blank = format!("{OBJECT}{}", " ".repeat(from - start - OBJECT.len_utf8()));
            self.bound.push(Bound { range: start..from, call: self.text[start..from].into() });
            self.text.replace_range(start..from, &blank);
        }
    }

    /// The same with words in some of the places that the program fills in, and where these stand;
    /// there is an entry for each of the places in order.
    #[must_use]
    pub fn filled(&self, words: &[Option<&str>]) -> (Self, Vec<Option<Range<usize>>>) {
        let (mut filled, mut ranges, mut done) = (Self::default(), Vec::new(), 0);
        for (bound, words) in self.bound.iter().zip(words) {
            filled.push_part(self, done..bound.range.start);
            let start = filled.text.len();
            match words {
                Some(words) => filled.push(words, self.source(bound.range.clone()), false),
                None => filled.push_part(self, bound.range.clone()),
            }
            let range = start..filled.text.len();
            if words.is_none() {
                filled.bound.push(Bound { range: range.clone(), call: bound.call.clone() });
            }
            ranges.push(words.map(|_| range));
            done = bound.range.end;
        }
        filled.push_part(self, done..self.text.len());
        (filled, ranges)
    }

    /// Adds a part of another text with the places that it has there.
    fn push_part(&mut self, other: &Self, part: Range<usize>) {
        let ends = other.pieces.iter().skip(1).map(|piece| piece.start).chain([other.text.len()]);
        for (piece, end) in other.pieces.iter().zip(ends) {
            let own = piece.start.max(part.start)..end.min(part.end);
            if own.start >= own.end {
                continue;
            }
            let source = match piece.is_exact {
                true => {
                    let at = |byte: usize| piece.source.start + byte - piece.start;
                    at(own.start)..at(own.end)
                }
                false => piece.source.clone(),
            };
            self.push(&other.text[own], source, piece.is_exact);
        }
    }
}

/// The blocks of a text.
#[must_use]
pub fn prose(text: &str) -> Vec<Block> {
    read(text, Layout::Blocks)
}

/// The words of one line of Markdown.
#[must_use]
pub fn prose_line(text: &str) -> Vec<Block> {
    read(text.trim_end(), Layout::Inline)
}

fn read(text: &str, layout: Layout) -> Vec<Block> {
    let prepared = Prepared::new(text, layout);
    let parser = Parser::new_ext(&prepared.text, super::extensions()).into_offset_iter();
    let mut guard = Guard::default();
    let events = prepared.clean(parser.take_while(|event| guard.admits(event)));
    if !guard.is_content() {
        return Vec::new();
    }
    let mut reader = Reader {
        text,
        prepared: &prepared,
        events: &events,
        open: Vec::new(),
        n_unread: 0,
        words: Prose::default(),
        row: Vec::new(),
        blocks: Vec::new(),
    };
    for index in 0..events.len() {
        reader.read(index);
    }
    reader.flush();
    reader.blocks
}

struct Reader<'e, 'a> {
    text: &'e str,
    prepared: &'e Prepared,
    events: &'e [Spanned<'a>],
    /// The sorts of the blocks that are open, outermost first.
    open: Vec<BlockKind>,
    /// How many elements are open that are not read.
    n_unread: usize,
    words: Prose,
    row: Vec<Prose>,
    blocks: Vec<Block>,
}

impl Reader<'_, '_> {
    fn read(&mut self, index: usize) {
        let (event, range) = &self.events[index];
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            _ if self.n_unread > 0 => {}
            Event::Text(text) => self.words(text, range.clone()),
            Event::Code(_) => {
                let source = self.source(range.clone());
                self.words.push(OBJECT.encode_utf8(&mut [0; 4]), source, false);
            }
            Event::SoftBreak if joins(self.events, index) => {}
            Event::SoftBreak | Event::HardBreak => {
                let source = self.source(range.clone());
                self.words.push(" ", source, false);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.enter(BlockKind::Heading),
            Tag::Item => self.enter(BlockKind::Item),
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Footnote),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush();
                self.n_unread += 1;
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.open.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.n_unread -= 1,
            TagEnd::Paragraph => self.flush(),
            TagEnd::TableCell => {
                let mut cell = std::mem::take(&mut self.words);
                cell.blank_shortcodes();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.end_row(BlockKind::Head),
            TagEnd::TableRow => self.end_row(BlockKind::Row),
            _ => {}
        }
    }

    fn end_row(&mut self, kind: BlockKind) {
        let texts = std::mem::take(&mut self.row);
        self.blocks.push(Block { kind, texts });
    }

    fn enter(&mut self, kind: BlockKind) {
        self.flush();
        self.open.push(kind);
    }

    fn flush(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        if !words.text.trim().is_empty() {
            words.blank_shortcodes();
            let kind = self.open.last().copied().unwrap_or(BlockKind::Paragraph);
            self.blocks.push(Block { kind, texts: vec![words] });
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let source = self.source(range);
        // The space before a line is not a part of its words.
        let slice = self.text.get(source.clone()).unwrap_or_default();
        match slice.strip_suffix(text) {
            Some(before) => {
                self.words.push(text, source.start + before.len()..source.end, true);
            }
            // An entity, or characters that are taken out or replaced, even if as many bytes.
            None => self.words.push(text, source, false),
        }
    }

    fn source(&self, range: Range<usize>) -> Range<usize> {
        self.prepared.source_offset(range.start)..self.prepared.source_offset(range.end)
    }
}

//! Marks in the text that make pulldown-cmark read Chinese emphasis, and the way back.
//!
//! `CommonMark` decides by spaces and punctuation whether `**` opens or closes, so it leaves the
//! asterisks of `**中文。**后文` as they are (`commonmark-spec` issue 650). A private-use character
//! between the asterisks and the punctuation is neither, which makes them do both. The marks are
//! taken out of every event; offsets are mapped back over them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Span};

use crate::source::join::is_cjk;

/// The mark; refused in sources.
const MARK: char = '\u{e0f7}';

/// Stands before each line of an inline text: a space for emphasis, but not for blocks, so no
/// line starts a list or a heading. As long in UTF-8 as the mark.
const GUARD: char = '\u{2003}';

const MARK_LEN: usize = MARK.len_utf8();

/// An event with its range in the prepared text.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// What a text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Paragraphs, lists, headings and so on.
    Blocks,
    /// One line.
    Inline,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It stands in the file byte for byte, from that offset on.
    Exact { file: FileId, start: usize },
    /// It was made from what stands there.
    Whole(Span),
}

impl Origin {
    /// The origin of a scalar's text. Unquoting, unfolding and unindenting all shorten a text.
    pub(super) fn of_scalar(text: &str, span: Span) -> Self {
        let length = span.range().len();
        // Escapes shorten a text too, but for these.
        let may_grow = |c| matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}');
        if length == text.len() {
            Self::Exact { file: span.file, start: span.range().start }
        } else if length == text.len() + 2 && !text.contains(may_grow) {
            // In quotes.
            Self::Exact { file: span.file, start: span.range().start + 1 }
        } else {
            Self::Whole(span)
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        match *self {
            Self::Exact { file, start } => Span::new(file, start + range.start..start + range.end),
            Self::Whole(span) => span,
        }
    }
}

/// A text with marks, ready for the parser.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text with its marks.
    pub(super) text: String,
    /// Offsets of the marks and guards in `text`, ascending.
    inserted: Vec<usize>,
    /// Offsets of all marks in `text`, those of the author included, ascending.
    marks: Vec<usize>,
    layout: Layout,
}

impl Prepared {
    /// A text as it is, for what is not Markdown.
    pub(super) fn bare(text: &str) -> Self {
        let layout = Layout::Inline;
        Self { text: text.to_owned(), inserted: Vec::new(), marks: marks(text), layout }
    }

    /// Puts the marks into a text, in one pass.
    pub(super) fn new(text: &str, layout: Layout) -> Self {
        let mut prepared =
            Self { text: String::with_capacity(text.len()), layout, ..Self::bare("") };
        for line in lines(text) {
            if layout == Layout::Inline {
                prepared.insert(GUARD);
            }
            prepared.push_line(line);
        }
        prepared.marks = marks(&prepared.text);
        prepared
    }

    fn push_line(&mut self, line: &str) {
        if !line.contains(is_delimiter) {
            return self.text.push_str(line);
        }
        let mut rest = line;
        let mut before = None;
        let mut escaped = false;
        let mut at_start = true;
        while let Some(c) = rest.chars().next() {
            if !escaped && is_delimiter(c) {
                let length = rest.len() - rest.trim_start_matches(is_delimiter).len();
                let (run, after) = rest.split_at(length);
                self.push_run(run, before, after.chars().next(), at_start);
                rest = after;
            } else {
                self.text.push(c);
                rest = &rest[c.len_utf8()..];
            }
            escaped = c == '\\' && !escaped;
            at_start &= matches!(c, ' ' | '\t' | '>');
            before = Some(c);
        }
    }

    /// Pushes a run of `*` and `~`. If one of the neighbours is Chinese, a mark goes towards the
    /// one that is punctuation, and between `**` and `~~`, which are punctuation to each other.
    fn push_run(&mut self, run: &str, before: Option<char>, after: Option<char>, at_start: bool) {
        let (Some(before), Some(after)) = (before, after) else {
            return self.text.push_str(run);
        };
        // A run at a cell's edge and a lone `~` are judged by other rules.
        let by_other_rules = before == '|' || after == '|' || runs(run).any(|run| run == "~");
        let words = [before, after].map(char::is_alphanumeric);
        let marked = (is_cjk(before) || is_cjk(after)) && words != [false, false];
        if by_other_rules || !marked || before.is_whitespace() || after.is_whitespace() {
            return self.text.push_str(run);
        }
        // A run that starts its line may be a fence.
        if !words[0] && !at_start {
            self.insert(MARK);
        }
        for (index, run) in runs(run).enumerate() {
            if index > 0 {
                self.insert(MARK);
            }
            self.text.push_str(run);
        }
        if !words[1] {
            self.insert(MARK);
        }
    }

    fn insert(&mut self, mark: char) {
        self.inserted.push(self.text.len());
        self.text.push(mark);
    }

    /// How many bytes of the prepared text, from `start` on, stand before the byte `at` of the
    /// text of an event that starts there: marks, and guards before it, are not in that text.
    pub(super) fn distance(&self, start: usize, text: &str, at: usize) -> usize {
        let prepared = &self.text[start..];
        let is_before = |c: &char| matches!(*c, MARK | GUARD | ' ' | '\t');
        let guards = match text.chars().next() {
            Some(first) if !is_before(&first) => {
                prepared.chars().take_while(is_before).map(char::len_utf8).sum()
            }
            _ => 0,
        };
        if self.layout == Layout::Blocks || self.inserted.is_empty() {
            let n_marks = self.n_marks_within(start + guards, at);
            return (guards + at + n_marks * MARK_LEN).min(prepared.len());
        }
        let (mut distance, mut rest) = (guards, at);
        for c in prepared[guards..].chars() {
            if rest == 0 && c != MARK {
                break;
            }
            distance += c.len_utf8();
            rest = if c == MARK { rest } else { rest.saturating_sub(c.len_utf8()) };
        }
        distance
    }

    /// How many marks stand among the first `n_bytes` after an offset that are no marks.
    fn n_marks_within(&self, offset: usize, n_bytes: usize) -> usize {
        let marks = &self.marks[self.marks.partition_point(|mark| *mark < offset)..];
        let (mut low, mut high) = (0, marks.len());
        while low < high {
            let middle = low.midpoint(high);
            match marks[middle] - offset - middle * MARK_LEN <= n_bytes {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    /// The place in its file of a range of the prepared text.
    pub(super) fn span(&self, range: Range<usize>, origin: &Origin) -> Span {
        origin.span(self.source_offset(range.start)..self.source_offset(range.end))
    }

    pub(super) fn source_offset(&self, offset: usize) -> usize {
        offset - MARK_LEN * self.inserted.partition_point(|at| *at < offset)
    }

    /// A problem if the source itself holds the mark, which would be lost.
    pub(super) fn reserved_character(&self, source: &str, origin: &Origin) -> Option<Diagnostic> {
        let at = source.find(MARK)?;
        let message = "the text holds the private-use character U+E0F7";
        let diagnostic =
            Diagnostic::new(Code::ReplacementCharacter, origin.span(at..at + MARK_LEN), message)
                .note("no font shows it the same, and it is left out of the page")
                .help("put the character back that it stands for, or delete it");
        Some(match source.matches(MARK).count() {
            1 => diagnostic,
            count => diagnostic.note(format!("it occurs {count} times in this text")),
        })
    }

    /// The place of the character that starts a range.
    pub(super) fn char_span(&self, range: Range<usize>, origin: &Origin) -> Span {
        let first = self.text[range.start..].chars().next().map_or(0, char::len_utf8);
        self.span(range.start..range.start + first, origin)
    }

    /// The events without marks and guards.
    pub(super) fn clean<'a>(&self, events: impl Iterator<Item = Spanned<'a>>) -> Vec<Spanned<'a>> {
        if self.layout == Layout::Blocks && !self.text.contains(MARK) {
            return events.collect();
        }
        let mut cleaned: Vec<Spanned<'a>> = Vec::new();
        for (event, range) in events {
            let opens_line = matches!(
                cleaned.last(),
                Some((Event::Start(Tag::Paragraph) | Event::SoftBreak | Event::HardBreak, _))
            );
            let event = match unmark(event) {
                Event::Text(text) if self.layout == Layout::Inline && opens_line => {
                    Event::Text(map(text, |text| text.trim_start_matches([GUARD, ' ', '\t'])))
                }
                event => event,
            };
            cleaned.push((event, range));
        }
        cleaned
    }
}

/// The lines of a text with their ends, which may be a carriage return alone.
fn lines(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let end = text
            .find(['\n', '\r'])
            .map_or(text.len(), |at| at + if text[at..].starts_with("\r\n") { 2 } else { 1 });
        let (line, rest) = text.split_at(end);
        text = rest;
        (!line.is_empty()).then_some(line)
    })
}

fn marks(text: &str) -> Vec<usize> {
    text.match_indices(MARK).map(|(at, _)| at).collect()
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '*' | '~')
}

/// The parts of a run that consist of one character each.
fn runs(run: &str) -> impl Iterator<Item = &str> {
    run.as_bytes().chunk_by(|a, b| a == b).scan(0, move |at, part| {
        let start = *at;
        *at += part.len();
        Some(&run[start..*at])
    })
}

fn map<'a>(text: CowStr<'a>, part: impl Fn(&str) -> &str) -> CowStr<'a> {
    let kept = part(&text);
    if kept.len() == text.len() { text } else { kept.to_owned().into() }
}

fn unmark(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(strip(text)),
        Event::Code(text) => Event::Code(strip(text)),
        Event::Html(text) => Event::Html(strip(text)),
        Event::InlineHtml(text) => Event::InlineHtml(strip(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(strip(label)),
        Event::Start(tag) => Event::Start(unmark_tag(tag)),
        other => other,
    }
}

fn unmark_tag(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: strip(dest_url), title: strip(title), id: strip(id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: strip(dest_url), title: strip(title), id: strip(id) }
        }
        Tag::Heading { level, id, classes, attrs } => {
            Tag::Heading { level, id: id.map(strip), classes, attrs }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(strip(info)))
        }
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(strip(label)),
        other => other,
    }
}

fn strip(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) { text.replace(MARK, "").into() } else { text }
}

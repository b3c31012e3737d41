//! The words of a block, line by line, with the way back to their places.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Slip;
use crate::parse::markdown::marks::{Prepared, Spanned};

/// Stands for what is read already: code, links, escaped characters, calls.
pub(super) const OBJECT: char = '\u{fffc}';

/// What a run is the words of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Cell,
}

/// The words of one block. Lines end with `\n` where the source goes on in another line.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) text: String,
    pub(super) kind: Kind,
    prepared: &'a Prepared,
    pieces: Vec<Piece>,
}

/// A part of a run.
#[derive(Debug)]
struct Piece {
    /// Where it starts in the run.
    start: usize,
    /// Its range in the prepared text.
    range: Range<usize>,
    /// How many bytes of the text of its event stand before it; `None` if it stands for all of it.
    offset: Option<usize>,
    /// Where its event starts.
    event: usize,
}

impl<'a> Run<'a> {
    fn new(kind: Kind, prepared: &'a Prepared) -> Self {
        Self { text: String::new(), kind, prepared, pieces: Vec::new() }
    }

    /// The lines, each with where it starts.
    pub(super) fn lines(&self) -> Vec<(usize, &str)> {
        let mut at = 0;
        let lines = self.text.split('\n').map(|line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        });
        lines.collect()
    }

    /// The range of the prepared text that a range of the run was made from.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start).start;
        let last = self.text[range.clone()].char_indices().next_back();
        let end = match last {
            Some((at, c)) => {
                let found = self.offset(range.start + at);
                if found.is_empty() { found.start + c.len_utf8() } else { found.end }
            }
            None => start,
        };
        start..end.max(start)
    }

    /// What stands between brackets, with an address in it that became a link of its own as it was
    /// typed; `None` if something else in it is read already.
    pub(super) fn between(&self, range: Range<usize>) -> Option<&str> {
        let text = &self.text[range.clone()];
        if !text.contains(OBJECT) {
            return Some(text);
        }
        let typed = self.prepared.text.get(self.place(range))?;
        (typed.contains("://") && !typed.contains(['`', '[', '<', '\\', '&'])).then_some(typed)
    }

    /// The offset in the prepared text; the whole range of what it stands for.
    fn offset(&self, at: usize) -> Range<usize> {
        let number = self.pieces.partition_point(|piece| piece.start <= at);
        let Some(piece) = number.checked_sub(1).and_then(|number| self.pieces.get(number)) else {
            return 0..0;
        };
        let Some(offset) = piece.offset else { return piece.range.clone() };
        let within = offset + at - piece.start;
        let text = &self.text[piece.start..];
        let distance = self.prepared.distance(piece.event, text, within);
        let found = (piece.event + distance).min(piece.range.end);
        found..found
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        let source = self.prepared.text.get(range.clone()).unwrap_or_default();
        let is_entity = source.starts_with('&') && source.ends_with(';') && !text.starts_with('&')
            || source.starts_with("&amp;");
        if is_entity {
            return self.object(range);
        }
        let before = self.prepared.text[..range.start].ends_with('\\');
        let is_escaped = before && text.starts_with(|c: char| c.is_ascii_punctuation());
        let mut rest = text;
        let mut offset = 0;
        if is_escaped {
            self.object(&(range.start..range.start + 1));
            (rest, offset) = (&text[1..], 1);
        }
        if !rest.is_empty() {
            let start = self.text.len();
            let event = range.start + offset;
            self.pieces.push(Piece { start, range: range.clone(), offset: Some(0), event });
            self.text.push_str(rest);
        }
    }

    fn object(&mut self, range: &Range<usize>) {
        let (start, event) = (self.text.len(), range.start);
        self.pieces.push(Piece { start, range: range.clone(), offset: None, event });
        self.text.push(OBJECT);
    }

    fn line_end(&mut self, range: &Range<usize>) {
        let (start, event) = (self.text.len(), range.start);
        self.pieces.push(Piece { start, range: range.clone(), offset: None, event });
        self.text.push('\n');
    }

    /// What stands in `{{ … }}` is a call, and read elsewhere.
    fn without_calls(mut self) -> Self {
        let mut from = 0;
        while let Some(start) = self.text[from..].find("{{").map(|at| from + at) {
            let Some(length) = self.text[start..].find("}}") else { break };
            let end = start + length + 2;
            // As long as before, so that places stay.
            let blank = self.text[start..end].bytes();
            let blank =
                blank.map(|byte| if byte == b'\n' { '\n' } else { '\u{1}' }).collect::<String>();
            self.text.replace_range(start..end, &blank);
            from = end;
        }
        self
    }
}

/// The runs of a text; a full-width mark before a picture is told here, where the link is known.
pub(super) fn runs<'a>(
    events: &[Spanned<'_>],
    prepared: &'a Prepared,
    slips: &mut Vec<Slip>,
) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut run = Run::new(Kind::Paragraph, prepared);
    // How many elements are open whose words are no text: code, raw HTML, links.
    let mut n_closed = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                if let Tag::Link { dest_url, .. } = tag
                    && n_closed == 0
                {
                    if run.text.ends_with('！') && is_picture(dest_url) {
                        slips.push(picture_as_link(&run, range, prepared));
                    }
                    run.object(range);
                }
                if is_read(tag) {
                    n_closed += 1;
                }
                if is_block(tag) {
                    let kind = match tag {
                        Tag::Heading { .. } => Kind::Heading,
                        Tag::TableCell => Kind::Cell,
                        _ => Kind::Paragraph,
                    };
                    finish(&mut runs, std::mem::replace(&mut run, Run::new(kind, prepared)));
                }
            }
            Event::End(tag) => {
                if is_read_end(*tag) {
                    n_closed -= 1;
                }
                if *tag == TagEnd::Image && n_closed == 0 {
                    run.object(range);
                }
                if is_block_end(*tag) {
                    let next = Run::new(Kind::Paragraph, prepared);
                    finish(&mut runs, std::mem::replace(&mut run, next));
                }
            }
            _ if n_closed > 0 => {}
            Event::Text(text) => run.push(text, range),
            Event::SoftBreak => run.line_end(range),
            // Lines that end where the author ends them are as they are meant.
            Event::HardBreak => {
                run.object(range);
                run.object(range);
            }
            _ => run.object(range),
        }
    }
    finish(&mut runs, run);
    runs
}

fn finish<'a>(runs: &mut Vec<Run<'a>>, run: Run<'a>) {
    if !run.text.trim().is_empty() {
        runs.push(run.without_calls());
    }
}

const fn is_read(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Link { .. } | Tag::Image { .. })
}

const fn is_read_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Link | TagEnd::Image)
}

const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

const fn is_block_end(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn is_picture(dest: &str) -> bool {
    const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "svg"];
    let ending = dest.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

fn picture_as_link(run: &Run<'_>, link: &Range<usize>, prepared: &Prepared) -> Slip {
    let mark = run.place(run.text.len() - '！'.len_utf8()..run.text.len());
    let source = &prepared.text[link.clone()];
    Slip::as_text(mark.start..link.end, format!("write `!{}`", super::quoted(source)))
        .edit(mark, "!")
}

//! Markdown, parsed once into pieces that are cheap to put together for any page.
//!
//! `CommonMark` with tables, strikethrough, task lists, footnotes, alerts and `{#id}` on headings,
//! and as Chinese is written: see [`crate::source::join`]. The steps:
//!
//! 1. `marks` prepares the text so that emphasis works beside Chinese punctuation;
//! 2. pulldown-cmark turns it into events, from which the marks are taken out again;
//! 3. `calls` takes out what prints a figure of the ledger, `autolink` makes links of addresses;
//! 4. `slips` tells what looks like Markdown and has no effect;
//! 5. `write` turns the events into [`Part`]s: finished HTML, and holes for what depends on the
//!    page (addresses of links, words of the interface, calls).

mod autolink;
pub mod calls;
mod events;
mod footnotes;
mod guard;
mod headings;
mod links;
mod marks;
mod output;
mod parts;
mod prose;
mod raw_html;
mod reserved;
mod slips;
mod tables;
mod write;

pub use parts::{Destination, Heading, Link, Markdown, Part, STRING_KEYS, Written};
pub use prose::{Block, BlockKind, Bound, Prose, prose, prose_line};
pub use reserved::is_reserved;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::diag::Sink;
use crate::source::{FileId, Span};

use guard::Guard;
use marks::{Layout, Origin, Prepared};

/// How a text is to be turned into HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// The level of the highest headings of the text, whatever the author used for them: 2 where
    /// the page has its title as `h1`. With 0 levels stay as they are written.
    pub top_heading: u8,
    /// Put before every generated id (of headings and footnotes), so that several texts can stand
    /// on one page. Ids that the author wrote are kept.
    pub id_prefix: Box<str>,
    /// The text stands on the page on the method or on accessibility, to which the program adds a part
    /// with ids of its own.
    pub is_statement: bool,
    /// Raw HTML stays as it is written, whatever it does.
    pub unsafe_html: bool,
}

/// Parses the Markdown in that range of a file.
///
/// # Panics
///
/// If the range is not one of `text`, or cuts a character.
pub fn parse_markdown(
    file: FileId,
    text: &str,
    range: Range<usize>,
    options: &MarkdownOptions,
    sink: &mut Sink,
) -> Markdown {
    let origin = Origin::Exact { file, start: range.start };
    let written = Written { span: Span::new(file, range.clone()), text: None, is_inline: false };
    let markdown = parse(&text[range], &origin, Layout::Blocks, options, sink);
    Markdown { written: Some(written), ..markdown }
}

/// Parses the text of a YAML scalar as Markdown.
///
/// Where the scalar is as long as its text, it is the text, and problems point into it; else (in
/// quotes, folded, indented) they point at the scalar as a whole.
pub fn parse_markdown_text(
    text: &str,
    span: Span,
    options: &MarkdownOptions,
    sink: &mut Sink,
) -> Markdown {
    let markdown = parse(text, &Origin::of_scalar(text, span), Layout::Blocks, options, sink);
    Markdown { written: Some(Written::of_scalar(text, span, false)), ..markdown }
}

/// Parses one line of Markdown, the text of a YAML scalar: emphasis, code and links without a
/// paragraph around them. What would start a list, a heading or a table elsewhere is plain text.
pub fn parse_inline(
    text: &str,
    span: Span,
    options: &MarkdownOptions,
    sink: &mut Sink,
) -> Markdown {
    let trimmed = text.trim_end();
    let markdown = parse(trimmed, &Origin::of_scalar(text, span), Layout::Inline, options, sink);
    Markdown { written: Some(Written::of_scalar(text, span, true)), ..markdown }
}

fn parse(
    text: &str,
    origin: &Origin,
    layout: Layout,
    options: &MarkdownOptions,
    sink: &mut Sink,
) -> Markdown {
    let prepared = Prepared::new(text, layout);
    if let Some(problem) = prepared.reserved_character(text, origin) {
        sink.push(problem);
    }
    let parser = Parser::new_ext(&prepared.text, extensions()).into_offset_iter();
    let source = write::Source { prepared: &prepared, origin, layout };
    let mut guard = Guard::default();
    let events = prepared.clean(parser.take_while(|event| guard.admits(event)));
    if let Some(problem) = guard.problem(|range| prepared.char_span(range, origin)) {
        sink.push(problem);
        return Markdown::default();
    }
    let (events, calls) = calls::mark(events, &source, sink);
    let events = autolink::link(events, &prepared);
    for slip in slips::find(&events, &prepared, layout) {
        sink.push(slip.into_diagnostic(|range| prepared.span(range, origin)));
    }
    write::write(&events, calls, &source, options, sink)
}

/// A text as it was probably meant, where some of its Markdown does not work; `None` where all does.
#[must_use]
pub fn repaired(text: &str, is_inline: bool) -> Option<String> {
    slips::repaired(text, if is_inline { Layout::Inline } else { Layout::Blocks })
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

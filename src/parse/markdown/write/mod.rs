//! From events to parts.

mod blocks;
mod headings;
mod html;
mod links;
mod notes;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diag::Sink;
use crate::source::Span;
use crate::value::shrink;

use super::calls::{Call, PLACEHOLDER};
use super::events::{joins, matching_ends};
use super::footnotes::Footnotes;
use super::headings::Ids;
use super::marks::{Layout, Origin, Prepared, Spanned};
use super::output::Output;
use super::parts::{Heading, Link, Markdown, Part};
use super::raw_html::open::OpenElements;
use super::{MarkdownOptions, tables};

use links::OpenLink;

/// The text that the events were made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) origin: &'a Origin,
    pub(super) layout: Layout,
}

impl Source<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.prepared.span(range, self.origin)
    }
}

/// Turns the events of a text into its parts.
pub(super) fn write(
    events: &[Spanned<'_>],
    calls: Vec<Call>,
    source: &Source<'_>,
    options: &MarkdownOptions,
    sink: &mut Sink,
) -> Markdown {
    let mut writer = Writer {
        events,
        ends: matching_ends(events),
        source: *source,
        options,
        sink,
        out: Output::default(),
        headings: Vec::new(),
        heading_shift: heading_shift(events, options.top_heading),
        links: Vec::new(),
        calls,
        open_links: Vec::new(),
        ids: Ids::of(options.is_statement),
        footnotes: Footnotes::new(events),
        elements: OpenElements::default(),
        has_raw_html: false,
        n_html_problems: 0,
        table: Table::default(),
        depth: 0,
        paragraph_start: 0,
        lead: None,
    };
    writer.reserve_ids();
    writer.write(0..events.len());
    writer.write_footnotes();
    let (parts, plain) = std::mem::take(&mut writer.out).finish();
    let parts = writer.clean(parts);
    Markdown {
        parts: shrink(parts),
        headings: shrink(writer.headings),
        links: shrink(writer.links),
        calls: shrink(writer.calls),
        plain: plain.trim_end().into(),
        written: None,
        lead: writer.lead.unwrap_or_default(),
    }
}

/// What to add to the level of every heading, and what to take off, so that the highest is `top`.
fn heading_shift(events: &[Spanned<'_>], top: u8) -> (u8, u8) {
    let levels = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    });
    match levels.min() {
        Some(highest) if top > 0 => (top, highest),
        _ => (0, 0),
    }
}

struct Writer<'e, 'a> {
    events: &'e [Spanned<'a>],
    /// For each start event the index of its end.
    ends: Vec<usize>,
    source: Source<'e>,
    options: &'e MarkdownOptions,
    sink: &'e mut Sink,
    out: Output,
    headings: Vec<Heading>,
    /// What is added to the level of a heading, and what is taken off.
    heading_shift: (u8, u8),
    links: Vec<Link>,
    calls: Vec<Call>,
    open_links: Vec<OpenLink<'e>>,
    ids: Ids,
    footnotes: Footnotes,
    elements: OpenElements,
    /// Raw HTML stands in the text.
    has_raw_html: bool,
    n_html_problems: usize,
    table: Table,
    /// How many lists, quotes and notes are open.
    depth: usize,
    /// Where the open paragraph starts in the plain text.
    paragraph_start: usize,
    /// The first paragraph in the plain text.
    lead: Option<Range<usize>>,
}

/// The table that is being written.
#[derive(Default)]
struct Table {
    classes: Vec<&'static str>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl<'e> Writer<'e, '_> {
    fn write(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            index = self.write_event(index);
        }
    }

    /// Writes one event, or a whole element, and returns the index after it.
    fn write_event(&mut self, index: usize) -> usize {
        let events = self.events;
        let (event, _) = &events[index];
        match event {
            // Footnotes are written at the end.
            Event::Start(Tag::FootnoteDefinition(_)) => return self.ends[index] + 1,
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                return self.write_image(index, dest_url, title);
            }
            Event::Start(Tag::HtmlBlock) => return self.write_html_block(index),
            Event::Start(tag) => self.start(tag, index),
            Event::End(tag) => self.end(*tag, index),
            Event::Text(text) => self.out.text(text),
            Event::Code(text) => {
                self.out.html("<code>");
                self.out.text(text);
                self.out.html("</code>");
            }
            Event::InlineHtml(_) | Event::Html(_) => self.write_inline_html(index),
            Event::FootnoteReference(label) => self.write_reference(label),
            Event::SoftBreak if joins(events, index) => {}
            Event::SoftBreak => {
                self.out.html("\n");
                self.out.plain.push(' ');
            }
            Event::HardBreak => {
                self.out.html("<br>\n");
                self.out.plain.push(' ');
            }
            Event::Rule => self.out.html_line("<hr>\n"),
            Event::TaskListMarker(done) => self.write_task_marker(*done),
            Event::InlineMath(number) => self.write_call(number),
            Event::DisplayMath(number) => {
                self.out.html_line("");
                self.write_call(number);
                self.out.html("\n");
                self.out.end_plain_block();
            }
        }
        index + 1
    }

    /// Leaves a hole for what a call prints; see `calls::mark`.
    fn write_call(&mut self, number: &str) {
        let Ok(number) = number.parse::<usize>() else { return };
        let Some(call) = self.calls.get_mut(number) else { return };
        let start = self.out.plain.len();
        self.out.plain.push(PLACEHOLDER);
        call.plain = start..self.out.plain.len();
        self.out.part(Part::Call(number));
    }

    fn start(&mut self, tag: &'e Tag<'_>, index: usize) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { id, classes, attrs, .. } => {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.report_heading_attributes(index);
                }
                self.start_heading(index, id.as_deref());
            }
            Tag::BlockQuote(kind) => self.start_quote(*kind),
            Tag::CodeBlock(kind) => self.start_code_block(kind),
            Tag::List(start) => self.start_list(*start),
            Tag::Item => self.out.html_line("<li>"),
            Tag::Table(alignments) => {
                let range = index + 1..self.ends[index];
                self.table.classes = tables::column_classes(self.events, range, alignments);
                self.table.has_body = false;
                self.start_table();
            }
            Tag::TableHead => {
                self.table.column = 0;
                self.table.in_head = true;
                self.out.html("<thead>\n<tr>");
            }
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out.html("<em>"),
            Tag::Strong => self.out.html("<strong>"),
            Tag::Strikethrough => self.out.html("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(*link_type, dest_url, title, index);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, index: usize) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.out.html_line(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.end_block("</code></pre>\n"),
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.out.html_line(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::Table => {
                self.out.html(if self.table.has_body { "</tbody>\n" } else { "" });
                self.out.html("</table>\n</div>\n");
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.end_block("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.end_block("</tr>\n"),
            TagEnd::TableCell => {
                self.table.column += 1;
                self.out.html(if self.table.in_head { "</th>" } else { "</td>" });
                self.out.plain.push(' ');
            }
            TagEnd::Emphasis => self.out.html("</em>"),
            TagEnd::Strong => self.out.html("</strong>"),
            TagEnd::Strikethrough => self.out.html("</del>"),
            TagEnd::Link => self.end_link(index),
            _ => {}
        }
    }

    fn end_block(&mut self, html: &str) {
        self.out.html(html);
        self.out.end_plain_block();
    }

    fn start_paragraph(&mut self) {
        if self.source.layout == Layout::Blocks {
            self.out.html_line("<p>");
        }
        self.paragraph_start = self.out.plain.len();
    }

    fn end_paragraph(&mut self) {
        if self.source.layout == Layout::Blocks {
            self.out.html("</p>\n");
        }
        let end = self.out.plain.trim_end().len();
        if self.depth == 0 && self.lead.is_none() && end > self.paragraph_start {
            self.lead = Some(self.paragraph_start..end);
        }
        self.out.end_plain_block();
    }
}

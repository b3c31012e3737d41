//! Raw HTML.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diag::{Code, Diagnostic};
use crate::limits::MAX_HTML_PROBLEMS;
use crate::parse::html::{Attribute, Piece, Tag, with_references_read};
use crate::parse::markdown::marks::{Layout, Spanned};
use crate::parse::markdown::parts::{Link, Part};
use crate::parse::markdown::raw_html::allowed::{Use, Value};
use crate::parse::markdown::raw_html::{allowed, clean, open, pieces};
use crate::parse::markdown::{links, raw_html};
use crate::source::Span;

use super::{Source, Writer};

/// A piece of raw HTML, and the way back to its place.
struct Raw<'e, 'a> {
    text: String,
    /// Its lines: where each starts in `text`, and the event.
    lines: Vec<(usize, &'e Spanned<'a>)>,
    source: Source<'e>,
}

impl<'e, 'a> Raw<'e, 'a> {
    fn new(events: &'e [Spanned<'a>], source: Source<'e>) -> Self {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for found in events {
            if let Event::Html(line) | Event::Text(line) | Event::InlineHtml(line) = &found.0 {
                lines.push((text.len(), found));
                text.push_str(line);
            }
        }
        Self { text, lines, source }
    }

    fn span(&self, range: Range<usize>) -> Span {
        // A tag that goes on in a further line of a quote.
        if let [(_, (Event::InlineHtml(html), whole))] = self.lines.as_slice()
            && range.len() == html.len()
        {
            return self.source.span(whole.clone());
        }
        let last = self.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let start = self.offset(range.start);
        self.source.span(start..(self.offset(range.end - last) + last).max(start))
    }

    /// The place in the prepared text of an offset.
    fn offset(&self, at: usize) -> usize {
        let number = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((start, (event, range))) = self.lines.get(number) else { return 0 };
        let (Event::Html(line) | Event::Text(line) | Event::InlineHtml(line)) = event else {
            return range.start;
        };
        let distance = self.source.prepared.distance(range.start, line, at - start);
        (range.start + distance).min(range.end)
    }
}

impl<'e, 'a> Writer<'e, 'a> {
    pub(super) fn write_html_block(&mut self, index: usize) -> usize {
        let (events, end) = (self.events, self.ends[index]);
        let raw = Raw::new(&events[index + 1..end], self.source);
        self.report_calls(&raw);
        if self.options.unsafe_html {
            self.out.html_line(&raw.text);
        } else {
            self.out.html_line("");
            self.write_raw(&raw);
        }
        self.out.html_line("");
        self.out.end_plain_block();
        end + 1
    }

    pub(super) fn write_inline_html(&mut self, index: usize) {
        let raw = Raw::new(std::slice::from_ref(&self.events[index]), self.source);
        if self.options.unsafe_html && !raw_html::is_comment(&raw.text) {
            return self.out.html(&raw.text);
        }
        self.write_raw(&raw);
    }

    /// Reports what was opened and never closed, and brings the text into a form that every
    /// browser reads in the same way.
    pub(super) fn clean(&mut self, parts: Vec<Part>) -> Vec<Part> {
        for problem in self.elements.finish() {
            self.report(problem);
        }
        if self.n_html_problems > MAX_HTML_PROBLEMS {
            let n_more = self.n_html_problems - MAX_HTML_PROBLEMS;
            let span = self.source.span(0..self.source.prepared.text.len());
            let message = format!("{n_more} more problems of raw HTML are in this text");
            self.sink.push(Diagnostic::new(Code::UnsafeHtml, span, message));
        }
        if !self.has_raw_html || self.options.unsafe_html {
            return parts;
        }
        let (parts, lost) = clean::clean(parts);
        if let Some(name) = lost.first() {
            let span = self.source.span(0..self.source.prepared.text.len());
            let message = format!("the element `{name}` stands where HTML does not allow it");
            self.sink.push(
                Diagnostic::new(Code::UnsafeHtml, span, message)
                    .note("it is taken out, and what stands in it stays")
                    .help("write the elements around it, such as `table` around `tr`"),
            );
        }
        parts
    }

    /// What stands in braces in a block of raw HTML is no call.
    fn report_calls(&mut self, raw: &Raw<'_, '_>) {
        for piece in pieces(&raw.text) {
            let Piece::Text(range) = piece else { continue };
            let Some(at) = raw.text[range.clone()].find("{{") else { continue };
            let span = raw.span(range.start + at..range.start + at + 2);
            self.report(
                Diagnostic::new(Code::CallSyntax, span, "a call in raw HTML is not read")
                    .help("leave an empty line before and after it, so that it stands in Markdown"),
            );
        }
    }

    fn report(&mut self, problem: Diagnostic) {
        self.n_html_problems += 1;
        if self.n_html_problems <= MAX_HTML_PROBLEMS {
            self.sink.push(problem);
        }
    }

    fn write_raw(&mut self, raw: &Raw<'_, '_>) {
        for piece in pieces(&raw.text) {
            match piece {
                Piece::Text(range) => self.write_raw_text(&raw.text[range]),
                Piece::Tag(tag) if tag.is_end => self.write_raw_end(raw, &tag),
                Piece::Tag(tag) => self.write_raw_start(raw, &tag),
                Piece::Comment => {}
                Piece::OpenComment(range) => {
                    self.report(raw_html::open_comment(raw.span(range.clone())));
                    self.out.html("<p>");
                    self.out.text(raw.text[range].trim());
                    self.out.html("</p>\n");
                }
                Piece::Declaration(range) => {
                    self.report(raw_html::refused_declaration(raw.span(range)));
                }
            }
        }
    }

    /// Text between tags. Its character references stay, and its spaces as they are.
    fn write_raw_text(&mut self, text: &str) {
        if text.trim().is_empty() && text.contains('\n') {
            return self.out.html_line("");
        }
        self.out.html(&text.replace('<', "&lt;").replace('>', "&gt;"));
        let words = with_references_read(text);
        for (number, word) in words.split_whitespace().enumerate() {
            if number > 0 || words.starts_with(char::is_whitespace) {
                self.out.plain_space();
            }
            self.out.plain.push_str(word);
        }
        if words.ends_with(char::is_whitespace) {
            self.out.plain_space();
        }
    }

    fn write_raw_end(&mut self, raw: &Raw<'_, '_>, tag: &Tag) {
        // An end that is taken out was told of with its start.
        let Some(usage) = allowed::element(&tag.name) else { return };
        match self.elements.close(&tag.name) {
            Some(unclosed) => {
                unclosed.into_iter().for_each(|problem| self.report(problem));
                self.out.html(&format!("</{}>", tag.name));
                if usage == Use::Block {
                    self.out.end_plain_block();
                }
            }
            None if self.is_allowed(usage) => {
                self.report(open::closes_nothing(&tag.name, raw.span(tag.range.clone())));
            }
            None => {}
        }
    }

    fn is_allowed(&self, usage: Use) -> bool {
        usage == Use::Phrase || self.source.layout == Layout::Blocks
    }

    fn write_raw_start(&mut self, raw: &Raw<'_, '_>, tag: &Tag) {
        let usage = allowed::element(&tag.name).filter(|usage| self.is_allowed(*usage));
        let Some(usage) = usage else {
            let in_line = self.source.layout == Layout::Inline;
            let span = raw.span(tag.range.clone());
            return self.report(raw_html::refused_element(tag, span, in_line));
        };
        self.has_raw_html = true;
        self.elements.open(&tag.name, raw.span(tag.range.clone()));
        if usage == Use::Block {
            self.out.end_plain_block();
        }
        self.out.html(&format!("<{}", tag.name));
        let n_links = self.links.len();
        for attribute in &tag.attributes {
            self.write_raw_attribute(raw, &tag.name, attribute);
        }
        if tag.name != "img" {
            return self.out.html(">");
        }
        // A text may say itself how large it is shown.
        let is_sized = tag.attributes.iter().any(|one| matches!(&*one.name, "width" | "height"));
        let has_file = self.links.len() > n_links;
        self.out.html(" loading=\"lazy\"");
        if has_file && !is_sized {
            self.out.html(" decoding=\"");
            self.out.part(Part::Picture(n_links));
            self.out.html("\"");
        }
        self.out.html(">");
    }

    fn write_raw_attribute(&mut self, raw: &Raw<'_, '_>, tag: &str, found: &Attribute) {
        let Attribute { name, value, range, .. } = found;
        let usage = allowed::attribute(tag, name).filter(|usage| usage.takes(value));
        let span = raw.span(range.clone());
        let destination = match usage {
            None => return self.report(raw_html::refused_attribute(tag, name, span)),
            Some(Value::Link) => Some(links::read(value)),
            Some(Value::Image) => Some(links::read_image(value)),
            Some(_) => None,
        };
        let destination = match destination {
            Some(Err(refusal)) => return self.report(refusal.into_diagnostic(span)),
            Some(Ok(destination)) => Some(destination),
            None => None,
        };
        self.out.html(&format!(" {name}=\""));
        let Some(dest) = destination else {
            self.out.attribute(value);
            if name == "alt" {
                self.out.plain.push_str(value);
            }
            return self.out.html("\"");
        };
        let is_web = links::is_web(&dest);
        let link = Link { span, dest, image: usage == Some(Value::Image) };
        self.out.part(Part::Link(self.links.len()));
        self.links.push(link);
        self.out.html(if is_web { "\" rel=\"external noopener\"" } else { "\"" });
    }
}

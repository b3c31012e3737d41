//! Links and images.

use pulldown_cmark::{Event, LinkType};

use crate::diag::{Code, Diagnostic};
use crate::parse::markdown::events::plain_text;
use crate::parse::markdown::links;
use crate::parse::markdown::links::Refusal;
use crate::parse::markdown::parts::{Destination, Link, Part};
use crate::source::Span;

use super::Writer;

/// A link whose text is being written.
pub(super) struct OpenLink<'e> {
    /// The destination as it was read.
    dest: &'e str,
    /// The link's index, or why it is none.
    outcome: Result<usize, Refusal>,
}

impl OpenLink<'_> {
    /// Whether it is written as a link.
    pub(super) fn is_written(&self) -> bool {
        self.outcome.is_ok()
    }
}

impl<'e> Writer<'e, '_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        dest: &'e str,
        title: &str,
        index: usize,
    ) {
        let read = match link_type {
            LinkType::Email => links::read(&format!("mailto:{dest}")),
            _ => links::read(dest),
        };
        let outcome = read.map(|destination| {
            let is_web = links::is_web(&destination);
            self.out.html("<a href=\"");
            let link = self.push_link(destination, false, index);
            self.out.html(if is_web { "\" rel=\"external noopener\"" } else { "\"" });
            self.write_title(title);
            self.out.html(">");
            link
        });
        self.open_links.push(OpenLink { dest, outcome });
    }

    pub(super) fn end_link(&mut self, index: usize) {
        let Some(OpenLink { dest, outcome }) = self.open_links.pop() else {
            return;
        };
        let span = self.destination_span(dest, index);
        match outcome {
            Ok(link) => {
                self.links[link].span = span;
                self.out.html("</a>");
            }
            Err(refusal) => self.sink.push(refusal.into_diagnostic(span)),
        }
    }

    /// Writes an image, or its text if it is refused; returns the index after it.
    pub(super) fn write_image(&mut self, index: usize, dest: &str, title: &str) -> usize {
        let end = self.ends[index];
        let text = plain_text(self.events, index + 1..end);
        let span = self.destination_span(dest, end);
        match links::read_image(dest) {
            Ok(destination) => {
                self.out.html("<img src=\"");
                let link = self.push_link(destination, true, index);
                self.links[link].span = span;
                self.out.html("\" alt=\"");
                self.out.attribute(&text);
                self.out.html("\"");
                self.write_title(title);
                self.out.html(" loading=\"lazy\" decoding=\"");
                self.out.part(Part::Picture(link));
                self.out.html("\">");
                if text.trim().is_empty() {
                    self.sink.push(without_alt(self.links[link].span));
                }
                self.out.plain.push_str(&text);
            }
            Err(refusal) => {
                self.sink.push(refusal.into_diagnostic(span));
                self.out.text(&text);
            }
        }
        end + 1
    }

    fn push_link(&mut self, dest: Destination, image: bool, index: usize) -> usize {
        let span = self.source.span(self.events[index].1.clone());
        let link = self.links.len();
        self.links.push(Link { span, dest, image });
        self.out.part(Part::Link(link));
        link
    }

    /// The place of the destination of the link that ends with this event.
    fn destination_span(&self, dest: &str, end: usize) -> Span {
        let range = self.events[end].1.clone();
        // The event before is the last of the link's text, or the start of the link.
        let (event, before) = &self.events[end - 1];
        let is_start = matches!(event, Event::Start(_));
        let after = if is_start { 0 } else { before.end.saturating_sub(range.start) };
        let marked = &self.source.prepared.text[range.clone()];
        match links::locate(marked, dest, after) {
            Some(found) => self.source.span(range.start + found.start..range.start + found.end),
            None => self.source.span(range),
        }
    }

    fn write_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.html(" title=\"");
            self.out.attribute(title);
            self.out.html("\"");
        }
    }
}

fn without_alt(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PictureWithoutAlt,
        span,
        "the picture has no words for those who do not see it",
    )
    .help("say what is to be seen on it: `![The quay with two cranes](../images/quay.jpg)`")
}

//! Raw HTML.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::parse::markdown::raw_html;

use super::Writer;

impl Writer<'_, '_> {
    pub(super) fn write_html_block(&mut self, index: usize) -> usize {
        let (events, end) = (self.events, self.ends[index]);
        let mut html = String::new();
        for (event, _) in &events[index + 1..end] {
            if let Event::Html(line) | Event::Text(line) = event {
                html.push_str(line);
            }
        }
        let shown = raw_html::without_comments(&html);
        let shown = shown.trim();
        if !shown.is_empty() {
            let range = events[index].1.clone();
            let length = self.source.prepared.text[range.clone()].trim_end().len();
            let span = self.source.span(range.start..range.start + length);
            self.sink.push(raw_html::diagnostic(shown, span));
            self.out.html_line("<p>");
            self.out.text(shown);
            self.end_block("</p>\n");
        }
        end + 1
    }

    pub(super) fn write_inline_html(&mut self, html: &str, range: &Range<usize>) {
        if raw_html::is_comment(html) {
            return;
        }
        if !self.elements.closes_one(html) {
            self.sink.push(raw_html::diagnostic(html, self.source.span(range.clone())));
        }
        self.out.text(html);
    }
}

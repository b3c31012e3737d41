//! Headings and their ids.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diag::{Code, Diagnostic};
use crate::parse::markdown::events::plain_text;
use crate::parse::markdown::headings::Ids;
use crate::parse::markdown::parts::{Heading, Part};
use crate::parse::markdown::reserved::is_reserved;
use crate::source::Span;

use super::Writer;

impl Writer<'_, '_> {
    pub(super) fn reserve_ids(&mut self) {
        for (event, range) in self.events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.ids.reserve(id, self.id_span(id, range));
            }
        }
    }

    fn id_span(&self, id: &str, heading: &Range<usize>) -> Span {
        let text = &self.source.prepared.text[heading.clone()];
        match text.rfind(&format!("#{id}")) {
            Some(at) => {
                let start = heading.start + at + 1;
                self.source.span(start..start + id.len())
            }
            None => self.source.span(heading.clone()),
        }
    }

    pub(super) fn start_heading(&mut self, index: usize, explicit: Option<&str>) {
        let events = self.events;
        let (event, range) = &events[index];
        let Event::Start(Tag::Heading { level, .. }) = event else {
            return;
        };
        let text = plain_text(events, index + 1..self.ends[index]);
        let (id, name) = self.heading_id(explicit, range, &text);
        let level =
            (*level as u8 + self.heading_shift.0).saturating_sub(self.heading_shift.1).min(6);
        self.out.html_line(&format!("<h{level} id=\""));
        self.out.attribute(&id);
        self.out.html("\">");
        let end = range.start + self.source.prepared.text[range.clone()].trim_end().len();
        self.headings.push(Heading {
            level,
            name: (name != id && !self.headings.iter().any(|one| *one.id == *name))
                .then(|| name.into()),
            id: id.into(),
            text: text.trim().into(),
            span: self.source.span(range.start..end),
        });
    }

    fn heading_id(
        &mut self,
        explicit: Option<&str>,
        range: &Range<usize>,
        text: &str,
    ) -> (String, String) {
        if let Some(id) = explicit.filter(|id| !id.is_empty()) {
            if is_reserved(id, self.options.is_statement) {
                self.sink.push(Ids::belongs_to_pages(id, self.id_span(id, range)));
            } else if let Some(id) = self.ids.take_explicit(id) {
                return (id.clone(), id);
            } else {
                let problem = self.ids.given_twice(id, self.id_span(id, range));
                self.sink.push(problem);
            }
        }
        self.ids.generate(&self.options.id_prefix, text)
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.headings.last() else {
            return;
        };
        self.out.html(" <a class=\"anchor\" href=\"#");
        self.out.attribute(&heading.id.replace('%', "%25"));
        self.out.html("\" aria-label=\"");
        self.out.part(Part::String("permalink"));
        self.out.html(&format!("\">#</a></h{}>\n", heading.level));
        self.out.end_plain_block();
    }

    pub(super) fn report_heading_attributes(&mut self, index: usize) {
        let message = "a heading takes an id and no other attribute";
        let span = self.source.span(self.events[index].1.clone());
        self.sink.push(
            Diagnostic::new(Code::RawHtml, span, message)
                .help("keep only the id, as in `{#method}`"),
        );
    }
}

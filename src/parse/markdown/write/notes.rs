//! Footnotes.

use pulldown_cmark::{CowStr, Event, TagEnd};

use crate::parse::markdown::parts::Part;

use super::Writer;
use super::links::OpenLink;

/// What a footnote is called: a letter, since the numbers of a page are its sources. Behind z comes aa,
/// as browsers number lists.
fn letters(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().collect()
}

impl Writer<'_, '_> {
    pub(super) fn write_reference(&mut self, label: &CowStr<'_>) {
        let Some((number, count)) = self.footnotes.refer(label) else {
            return self.out.text(&format!("[^{label}]"));
        };
        let prefix = &self.options.id_prefix;
        self.out.html("<sup class=\"footnote-ref\" id=\"");
        self.out.attribute(&match count {
            1 => format!("{prefix}fnref:{number}"),
            count => format!("{prefix}fnref:{number}:{count}"),
        });
        // Links do not nest in HTML.
        if self.open_links.iter().any(OpenLink::is_written) {
            self.out.html(&format!("\">{}</sup>", letters(number)));
            return;
        }
        self.out.html("\"><a href=\"#");
        self.out.attribute(&format!("{prefix}fn:{number}"));
        self.out.html(&format!("\">{}</a></sup>", letters(number)));
    }

    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.depth += 1;
        self.out.html_line("<section class=\"footnotes\" aria-label=\"");
        self.out.part(Part::String("footnotes"));
        self.out.html("\">\n<ol type=\"a\">\n");
        let mut number = 0;
        // A footnote may refer to further ones.
        while let Some(definition) = self.footnotes.definition(number + 1) {
            number += 1;
            self.write_footnote(definition, number, true);
        }
        for definition in self.footnotes.unreferred() {
            number += 1;
            self.write_footnote(definition, number, false);
        }
        self.out.html("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, start: usize, number: usize, with_back_link: bool) {
        let prefix = &self.options.id_prefix;
        self.out.html_line("<li id=\"");
        self.out.attribute(&format!("{prefix}fn:{number}"));
        self.out.html("\">");
        let end = self.ends[start];
        let ends_in_paragraph = matches!(self.events[end - 1].0, Event::End(TagEnd::Paragraph));
        self.write(start + 1..end - usize::from(ends_in_paragraph));
        if with_back_link {
            self.out.html(" <a class=\"footnote-back\" href=\"#");
            self.out.attribute(&format!("{prefix}fnref:{number}"));
            self.out.html("\" aria-label=\"");
            self.out.part(Part::String("footnote-back"));
            self.out.html("\">↩</a>");
        }
        self.write(end - usize::from(ends_in_paragraph)..end);
        self.end_block("</li>\n");
    }
}

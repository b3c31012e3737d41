//! The HTML and the plain text as they grow.

use super::parts::Part;

/// Collects parts and plain text.
#[derive(Debug, Default)]
pub(super) struct Output {
    parts: Vec<Part>,
    html: String,
    /// All text so far, without markup.
    pub(super) plain: String,
    /// The last thing written ends a line.
    ends_line: bool,
}

impl Output {
    /// Writes finished HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
        self.ends_line = html.ends_with('\n') || html.is_empty() && self.ends_line;
    }

    /// Writes finished HTML at the start of a line.
    pub(super) fn html_line(&mut self, html: &str) {
        let is_start = self.html.is_empty() && self.parts.is_empty();
        if !is_start && !self.ends_line {
            self.html("\n");
        }
        self.html(html);
    }

    /// Writes text that is read.
    pub(super) fn text(&mut self, text: &str) {
        escape_text(&mut self.html, text);
        self.ends_line = text.ends_with('\n');
        self.plain.push_str(text);
    }

    /// Writes a value inside the quotes of an attribute.
    pub(super) fn attribute(&mut self, value: &str) {
        escape_attribute(&mut self.html, value);
        self.ends_line = false;
    }

    /// Leaves a hole.
    pub(super) fn part(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
        self.ends_line = false;
    }

    /// Ends a word of plain text.
    pub(super) fn plain_space(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with([' ', '\n']) {
            self.plain.push(' ');
        }
    }

    /// Ends a block of plain text.
    pub(super) fn end_plain_block(&mut self) {
        let end = self.plain.trim_end_matches([' ', '\t']).len();
        self.plain.truncate(end);
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// The parts and the plain text.
    pub(super) fn finish(mut self) -> (Vec<Part>, String) {
        self.flush();
        self.end_plain_block();
        (self.parts, self.plain)
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(Part::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }
}

fn escape_text(out: &mut String, text: &str) {
    escape(out, text, false);
}

/// Escapes what would end a quoted attribute or start markup.
pub(super) fn escape_attribute(out: &mut String, text: &str) {
    escape(out, text, true);
}

fn escape(out: &mut String, text: &str, quotes: bool) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>') || quotes && c == '"') {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

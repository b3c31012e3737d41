//! Quotes, code blocks, lists and tables.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind};

use crate::parse::markdown::parts::Part;

use super::Writer;

impl Writer<'_, '_> {
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.depth += 1;
        let Some(kind) = kind else {
            return self.out.html_line("<blockquote>\n");
        };
        let key = match kind {
            BlockQuoteKind::Note => "alert-note",
            BlockQuoteKind::Tip => "alert-tip",
            BlockQuoteKind::Important => "alert-important",
            BlockQuoteKind::Warning => "alert-warning",
            BlockQuoteKind::Caution => "alert-caution",
        };
        self.out.html_line(&format!("<div class=\"alert {key}\" role=\"note\">\n"));
        self.out.html("<p class=\"alert-title\">");
        self.out.part(Part::String(key));
        self.out.html("</p>\n");
    }

    pub(super) fn start_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.out.html_line("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.out.html(" class=\"language-");
            self.out.attribute(language);
            self.out.html("\"");
        }
        self.out.html(">");
    }

    pub(super) fn start_list(&mut self, start: Option<u64>) {
        self.depth += 1;
        self.out.end_plain_block();
        match start {
            None => self.out.html_line("<ul>\n"),
            Some(1) => self.out.html_line("<ol>\n"),
            Some(start) => self.out.html_line(&format!("<ol start=\"{start}\">\n")),
        }
    }

    /// As a character, which needs no style and has a name; a disabled check box has none.
    pub(super) fn write_task_marker(&mut self, done: bool) {
        self.out.html("<span class=\"task\">");
        self.out.text(if done { "☑" } else { "☐" });
        self.out.html("</span> ");
        self.out.plain.push(' ');
    }

    pub(super) fn start_table(&mut self) {
        let open = "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"";
        self.out.html_line(open);
        match self.headings.last().filter(|heading| !heading.text.is_empty()) {
            Some(heading) => self.out.attribute(&heading.text),
            None => self.out.part(Part::String("table-scroll-label")),
        }
        self.out.html("\">\n<table>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.table.column = 0;
        self.out.html(if self.table.has_body { "<tr>" } else { "<tbody>\n<tr>" });
        self.table.has_body = true;
    }

    pub(super) fn start_cell(&mut self) {
        self.out.html(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
        match self.table.classes.get(self.table.column) {
            Some(class) if !class.is_empty() => self.out.html(&format!(" class=\"{class}\">")),
            _ => self.out.html(">"),
        }
    }
}

//! Raw HTML: comments are the author's notes and left out; anything else is shown as text.

use std::collections::BTreeMap;

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::source::Span;

/// Takes the comments out of a piece of HTML. A comment that never ends is kept.
pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = comment_end(&rest[start..]) else {
            break;
        };
        kept.push_str(&rest[..start]);
        rest = &rest[start + end..];
    }
    kept.push_str(rest);
    kept
}

/// Whether a piece of HTML is one whole comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && comment_end(html) == Some(html.len())
}

/// The end of the comment that starts the text; `<!-->` and `<!--->` are whole ones in HTML.
fn comment_end(html: &str) -> Option<usize> {
    let short = ["<!-->", "<!--->"].into_iter().find(|short| html.starts_with(short));
    match short {
        Some(short) => Some(short.len()),
        None => html.get(4..)?.find("-->").map(|at| 4 + at + "-->".len()),
    }
}

/// The inline elements that were opened and not closed yet, by name.
#[derive(Debug, Default)]
pub(super) struct OpenElements(BTreeMap<String, usize>);

impl OpenElements {
    /// Whether this tag is the end of an element whose start has been seen; together they are one
    /// piece of raw HTML.
    pub(super) fn closes_one(&mut self, html: &str) -> bool {
        match html.strip_prefix("</") {
            Some(rest) => match self.0.get_mut(&element_name(rest)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            },
            None => {
                *self.0.entry(element_name(&html[1..])).or_default() += 1;
                false
            }
        }
    }
}

fn element_name(rest: &str) -> String {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}

/// The problem of a piece of raw HTML.
pub(super) fn diagnostic(html: &str, span: Span) -> Diagnostic {
    let html = html.trim();
    if html.starts_with("<!--") && comment_end(html).is_none() {
        return Diagnostic::new(Code::RawHtml, span, "the comment never ends")
            .help("end it with `-->`");
    }
    let name = element_name(html.trim_start_matches(['<', '/']));
    let message = match &*name {
        "" => "raw HTML is shown as text".to_owned(),
        name => format!("raw HTML, `{name}`, is shown as text"),
    };
    Diagnostic::new(Code::RawHtml, span, message).help(match &*name {
        "br" => "end the line with `\\` to break it",
        _ => "write it in Markdown, or put a `\\` before the `<` if it is meant as text",
    })
}

#[cfg(test)]
mod tests {
    use super::{OpenElements, is_comment, without_comments};

    #[test]
    fn comments_are_taken_out() {
        assert_eq!(without_comments("a <!-- 备注 --> b<!---->c"), "a  bc");
        assert_eq!(without_comments("<!--> a -->"), " a -->");
        assert_eq!(without_comments("<!-- open"), "<!-- open");
        assert!(is_comment("<!-- a -->") && !is_comment("<!-- a --> b") && !is_comment("<b>"));
    }

    #[test]
    fn an_element_is_counted_once() {
        let mut open = OpenElements::default();
        assert!(!open.closes_one("<B class=x>") && open.closes_one("</b>"));
        assert!(!open.closes_one("</b>") && !open.closes_one("</i>"));
    }
}

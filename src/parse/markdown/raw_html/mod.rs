//! Raw HTML in Markdown. Comments are the author's notes and left out; of anything else a text
//! keeps what [`allowed`] lists, and every piece that is taken out is told of at its place.
//!
//! 1. [`pieces`] takes a piece of raw HTML apart;
//! 2. [`open`] follows which elements are open, across the Markdown between them;
//! 3. [`clean`] brings the finished text into the form that every browser reads in the same way,
//!    so that no element reaches beyond its text. It keeps to the same list once more.

pub(super) mod allowed;
pub(super) mod clean;
pub(super) mod open;

use crate::diag::{Code, Diagnostic};
use crate::parse::html::{self, Piece, Tag};
use crate::source::Span;

use allowed::Use;

/// Whether a piece of HTML is one whole comment.
pub(super) fn is_comment(html: &str) -> bool {
    matches!(&*pieces(html), [Piece::Comment])
}

/// The pieces of raw HTML, in order; they leave nothing out.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    html::pieces(html, |name| HIDING.contains(&name))
}

/// Elements whose content browsers do not read as HTML.
const HIDING: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// A comment that never ends.
pub(super) fn open_comment(span: Span) -> Diagnostic {
    Diagnostic::new(Code::RawHtml, span, "the comment never ends").help("end it with `-->`")
}

/// An element that is taken out.
pub(super) fn refused_element(tag: &Tag, span: Span, in_line: bool) -> Diagnostic {
    let name = &tag.name;
    let message = format!("the element `{name}` is taken out");
    let diagnostic = Diagnostic::new(Code::UnsafeHtml, span, message);
    let diagnostic = match tag.hides_content {
        true => diagnostic.note("what stands in it is taken out, too"),
        false => diagnostic.note("what stands in it stays"),
    };
    diagnostic.help(match &**name {
        "script" => "a script belongs to the theme of the site",
        "style" | "link" | "font" | "center" => {
            "how a page looks belongs to the theme: give the element a `class`"
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write a heading as `## …`",
        _ if in_line && allowed::element(name) == Some(Use::Block) => {
            "this text is one line, which takes elements such as `abbr`, `span`, `sub` and `sup`"
        }
        _ => {
            "write it in Markdown; a text takes elements such as `abbr`, `details`, `figure`, `sub`, `sup` and `table`"
        }
    })
}

/// A declaration or a processing instruction.
pub(super) fn refused_declaration(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnsafeHtml, span, "a declaration is taken out")
        .help("put a `\\` before the `<` if it is meant as text")
}

/// An attribute that is taken out.
pub(super) fn refused_attribute(tag: &str, name: &str, span: Span) -> Diagnostic {
    let message = format!("the attribute `{name}` of `{tag}` is taken out");
    Diagnostic::new(Code::UnsafeHtml, span, message).help(match name {
        "style" => "how a page looks belongs to the theme: use a `class`",
        "id" | "name" => "give a heading an id, as in `## Method {#method}`, and link to that",
        _ if name.starts_with("on") => "a script belongs to the theme of the site",
        _ => "remove it",
    })
}

//! What a Markdown text becomes.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::Span;

use super::calls::Call;
use super::output::escape_attribute;

/// A parsed Markdown text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markdown {
    /// The HTML, in order.
    pub parts: Vec<Part>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links and images, in the order in which they start.
    pub links: Vec<Link>,
    /// The calls, in order.
    pub calls: Vec<Call>,
    /// All that is read, without markup, one block a line; of a text of the ledger, what stands up
    /// to the end of its first paragraph.
    pub plain: Box<str>,
    /// What it was made from.
    pub written: Option<Written>,
    /// The first paragraph in `plain`.
    pub(super) lead: Range<usize>,
}

/// The text that a [`Markdown`] was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its place.
    pub span: Span,
    /// The text of a scalar; `None` where the file has it byte for byte.
    pub text: Option<Box<str>>,
    /// It is one line, without blocks.
    pub is_inline: bool,
}

/// A piece of a text's HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// Finished HTML.
    Html(Box<str>),
    /// The address of `links[i]`, inside the quotes of an attribute.
    Link(usize),
    /// What stands between the quotes of the attribute `decoding` of the picture that `links[i]` leads
    /// to: `async`, and behind it, quotes and all, the attributes that tell its size and widths. A text
    /// is cleaned before these are known, which leaves what stands in an attribute where it is.
    Picture(usize),
    /// The interface string with this key (one of [`STRING_KEYS`]), as text or inside the quotes
    /// of an attribute.
    String(&'static str),
    /// What `calls[i]` prints, as HTML.
    Call(usize),
}

/// The interface strings that a Markdown text may ask for.
pub const STRING_KEYS: &[&str] = &[
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "footnotes",
    "footnote-back",
    "permalink",
    "table-scroll-label",
];

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The destination as written; the whole link where that could not be found in it.
    pub span: Span,
    /// Where it leads.
    pub dest: Destination,
    /// It is an image: the file is shown, not linked.
    pub image: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address outside the site: `http`, `https`, `mailto` or `tel`.
    External(Box<str>),
    /// A source file.
    File {
        /// Its path, relative to the file that holds the link, percent-decoded.
        path: Box<str>,
        /// The id after `#`, percent-decoded.
        fragment: Option<Box<str>>,
    },
    /// An id on the same page, percent-decoded.
    Fragment(Box<str>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, after the shift.
    pub level: u8,
    /// Its id, unique in the text.
    pub id: Box<str>,
    /// What links may call it, too: the id that its text makes, if pages have that themselves.
    pub name: Option<Box<str>>,
    /// Its text without markup.
    pub text: Box<str>,
    /// Its place.
    pub span: Span,
}

impl Written {
    /// The text of a scalar.
    pub(super) fn of_scalar(text: &str, span: Span, is_inline: bool) -> Self {
        let is_exact = span.range().len() == text.len();
        Self { span, text: (!is_exact).then(|| text.into()), is_inline }
    }
}

impl Markdown {
    /// Whether nothing would be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The first paragraph without markup, for descriptions; empty if there is none.
    #[must_use]
    pub fn plain_text(&self) -> &str {
        self.plain.get(self.lead.clone()).unwrap_or_default()
    }

    /// Where the first paragraph stands in `plain`; empty if there is none.
    #[must_use]
    pub fn lead(&self) -> Range<usize> {
        self.lead.clone()
    }

    /// The same without the plain text after the first paragraph, of which nothing is shown.
    #[must_use]
    pub fn with_lead_only(self) -> Self {
        let plain = self.plain.get(..self.lead.end).unwrap_or_default().into();
        Self { plain, ..self }
    }

    /// The heading that has that id, or else the one that links may call so.
    #[must_use]
    pub fn heading(&self, id: &str) -> Option<usize> {
        let by_id = self.headings.iter().position(|heading| &*heading.id == id);
        by_id.or_else(|| self.headings.iter().position(|one| one.name.as_deref() == Some(id)))
    }

    /// Puts the parts together. The address of a link and the words of a key come as plain text;
    /// they are escaped here. What a call prints and the attributes of a picture come as HTML.
    pub fn write_html<'a>(
        &self,
        out: &mut String,
        address: impl Fn(&Link) -> Cow<'a, str>,
        picture: impl Fn(&Link) -> String,
        string: impl Fn(&'static str) -> Cow<'a, str>,
        call: impl Fn(&Call) -> String,
    ) {
        for part in &self.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Link(index) => escape_attribute(out, &address(&self.links[*index])),
                Part::Picture(index) => out.push_str(&picture(&self.links[*index])),
                Part::String(key) => escape_attribute(out, &string(key)),
                Part::Call(index) => out.push_str(&call(&self.calls[*index])),
            }
        }
    }
}

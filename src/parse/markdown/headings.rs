//! The ids of headings.

use std::collections::{BTreeMap, BTreeSet};

use super::reserved::is_reserved;
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// The ids of one text.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Ids that the author wrote, with the first place of each; generated ids avoid them.
    explicit: BTreeMap<String, Span>,
    taken: BTreeSet<String>,
    /// The number that the next heading of the same name may get.
    next: BTreeMap<String, usize>,
    /// The page is one to which the program adds a part.
    is_statement: bool,
}

impl Ids {
    /// Those of a text; the program may add a part to its page.
    pub(super) fn of(is_statement: bool) -> Self {
        Self { is_statement, ..Self::default() }
    }

    /// Notes an id that the author wrote, before any is generated.
    pub(super) fn reserve(&mut self, id: &str, span: Span) {
        self.explicit.entry(id.to_owned()).or_insert(span);
    }

    /// Takes an id that the author wrote; `None` if it is taken already.
    pub(super) fn take_explicit(&mut self, id: &str) -> Option<String> {
        self.taken.insert(id.to_owned()).then(|| id.to_owned())
    }

    /// The problem of an id that the author wrote twice.
    pub(super) fn given_twice(&self, id: &str, span: Span) -> Diagnostic {
        let message = format!("the heading id `{id}` is given twice");
        let diagnostic = Diagnostic::new(Code::BadId, span, message)
            .label("given again")
            .help("give each heading of a page its own id");
        match self.explicit.get(id) {
            Some(first) => diagnostic.related(*first, "first given here"),
            None => diagnostic,
        }
    }

    /// The problem of an id that pages have themselves.
    pub(super) fn belongs_to_pages(id: &str, span: Span) -> Diagnostic {
        let message = format!("pages have the id `{id}` themselves, so no heading can have it");
        Diagnostic::new(Code::BadId, span, message)
            .help(format!("write another one, such as `{{#about-{id}}}`"))
    }

    /// Makes an id from a heading's text; a name that comes again is numbered from 2, and so is one
    /// that pages have themselves. Also gives the name as it would be without.
    pub(super) fn generate(&mut self, prefix: &str, text: &str) -> (String, String) {
        let slug = slug(text);
        let name = if slug.is_empty() { "section" } else { &slug };
        let base = format!("{prefix}{name}");
        let first = if is_reserved(&base, self.is_statement) { 2 } else { 1 };
        let next = self.next.entry(base.clone()).or_insert(first);
        loop {
            let id = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
            *next += 1;
            if !self.explicit.contains_key(&id) && self.taken.insert(id.clone()) {
                return (id, base);
            }
        }
    }
}

/// Letters and digits of every script, Latin ones in lower case; blanks become `-`, other
/// characters are dropped.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

//! Terms of the glossary, where they first occur on a page: each leads to its entry, and says what
//! it means to who points at it.
//!
//! The finished page is gone through once, so that its own order rules, and texts of the ledger
//! keep their places. Only running text is looked at: what [`IS_TEXT`] names, without headings,
//! links, code, tables and quotations in it.

use super::cache::Cache;
use super::scope::Scope;
use super::view::Finished;
use crate::model::{Record, Term};
use crate::parse::html::{Piece, Tag, pieces};
use crate::plan::{PageId, PagePlan, Role};
use crate::value::Lang;
use aho_corasick::AhoCorasick;
use memchr::memmem;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// The classes of the elements that hold running text.
const IS_TEXT: [&str; 2] = ["prose", "lead"];

/// Elements in running text in which no term is marked: they lead somewhere already, are no
/// sentences, or are the words of somebody else.
const NOT_IN: &[&str] = &[
    "a",
    "abbr",
    "blockquote",
    "button",
    "code",
    "dfn",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "pre",
    "q",
    "samp",
    "script",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "textarea",
    "var",
];

/// The forms of all terms in a language.
#[derive(Debug)]
struct Forms {
    finder: AhoCorasick,
    /// In the order of the patterns of the finder.
    forms: Vec<Form>,
}

#[derive(Debug)]
struct Form {
    /// As HTML has it.
    written: String,
    /// It is all capitals, as `IT` is: in small letters it may be another word.
    is_exact: bool,
    /// Its entry on the page of the glossary.
    id: String,
    /// What it means, in plain words.
    meaning: String,
}

/// A term where it occurs.
#[derive(Serialize)]
struct TermLinkView<'a> {
    /// Its entry in the glossary.
    href: String,
    /// What it means, in plain words.
    meaning: &'a str,
    /// As it stands in the text.
    words: Finished,
}

/// The terms that have a meaning in each language.
type AllForms = Cache<Lang, Option<Arc<Forms>>>;

/// The page with the first occurrence of each term marked.
pub(super) fn with_terms(scope: &Scope<'_>, page: &PagePlan, html: Vec<u8>) -> Vec<u8> {
    let glossary = scope.page("glossary");
    if !is_marked(page, glossary) || scope.site.model.terms.is_empty() {
        return html;
    }
    let make = || Forms::new(scope).map(Arc::new);
    let forms = scope.site.caches.of::<AllForms>().get(scope.lang, make);
    let (Some(forms), Some(href)) = (forms, scope.href_opt(glossary)) else { return html };
    let Ok(text) = std::str::from_utf8(&html) else { return html };
    let mut marked = Vec::with_capacity(html.len() + 1024);
    let (mut done, mut from, mut seen) = (0, 0, BTreeSet::new());
    while let Some(block) = next_block(text, from) {
        for found in forms.found_in(&text[block.clone()], &mut seen) {
            let Form { id, meaning, .. } = &forms.forms[found.form];
            let at = block.start + found.range.start..block.start + found.range.end;
            marked.extend_from_slice(&html[done..at.start]);
            let (href, words) = (format!("{href}#{id}"), Finished::new(&text[at.clone()]));
            let link = scope.piece("term", &TermLinkView { href, meaning, words });
            marked.extend_from_slice(link.html().as_bytes());
            done = at.end;
        }
        from = block.end;
    }
    marked.extend_from_slice(&html[done..]);
    marked
}

/// Whether terms are explained on a page: not where they all are, and not on paper.
fn is_marked(page: &PagePlan, glossary: PageId) -> bool {
    page.id != glossary && page.id.kind.role != Role::Error && page.id.kind.name != "print"
}

/// The content of the next element with running text.
fn next_block(html: &str, from: usize) -> Option<Range<usize>> {
    let starts = IS_TEXT.iter().filter_map(|class| {
        let start = format!(" class=\"{class}\">");
        let at = from + memmem::find(&html.as_bytes()[from..], start.as_bytes())?;
        Some((at, at + start.len()))
    });
    let (at, start) = starts.min()?;
    let name = html[..at].rsplit('<').next().filter(|name| !name.contains('>'))?;
    Some(start..end_of(html, start, name))
}

/// The end of the content of an element that begins there; that of the page if it never ends.
fn end_of(html: &str, start: usize, name: &str) -> usize {
    let mut n_open = 1_usize;
    for at in memmem::find_iter(&html.as_bytes()[start..], b"<").map(|at| start + at) {
        let rest = &html[at + 1..];
        let (is_end, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let after = rest.strip_prefix(name);
        if after.is_none_or(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            continue;
        }
        n_open = if is_end { n_open - 1 } else { n_open + 1 };
        if n_open == 0 {
            return at;
        }
    }
    html.len()
}

/// An occurrence of a form, by its number.
#[derive(Debug)]
struct Found {
    range: Range<usize>,
    form: usize,
}

impl Forms {
    fn new(scope: &Scope<'_>) -> Option<Self> {
        let terms = &scope.site.model.terms;
        let mut forms = Vec::new();
        for term in terms.records().filter(|term| term.explained) {
            let Some(definition) = term.definition.as_ref().and_then(|all| all.get(scope.lang))
            else {
                continue;
            };
            let meaning = definition.plain_text().trim();
            if meaning.is_empty() {
                continue;
            }
            let form = |written: &str| Form {
                written: as_html(written),
                is_exact: is_capitals(written),
                id: format!("term-{}", term.id()),
                meaning: meaning.to_owned(),
            };
            forms.extend(
                words_of(term, scope.lang).filter(|one| one.chars().nth(1).is_some()).map(form),
            );
        }
        let patterns = forms.iter().map(|form| folded(&form.written));
        let finder = AhoCorasick::new(patterns).ok().filter(|_| !forms.is_empty())?;
        Some(Self { finder, forms })
    }

    /// The first occurrences in the content of an element of terms that were not seen before.
    fn found_in<'f>(&'f self, html: &str, seen: &mut BTreeSet<&'f str>) -> Vec<Found> {
        let mut found = Vec::new();
        // The element that no term is marked in, and how many of its name are open.
        let mut closed: Option<(String, usize)> = None;
        for piece in pieces(html, |_| false) {
            match (piece, &mut closed) {
                (Piece::Tag(tag), Some((name, n_open))) if *name == tag.name => {
                    *n_open = if tag.is_end { *n_open - 1 } else { *n_open + 1 };
                    if *n_open == 0 {
                        closed = None;
                    }
                }
                (Piece::Tag(tag), None) if is_closed(&tag) => closed = Some((tag.name, 1)),
                (Piece::Text(range), None) => {
                    let start = range.start;
                    let first = |one: &Found| seen.insert(&self.forms[one.form].id);
                    let here = self.found_in_text(&html[range]).into_iter().filter(first);
                    found.extend(here.map(|Found { range, form }| Found {
                        range: start + range.start..start + range.end,
                        form,
                    }));
                }
                _ => {}
            }
        }
        found
    }

    /// All occurrences in a text: of several at one place the longest.
    fn found_in_text(&self, text: &str) -> Vec<Found> {
        let folded = folded(text);
        let is_one = |one: &Found| {
            let form = &self.forms[one.form];
            (!form.is_exact || text[one.range.clone()] == form.written)
                && is_whole(text, &one.range)
        };
        let all = self.finder.find_overlapping_iter(&folded);
        let all = all.map(|one| Found { range: one.range(), form: one.pattern().as_usize() });
        let mut all: Vec<_> = all.filter(is_one).collect();
        all.sort_by_key(|one| (one.range.start, Reverse(one.range.end), one.form));
        let mut end = 0;
        all.retain(|one| {
            let is_free = one.range.start >= end;
            end = if is_free { one.range.end } else { end };
            is_free
        });
        all
    }
}

/// Whether an element is one that no term is marked in, or in another language.
fn is_closed(tag: &Tag) -> bool {
    const NO_END: [&str; 6] = ["area", "br", "col", "hr", "img", "wbr"];
    let is_foreign = tag.attributes.iter().any(|attribute| attribute.name == "lang");
    !tag.is_end && (NOT_IN.contains(&&*tag.name) || (is_foreign && !NO_END.contains(&&*tag.name)))
}

/// The names of a term in a language.
fn words_of(term: &Term, lang: Lang) -> impl Iterator<Item = &str> {
    let name = term.name().get(lang).map(|name| &*name.text);
    let aliases = term.aliases.as_ref().and_then(|all| all.get(lang));
    name.into_iter().chain(aliases.into_iter().flatten().map(|alias| &*alias.text))
}

/// Whether what stands at a place is no part of a longer word, and no unit of a figure. Chinese has
/// no marks between words.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let joins = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(is_of_word) && outer.is_some_and(is_of_word)
    };
    let inner = &text[range.clone()];
    let before = text[..range.start].trim_end().chars().next_back();
    !before.is_some_and(char::is_numeric)
        && !joins(inner.chars().next(), text[..range.start].chars().next_back())
        && !joins(inner.chars().next_back(), text[range.end..].chars().next())
}

/// Whether words of a script with spaces between them have such a character.
fn is_of_word(c: char) -> bool {
    // Hiragana and all that follows up to the Hangul syllables is written without spaces.
    let is_dense = matches!(c, '\u{3040}'..='\u{abff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..);
    c.is_alphanumeric() && !is_dense
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// A text in small letters, each as long as it was, so that places in it are those in the text.
fn folded(text: &str) -> String {
    let small = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    text.chars().map(small).collect()
}

/// A text as it stands in HTML.
fn as_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

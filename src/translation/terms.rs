//! Finds the terms of the glossary in running text.

use crate::model::{Model, Phrase, Ref, Term};
use crate::source::join::is_cjk;
use crate::value::{Lang, Localized};
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// What a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One to be used.
    Right(Ref<Term>),
    /// One to avoid.
    Avoided(Ref<Term>),
    /// A name, which is no use of the terms in it.
    Name,
}

/// The forms of one language, found in one pass: the longest at each place.
#[derive(Debug)]
pub struct Terms {
    automaton: AhoCorasick,
    forms: Vec<Form>,
}

impl Terms {
    /// The forms of a language, `None` if it has none.
    #[must_use]
    pub fn new(model: &Model, lang: Lang) -> Option<Self> {
        let mut found = forms_of(model, lang);
        if found.is_empty() {
            return None;
        }
        let terms = Self::build(found.clone())?;
        let names = names(model, lang);
        let with_terms = names.filter(|name| terms.automaton.is_match(*name));
        let names: Vec<(String, Form)> =
            with_terms.map(|name| (name.to_owned(), Form::Name)).collect();
        if names.is_empty() {
            return Some(terms);
        }
        // Of two forms that are alike, the first is found: a term that is also a name is a term.
        found.extend(names);
        Self::build(found)
    }

    fn build(found: Vec<(String, Form)>) -> Option<Self> {
        let (patterns, forms): (Vec<String>, Vec<Form>) = found.into_iter().unzip();
        // Only patterns beyond all memory are refused.
        Some(Self { automaton: automaton(patterns.iter()).ok()?, forms })
    }

    /// The forms in a text, from left to right.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Form)> {
        self.automaton.find_iter(text).filter_map(move |found| {
            let range = found.range();
            is_whole(text, &range).then(|| (range, self.forms[found.pattern().as_usize()]))
        })
    }
}

/// The forms of one language that are to be avoided, found by themselves: a site has very many terms
/// and names, of which few have such a form in them.
#[derive(Debug)]
pub struct Avoided {
    automaton: AhoCorasick,
    terms: Vec<Ref<Term>>,
    /// Right forms and names in which one stands, in lower case: the number of the form, and where.
    around: Vec<(Box<str>, usize, usize)>,
}

impl Avoided {
    /// Those of a language, `None` if it has none.
    #[must_use]
    pub fn new(model: &Model, lang: Lang) -> Option<Self> {
        let found = forms_of(model, lang);
        let is_avoided = |form: &Form| matches!(form, Form::Avoided(_));
        let mut patterns = Vec::new();
        // Of two forms that are alike, the first counts.
        for (place, (text, form)) in found.iter().enumerate() {
            if let Form::Avoided(term) = form {
                let mut before = found[..place].iter().filter(|(_, form)| !is_avoided(form));
                if !before.any(|(known, _)| known.eq_ignore_ascii_case(text)) {
                    patterns.push((text, *term));
                }
            }
        }
        if patterns.is_empty() {
            return None;
        }
        let terms = patterns.iter().map(|(_, term)| *term).collect();
        let automaton = automaton(patterns.iter().map(|(text, _)| *text)).ok()?;
        let right = found.iter().filter(|(_, form)| !is_avoided(form)).map(|(text, _)| &**text);
        let mut around = Vec::new();
        for text in right.chain(names(model, lang)) {
            let inside = automaton.find_iter(text).filter(|found| found.len() < text.len());
            around.extend(inside.map(|found| {
                (text.to_ascii_lowercase().into(), found.pattern().as_usize(), found.start())
            }));
        }
        Some(Self { automaton, terms, around })
    }

    /// Where a text has one, from left to right; not where it is a part of a right form or of a name.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Ref<Term>)> {
        self.automaton.find_iter(text).filter_map(move |found| {
            let (range, form) = (found.range(), found.pattern().as_usize());
            let is_inside = |(whole, inner, at): &(Box<str>, usize, usize)| {
                let start = range.start.checked_sub(*at).filter(|_| *inner == form);
                let end = start.map(|start| start..start + whole.len());
                let range = end.filter(|range| {
                    text.get(range.clone()).is_some_and(|text| text.eq_ignore_ascii_case(whole))
                });
                range.is_some_and(|range| is_whole(text, &range))
            };
            let counts = is_whole(text, &range) && !self.around.iter().any(is_inside);
            counts.then(|| (range, self.terms[form]))
        })
    }
}

/// Finds the longest of some patterns at each place.
fn automaton(
    patterns: impl Iterator<Item = impl AsRef<[u8]>>,
) -> Result<AhoCorasick, aho_corasick::BuildError> {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(patterns)
}

/// The forms of all terms in a language.
fn forms_of(model: &Model, lang: Lang) -> Vec<(String, Form)> {
    let mut found: Vec<(String, Form)> = Vec::new();
    for (reference, term) in model.terms.iter() {
        let mut right = vec![term.header.name.get(lang).map_or("", |name| &name.text)];
        right.extend(phrases(&term.aliases, lang));
        add(&mut found, &right, Form::Right(reference));
        add(&mut found, &phrases(&term.avoid, lang), Form::Avoided(reference));
    }
    found
}

/// Adds forms, those in Latin letters with their plurals.
fn add(found: &mut Vec<(String, Form)>, forms: &[&str], form: Form) {
    for text in forms.iter().filter(|text| !text.is_empty()) {
        found.push(((*text).to_owned(), form));
        if text.ends_with(|c: char| c.is_ascii_alphabetic()) {
            found.extend(["s", "es"].map(|ending| (format!("{text}{ending}"), form)));
            if let Some(stem) = text.strip_suffix('y') {
                found.push((format!("{stem}ies"), form));
            }
        }
    }
}

fn phrases(forms: &Option<Localized<Vec<Phrase>>>, lang: Lang) -> Vec<&str> {
    let forms = forms.as_ref().and_then(|forms| forms.get(lang));
    forms.into_iter().flatten().map(|phrase| &*phrase.text).collect()
}

/// The names of parks, organizations, projects and documents.
fn names(model: &Model, lang: Lang) -> impl Iterator<Item = &str> {
    let parks = model.parks.records().map(|record| &record.header);
    let organizations = model.organizations.records().map(|record| &record.header);
    let projects = model.projects.records().map(|record| &record.header);
    let documents = model.documents.records().map(|record| &record.header);
    let headers = parks.chain(organizations).chain(projects).chain(documents);
    headers.filter_map(move |header| Some(&*header.name.get(lang)?.text))
}

/// Whether a match does not begin or end within a word.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(is_letter) && other.is_some_and(is_letter)
    };
    let (before, found, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    !joins(before.chars().next_back(), found.chars().next())
        && !joins(found.chars().next_back(), after.chars().next())
}

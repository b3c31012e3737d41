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
    /// The forms of a language, `None` if it has none that passes.
    #[must_use]
    pub fn new(model: &Model, lang: Lang, passes: impl Fn(Form) -> bool) -> Option<Self> {
        let mut found: Vec<(String, Form)> = Vec::new();
        for (reference, term) in model.terms.iter() {
            let mut right = vec![term.header.name.get(lang).map_or("", |name| &name.text)];
            right.extend(phrases(&term.aliases, lang));
            add(&mut found, &right, Form::Right(reference));
            add(&mut found, &phrases(&term.avoid, lang), Form::Avoided(reference));
        }
        if !found.iter().any(|(_, form)| passes(*form)) {
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
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns);
        // Only patterns beyond all memory are refused.
        Some(Self { automaton: automaton.ok()?, forms })
    }

    /// The forms in a text, from left to right.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Form)> {
        self.automaton.find_iter(text).filter_map(move |found| {
            let range = found.range();
            is_whole(text, &range).then(|| (range, self.forms[found.pattern().as_usize()]))
        })
    }
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

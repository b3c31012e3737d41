//! Terms of the glossary: forms to avoid, and terms of an original that its translation lacks.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Record, Ref, Term};
use crate::source::{FileId, SourceFile, Span};
use crate::translation::Texts;
use crate::translation::data::{holds_texts, texts_of_file};
use crate::translation::page::{name_of, page_file};
use crate::translation::terms::{Avoided, Form, Terms};
use crate::translation::work::{Unit, units, units_in};
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The glossary itself speaks of what to avoid.
const GLOSSARY: &str = "content/data/terms";

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let site = &subject.model.site;
    let texts = Texts::new(subject.sources, subject.model);
    for language in &site.languages {
        if let Some(avoided) = Avoided::new(subject.model, language.lang) {
            check_avoided(subject, &texts, language.lang, &avoided, sink);
        }
    }
    if site.levels.severity(Code::TermNotUsed).is_some() {
        for language in &site.languages {
            check_use(subject, &texts, language.lang, sink);
        }
    }
}

/// An avoided form that the glossary lists for a term.
type Found = (Span, Ref<Term>);

fn check_avoided(
    subject: Subject<'_>,
    texts: &Texts<'_>,
    lang: Lang,
    avoided: &Avoided,
    sink: &mut Sink,
) {
    let mut found: Vec<Found> = Vec::new();
    for (file, source) in texts.sources.iter() {
        if !source.path.starts_with("content/") || source.path.starts_with(GLOSSARY) {
            continue;
        }
        let hits = avoided.find(&source.text).map(|(range, term)| (Span::new(file, range), term));
        let hits: Vec<Found> = hits.collect();
        if !hits.is_empty() {
            let places = places(texts, lang, file, source);
            let is_text = |(span, _): &Found| places.iter().any(|place| holds(place, span.range()));
            found.extend(hits.into_iter().filter(is_text));
        }
    }
    if found.is_empty() {
        return;
    }
    let files: BTreeSet<FileId> = found.iter().map(|(span, _)| span.file).collect();
    let units = units_in(texts, lang, &|file| files.contains(&file));
    for (span, term) in found {
        let is_of = |unit: &&Unit| {
            let target = unit.target.as_ref().map(|target| target.span);
            target.is_some_and(|at| at.file == span.file && holds(&at.range(), span.range()))
        };
        // What is wrong for one term may be right for another: a translation must have the term.
        let unit = units.iter().find(is_of);
        if unit.is_none_or(|unit| lacks(subject.model.terms.get(term), unit, lang)) {
            sink.push(told(subject, lang, span, term));
        }
    }
}

fn holds(place: &Range<usize>, inner: Range<usize>) -> bool {
    place.start <= inner.start && inner.end <= place.end
}

/// Whether an original has a term more often than its translation has a rendering of it.
fn lacks(term: &Term, unit: &Unit, lang: Lang) -> bool {
    let count = |text: &str, lang: Lang| {
        let text = text.to_lowercase();
        let forms = forms(term, lang).map(str::to_lowercase);
        forms.map(|form| text.matches(&form).count()).sum::<usize>()
    };
    let target = unit.target.as_ref().map_or("", |target| &target.text);
    count(&unit.source, unit.from) > count(target, lang)
}

/// The forms of a term that are to be used.
fn forms(term: &Term, lang: Lang) -> impl Iterator<Item = &str> {
    let aliases = term.aliases.as_ref().and_then(|aliases| aliases.get(lang));
    let aliases = aliases.into_iter().flatten().map(|phrase| &*phrase.text);
    term.name().get(lang).map(|name| &*name.text).into_iter().chain(aliases)
}

/// Where the texts of a language stand in a file.
fn places(texts: &Texts<'_>, lang: Lang, file: FileId, source: &SourceFile) -> Vec<Range<usize>> {
    if holds_texts(&source.path) {
        let found = texts_of_file(texts, file, &source.path, &source.text);
        return found.iter().filter_map(|text| Some(text.text(lang)?.0.span.range())).collect();
    }
    match name_of(texts, &source.path) {
        Some((_, found)) if found == lang => {
            let page = page_file(file, &source.text, lang);
            let parts = page.into_iter().flat_map(|page| page.parts);
            parts.flat_map(|part| prose(&source.text, part.span.range())).collect()
        }
        _ => Vec::new(),
    }
}

/// A block without its code and the addresses of its links.
fn prose(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut prose = Vec::new();
    let mut at = block.start;
    let mut from = at;
    while at < block.end {
        let rest = &text[at..block.end];
        let skipped = if rest.starts_with('`') {
            let n_ticks = rest.len() - rest.trim_start_matches('`').len();
            let close = rest[n_ticks..].find(&rest[..n_ticks]);
            close.map_or(n_ticks, |close| close + 2 * n_ticks)
        } else if rest.starts_with("](") {
            rest.find(')').unwrap_or(rest.len())
        } else if rest.starts_with("<http") {
            rest.find('>').unwrap_or(rest.len())
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        prose.push(from..at);
        at += skipped;
        from = at;
    }
    prose.push(from..block.end);
    prose
}

fn told(subject: Subject<'_>, lang: Lang, span: Span, term: Ref<Term>) -> Diagnostic {
    let term = subject.model.terms.get(term);
    let found = subject.sources.text(span);
    let message = format!("the glossary says to avoid `{found}`");
    let right = &term.name().get_or_fallback(lang).1.text;
    Diagnostic::new(Code::AvoidedTerm, span, message)
        .help(format!("write `{right}`"))
        .related(term.header.span, "the term")
}

/// Terms of originals that their translations into a language do not render.
fn check_use(subject: Subject<'_>, texts: &Texts<'_>, lang: Lang, sink: &mut Sink) {
    let Some(theirs) = Terms::new(subject.model, lang) else { return };
    let mut ours: BTreeMap<Lang, Option<Terms>> = BTreeMap::new();
    for unit in units(texts, lang) {
        let path = &texts.sources.file(unit.source_span.file).path;
        let Some(target) = unit.target.filter(|_| !path.starts_with(GLOSSARY)) else { continue };
        let ours = ours.entry(unit.from).or_insert_with(|| Terms::new(subject.model, unit.from));
        let Some(ours) = ours else { continue };
        let used: Vec<Ref<Term>> = theirs
            .find(&target.text)
            .filter_map(|(_, form)| match form {
                Form::Right(term) | Form::Avoided(term) => Some(term),
                Form::Name => None,
            })
            .collect();
        let mut reported = Vec::new();
        for (range, form) in ours.find(&unit.source) {
            let Form::Right(term) = form else { continue };
            let is_used = used.contains(&term)
                || forms(subject.model.terms.get(term), lang)
                    .any(|rendering| contains(&target.text, rendering));
            if !is_used && !reported.contains(&term) {
                reported.push(term);
                let found = &unit.source[range];
                sink.push(not_used(subject, lang, (unit.source_span, target.span), term, found));
            }
        }
    }
}

/// Whether a text has a rendering, whichever term it was found for: two may share it.
fn contains(text: &str, rendering: &str) -> bool {
    text.to_lowercase().contains(&rendering.to_lowercase())
}

fn not_used(
    subject: Subject<'_>,
    lang: Lang,
    (source, target): (Span, Span),
    term: Ref<Term>,
    found: &str,
) -> Diagnostic {
    let right: Vec<String> = forms(subject.model.terms.get(term), lang)
        .map(|rendering| format!("`{rendering}`"))
        .collect();
    let message = format!("this text has no rendering of the term `{found}` in its original");
    Diagnostic::new(Code::TermNotUsed, target, message)
        .related(source, format!("`{found}` stands here"))
        .help(format!("its renderings are {}", right.join(", ")))
}

//! The work of a translator: each text with its original, its translation, and how they stand.

use super::Texts;
use super::data::{DataText, data_texts, data_texts_in};
use super::ledger_stamps::read_stamps;
use super::page::{PageFile, name_of, original, pages, pages_where};
use super::stamp::{Change, Changes, changes, short_hash};
use crate::parse::node::Node;
use crate::source::{FileId, Span};
use crate::value::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text to translate.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name, which stays as long as the record and its field, or the place on the page.
    pub id: String,
    /// What it is: the field, or `title`, `description`, `block` or `body` of a page.
    pub kind: String,
    /// The language it was written in.
    pub from: Lang,
    /// The original.
    pub source: String,
    /// Where that stands.
    pub source_span: Span,
    /// The translation.
    pub target: Option<Target>,
    /// How the two stand.
    pub state: State,
    /// Where it belongs.
    pub spot: Spot,
}

/// A translation with its place.
#[derive(Debug, Clone)]
pub struct Target {
    /// It.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The scalar, if it is one.
    pub node: Option<Node>,
}

/// How a translation stands to its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Missing,
    /// It was made from another text.
    Stale,
    /// There is one, and nothing is known against it.
    Translated,
}

impl State {
    /// Its name in lists.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Translated => "translated",
        }
    }
}

/// Where a text belongs.
#[derive(Debug, Clone)]
pub enum Spot {
    /// To a record or to the settings.
    Data(Box<DataText>),
    /// To a page: its path and the numbers of the parts of its original.
    Page(String, Range<usize>),
}

/// Everything that can be translated, read once for all languages.
#[derive(Debug)]
pub struct Everything<'a> {
    texts: Texts<'a>,
    /// The texts of the ledger and of the settings.
    pub data: Vec<DataText>,
    /// The pages.
    pub pages: BTreeMap<&'a str, BTreeMap<Lang, PageFile>>,
}

impl<'a> Everything<'a> {
    /// Reads all of it.
    #[must_use]
    pub fn read(texts: Texts<'a>) -> Self {
        Self { texts, data: data_texts(&texts), pages: pages(&texts) }
    }

    /// Reads what stands in files that pass, and the pages that they belong to.
    fn read_in(texts: Texts<'a>, passes: &(dyn Fn(FileId) -> bool + Sync)) -> Self {
        let files = texts.sources.iter().filter(|(file, _)| passes(*file));
        let paths: BTreeSet<&str> =
            files.filter_map(|(_, source)| Some(name_of(&texts, &source.path)?.0)).collect();
        let pages = pages_where(&texts, |page| paths.contains(page));
        Self { texts, data: data_texts_in(&texts, passes), pages }
    }

    /// The units for one language.
    #[must_use]
    pub fn units(&self, lang: Lang) -> Vec<Unit> {
        let mut all = Vec::new();
        if self.texts.languages.len() < 2 {
            return all;
        }
        let code = &self.texts.languages[lang.index()].code;
        let stamps = read_stamps(&self.texts).by_lang;
        let stamps = stamps.get(&**code);
        for text in &self.data {
            let stamp = stamps.and_then(|stamps| stamps.get(&*text.id));
            all.extend(data_unit(text, lang, stamp.copied()));
        }
        for (path, page) in &self.pages {
            if let Some(original) = original(page).filter(|original| original.lang != lang) {
                page_units(&self.texts, path, original, page.get(&lang), &mut all);
            }
        }
        all
    }
}

/// Everything to translate into a language, in the order of the files.
#[must_use]
pub fn units(texts: &Texts<'_>, lang: Lang) -> Vec<Unit> {
    Everything::read(*texts).units(lang)
}

/// Those whose translations stand in files that pass.
#[must_use]
pub fn units_in(
    texts: &Texts<'_>,
    lang: Lang,
    passes: &(dyn Fn(FileId) -> bool + Sync),
) -> Vec<Unit> {
    Everything::read_in(*texts, passes).units(lang)
}

fn data_unit(text: &DataText, lang: Lang, stamp: Option<&str>) -> Option<Unit> {
    let (from, node, source) = text.original().filter(|(from, ..)| *from != lang)?;
    let (source, source_span) = (source.to_owned(), node.span);
    let target = text.text(lang).map(|(node, found)| Target {
        text: found.to_owned(),
        span: node.span,
        node: Some(node.clone()),
    });
    let state = match (&target, stamp) {
        (None, _) => State::Missing,
        (Some(_), Some(stamp)) if stamp != short_hash(&source) => State::Stale,
        _ => State::Translated,
    };
    let (id, kind) = (text.id.clone(), text.field.clone());
    Some(Unit {
        id,
        kind,
        from,
        source,
        source_span,
        target,
        state,
        spot: Spot::Data(Box::new(text.clone())),
    })
}

/// What has changed in the original of a page since it was translated; `None` without a stamp.
#[must_use]
pub fn page_changes(original: &PageFile, translation: &PageFile) -> Option<Changes> {
    let then = translation.hashes()?;
    let now: Vec<String> = original.parts.iter().map(|part| short_hash(&part.text)).collect();
    let now: Vec<&str> = now.iter().map(String::as_str).collect();
    Some(changes(&then, &now))
}

fn page_units(
    texts: &Texts<'_>,
    path: &str,
    original: &PageFile,
    translation: Option<&PageFile>,
    all: &mut Vec<Unit>,
) {
    let changes = translation.and_then(|translation| page_changes(original, translation));
    let is_field = |name: &str| matches!(name, "title" | "description");
    let n_fields = original.parts.iter().filter(|part| is_field(&part.name)).count();
    let n_blocks = original.parts.len() - n_fields;
    let theirs = translation
        .map(|file| file.parts.iter().filter(|part| !is_field(&part.name)).collect::<Vec<_>>());
    // Where the two have other blocks, only the whole can be given.
    let in_one = n_blocks > 0 && theirs.as_ref().is_some_and(|theirs| theirs.len() != n_blocks);
    let n_single = if in_one { n_fields } else { original.parts.len() };
    let prefix = format!("pages:{}", path.replace('/', ":"));
    let mut add = |name: &str, kind: &str, parts: Range<usize>, source: (String, Span), target| {
        let is_changed = |changes: &Changes| {
            changes.parts[parts.clone()].iter().any(|change| *change != Change::Same)
                || in_one && name == "body" && changes.n_removed > 0
        };
        let state = match &target {
            None => State::Missing,
            Some(_) if changes.as_ref().is_some_and(is_changed) => State::Stale,
            Some(_) => State::Translated,
        };
        all.push(Unit {
            id: format!("{prefix}:{name}"),
            kind: kind.to_owned(),
            from: original.lang,
            source: source.0,
            source_span: source.1,
            target,
            state,
            spot: Spot::Page(path.to_owned(), parts),
        });
    };
    for (index, part) in original.parts[..n_single].iter().enumerate() {
        let found = translation.and_then(|file| file.parts.iter().find(|p| p.name == part.name));
        let target = found.map(|part| Target {
            text: part.text.clone(),
            span: part.span,
            node: part.node.clone(),
        });
        let kind = if is_field(&part.name) { part.name.as_str() } else { "block" };
        add(&part.name, kind, index..index + 1, (part.text.clone(), part.span), target);
    }
    let Some(theirs) = theirs.filter(|_| in_one) else { return };
    let whole = |first: Span, last: Span| first.to(last);
    let ours = &original.parts[n_single..];
    let span = whole(ours[0].span, ours[ours.len() - 1].span);
    let target = match theirs.as_slice() {
        [] => None,
        [first, .., last] => Some(whole(first.span, last.span)),
        [only] => Some(only.span),
    };
    let text_at = |span: Span| texts.sources.text(span).to_owned();
    let target = target.map(|span| Target { text: text_at(span), span, node: None });
    add("body", "body", n_single..original.parts.len(), (text_at(span), span), target);
}

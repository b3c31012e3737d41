//! Everything that was read, and what became of it: nothing disappears in silence.

use crate::compile::{Compiled, CompiledSite};
use crate::diag::Severity;
use crate::model::{Collection, Declared, EachCollection};
use crate::parse::identity::Identity;
use crate::parse::records::MAPPING_ENDING;
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What became of something that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationStatus {
    /// It is in the site, or will be once the problems of others are solved.
    Published,
    /// It is kept back on purpose.
    HeldBack(Why),
    /// It cannot be published: the codes of the errors in it; none where those are in a record that it
    /// refers to.
    Refused(BTreeSet<&'static str>),
}

/// Why something is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A page that is a draft.
    Draft,
    /// A record whose visibility is internal.
    Internal,
    /// It became known after the as-of day.
    Later,
}

impl PublicationStatus {
    /// The word for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::HeldBack(_) => "held back",
            Self::Refused(_) => "refused",
        }
    }

    /// Why; empty for what is published.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Published => String::new(),
            Self::HeldBack(Why::Draft) => "draft".to_owned(),
            Self::HeldBack(Why::Internal) => "internal".to_owned(),
            Self::HeldBack(Why::Later) => "later".to_owned(),
            Self::Refused(codes) if codes.is_empty() => "needs a refused record".to_owned(),
            Self::Refused(codes) => codes.iter().copied().collect::<Vec<_>>().join(", "),
        }
    }
}

/// A record, a page in one language, or a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its collection, `pages`, or `files` for a data file that is broken as a whole.
    pub kind: &'static str,
    /// Its id, or the path of a page or file; empty for a record without a usable id.
    pub id: String,
    /// Where it is.
    pub place: Span,
    /// What became of it.
    pub state: PublicationStatus,
}

/// Everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    /// In the order of files and places.
    pub entries: Vec<Entry>,
    /// Milestones of published projects that became known after the as-of day.
    pub n_later_milestones: usize,
}

impl Inventory {
    /// Counts what was read; `None` if the settings of the site cannot be read.
    #[must_use]
    pub fn new(compiled: &Compiled) -> Option<Self> {
        let site = compiled.site.as_ref()?;
        let mut inventory =
            Self { entries: Vec::new(), n_later_milestones: site.held_back.n_milestones() };
        let counting = Counting::new(compiled, site);
        for (file, outline) in site.cache.outlines() {
            let starts = outline.extents.iter().map(|extent| extent.start);
            // What stands after a record up to the next one is said of it.
            let ends = starts.clone().skip(1).chain([u32::MAX]);
            let places = starts.zip(ends).map(|(start, end)| Span { file, start, end });
            for (identity, place) in outline.records.iter().zip(places) {
                inventory.entries.push(counting.record(outline.collection, identity, place));
            }
            for nested in &outline.nested {
                for (identity, place) in nested.records.iter().zip(&nested.extents) {
                    inventory.entries.push(counting.record(nested.collection, identity, *place));
                }
            }
        }
        for (file, text) in compiled.sources.iter() {
            if let Some(path) = text.path.strip_prefix("content/pages/") {
                inventory.entries.push(counting.page(file, path));
            } else if text.path.starts_with("content/data/") {
                inventory.entries.extend(counting.file(file, &text.path));
            }
        }
        inventory.entries.sort_by_key(|entry| entry.place);
        debug_assert!(
            inventory.entries.iter().all(|entry| counting.is_explained(entry)),
            "nothing is refused without a problem or a reason: {:?}",
            inventory.entries.iter().find(|entry| !counting.is_explained(entry))
        );
        Some(inventory)
    }

    /// How many entries have each word and reason, in that order.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<(&'static str, String), usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry((entry.state.word(), entry.state.reason())).or_default() += 1;
        }
        counts
    }
}

/// What is looked up for every entry.
struct Counting<'a> {
    site: &'a CompiledSite,
    /// Where the records of the model start, with their ids.
    published: BTreeMap<(FileId, u32), &'a str>,
    /// Where targets and observations start that became known later.
    later: BTreeSet<(FileId, u32)>,
    /// The files of pages in the model.
    pages: BTreeSet<FileId>,
    /// Where errors are.
    errors: BTreeMap<(FileId, u32), BTreeSet<&'static str>>,
    /// Data files that were read as a whole.
    whole: BTreeSet<FileId>,
    /// Where records stand in records of another kind.
    nested: BTreeSet<(FileId, u32, u32)>,
}

impl<'a> Counting<'a> {
    fn new(compiled: &Compiled, site: &'a CompiledSite) -> Self {
        let model = &site.model;
        let mut published = BTreeMap::new();
        model.each_collection(&mut Starts(&mut published));
        let mut errors: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let problems = compiled.problems();
        for (_, problem) in problems.iter().filter(|(severity, _)| *severity == Severity::Error) {
            let Some(span) = problem.span else { continue };
            errors.entry(start(span)).or_default().insert(problem.code.name());
        }
        let outlines = || site.cache.outlines();
        let nested = outlines().flat_map(|(file, outline)| {
            let extents = outline.nested.iter().flat_map(|nested| &nested.extents);
            extents.map(move |extent| (file, extent.start, extent.end))
        });
        let texts = model.pages.iter().flat_map(|page| page.texts.iter());
        Self {
            site,
            published,
            later: site.held_back.records().map(start).collect(),
            pages: texts.map(|(_, text)| text.file).collect(),
            errors,
            whole: outlines().filter(|(_, one)| !one.broken).map(|(file, _)| file).collect(),
            nested: nested.collect(),
        }
    }

    fn record(&self, kind: &'static str, identity: &Identity, place: Span) -> Entry {
        let within = (place.file, place.start)..(place.file, place.end);
        let is_own = |at: (FileId, u32)| !self.is_nested(at, place);
        let published = self.published.range(within.clone()).find(|(at, _)| is_own(**at));
        let published = published.map(|(_, id)| *id);
        let codes = self.codes(place);
        let is_internal = match identity {
            Identity::Unusable => false,
            Identity::Named(name) => name.is_internal,
            Identity::Numbered { is_internal, .. } => *is_internal,
        };
        let state = if !codes.is_empty() {
            PublicationStatus::Refused(codes)
        } else if is_internal {
            PublicationStatus::HeldBack(Why::Internal)
        } else if self.later.range(within).any(|at| is_own(*at)) {
            PublicationStatus::HeldBack(Why::Later)
        } else if published.is_some() {
            PublicationStatus::Published
        } else {
            PublicationStatus::Refused(BTreeSet::new())
        };
        let own = match identity {
            Identity::Named(name) => name.id.as_str(),
            Identity::Unusable | Identity::Numbered { .. } => published.unwrap_or_default(),
        };
        let place = Span { end: place.start, ..place };
        Entry { kind, id: own.to_owned(), place, state }
    }

    fn page(&self, file: FileId, path: &str) -> Entry {
        let codes = self.codes(Span { file, start: 0, end: u32::MAX });
        let state = if !codes.is_empty() {
            PublicationStatus::Refused(codes)
        } else if self.pages.contains(&file) {
            PublicationStatus::Published
        } else if self.site.held_back.pages.contains(&file) {
            PublicationStatus::HeldBack(Why::Later)
        } else if self.site.cache.is_draft(file) {
            PublicationStatus::HeldBack(Why::Draft)
        } else {
            PublicationStatus::Refused(BTreeSet::new())
        };
        let id = path.strip_suffix(".md").unwrap_or(path).to_owned();
        Entry { kind: "pages", id, place: Span::new(file, 0..0), state }
    }

    /// A data file that is broken, or that belongs to no collection: what it holds is not known.
    fn file(&self, file: FileId, path: &str) -> Option<Entry> {
        if self.whole.contains(&file) {
            return None;
        }
        let place = Span::new(file, 0..0);
        let codes = self.codes(Span { end: u32::MAX, ..place });
        // How a workbook is read is no data, nor is a map; a workbook of another day is none of this.
        let is_beside = path.ends_with(MAPPING_ENDING) || path.ends_with(".geojson");
        let is_none = is_beside || self.site.snapshots.has(file);
        if is_none && codes.is_empty() {
            return None;
        }
        let id = path.strip_prefix("content/data/").unwrap_or(path).to_owned();
        Some(Entry { kind: "files", id, place, state: PublicationStatus::Refused(codes) })
    }

    /// Whether it is said why something is not published: a record may lack one that it refers to, which
    /// then has a problem of its own; a page lacks nothing but what is wrong in its own file.
    fn is_explained(&self, entry: &Entry) -> bool {
        match &entry.state {
            PublicationStatus::Refused(codes) if codes.is_empty() => {
                entry.kind != "pages" && !self.errors.is_empty()
            }
            _ => true,
        }
    }

    fn codes(&self, place: Span) -> BTreeSet<&'static str> {
        let within = self.errors.range((place.file, place.start)..(place.file, place.end));
        let own = within.filter(|(at, _)| !self.is_nested(**at, place));
        own.flat_map(|(_, codes)| codes).copied().collect()
    }

    /// Whether something that stands in a record stands in another one within it.
    fn is_nested(&self, (file, at): (FileId, u32), within: Span) -> bool {
        let before = self.nested.range(..=(file, at, u32::MAX)).next_back();
        before.is_some_and(|(of, start, end)| {
            let is_smaller = *start > within.start || *end < within.end;
            *of == file && at < *end && is_smaller
        })
    }
}

fn start(span: Span) -> (FileId, u32) {
    (span.file, span.start)
}

/// Where the records of the model start, with their ids.
struct Starts<'a, 'p>(&'p mut BTreeMap<(FileId, u32), &'a str>);

impl<'a> EachCollection<'a> for Starts<'a, '_> {
    fn collection<T: Declared>(&mut self, records: &'a Collection<T>) {
        let found = records.all();
        self.0.extend(found.map(|(_, record)| (start(record.header().span), record.id().as_str())));
    }
}

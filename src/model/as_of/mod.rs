//! The model as it was known on a day: what became known later is left out.
//!
//! - A record is known from the day that its own `published` names, or else from the day of the
//!   earliest source that it cites; what neither dates is known all along. A written page has its
//!   `date` for `published`. What a record is about (the date of an event, of a document) says
//!   nothing of when it became known.
//! - A milestone, a fact, the map of an industry is known from its own `published` or sources, or
//!   else with its record. A record is known from its first part on, too, and a project from the
//!   day that it was announced; what its record says as a whole is left out as long as only later
//!   sources say it.
//! - A record that a known one refers to is there with its name. So is an indicator that has a
//!   target or a result, with its unit and how it is measured.
//! - A result is not known before the last day that it covers, unless it is a forecast.
//! - A source is known from its own day. A citation of one that came later is dropped; where none
//!   is left, a [`Citation::later`](super::Citation::later) says so, and nothing more.
//! - A partial date counts from its first day, for becoming known as for happening.

mod knowing;
mod reduce;
mod referred;

use super::declared::{AnyRef, Decoded, MapCollections};
use super::{Collection, Kept as Known, Model, Page, Ref, Source};
use crate::source::{FileId, Span};
use jiff::civil::Date;
pub(in crate::model) use knowing::Knowing;
use referred::referred_to;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was left out because it became known later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldBack {
    /// Files of written pages; links to them are not dead.
    pub pages: BTreeSet<FileId>,
    /// Records, by where they start.
    records: Vec<Span>,
    /// Milestones of projects that are there.
    n_milestones: usize,
    /// Records that are there, but not with all that they say.
    n_cut: usize,
}

impl HeldBack {
    /// Whether nothing was left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.records.is_empty() && self.n_cut == 0
    }

    /// Records, by where they start.
    pub fn records(&self) -> impl Iterator<Item = Span> {
        self.records.iter().copied()
    }

    /// How many milestones of projects that are there.
    #[must_use]
    pub const fn n_milestones(&self) -> usize {
        self.n_milestones
    }
}

impl Model {
    /// The model as it was known on a day, and what is not in it. Records that are as they are in
    /// this model are shared with it, and all keep their numbers.
    #[must_use]
    pub fn known_on(&self, as_of: Date) -> (Self, HeldBack) {
        let knowing = Knowing::new(&self.sources, as_of);
        let referred = referred_to(self, &knowing);
        let mut view = View { knowing, referred, held_back: HeldBack::default() };
        let mut model = self.map_collections(&mut view);
        model.site.as_of = as_of;
        model.pages = self.pages.iter().filter_map(|page| view.page(page)).collect();
        model.tell_revisions();
        model.tell_programmes();
        (model, view.held_back)
    }
}

impl Model {
    /// Whether a file below `content/` is the archived text of a source that is not known yet.
    #[must_use]
    pub fn is_later_archive(&self, path: &str) -> bool {
        let is_archived =
            |source: &Source| source.archive.as_ref().is_some_and(|archive| *archive.text == *path);
        self.sources.not_yet_known().any(is_archived) && !self.sources.records().any(is_archived)
    }
}

/// A view of the ledger while it is made.
struct View<'a> {
    knowing: Knowing<'a>,
    /// What is there because something known refers to it.
    referred: BTreeSet<AnyRef>,
    held_back: HeldBack,
}

impl MapCollections for View<'_> {
    fn collection<T: Decoded>(&mut self, all: &Collection<T>) -> Collection<T>
    where
        AnyRef: From<Ref<T>>,
    {
        all.as_known(|one, record| self.record(one.into(), record))
    }
}

impl View<'_> {
    fn record<T: Decoded>(&mut self, one: AnyRef, record: &Arc<T>) -> Option<Arc<T>> {
        let known = match self.knowing.known(&**record) {
            None if self.referred.contains(&one) => Known::Name,
            None => {
                self.held_back.records.push(record.header().span);
                return None;
            }
            Some(Known::Whole) if self.knowing.is_untouched(&**record) => {
                return Some(Arc::clone(record));
            }
            Some(known) => known,
        };
        let (reduced, n_milestones) = self.knowing.reduced(&**record, known);
        self.held_back.n_cut += 1;
        self.held_back.n_milestones += n_milestones;
        Some(Arc::new(reduced))
    }

    fn page(&mut self, page: &Page) -> Option<Page> {
        let mut texts = page.texts.iter().map(|(_, text)| text);
        if !texts.all(|text| self.knowing.knows(text.date, &text.citations)) {
            self.held_back.pages.extend(page.texts.iter().map(|(_, text)| text.file));
            return None;
        }
        let texts = page.texts.map(|_, text| {
            if self.knowing.knows_all(&text.citations) {
                return Arc::clone(text);
            }
            self.held_back.n_cut += 1;
            let mut reduced = (**text).clone();
            self.knowing.reduce(&mut reduced.citations);
            Arc::new(reduced)
        });
        Some(Page { path: page.path.clone(), texts })
    }
}

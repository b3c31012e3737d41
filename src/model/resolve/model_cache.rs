//! What a run leaves to the next one, so that only files that have changed are resolved again.
//!
//! Whether a record comes out the same depends on its file and on little else: settings and
//! languages (the caller compares them), the ids of all records, and what records of other kinds
//! tell: the days of sources, the regions of parks, the units of indicators. If any of these
//! differs, nothing is taken over.

use super::super::{KINDS, Model};
use super::context::{Ids, Told};
use super::pages::{Decoded, Texts};
use crate::parse::records::{DataFile, Kept, Outline};
use crate::source::{FileId, Sources};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a run leaves to the next one, besides its model.
#[derive(Debug)]
pub struct ModelCache {
    /// What the files hold, by their numbers.
    pub(super) outlines: Vec<Option<Arc<Outline>>>,
    pub(super) ids: BTreeMap<&'static str, Ids>,
    /// Every record could be read, so that those of a file can be told from each other.
    pub(super) is_whole: bool,
    pub(super) told: Told,
    pub(super) texts: Texts,
    /// The day of each file that is the ledger as it was on a day.
    pub(super) days: BTreeMap<FileId, Date>,
    /// The scale of most amounts of money, if a proposal has been made from it.
    pub(super) scale: Option<Option<u8>>,
}

/// An earlier run and what has not changed since.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// Its model.
    pub model: &'a Model,
    /// What else it left.
    pub cache: &'a ModelCache,
    /// Which files are the same, by their numbers.
    pub is_same: &'a [bool],
}

impl Kept for Earlier<'_> {
    fn outline(&self, file: FileId) -> Option<&Arc<Outline>> {
        let outline = self.cache.outlines.get(file.index()).and_then(Option::as_ref);
        outline.filter(|_| self.is_same[file.index()])
    }

    fn has_page(&self, file: FileId) -> bool {
        self.is_same[file.index()] && self.cache.texts.contains_key(&file)
    }
}

impl ModelCache {
    /// Whether a file holds the same records with pages of their own as in another run, and
    /// nothing else.
    #[must_use]
    pub fn names_the_same(&self, other: &Self, file: FileId) -> bool {
        let outline = |cache: &'_ Self| cache.outlines.get(file.index()).cloned().flatten();
        let (Some(own), Some(other)) = (outline(self), outline(other)) else { return false };
        let is_named =
            KINDS.iter().any(|kind| kind.collection == own.collection && kind.name_key.is_some());
        let has_nested = !own.nested.is_empty() || !other.nested.is_empty();
        is_named && !has_nested && own.names().eq(other.names())
    }

    /// What records depend on of others, as a text that is another if that is.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{:?}", self.told)
    }

    /// What each file with records held, published or not.
    pub fn outlines(&self) -> impl Iterator<Item = (FileId, &Outline)> {
        let numbered = (0..).map(FileId::new).zip(&self.outlines);
        numbered.filter_map(|(file, outline)| Some((file, &**outline.as_ref()?)))
    }

    /// Whether a file is a page that says of itself that it is a draft.
    #[must_use]
    pub fn is_draft(&self, file: FileId) -> bool {
        self.texts.get(&file).is_some_and(Decoded::is_draft)
    }

    pub(super) fn knows(&self, ids: &BTreeMap<&'static str, Ids>) -> bool {
        let pairs = || self.ids.iter().zip(ids);
        self.is_whole
            && self.ids.len() == ids.len()
            && pairs()
                .all(|((name, own), (other, others))| name == other && own.resolve_like(others))
    }
}

/// The outlines of files by their numbers.
pub(super) fn outlines(sources: &Sources, data: &[DataFile]) -> Vec<Option<Arc<Outline>>> {
    let mut outlines = vec![None; sources.len()];
    for data in data {
        outlines[data.file.index()] = Some(Arc::clone(&data.outline));
    }
    outlines
}

//! What a run may take over from the one before it.

use super::{Compiled, CompiledSite, Vocabulary};
use crate::check::Before;
use crate::diag::Sink;
use crate::load::Loaded;
use crate::model::Model;
use crate::model::resolve::{Earlier, ModelCache};
use crate::model::said::LOCK_PATH;
use crate::plan::{Index, Plan};
use crate::render::Theme;
use crate::source::{FileId, Span};
use crate::theme::ThemeFiles;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is taken over from an earlier run.
pub(super) struct Reuse<'a> {
    before: &'a Compiled,
    site: &'a CompiledSite,
    /// Which files are the same, by their numbers.
    is_same: Vec<bool>,
    /// The problems of these files.
    pub(super) local: Sink,
    has_same_static_files: bool,
}

impl<'a> Reuse<'a> {
    /// Finds out what may be taken over; `None` if all must be made anew: there are other files,
    /// or the settings or words of the site have changed.
    pub(super) fn new(before: &'a Compiled, loaded: &Loaded) -> Option<Self> {
        let site = before.site.as_ref()?;
        let sources = &loaded.sources;
        // How large pictures are, and what they are called, stands in pages and texts.
        let has_same_pictures =
            before.sources.pictures == sources.pictures && before.sources.fonts == sources.fonts;
        if before.sources.len() != sources.len() || !has_same_pictures {
            return None;
        }
        // What a workbook says depends on the names of all records.
        let has_workbooks = sources.iter().any(|(_, file)| file.cells.is_some());
        let mut is_same = Vec::with_capacity(sources.len());
        for (file, now) in sources.iter() {
            let then = before.sources.file(file);
            if then.path != now.path {
                return None;
            }
            let same_text = std::ptr::eq(then, now) || then.text == now.text;
            // A file that was not UTF-8 may have become one with the same text.
            let same = same_text && before.stamps.has_text(file) == loaded.stamps.has_text(file);
            if !same && (decides_on_all(&now.path) || has_workbooks && holds_data(&now.path)) {
                return None;
            }
            is_same.push(same);
        }
        let stands = |span: Span| is_same[span.file.index()];
        let mut local = Sink::default();
        for problem in before.local.iter() {
            if problem.span.is_some_and(stands) {
                if !problem.related.iter().all(|(place, _)| stands(*place)) {
                    return None;
                }
                local.push(problem.clone());
            }
        }
        let has_same_static_files = before.sources.static_files == sources.static_files;
        Some(Self { before, site, is_same, local, has_same_static_files })
    }

    pub(super) fn earlier(&self) -> Earlier<'_> {
        Earlier { model: &self.site.ledger, cache: &self.site.cache, is_same: &self.is_same }
    }

    pub(super) fn checked(&self) -> Before<'_> {
        Before::Run(&self.site.checked, &self.is_same)
    }

    pub(super) fn vocabulary(&self) -> &'a Arc<Vocabulary> {
        &self.site.vocabulary
    }

    /// The theme, if its files are the same.
    pub(super) fn theme(&self, own: Option<&ThemeFiles>) -> Option<Arc<Theme>> {
        let is_same = |theme: &&Arc<Theme>| theme.is_of(own);
        self.site.theme.as_ref().filter(is_same).map(Arc::clone)
    }

    /// The plan of an edition, if it would come out the same and had nothing to report: the files
    /// that have changed hold the same records, with pages of their own, and no list has grown
    /// over the end of a page.
    pub(super) fn plan(
        &self,
        model: &Model,
        index: &Index,
        cache: &ModelCache,
        set_aside: &BTreeSet<FileId>,
    ) -> Option<Arc<Plan>> {
        let folder = &model.site.folder;
        let earlier = self.site.earlier.iter().map(|edition| (&edition.model, &edition.plan));
        let mut editions = earlier.chain([(&self.site.model, &self.site.plan)]);
        let (before, plan) = editions.find(|(before, _)| before.site.folder == *folder)?;
        let files = self.before.sources.iter().map(|(file, _)| file);
        let mut changed = files.filter(|file| !self.is_same[file.index()]);
        let is_same = changed.all(|file| cache.names_the_same(&self.site.cache, file))
            && self.has_same_static_files
            && plan.is_clean
            && plan.links.set_aside() == set_aside
            && plan.is_of(model, index)
            // Terms have no pages of their own.
            && before.terms.ids().eq(model.terms.ids());
        is_same.then(|| Arc::clone(plan))
    }
}

/// Whether the whole site depends on a file: its settings, its map, what its editions said, and the
/// words of its languages.
fn decides_on_all(path: &str) -> bool {
    let is_words = path.starts_with("themes/") && path.ends_with(".yaml");
    let is_map = path.ends_with(".geojson");
    path == "content/site.yaml" || path == LOCK_PATH || is_words || is_map
}

fn holds_data(path: &str) -> bool {
    path.starts_with("content/data/")
}

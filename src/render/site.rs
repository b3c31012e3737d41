//! Everything that rendering reads, put together once.

use super::templates::Theme;
use crate::locale::Locale;
use crate::model::Model;
use crate::model::ObservationsByIndicator;
use crate::model::Progress;
use crate::model::progress;
use crate::plan::Index;
use crate::plan::Kind;
use crate::plan::NavEntry;
use crate::plan::Plan;
use crate::plan::navigation;
use crate::plan::path;
use crate::source::Sources;
use crate::value::Lang;

/// The model with all that follows from it, and the theme.
#[derive(Debug)]
pub struct RenderSite<'a> {
    /// The ledger.
    pub model: &'a Model,
    /// What belongs together in it.
    pub index: &'a Index,
    /// What exists.
    pub plan: &'a Plan,
    /// The languages, by their numbers.
    pub locales: &'a [(String, Locale)],
    /// Templates and assets.
    pub theme: &'a Theme,
    /// The texts that diagnostics point into.
    pub sources: &'a Sources,
    /// Observations by indicator.
    pub(super) observations: ObservationsByIndicator<'a>,
    /// The progress of every target, by its number.
    pub(super) progress: Vec<Progress<'a>>,
    /// The entries of the header.
    pub(super) navigation: Vec<NavEntry>,
}

impl<'a> RenderSite<'a> {
    /// Puts everything together; computes the progress of every target.
    #[must_use]
    pub fn new(
        model: &'a Model,
        index: &'a Index,
        plan: &'a Plan,
        locales: &'a [(String, Locale)],
        theme: &'a Theme,
        sources: &'a Sources,
    ) -> Self {
        let observations = ObservationsByIndicator::new(model);
        let progress = model
            .targets
            .iter()
            .map(|target| progress(model, observations.of(target.indicator), target))
            .collect();
        let navigation = navigation(model, index);
        Self { model, index, plan, locales, theme, sources, observations, progress, navigation }
    }

    /// The path of a page.
    pub(super) fn path(&self, kind: Kind, lang: Lang) -> String {
        path(self.model, kind, lang)
    }
}

//! Everything that rendering reads, put together once.

use super::cache::{Cache, Caches};
use super::templates::Theme;
use crate::locale::Locale;
use crate::model::{
    Dependency, Indicator, MeasureOf, Measured, Measuring, Measurings, Members, Model,
    ObservationsByIndicator, Progress, Project, Record, RecordKind, Ref, Stage, StageIndex, Target,
    note, note_ledger, progress, unnoted,
};
use crate::plan::{Index, NavEntry, PageId, PagePlan, Plan, Role, navigation, path_in_edition};
use crate::source::Sources;
use crate::translation::coverage::{Coverage, coverage};
use crate::value::{Lang, Period};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::sync::OnceLock;

/// Of what sums over projects are made, besides the indicator: which region or industry lies in
/// another one decides what counts.
const ADDED_UP: [RecordKind; 3] = [RecordKind::Project, RecordKind::Region, RecordKind::Industry];

/// An edition of the site: what its pages are made from.
#[derive(Debug, Clone, Copy)]
pub struct EditionParts<'a> {
    /// The ledger as it was known on its day.
    pub model: &'a Model,
    /// What belongs together in it.
    pub index: &'a Index,
    /// Its pages.
    pub plan: &'a Plan,
}

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
    /// All editions of the site, this one included, in the order of their days; the last is the
    /// newest, at the top of the site.
    pub editions: Vec<EditionParts<'a>>,
    /// Which of them this is.
    pub edition: usize,
    /// Templates and assets.
    pub theme: &'a Theme,
    /// The texts that diagnostics point into.
    pub sources: &'a Sources,
    /// Observations by indicator.
    pub(super) observations: ObservationsByIndicator<'a>,
    /// The progress of every target, in the order of the ledger,
    progress: Vec<Progress<'a>>,
    /// and which target each is of.
    targets: Vec<Ref<Target>>,
    /// The projects that each indicator is computed from that has results.
    measuring: Vec<Option<Measuring<'a>>>,
    /// What the ledger adds up to, for what was asked so far.
    measured: Cache<(Ref<Indicator>, Period), Option<Measured>>,
    /// The entries of the header.
    pub(super) navigation: Vec<NavEntry>,
    /// The interface string for each stage, by language and stage.
    stage_names: Vec<Vec<String>>,
    /// The place of each project in the order of names, by language: names are compared once, when
    /// the first page with a list is made.
    ranks: Vec<OnceLock<Ranks>>,
    /// What else many pages have in common.
    pub(super) caches: Caches,
    /// What there is in each language, counted when a page asks for it.
    coverage: OnceLock<Vec<Coverage>>,
}

impl<'a> RenderSite<'a> {
    /// The progress of every target, in the order of the ledger.
    pub(super) fn progress(&self) -> &[Progress<'a>] {
        let kinds = [RecordKind::Target, RecordKind::Observation, RecordKind::Indicator];
        kinds.into_iter().chain(ADDED_UP).for_each(|kind| note(Dependency::All(kind)));
        &self.progress
    }

    /// The progress of one target that stands. What a source reports rests on no project.
    pub(super) fn progress_of(&self, one: Ref<Target>) -> Option<&Progress<'a>> {
        let found = &self.progress[self.targets.binary_search(&one).ok()?];
        self.note_figures(self.model.targets.get(one).indicator);
        Some(found)
    }

    /// Notes all that is reported, promised and added up for an indicator.
    fn note_figures(&self, one: Ref<Indicator>) {
        note(Dependency::Figures(one.number()));
        let Some(measure) = &self.model.indicators.get(one).measure else { return };
        ADDED_UP.into_iter().for_each(|kind| note(Dependency::All(kind)));
        if let MeasureOf::Figures(added) = measure.of {
            note(Dependency::Figures(added.number()));
            note(Dependency::Record(RecordKind::Indicator, added.number()));
        }
    }

    /// The projects that an indicator is computed from; `None` if it has no measure, or if
    /// neither results nor targets ask for it.
    pub(super) fn measuring(&self, one: Ref<Indicator>) -> Option<&Measuring<'a>> {
        self.note_figures(one);
        self.measuring[one.index()].as_ref()
    }

    /// What the ledger adds up to for an indicator and a period. Unless the projects are found
    /// already, this goes through all of them, so it is done once.
    pub(super) fn measured(&self, one: Ref<Indicator>, period: Period) -> Option<Measured> {
        // Every page that asks is made from all that is added up, also where the answer is known.
        if let Some(measuring) = self.measuring(one) {
            return measuring.measured(period, &Members::default());
        }
        self.measured.get((one, period), || {
            Measurings::new(self.model).measure(one, period, &Members::default())
        })
    }

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
        let targets: Vec<_> = model.targets.iter().map(|(one, _)| one).collect();
        let measurings = Measurings::new(model);
        let progress = |one: &Ref<Target>| {
            let target = model.targets.get(*one);
            let reported = observations.of_part(target.indicator, &target.part);
            progress(&measurings, reported, target)
        };
        let progress = targets.par_iter().map(progress).collect();
        for (one, _) in model.indicators.iter().filter(|(one, _)| !observations.of(*one).is_empty())
        {
            measurings.of(one);
        }
        let navigation = navigation(plan.kinds, model, index);
        let stage_name = |locale: &Locale, stage: &Stage| {
            let key = format!("stage-{}", stage.id);
            locale.text(&key, &[]).unwrap_or(key)
        };
        let stage_names = locales
            .iter()
            .map(|(_, locale)| {
                model.site.stages.iter().map(|stage| stage_name(locale, stage)).collect()
            })
            .collect();
        let ranks = locales.iter().map(|_| OnceLock::new()).collect();
        Self {
            model,
            index,
            plan,
            locales,
            editions: vec![EditionParts { model, index, plan }],
            edition: 0,
            theme,
            sources,
            observations,
            progress,
            targets,
            measuring: measurings.into_found(),
            measured: Cache::default(),
            navigation,
            stage_names,
            ranks,
            caches: Caches::default(),
            coverage: OnceLock::new(),
        }
    }

    /// The same as one of several editions, in the order of their days.
    #[must_use]
    pub fn among(self, editions: Vec<EditionParts<'a>>, edition: usize) -> Self {
        Self { editions, edition, ..self }
    }

    /// The edition before this one in time; `None` for the first, and on a site without editions.
    #[must_use]
    pub fn previous(&self) -> Option<&EditionParts<'a>> {
        self.editions.get(self.edition.checked_sub(1)?)
    }

    /// The newest edition, at the top of the site.
    #[must_use]
    pub fn newest(&self) -> &EditionParts<'a> {
        &self.editions[self.editions.len() - 1]
    }

    /// The path of a page of this edition in another: of the same page, or else of the home page
    /// of its language; and whether it is the same page.
    #[must_use]
    pub fn path_in(&self, other: &EditionParts<'_>, page: &PagePlan) -> (String, bool) {
        let path = path_in_edition(&page.path, self.model, other.model);
        match other.plan.has(&path) {
            true => (path, true),
            false => (self.plan.kinds.home().path(other.model, page.lang), false),
        }
    }

    /// What there is in each language.
    pub(super) fn coverage(&self) -> &[Coverage] {
        note_ledger();
        self.coverage.get_or_init(|| coverage(self.sources, self.model))
    }

    /// The interface string that names a stage for which the site has no name of its own.
    pub(super) fn stage_name(&self, stage: StageIndex, lang: Lang) -> &str {
        &self.stage_names[lang.index()][stage.0]
    }

    /// The place of a project in the order of names in a language.
    pub(super) fn rank(&self, project: Ref<Project>, lang: Lang) -> u32 {
        self.ranks(lang).of[project.index()]
    }

    /// The projects before and after one in the order of names in a language.
    pub(super) fn beside(&self, project: Ref<Project>, lang: Lang) -> [Option<Ref<Project>>; 2] {
        let ranks = self.ranks(lang);
        let rank = ranks.of[project.index()] as usize;
        let at = |rank: Option<usize>| ranks.order.get(rank?).copied();
        [at(rank.checked_sub(1)), at(rank.checked_add(1))]
    }

    fn ranks(&self, lang: Lang) -> &Ranks {
        self.ranks[lang.index()].get_or_init(|| {
            let (_, locale) = &self.locales[lang.index()];
            // Of the order of all names a page shows that of those which it prints.
            unnoted(|| Ranks::new(self.model, locale))
        })
    }

    /// What the links of a page begin with, if hosts show it at any address and it is known where
    /// the site is. A server that shows it elsewhere gives it another path.
    pub(super) fn root_of(&self, page: &PagePlan) -> Option<&'a str> {
        let is_anywhere =
            page.id.kind.role == Role::Error && page.path == self.path(page.id, page.lang);
        self.model.site.base_path().filter(|_| is_anywhere)
    }

    /// The path of a page.
    pub(super) fn path(&self, id: PageId, lang: Lang) -> String {
        id.path(self.model, lang)
    }
}

/// Projects in the order of names in a language.
#[derive(Debug)]
struct Ranks {
    /// The place of each in that order, by its number.
    of: Vec<u32>,
    order: Vec<Ref<Project>>,
}

impl Ranks {
    fn new(model: &Model, locale: &Locale) -> Self {
        let mut order: Vec<_> = model.projects.iter().collect();
        order.sort_by_cached_key(|(_, project)| {
            let header = project.header();
            let name = header.sort_key.as_ref().unwrap_or(&header.name);
            locale.sort_key(&name.get_or_fallback(locale.lang()).1.text)
        });
        let order: Vec<_> = order.into_iter().map(|(one, _)| one).collect();
        let mut of = vec![0; model.projects.n_numbers()];
        for (rank, one) in order.iter().enumerate() {
            of[one.index()] = u32::try_from(rank).unwrap_or(u32::MAX);
        }
        Self { of, order }
    }
}

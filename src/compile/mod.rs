//! From a site folder to everything that rendering reads; a second time, only what has changed.

mod reuse;

use crate::check::{Before, Checked, Subject, check};
use crate::diag::{Code, Diagnostic, Level, Levels, Sink};
use crate::load::{Changed, Earlier as EarlierTexts, LoadError, Loaded, Stamps, load};
use crate::locale::{Lexicon, Locale};
use crate::model::changes::{Since, changes};
use crate::model::resolve::{ModelCache, Preamble, Sinks, Unresolved};
use crate::model::{HeldBack, KINDS, Language, Model, resolve};
use crate::options::BuildOptions;
use crate::parse::node::Node;
use crate::parse::records::{Kept, Parsed, parse};
use crate::plan::{Index, Plan, plan};
use crate::render::{Theme, asks_for_charts, data_sets, empty_charts, page_kinds};
use crate::source::{FileId, Sources, Span};
use crate::theme::locales::Languages;
use crate::theme::{self, BuiltinThemes, ThemeFiles, locales};
use crate::translation::rows::row_texts;
use crate::value::Units;
use crate::workbook::{self, Snapshots};
use jiff::civil::Date;
use reuse::Reuse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site folder, compiled as far as its problems allow.
#[derive(Debug)]
pub struct Compiled {
    /// The texts that diagnostics point into.
    pub sources: Sources,
    /// What the site is made from; `None` if its settings cannot be read.
    pub site: Option<CompiledSite>,
    /// Problems found in one file alone; they stand as long as it does not change.
    pub(crate) local: Sink,
    /// All other problems.
    pub(crate) problems: Sink,
    pub(crate) levels: Levels,
    /// What the disk said of the files.
    pub(crate) stamps: Stamps,
}

/// Everything that rendering reads.
#[derive(Debug)]
pub struct CompiledSite {
    /// The ledger as it was known on the as-of day.
    pub model: Model,
    /// What belongs together in it.
    pub index: Index,
    /// Every page.
    pub plan: Arc<Plan>,
    /// What became known after the as-of day.
    pub held_back: HeldBack,
    /// The editions before, in the order of their days.
    pub earlier: Vec<CompiledEdition>,
    /// The whole ledger, whenever it became known.
    pub ledger: Model,
    /// The workbooks that were the ledger on several days.
    pub(crate) snapshots: Snapshots,
    pub(crate) locales: Arc<Vec<(String, Locale)>>,
    pub(crate) theme: Option<Arc<Theme>>,
    /// What the languages are read and printed with.
    vocabulary: Arc<Vocabulary>,
    /// What the next run may take over.
    pub(crate) cache: ModelCache,
    pub(crate) checked: Checked,
}

/// An edition before the newest.
#[derive(Debug)]
pub struct CompiledEdition {
    /// The ledger as it was known on its day.
    pub model: Model,
    /// What belongs together in it.
    pub index: Index,
    /// Every page.
    pub plan: Arc<Plan>,
    /// What became known after its day.
    pub held_back: HeldBack,
}

/// Reads and checks a site folder.
///
/// # Errors
///
/// If there is no site, or if the disk cannot be read.
pub fn compile(options: &BuildOptions) -> Result<Compiled, LoadError> {
    compile_after(options, None)
}

/// Reads and checks a site folder that has been compiled before, with the same options. What comes
/// out is what [`compile`] makes; what cannot have changed is taken from the earlier run. Files are
/// read if they are known to have changed, or if the disk says that they have.
///
/// # Errors
///
/// If there is no site, or if the disk cannot be read.
pub fn compile_after(
    options: &BuildOptions,
    before: Option<(&Compiled, &Changed)>,
) -> Result<Compiled, LoadError> {
    let mut sink = Sink::default();
    let texts = before.map(|(before, changed)| EarlierTexts {
        sources: &before.sources,
        stamps: &before.stamps,
        changed,
    });
    let loaded = load(&options.root, texts, &mut sink)?;
    Ok(compile_loaded(options, loaded, before.map(|(before, _)| before), None, sink))
}

/// Checks a site folder that has been read; `quiet` says of each file whether its texts are known
/// to be in order, and `sink` holds what was found while reading.
#[must_use]
pub fn compile_loaded(
    options: &BuildOptions,
    mut loaded: Loaded,
    before: Option<&Compiled>,
    checked_texts: Option<&[bool]>,
    sink: Sink,
) -> Compiled {
    let builtin = BuiltinThemes::new(&mut loaded.sources);
    builtin.leave_out_copies(&mut loaded.themes);
    let input = Input { options, loaded: &loaded, builtin: &builtin, checked_texts };
    let reuse = before.and_then(|before| Reuse::new(before, &loaded));
    let made = reuse.as_ref().and_then(|reuse| input.make(Some(reuse), sink.clone()));
    let made = made.or_else(|| input.make(None, sink)).unwrap_or_default();
    let Made { site, local, problems } = made;
    let mut levels = site.as_ref().map(|site| site.model.site.levels.clone()).unwrap_or_default();
    levels.strict = options.strict;
    let Loaded { sources, stamps, .. } = loaded;
    let mut compiled = Compiled { sources, site, local, problems, levels, stamps };
    report_empty_charts(&mut compiled);
    compiled
}

/// Reports charts in texts that draw nothing. What has errors may lack what they draw.
fn report_empty_charts(compiled: &mut Compiled) {
    let is_error = |found: &Diagnostic| found.code.info().level == Level::Error;
    let is_whole = !compiled.local.iter().chain(compiled.problems.iter()).any(is_error);
    let asks = compiled.site.as_ref().is_some_and(|site| asks_for_charts(&site.model));
    if !is_whole || !asks {
        return;
    }
    let found = compiled.render_site().map(|site| empty_charts(&site)).unwrap_or_default();
    found.into_iter().for_each(|one| compiled.problems.push(one));
}

/// A ledger with what the next run may take over, the as-of day, and its workbooks of several days.
type ResolvedLedger = (Model, ModelCache, Date, Snapshots);

/// What was read.
struct Input<'a> {
    options: &'a BuildOptions,
    loaded: &'a Loaded,
    builtin: &'a BuiltinThemes,
    checked_texts: Option<&'a [bool]>,
}

/// What was made of it.
#[derive(Default)]
struct Made {
    site: Option<CompiledSite>,
    local: Sink,
    problems: Sink,
}

/// The words of a site's languages: as long as its settings and string files are the same, so are
/// these.
#[derive(Debug)]
struct Vocabulary {
    languages: Languages,
    units: Units,
    lexicon: Lexicon,
    /// What was wrong with them.
    problems: Sink,
}

/// The languages of a site, and where their words are from.
struct Words<'a> {
    preamble: Preamble,
    own: Option<&'a ThemeFiles>,
    builtin: &'a ThemeFiles,
    vocabulary: Arc<Vocabulary>,
}

impl Input<'_> {
    /// Makes the site; `None` if it takes over what it must not.
    fn make(&self, reuse: Option<&Reuse<'_>>, mut problems: Sink) -> Option<Made> {
        let mut local = reuse.map(|reuse| reuse.local.clone()).unwrap_or_default();
        let mut sinks = Sinks { local: &mut local, site: &mut problems };
        let site = match self.site(reuse, &mut sinks) {
            Ok(site) => Some(site),
            Err(Unresolved::NoSettings) => None,
            Err(Unresolved::Outdated) => return None,
        };
        Some(Made { site, local, problems })
    }

    /// The languages of the site with their words, from its theme and the one below.
    fn words(&self, site: &Node, reuse: Option<&Reuse<'_>>, sink: &mut Sink) -> Option<Words<'_>> {
        let Loaded { sources, themes, .. } = self.loaded;
        let preamble = resolve::preamble(site, sink)?;
        let own = own_theme(themes, site, &preamble.theme, sink)?;
        let builtin = self.builtin.below(&preamble.theme);
        if let Some(own) = own {
            theme::inspect(own, builtin, &preamble.languages, sources, sink)?;
        }
        if let Some(known) = reuse.map(Reuse::vocabulary) {
            sink.append(known.problems.clone());
            return Some(Words { preamble, own, builtin, vocabulary: Arc::clone(known) });
        }
        let mut problems = Sink::default();
        let units = resolve::units(site, &preamble.languages, &mut problems);
        let languages = locales::load(own, builtin, &preamble.languages, sources, &mut problems);
        sink.append(problems.clone());
        let languages = languages?;
        let lexicon = languages.lexicon(&units);
        let vocabulary = Arc::new(Vocabulary { languages, units, lexicon, problems });
        Some(Words { preamble, own, builtin, vocabulary })
    }

    fn site(
        &self,
        reuse: Option<&Reuse<'_>>,
        sinks: &mut Sinks<'_>,
    ) -> Result<CompiledSite, Unresolved> {
        let Loaded { sources, unreadable, .. } = self.loaded;
        let earlier = reuse.map(Reuse::earlier);
        let kept = earlier.as_ref().map(|earlier| earlier as &dyn Kept);
        let timings = &self.options.timings;
        timings.begin("parse");
        let parsed = parse(sources, KINDS, unreadable, kept, sinks.local);
        timings.begin("resolve");
        let Some(site_node) = parsed.site.clone() else {
            report_no_settings(sources, sinks);
            return Err(Unresolved::NoSettings);
        };
        let site_node = &site_node;
        if let Some(refusal) = resolve::refusal(site_node) {
            refuse(refusal, sinks);
            return Err(Unresolved::NoSettings);
        }
        let sink = &mut *sinks.site;
        let words = self.words(site_node, reuse, sink).ok_or(Unresolved::NoSettings)?;
        let Words { preamble, own, builtin, vocabulary } = words;
        let Vocabulary { languages, units, lexicon, .. } = &*vocabulary;
        let base_url = resolve::asked_address(self.options.base_url.as_deref(), sink)
            .ok_or(Unresolved::NoSettings)?;
        let ledger_of = |mut parsed: Parsed, day, earlier, sinks: &mut Sinks<'_>| {
            let local = &mut *sinks.local;
            let words = (&preamble.languages[..], languages, lexicon);
            let snapshots = read_workbooks(&mut parsed, sources, words, day, local);
            let row_texts = row_texts(&parsed, sources, &preamble.languages);
            let (units, drafts, days) = (units.clone(), self.options.drafts, &snapshots.days());
            let preamble = &preamble;
            let setting = resolve::Setting { sources, preamble, lexicon, units, drafts, days };
            let (mut ledger, cache) = resolve::resolve(parsed, setting, earlier, sinks)?;
            ledger.row_texts = row_texts.into();
            let as_of = apply(self.options, base_url.as_deref(), &mut ledger);
            Ok((ledger, cache, as_of, snapshots))
        };
        let broken = parsed.broken_files.clone();
        let day = self.options.as_of.or_else(|| site_node.get("as_of")?.as_str()?.parse().ok());
        let (ledger, cache, as_of, snapshots) = ledger_of(parsed, day, earlier, sinks)?;
        timings.begin("plan");
        let mut earlier: Vec<CompiledEdition> = Vec::new();
        // By the workbooks that they were: ledgers of days before.
        let mut others: BTreeMap<Vec<FileId>, Vec<(Model, HeldBack)>> = BTreeMap::new();
        for view in ledger.editions(as_of) {
            // Earlier editions have nothing to report that the newest has not.
            let is_newest = view.0.site.folder.is_empty();
            let files = snapshots.on(Some(view.0.site.as_of));
            let view = if is_newest || files == snapshots.on(day) {
                view
            } else {
                let day = view.0.site.as_of;
                if !others.contains_key(&files) {
                    let made = self.other_ledger(&files, &mut *sinks.site, |parsed, sinks| {
                        ledger_of(parsed, Some(day), None, sinks)
                    });
                    others.insert(files.clone(), made?);
                }
                let mut views = others[&files].iter();
                let own = views.find(|(model, _)| model.site.folder == view.0.site.folder);
                own.cloned().unwrap_or(view)
            };
            let mut unheard = Sink::default();
            let sink = if is_newest { &mut *sinks.site } else { &mut unheard };
            let previous = earlier.last().map(|edition| &edition.model);
            let edition = self.edition(view, previous, &cache, reuse, &broken, sink);
            earlier.push(edition);
        }
        let newest = earlier.pop().ok_or(Unresolved::NoSettings)?;
        let CompiledEdition { model, index, plan, held_back } = newest;
        let locales = Arc::clone(&languages.own);
        let is_error = |found: &Diagnostic| found.code.info().level == Level::Error;
        let is_whole = !sinks.local.iter().chain(sinks.site.iter()).any(is_error);
        let editions: Vec<_> =
            earlier.iter().map(|edition| &edition.model).chain([&model]).collect();
        let subject = Subject {
            model: &model,
            editions: &editions,
            ledger: &ledger,
            plan: &plan,
            sources,
            locales: &locales,
            is_whole,
        };
        let before = reuse.map(Reuse::checked).or(self.checked_texts.map(Before::CheckedTexts));
        timings.begin("check and theme");
        let theme = || self.theme((own, builtin), &locales, reuse);
        let (checked, (theme, of_theme)) =
            rayon::join(|| check(subject, before, sinks.site), theme);
        sinks.site.append(of_theme);
        Ok(CompiledSite {
            model,
            index,
            plan,
            held_back,
            earlier,
            ledger,
            snapshots,
            locales,
            theme,
            vocabulary,
            cache,
            checked,
        })
    }

    /// The theme, unless its templates cannot be read; and what is wrong with it.
    fn theme(
        &self,
        (own, builtin): (Option<&ThemeFiles>, &ThemeFiles),
        locales: &Arc<Vec<(String, Locale)>>,
        reuse: Option<&Reuse<'_>>,
    ) -> (Option<Arc<Theme>>, Sink) {
        let mut sink = Sink::default();
        let theme = reuse.and_then(|reuse| reuse.theme(own)).or_else(|| {
            Theme::new(own, builtin, locales, &self.loaded.sources, &mut sink).map(Arc::new)
        });
        (theme, sink)
    }

    /// The editions of the ledger that other workbooks were; what is wrong with these is reported,
    /// everything else the newest ledger tells.
    fn other_ledger(
        &self,
        files: &[FileId],
        sink: &mut Sink,
        resolve: impl FnOnce(Parsed, &mut Sinks<'_>) -> Result<ResolvedLedger, Unresolved>,
    ) -> Result<Vec<(Model, HeldBack)>, Unresolved> {
        let Loaded { sources, unreadable, .. } = self.loaded;
        let (mut local, mut site) = (Sink::default(), Sink::default());
        let mut own = Sinks { local: &mut local, site: &mut site };
        let parsed = parse(sources, KINDS, unreadable, None, &mut Sink::default());
        let (ledger, _, as_of, _) = resolve(parsed, &mut own)?;
        let is_own =
            |found: &&Diagnostic| found.span.is_some_and(|span| files.contains(&span.file));
        local.iter().chain(site.iter()).filter(is_own).for_each(|one| sink.push(one.clone()));
        Ok(ledger.editions(as_of))
    }

    /// Plans an edition, or takes over the plan of the run before.
    fn edition(
        &self,
        (model, held_back): (Model, HeldBack),
        previous: Option<&Model>,
        cache: &ModelCache,
        reuse: Option<&Reuse<'_>>,
        broken: &BTreeSet<FileId>,
        sink: &mut Sink,
    ) -> CompiledEdition {
        let set_aside = broken.union(&held_back.pages).copied().collect();
        let mut index = Index::new(&model);
        index.set_since(previous.map(|previous| {
            let changes = changes(previous, &model);
            Arc::new(Since { day: previous.site.as_of, changes })
        }));
        index.data_sets = data_sets(&model, &index);
        let kept = reuse.and_then(|reuse| reuse.plan(&model, &index, cache, &set_aside));
        let sources = &self.loaded.sources;
        let plan = kept.unwrap_or_else(|| {
            Arc::new(plan(page_kinds(), &model, &index, sources, &set_aside, sink))
        });
        CompiledEdition { model, index, plan, held_back }
    }
}

/// Reads the workbooks of the ledger, whose columns may be named in any language of the site.
fn read_workbooks(
    parsed: &mut Parsed,
    sources: &Sources,
    (own, languages, lexicon): (&[Language], &Languages, &Lexicon),
    day: Option<Date>,
    sink: &mut Sink,
) -> Snapshots {
    let names: Vec<_> =
        own.iter().map(|one| (one.code.to_string(), one.name.to_string())).collect();
    let locales: Vec<&Locale> = languages.all().collect();
    let (languages, locales) = (&names[..], &locales[..]);
    let setting = workbook::Setting { sources, languages, locales, lexicon, kinds: KINDS, day };
    workbook::add_records(parsed, &setting, day, sink)
}

/// Says that there are no settings, unless something worse has been said about their file.
fn report_no_settings(sources: &Sources, sinks: &mut Sinks<'_>) {
    let Some(file) = sources.by_path("content/site.yaml") else { return };
    let place = Span::new(file, 0..0);
    let is_about_it = |found: &Diagnostic| found.span.is_some_and(|span| span.file == file);
    if sinks.local.iter().chain(sinks.site.iter()).any(is_about_it) {
        return;
    }
    sinks.site.push(
        Diagnostic::new(Code::MissingField, place, "`content/site.yaml` is empty")
            .help("a site needs at least `title`, `languages` and `as_of`"),
    );
}

/// Says nothing else: whatever was found, another version may understand.
fn refuse(refusal: Diagnostic, sinks: &mut Sinks<'_>) {
    (*sinks.local, *sinks.site) = (Sink::default(), Sink::default());
    sinks.site.push(refusal);
}

/// What was asked for on the command line goes before what the site says; returns the as-of day.
fn apply(options: &BuildOptions, base_url: Option<&str>, model: &mut Model) -> Date {
    model.site.base_url = base_url.map(Into::into).or(model.site.base_url.take());
    model.site.source_date_epoch = options.source_date_epoch;
    model.site.precompress |= options.precompress;
    options.as_of.unwrap_or(model.site.as_of)
}

/// The files of the theme that the site names; one that is built in need not be there.
pub(crate) fn own_theme<'a>(
    themes: &'a BTreeMap<String, ThemeFiles>,
    site: &Node,
    name: &str,
    sink: &mut Sink,
) -> Option<Option<&'a ThemeFiles>> {
    let found = themes.get(name);
    if found.is_none() && !BuiltinThemes::has(name) {
        let span = site.get("theme").map(|node| node.span);
        let mut names: Vec<&str> = BuiltinThemes::names().collect();
        names.extend(themes.keys().map(String::as_str));
        let help = match crate::diag::closest(name, names) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("make the folder `themes/{name}/`, or leave `theme` out"),
        };
        let message = format!("there is no theme `{name}`");
        sink.push(Diagnostic::new(Code::UnknownReference, span, message).help(help));
        return None;
    }
    Some(found)
}

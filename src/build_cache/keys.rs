//! Keys: what a page is made from, as one hash.
//!
//! Everything but the records of the ledger is read by every page, as far as keys know: if any of it
//! changes, all pages are made again. Of records a page has those in its key that it read when it
//! was made, each with its text, and the lists that it looked at. If none of them has changed, it
//! would read the same again.
//!
//! What a record is follows from its text and from little else, which is common to all keys as well:
//! what records of other kinds tell it ([`ModelCache::told`]), which records there are, which of
//! them are known in each edition, and which supersede which.

use super::record_texts::{RecordTexts, kind_of_file, kinds_in_tables};
use super::{Digest, GENERATOR};
use crate::diag::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::model::resolve::ModelCache;
use crate::model::{
    Collection, Declared, Dependencies, Dependency, EachCollection, Indicator, Model, RecordKind,
    Ref,
};
use crate::options::BuildOptions;
use crate::plan::PagePlan;
use crate::render::{RenderSite, neighbours_of};
use crate::source::Sources;
use crate::theme::{ThemeFile, ThemeFiles};
use blake3::Hasher;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{OnceLock, RwLock};

/// Everything that a build reads, as hashes.
#[derive(Debug)]
pub struct Inputs {
    /// The text of each file that was read, by its number.
    pub texts: Vec<Digest>,
    /// The content of each file that is copied, in the order of [`Sources::static_files`].
    pub static_files: Vec<Digest>,
    /// The files of themes that are no texts, such as style sheets, by their path in the site folder.
    pub theme_files: BTreeMap<String, Digest>,
    /// The time that is written where one must be.
    epoch: Option<i64>,
    /// All of it together, with all options that decide what a page holds.
    pub site: Digest,
    /// The same with the part of the site that is made.
    pub all: Digest,
    /// The same as `site` without the texts of projects.
    pub(super) others: Digest,
    /// The same without the texts of all records that pages note.
    unnoted: Digest,
}

impl Inputs {
    /// Hashes everything that was read.
    #[must_use]
    pub fn new(loaded: &Loaded, static_files: Vec<Digest>, options: &BuildOptions) -> Self {
        let files: Vec<_> = loaded.sources.iter().map(|(_, file)| file).collect();
        let texts: Vec<Digest> =
            files.par_iter().map(|file| *blake3::hash(file.text.as_bytes()).as_bytes()).collect();
        let (mut all, mut others, mut unnoted) = (Hasher::new(), Hasher::new(), Hasher::new());
        for hasher in [&mut all, &mut others, &mut unnoted] {
            add(hasher, GENERATOR);
            let as_of = options.as_of.map(|day| day.to_string());
            add(hasher, format!("{:?} {as_of:?} {}", options.base_url, options.drafts));
            add(hasher, [u8::from(options.precompress)]);
            for name in &loaded.sources.static_files {
                add(hasher, &**name);
            }
            for picture in &loaded.sources.pictures {
                add(hasher, &*picture.path);
                hasher.update(&picture.digest);
            }
            for font in &loaded.sources.fonts {
                add(hasher, &*font.path);
                hasher.update(&font.digest);
            }
            for (theme, files) in &loaded.themes {
                add(hasher, theme);
                for (path, file) in files.iter() {
                    add(hasher, path);
                    add(hasher, &file.bytes);
                }
            }
        }
        for (file, text) in files.iter().zip(&texts) {
            for hasher in [&mut all, &mut others, &mut unnoted] {
                add(hasher, &*file.path);
            }
            all.update(text);
            let kind = kind_of_file(&file.path);
            if kind != Some(RecordKind::Project) {
                others.update(text);
            }
            if kind.is_none() {
                unnoted.update(text);
            }
        }
        static_files.iter().for_each(|content| {
            all.update(content);
        });
        let epoch = options.source_date_epoch.map(|time| time.as_second());
        add(&mut all, format!("{epoch:?}"));
        let [site, others, unnoted] =
            [&all, &others, &unnoted].map(|hasher| *hasher.finalize().as_bytes());
        if let Some(shard) = options.shard {
            add(&mut all, shard.to_string());
        }
        let all = *all.finalize().as_bytes();
        let theme_files = theme_files(loaded);
        Self { texts, static_files, theme_files, epoch, site, all, others, unnoted }
    }
}

fn theme_files(loaded: &Loaded) -> BTreeMap<String, Digest> {
    let hash = |bytes: &[u8]| *blake3::hash(bytes).as_bytes();
    let of_theme = |(theme, files): (&String, &ThemeFiles)| {
        let binary = files.iter().filter(|(_, file)| file.file.is_none());
        let named = |(path, file): (&str, &ThemeFile)| {
            (format!("themes/{theme}/{path}"), hash(&file.bytes))
        };
        binary.map(named).collect::<Vec<_>>()
    };
    loaded.themes.iter().flat_map(of_theme).collect()
}

/// Adds a part, told from the next by its length.
pub(super) fn add(hasher: &mut Hasher, part: impl AsRef<[u8]>) {
    let part = part.as_ref();
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

/// What pages are made from, to tell a page that is still the same by what it was made from.
#[derive(Debug)]
pub struct Keys<'a> {
    /// Everything but records.
    common: Digest,
    epoch: Option<i64>,
    editions: Vec<EditionKeys<'a>>,
}

/// What pages of one edition are made from.
#[derive(Debug)]
struct EditionKeys<'a> {
    site: &'a RenderSite<'a>,
    texts: RecordTexts,
    /// What was reported and promised of each indicator, once a page has asked for that.
    figures: OnceLock<Vec<Digest>>,
    /// The lists that pages have asked for.
    lists: RwLock<BTreeMap<Dependency, Digest>>,
}

impl<'a> Keys<'a> {
    /// Of a site with its editions; `cache` is what resolving its ledger left.
    #[must_use]
    pub fn new(
        inputs: &Inputs,
        cache: &ModelCache,
        editions: &'a [RenderSite<'a>],
        sources: &Sources,
        problems: &[(Severity, Diagnostic)],
    ) -> Self {
        let mut common = Hasher::new();
        common.update(&inputs.unnoted);
        // What cannot be read leaves traces on pages that do not read it: links to it lead elsewhere.
        let problems: BTreeSet<_> = problems
            .iter()
            .map(|(_, found)| (found.span.map(|span| span.file), format!("{:?}", found.code)))
            .collect();
        add(&mut common, format!("{problems:?}"));
        add(&mut common, cache.told());
        // What a row says, a record of a file may go on with: which of its texts that is, is not known.
        let in_tables: BTreeSet<RecordKind> =
            editions.iter().flat_map(|site| kinds_in_tables(site.model, sources)).collect();
        for ((_, file), text) in sources.iter().zip(&inputs.texts) {
            if kind_of_file(&file.path).is_some_and(|kind| in_tables.contains(&kind)) {
                common.update(text);
            }
        }
        for RenderSite { model, plan, index, .. } in editions {
            add_ledger(&mut common, model, sources);
            // A banner tells whether anything is left out, be it of a project that the page never
            // reads.
            common.update(&[u8::from(model.site.lacks_later)]);
            add(&mut common, index.told_to_all());
            for page in &plan.pages {
                add(&mut common, &page.path);
            }
        }
        let keys_of = |site: &'a RenderSite<'a>| EditionKeys {
            site,
            texts: RecordTexts::new(inputs, site.model, sources),
            figures: OnceLock::new(),
            lists: RwLock::default(),
        };
        let editions = editions.par_iter().map(keys_of).collect();
        Self { common: *common.finalize().as_bytes(), epoch: inputs.epoch, editions }
    }

    /// The key of a page that is made from some things; `None` if one of these is not known.
    #[must_use]
    pub fn key(&self, edition: usize, page: &PagePlan, from: &Dependencies) -> Option<Digest> {
        let edition = &self.editions[edition];
        let RenderSite { model, index, .. } = edition.site;
        // Together, because a hash of very many small parts takes longer.
        let mut parts = Vec::new();
        parts.extend_from_slice(&self.common);
        for one in from.iter() {
            parts.extend_from_slice(&one.to_number().to_le_bytes());
            parts.extend_from_slice(&edition.digest(one)?);
        }
        // A part of a list says how long the whole list is.
        parts.extend_from_slice(&(page.id.n_rows(model, index) as u64).to_le_bytes());
        parts.extend_from_slice(page.path.as_bytes());
        if let (true, Some(epoch)) = (page.id.kind.has_time, self.epoch) {
            parts.extend_from_slice(&epoch.to_le_bytes());
        }
        Some(*blake3::hash(&parts).as_bytes())
    }
}

impl EditionKeys<'_> {
    /// Something that a page is made from; `None` if it is not there.
    fn digest(&self, one: Dependency) -> Option<Digest> {
        Some(match one {
            Dependency::All(kind) => self.texts.all(kind),
            Dependency::Record(RecordKind::Project, number) => self.project(number)?,
            Dependency::Record(kind, number) => self.texts.one(kind, number)?,
            Dependency::Figures(indicator) => {
                let figures = self.figures.get_or_init(|| self.figures());
                *figures.get(indicator as usize)?
            }
            Dependency::List(..) | Dependency::Start(..) => self.list(one),
            Dependency::Neighbours(kind, lang, number) => self.neighbours(kind, lang, number)?,
        })
    }

    fn project(&self, number: u32) -> Option<Digest> {
        let text = self.texts.one(RecordKind::Project, number)?;
        let model = self.site.model;
        // That follows from other projects.
        let known = model.projects.numbered_as(number);
        let is_told = known.is_some_and(|one| model.is_told_by_parts(one));
        Some(if is_told { *blake3::hash(&text).as_bytes() } else { text })
    }

    /// What was reported and promised of each indicator, by its number.
    fn figures(&self) -> Vec<Digest> {
        let model = self.site.model;
        let mut hashers = vec![Hasher::new(); model.indicators.n_numbers()];
        let mut add = |of: Ref<Indicator>, kind: RecordKind, number: u32| {
            let text = self.texts.one(kind, number).unwrap_or_default();
            hashers[of.index()]
                .update(&[kind.number()])
                .update(&number.to_le_bytes())
                .update(&text);
        };
        for (one, found) in model.observations.iter() {
            add(found.indicator, RecordKind::Observation, one.number());
        }
        for (one, target) in model.targets.iter() {
            add(target.indicator, RecordKind::Target, one.number());
        }
        hashers.iter().map(|hasher| *hasher.finalize().as_bytes()).collect()
    }

    /// What belongs to a group. Many pages look at the same long lists.
    fn list(&self, one: Dependency) -> Digest {
        if let Some(known) = self.lists.read().ok().and_then(|lists| lists.get(&one).copied()) {
            return known;
        }
        let digest = *blake3::hash(self.site.index.told(one).as_bytes()).as_bytes();
        if let Ok(mut lists) = self.lists.write() {
            lists.insert(one, digest);
        }
        digest
    }

    /// Which records stand beside one.
    fn neighbours(&self, kind: RecordKind, lang: u8, number: u32) -> Option<Digest> {
        let model = self.site.model;
        let lang = model.site.languages.get(usize::from(lang))?.lang;
        let beside = neighbours_of(self.site, model.numbered(kind, number)?, lang);
        Some(*blake3::hash(format!("{beside:?}").as_bytes()).as_bytes())
    }
}

/// Adds which records an edition has, in their order, and what decides how much of each is known in
/// it: everything of them but what stands in their texts.
fn add_ledger(hasher: &mut Hasher, model: &Model, sources: &Sources) {
    struct Each<'h, 's>(&'h mut Hasher, &'s Sources);
    impl<'m> EachCollection<'m> for Each<'_, '_> {
        fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
            for (one, record) in records.every() {
                add(self.0, &*self.1.file(record.header().span.file).path);
                add(self.0, record.id().as_str());
                self.0.update(&[T::KIND.number(), u8::from(records.is_known(one))]);
            }
        }
    }
    model.each_collection(&mut Each(hasher, sources));
    // The day of a source is told; without one it is that of the sources that it cites.
    for (_, source) in model.sources.every() {
        let cited = source.header.citations.iter().map(|citation| citation.source.number());
        add(hasher, format!("{:?}", cited.collect::<Vec<_>>()));
    }
    add(hasher, format!("{:?}", model.observations.revisions().all()));
    add(hasher, format!("{:?}", model.targets.revisions().all()));
}

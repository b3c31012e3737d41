//! The whole way from a site folder to a site, on one screen.

use crate::build_cache::{CheckedTexts, Digest, GENERATOR, Inputs, Keys};
use crate::compile::compile_loaded;
pub use crate::compile::{Compiled, CompiledEdition, CompiledSite, compile, compile_after};
use crate::deploy::deploy_files;
use crate::diag::{Code, Diagnostic, Severity, Sink};
use crate::load::{LoadError, Loaded, load};
use crate::model::{Dependencies, noting};
use crate::options::BuildOptions;
use crate::parse::records::Outline;
use crate::plan::PagePlan;
use crate::progress_bar::Progress;
use crate::published_pictures::{PublishedPicture, published_pictures};
use crate::removed_pages::report_removed_pages;
use crate::render::{EditionParts, RenderSite, Theme, redirect_page, render};
use crate::shard::Shard;
use crate::source::{FileId, Sources};
use crate::write;
use crate::write::{
    Asked, Disk, Edition, FORMAT, Made, Manifest, Output, Part, Previous, Queue, System,
    WriteError, WriteReport, check_output,
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Compiled {
    /// Renders every page without writing it, so that problems of templates are found too, and
    /// returns all problems, sorted.
    #[must_use]
    pub fn finish(mut self, progress: &Progress) -> (Sources, Vec<(Severity, Diagnostic)>) {
        // Every page lacks a string that its language lacks; that was said once.
        let lacks_strings = self.problems.iter().any(|problem| problem.code == Code::MissingString);
        if let Some(site) = self.site.as_ref().filter(|_| !lacks_strings) {
            let errors = site.render_all(&self.sources, progress);
            errors.into_iter().for_each(|error| self.problems.push(error));
        }
        let found = self.problems();
        (self.sources, found)
    }

    /// What rendering the newest edition reads, if the site is whole enough to be rendered.
    #[must_use]
    pub fn render_site(&self) -> Option<RenderSite<'_>> {
        self.render_edition(self.site.as_ref()?.earlier.len())
    }

    /// What rendering an edition reads; they are numbered in the order of their days.
    #[must_use]
    pub fn render_edition(&self, number: usize) -> Option<RenderSite<'_>> {
        let site = self.site.as_ref()?;
        Some(site.render_edition(number, site.theme.as_ref()?, &self.sources))
    }

    /// The path of every asset; their names have a hash in them.
    pub fn asset_paths(&self) -> impl Iterator<Item = &str> {
        let theme = self.site.as_ref().and_then(|site| site.theme.as_ref());
        theme.into_iter().flat_map(|theme| &theme.assets).map(|asset| &*asset.path)
    }

    fn all_problems(&self) -> Sink {
        let mut all = self.local.clone();
        all.append(self.problems.clone());
        all
    }

    /// The problems so far, sorted.
    #[must_use]
    pub fn problems(&self) -> Vec<(Severity, Diagnostic)> {
        self.all_problems().finish(&self.sources, &self.levels)
    }
}

impl CompiledSite {
    /// Every edition, in the order of their days; the newest is the last.
    #[must_use]
    pub fn editions(&self) -> Vec<EditionParts<'_>> {
        let earlier = self.earlier.iter().map(|one| EditionParts {
            model: &one.model,
            index: &one.index,
            plan: &one.plan,
        });
        let newest = EditionParts { model: &self.model, index: &self.index, plan: &self.plan };
        earlier.chain([newest]).collect()
    }

    /// Files of which nothing was known on the as-of day: the site is made without them, and their
    /// very names could tell what came later.
    fn silent_files(&self, sources: &Sources) -> BTreeSet<FileId> {
        let mut n_later: BTreeMap<FileId, usize> = BTreeMap::new();
        self.held_back.records().for_each(|span| *n_later.entry(span.file).or_default() += 1);
        let outlines = self.cache.outlines();
        let is_silent = |(file, outline): &(FileId, &Outline)| {
            let n_internal: usize = outline.each().map(Outline::n_internal).sum();
            let n_records: usize = outline.each().map(|each| each.records.len()).sum();
            n_later.get(file).is_some_and(|later| later + n_internal == n_records)
        };
        let later = outlines.filter(is_silent).map(|(file, _)| file);
        let archives = sources.iter().filter(|(_, file)| {
            let path = file.path.strip_prefix("content/");
            path.is_some_and(|path| self.model.is_later_archive(path))
        });
        let archives = archives.map(|(file, _)| file);
        later.chain(self.held_back.pages.iter().copied()).chain(archives).collect()
    }

    /// The number of the edition that a path is in.
    #[must_use]
    pub fn edition_of(&self, path: &str) -> usize {
        let is_in = |one: &CompiledEdition| path.starts_with(&*one.model.site.folder);
        self.earlier.iter().position(is_in).unwrap_or(self.earlier.len())
    }

    /// Renders every page, the newest edition first; an earlier one has nothing to say about
    /// templates that a later one has said.
    fn render_all(&self, sources: &Sources, progress: &Progress) -> Vec<Diagnostic> {
        let Some(theme) = &self.theme else { return Vec::new() };
        let editions = self.editions();
        progress.begin_many("rendering", editions.iter().map(|one| one.plan.pages.len()).sum());
        let errors = (0..editions.len()).rev().map(|number| {
            let site = self.render_edition(number, theme, sources);
            let errors = site.plan.pages.par_iter().filter_map(|page| {
                let result = render(&site, page);
                progress.step();
                result.err()
            });
            let redirects = site.plan.redirects.par_iter();
            let errors = errors.chain(redirects.filter_map(|one| redirect_page(&site, one).err()));
            errors.map(|error| *error).collect::<Vec<_>>()
        });
        errors.into_iter().find(|errors| !errors.is_empty()).unwrap_or_default()
    }

    fn render_edition<'a>(
        &'a self,
        number: usize,
        theme: &'a Theme,
        sources: &'a Sources,
    ) -> RenderSite<'a> {
        let editions = self.editions();
        let EditionParts { model, index, plan } = editions[number];
        RenderSite::new(model, index, plan, &self.locales, theme, sources).among(editions, number)
    }
}

/// What is written: a page, an asset of the theme, or a file as it is.
#[derive(Debug)]
enum Item<'a> {
    /// A page of the edition with that number.
    Page(usize, &'a PagePlan, &'a Keys<'a>),
    Bytes(&'a str, Cow<'a, [u8]>),
    File(String, std::path::PathBuf, Digest),
    /// A picture in one of its widths.
    Picture(&'a PublishedPicture<'a>, usize),
}

impl Output for Item<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Page(_, page, _) => &page.path,
            Self::Bytes(path, _) => path,
            Self::File(path, ..) => path,
            Self::Picture(picture, number) => &picture.versions[*number].path,
        }
    }

    fn key(&self, dependencies: &[u64]) -> Option<Digest> {
        match self {
            Self::Page(edition, page, keys) => {
                keys.key(*edition, page, &Dependencies::from_numbers(dependencies)?)
            }
            Self::File(.., key) => Some(*key),
            // Its path tells what it is made from, and how.
            Self::Picture(..) => {
                Some(*blake3::hash(format!("{GENERATOR} {}", self.path()).as_bytes()).as_bytes())
            }
            Self::Bytes(_, bytes) => Some(*blake3::hash(bytes).as_bytes()),
        }
    }
}

/// Why a site could not be published.
#[derive(Debug)]
pub enum Unpublished {
    /// Its content has errors; they are among the problems.
    Content(Vec<Diagnostic>),
    /// The program could not do its work.
    Failed(String),
}

/// How a build ended.
#[derive(Debug)]
pub enum Built {
    /// Nothing has changed since the last build, and nothing was touched.
    Unchanged {
        /// Files of the site.
        n_files: usize,
        /// Bytes in all of them.
        n_bytes: u64,
    },
    /// The site was published.
    Published(Box<Compiled>, WriteReport),
    /// The content has errors, also in these templates; the old site stands.
    Broken(Box<Compiled>, Vec<Diagnostic>),
}

/// Builds a site: whatever the last build made, and nobody touched, is not made again.
///
/// # Errors
///
/// A message for people, if the program could not do its work; the old site stands then.
pub fn build(options: &BuildOptions, progress: &Progress) -> Result<Built, String> {
    build_on(&disk(), options, progress)
}

/// The disk of this machine.
fn disk() -> Arc<dyn Disk> {
    Arc::new(System)
}

/// [`build`], with the output on a disk that tests can let fail.
///
/// # Errors
///
/// As [`build`].
pub fn build_on(
    disk: &Arc<dyn Disk>,
    options: &BuildOptions,
    progress: &Progress,
) -> Result<Built, String> {
    progress.begin("reading");
    options.timings.begin("read");
    let mut sink = Sink::default();
    let queue = Queue { waits: options.waits, say: &|text| progress.say(text) };
    let (previous, loaded) = rayon::join(
        || Previous::open(&options.output, disk, queue),
        || load(&options.root, None, &mut sink).map_err(|error| error.to_string()),
    );
    let mut previous = previous?;
    check_output(&options.root, &options.output, &previous)?;
    let loaded = loaded?;
    let inputs = inputs(options, &loaded).map_err(|error| error.to_string())?;
    let n_bytes = loaded.sources.iter().map(|(_, file)| file.text.len() as u64).sum();
    options.timings.count(loaded.sources.len() as u64, n_bytes);
    if previous.is_build_of(&inputs) {
        let (n_files, n_bytes) = previous.size();
        return Ok(Built::Unchanged { n_files, n_bytes });
    }
    let checked_texts = previous.checked_texts().of(&inputs);
    let mut compiled =
        Box::new(compile_loaded(options, loaded, None, checked_texts.as_deref(), sink));
    report_removed_pages(&mut compiled, options, &previous);
    let is_error = |(severity, _): &(Severity, Diagnostic)| *severity == Severity::Error;
    if compiled.problems().iter().any(is_error) {
        return Ok(Built::Broken(compiled, Vec::new()));
    }
    previous.claim(&options.root, queue)?;
    let run = Run { options, disk: &**disk, progress };
    match publish_over(&compiled, &inputs, previous, run) {
        Ok(report) => Ok(Built::Published(compiled, report)),
        Err(Unpublished::Content(errors)) => Ok(Built::Broken(compiled, errors)),
        Err(Unpublished::Failed(message)) => Err(message),
    }
}

/// Hashes everything that was read, and the files that are copied as they are.
fn inputs(options: &BuildOptions, loaded: &Loaded) -> Result<Inputs, LoadError> {
    let files = options.root.join("content/files");
    let static_files = loaded.sources.static_files.par_iter().map(|name| {
        let path = files.join(&**name);
        write::digest(&path).map_err(|error| LoadError::Io { path, error })
    });
    Ok(Inputs::new(loaded, static_files.collect::<Result<_, _>>()?, options))
}

/// Publishes a site that has no errors.
///
/// # Errors
///
/// If a template fails, or if the output folder cannot be replaced; the old site stands then.
pub fn publish(compiled: &Compiled, options: &BuildOptions) -> Result<WriteReport, Unpublished> {
    let inputs = load(&options.root, None, &mut Sink::default())
        .and_then(|loaded| inputs(options, &loaded))
        .map_err(|error| Unpublished::Failed(error.to_string()))?;
    let (disk, progress) = (disk(), Progress::hidden());
    let queue = Queue { waits: options.waits, say: &|_| {} };
    let mut previous =
        Previous::open(&options.output, &disk, queue).map_err(Unpublished::Failed)?;
    previous.claim(&options.root, queue).map_err(Unpublished::Failed)?;
    publish_over(compiled, &inputs, previous, Run { options, disk: &*disk, progress: &progress })
}

/// What a build was asked for, where it reads what it copies, and who is told how far it is.
#[derive(Clone, Copy)]
struct Run<'a> {
    options: &'a BuildOptions,
    disk: &'a dyn Disk,
    progress: &'a Progress,
}

/// Publishes a site over the previous one: only pages that are made from something else are made
/// again.
fn publish_over(
    compiled: &Compiled,
    inputs: &Inputs,
    previous: Previous,
    run: Run<'_>,
) -> Result<WriteReport, Unpublished> {
    let Run { options, progress, .. } = run;
    let broken = || Unpublished::Content(Vec::new());
    let site = compiled.site.as_ref().ok_or_else(broken)?;
    let theme = site.theme.as_ref().ok_or_else(broken)?;
    let sources = &compiled.sources;
    options.timings.begin("prepare pages");
    let editions = site.editions();
    let rendered: Vec<_> =
        (0..editions.len()).map(|number| site.render_edition(number, theme, sources)).collect();
    let mut extra = rendered.last().map(crate::render::extra_files).unwrap_or_default();
    extra.extend(rendered.iter().flat_map(crate::render::search_files));
    extra.extend(redirect_pages(&rendered)?);
    let redirects = editions.iter().rev().flat_map(|edition| &edition.plan.redirects);
    extra.extend(deploy_files(&site.model.site, redirects));
    // What is gone is said once, by the build after which it is gone.
    let mut problems = compiled.problems();
    problems.retain(|(_, found)| found.code != Code::VanishedPath);
    let keys = Keys::new(inputs, &site.cache, &rendered, sources, &problems);
    let mut items: Vec<Item<'_>> = Vec::new();
    for (number, edition) in editions.iter().enumerate().rev() {
        items.extend(edition.plan.pages.iter().map(|page| Item::Page(number, page, &keys)));
    }
    items.extend(
        theme.assets.iter().map(|asset| Item::Bytes(&asset.path, Cow::Borrowed(&asset.bytes))),
    );
    items.extend(extra.iter().map(|(path, bytes)| Item::Bytes(path, Cow::Borrowed(bytes))));
    let static_files = sources.static_files.iter().zip(&inputs.static_files);
    let static_files =
        static_files.filter(|(file, _)| !site.model.is_later_archive(&format!("files/{file}")));
    items.extend(static_files.map(|(file, digest)| {
        let path = options.root.join("content/files").join(&**file);
        Item::File(format!("files/{file}"), path, *digest)
    }));
    let pictures = published_pictures(&editions, sources);
    items.extend(pictures.iter().flat_map(|picture| {
        (0..picture.versions.len()).map(move |number| Item::Picture(picture, number))
    }));
    let part = options.shard.map(|shard| take_part(shard, inputs, &mut items));
    progress.begin_many("rendering", items.len());
    options.timings.begin("render and write");
    let result = write::write(
        &items,
        |item| match item {
            Item::Page(number, page, _) => {
                let (bytes, noted) = noting(|| render(&rendered[*number], page));
                progress.step();
                let bytes = bytes.map(Cow::Owned).map_err(write::Failure::Render)?;
                Ok(Made { bytes, dependencies: noted.to_numbers() })
            }
            Item::Bytes(_, bytes) => Ok(Cow::Borrowed(&**bytes).into()),
            Item::File(_, path, digest) => {
                write::read(run.disk, path, digest).map(|bytes| Made::from(Cow::Owned(bytes)))
            }
            Item::Picture(picture, number) => {
                let path = options.root.join("content").join(&*picture.picture.path);
                let read = |digest: &Digest| write::read(run.disk, &path, digest);
                let bytes = picture.version(*number, read, write::Failure::Render)?;
                Ok(Made::from(Cow::Owned(bytes)))
            }
        },
        Edition {
            manifest: Manifest { part, ..manifest(sources, site, inputs, options) },
            inputs: inputs.all,
            clean: problems.is_empty(),
            checked_texts: CheckedTexts::new(inputs, &site.checked.loud_files()),
            // Whoever joins the parts of a site compresses them: one file goes with another.
            precompress: site.model.site.precompress && options.shard.is_none(),
        },
        previous,
    );
    if let Ok(report) = &result {
        let n_files = report.n_written + report.n_unchanged;
        options.timings.count(n_files as u64, report.n_bytes);
    }
    result.map_err(|error| match error {
        WriteError::Render(errors) => {
            Unpublished::Content(errors.into_iter().map(|error| *error).collect())
        }
        error => Unpublished::Failed(error.to_string()),
    })
}

/// The pages at the old addresses of all editions.
fn redirect_pages(editions: &[RenderSite<'_>]) -> Result<Vec<(String, Vec<u8>)>, Unpublished> {
    let mut pages = Vec::new();
    for site in editions {
        for one in &site.plan.redirects {
            let page = redirect_page(site, one);
            let page = page.map_err(|error| Unpublished::Content(vec![*error]))?;
            pages.push((one.from.clone(), page));
        }
    }
    Ok(pages)
}

/// Leaves those items that are in a part of the site, and tells of which whole.
fn take_part(shard: Shard, inputs: &Inputs, items: &mut Vec<Item<'_>>) -> Part {
    let mut paths: Vec<&str> = items.iter().map(Output::path).collect();
    paths.sort_unstable();
    let part = Part {
        number: shard.number(),
        of: shard.of(),
        build: blake3::Hash::from(inputs.site).to_hex().to_string(),
        n_files: paths.len(),
        paths: write::digest_of_paths(paths.into_iter()),
    };
    items.retain(|item| shard.holds(item.path()));
    part
}

fn manifest(
    sources: &Sources,
    site: &CompiledSite,
    inputs: &Inputs,
    options: &BuildOptions,
) -> Manifest {
    Manifest {
        format: FORMAT,
        generator: concat!("wellspring ", env!("CARGO_PKG_VERSION")).to_owned(),
        as_of: site.model.site.as_of.to_string(),
        unsafe_html: site.model.site.unsafe_html,
        precompress: site.model.site.precompress,
        options: Asked {
            base_url: options.base_url.clone(),
            as_of: options.as_of.map(|day| day.to_string()),
            drafts: options.drafts,
            source_date_epoch: options.source_date_epoch.map(|time| time.as_second()),
        },
        inputs: input_hashes(sources, Some(site), inputs),
        part: None,
        files: BTreeMap::new(),
    }
}

/// The hash of every input of which something is known, by its path in the site folder.
fn input_hashes(
    sources: &Sources,
    site: Option<&CompiledSite>,
    inputs: &Inputs,
) -> BTreeMap<String, String> {
    let hex = |digest: &Digest| blake3::Hash::from(*digest).to_hex().to_string();
    let silent = site.map(|site| site.silent_files(sources)).unwrap_or_default();
    let is_later =
        |file: &str| site.is_some_and(|site| site.model.is_later_archive(&format!("files/{file}")));
    // The files of the built-in theme come after those that were read.
    let texts = sources.iter().zip(&inputs.texts).filter(|((file, _), _)| !silent.contains(file));
    let texts = texts.map(|((_, file), digest)| (file.path.to_string(), hex(digest)));
    let copied = sources.static_files.iter().zip(&inputs.static_files);
    let copied = copied.filter(|(file, _)| !is_later(file));
    let copied = copied.map(|(file, digest)| (format!("content/files/{file}"), hex(digest)));
    let pictures = site.map(|site| published_pictures(&site.editions(), sources));
    let pictures = pictures.into_iter().flatten().map(|one| one.picture);
    let pictures = pictures.filter(|picture| !picture.path.starts_with("files/"));
    let pictures =
        pictures.map(|picture| (format!("content/{}", picture.path), hex(&picture.digest)));
    let of_themes = inputs.theme_files.iter().map(|(path, digest)| (path.clone(), hex(digest)));
    let fonts = sources.fonts.iter();
    let fonts = fonts.map(|font| (format!("content/{}", font.path), hex(&font.digest)));
    texts.chain(copied).chain(pictures).chain(fonts).chain(of_themes).collect()
}

/// The hash of every file of a site folder that a build with these options reads, as `build.json`
/// has it.
///
/// # Errors
///
/// A message for people, if the folder cannot be read.
pub fn hash_inputs(options: &BuildOptions) -> Result<BTreeMap<String, String>, String> {
    let mut sink = Sink::default();
    let loaded = load(&options.root, None, &mut sink).map_err(|error| error.to_string())?;
    let inputs = inputs(options, &loaded).map_err(|error| error.to_string())?;
    let compiled = compile_loaded(options, loaded, None, None, sink);
    Ok(input_hashes(&compiled.sources, compiled.site.as_ref(), &inputs))
}

/// Sorts the problems of templates found while publishing in with the others.
#[must_use]
pub fn with(compiled: &Compiled, more: Vec<Diagnostic>) -> Vec<(Severity, Diagnostic)> {
    let mut sink = compiled.all_problems();
    more.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    sink.finish(&compiled.sources, &compiled.levels)
}

//! The whole way from a site folder to a site, on one screen.

pub use crate::compile::Compiled;
pub use crate::compile::CompiledSite;
pub use crate::compile::compile;
pub use crate::compile::compile_after;
use crate::compile::compile_loaded;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Severity;
use crate::diag::Sink;
use crate::load::LoadError;
use crate::load::Loaded;
use crate::load::load;
use crate::meter::Meter;
use crate::options::BuildOptions;
use crate::plan::PagePlan;
use crate::render::RenderSite;
use crate::render::Theme;
use crate::render::render;
use crate::reuse::Digest;
use crate::reuse::Inputs;
use crate::reuse::Quiet;
use crate::reuse::page_keys;
use crate::source::Sources;
use crate::write;
use crate::write::Edition;
use crate::write::Manifest;
use crate::write::Output;
use crate::write::Previous;
use crate::write::WriteError;
use crate::write::WriteReport;
use crate::write::check_output;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl Compiled {
    /// Renders every page without writing it, so that problems of templates are found too, and
    /// returns all problems, sorted.
    #[must_use]
    pub fn finish(mut self, meter: &Meter) -> (Sources, Vec<(Severity, Diagnostic)>) {
        // Every page lacks a string that its language lacks; that was said once.
        let lacks_strings = self.problems.iter().any(|problem| problem.code == Code::MissingString);
        if let Some(site) = self.site.as_ref().filter(|_| !lacks_strings) {
            let errors = site.render_all(&self.sources, meter);
            errors.into_iter().for_each(|error| self.problems.push(error));
        }
        let found = self.problems();
        (self.sources, found)
    }

    /// What rendering reads, if the site is whole enough to be rendered.
    #[must_use]
    pub fn render_site(&self) -> Option<RenderSite<'_>> {
        let site = self.site.as_ref()?;
        Some(site.render_site(site.theme.as_ref()?, &self.sources))
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
    fn render_all(&self, sources: &Sources, meter: &Meter) -> Vec<Diagnostic> {
        let Some(theme) = &self.theme else { return Vec::new() };
        let site = self.render_site(theme, sources);
        meter.begin_many("rendering", self.plan.pages.len());
        let errors = self.plan.pages.par_iter().filter_map(|page| {
            let result = render(&site, page);
            meter.step();
            result.err()
        });
        errors.map(|error| *error).collect()
    }

    fn render_site<'a>(&'a self, theme: &'a Theme, sources: &'a Sources) -> RenderSite<'a> {
        RenderSite::new(&self.model, &self.index, &self.plan, &self.locales, theme, sources)
    }
}

/// What is written: a page, an asset of the theme, or a file as it is.
#[derive(Debug)]
enum Item<'a> {
    Page(&'a PagePlan, Digest),
    Bytes(&'a str, Cow<'a, [u8]>),
    File(String, std::path::PathBuf, Digest),
}

impl Output for Item<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Page(page, _) => &page.path,
            Self::Bytes(path, _) => path,
            Self::File(path, ..) => path,
        }
    }

    fn key(&self) -> Option<Digest> {
        Some(match self {
            Self::Page(_, key) | Self::File(_, _, key) => *key,
            Self::Bytes(_, bytes) => *blake3::hash(bytes).as_bytes(),
        })
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
pub fn build(options: &BuildOptions, meter: &Meter) -> Result<Built, String> {
    meter.begin("reading");
    let mut sink = Sink::default();
    let (mut previous, loaded) = rayon::join(
        || Previous::open(&options.output),
        || load(&options.root, None, &mut sink).map_err(|error| error.to_string()),
    );
    check_output(&options.root, &options.output, &previous)?;
    let loaded = loaded?;
    let inputs = inputs(options, &loaded).map_err(|error| error.to_string())?;
    if previous.is_build_of(&inputs) {
        let (n_files, n_bytes) = previous.size();
        return Ok(Built::Unchanged { n_files, n_bytes });
    }
    let quiet = previous.quiet().of(&inputs);
    let compiled = Box::new(compile_loaded(options, loaded, None, quiet.as_deref(), sink));
    let is_error = |(severity, _): &(Severity, Diagnostic)| *severity == Severity::Error;
    if compiled.problems().iter().any(is_error) {
        return Ok(Built::Broken(compiled, Vec::new()));
    }
    match publish_over(&compiled, &inputs, options, previous, meter) {
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
    publish_over(compiled, &inputs, options, Previous::open(&options.output), &Meter::hidden())
}

/// Publishes a site over the previous one: only pages that are made from something else are made
/// again.
fn publish_over(
    compiled: &Compiled,
    inputs: &Inputs,
    options: &BuildOptions,
    previous: Previous,
    meter: &Meter,
) -> Result<WriteReport, Unpublished> {
    let broken = || Unpublished::Content(Vec::new());
    let site = compiled.site.as_ref().ok_or_else(broken)?;
    let theme = site.theme.as_ref().ok_or_else(broken)?;
    let sources = &compiled.sources;
    let rendered = site.render_site(theme, sources);
    let extra = crate::render::extra_files(&rendered);
    let problems = compiled.problems();
    let keys = page_keys(inputs, (&site.model, &site.index, &site.plan), sources, &problems);
    let pages = site.plan.pages.iter().zip(keys);
    let mut items: Vec<Item<'_>> = pages.map(|(page, key)| Item::Page(page, key)).collect();
    items.extend(
        theme.assets.iter().map(|asset| Item::Bytes(&asset.path, Cow::Borrowed(&asset.bytes))),
    );
    items.extend(extra.iter().map(|(path, bytes)| Item::Bytes(path, Cow::Borrowed(bytes))));
    let static_files = sources.static_files.iter().zip(&inputs.static_files);
    items.extend(static_files.map(|(file, digest)| {
        let path = options.root.join("content/files").join(&**file);
        Item::File(format!("files/{file}"), path, *digest)
    }));
    meter.begin_many("rendering", items.len());
    let result = write::write(
        &items,
        |item| match item {
            Item::Page(page, _) => {
                let bytes = render(&rendered, page);
                meter.step();
                bytes.map(Cow::Owned).map_err(write::Failure::Render)
            }
            Item::Bytes(_, bytes) => Ok(Cow::Borrowed(&**bytes)),
            Item::File(_, path, _) => write::read(path).map(Cow::Owned),
        },
        Edition {
            manifest: manifest(sources, site, inputs),
            inputs: inputs.all,
            clean: problems.is_empty(),
            quiet: Quiet::new(inputs, &site.checked.loud_files()),
        },
        previous,
    );
    result.map_err(|error| match error {
        WriteError::Render(errors) => {
            Unpublished::Content(errors.into_iter().map(|error| *error).collect())
        }
        WriteError::Io { path, error } => {
            Unpublished::Failed(format!("cannot write `{}`: {error}", path.display()))
        }
    })
}

fn manifest(sources: &Sources, site: &CompiledSite, inputs: &Inputs) -> Manifest {
    let hex = |digest: &Digest| blake3::Hash::from(*digest).to_hex().to_string();
    Manifest {
        generator: concat!("wellspring ", env!("CARGO_PKG_VERSION")).to_owned(),
        as_of: site.model.site.as_of.to_string(),
        // The files of the built-in theme come after these.
        inputs: sources
            .iter()
            .zip(&inputs.texts)
            .map(|((_, file), digest)| (file.path.to_string(), hex(digest)))
            .collect(),
        files: BTreeMap::new(),
    }
}

/// Sorts the problems of templates found while publishing in with the others.
#[must_use]
pub fn with(compiled: &Compiled, more: Vec<Diagnostic>) -> Vec<(Severity, Diagnostic)> {
    let mut sink = compiled.all_problems();
    more.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    sink.finish(&compiled.sources, &compiled.levels)
}

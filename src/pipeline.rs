//! The whole way from a site folder to a site, on one screen.

use crate::check::Subject;
use crate::check::check;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Severity;
use crate::diag::Sink;
use crate::load::LoadError;
use crate::load::Loaded;
use crate::load::load;
use crate::locale::Lexicon;
use crate::locale::Locale;
use crate::model::HeldBack;
use crate::model::Model;
use crate::model::resolve;
use crate::options::BuildOptions;
use crate::parse::records::parse;
use crate::plan::Index;
use crate::plan::PagePlan;
use crate::plan::Plan;
use crate::plan::plan;
use crate::render::RenderSite;
use crate::render::Theme;
use crate::render::render;
use crate::reuse::Digest;
use crate::reuse::Inputs;
use crate::reuse::page_keys;
use crate::source::Sources;
use crate::source::Span;
use crate::theme::ThemeFiles;
use crate::theme::locales;
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
use std::sync::Arc;

/// A site folder, compiled as far as its problems allow.
#[derive(Debug)]
pub struct Compiled {
    /// The texts that diagnostics point into.
    pub sources: Sources,
    /// What the site is made from; `None` if its settings cannot be read.
    pub site: Option<CompiledSite>,
    problems: Sink,
    levels: crate::diag::Levels,
}

/// Everything that rendering reads.
#[derive(Debug)]
pub struct CompiledSite {
    /// The ledger.
    pub model: Model,
    /// What belongs together in it.
    pub index: Index,
    /// Every page.
    pub plan: Plan,
    /// What became known after the as-of day.
    pub held_back: HeldBack,
    locales: Arc<Vec<(String, Locale)>>,
    theme: Option<Theme>,
}

/// Reads and checks a site folder.
///
/// # Errors
///
/// If there is no site, or if the disk cannot be read.
pub fn compile(options: &BuildOptions) -> Result<Compiled, LoadError> {
    let mut sink = Sink::default();
    let loaded = load(&options.root, &mut sink)?;
    Ok(compile_loaded(options, loaded, &mut sink))
}

fn compile_loaded(options: &BuildOptions, mut loaded: Loaded, sink: &mut Sink) -> Compiled {
    let builtin = ThemeFiles::builtin(&mut loaded.sources);
    let sources = &loaded.sources;
    let parsed = parse(sources, &loaded.unreadable, sink);
    let site = (|| {
        let site_node = parsed.site.as_ref().or_else(|| {
            report_no_settings(sources, sink);
            None
        })?;
        let preamble = resolve::preamble(site_node, sink)?;
        let own = own_theme(&loaded.themes, site_node, &preamble.theme, sink)?;
        let units = resolve::units(site_node, &preamble.languages, sink);
        let languages = locales::load(own, &builtin, &preamble.languages, sources, sink)?;
        let lexicon = Lexicon::new(languages.all(), &units);
        let setting = resolve::Setting {
            sources,
            preamble: &preamble,
            lexicon: &lexicon,
            units,
            drafts: options.drafts,
        };
        let mut model = resolve::resolve(&parsed, setting, sink)?;
        let held_back = apply(options, &mut model);
        let mut set_aside = parsed.broken_files;
        set_aside.extend(&held_back.pages);
        let index = Index::new(&model);
        let plan = plan(&model, &index, sources, &set_aside, sink);
        check(Subject { model: &model, plan: &plan }, sink);
        let locales = Arc::new(languages.own);
        let theme = Theme::new(own, &builtin, &locales, sources, sink);
        Some(CompiledSite { model, index, plan, held_back, locales, theme })
    })();
    let mut levels = site.as_ref().map(|site| site.model.site.levels.clone()).unwrap_or_default();
    levels.strict = options.strict;
    let problems = std::mem::take(sink);
    Compiled { sources: loaded.sources, site, problems, levels }
}

/// Says that there are no settings, unless something worse has been said about their file.
fn report_no_settings(sources: &Sources, sink: &mut Sink) {
    let Some(file) = sources.by_path("content/site.yaml") else { return };
    let place = Span::new(file, 0..0);
    if sink.iter().any(|found| found.span.is_some_and(|span| span.file == file)) {
        return;
    }
    sink.push(
        Diagnostic::new(Code::MissingField, place, "`content/site.yaml` is empty")
            .help("a site needs at least `title`, `languages` and `as_of`"),
    );
}

/// What was asked for on the command line goes before what the site says.
fn apply(options: &BuildOptions, model: &mut Model) -> HeldBack {
    if let Some(base_url) = &options.base_url {
        let slash = if base_url.ends_with('/') { "" } else { "/" };
        model.site.base_url = Some(format!("{base_url}{slash}").into());
    }
    model.look_from(options.as_of.unwrap_or(model.site.as_of))
}

/// The files of the theme that the site names; `default` need not be there, it is built in.
fn own_theme<'a>(
    themes: &'a BTreeMap<String, ThemeFiles>,
    site: &crate::parse::node::Node,
    name: &str,
    sink: &mut Sink,
) -> Option<Option<&'a ThemeFiles>> {
    let found = themes.get(name);
    if found.is_none() && name != "default" {
        let span = site.get("theme").map(|node| node.span);
        let known = crate::diag::closest(name, themes.keys().map(String::as_str));
        let help = match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("make the folder `themes/{name}/`, or leave `theme` out"),
        };
        let message = format!("there is no theme `{name}`");
        sink.push(Diagnostic::new(Code::UnknownReference, span, message).help(help));
        return None;
    }
    Some(found)
}

impl Compiled {
    /// Renders every page without writing it, so that problems of templates are found too, and
    /// returns all problems, sorted.
    #[must_use]
    pub fn finish(mut self) -> (Sources, Vec<(Severity, Diagnostic)>) {
        // Every page lacks a string that its language lacks; that was said once.
        let lacks_strings = self.problems.iter().any(|problem| problem.code == Code::MissingString);
        if let Some(site) = self.site.as_ref().filter(|_| !lacks_strings) {
            let errors = site.render_all(&self.sources);
            errors.into_iter().for_each(|error| self.problems.push(error));
        }
        let found = self.problems.finish(&self.sources, &self.levels);
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

    /// The problems so far, sorted.
    #[must_use]
    pub fn problems(&self) -> Vec<(Severity, Diagnostic)> {
        self.problems.clone().finish(&self.sources, &self.levels)
    }
}

impl CompiledSite {
    fn render_all(&self, sources: &Sources) -> Vec<Diagnostic> {
        let Some(theme) = &self.theme else { return Vec::new() };
        let site = self.render_site(theme, sources);
        let errors = self.plan.pages.par_iter().filter_map(|page| render(&site, page).err());
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
pub fn build(options: &BuildOptions) -> Result<Built, String> {
    let mut previous = Previous::open(&options.output);
    check_output(&options.root, &options.output, &previous)?;
    let mut sink = Sink::default();
    let loaded = load(&options.root, &mut sink).map_err(|error| error.to_string())?;
    let inputs = inputs(options, &loaded).map_err(|error| error.to_string())?;
    if previous.is_build_of(&inputs) {
        let (n_files, n_bytes) = previous.size();
        return Ok(Built::Unchanged { n_files, n_bytes });
    }
    let compiled = Box::new(compile_loaded(options, loaded, &mut sink));
    let is_error = |(severity, _): &(Severity, Diagnostic)| *severity == Severity::Error;
    if compiled.problems().iter().any(is_error) {
        return Ok(Built::Broken(compiled, Vec::new()));
    }
    match publish_over(&compiled, &inputs, options, previous) {
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
    let inputs = load(&options.root, &mut Sink::default())
        .and_then(|loaded| inputs(options, &loaded))
        .map_err(|error| Unpublished::Failed(error.to_string()))?;
    publish_over(compiled, &inputs, options, Previous::open(&options.output))
}

/// Publishes a site over the previous one: only pages that are made from something else are made
/// again.
fn publish_over(
    compiled: &Compiled,
    inputs: &Inputs,
    options: &BuildOptions,
    previous: Previous,
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
    let result = write::write(
        &items,
        |item| match item {
            Item::Page(page, _) => {
                render(&rendered, page).map(Cow::Owned).map_err(write::Failure::Render)
            }
            Item::Bytes(_, bytes) => Ok(Cow::Borrowed(&**bytes)),
            Item::File(_, path, _) => write::read(path).map(Cow::Owned),
        },
        Edition {
            manifest: manifest(sources, site, inputs),
            inputs: inputs.all,
            clean: problems.is_empty(),
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
    let mut sink = compiled.problems.clone();
    more.into_iter().for_each(|diagnostic| sink.push(diagnostic));
    sink.finish(&compiled.sources, &compiled.levels)
}

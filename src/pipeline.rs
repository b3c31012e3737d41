//! The whole way from a site folder to a site, on one screen.

pub use crate::compile::Compiled;
pub use crate::compile::CompiledSite;
pub use crate::compile::compile;
pub use crate::compile::compile_after;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Severity;
use crate::diag::Sink;
use crate::options::BuildOptions;
use crate::plan::PagePlan;
use crate::render::RenderSite;
use crate::render::Theme;
use crate::render::render;
use crate::source::Sources;
use crate::write;
use crate::write::Manifest;
use crate::write::Output;
use crate::write::WriteError;
use crate::write::WriteReport;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

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
    Page(&'a PagePlan),
    Bytes(&'a str, Cow<'a, [u8]>),
    File(String, std::path::PathBuf),
}

impl Output for Item<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Page(page) => &page.path,
            Self::Bytes(path, _) => path,
            Self::File(path, _) => path,
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

/// Publishes a site that has no errors.
///
/// # Errors
///
/// If a template fails, or if the output folder cannot be replaced; the old site stands then.
pub fn publish(compiled: &Compiled, options: &BuildOptions) -> Result<WriteReport, Unpublished> {
    let broken = || Unpublished::Content(Vec::new());
    let site = compiled.site.as_ref().ok_or_else(broken)?;
    let theme = site.theme.as_ref().ok_or_else(broken)?;
    let sources = &compiled.sources;
    let rendered = site.render_site(theme, sources);
    let extra = crate::render::extra_files(&rendered);
    let mut items: Vec<Item<'_>> = site.plan.pages.iter().map(Item::Page).collect();
    items.extend(
        theme.assets.iter().map(|asset| Item::Bytes(&asset.path, Cow::Borrowed(&asset.bytes))),
    );
    items.extend(extra.iter().map(|(path, bytes)| Item::Bytes(path, Cow::Borrowed(bytes))));
    items.extend(sources.static_files.iter().map(|file| {
        Item::File(format!("files/{file}"), options.root.join("content/files").join(&**file))
    }));
    let result = write::write(
        &items,
        |item| match item {
            Item::Page(page) => {
                render(&rendered, page).map(Cow::Owned).map_err(write::Failure::Render)
            }
            Item::Bytes(_, bytes) => Ok(Cow::Borrowed(&**bytes)),
            Item::File(_, path) => write::read(path).map(Cow::Owned),
        },
        manifest(compiled, site),
        &options.output,
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

fn manifest(compiled: &Compiled, site: &CompiledSite) -> Manifest {
    let own = compiled.sources.iter().filter(|(_, file)| !file.path.starts_with("built-in theme"));
    Manifest {
        generator: concat!("wellspring ", env!("CARGO_PKG_VERSION")).to_owned(),
        as_of: site.model.site.as_of.to_string(),
        inputs: own
            .map(|(_, file)| {
                (file.path.to_string(), blake3::hash(file.text.as_bytes()).to_hex().to_string())
            })
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

/// Whether an output folder may be replaced by this site.
///
/// # Errors
///
/// A message for people.
pub fn check_output(root: &Path, output: &Path) -> Result<(), String> {
    write::check_output(root, output)
}

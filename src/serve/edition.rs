//! One version of the site, compiled and ready to be shown, or the reasons why it is not.

use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::load::{Changed, LoadError};
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, compile_after};
use crate::render::{RenderSite, search_files};
use crate::source::Sources;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Files by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// The site as it was read at one moment.
#[derive(Debug)]
pub struct Edition {
    /// Counts up with every edition that differs from the one before.
    pub number: u64,
    /// What was read; or why nothing could be.
    pub compiled: Result<Compiled, String>,
    /// What is spoken to those who write the site.
    pub language: MessageLanguage,
    /// The problems of what was read, sorted.
    pub problems: Vec<(Severity, Diagnostic)>,
    files: Vec<FileStamp>,
    /// A page that was asked for could not be rendered.
    has_failed: AtomicBool,
    /// The files of search indexes by edition, made when the first of them is asked for.
    indexes: Mutex<BTreeMap<usize, Arc<Files>>>,
}

/// Tells whether a file that is copied as it is may have changed; such files can be large, so they
/// are not read for that.
#[derive(Debug, PartialEq, Eq)]
struct FileStamp {
    n_bytes: u64,
    modified: Option<SystemTime>,
}

impl Edition {
    /// Reads the site.
    #[must_use]
    pub fn first(options: &BuildOptions) -> Self {
        Self::read(options, 1, None)
    }

    /// Reads the site again, with the same options; `None` if nothing has changed since `previous`.
    /// What cannot have changed is taken from it.
    #[must_use]
    pub fn next(options: &BuildOptions, previous: &Self, changed: &Changed) -> Option<Self> {
        let before = previous.compiled.as_ref().ok().map(|compiled| (compiled, changed));
        let next = Self::read(options, previous.number + 1, before);
        (!next.says_the_same(previous)).then_some(next)
    }

    fn read(options: &BuildOptions, number: u64, before: Option<(&Compiled, &Changed)>) -> Self {
        let compiled = catch_unwind(AssertUnwindSafe(|| compile_after(options, before)));
        let compiled = match compiled {
            Ok(result) => result.map_err(|error: LoadError| error.to_string()),
            Err(_) => Err("the program has a bug: the terminal says where".to_owned()),
        };
        let (problems, files) = match &compiled {
            Ok(compiled) => (compiled.problems(), stamps(&options.root, &compiled.sources)),
            Err(_) => Default::default(),
        };
        let has_failed = AtomicBool::new(false);
        let (language, indexes) = (options.language, Mutex::default());
        Self { number, compiled, language, problems, files, has_failed, indexes }
    }

    /// How many errors keep it from being shown.
    #[must_use]
    pub fn n_errors(&self) -> usize {
        let errors = self.problems.iter().filter(|(severity, _)| *severity == Severity::Error);
        errors.count() + usize::from(self.compiled.is_err())
    }

    /// Whether it has no errors, as far as is known: those of templates come out when a page is
    /// rendered.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.n_errors() == 0 && !self.has_failed.load(Ordering::Relaxed)
    }

    /// A file of the index of an edition's search page, if that is its path.
    pub(super) fn search_file(&self, site: &RenderSite<'_>, path: &str) -> Option<Vec<u8>> {
        let (folder, _) = path.rsplit_once('/')?;
        let page = site.plan.by_path(&format!("{folder}/index.html"))?;
        if page.id.kind.name != "search" {
            return None;
        }
        let files = {
            let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
            let made = || Arc::new(search_files(site).into_iter().collect());
            Arc::clone(indexes.entry(site.edition).or_insert_with(made))
        };
        files.get(path).cloned()
    }

    /// Notes that a page could not be rendered.
    pub(super) fn note_failure(&self) {
        self.has_failed.store(true, Ordering::Relaxed);
    }

    /// Whether all inputs are the same, byte for byte.
    fn says_the_same(&self, other: &Self) -> bool {
        match (&self.compiled, &other.compiled) {
            (Ok(own), Ok(others)) => {
                self.problems == other.problems
                    && self.files == other.files
                    && same_texts(&own.sources, &others.sources)
                    && own.asset_paths().eq(others.asset_paths())
            }
            (Err(own), Err(others)) => own == others,
            _ => false,
        }
    }
}

fn same_texts(one: &Sources, other: &Sources) -> bool {
    let pairs = || one.iter().zip(other.iter()).map(|((_, one), (_, other))| (one, other));
    one.static_files == other.static_files
        && one.pictures == other.pictures
        && one.fonts == other.fonts
        && one.iter().count() == other.iter().count()
        && pairs().all(|(one, other)| {
            std::ptr::eq(one, other) || (one.path == other.path && one.text == other.text)
        })
}

fn stamps(root: &Path, sources: &Sources) -> Vec<FileStamp> {
    let folder = root.join("content/files");
    let found = sources.static_files.iter().map(|file| {
        let metadata = folder.join(&**file).metadata().ok();
        FileStamp {
            n_bytes: metadata.as_ref().map_or(0, |metadata| metadata.len()),
            modified: metadata.and_then(|metadata| metadata.modified().ok()),
        }
    });
    found.collect()
}

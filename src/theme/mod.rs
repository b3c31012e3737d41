//! The files of a theme: the site's own over those that are built in, file by file.

pub mod builtin;
mod components;
pub mod locales;
mod manifest;
mod unread;

pub use components::{PIECES, calls, components, names};

use crate::diag::Sink;
use crate::model::Language;
use crate::source::{FileId, Sources};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files of one theme by their path in it: `templates/base.html`.
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    files: BTreeMap<String, ThemeFile>,
}

/// A file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
    /// Its number, if it is a text that diagnostics may point into.
    pub file: Option<FileId>,
}

impl ThemeFiles {
    /// Adds a file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>, file: Option<FileId>) {
        self.files.insert(path.to_owned(), ThemeFile { bytes: Cow::Owned(bytes), file });
    }

    /// The built-in theme; its texts are added to the sources.
    #[must_use]
    pub fn builtin(sources: &mut Sources) -> Self {
        let mut theme = Self::default();
        for (path, bytes) in builtin::FILES {
            let file = match std::str::from_utf8(bytes) {
                Ok(text) if path.ends_with(".html") || path.ends_with(".yaml") => {
                    Some(sources.add(&format!("built-in theme: {path}"), text))
                }
                _ => None,
            };
            theme.files.insert((*path).to_owned(), ThemeFile { bytes: Cow::Borrowed(bytes), file });
        }
        theme
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ThemeFile> {
        self.files.get(path)
    }

    /// All files with their paths, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The files of a folder with their names below it, in order.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files.iter().filter_map(move |(path, file)| {
            Some((path.strip_prefix(folder)?.strip_prefix('/')?, file))
        })
    }
}

/// Reports what is wrong with the site's theme as a whole: its `theme.yaml`, and files that nothing
/// reads. `None` if it must not be used.
pub fn inspect(
    own: &ThemeFiles,
    builtin: &ThemeFiles,
    languages: &[Language],
    sources: &Sources,
    sink: &mut Sink,
) -> Option<()> {
    manifest::check(own, builtin, sources, sink)?;
    unread::report(own, builtin, languages, sources, sink);
    Some(())
}

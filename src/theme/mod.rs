//! The files of a theme: the site's own over those that are built in, file by file.

pub mod builtin;
mod components;
pub mod locales;
mod manifest;
mod unread;
mod unread_strings;

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

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&ThemeFile> {
        self.files.get(path)
    }

    /// All files with their paths, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Leaves out what is the same in the theme below it: a copy changes nothing, and pages made
    /// with built-in templates alone are made faster.
    fn leave_out_copies(&mut self, below: &Self) {
        self.files.retain(|path, file| below.get(path).is_none_or(|one| one.bytes != file.bytes));
    }

    /// A hash of all files, to tell a theme that is still the same.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for (path, file) in self.iter() {
            for part in [path.as_bytes(), &file.bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        *hasher.finalize().as_bytes()
    }

    /// The files of a folder with their names below it, in order.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files.iter().filter_map(move |(path, file)| {
            Some((path.strip_prefix(folder)?.strip_prefix('/')?, file))
        })
    }
}

/// Whether a file of a theme, by its path in it, is read as a text.
#[must_use]
pub fn is_text(path: &str) -> bool {
    let endings = [".html", ".yaml", ".xml", ".txt"];
    // Pictures are files; what draws one is a template.
    let is_drawing = path.starts_with("templates/") && path.ends_with(".svg");
    is_drawing || endings.iter().any(|ending| path.ends_with(ending))
}

/// The built-in themes.
#[derive(Debug)]
pub struct BuiltinThemes {
    default: ThemeFiles,
    others: BTreeMap<&'static str, ThemeFiles>,
}

impl BuiltinThemes {
    /// All of them; their texts are added to the sources.
    #[must_use]
    pub fn new(sources: &mut Sources) -> Self {
        let mut added = |theme: &str, (path, bytes): &builtin::File| {
            let text = std::str::from_utf8(bytes).ok().filter(|_| is_text(path));
            let name = match theme {
                builtin::DEFAULT => "built-in theme".to_owned(),
                other => format!("built-in theme {other}"),
            };
            let file = text.map(|text| sources.add(&format!("{name}: {path}"), text));
            ThemeFile { bytes: Cow::Borrowed(*bytes), file }
        };
        let mut default = ThemeFiles::default();
        for file in builtin::FILES {
            default.files.insert(file.0.to_owned(), added(builtin::DEFAULT, file));
        }
        let over = |(name, files): &(&'static str, &[builtin::File])| {
            let mut theme = default.clone();
            for file in *files {
                let before = theme.files.insert(file.0.to_owned(), added(name, file));
                // A template of the theme can extend the one that it goes before.
                if let (Some(before), Some(template)) = (before, file.0.strip_prefix("templates/"))
                {
                    theme.files.insert(format!("templates/default/{template}"), before);
                }
            }
            (*name, theme)
        };
        let others = builtin::OVER_DEFAULT.iter().map(over).collect();
        Self { default, others }
    }

    /// The one below the theme of a site: that of the same name, or else the default one.
    #[must_use]
    pub fn below(&self, theme: &str) -> &ThemeFiles {
        self.others.get(theme).unwrap_or(&self.default)
    }

    /// Leaves out of the themes of a site what they have as the one below has it.
    pub fn leave_out_copies(&self, themes: &mut BTreeMap<String, ThemeFiles>) {
        themes.iter_mut().for_each(|(name, files)| files.leave_out_copies(self.below(name)));
    }

    /// Whether a site can have a theme of that name without a folder for it.
    #[must_use]
    pub fn has(theme: &str) -> bool {
        Self::names().any(|name| name == theme)
    }

    /// Their names.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let others = builtin::OVER_DEFAULT.iter().map(|(name, _)| *name);
        std::iter::once(builtin::DEFAULT).chain(others)
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

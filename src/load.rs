//! Walks the site folder and reads its files: the only reader of a site.

#![expect(clippy::disallowed_methods, reason = "this module owns reading")]

use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::diag::closest;
use crate::source::FileId;
use crate::source::Sources;
use crate::source::Span;
use crate::theme::ThemeFiles;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The texts, those of themes included.
    pub sources: Sources,
    /// The files of each theme in `themes/`, by its name.
    pub themes: BTreeMap<String, ThemeFiles>,
    /// Files that could not be read as text; what they hold is not reported again as missing.
    pub unreadable: Vec<FileId>,
}

/// Why a site folder could not be read at all.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `content/site.yaml`; another folder that has one, if there is one near.
    NoSite {
        /// Where it was looked for.
        root: PathBuf,
        /// A folder above or below that is a site.
        near: Option<PathBuf>,
    },
    /// A file or folder could not be read.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSite { root, near } => {
                write!(f, "no site in `{}`: there is no `content/site.yaml`", root.display())?;
                match near {
                    Some(near) => {
                        write!(f, "\nhelp: there is one in `{0}`: use `-C {0}`", near.display())
                    }
                    None => write!(f, "\nhelp: start one with `wellspring init`"),
                }
            }
            Self::Io { path, error } => write!(f, "cannot read `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads a site folder. What is wrong with single files goes to the sink.
///
/// # Errors
///
/// If there is no site, or if the disk cannot be read.
pub fn load(root: &Path, sink: &mut Sink) -> Result<Loaded, LoadError> {
    let content = root.join("content");
    if !content.join("site.yaml").is_file() {
        return Err(LoadError::NoSite { root: root.to_owned(), near: near(root) });
    }
    let mut loaded = Loaded::default();
    let files: Vec<_> = files_below(&content)?
        .into_iter()
        .map(|path| (slashes(path.strip_prefix(&content).unwrap_or(&path)), path))
        .collect();
    let texts: Vec<_> = files
        .par_iter()
        .map(|(name, path)| if is_text(name) { read(path).map(Some) } else { Ok(None) })
        .collect();
    for ((name, _), text) in files.iter().zip(texts) {
        load_content_file(&mut loaded, name, text?, sink);
    }
    let themes = root.join("themes");
    if themes.is_dir() {
        for path in files_below(&themes)? {
            let name = slashes(path.strip_prefix(&themes).unwrap_or(&path));
            load_theme_file(&mut loaded, &path, &name, sink)?;
        }
    }
    Ok(loaded)
}

/// Whether a file of `content/` is one that is read: settings, data, a page.
fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match name.split_once('/') {
        None => name == "site.yaml",
        Some(("data", _)) => ending == "yaml" || ending == "yml",
        Some(("pages", _)) => ending == "md",
        Some(_) => false,
    }
}

/// Adds a file of `content/`; `text` is what it holds, if it is one that is read.
fn load_content_file(loaded: &mut Loaded, name: &str, text: Option<Vec<u8>>, sink: &mut Sink) {
    if let Some(name) = name.strip_prefix("files/") {
        loaded.sources.static_files.push(name.into());
        return;
    }
    let path = format!("content/{name}");
    let Some(bytes) = text else {
        let place = loaded.sources.add(&path, "");
        loaded.unreadable.push(place);
        sink.push(unexpected_file(name, place));
        return;
    };
    add_text(loaded, &path, &bytes, sink);
}

fn load_theme_file(
    loaded: &mut Loaded,
    path: &Path,
    name: &str,
    sink: &mut Sink,
) -> Result<(), LoadError> {
    let Some((theme, inner)) = name.split_once('/') else { return Ok(()) };
    let bytes = read(path)?;
    let file = match inner.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "yaml" | "xml" | "txt" => {
            add_text(loaded, &format!("themes/{name}"), &bytes, sink)
        }
        _ => None,
    };
    loaded.themes.entry(theme.to_owned()).or_default().insert(inner, bytes, file);
    Ok(())
}

/// Adds a text file; `None` if it is not UTF-8, which is reported at the first wrong byte.
fn add_text(loaded: &mut Loaded, name: &str, bytes: &[u8], sink: &mut Sink) -> Option<FileId> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(loaded.sources.add(name, text)),
        Err(error) => {
            let good = error.valid_up_to();
            let file = loaded.sources.add(name, &String::from_utf8_lossy(bytes));
            loaded.unreadable.push(file);
            let hint = match bytes {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16: save it as UTF-8",
                [b'P', b'K', ..] => "the file is a spreadsheet or an archive, not a text",
                _ => "save the file as UTF-8; Excel and older editors in China write GBK",
            };
            sink.push(
                Diagnostic::new(
                    Code::NotUtf8,
                    Span::new(file, good..good + '\u{fffd}'.len_utf8()),
                    format!("`{name}` is not UTF-8: byte 0x{:02X}", bytes[good]),
                )
                .help(hint),
            );
            None
        }
    }
}

fn unexpected_file(name: &str, place: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadFileName,
        Span::new(place, 0..0),
        format!("`content/{name}` is not a file that a site has here"),
    );
    let folder = name.split('/').next().unwrap_or_default();
    match name.split_once('/') {
        Some(("data", _)) => diagnostic.help("data files end in `.yaml`"),
        Some(("pages", _)) => diagnostic
            .help("pages end in `.md`; put pictures and downloads into `content/files/`"),
        _ => match closest(folder, ["data", "pages", "files", "site.yaml"]) {
            Some(known) => diagnostic.help(format!("did you mean `content/{known}`?")),
            None => diagnostic.help(
                "`content/` holds `site.yaml`, `data/`, `pages/`, and `files/` for anything that is copied as it is",
            ),
        },
    }
}

/// All files below a folder in the order of their names; hidden files and editors' backups are
/// passed over, links to folders are not followed.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        let entry = entry.map_err(|error| LoadError::Io {
            path: error.path().unwrap_or(folder).to_owned(),
            error: error.into(),
        })?;
        let kind = match entry.path_is_symlink() {
            true => fs::metadata(entry.path())
                .map_err(|error| LoadError::Io { path: entry.path().to_owned(), error })?
                .file_type(),
            false => entry.file_type(),
        };
        if kind.is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    is_passed_over(&entry.file_name().to_string_lossy())
}

/// Whether a file or folder of that name is no part of a site: hidden, or what editors and systems
/// leave behind. `4913` is the file by which Vim finds out whether it may write.
#[must_use]
pub fn is_passed_over(name: &str) -> bool {
    let backup = [".swp", ".bak", ".orig", ".tmp"].iter().any(|ending| name.ends_with(ending));
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || backup
        || matches!(name, "Thumbs.db" | "4913")
}

/// A folder above, or right below, that holds a site.
fn near(root: &Path) -> Option<PathBuf> {
    let is_site = |folder: &Path| folder.join("content/site.yaml").is_file();
    let above = root.canonicalize().ok()?;
    if let Some(found) = above.ancestors().skip(1).find(|folder| is_site(folder)) {
        return Some(found.to_owned());
    }
    let below = fs::read_dir(root).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    below.filter(|path| is_site(path)).min()
}

fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    fs::read(path).map_err(|error| LoadError::Io { path: path.to_owned(), error })
}

/// A path with `/` on every system.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

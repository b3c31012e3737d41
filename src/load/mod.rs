//! Walks the site folder and reads its files: the only reader of a site.

#![expect(clippy::disallowed_methods, reason = "this module owns reading")]

mod archives;
mod first_language;
mod fonts;
mod pictures;
mod read;
mod refuse;
mod theme_names;
mod walk;

pub use first_language::first_language;
pub use read::Stamp;
pub use walk::{is_left_behind, is_passed_over};

use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::parse::records::MAPPING_ENDING;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::theme::{ThemeFiles, is_text as is_theme_text};
use crate::workbook::read::{ENDINGS, is_table};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use read::Found;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walk::{Refused, files_below};

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The texts, those of themes included.
    pub sources: Sources,
    /// The files of each theme in `themes/`, by its name.
    pub themes: BTreeMap<String, ThemeFiles>,
    /// Files that could not be read as text; what they hold is not reported again as missing.
    pub unreadable: Vec<FileId>,
    /// What the disk says of the files.
    pub stamps: Stamps,
}

/// What the disk says of the files that were read.
#[derive(Debug, Default)]
pub struct Stamps {
    /// Of texts, by their numbers, as far as it has been asked.
    texts: Vec<Option<Stamp>>,
    /// Of pictures, in their order.
    pictures: Vec<Stamp>,
    /// Of typefaces, in their order.
    fonts: Vec<Stamp>,
}

impl Stamps {
    /// Makes room for texts of which the disk was not asked.
    pub fn grow(&mut self, n_texts: usize) {
        self.texts.resize_with(n_texts, || None);
    }

    /// Whether the disk was asked of a text.
    #[must_use]
    pub fn has_text(&self, file: FileId) -> bool {
        self.texts.get(file.index()).is_some_and(Option::is_some)
    }
}

/// An earlier reading, whose texts stand for files that the disk says are the same.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// What the disk said of its files.
    pub stamps: &'a Stamps,
    /// What is known to have changed since.
    pub changed: &'a Changed,
}

/// What is known to have changed in a site folder. Changes that follow each other closely, on a
/// disk that counts time in steps, leave no other trace.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// Anything may have.
    pub all: bool,
    /// Files by their paths in the site, such as `content/data/parks.yaml`.
    pub files: BTreeSet<String>,
}

impl Changed {
    fn contains(&self, file: &str) -> bool {
        self.all || self.files.contains(file)
    }
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

/// Texts in the place of those on disk, by their paths in the site: what an editor has open and has
/// perhaps not saved.
pub type Overlay = BTreeMap<String, Arc<str>>;

/// Reads a site folder. What is wrong with single files goes to the sink.
///
/// # Errors
///
/// If there is no site, or if the disk cannot be read.
pub fn load(
    root: &Path,
    earlier: Option<Earlier<'_>>,
    sink: &mut Sink,
) -> Result<Loaded, LoadError> {
    load_over(root, &Overlay::new(), earlier, sink)
}

/// The same with some texts in the place of those on disk, or beside them where there are no such
/// files yet.
///
/// # Errors
///
/// As [`load`].
pub fn load_over(
    root: &Path,
    overlay: &Overlay,
    earlier: Option<Earlier<'_>>,
    sink: &mut Sink,
) -> Result<Loaded, LoadError> {
    let content = root.join("content");
    if !content.join("site.yaml").is_file() {
        return Err(LoadError::NoSite { root: root.to_owned(), near: near(root) });
    }
    let mut loaded = Loaded::default();
    let mut below = files_below(&content, root)?;
    add_new(&mut below.files, overlay);
    let names_found = NamesFound::new(&below.files);
    (loaded.sources.pictures, loaded.stamps.pictures) =
        pictures::read(&content, &below.files, earlier)?;
    (loaded.sources.fonts, loaded.stamps.fonts) = fonts::read(&content, &below.files, earlier)?;
    let (copied, names): (Vec<_>, Vec<_>) =
        below.files.into_iter().partition(|name| name.starts_with("files/"));
    let files = copied.iter().filter_map(|name| name.strip_prefix("files/"));
    loaded.sources.static_files = files.map(Into::into).collect();
    let (kept, names): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|name| name.starts_with("archive/"));
    let is_read =
        |name: &String| [pictures::FOLDER, fonts::FOLDER].iter().any(|one| name.starts_with(one));
    let names = names.into_iter().filter(|name| !is_read(name));
    let names: Vec<_> = names.collect();
    let found: Vec<Result<_, LoadError>> = names
        .into_par_iter()
        .enumerate()
        .map(|(number, name)| {
            let site_path = || format!("content/{name}");
            let open = || overlay.get(&site_path()).filter(|_| is_text(&name));
            let found = if let Some(open) = open() {
                read::open_text(site_path(), open, number, earlier)
            } else if is_text(&name) {
                read::text(&content.join(&name), site_path(), number, earlier)?
            } else if is_workbook(&name) {
                read::workbook(&content.join(&name), site_path(), number, earlier)?
            } else {
                Found::Other
            };
            Ok((name, found))
        })
        .collect();
    let mut found = found.into_iter().collect::<Result<Vec<_>, _>>()?;
    let candidates = [kept, copied].concat();
    let archives = archives::read(&content, &candidates, &found, earlier)?;
    loaded.sources.too_large = archives.too_large;
    if !archives.texts.is_empty() {
        found.extend(archives.texts);
        // An earlier reading finds its texts by the order of their paths, name by name.
        found.sort_by(|(one, _), (other, _)| one.split('/').cmp(other.split('/')));
    }
    for (name, found) in found {
        loaded.add_content_file(&name, found, sink);
    }
    loaded.report_refused("content", &below.refused, sink);
    loaded.report_names(names_found, sink);
    let themes = root.join("themes");
    if themes.is_dir() {
        let below = files_below(&themes, root)?;
        loaded.report_refused("themes", &below.refused, sink);
        loaded.report_theme_names(&below.files, sink);
        for name in below.files {
            match overlay.get(&format!("themes/{name}")) {
                Some(open) => loaded.add_theme_bytes(&name, open.as_bytes().to_vec(), sink),
                None => loaded.add_theme_bytes(&name, read::bytes(&themes.join(&name))?, sink),
            }
        }
    }
    Ok(loaded)
}

/// Adds files of `content/` that are open and not on disk yet, in the order of all paths.
fn add_new(files: &mut Vec<String>, overlay: &Overlay) {
    let open = overlay.keys().filter_map(|path| path.strip_prefix("content/"));
    let is_new = |name: &&str| is_text(name) && !files.iter().any(|one| one == name);
    let new: Vec<_> = open.filter(is_new).map(str::to_owned).collect();
    if new.is_empty() {
        return;
    }
    files.extend(new);
    files.sort_by(|one, other| one.split('/').cmp(other.split('/')));
}

/// Whether a file of `content/` is one that is read: settings, data, a page, stamps of
/// translations, what editions said.
fn is_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match name.split_once('/') {
        None => matches!(name, "site.yaml" | "translations.yaml" | "editions.lock"),
        // A map stands beside the ledger. JSON is YAML.
        Some(("data", rest)) if ending == "geojson" => !rest.contains('/'),
        Some(("data", _)) => matches!(ending, "yaml" | "yml" | "json"),
        Some(("pages", _)) => ending == "md",
        Some(_) => false,
    }
}

/// Whether a file of `content/` stands in a folder with a file for each record.
fn is_alone(name: &str) -> bool {
    let in_folder = name.strip_prefix("data/").is_some_and(|rest| rest.contains('/'));
    in_folder && is_text(name) && !name.ends_with(MAPPING_ENDING)
}

/// Whether a file of `content/` is a part of the ledger as a workbook or another table.
fn is_workbook(name: &str) -> bool {
    name.starts_with("data/") && is_table(name)
}

/// Names of files that do not hold on every system.
struct NamesFound {
    bad: Vec<(String, String, &'static str)>,
    alike: Vec<(String, String)>,
}

impl NamesFound {
    fn new(files: &[String]) -> Self {
        let bad = files.iter().filter_map(|name| {
            let (message, help) = refuse::bad_name(name)?;
            Some((name.clone(), message, help))
        });
        let alike = refuse::alike(files.iter().map(String::as_str));
        let owned = |(one, other): (&str, &str)| (one.to_owned(), other.to_owned());
        Self { bad: bad.collect(), alike: alike.into_iter().map(owned).collect() }
    }
}

impl Loaded {
    /// Adds a file of `content/`.
    fn add_content_file(&mut self, name: &str, found: Found, sink: &mut Sink) {
        match found {
            Found::Text(file, stamp) => {
                let is_empty = file.text.trim().is_empty() && is_alone(name);
                let place = self.sources.add_file(file);
                sink.extend(is_empty.then(|| refuse::empty(place)));
                self.stamps.texts.push(Some(stamp));
            }
            Found::Bytes(bytes) => {
                self.add_bytes(&format!("content/{name}"), &bytes, sink);
            }
            Found::TooLarge(n_bytes) => {
                let path = format!("content/{name}");
                let place = self.add(SourceFile::new(&path, ""));
                self.unreadable.push(place);
                sink.push(refuse::too_large(&path, n_bytes, place));
            }
            Found::Unreadable(why) => {
                let path = format!("content/{name}");
                let place = self.add(SourceFile::new(&path, ""));
                self.unreadable.push(place);
                sink.push(
                    Diagnostic::new(Code::UnreadableWorkbook, Span::new(place, 0..0), why.message)
                        .help(why.help),
                );
            }
            Found::Other => {
                let place = self.add(SourceFile::new(&format!("content/{name}"), ""));
                self.unreadable.push(place);
                sink.push(unexpected_file(name, place));
            }
        }
    }

    fn report_refused(&mut self, top: &str, all: &[(String, Refused)], sink: &mut Sink) {
        for (name, refused) in all {
            let path = format!("{top}/{name}");
            let place = self.add(SourceFile::new(&path, ""));
            self.unreadable.push(place);
            sink.push(refuse::refused(&path, *refused, place));
        }
    }

    fn report_names(&mut self, found: NamesFound, sink: &mut Sink) {
        let NamesFound { bad, alike } = found;
        for (name, message, help) in bad {
            let place = self.place_of(&name);
            sink.push(Diagnostic::new(Code::BadFileName, place, message).help(help));
        }
        for (first, name) in alike {
            let place = self.place_of(&name);
            let message =
                format!("`content/{first}` and `content/{name}` are one name on many disks");
            sink.push(
                Diagnostic::new(Code::DuplicatePath, place, message)
                    .note("they differ only in case, or in how an accented letter is stored")
                    .help("rename one of the two"),
            );
        }
    }

    fn report_theme_names(&mut self, files: &[String], sink: &mut Sink) {
        for (name, message, help) in theme_names::misplaced(files) {
            let place = self.add(SourceFile::new(&format!("themes/{name}"), ""));
            let found = Diagnostic::new(Code::UnreadThemeFile, Span::new(place, 0..0), message);
            sink.push(found.help(help));
        }
    }

    /// The start of a file of `content/`.
    fn place_of(&mut self, name: &str) -> Span {
        let path = format!("content/{name}");
        let known = self.sources.by_path(&path);
        Span::new(known.unwrap_or_else(|| self.add(SourceFile::new(&path, ""))), 0..0)
    }

    fn add_theme_bytes(&mut self, name: &str, bytes: Vec<u8>, sink: &mut Sink) {
        let Some((theme, inner)) = name.split_once('/') else { return };
        let file = match is_theme_text(inner) {
            true => self.add_bytes(&format!("themes/{name}"), &bytes, sink),
            false => None,
        };
        self.themes.entry(theme.to_owned()).or_default().insert(inner, bytes, file);
    }

    fn add(&mut self, file: SourceFile) -> FileId {
        self.stamps.texts.push(None);
        self.sources.add_file(Arc::new(file))
    }

    /// Adds a text file; `None` if it is not UTF-8, which is reported at the first wrong byte.
    fn add_bytes(&mut self, name: &str, bytes: &[u8], sink: &mut Sink) -> Option<FileId> {
        let good = match std::str::from_utf8(bytes) {
            Ok(text) => match text.find('\0') {
                None => return Some(self.add(SourceFile::new(name, text))),
                Some(at) => at,
            },
            Err(error) => error.valid_up_to(),
        };
        let shown = String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}");
        let file = self.add(SourceFile::new(name, &shown));
        self.unreadable.push(file);
        let hint = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16: save it as UTF-8",
            [b'P', b'K', ..] => "the file is a spreadsheet or an archive, not a text",
            _ if bytes[good] == 0 => "the file is UTF-16, or no text: save it as UTF-8",
            _ if !is_double_byte(bytes) && !has_double_bytes(bytes) => {
                "save the file as UTF-8; it looks like Windows-1252 (Latin-1)"
            }
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

/// Whether all bytes that are not ASCII come in pairs, as in GBK and GB 18030.
fn is_double_byte(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(lead) = rest.find(|byte| !byte.is_ascii()) {
        let is_lead = (0x81..=0xfe).contains(lead);
        let is_pair = rest.next().is_some_and(|trail| (0x30..=0xfe).contains(trail));
        if !is_lead || !is_pair {
            return false;
        }
    }
    true
}

/// Whether in a text that is UTF-8 elsewhere all that is none comes in such pairs: lines that another
/// program has added.
fn has_double_bytes(bytes: &[u8]) -> bool {
    let mut run = 0_usize;
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            if !run.is_multiple_of(2) {
                return false;
            }
            run = 0;
        }
        // The second byte of a pair is above what Latin letters with marks are beside.
        if chunk.invalid().iter().any(|byte| !(0xa1..=0xfe).contains(byte)) {
            return false;
        }
        run += chunk.invalid().len();
    }
    run.is_multiple_of(2)
}

fn unexpected_file(name: &str, place: FileId) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadFileName,
        Span::new(place, 0..0),
        format!("`content/{name}` is not a file that a site has here"),
    );
    let folder = name.split('/').next().unwrap_or_default();
    match name.split_once('/') {
        Some(("data", _)) => {
            diagnostic.help(format!("data files end in `.yaml`, `.json`, or {}", list_known(ENDINGS)))
        },
        Some(("pages", _)) => diagnostic
            .help("pages end in `.md`; put pictures into `content/images/` and downloads into `content/files/`"),
        _ => match closest(
            folder,
            ["data", "pages", "images", "files", "archive", "site.yaml", "translations.yaml", "editions.lock"],
        ) {
            Some(known) => diagnostic.help(format!("did you mean `content/{known}`?")),
            None => diagnostic.help(
                "`content/` holds `site.yaml`, `data/`, `pages/`, `images/` for pictures, `fonts/` for typefaces, `files/` for anything that is copied as it is, and `archive/` for texts of sources",
            ),
        },
    }
}

/// A folder above, or right below, that holds a site.
#[must_use]
pub fn near(root: &Path) -> Option<PathBuf> {
    let is_site = |folder: &Path| folder.join("content/site.yaml").is_file();
    let above = root.canonicalize().ok()?;
    if let Some(found) = above.ancestors().skip(1).find(|folder| is_site(folder)) {
        return Some(found.to_owned());
    }
    let below = fs::read_dir(root).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    below.filter(|path| is_site(path)).min()
}

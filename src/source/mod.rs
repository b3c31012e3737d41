//! The text of the site's files, loaded once, and places in it.
//!
//! Everything that is later said about a file (a diagnostic, a caret, a link) goes through a
//! [`Span`], which is only a file number and two byte offsets; [`Sources`] turns it into a path,
//! a line and a column.

mod cells;
mod font;
pub mod join;
mod lines;
mod picture;
mod span;
mod spanned;

pub use cells::{Cell, CellKind, CellName, Cells, SheetCells, column_name};
pub use font::Font;
pub use lines::{Lines, Location};
pub use picture::{BadPicture, Picture, PictureSize, PictureVersion, PublishedFormat};
pub use span::{FileId, Span};
pub use spanned::Spanned;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// One text file of the site folder or of a theme.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the site folder, with `/` on every system.
    pub path: Arc<str>,
    /// The whole text, without a byte order mark.
    pub text: Arc<str>,
    /// Where the cells of a table stand in the text, if the file is one.
    pub cells: Option<Arc<Cells>>,
    lines: OnceLock<Lines>,
}

impl SourceFile {
    /// A file at a path; a byte order mark is left out of its text.
    #[must_use]
    pub fn new(path: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = with_line_feeds(text);
        Self { path: path.into(), text: (*text).into(), cells: None, lines: OnceLock::new() }
    }

    /// A file with a table, whose cells stand in a text.
    #[must_use]
    pub fn table(path: &str, text: &str, cells: Cells) -> Self {
        let cells = Some(Arc::new(cells));
        Self { path: path.into(), text: text.into(), cells, lines: OnceLock::new() }
    }

    /// Start of every line in the text, found when somebody asks for the first time: only files
    /// with problems are asked.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

/// A text whose lines end as they do everywhere: programs for the Mac end them with `\r` alone. Places
/// in it stay the same.
#[must_use]
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match !text.contains('\n') && text.contains('\r') {
        true => text.replace('\r', "\n").into(),
        false => text.into(),
    }
}

/// A place in a workbook.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace<'a> {
    /// The sheet.
    pub sheet: &'a SheetCells,
    /// The cell.
    pub cell: CellName,
}

impl std::fmt::Display for CellPlace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!{}", self.sheet.name, self.cell)
    }
}

/// All text files of one run, in the order of their paths, and the names of the others.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    /// Files that are copied as they are (`content/files/`), relative to that folder, sorted.
    pub static_files: Vec<Arc<str>>,
    /// Pictures (`content/images/`, and those in `content/files/`), by their paths, sorted.
    pub pictures: Vec<Picture>,
    /// Typefaces (`content/fonts/`), by their paths, sorted.
    pub fonts: Vec<Font>,
    /// Archived texts of sources that are too large to be read, by their paths.
    pub too_large: Vec<Arc<str>>,
}

impl Sources {
    /// Adds a file and returns its number.
    pub fn add(&mut self, path: &str, text: &str) -> FileId {
        self.add_file(Arc::new(SourceFile::new(path, text)))
    }

    /// Adds a file that other runs may share, and returns its number.
    ///
    /// # Panics
    ///
    /// With more than `u32::MAX` files, which no memory holds.
    pub fn add_file(&mut self, file: Arc<SourceFile>) -> FileId {
        let id = FileId::new(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(file);
        id
    }

    /// Puts a text in the place of a file, or behind all others if there is none at that path; returns its
    /// number.
    pub fn replace(&mut self, path: &str, text: &str) -> FileId {
        match self.by_path(path) {
            Some(id) => {
                self.files[id.index()] = Arc::new(SourceFile::new(path, text));
                id
            }
            None => self.add(path, text),
        }
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file of that number, to be shared with other runs.
    #[must_use]
    pub fn shared(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.index()]
    }

    /// The file of that number.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Every file with its number, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| {
            (FileId::new(u32::try_from(index).expect("checked by `add_file`")), &**file)
        })
    }

    /// The file at that path, if it was loaded.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<FileId> {
        self.iter().find(|(_, file)| &*file.path == path).map(|(id, _)| id)
    }

    /// The picture at a path below `content/`, such as `images/port.jpg`.
    #[must_use]
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        let at = self.pictures.binary_search_by(|picture| (*picture.path).cmp(path)).ok()?;
        Some(&self.pictures[at])
    }

    /// The text a span covers.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// The value that stands at a span, without the quotes around it.
    #[must_use]
    pub fn written(&self, span: Span) -> &str {
        let text = self.text(span).trim();
        let inner = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
        inner('"').or_else(|| inner('\'')).unwrap_or(text)
    }

    /// Sheet and cell of a span, if its file is a workbook.
    #[must_use]
    pub fn cell(&self, span: Span) -> Option<CellPlace<'_>> {
        let is_text = self.file(span.file).cells.as_ref().is_none_or(|cells| cells.is_text);
        if is_text { None } else { self.cell_of_table(span) }
    }

    /// The same, be its file a workbook or a table of text, in which places are lines.
    #[must_use]
    pub fn cell_of_table(&self, span: Span) -> Option<CellPlace<'_>> {
        let (sheet, cell) = self.file(span.file).cells.as_deref()?.at(span)?;
        Some(CellPlace { sheet, cell: cell.map_or(CellName { row: 0, column: 0 }, Cell::name) })
    }

    /// Where a span starts, as people name it: `content/data/parks.yaml:3:5`,
    /// `content/data/ledger.xlsx Projects!F12`.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        let path = &self.file(span.file).path;
        match self.cell(span) {
            Some(place) => format!("{path} {place}"),
            None => {
                let (start, _) = self.locate(span);
                format!("{path}:{}:{}", start.line, start.column)
            }
        }
    }

    /// Line and column where a span starts and where it ends.
    #[must_use]
    pub fn locate(&self, span: Span) -> (Location, Location) {
        let file = self.file(span.file);
        let lines = file.lines();
        (lines.locate(&file.text, span.start), lines.locate(&file.text, span.end))
    }
}

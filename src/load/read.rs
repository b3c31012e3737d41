//! Reads single files, or takes them from an earlier reading.

use super::{Earlier, LoadError};
use crate::limits::{MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES};
use crate::source::{FileId, SourceFile, Sources};
use crate::workbook;
use crate::workbook::read::Unreadable;
use std::fs::{File, Metadata};
use std::io;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What the disk says of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    n_bytes: u64,
    modified: Option<SystemTime>,
    /// The number of the file and when anything of it was changed, where the system keeps them: a
    /// file that is put in the place of another may be older than that.
    identity: (u64, i64, i64),
}

impl Stamp {
    /// What the disk says of the file at a path.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        std::fs::metadata(path).map(|metadata| Self::new(&metadata))
    }

    pub(super) const fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    fn new(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        Self { n_bytes: metadata.len(), modified, identity: identity(metadata) }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// What stands at a path.
pub(super) enum Found {
    /// A text.
    Text(Arc<SourceFile>, Stamp),
    /// What should be a text, but is not UTF-8.
    Bytes(Vec<u8>),
    /// A text with this many bytes, which are too many.
    TooLarge(u64),
    /// A workbook that cannot be read.
    Unreadable(Unreadable),
    /// Something that is not read.
    Other,
}

/// Reads a text, or takes it from the earlier reading; `name` is its path in the site, and `number`
/// is the one that it has if no file has come or gone since.
pub(super) fn text(
    path: &Path,
    name: String,
    number: usize,
    earlier: Option<Earlier<'_>>,
) -> Result<Found, LoadError> {
    let known = known(&name, number, earlier);
    if let Some(found) = unchanged(path, &name, known, earlier)? {
        return Ok(found);
    }
    let fail = |error| LoadError::Io { path: path.to_owned(), error };
    let n_bytes = std::fs::metadata(path).map_err(fail)?.len();
    if n_bytes > MAX_TEXT_BYTES {
        return Ok(Found::TooLarge(n_bytes));
    }
    let (bytes, metadata) = open(path).map_err(fail)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) if !text.contains('\0') => text,
        _ => return Ok(Found::Bytes(bytes)),
    };
    let stamp = Stamp::new(&metadata);
    let file = SourceFile::new(&name, text);
    Ok(match known {
        Some((known, _)) if known.text == file.text => Found::Text(Arc::clone(known), stamp),
        _ => Found::Text(Arc::new(file), stamp),
    })
}

/// A text that is open in an editor. Its stamp is one that no file has, so that the disk is asked
/// again when it is closed.
pub(super) fn open_text(
    name: String,
    text: &str,
    number: usize,
    earlier: Option<Earlier<'_>>,
) -> Found {
    let n_bytes = text.len() as u64;
    if n_bytes > MAX_TEXT_BYTES {
        return Found::TooLarge(n_bytes);
    }
    if text.contains('\0') {
        return Found::Bytes(text.as_bytes().to_vec());
    }
    let stamp = Stamp { n_bytes, modified: None, identity: (0, 0, 0) };
    match known(&name, number, earlier) {
        Some((known, _)) if *known.text == *text => Found::Text(Arc::clone(known), stamp),
        _ => Found::Text(Arc::new(SourceFile::new(&name, text)), stamp),
    }
}

/// Reads a workbook as a text, or takes it from the earlier reading.
pub(super) fn workbook(
    path: &Path,
    name: String,
    number: usize,
    earlier: Option<Earlier<'_>>,
) -> Result<Found, LoadError> {
    let known = known(&name, number, earlier);
    if let Some(found) = unchanged(path, &name, known, earlier)? {
        return Ok(found);
    }
    let fail = |error| LoadError::Io { path: path.to_owned(), error };
    let n_bytes = std::fs::metadata(path).map_err(fail)?.len();
    if n_bytes > MAX_WORKBOOK_BYTES {
        return Ok(Found::TooLarge(n_bytes));
    }
    let (bytes, metadata) = open(path).map_err(fail)?;
    let stamp = Stamp::new(&metadata);
    Ok(match workbook::read::read(&name, &bytes) {
        Err(why) => Found::Unreadable(why),
        Ok(file) => match known {
            Some((known, _)) if known.text == file.text && known.cells == file.cells => {
                Found::Text(Arc::clone(known), stamp)
            }
            _ => Found::Text(Arc::new(file), stamp),
        },
    })
}

/// A file of the earlier reading with what the disk said of it.
type Known<'a> = (&'a Arc<SourceFile>, Stamp);

/// What the earlier reading has of a file.
fn known<'a>(name: &str, number: usize, earlier: Option<Earlier<'a>>) -> Option<Known<'a>> {
    let earlier = earlier?;
    let file = find(earlier.sources, name, number)?;
    Some((earlier.sources.shared(file), earlier.stamps.texts.get(file.index()).copied()??))
}

/// A file of the earlier reading, if nothing says that it has changed.
fn unchanged(
    path: &Path,
    name: &str,
    known: Option<Known<'_>>,
    earlier: Option<Earlier<'_>>,
) -> Result<Option<Found>, LoadError> {
    let is_named = earlier.is_none_or(|earlier| earlier.changed.contains(name));
    let Some((file, stamp)) = known.filter(|_| !is_named) else { return Ok(None) };
    let metadata =
        std::fs::metadata(path).map_err(|error| LoadError::Io { path: path.to_owned(), error })?;
    let is_same = Stamp::new(&metadata) == stamp;
    Ok(is_same.then(|| Found::Text(Arc::clone(file), stamp)))
}

/// Reads a file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let opened = open(path);
    opened.map(|(bytes, _)| bytes).map_err(|error| LoadError::Io { path: path.to_owned(), error })
}

/// What a file holds, with what the disk said of it before it was read.
fn open(path: &Path) -> io::Result<(Vec<u8>, Metadata)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let n_bytes = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(n_bytes + 1);
    // What grows while it is read has no end.
    file.take(metadata.len()).read_to_end(&mut bytes)?;
    Ok((bytes, metadata))
}

/// The file of that name, which is probably the one of that number, in sources whose first files
/// are those of `content/` in the order of their paths, name by name.
fn find(sources: &Sources, name: &str, number: usize) -> Option<FileId> {
    let (mut low, mut high, mut middle) = (0, sources.len(), number.min(sources.len() - 1));
    while low < high {
        let found = FileId::new(u32::try_from(middle).ok()?);
        let path = &*sources.file(found).path;
        if path == name {
            return Some(found);
        }
        // Themes come after `content/`.
        if path.starts_with("content/") && path.split('/').lt(name.split('/')) {
            low = middle + 1;
        } else {
            high = middle;
        }
        middle = low.midpoint(high);
    }
    None
}

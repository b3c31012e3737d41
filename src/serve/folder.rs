//! Files of one folder, and nothing outside it.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A file that is about to be sent.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) reader: File,
    pub(super) n_bytes: u64,
}

/// A folder that files are served from.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// Without links, so that a path can be compared with it.
    real: PathBuf,
}

impl Folder {
    /// The folder at a path.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        let real = real(path)?;
        match real.is_dir() {
            true => Ok(Self { real }),
            false => Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder")),
        }
    }

    /// Opens a file; `None` if there is none, or if a link leads out of the folder.
    pub(super) fn open(&self, path: &str) -> Option<OpenFile> {
        let reader = File::open(self.inside(path)?).ok()?;
        let metadata = reader.metadata().ok()?;
        metadata.is_file().then(|| OpenFile { n_bytes: metadata.len(), reader })
    }

    /// Whether there is a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.inside(path).is_some_and(|path| path.is_file())
    }

    fn inside(&self, path: &str) -> Option<PathBuf> {
        let real = real(&self.real.join(path)).ok()?;
        real.starts_with(&self.real).then_some(real)
    }
}

/// A path as the system names it in events: absolute and without links.
///
/// # Errors
///
/// If there is nothing.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// What disks the system knows, as Linux tells; `None` on other systems.
pub(super) fn mounts() -> Option<String> {
    io::read_to_string(File::open("/proc/mounts").ok()?).ok()
}

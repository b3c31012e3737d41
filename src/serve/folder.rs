//! Files of one folder, and nothing outside it.

use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;

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
        let real = path.canonicalize()?;
        match real.is_dir() {
            true => Ok(Self { real }),
            false => Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder")),
        }
    }

    /// Opens a file and tells its size in bytes; `None` if there is none, or if a link leads out of
    /// the folder.
    pub(super) fn open(&self, path: &str) -> Option<(File, u64)> {
        let file = File::open(self.inside(path)?).ok()?;
        let metadata = file.metadata().ok()?;
        metadata.is_file().then_some((file, metadata.len()))
    }

    /// Whether there is a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.inside(path).is_some_and(|path| path.is_file())
    }

    fn inside(&self, path: &str) -> Option<PathBuf> {
        let real = self.real.join(path).canonicalize().ok()?;
        real.starts_with(&self.real).then_some(real)
    }
}

//! How files look from outside.

use crate::reuse::Stat;
use std::fs;
use std::fs::Metadata;
use std::path::Path;

/// How a file looks; `None` where the system does not tell.
#[cfg(unix)]
pub(super) fn stat_of(found: &Metadata) -> Option<Stat> {
    use std::os::unix::fs::MetadataExt;
    Some(Stat {
        place: [found.dev(), found.ino()],
        n_bytes: found.size(),
        modified: [found.mtime(), found.mtime_nsec()],
        changed: [found.ctime(), found.ctime_nsec()],
    })
}

/// How a file looks; `None` where the system does not tell.
#[cfg(not(unix))]
pub(super) fn stat_of(_found: &Metadata) -> Option<Stat> {
    None
}

/// How the file or folder at a path looks; a link is not followed.
pub(super) fn stat(path: &Path) -> Option<Stat> {
    stat_of(&fs::symlink_metadata(path).ok()?)
}

/// Whether something is a folder, and not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

//! How files look from outside.

use super::disk::Disk;
#[cfg(unix)]
use super::disk::FILE_MODE;
#[cfg(unix)]
use super::disk::FOLDER_MODE;
use crate::build_cache::Stat;
use std::fs::Metadata;
use std::io;
use std::path::Path;

/// How a file looks; `None` where the system does not tell.
#[cfg(unix)]
pub(super) fn stat_of(found: &Metadata) -> Option<Stat> {
    use std::os::unix::fs::MetadataExt;
    Some(Stat {
        place: [found.dev(), found.ino()],
        n_bytes: found.size(),
        mode: found.mode(),
        modified: [found.mtime(), found.mtime_nsec()],
        changed: [found.ctime(), found.ctime_nsec()],
    })
}

/// How a file looks; `None` where the system does not tell.
#[cfg(not(unix))]
pub(super) fn stat_of(_found: &Metadata) -> Option<Stat> {
    None
}

/// Whether everybody may read a file or a folder of a site and nobody else write it, or the disk
/// would not have it so when it was made.
#[cfg(unix)]
pub(super) fn has_mode(found: &Metadata, known: Option<Stat>) -> bool {
    use std::os::unix::fs::MetadataExt;
    let mode = if found.is_dir() { FOLDER_MODE } else { FILE_MODE };
    found.mode() & 0o777 == mode || known.is_some_and(|known| known.mode == found.mode())
}

/// Whether everybody may read a file or a folder of a site and nobody else write it, or the disk
/// would not have it so when it was made.
#[cfg(not(unix))]
pub(super) fn has_mode(_found: &Metadata, _known: Option<Stat>) -> bool {
    true
}

/// Which disk something is on; `None` where the system does not tell.
pub(super) fn device(found: &Metadata) -> Option<u64> {
    stat_of(found).map(|stat| stat.place[0])
}

/// How the file or folder at a path looks; a link is not followed.
pub(super) fn stat(disk: &dyn Disk, path: &Path) -> Option<Stat> {
    stat_of(&disk.look(path).ok()?)
}

/// What is at a path; `None` if there is nothing. A link is not followed.
pub(super) fn found(disk: &dyn Disk, path: &Path) -> io::Result<Option<Metadata>> {
    match disk.look(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether something is a folder, and not a link to one.
pub(super) fn is_folder(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    Ok(found(disk, path)?.is_some_and(|found| found.is_dir()))
}

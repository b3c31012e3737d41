//! Folders as trees of files: bringing one up to date, and removing one.

use super::WriteError;
use super::disk::Disk;
use super::look::{is_folder, stat_of};
use super::previous::below;
use crate::build_cache::Stat;
use indexmap::IndexMap;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file that a tree is to hold.
#[derive(Debug)]
pub(super) struct Wanted {
    /// How the published file looks that it is to be another name of; `None` if it is to be written.
    pub(super) stat: Option<Stat>,
    /// Whether the tree holds it.
    pub(super) is_there: AtomicBool,
}

/// Makes every folder of a tree and removes what does not belong there, so that only files are
/// missing. Only other names of published files stay.
pub(super) fn prepare<E: Send>(
    disk: &dyn Disk,
    tree: &Path,
    folders: &[&str],
    files: &IndexMap<&str, Wanted>,
) -> Result<(), WriteError<E>> {
    let is_there = is_folder(disk, tree);
    if !is_there.map_err(|error| WriteError::Io { path: tree.to_owned(), error })? {
        remove(disk, tree)?;
    }
    // A folder before those in it.
    let depth = |path: &str| if path.is_empty() { 0 } else { 1 + path.matches('/').count() };
    let mut levels: Vec<Vec<&str>> = Vec::new();
    for folder in folders {
        let depth = depth(folder);
        levels.resize_with(levels.len().max(depth + 1), Vec::new);
        levels[depth].push(folder);
    }
    for level in &levels {
        level.par_iter().try_for_each(|folder| {
            let path = below(tree, folder);
            match disk.make_folder(&path) {
                Ok(()) => Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    clear(disk, &path, folder, folders, files)
                }
                Err(error) => Err(WriteError::Io { path, error }),
            }
        })?;
    }
    Ok(())
}

/// Removes from a folder what does not belong there.
fn clear<E: Send>(
    disk: &dyn Disk,
    path: &Path,
    folder: &str,
    folders: &[&str],
    files: &IndexMap<&str, Wanted>,
) -> Result<(), WriteError<E>> {
    let failed = |error| WriteError::Io { path: path.to_owned(), error };
    disk.open_up(path).map_err(failed)?;
    for entry in disk.list(path).map_err(failed)? {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let name = match folder.is_empty() {
            true => name.into_owned(),
            false => format!("{folder}/{name}"),
        };
        let stays = match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.binary_search(&&*name).is_ok(),
            Ok(kind) if kind.is_file() => stays(&entry, files.get(&*name)),
            _ => false,
        };
        if !stays {
            remove(disk, &entry.path())?;
        }
    }
    Ok(())
}

fn stays(entry: &DirEntry, wanted: Option<&Wanted>) -> bool {
    let Some(wanted) = wanted.filter(|wanted| wanted.stat.is_some()) else { return false };
    let stays = entry.metadata().is_ok_and(|found| stat_of(&found) == wanted.stat);
    wanted.is_there.store(stays, Ordering::Relaxed);
    stays
}

/// Removes a file, a link or a folder with all that is in it, the parts of a large one in parallel;
/// it need not be there.
pub(super) fn remove<E>(disk: &dyn Disk, path: &Path) -> Result<(), WriteError<E>> {
    remove_below(disk, path, 3).map_err(|error| WriteError::Io { path: path.to_owned(), error })
}

fn remove_below(disk: &dyn Disk, path: &Path, n_levels: usize) -> io::Result<()> {
    let result = match (is_folder(disk, path)?, n_levels) {
        (false, _) => disk.remove_file(path),
        (true, 0) => disk.remove_all(path),
        (true, _) => disk
            .list(path)?
            .into_par_iter()
            .try_for_each(|entry| remove_below(disk, &entry.path(), n_levels - 1))
            .and_then(|()| disk.remove_folder(path)),
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

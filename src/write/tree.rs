//! Folders as trees of files: bringing one up to date, and putting it into the place of another.

use super::WriteError;
use super::look::is_folder;
use super::look::stat_of;
use super::previous::below;
use crate::reuse::Stat;
use indexmap::IndexMap;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelBridge;
use rayon::iter::ParallelIterator;
use std::fs;
use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

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
    tree: &Path,
    folders: &[&str],
    files: &IndexMap<&str, Wanted>,
) -> Result<(), WriteError<E>> {
    let is_wanted = |path: &str| folders.binary_search(&path).is_ok();
    if !is_folder(tree) {
        remove(tree)?;
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
            let failed = |error| WriteError::Io { path: path.clone(), error };
            let entries = match fs::create_dir(&path) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    fs::read_dir(&path).map_err(failed)?
                }
                Err(error) => return Err(failed(error)),
            };
            for entry in entries {
                let entry = entry.map_err(failed)?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                let name = match folder.is_empty() {
                    true => name.into_owned(),
                    false => format!("{folder}/{name}"),
                };
                let stays = match entry.file_type() {
                    Ok(kind) if kind.is_dir() => is_wanted(&name),
                    Ok(kind) if kind.is_file() => stays(&entry, files.get(&*name)),
                    _ => false,
                };
                if !stays {
                    remove(&entry.path())?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn stays(entry: &DirEntry, wanted: Option<&Wanted>) -> bool {
    let Some(wanted) = wanted.filter(|wanted| wanted.stat.is_some()) else { return false };
    let stays = entry.metadata().is_ok_and(|found| stat_of(&found) == wanted.stat);
    wanted.is_there.store(stays, Ordering::Relaxed);
    stays
}

/// Puts one tree into the place of another; the other is then where the first was.
pub(super) fn swap<E>(tree: &Path, output: &Path) -> Result<(), WriteError<E>> {
    let failed = |error| WriteError::Io { path: output.to_owned(), error };
    if !output.exists() {
        return fs::rename(tree, output).map_err(failed);
    }
    if !exchange(tree, output) {
        let old = tree.with_extension("old");
        remove(&old)?;
        fs::rename(output, &old).map_err(failed)?;
        if let Err(error) = fs::rename(tree, output) {
            fs::rename(&old, output).map_err(failed)?;
            return Err(failed(error));
        }
        fs::rename(&old, tree).map_err(failed)?;
    }
    keep_hidden_folders(tree, output)
}

/// Exchanges two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step, where the system can.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

/// Moves hidden folders at the top of a tree that was replaced over: `.git` is the reader's own. A
/// build that was killed may have left one behind.
pub(super) fn keep_hidden_folders<E>(old: &Path, output: &Path) -> Result<(), WriteError<E>> {
    let Ok(entries) = fs::read_dir(old) else { return Ok(()) };
    for entry in entries.filter_map(Result::ok) {
        let (from, to) = (entry.path(), output.join(entry.file_name()));
        if entry.file_name().to_string_lossy().starts_with('.') && is_folder(&from) {
            let free = match fs::symlink_metadata(&to) {
                Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
                Err(_) => fs::create_dir_all(output),
            };
            free.and_then(|()| fs::rename(&from, &to))
                .map_err(|error| WriteError::Io { path: from.clone(), error })?;
        }
    }
    Ok(())
}

/// Links hidden files at the top of the old folder over: `.gitignore`, `.nojekyll` and the like are
/// the reader's own, unless the last build wrote them. One in the place of a file of the site is
/// not written over.
pub(super) fn keep_hidden_files<E>(
    output: &Path,
    tree: &Path,
    is_built: impl Fn(&str) -> bool,
) -> Result<(), WriteError<E>> {
    let Ok(entries) = fs::read_dir(output) else { return Ok(()) };
    for entry in entries.filter_map(Result::ok) {
        let (from, name) = (entry.path(), entry.file_name());
        let text = name.to_string_lossy();
        if !text.starts_with('.') || !from.is_file() || is_built(&text) {
            continue;
        }
        let to = tree.join(&name);
        if fs::symlink_metadata(&to).is_ok() {
            let why = "it was there before and no build wrote it: remove it, or leave out the host that it is for";
            let error = io::Error::new(io::ErrorKind::AlreadyExists, why);
            return Err(WriteError::Io { path: from, error });
        }
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(|_| ()))
            .map_err(|error| WriteError::Io { path: to, error })?;
    }
    Ok(())
}

/// Removes a file, a link or a folder with all that is in it, the parts of a large one in parallel;
/// it need not be there.
pub(super) fn remove<E>(path: &Path) -> Result<(), WriteError<E>> {
    remove_below(path, 3).map_err(|error| WriteError::Io { path: path.to_owned(), error })
}

fn remove_below(path: &Path, n_levels: usize) -> io::Result<()> {
    let result = match (is_folder(path), n_levels) {
        (false, _) => fs::remove_file(path),
        (true, 0) => fs::remove_dir_all(path),
        (true, _) => fs::read_dir(path)?
            .par_bridge()
            .try_for_each(|entry| remove_below(&entry?.path(), n_levels - 1))
            .and_then(|()| fs::remove_dir(path)),
    };
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

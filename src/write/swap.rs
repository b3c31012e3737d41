//! One folder into the place of another, and what a build that was killed on the way left.

use super::WriteError;
use super::disk::Disk;
use super::folder::{is_litter, is_of_hosts};
use super::look::{found, is_folder};
use super::tree::remove;
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::io;
use std::path::Path;

/// Puts one tree into the place of another; the other is then where the first was.
///
/// Where the system cannot exchange them in one step, that takes two renames, and for the moment
/// between them there is no output folder.
pub(super) fn swap<E>(disk: &dyn Disk, tree: &Path, output: &Path) -> Result<(), WriteError<E>> {
    let failed = |error| WriteError::of_swap(output, error);
    if found(disk, output).map_err(failed)?.is_none() {
        return disk.rename(tree, output).map_err(failed);
    }
    if disk.exchange(tree, output).is_err() {
        let old = tree.with_extension("old");
        remove(disk, &old)?;
        disk.rename(output, &old).map_err(failed)?;
        if let Err(error) = disk.rename(tree, output) {
            // If this fails too, the next build does it.
            let _ = disk.rename(&old, output);
            return Err(failed(error));
        }
        disk.rename(&old, tree).map_err(failed)?;
    }
    keep_hidden_folders(disk, tree, output)
}

/// Puts right what a build that was killed during [`swap`] left; nothing after any other.
pub(super) fn recover<E>(disk: &dyn Disk, tree: &Path, output: &Path) -> Result<(), WriteError<E>> {
    let old = tree.with_extension("old");
    let failed = |error| WriteError::of_swap(output, error);
    if is_folder(disk, &old).map_err(failed)? {
        if found(disk, output).map_err(failed)?.is_none() {
            disk.rename(&old, output).map_err(failed)?;
        } else {
            keep_hidden_folders(disk, &old, output)?;
            remove(disk, &old)?;
        }
    }
    keep_hidden_folders(disk, tree, output)
}

/// What is in a folder and hidden, or a host's; nothing if there is no such folder.
fn hidden<E>(disk: &dyn Disk, folder: &Path) -> Result<Vec<DirEntry>, WriteError<E>> {
    let entries = match disk.list(folder) {
        Ok(entries) => entries,
        Err(error) if is_no_folder(&error) => return Ok(Vec::new()),
        Err(error) => return Err(WriteError::Io { path: folder.to_owned(), error }),
    };
    Ok(entries.into_iter().filter(is_hidden).collect())
}

fn is_no_folder(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    (name.starts_with('.') || is_of_hosts(&name)) && !is_litter(&name)
}

/// Moves hidden folders at the top of a tree that was replaced over: `.git` is the reader's own, and
/// no build writes into such folders.
fn keep_hidden_folders<E>(disk: &dyn Disk, old: &Path, output: &Path) -> Result<(), WriteError<E>> {
    for entry in hidden(disk, old)? {
        let (from, to) = (entry.path(), output.join(entry.file_name()));
        let failed = |error| WriteError::Io { path: from.clone(), error };
        if !is_folder(disk, &from).map_err(failed)? {
            continue;
        }
        if found(disk, &to).map_err(failed)?.is_some() {
            return Err(WriteError::Refused(format!(
                "a build that was killed left `{}`, which belongs to the output folder, but there is a `{}` by now\nhelp: move one of them elsewhere",
                from.display(),
                to.display()
            )));
        }
        disk.make_folders(output).and_then(|()| disk.rename(&from, &to)).map_err(failed)?;
    }
    Ok(())
}

/// Links hidden files at the top of the old folder over: `.gitignore` and the like are the reader's
/// own. Those that builds write are not: `written` by the last one, or in the tree by this one.
pub(super) fn keep_hidden_files<E>(
    disk: &dyn Disk,
    output: &Path,
    tree: &Path,
    written: &BTreeSet<&str>,
) -> Result<(), WriteError<E>> {
    for entry in hidden(disk, output)? {
        let (from, name) = (entry.path(), entry.file_name());
        let to = tree.join(&name);
        let failed = |error| WriteError::Io { path: to.clone(), error };
        if is_folder(disk, &from).map_err(failed)?
            || name.to_str().is_some_and(|name| written.contains(name))
        {
            continue;
        }
        if found(disk, &to).map_err(failed)?.is_some() {
            let is_same = disk.read(&from).and_then(|one| Ok(one == disk.read(&to)?));
            if is_same.map_err(failed)? {
                continue;
            }
            return Err(WriteError::Refused(format!(
                "the output folder holds `{}`, which wellspring did not write, and the site has such a file too\nhelp: remove it, if that of the site is to be there",
                name.to_string_lossy()
            )));
        }
        disk.link(&from, &to).or_else(|_| disk.copy(&from, &to)).map_err(failed)?;
    }
    Ok(())
}

//! The files below a folder.

#![expect(clippy::disallowed_methods, reason = "this module is a part of `load`")]

use super::LoadError;
use std::fs;
use std::io;
use std::path::Path;

/// All files below a folder, relative to it and with `/` on every system, in the order of their
/// names; hidden files and editors' backups are passed over, links to folders are not followed.
pub(super) fn files_below(folder: &Path) -> Result<Vec<String>, LoadError> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<(), LoadError> {
    let fail = |path: &Path, error: io::Error| LoadError::Io { path: path.to_owned(), error };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| fail(folder, error))? {
        let entry = entry.map_err(|error| fail(folder, error))?;
        let name = entry.file_name();
        if is_passed_over(&name.to_string_lossy()) {
            continue;
        }
        let kind = entry.file_type().map_err(|error| fail(&entry.path(), error))?;
        entries.push((name, kind));
    }
    entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    files.reserve(entries.len());
    for (name, kind) in entries {
        let inner = format!("{prefix}{}", name.to_string_lossy());
        let is_file = match kind.is_symlink() {
            true => {
                let path = folder.join(&name);
                fs::metadata(&path).map_err(|error| fail(&path, error))?.is_file()
            }
            false => kind.is_file(),
        };
        if kind.is_dir() {
            walk(&folder.join(&name), &format!("{inner}/"), files)?;
        } else if is_file {
            files.push(inner);
        }
    }
    Ok(())
}

/// Whether a file or folder of that name is no part of a site: hidden, or what editors and systems
/// leave behind. `4913` is the file by which Vim finds out whether it may write.
#[must_use]
pub fn is_passed_over(name: &str) -> bool {
    let backup = [".swp", ".bak", ".orig", ".tmp"].iter().any(|ending| name.ends_with(ending));
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || backup
        || matches!(name, "Thumbs.db" | "4913")
}

//! The files below a folder.

#![expect(clippy::disallowed_methods, reason = "this module is a part of `load`")]

use super::LoadError;
use crate::limits::MAX_FOLDERS;
use std::fs;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

/// What stands below a folder.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// All files, relative to the folder and with `/` on every system, in the order of their names.
    pub(super) files: Vec<String>,
    /// What is not read, by its path.
    pub(super) refused: Vec<(String, Refused)>,
}

/// Why something is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is a link to something outside the site.
    Outside,
    /// It is a link to nothing, or to itself.
    Nowhere,
    /// It is a link to a folder.
    FolderLink,
    /// It is a pipe, a socket or a device.
    Special,
    /// It lies in too many folders.
    TooDeep,
    /// Its name is no text.
    NotText,
}

/// All files below a folder; hidden files and editors' backups are passed over, and links are
/// followed to files inside `site` only.
pub(super) fn files_below(folder: &Path, site: &Path) -> Result<Below, LoadError> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // The folder itself may be a link: that is for whoever runs the build to say.
    let mut walk = Walk { inside: [real(site), real(folder)], below: Below::default() };
    walk.folder(folder, "", 0)?;
    Ok(walk.below)
}

struct Walk {
    inside: [PathBuf; 2],
    below: Below,
}

impl Walk {
    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), LoadError> {
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
        self.below.files.reserve(entries.len());
        for (name, kind) in entries {
            let inner = format!("{prefix}{}", name.to_string_lossy());
            let path = folder.join(&name);
            match self.refusal(&path, kind, depth, name.to_str().is_some())? {
                Some(refused) => self.below.refused.push((inner, refused)),
                None if kind.is_dir() => self.folder(&path, &format!("{inner}/"), depth + 1)?,
                None => self.below.files.push(inner),
            }
        }
        Ok(())
    }

    fn refusal(
        &self,
        path: &Path,
        kind: FileType,
        depth: usize,
        is_text: bool,
    ) -> Result<Option<Refused>, LoadError> {
        if !is_text {
            return Ok(Some(Refused::NotText));
        }
        if kind.is_symlink() {
            let Ok(real) = path.canonicalize() else { return Ok(Some(Refused::Nowhere)) };
            if !self.inside.iter().any(|inside| real.starts_with(inside)) {
                return Ok(Some(Refused::Outside));
            }
            let found = fs::metadata(path).map_err(|error| fail(path, error))?;
            return Ok(match (found.is_file(), found.is_dir()) {
                (true, _) => None,
                (_, true) => Some(Refused::FolderLink),
                _ => Some(Refused::Special),
            });
        }
        Ok(match (kind.is_dir(), kind.is_file()) {
            (true, _) if depth >= MAX_FOLDERS => Some(Refused::TooDeep),
            (true, _) | (_, true) => None,
            _ => Some(Refused::Special),
        })
    }
}

fn fail(path: &Path, error: io::Error) -> LoadError {
    LoadError::Io { path: path.to_owned(), error }
}

/// Whether a file or folder of that name is no part of a site: hidden, or what editors and systems
/// leave behind.
#[must_use]
pub fn is_passed_over(name: &str) -> bool {
    let backup = [".bak", ".orig"].iter().any(|ending| name.ends_with(ending));
    name.starts_with('.') || backup || is_left_behind(name)
}

/// Whether systems, shared folders and editors leave files or folders of that name behind, which
/// nobody has put there: macOS, Windows, network storage, Office, browsers, Vim and Emacs. `4913` is
/// the file by which Vim finds out whether it may write.
#[must_use]
pub fn is_left_behind(name: &str) -> bool {
    const NAMES: [&str; 26] = [
        ".ds_store",
        ".localized",
        ".directory",
        ".appledouble",
        ".spotlight-v100",
        ".trashes",
        ".fseventsd",
        ".temporaryitems",
        ".documentrevisions-v100",
        ".apdisk",
        ".volumeicon.icns",
        "icon\r",
        "thumbs.db",
        "thumbs.db:encryptable",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "desktop.ini",
        "folder.jpg:zone.identifier",
        "$recycle.bin",
        "system volume information",
        "@eadir",
        "#recycle",
        "lost+found",
        "4913",
        ".stfolder",
        "__macosx",
    ];
    const BEGINNINGS: [&str; 8] =
        ["._", "~$", ".~", ".nfs", ".fuse_hidden", ".trash-", ".goutputstream-", "~wrl"];
    const ENDINGS: [&str; 8] =
        [".swp", ".swo", ".tmp", "~", ".crdownload", ".part", ":zone.identifier", ".lnk"];
    let lower = name.to_lowercase();
    NAMES.contains(&&*lower)
        || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
}

//! Whether a copy of a site is whole, by its `build.json`.

use super::disk::{Disk, System};
use super::folder::{files_below, is_litter, is_of_hosts};
use super::manifest::{FORMAT, MANIFEST, Manifest, read_manifest};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// No path on any common system is longer.
const MOST_BYTES_OF_A_PATH: usize = 4096;

/// What a copy of a site is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What its `build.json` says.
    pub manifest: Manifest,
    /// The hash of its `build.json`: copies of the same site have the same.
    pub id: String,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Files with other bytes, and what is no file.
    pub changed: Vec<String>,
    /// Files that no build wrote.
    pub extra: Vec<String>,
    /// The same, of the kind that hosts and people put beside a site.
    pub not_ours: Vec<String>,
}

/// Why a folder cannot be told to be whole or not.
#[derive(Debug)]
pub enum Unverifiable {
    /// It has no `build.json`, or one that cannot be read.
    NoManifest(PathBuf, io::Error),
    /// Its `build.json` is of a newer program.
    TooNew(u32),
    /// Its `build.json` names something that is no path in a site.
    BadPath(String),
    /// Its `build.json` gives something that is no hash, for this path.
    BadHash(String),
    /// The folder cannot be read.
    Io(PathBuf, io::Error),
}

impl Unverifiable {
    /// What to say of it, for people.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NoManifest(path, error) if error.kind() == io::ErrorKind::NotFound => format!(
                "there is no `{}`\nhelp: name the folder of a site that wellspring built, with its `{MANIFEST}`",
                path.display()
            ),
            Self::NoManifest(path, error) => format!("cannot read `{}`: {error}", path.display()),
            Self::TooNew(format) => format!(
                "`{MANIFEST}` has format {format}, and this program reads up to {FORMAT}\nhelp: use the version of wellspring that built the site, or a newer one"
            ),
            Self::BadPath(path) => format!(
                "`{MANIFEST}` names `{}`, which is no path in a site; nothing was compared",
                shown(path)
            ),
            Self::BadHash(path) => {
                format!("`{MANIFEST}` gives no hash for `{}`; nothing was compared", shown(path))
            }
            Self::Io(path, error) => format!("cannot read `{}`: {error}", path.display()),
        }
    }
}

/// A text that somebody else wrote, on one line and not too long.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(100).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    format!("{}{rest}", start.escape_debug())
}

impl Verified {
    /// Whether it is what the build wrote, file by file.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }
}

/// Compares every file of a folder with its `build.json`. Links within the folder are not followed,
/// and nothing outside it is read, whatever `build.json` says.
///
/// # Errors
///
/// If there is no `build.json` that can be read and trusted to name files of a site, or if the
/// folder cannot be read.
pub fn verify(folder: &Path) -> Result<Verified, Unverifiable> {
    let disk = System;
    let path = folder.join(MANIFEST);
    let manifest = read_manifest(&disk, folder)
        .map_err(|error| Unverifiable::NoManifest(path.clone(), error))?;
    if manifest.format > FORMAT {
        return Err(Unverifiable::TooNew(manifest.format));
    }
    if let Some(bad) = manifest.files.keys().find(|path| !is_in_a_site(path)) {
        return Err(Unverifiable::BadPath(bad.clone()));
    }
    let is_hash = |hash: &str| blake3::Hash::from_hex(hash).is_ok();
    if let Some((bad, _)) = manifest.files.iter().find(|(_, hash)| !is_hash(hash)) {
        return Err(Unverifiable::BadHash(bad.clone()));
    }
    let failed = |error| Unverifiable::Io(folder.to_owned(), error);
    let mut found = Vec::new();
    files_below(&disk, folder, "", &mut found).map_err(failed)?;
    let found: BTreeSet<String> = found.into_iter().filter(|path| path != MANIFEST).collect();
    let bytes = disk.read(&path).map_err(failed)?;
    let missing = manifest.files.keys().filter(|path| !found.contains(*path)).cloned().collect();
    let there: Vec<_> = manifest.files.iter().filter(|(path, _)| found.contains(*path)).collect();
    let is_changed = |(path, hash): &&(&String, &String)| !has_hash(&folder.join(path), hash);
    let changed = there.par_iter().filter(is_changed).map(|(path, _)| (*path).clone()).collect();
    let others = found.into_iter().filter(|path| !manifest.files.contains_key(path));
    let (not_ours, extra) = others.partition(|path| is_not_ours(path));
    let id = blake3::hash(&bytes).to_hex().to_string();
    Ok(Verified { manifest, id, missing, changed, extra, not_ours })
}

/// Whether a path leads to a file below the folder of a site, on every system.
fn is_in_a_site(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    path.len() <= MOST_BYTES_OF_A_PATH
        && path != MANIFEST
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(is_name)
}

fn is_not_ours(path: &str) -> bool {
    path.starts_with('.') || is_of_hosts(path) || is_litter(path)
}

/// Whether a file, and no link, has these bytes; one that cannot be read has not.
fn has_hash(path: &Path, hash: &str) -> bool {
    let is_file = System.look(path).is_ok_and(|found| found.is_file());
    let found = is_file.then(|| super::digest(path).ok()).flatten();
    found.is_some_and(|found| blake3::Hash::from_hex(hash).is_ok_and(|hash| hash == found))
}

#[cfg(test)]
mod tests {
    use super::shown;
    use super::{is_in_a_site, is_not_ours, is_of_hosts};

    #[test]
    fn paths_lead_to_files_of_the_site() {
        for path in ["index.html", "en/投资/index.html", ".nojekyll", "a b/c..d/...", "a/.b"] {
            assert!(is_in_a_site(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "C:\\x", "c:x"] {
            assert!(!is_in_a_site(path), "{path}");
        }
        assert!(!is_in_a_site("a\\..\\b") && !is_in_a_site("a\0") && !is_in_a_site("build.json"));
        assert!(!is_in_a_site(&"a/".repeat(4096)));
    }

    #[test]
    fn files_of_hosts_stand_at_the_top() {
        assert!(is_of_hosts("CNAME") && is_not_ours(".git/HEAD") && is_of_hosts("_headers"));
        assert!(!is_of_hosts("en/CNAME") && !is_of_hosts("en/.x") && !is_of_hosts("a.html"));
    }

    #[test]
    fn what_is_shown_stays_on_its_line() {
        assert_eq!(shown("a\nb\u{1b}[31m"), "a\\nb\\u{1b}[31m");
        assert_eq!(shown(&"x".repeat(101)), format!("{}…", "x".repeat(100)));
    }
}

//! A part of a site: what its `build.json` says of the whole, and its files.

use super::folder::normalized;
use super::{MANIFEST, Manifest};
use crate::shard::Shard;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// Which part of which site a folder holds, as published in its `build.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number, from 1.
    pub number: u16,
    /// How many parts there are.
    pub of: u16,
    /// The hash of the program, of everything that it read and of its options.
    pub build: String,
    /// Files of the whole site, without `build.json`.
    pub n_files: usize,
    /// The hash of their paths.
    pub paths: String,
}

impl Part {
    /// Its number among how many; `None` if there cannot be such a part.
    #[must_use]
    pub fn shard(&self) -> Option<Shard> {
        Shard::new(self.number, self.of)
    }
}

/// A folder's path without links and `..`, whether or not it is there.
#[must_use]
pub fn real_path(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| normalized(folder))
}

/// The hash of paths in their order.
pub fn digest_of_paths<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// What the `build.json` of a folder says, and of which part.
///
/// # Errors
///
/// A message for people, if it holds no part of a site.
pub fn read_part(folder: &Path) -> Result<(Manifest, Part), String> {
    let name = folder.display();
    if !fs::metadata(folder).is_ok_and(|found| found.is_dir()) {
        return Err(format!("there is no folder `{name}`"));
    }
    let path = folder.join(MANIFEST);
    if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file()) {
        return Err(format!(
            "`{name}` is not a part of a site: it has no `{MANIFEST}`\nhelp: make it with `wellspring build --shard`"
        ));
    }
    let text =
        fs::read(&path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
    match manifest.part.clone() {
        Some(part) => Ok((manifest, part)),
        None => Err(format!(
            "`{name}` is a whole site, not a part of one\nhelp: parts are made with `wellspring build --shard`"
        )),
    }
}

/// Reads a file of a part, which must lie in its folder and be as its build left it.
///
/// # Errors
///
/// A message for people, if it is not.
pub fn read_part_file(folder: &Path, path: &str, hash: &str) -> Result<Vec<u8>, String> {
    let file = folder.join(path);
    let name = || format!("`{}`", file.display());
    let mut above = folder.to_owned();
    for name_of_one in path.split('/') {
        above.push(name_of_one);
        if fs::symlink_metadata(&above).is_ok_and(|found| found.file_type().is_symlink()) {
            return Err(format!("`{}` is a link, which no build makes", above.display()));
        }
    }
    match fs::symlink_metadata(&file) {
        Err(_) => return Err(format!("{} is missing", name())),
        Ok(found) if !found.is_file() => return Err(format!("{} is not a file", name())),
        Ok(_) => {}
    }
    let bytes = fs::read(&file).map_err(|error| format!("cannot read {}: {error}", name()))?;
    match blake3::hash(&bytes).to_hex().as_str() == hash {
        true => Ok(bytes),
        false => Err(format!("{} is not as its build left it", name())),
    }
}

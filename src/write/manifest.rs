//! `build.json`: what a build was asked for, what it read and what it wrote.

use super::Part;
use super::disk::Disk;
use crate::build_cache::CachedFile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The name of the file that says what a build wrote.
pub const MANIFEST: &str = "build.json";

/// The number of this format; it grows with each change that older programs cannot read.
pub const FORMAT: u32 = 1;

/// No `build.json` is longer: that of a site with a million files has some 120 MB, and whoever
/// reads one that somebody else wrote must not run out of memory.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// What a build wrote, as published in `build.json`. Nothing in it tells where, when or by whom the
/// site was built: the same site has the same one everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of the format; 0 for those before it had one.
    #[serde(default)]
    pub format: u32,
    /// `wellspring 0.1.0`.
    pub generator: String,
    /// The day that the site speaks of.
    pub as_of: String,
    /// What was asked for.
    #[serde(default)]
    pub options: Asked,
    /// Raw HTML in texts was published as it was written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsafe_html: bool,
    /// Texts stand compressed beside themselves; in a part of a site they do not yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub precompress: bool,
    /// Which part of a site this is, where it is not all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Every input with the hash of its text.
    pub inputs: BTreeMap<String, String>,
    /// Every file of the site but this one, with the hash of its bytes.
    pub files: BTreeMap<String, String>,
}

/// The options of a build that decide what is in a site, as far as they were given: what
/// `site.yaml` says stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The absolute address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// The day that the site speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Drafts are published too.
    #[serde(default)]
    pub drafts: bool,
    /// Seconds since 1970 of the time that is written where one must be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_date_epoch: Option<i64>,
}

impl Manifest {
    /// The text of `build.json` with these files.
    pub(super) fn text<'f>(&self, files: impl IntoIterator<Item = &'f CachedFile>) -> Vec<u8> {
        let hex = |file: &CachedFile| blake3::Hash::from(file.hash).to_hex().to_string();
        let files: BTreeMap<_, _> =
            files.into_iter().map(|file| (file.path.clone(), hex(file))).collect();
        let manifest = Self { files, ..self.clone() };
        serde_json::to_vec_pretty(&manifest).expect("a manifest has only texts")
    }
}

/// What a folder says of itself.
pub(super) fn read_manifest(disk: &dyn Disk, folder: &Path) -> io::Result<Manifest> {
    let path = folder.join(MANIFEST);
    let found = disk.look(&path)?;
    if !found.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    if found.len() > MOST_BYTES {
        return Err(io::Error::other("it is larger than that of any site"));
    }
    Ok(serde_json::from_slice(&disk.read(&path)?)?)
}

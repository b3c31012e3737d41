//! Pictures, made when a browser asks for them.

use super::folder::Folder;
use crate::picture::make;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What was made lately, by its path. The hash in that tells what it is made from, so it holds
/// whatever changes in the site.
static MADE: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// How much of it is kept; a page shows a few.
const MOST_KEPT: usize = 100;

/// The picture at a path of the site; `None` if there is none, or none that can be read.
pub(super) fn picture(sources: &Sources, root: &Path, path: &str) -> Option<Vec<u8>> {
    if !path.starts_with("assets/") {
        return None;
    }
    let kept = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = kept().get(path) {
        return Some(bytes.clone());
    }
    let found = sources.pictures.iter().find_map(|picture| {
        let versions = picture.versions();
        versions.iter().any(|one| one.path == path).then_some((picture, versions))
    });
    let (picture, versions) = found?;
    let folder = Folder::new(&root.join("content")).ok()?;
    let mut bytes = Vec::new();
    folder.open(&picture.path)?.reader.read_to_end(&mut bytes).ok()?;
    let made = make(&bytes, &versions).ok()?;
    let mut kept = kept();
    if kept.len() + made.len() > MOST_KEPT {
        kept.clear();
    }
    kept.extend(versions.into_iter().map(|one| one.path).zip(made));
    kept.get(path).cloned()
}

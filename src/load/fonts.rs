//! Reads typefaces, or takes them from an earlier reading.

use super::read::{Stamp, bytes};
use super::{Earlier, LoadError};
use crate::limits::MAX_FONT_BYTES;
use crate::source::Font;
use std::path::Path;
use std::sync::Arc;

/// Where typefaces are.
pub(super) const FOLDER: &str = "fonts/";

/// The typefaces among the files of `content/`, sorted by their paths, each with what the disk says
/// of it.
pub(super) fn read(
    content: &Path,
    names: &[String],
    earlier: Option<Earlier<'_>>,
) -> Result<(Vec<Font>, Vec<Stamp>), LoadError> {
    let mut names: Vec<_> = names.iter().filter(|name| name.starts_with(FOLDER)).collect();
    names.sort();
    let read = names.into_iter().map(|name| one(&content.join(name), name, earlier));
    read.collect::<Result<Vec<_>, _>>().map(|found| found.into_iter().unzip())
}

fn one(path: &Path, name: &str, earlier: Option<Earlier<'_>>) -> Result<(Font, Stamp), LoadError> {
    let stamp = Stamp::of(path).map_err(|error| LoadError::Io { path: path.to_owned(), error })?;
    if let Some(known) = earlier.and_then(|earlier| known(name, stamp, earlier)) {
        return Ok((known, stamp));
    }
    if stamp.n_bytes() > MAX_FONT_BYTES {
        // It is not read, so how long it is stands for it.
        let digest = *blake3::hash(&stamp.n_bytes().to_le_bytes()).as_bytes();
        return Ok((Font { path: name.into(), digest, bytes: None }, stamp));
    }
    let bytes = bytes(path)?;
    let digest = *blake3::hash(&bytes).as_bytes();
    Ok((Font { path: name.into(), digest, bytes: Some(Arc::new(bytes)) }, stamp))
}

/// What the earlier reading has of a typeface, if nothing says that it has changed.
fn known(name: &str, stamp: Stamp, earlier: Earlier<'_>) -> Option<Font> {
    if earlier.changed.contains(&format!("content/{name}")) {
        return None;
    }
    let fonts = &earlier.sources.fonts;
    let at = fonts.binary_search_by(|font| (*font.path).cmp(name)).ok()?;
    (earlier.stamps.fonts.get(at) == Some(&stamp)).then(|| fonts[at].clone())
}

//! Reads how large pictures are, or takes that from an earlier reading.

use super::read::{Stamp, bytes};
use super::{Earlier, LoadError};
use crate::limits::MAX_PICTURE_BYTES;
use crate::picture::{inspect, is_picture, too_large};
use crate::source::Picture;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::path::Path;

/// Where pictures are that are published smaller only.
pub(super) const FOLDER: &str = "images/";

/// The pictures among the files of `content/`, sorted by their paths, each with what the disk says
/// of it: all that is in the folder of pictures, and what is copied and a picture by its name.
pub(super) fn read(
    content: &Path,
    names: &[String],
    earlier: Option<Earlier<'_>>,
) -> Result<(Vec<Picture>, Vec<Stamp>), LoadError> {
    let is_meant =
        |name: &&String| name.starts_with(FOLDER) || name.starts_with("files/") && is_picture(name);
    let mut names: Vec<_> = names.iter().filter(is_meant).collect();
    names.sort();
    let read = names.into_par_iter().map(|name| one(&content.join(name), name, earlier));
    read.collect::<Result<Vec<_>, _>>().map(|found| found.into_iter().unzip())
}

fn one(
    path: &Path,
    name: &str,
    earlier: Option<Earlier<'_>>,
) -> Result<(Picture, Stamp), LoadError> {
    let stamp = Stamp::of(path).map_err(|error| LoadError::Io { path: path.to_owned(), error })?;
    if let Some(known) = earlier.and_then(|earlier| known(name, stamp, earlier)) {
        return Ok((known, stamp));
    }
    let picture = |digest, size| Picture { path: name.into(), digest, size };
    if stamp.n_bytes() > MAX_PICTURE_BYTES {
        // It is not read, so what it is called and how long it is stand for it.
        let digest = *blake3::hash(&stamp.n_bytes().to_le_bytes()).as_bytes();
        return Ok((picture(digest, Err(too_large(stamp.n_bytes()))), stamp));
    }
    let bytes = bytes(path)?;
    Ok((picture(*blake3::hash(&bytes).as_bytes(), inspect(&bytes)), stamp))
}

/// What the earlier reading has of a picture, if nothing says that it has changed.
fn known(name: &str, stamp: Stamp, earlier: Earlier<'_>) -> Option<Picture> {
    if earlier.changed.contains(&format!("content/{name}")) {
        return None;
    }
    let pictures = &earlier.sources.pictures;
    let at = pictures.binary_search_by(|picture| (*picture.path).cmp(name)).ok()?;
    (earlier.stamps.pictures.get(at) == Some(&stamp)).then(|| pictures[at].clone())
}

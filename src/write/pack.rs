//! Texts compressed once, so that hosts need not do it for each reader.

use super::writer::{Put, Writer};
use super::{Output, WriteError};
use crate::build_cache::{CachedFile, Digest, GENERATOR};
use flate2::{Compression, GzBuilder};
use indexmap::IndexSet;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::io;
use std::io::Write;
use std::path::Path;

/// Below this many bytes a file goes into one packet of the network in any case.
const LEAST_BYTES: u64 = 1000;

/// Endings of files that are texts; all others are compressed already, or seldom asked for.
const TEXTS: [&str; 10] =
    [".html", ".css", ".js", ".json", ".csv", ".ics", ".svg", ".xml", ".txt", ".md"];

/// How a file is compressed.
#[derive(Debug, Clone, Copy)]
enum Packing {
    Brotli,
    Gzip,
}

impl Packing {
    const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// What compressed bytes are made from: those of the file, and this program.
    fn key(self, hash: &Digest) -> Digest {
        let mut hasher = blake3::Hasher::new();
        hasher.update(GENERATOR.as_bytes()).update(self.ending().as_bytes()).update(hash);
        *hasher.finalize().as_bytes()
    }

    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                // One step below the best, which takes ten times as long for a twentieth less.
                let params = brotli::enc::BrotliEncoderParams {
                    quality: 9,
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let mut packed = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
                Ok(packed)
            }
            Self::Gzip => {
                // No time and no system: the same bytes everywhere.
                let builder = GzBuilder::new().mtime(0).operating_system(255);
                let mut encoder = builder.write(Vec::new(), Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }
}

/// Whether a file is written compressed as well, if that makes it smaller.
pub(super) fn is_packed(file: &CachedFile) -> bool {
    file.n_bytes >= LEAST_BYTES && TEXTS.iter().any(|ending| file.path.ends_with(ending))
}

impl<'a, T: Output> Writer<'a, T> {
    /// Compresses the files of a tree; what stands of the last build is taken over.
    pub(super) fn pack<E: Send>(
        &self,
        tree: &Path,
        puts: &[Put],
    ) -> Result<Vec<Put>, WriteError<E>> {
        let paths: IndexSet<&str> = puts.iter().map(|put| &*put.file.path).collect();
        let files: Vec<_> =
            puts.iter().map(|put| &put.file).filter(|file| is_packed(file)).collect();
        let packed = files.par_iter().map(|file| {
            // Read once for both, and not at all if both stand.
            let mut bytes = None;
            let mut packed = Vec::new();
            for packing in Packing::ALL {
                let path = format!("{}{}", file.path, packing.ending());
                // A file of the site itself may have this name.
                if !paths.contains(&*path) {
                    packed.extend(self.pack_one(tree, file, packing, &path, &mut bytes)?);
                }
            }
            Ok(packed)
        });
        let packed: Result<Vec<Vec<Put>>, _> = packed.collect();
        Ok(packed?.into_iter().flatten().collect())
    }

    fn pack_one<E>(
        &self,
        tree: &Path,
        file: &CachedFile,
        packing: Packing,
        path: &str,
        bytes: &mut Option<Vec<u8>>,
    ) -> Result<Option<Put>, WriteError<E>> {
        let key = packing.key(&file.hash);
        if self.previous.file(path).is_some_and(|known| known.key == Some(key))
            && let Some(file) = self.previous.standing(path)
            && self.link(tree, path)
        {
            return Ok(Some(Put { file, is_new: false, is_linked: true }));
        }
        let from = tree.join(&file.path);
        let failed = |error| WriteError::Io { path: from.clone(), error };
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => bytes.insert(self.previous.disk().read(&from).map_err(failed)?),
        };
        let packed = packing.pack(bytes).map_err(failed)?;
        match packed.len() < bytes.len() {
            true => self.put(tree, path, (Some(key), Vec::new()), &packed).map(Some),
            false => Ok(None),
        }
    }
}

/// The compressed files that stand beside a file of the last build, if all are there; otherwise
/// it must be looked at.
pub(super) fn standing(
    previous: &super::Previous,
    file: &CachedFile,
    is_other: impl Fn(&str) -> bool,
) -> Option<Vec<CachedFile>> {
    let mut found = Vec::new();
    for packing in Packing::ALL {
        let path = format!("{}{}", file.path, packing.ending());
        if is_other(&path) {
            continue;
        }
        let key = packing.key(&file.hash);
        previous.file(&path).filter(|known| known.key == Some(key))?;
        found.push(previous.standing(&path)?);
    }
    Some(found)
}

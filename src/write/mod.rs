//! Pages into a folder, in one step: the only writer of a site.
//!
//! 1. The output folder is looked at: it must be absent, empty, or written by an earlier build,
//!    which its `build.json` proves. What still stands of that build is found from outside.
//! 2. Pages whose key is that of the last build, and whose file stands, are not made again.
//! 3. The tree that the last build replaced is brought up to date, or made anew: a file that has
//!    not changed is linked over, so it keeps its modification time; all others are written.
//! 4. The two folders change places. Until then the old site is whole; from then on the new one,
//!    wherever a build is killed, and whichever step fails.
//! 5. What was written is remembered for the next build.

#![expect(clippy::disallowed_methods, reason = "this module owns writing")]

mod cache_folder;
mod cached;
mod copy;
mod disk;
mod folder;
mod lock_owner;
mod look;
mod manifest;
mod pack;
mod part;
mod previous;
mod swap;
mod tree;
mod verify;
mod writer;

pub use cache_folder::Queue;
pub use cached::{keep, kept};
pub use copy::copy;
pub use disk::{Disk, System};
pub use folder::check_output;
pub use manifest::{Asked, FORMAT, MANIFEST, Manifest};
pub use part::{Part, digest_of_paths, read_part, read_part_file, real_path};
pub use previous::Previous;
pub use verify::{Unverifiable, Verified, verify};

use crate::build_cache::{CachedFile, CheckedTexts, Digest};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use writer::{Writer, unchanged};

/// Something to write.
pub trait Output: Sync {
    /// Its path relative to the output folder.
    fn path(&self) -> &str;

    /// The hash of everything that its bytes are made from, if these are its dependencies; without
    /// one they are always made.
    fn key(&self, dependencies: &[u64]) -> Option<Digest>;
}

/// The bytes of an output.
#[derive(Debug)]
pub struct Made<'a> {
    /// What is written.
    pub bytes: Cow<'a, [u8]>,
    /// What it was made from, of the things that change for themselves: numbers that mean something
    /// to [`Output::key`] alone.
    pub dependencies: Vec<u64>,
}

impl<'a> From<Cow<'a, [u8]>> for Made<'a> {
    fn from(bytes: Cow<'a, [u8]>) -> Self {
        Self { bytes, dependencies: Vec::new() }
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// Files whose bytes are new or changed.
    pub n_written: usize,
    /// Files that were there already.
    pub n_unchanged: usize,
    /// Files of the last build that are gone.
    pub n_removed: usize,
    /// Bytes of the whole site.
    pub n_bytes: u64,
}

/// Why one output could not be made.
#[derive(Debug)]
pub enum Failure<E> {
    /// It could not be rendered.
    Render(E),
    /// A file that is copied could not be read.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Reads a file that is copied as it is, and whose hash is known.
///
/// # Errors
///
/// If it cannot be read, or has another hash by now: what is made from it would not be what the
/// memory and `build.json` say.
pub fn read<E>(disk: &dyn Disk, path: &Path, digest: &Digest) -> Result<Vec<u8>, Failure<E>> {
    let bytes = disk.read(path).and_then(|bytes| match blake3::hash(&bytes) == *digest {
        true => Ok(bytes),
        false => Err(io::Error::other("it changed while the site was being built")),
    });
    bytes.map_err(|error| Failure::Io { path: path.to_owned(), error })
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError<E> {
    /// Something could not be rendered; the old site stands.
    Render(Vec<E>),
    /// What stands in the way, for people.
    Refused(String),
    /// The disk did not do what was asked.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl<E> WriteError<E> {
    /// Why two folders could not be exchanged.
    fn of_swap(output: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::ResourceBusy => Self::Refused(folder::is_mount_point(output)),
            io::ErrorKind::CrossesDevices => Self::Refused(format!(
                "the output folder `{0}` is on another disk than the folder it is in, or comes from a lower layer of a container image, and cannot be exchanged for the new site in one step\nhelp: remove `{0}` first, or choose another with `-o`",
                output.display()
            )),
            _ => Self::Io { path: output.to_owned(), error },
        }
    }

    /// Whether there is no room left.
    fn is_full(&self) -> bool {
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        matches!(self, Self::Io { error, .. } if full.contains(&error.kind()))
    }
}

impl<E> fmt::Display for WriteError<E> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(errors) => write!(to, "{} files could not be rendered", errors.len()),
            Self::Refused(message) => to.write_str(message),
            Self::Io { path, error } => {
                write!(to, "cannot write `{}`: {error}", path.display())?;
                match self.is_full() {
                    _ if error.kind() == io::ErrorKind::PermissionDenied => {
                        to.write_str(&permission_help(path))
                    }
                    true => to.write_str(
                        "\nhelp: the old site stands; until the new one is whole there must be room for both",
                    ),
                    false => Ok(()),
                }
            }
        }
    }
}

/// What to do where the system does not let a folder be written: a build puts the new site beside the
/// old one, so the folder above must be writable, too.
fn permission_help(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match absolute.parent() {
        Some(parent) => format!(
            "\nhelp: a build puts the new site beside the old one, so `{}` must be writable as well; else choose a folder in one that is with `-o`",
            parent.display()
        ),
        None => String::new(),
    }
}

/// The hash of a file that is copied as it is.
///
/// # Errors
///
/// If it cannot be read.
pub fn digest(path: &Path) -> io::Result<Digest> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(*hasher.finalize().as_bytes())
}

/// What is written besides the outputs themselves.
#[derive(Debug)]
pub struct Edition {
    /// Everything but the list of files.
    pub manifest: Manifest,
    /// Everything that was read.
    pub inputs: Digest,
    /// There was nothing to report.
    pub clean: bool,
    /// Which texts are in order.
    pub checked_texts: CheckedTexts,
    /// Texts are written compressed as well.
    pub precompress: bool,
}

/// Writes a site: renders every output that is not the same as in the previous build and swaps the
/// folder in. If all are the same, nothing is touched.
///
/// `render` is called in parallel, at most once for each output.
///
/// # Errors
///
/// If anything could not be rendered or written, or the folder may not be replaced; the old site
/// is untouched then.
pub fn write<'a, T: Output, E: Send>(
    outputs: &'a [T],
    render: impl Fn(&'a T) -> Result<Made<'a>, Failure<E>> + Sync,
    edition: Edition,
    previous: Previous,
) -> Result<WriteReport, WriteError<E>> {
    let kept: Vec<Option<CachedFile>> = outputs
        .par_iter()
        .map(|item| {
            let path = item.path();
            let known = previous.file(path)?;
            let key = item.key(&known.dependencies)?;
            (known.key == Some(key)).then(|| previous.standing(path))?
        })
        .collect();
    if let Some(report) = unchanged(outputs, &kept, &edition, &previous) {
        return Ok(report);
    }
    Writer { outputs, kept, previous }.write(render, edition)
}

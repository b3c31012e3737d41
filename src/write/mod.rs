//! Pages into a folder, in one step: the only writer of a site.
//!
//! 1. The output folder is looked at: it must be absent, empty, or written by an earlier build,
//!    which its `build.json` proves. What still stands of that build is found from outside.
//! 2. Pages whose key is that of the last build, and whose file stands, are not made again.
//! 3. The tree that the last build replaced is brought up to date, or made anew: a file that has
//!    not changed is linked over, so it keeps its modification time; all others are written.
//! 4. The two folders change places. Until then the old site is whole; from then on the new one.
//! 5. What was written is remembered for the next build.

#![expect(clippy::disallowed_methods, reason = "this module owns writing")]

mod folder;
mod look;
mod memory;
mod pack;
mod previous;
mod tree;

pub use folder::check_output;
pub use previous::Previous;

use crate::reuse::Digest;
use crate::reuse::Quiet;
use crate::reuse::Remembered;
use crate::reuse::Stat;
use crate::reuse::State;
use indexmap::IndexMap;
use look::stat;
use look::stat_of;
use previous::below;
use previous::folders_of;
use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use serde::Deserialize;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use tree::Wanted;

/// The name of the file that says what a build wrote.
pub const MANIFEST: &str = "build.json";

/// What a build wrote, as published in `build.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// `wellspring 0.1.0`.
    pub generator: String,
    /// The day that the site speaks of.
    pub as_of: String,
    /// Every input with the hash of its text.
    pub inputs: BTreeMap<String, String>,
    /// Every file of the site but this one, with the hash of its bytes.
    pub files: BTreeMap<String, String>,
}

/// Something to write.
pub trait Output: Sync {
    /// Its path relative to the output folder.
    fn path(&self) -> &str;

    /// The hash of everything that its bytes are made from; without one they are always made.
    fn key(&self) -> Option<Digest>;
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

/// Reads a file that is copied as it is.
///
/// # Errors
///
/// If it cannot be read.
pub fn read<E>(path: &Path) -> Result<Vec<u8>, Failure<E>> {
    fs::read(path).map_err(|error| Failure::Io { path: path.to_owned(), error })
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError<E> {
    /// Something could not be rendered; the old site stands.
    Render(Vec<E>),
    /// The disk did not do what was asked.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
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
    pub quiet: Quiet,
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
    render: impl Fn(&'a T) -> Result<Cow<'a, [u8]>, Failure<E>> + Sync,
    edition: Edition,
    previous: Previous,
) -> Result<WriteReport, WriteError<E>> {
    let kept: Vec<Option<Remembered>> = outputs
        .par_iter()
        .map(|item| {
            let (path, key) = (item.path(), item.key()?);
            (previous.file(path)?.key == Some(key)).then(|| previous.standing(path))?
        })
        .collect();
    if let Some(report) = unchanged(outputs, &kept, &edition, &previous) {
        return Ok(report);
    }
    Writer { outputs, kept, previous }.write(render, edition)
}

/// What is to be said if all outputs are kept and there is nothing else.
fn unchanged<T: Output>(
    outputs: &[T],
    kept: &[Option<Remembered>],
    edition: &Edition,
    previous: &Previous,
) -> Option<WriteReport> {
    let manifest = previous.standing(MANIFEST)?;
    if !previous.has_the_same_folders() {
        return None;
    }
    let mut files = kept.iter().cloned().collect::<Option<Vec<_>>>()?;
    if edition.precompress {
        let own: IndexMap<&str, ()> = outputs.iter().map(|item| (item.path(), ())).collect();
        let is_own = |path: &str| own.contains_key(path);
        let texts = files.iter().filter(|file| pack::is_packed(file));
        let packed = texts.map(|file| pack::standing(previous, file, is_own));
        let packed = packed.collect::<Option<Vec<_>>>()?;
        files.extend(packed.into_iter().flatten());
    }
    if previous.state.files.len() != files.len() + 1 {
        return None;
    }
    let text = edition.manifest.text(&files);
    if *blake3::hash(&text).as_bytes() != manifest.hash {
        return None;
    }
    files.push(manifest);
    let n_bytes = files.iter().map(|file| file.n_bytes).sum();
    let n_unchanged = files.len() - 1;
    let report = WriteReport { n_unchanged, n_bytes, ..WriteReport::default() };
    let state = &previous.state;
    if previous.is_stale() || (state.inputs, state.clean) != (edition.inputs, edition.clean) {
        let folders = state.folders.clone();
        previous.memory.save(remembered(files, folders, edition));
    }
    Some(report)
}

/// The memory of this build.
fn remembered(
    mut files: Vec<Remembered>,
    folders: Vec<(String, Option<Stat>)>,
    edition: &Edition,
) -> State {
    files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    let Edition { inputs, clean, ref quiet, .. } = *edition;
    State { inputs, clean, quiet: quiet.clone(), files, folders }
}

/// A build that writes.
struct Writer<'a, T> {
    outputs: &'a [T],
    /// What is not made again, by the number of the output.
    kept: Vec<Option<Remembered>>,
    previous: Previous,
}

/// A file of the new tree.
struct Put {
    file: Remembered,
    /// Its bytes are new or changed.
    is_new: bool,
    /// It got another name, so it looks different from outside.
    is_linked: bool,
}

impl<'a, T: Output> Writer<'a, T> {
    fn write<E: Send>(
        mut self,
        render: impl Fn(&'a T) -> Result<Cow<'a, [u8]>, Failure<E>> + Sync,
        edition: Edition,
    ) -> Result<WriteReport, WriteError<E>> {
        self.previous.memory.make()?;
        let (output, tree) = (self.previous.output().to_owned(), self.previous.memory.spare());
        tree::keep_hidden_folders(&tree, &output)?;
        let mut puts = self.fill(&tree, render)?;
        if edition.precompress {
            puts.extend(self.pack(&tree, &puts)?);
        }
        let text = edition.manifest.text(puts.iter().map(|put| &put.file));
        puts.push(self.put(&tree, MANIFEST, None, &text)?);
        tree::keep_hidden_files(&output, &tree, |path| self.previous.file(path).is_some())?;
        tree::swap(&tree, &output)?;
        let outputs = &puts[..puts.len() - 1];
        let n_written = outputs.iter().filter(|put| put.is_new).count();
        let report = WriteReport {
            n_written,
            n_unchanged: outputs.len() - n_written,
            n_removed: self.n_removed(outputs),
            n_bytes: puts.iter().map(|put| put.file.n_bytes).sum(),
        };
        // A tree of which little is left would only take up the disk.
        if !self.previous.memory.keeps_spare() || 2 * n_written > outputs.len() {
            tree::remove(&tree)?;
            puts.iter_mut().for_each(|put| put.is_linked |= !put.is_new);
        }
        self.remember(puts, &edition);
        Ok(report)
    }

    /// Makes a tree of all outputs.
    fn fill<E: Send>(
        &self,
        tree: &Path,
        render: impl Fn(&'a T) -> Result<Cow<'a, [u8]>, Failure<E>> + Sync,
    ) -> Result<Vec<Put>, WriteError<E>> {
        let wanted = |kept: &Option<Remembered>| Wanted {
            stat: kept.as_ref().and_then(|file| file.stat),
            is_there: AtomicBool::new(false),
        };
        let paths = || self.outputs.iter().map(Output::path);
        let files: IndexMap<&str, Wanted> = paths().zip(self.kept.iter().map(wanted)).collect();
        tree::prepare(tree, &folders_of(paths()), &files)?;
        let results: Vec<_> = self
            .outputs
            .par_iter()
            .zip(&self.kept)
            .map(|(item, kept)| {
                let path = item.path();
                if let Some(file) = kept {
                    let is_there = files[path].is_there.load(Ordering::Relaxed);
                    let file = file.clone();
                    if is_there {
                        return Ok(Put { file, is_new: false, is_linked: false });
                    }
                    if self.link(tree, path) {
                        return Ok(Put { file, is_new: false, is_linked: true });
                    }
                }
                let bytes = render(item).map_err(|failure| match failure {
                    Failure::Render(error) => WriteError::Render(vec![error]),
                    Failure::Io { path, error } => WriteError::Io { path, error },
                })?;
                self.put(tree, path, item.key(), &bytes)
            })
            .collect();
        let (mut puts, mut failed) = (Vec::with_capacity(results.len() + 1), Vec::new());
        for result in results {
            match result {
                Ok(put) => puts.push(put),
                Err(WriteError::Render(errors)) => failed.extend(errors),
                Err(error) => return Err(error),
            }
        }
        if failed.is_empty() { Ok(puts) } else { Err(WriteError::Render(failed)) }
    }

    /// Gives a file that stands another name in the tree. Not every disk can.
    fn link(&self, tree: &Path, path: &str) -> bool {
        fs::hard_link(self.previous.output().join(path), tree.join(path)).is_ok()
    }

    /// Puts bytes into the tree; links the file that stands over if it holds the same.
    fn put<E>(
        &self,
        tree: &Path,
        path: &str,
        key: Option<Digest>,
        bytes: &[u8],
    ) -> Result<Put, WriteError<E>> {
        let hash = *blake3::hash(bytes).as_bytes();
        let known = self.previous.file(path).filter(|file| file.hash == hash);
        let standing = known.and_then(|_| self.previous.standing(path));
        if let Some(file) = &standing
            && self.link(tree, path)
        {
            let file = Remembered { key, ..file.clone() };
            return Ok(Put { file, is_new: false, is_linked: true });
        }
        let to = tree.join(path);
        let failed = |error| WriteError::Io { path: to.clone(), error };
        // Never over a file that is there: it may be the published one under another name.
        let mut file = fs::File::create_new(&to).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        let is_new = standing.is_none() || !self.keep_time(path, &file);
        let stat = file.metadata().ok().and_then(|found| stat_of(&found));
        let file =
            Remembered { path: path.to_owned(), key, hash, n_bytes: bytes.len() as u64, stat };
        Ok(Put { file, is_new, is_linked: false })
    }

    /// Where there are no hard links: keeps at least the time of a file that did not change.
    fn keep_time(&self, path: &str, file: &fs::File) -> bool {
        let time = fs::metadata(self.previous.output().join(path)).and_then(|old| old.modified());
        time.is_ok_and(|time| file.set_modified(time).is_ok())
    }

    fn n_removed(&self, outputs: &[Put]) -> usize {
        let paths: IndexMap<&str, ()> = outputs.iter().map(|put| (&*put.file.path, ())).collect();
        let is_gone = |path: &str| path != MANIFEST && !paths.contains_key(path);
        self.previous.paths().filter(|path| is_gone(path)).count()
    }

    /// Remembers what the published files look like now.
    fn remember(&self, puts: Vec<Put>, edition: &Edition) {
        let output = self.previous.output();
        let look = |path: &str| stat(&below(output, path));
        let files = || -> Vec<Remembered> {
            puts.par_iter()
                .map(|put| {
                    let mut file = put.file.clone();
                    if put.is_linked {
                        let now = look(&file.path);
                        file.stat = file.stat.zip(now).and_then(|(before, now)| {
                            before.is_same_but_for_names(now).then_some(now)
                        });
                    }
                    file
                })
                .collect()
        };
        let folders = || -> Vec<(String, Option<Stat>)> {
            folders_of(puts.iter().map(|put| &*put.file.path))
                .par_iter()
                .map(|path| ((*path).to_owned(), look(path)))
                .collect()
        };
        let (files, folders) = rayon::join(files, folders);
        self.previous.memory.save(remembered(files, folders, edition));
    }
}

impl Manifest {
    /// The text of `build.json` with these files.
    fn text<'f>(&self, files: impl IntoIterator<Item = &'f Remembered>) -> Vec<u8> {
        let hex = |file: &Remembered| blake3::Hash::from(file.hash).to_hex().to_string();
        let files: BTreeMap<_, _> =
            files.into_iter().map(|file| (file.path.clone(), hex(file))).collect();
        let manifest = Self { files, ..self.clone() };
        serde_json::to_vec_pretty(&manifest).expect("a manifest has only texts")
    }
}

//! A build that writes: what is kept is linked over, all else is rendered into a tree that is then
//! put into the place of the output folder.

use super::look::{stat, stat_of};
use super::previous::{Previous, below, folders_of};
use super::swap::{keep_hidden_files, swap};
use super::tree::Wanted;
use super::{Edition, Failure, MANIFEST, Made, Output, WriteError, WriteReport, pack, tree};
use crate::build_cache::{BuildCache, CachedFile, Digest, Stat};
use indexmap::IndexMap;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// What is to be said if all outputs are kept and there is nothing else.
pub(super) fn unchanged<T: Output>(
    outputs: &[T],
    kept: &[Option<CachedFile>],
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

/// How many outputs a thread takes at once at most.
const OUTPUTS_AT_ONCE: usize = 8;

/// The memory of this build.
fn remembered(
    mut files: Vec<CachedFile>,
    folders: Vec<(String, Option<Stat>)>,
    edition: &Edition,
) -> BuildCache {
    files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    let Edition { inputs, clean, ref checked_texts, .. } = *edition;
    BuildCache { inputs, clean, checked_texts: checked_texts.clone(), files, folders }
}

/// A build that writes.
pub(super) struct Writer<'a, T> {
    pub(super) outputs: &'a [T],
    /// What is not made again, by the number of the output.
    pub(super) kept: Vec<Option<CachedFile>>,
    pub(super) previous: Previous,
}

/// A file of the new tree.
pub(super) struct Put {
    pub(super) file: CachedFile,
    /// Its bytes are new or changed.
    pub(super) is_new: bool,
    /// It got another name, so it looks different from outside.
    pub(super) is_linked: bool,
}

impl<'a, T: Output> Writer<'a, T> {
    pub(super) fn write<E: Send>(
        self,
        render: impl Fn(&'a T) -> Result<Made<'a>, Failure<E>> + Sync,
        edition: Edition,
    ) -> Result<WriteReport, WriteError<E>> {
        let (disk, output) = (self.previous.disk(), self.previous.output());
        let tree = self.previous.memory.spare();
        let mut puts = match self.make(&tree, render, &edition) {
            Ok(puts) => puts,
            Err(error) => {
                // What is there of it must not keep the disk full.
                if error.is_full() {
                    let _ = tree::remove::<E>(disk, &tree);
                }
                return Err(error);
            }
        };
        if self.previous.has_own_mode() {
            let kept = disk.keep_mode(output, &tree);
            kept.map_err(|error| WriteError::Io { path: tree.clone(), error })?;
        }
        swap(disk, &tree, output)?;
        let outputs = &puts[..puts.len() - 1];
        let n_written = outputs.iter().filter(|put| put.is_new).count();
        let report = WriteReport {
            n_written,
            n_unchanged: outputs.len() - n_written,
            n_removed: self.n_removed(outputs),
            n_bytes: puts.iter().map(|put| put.file.n_bytes).sum(),
        };
        // A tree of which little is left would only take up the disk. The site is published, so it
        // is no failure of the build if a part of it stays.
        if 2 * n_written > outputs.len() {
            let _ = tree::remove::<E>(disk, &tree);
            puts.iter_mut().for_each(|put| put.is_linked |= !put.is_new);
        }
        self.remember(puts, &edition);
        Ok(report)
    }

    /// Makes a tree that can take the place of the output folder; the last file is `build.json`.
    fn make<E: Send>(
        &self,
        tree: &Path,
        render: impl Fn(&'a T) -> Result<Made<'a>, Failure<E>> + Sync,
        edition: &Edition,
    ) -> Result<Vec<Put>, WriteError<E>> {
        let mut puts = self.fill(tree, render)?;
        if edition.precompress {
            puts.extend(self.pack(tree, &puts)?);
        }
        let text = edition.manifest.text(puts.iter().map(|put| &put.file));
        puts.push(self.put(tree, MANIFEST, (None, Vec::new()), &text)?);
        let written = self.previous.paths().collect();
        keep_hidden_files(self.previous.disk(), self.previous.output(), tree, &written)?;
        Ok(puts)
    }

    /// Makes a tree of all outputs.
    fn fill<E: Send>(
        &self,
        tree: &Path,
        render: impl Fn(&'a T) -> Result<Made<'a>, Failure<E>> + Sync,
    ) -> Result<Vec<Put>, WriteError<E>> {
        let wanted = |kept: &Option<CachedFile>| Wanted {
            stat: kept.as_ref().and_then(|file| file.stat),
            is_there: AtomicBool::new(false),
        };
        let paths = || self.outputs.iter().map(Output::path);
        let files: IndexMap<&str, Wanted> = paths().zip(self.kept.iter().map(wanted)).collect();
        tree::prepare(self.previous.disk(), tree, &folders_of(paths()), &files)?;
        let results: Vec<_> = self
            .outputs
            .par_iter()
            .zip(&self.kept)
            // Some outputs take as long as hundreds of others: none is to wait behind one.
            .with_max_len(OUTPUTS_AT_ONCE)
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
                let made = render(item).map_err(|failure| match failure {
                    Failure::Render(error) => WriteError::Render(vec![error]),
                    Failure::Io { path, error } => WriteError::Io { path, error },
                })?;
                let Made { bytes, dependencies } = made;
                let key = item.key(&dependencies);
                self.put(tree, path, (key, dependencies), &bytes)
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
    pub(super) fn link(&self, tree: &Path, path: &str) -> bool {
        self.previous.disk().link(&self.previous.output().join(path), &tree.join(path)).is_ok()
    }

    /// Puts bytes into the tree; links the file that stands over if it holds the same.
    pub(super) fn put<E>(
        &self,
        tree: &Path,
        path: &str,
        (key, dependencies): (Option<Digest>, Vec<u64>),
        bytes: &[u8],
    ) -> Result<Put, WriteError<E>> {
        let hash = *blake3::hash(bytes).as_bytes();
        let known = self.previous.file(path).filter(|file| file.hash == hash);
        let standing = known.and_then(|_| self.previous.standing(path));
        if let Some(file) = &standing
            && self.link(tree, path)
        {
            let file = CachedFile { key, dependencies, ..file.clone() };
            return Ok(Put { file, is_new: false, is_linked: true });
        }
        let to = tree.join(path);
        // Where there are no hard links, a file that did not change keeps at least its time.
        let time = standing.is_some().then(|| self.time(path)).flatten();
        // Never over a file that is there: it may be the published one under another name.
        let found = self.previous.disk().write_new(&to, bytes, time);
        let found = found.map_err(|error| WriteError::Io { path: to, error })?;
        let is_new = time.is_none() || found.modified().ok() != time;
        let stat = stat_of(&found);
        let (path, n_bytes) = (path.to_owned(), bytes.len() as u64);
        let file = CachedFile { path, key, dependencies, hash, n_bytes, stat };
        Ok(Put { file, is_new, is_linked: false })
    }

    /// When the published file at a path was changed.
    fn time(&self, path: &str) -> Option<SystemTime> {
        self.previous.disk().look(&self.previous.output().join(path)).ok()?.modified().ok()
    }

    fn n_removed(&self, outputs: &[Put]) -> usize {
        let paths: IndexMap<&str, ()> = outputs.iter().map(|put| (&*put.file.path, ())).collect();
        let is_gone = |path: &str| path != MANIFEST && !paths.contains_key(path);
        self.previous.paths().filter(|path| is_gone(path)).count()
    }

    /// Remembers what the published files look like now.
    fn remember(&self, puts: Vec<Put>, edition: &Edition) {
        let output = self.previous.output();
        let look = |path: &str| stat(self.previous.disk(), &below(output, path));
        let files = || -> Vec<CachedFile> {
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

//! What stands in the output folder, as far as it can be proven to be what a build wrote.

use super::cache_folder::{CacheFolder, Queue};
use super::disk::Disk;
use super::folder::check_output;
use super::look::{has_mode, is_folder, stat_of};
use super::manifest::read_manifest;
use super::swap::recover;
use super::{MANIFEST, WriteError};
use crate::build_cache::{BuildCache, CachedFile, CheckedTexts, Digest, Inputs, Stat};
use indexmap::IndexMap;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The last build: what it remembered, and what of it still stands.
#[derive(Debug)]
pub struct Previous {
    disk: Arc<dyn Disk>,
    output: PathBuf,
    pub(super) memory: CacheFolder,
    pub(super) state: BuildCache,
    /// How each file looks now, in the order of the state.
    looks: Vec<Look>,
    has_the_same_folders: bool,
    /// Not everybody may read each folder, or others may write to it.
    has_other_modes: bool,
    /// The folder has the mode that it had after the last build, or that its owner gave it before the
    /// first one.
    mode: TopMode,
    /// What was remembered is not how files look now, though they may be the same.
    is_stale: bool,
    numbers: IndexMap<String, usize>,
}

/// Whose the mode of the output folder is.
#[derive(Debug, Clone, Copy)]
enum TopMode {
    /// Its owner's or that of the last build.
    Own,
    /// It was changed since, or is not known.
    Other,
}

/// How a file looks.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// As a build left it.
    Same,
    /// Not as a build left it, but its bytes may be the same.
    Other,
    /// There is no such file, or it cannot have these bytes.
    Gone,
}

impl Previous {
    /// Looks at an output folder and what is remembered of it, once no other build of it is running;
    /// changes nothing, but that it puts right what a killed build left.
    ///
    /// # Errors
    ///
    /// A message for people, if another build is running and is not waited for, or if what a killed
    /// build left cannot be put right.
    pub fn open(output: &Path, disk: &Arc<dyn Disk>, queue: Queue<'_>) -> Result<Self, String> {
        let memory = CacheFolder::beside(output, disk, queue)?;
        let mut previous = Self {
            disk: Arc::clone(disk),
            output: output.to_owned(),
            memory,
            state: nothing(),
            looks: Vec::new(),
            has_the_same_folders: false,
            has_other_modes: false,
            mode: TopMode::Other,
            is_stale: false,
            numbers: IndexMap::new(),
        };
        previous.read()?;
        Ok(previous)
    }

    fn read(&mut self) -> Result<(), String> {
        if self.memory.is_ready() {
            let recovered = recover(&*self.disk, &self.memory.spare(), &self.output);
            recovered.map_err(|error: WriteError<()>| error.to_string())?;
        }
        let state = self.memory.load();
        self.state = state.unwrap_or_else(|| from_manifest(&*self.disk, &self.output));
        self.look();
        Ok(())
    }

    /// Makes the folder beside the output and keeps other builds out, before anything is written.
    /// The first build of all finds it missing; another one may have been faster.
    ///
    /// # Errors
    ///
    /// A message for people, as [`Self::open`] and [`check_output`].
    pub fn claim(&mut self, root: &Path, queue: Queue<'_>) -> Result<(), String> {
        if self.memory.is_ready() {
            return Ok(());
        }
        self.memory.make(queue)?;
        self.read()?;
        check_output(root, &self.output, self)
    }

    /// The disk that all of it is on.
    pub(super) fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// Looks at every file and folder of the last build from outside.
    fn look(&mut self) {
        let (disk, output, state) = (&*self.disk, &self.output, &self.state);
        let looks = || -> Vec<Look> {
            let look = |file: &CachedFile| look(disk, &output.join(&file.path), file);
            state.files.par_iter().map(look).collect()
        };
        let has_other_modes = AtomicBool::new(false);
        let folders = || -> Vec<(Option<Stat>, bool)> {
            let found = |(path, known): &(String, Option<Stat>)| {
                let Ok(found) = disk.look(&below(output, path)) else { return (None, false) };
                has_other_modes.fetch_or(!has_mode(&found, *known), Ordering::Relaxed);
                (stat_of(&found).filter(|_| found.is_dir()), !found.is_dir())
            };
            state.folders.par_iter().map(found).collect()
        };
        let (looks, folders) = rayon::join(looks, folders);
        let top = state.folders.iter().zip(&folders).find(|((path, _), _)| path.is_empty());
        let is_own = top.is_none_or(|((_, known), (found, _))| {
            known.is_some_and(|known| found.is_some_and(|found| known.mode == found.mode))
        });
        self.mode = if is_own { TopMode::Own } else { TopMode::Other };
        let pairs = state.folders.iter().zip(&folders);
        self.has_the_same_folders = !folders.is_empty() && { pairs }
            .all(|((_, known), (found, _))| known.is_some() && known == found);
        self.is_stale =
            !self.has_the_same_folders || looks.iter().any(|look| !matches!(look, Look::Same));
        self.looks = looks;
        self.has_other_modes = has_other_modes.into_inner();
        // Behind a link there may be anything.
        if folders.iter().any(|(_, is_other)| *is_other) {
            self.looks.fill(Look::Gone);
        }
        for ((_, known), (found, _)) in self.state.folders.iter_mut().zip(folders) {
            *known = found;
        }
        self.numbers =
            self.state.files.iter().enumerate().map(|(n, file)| (file.path.clone(), n)).collect();
    }

    /// The output folder.
    pub(super) fn output(&self) -> &Path {
        &self.output
    }

    /// Whether the mode of the folder is to stay as it is.
    pub(super) const fn has_own_mode(&self) -> bool {
        matches!(self.mode, TopMode::Own)
    }

    /// Whether every folder is as the last build left it, so that nothing came to it or went.
    pub(super) fn has_the_same_folders(&self) -> bool {
        self.has_the_same_folders
    }

    /// The files that the last build wrote.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.state.files.iter().map(|file| &*file.path)
    }

    /// The pages that the last build wrote.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.paths().filter(|path| path.ends_with(".html"))
    }

    /// The day that the last build speaks of, as its manifest has it.
    #[must_use]
    pub fn as_of(&self) -> Option<String> {
        read_manifest(&*self.disk, &self.output).ok().map(|manifest| manifest.as_of)
    }

    /// The file at a path, if the last build wrote one there.
    pub(super) fn file(&self, path: &str) -> Option<&CachedFile> {
        self.numbers.get(path).map(|number| &self.state.files[*number])
    }

    /// The file at a path as it is now, if it has the bytes that the last build wrote there.
    pub(super) fn standing(&self, path: &str) -> Option<CachedFile> {
        let number = *self.numbers.get(path)?;
        let file = &self.state.files[number];
        match self.looks[number] {
            Look::Same => Some(file.clone()),
            Look::Other => {
                let stat = same_bytes(&*self.disk, &self.output.join(path), &file.hash)?;
                Some(CachedFile { stat, ..file.clone() })
            }
            Look::Gone => None,
        }
    }

    /// Whether a build of these inputs would report nothing and write nothing. If it takes reading
    /// files to know, what they look like is remembered for the next time.
    #[must_use]
    pub fn is_build_of(&mut self, inputs: &Inputs) -> bool {
        let is_it = self.state.clean && self.state.inputs == inputs.all;
        if !is_it || self.state.files.is_empty() || self.has_other_modes {
            return false;
        }
        if !self.is_stale {
            return true;
        }
        let files: Option<Vec<_>> =
            self.state.files.par_iter().map(|file| self.standing(&file.path)).collect();
        let Some(files) = files else { return false };
        self.memory.save(BuildCache { files, ..self.state.clone() });
        true
    }

    /// Texts in which the last build found nothing.
    #[must_use]
    pub fn checked_texts(&self) -> &CheckedTexts {
        &self.state.checked_texts
    }

    /// How many files the last build wrote, and how many bytes.
    #[must_use]
    pub fn size(&self) -> (usize, u64) {
        let files = &self.state.files;
        (files.len(), files.iter().map(|file| file.n_bytes).sum())
    }

    /// Whether the memory has to be written anew though the site is the same.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }
}

fn look(disk: &dyn Disk, path: &Path, file: &CachedFile) -> Look {
    match disk.look(path) {
        Ok(found) if !found.is_file() || found.len() != file.n_bytes => Look::Gone,
        Ok(found) if !has_mode(&found, file.stat) => Look::Gone,
        Ok(found) if file.stat.is_some() && stat_of(&found) == file.stat => Look::Same,
        Ok(_) => Look::Other,
        Err(_) => Look::Gone,
    }
}

/// Whether a file has these bytes, and how it looked while it had; `None` if it has not.
#[expect(clippy::option_option, reason = "not every system says how files look")]
fn same_bytes(disk: &dyn Disk, path: &Path, hash: &Digest) -> Option<Option<Stat>> {
    let stat = || disk.look(path).ok().map(|found| stat_of(&found));
    let before = stat()?;
    let bytes = disk.read(path).ok()?;
    let is_same = blake3::hash(&bytes).as_bytes() == hash && stat()? == before;
    is_same.then_some(before)
}

/// The memory of no build.
fn nothing() -> BuildCache {
    BuildCache {
        inputs: [0; 32],
        clean: false,
        checked_texts: CheckedTexts::default(),
        files: Vec::new(),
        folders: Vec::new(),
    }
}

/// What can be known of a build that left no memory: its files and their hashes.
fn from_manifest(disk: &dyn Disk, output: &Path) -> BuildCache {
    let mut state = nothing();
    if !is_folder(disk, output).unwrap_or(false) {
        return state;
    }
    let Ok(manifest) = read_manifest(disk, output) else { return state };
    for (path, hash) in &manifest.files {
        // A manifest that somebody wrote may name anything.
        let is_below = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let found = disk.look(&output.join(path));
        if let (true, Ok(hash), Ok(found)) = (is_below, blake3::Hash::from_hex(hash), found) {
            let (path, n_bytes) = (path.clone(), found.len());
            let hash = *hash.as_bytes();
            let (key, dependencies, stat) = (None, Vec::new(), None);
            state.files.push(CachedFile { path, key, dependencies, hash, n_bytes, stat });
        }
    }
    state.folders = folders_of(state.files.iter().map(|file| &*file.path).chain([MANIFEST]))
        .into_iter()
        .map(|path| (path.to_owned(), None))
        .collect();
    state
}

/// A path in a folder; the empty path is the folder itself.
pub(super) fn below(folder: &Path, path: &str) -> PathBuf {
    if path.is_empty() { folder.to_owned() } else { folder.join(path) }
}

/// Every folder above these files, the top one (the empty path) included, in order.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders = vec![""];
    for path in paths {
        let mut path = path;
        while let Some((folder, _)) = path.rsplit_once('/') {
            folders.push(folder);
            path = folder;
        }
    }
    folders.sort_unstable();
    folders.dedup();
    folders
}

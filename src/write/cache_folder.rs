//! The folder beside the output folder in which a build keeps what the next one can use.
//!
//! `.output.reuse/` holds the memory of the last build (`state`) and the tree that the last build
//! replaced (`spare`). It is marked as a cache and keeps itself out of Git; whoever removes it
//! makes the next build slow, and nothing else.

use super::disk::Disk;
use super::lock_owner::lock_owner;
use super::look::{found, stat_of};
use crate::build_cache::{BuildCache, Stat};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

/// The mark of a folder that is ours; <https://bford.info/cachedir/> gives the first line.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What wellspring keeps to build only what changed. Remove it when you like.\n";

/// The file that holds the mark, and is locked while a build runs.
const TAG_NAME: &str = "CACHEDIR.TAG";

/// What keeps the folder out of Git.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// Names that are tried if somebody else's folder stands at the first.
const N_NAMES: usize = 9;

/// How long to wait for the clock of the disk to go on, and how often.
const TICK: (Duration, usize) = (Duration::from_millis(1), 25);

/// What to do while another build of the same output is running.
#[derive(Clone, Copy)]
pub struct Queue<'a> {
    /// Wait for it, rather than fail.
    pub waits: bool,
    /// Tells people why it takes so long.
    pub say: &'a (dyn Fn(&str) + Sync),
}

impl fmt::Debug for Queue<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Queue").field("waits", &self.waits).finish_non_exhaustive()
    }
}

/// The folder, and the lock that keeps other builds of the same output out.
#[derive(Debug)]
pub(super) struct CacheFolder {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// What is built, for messages.
    output: PathBuf,
    /// Held until the build ends; the system gives it back even if the build is killed.
    lock: Option<File>,
    /// The folder is there, with its mark, and locked if the disk has locks.
    is_ready: bool,
}

/// What stands at the place of a memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Free,
    /// A build was killed while it made the folder, or is just making it.
    Unfinished,
    Ours,
    Foreign,
}

impl CacheFolder {
    /// Looks at the folder that belongs to an output folder and locks it; makes and changes
    /// nothing.
    ///
    /// # Errors
    ///
    /// A message for people, if there is no place for the folder, or if another build is running
    /// and is not waited for.
    pub(super) fn beside(
        output: &Path,
        disk: &Arc<dyn Disk>,
        queue: Queue<'_>,
    ) -> Result<Self, String> {
        let name = output.file_name();
        let name = name.map_or_else(|| "output".into(), |name| name.to_string_lossy());
        for number in 1..=N_NAMES {
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            let folder = output.with_file_name(format!(".{name}.reuse{number}"));
            let place = place(&**disk, &folder)
                .map_err(|error| format!("cannot read `{}`: {error}", folder.display()))?;
            if place == Place::Foreign {
                continue;
            }
            let (disk, output) = (Arc::clone(disk), output.to_owned());
            let mut memory = Self { disk, folder, output, lock: None, is_ready: false };
            if place == Place::Ours {
                memory.lock(queue, false)?;
                memory.is_ready = true;
            }
            return Ok(memory);
        }
        Err(format!(
            "there is no place beside `{}` for what a build needs: `.{name}.reuse` and {} more folders hold files that wellspring did not write\nhelp: move one of them elsewhere",
            output.display(),
            N_NAMES - 1
        ))
    }

    /// Waits until no other build of this output is running. Without locks builds work just the
    /// same, as long as there is one at a time.
    fn lock(&mut self, queue: Queue<'_>, make: bool) -> Result<(), String> {
        let Ok(file) = self.disk.open_lock(&self.folder.join(TAG_NAME), make) else {
            return Ok(());
        };
        let is_locked = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::Error(_)) => false,
            Err(TryLockError::WouldBlock) => {
                let running = format!(
                    "another build of `{}` is running{}",
                    self.output.display(),
                    who(&file)
                );
                if !queue.waits {
                    return Err(format!("{running}\nhelp: run this one when that one has ended"));
                }
                (queue.say)(&format!("{running}; waiting for it to end"));
                file.lock().is_ok()
            }
        };
        self.lock = is_locked.then_some(file);
        Ok(())
    }

    /// What the last build remembered, if it can be read.
    pub(super) fn load(&self) -> Option<BuildCache> {
        if !self.is_ready {
            return None;
        }
        BuildCache::from_bytes(&self.disk.read(&self.folder.join("state")).ok()?)
    }

    /// A file of the folder, if it can be read.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        if self.is_ready { self.disk.read(&self.folder.join(name)).ok() } else { None }
    }

    /// Puts a file into the folder, whole or not at all.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) {
        let new = self.folder.join(format!("{name}.new"));
        if self.is_ready && self.disk.write_over(&new, bytes).is_ok() {
            let _ = self.disk.rename(&new, &self.folder.join(name));
        }
    }

    /// Whether the folder is there and ours.
    pub(super) fn is_ready(&self) -> bool {
        self.is_ready
    }

    /// Makes the folder and locks it, if that has not been done. A build that is killed meanwhile
    /// leaves nothing in it but the beginnings of two files, by which the next one knows it.
    pub(super) fn make(&mut self, queue: Queue<'_>) -> Result<(), String> {
        let failed = |path: &Path, error: io::Error| {
            let help = match error.kind() {
                io::ErrorKind::PermissionDenied => super::permission_help(path),
                _ => String::new(),
            };
            format!("cannot write `{}`: {error}{help}", path.display())
        };
        match self.disk.make_folders(&self.folder) {
            Ok(()) => self.lock(queue, true)?,
            Err(error) => return Err(failed(&self.folder, error)),
        }
        for (name, text) in [IGNORE, (TAG_NAME, TAG)] {
            let path = self.folder.join(name);
            if self.disk.read(&path).is_ok_and(|found| found == text.as_bytes()) {
                continue;
            }
            self.disk.write_over(&path, text.as_bytes()).map_err(|error| failed(&path, error))?;
        }
        self.is_ready = true;
        Ok(())
    }

    /// Where the next site is put together, and what is there now is kept or removed.
    pub(super) fn spare(&self) -> PathBuf {
        self.folder.join("spare")
    }

    /// Remembers a build. A memory that cannot be written costs the next build time, so that is no
    /// failure of this one.
    pub(super) fn save(&self, mut state: BuildCache) {
        if !self.is_ready {
            return;
        }
        let file = self.folder.join("state");
        let new = self.folder.join("state.new");
        for _ in 0..TICK.1 {
            match self.now(&new) {
                Ok(Some(now)) if state.is_fresh(now) => sleep(TICK.0),
                Ok(_) => break,
                Err(_) => return,
            }
        }
        if let Ok(Some(now)) = self.now(&new) {
            state.forget_since(now);
        }
        if self.disk.write_over(&new, &state.to_bytes()).is_ok() {
            let _ = self.disk.rename(&new, &file);
        }
    }

    /// The time of the disk: that of a file which is written to now.
    fn now(&self, file: &Path) -> io::Result<Option<Stat>> {
        self.disk.write_over(file, b"").map(|found| stat_of(&found))
    }
}

fn place(disk: &dyn Disk, folder: &Path) -> io::Result<Place> {
    match found(disk, folder)? {
        None => return Ok(Place::Free),
        Some(found) if !found.is_dir() => return Ok(Place::Foreign),
        Some(_) => {}
    }
    let tag = folder.join(TAG_NAME);
    if found(disk, &tag)?.is_some_and(|found| found.is_file()) && disk.read(&tag)? == TAG.as_bytes()
    {
        return Ok(Place::Ours);
    }
    for entry in disk.list(folder)? {
        let name = entry.file_name();
        let whole = [IGNORE, (TAG_NAME, TAG)].into_iter().find(|(known, _)| name == **known);
        let Some((_, whole)) = whole else { return Ok(Place::Foreign) };
        if !entry.file_type()?.is_file()
            || !whole.as_bytes().starts_with(&disk.read(&entry.path())?)
        {
            return Ok(Place::Foreign);
        }
    }
    Ok(Place::Unfinished)
}

/// The process that holds a lock, in brackets.
fn who(file: &File) -> String {
    match lock_owner(file) {
        Some((process, Some(seconds))) => format!(" (process {process}, for {seconds} s)"),
        Some((process, None)) => format!(" (process {process})"),
        None => String::new(),
    }
}

//! The folder beside the output folder in which a build keeps what the next one can use.
//!
//! `.output.reuse/` holds the memory of the last build (`state`) and the tree that the last build
//! replaced (`spare`). It is marked as a cache and keeps itself out of Git; whoever removes it
//! makes the next build slow, and nothing else.

use super::WriteError;
use super::look::is_folder;
use super::look::stat_of;
use crate::reuse::Stat;
use crate::reuse::State;
use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

/// The mark of a folder that is ours; <https://bford.info/cachedir/> gives the first line.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What wellspring keeps to build only what changed. Remove it when you like.\n";

/// The file that holds the mark.
const TAG_NAME: &str = "CACHEDIR.TAG";

/// How long to wait for the clock of the disk to go on, and how often.
const TICK: (Duration, usize) = (Duration::from_millis(1), 25);

/// The folder, and the lock that keeps other builds of the same output out.
#[derive(Debug)]
pub(super) struct Memory {
    folder: PathBuf,
    /// Held until the build ends; the system gives it back even if the build is killed.
    lock: Option<File>,
    /// The place is taken by something that is not ours, so nothing is kept.
    is_foreign: bool,
}

impl Memory {
    /// Looks at the folder that belongs to an output folder; makes and changes nothing.
    pub(super) fn beside(output: &Path) -> Self {
        let name = output.file_name();
        let name = name.map_or_else(|| "output".into(), |name| name.to_string_lossy());
        let folder = output.with_file_name(format!(".{name}.reuse"));
        let is_ours = is_folder(&folder)
            && fs::read(folder.join(TAG_NAME)).is_ok_and(|tag| tag == TAG.as_bytes());
        let is_foreign = !is_ours && fs::symlink_metadata(&folder).is_ok();
        let mut memory = Self { folder, lock: None, is_foreign };
        if is_ours {
            memory.lock();
        }
        memory
    }

    fn lock(&mut self) {
        // Without a lock builds work just the same, as long as there is one at a time.
        let file = File::open(self.folder.join(TAG_NAME)).ok();
        self.lock = file.filter(|file| file.lock().is_ok());
    }

    /// What the last build remembered, if it can be read.
    pub(super) fn load(&self) -> Option<State> {
        if self.is_foreign {
            return None;
        }
        State::from_bytes(&fs::read(self.folder.join("state")).ok()?)
    }

    /// A file of the folder, if it can be read.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        if self.is_foreign { None } else { fs::read(self.folder.join(name)).ok() }
    }

    /// Puts a file into the folder, whole or not at all.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) {
        let new = self.folder.join(format!("{name}.new"));
        if !self.is_foreign && fs::write(&new, bytes).is_ok() {
            let _ = fs::rename(&new, self.folder.join(name));
        }
    }

    /// Makes the folder, if it is not there: with its mark in it from the first moment on.
    pub(super) fn make<E>(&mut self) -> Result<(), WriteError<E>> {
        if self.is_foreign || self.lock.is_some() {
            return Ok(());
        }
        if fs::symlink_metadata(&self.folder).is_err() {
            let parent = self.folder.parent().unwrap_or(Path::new(""));
            fs::create_dir_all(parent)
                .map_err(|error| WriteError::Io { path: parent.to_owned(), error })?;
            let new = self.folder.with_extension(format!("new-{}", std::process::id()));
            let made = fs::create_dir(&new)
                .and_then(|()| fs::write(new.join(".gitignore"), "*\n"))
                .and_then(|()| fs::write(new.join(TAG_NAME), TAG))
                .and_then(|()| fs::rename(&new, &self.folder));
            // Another build may have been faster; this one then does without.
            self.is_foreign = made.is_err();
        }
        self.lock();
        Ok(())
    }

    /// Where the next site is put together, and what is there now is kept or removed.
    pub(super) fn spare(&self) -> PathBuf {
        match self.is_foreign {
            false => self.folder.join("spare"),
            true => self.folder.with_extension("staging"),
        }
    }

    /// Whether the tree that a build replaced may be kept for the next one.
    pub(super) fn keeps_spare(&self) -> bool {
        !self.is_foreign
    }

    /// Remembers a build. A memory that cannot be written costs the next build time, so that is no
    /// failure of this one.
    pub(super) fn save(&self, mut state: State) {
        if self.is_foreign {
            return;
        }
        let file = self.folder.join("state");
        let new = self.folder.join("state.new");
        for _ in 0..TICK.1 {
            match now(&new) {
                Ok(Some(now)) if state.is_fresh(now) => sleep(TICK.0),
                Ok(_) => break,
                Err(_) => return,
            }
        }
        if let Ok(Some(now)) = now(&new) {
            state.forget_since(now);
        }
        if fs::write(&new, state.to_bytes()).is_ok() {
            let _ = fs::rename(&new, &file);
        }
    }
}

/// The time of the disk: that of a file which is written to now.
fn now(file: &Path) -> io::Result<Option<Stat>> {
    fs::write(file, b"")?;
    fs::metadata(file).map(|found| stat_of(&found))
}

//! Looks at the files of a site for changes that no event told of: on disks of Windows under WSL, on
//! those of the network, in many shared folders.

use super::current::Current;
use super::watch::{FOLDERS, Seen};
use crate::load::{Changed, is_passed_over};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// How often the files are looked at where no events come.
pub(super) const EVERY: Duration = Duration::from_secs(1);

/// How long after a look the next one may be, in times of what it took: a large site must not be
/// looked at all the time.
const REST: u32 = 10;

/// Kinds of disks of which the system tells nothing that others change, as Linux names them.
const SILENT: &[&str] = &[
    "9p",
    "drvfs",
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "vboxsf",
    "prl_fs",
    "vmhgfs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "fuse.rclone",
    "fuse.davfs",
    "fuse.s3fs",
    "fuse.gcsfuse",
    "fuse.grpcfuse",
    "fuse.osxfs",
    "fakeowner",
    "davfs",
    "ceph",
    "lustre",
    "glusterfs",
    "fuse.glusterfs",
];

/// How a file looks from outside.
type Stamp = (u64, Option<SystemTime>);

/// The files of a site as they were when it was read last.
pub(super) struct Looks {
    root: PathBuf,
    current: Arc<Current>,
    state: Mutex<State>,
}

struct State {
    files: BTreeMap<String, Stamp>,
    /// Before then nobody looks again.
    not_before: Instant,
    wake: Sender<Seen>,
}

impl Looks {
    pub(super) fn new(root: PathBuf, current: Arc<Current>, wake: Sender<Seen>) -> Self {
        let files = files(&root);
        let state = Mutex::new(State { files, not_before: now(), wake });
        Self { root, current, state }
    }

    /// Notes how files look that are about to be read.
    pub(super) fn note(&self, changed: &Changed) {
        let mut state = self.lock();
        if changed.all {
            state.files = files(&self.root);
            return;
        }
        for path in &changed.files {
            match stamp(&self.root.join(path)) {
                Some(stamp) => drop(state.files.insert(path.clone(), stamp)),
                None => drop(state.files.remove(path)),
            }
        }
    }

    /// Looks at all files, unless that has just been done. What has changed is read, and who asks for
    /// a page waits for it; whether something has.
    pub(super) fn look(&self) -> bool {
        let mut state = self.lock();
        let start = now();
        if start < state.not_before || self.current.is_behind() {
            return false;
        }
        let found = files(&self.root);
        state.not_before = now() + start.elapsed() * REST;
        let differs = |(path, stamp): &(&String, &Stamp)| found.get(*path) != Some(*stamp);
        let gone_or_other = state.files.iter().filter(differs).map(|(path, _)| path.clone());
        let new = found.keys().filter(|path| !state.files.contains_key(*path)).cloned();
        let changed: Vec<String> = gone_or_other.chain(new).collect();
        if changed.is_empty() {
            return false;
        }
        state.files = found;
        self.current.see_change();
        // The other end is gone only when the server ends.
        let _ = state.wake.send(Seen::found(changed));
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the server times itself; no page sees it")]
fn now() -> Instant {
    Instant::now()
}

fn files(root: &Path) -> BTreeMap<String, Stamp> {
    let mut found = BTreeMap::new();
    for folder in FOLDERS {
        let walk = WalkDir::new(root.join(folder)).follow_links(true).into_iter();
        let is_of_site = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy())
        };
        for entry in walk.filter_entry(is_of_site).flatten() {
            let Ok(metadata) = entry.metadata() else { continue };
            let Ok(path) = entry.path().strip_prefix(root) else { continue };
            if metadata.is_file() {
                found.insert(
                    super::watch::slashes(path),
                    (metadata.len(), metadata.modified().ok()),
                );
            }
        }
    }
    found
}

fn stamp(path: &Path) -> Option<Stamp> {
    let entry = WalkDir::new(path).max_depth(0).follow_links(true).into_iter().next()?.ok()?;
    let metadata = entry.metadata().ok()?;
    metadata.is_file().then(|| (metadata.len(), metadata.modified().ok()))
}

/// The kind of the disk on which a folder is, if the system does not tell what is changed there.
pub(super) fn silent_disk(root: &Path) -> Option<String> {
    let mounts = super::folder::mounts()?;
    silent(&mounts, root)
}

fn silent(mounts: &str, root: &Path) -> Option<String> {
    let of_root = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ').skip(1);
        let (folder, kind) = (parts.next()?, parts.next()?);
        let folder = folder.replace("\\040", " ");
        root.starts_with(&folder).then_some((folder.len(), kind))
    });
    let (_, kind) = of_root.max_by_key(|(length, _)| *length)?;
    SILENT.contains(&kind).then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::silent;
    use std::path::Path;

    #[test]
    fn disks_that_tell_nothing_are_known_by_their_kind() {
        let mounts =
            "/dev/sda1 / ext4 rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\nh:/x /mnt/my\\040net nfs4 rw 0 0\n";
        assert_eq!(silent(mounts, Path::new("/home/a/site")), None);
        assert_eq!(silent(mounts, Path::new("/mnt/c/site")), Some("9p".to_owned()));
        assert_eq!(silent(mounts, Path::new("/mnt/my net/site")), Some("nfs4".to_owned()));
    }
}

//! Faults of the disk at every single step of a build: the site is the old or the new one, whole,
//! nothing lies about, and the next build puts everything right.

use crate::file_tree::read_tree;
use crate::site_case::SiteCase;
use std::fs::{DirEntry, File, Metadata};
use std::io;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;
use wellspring::options::BuildOptions;
use wellspring::pipeline::{Built, build, build_on};
use wellspring::progress_bar::Progress;
use wellspring::write::{Disk, System, verify};

/// What happens at the chosen step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It fails with an error of the system, another at each step; all later ones go well.
    Once,
    /// It fails, and so does everything after it, as if the process had been killed.
    Death,
}

/// `ENOSPC`, `EACCES`, `EIO`, `EXDEV`, `EROFS` and `EBUSY`.
const ERRORS: [i32; 6] = [28, 13, 5, 18, 30, 16];

/// A disk that fails at one step.
#[derive(Debug)]
struct Faulty {
    fault: Fault,
    at: usize,
    /// Steps so far.
    n_steps: AtomicUsize,
    /// Folders cannot be exchanged in one step.
    lacks_exchange: bool,
    /// Steps that failed, without those that a disk lacks.
    n_failed: AtomicUsize,
}

impl Faulty {
    /// A disk that fails at a step, counted from 0.
    fn new(fault: Fault, at: usize, lacks_exchange: bool) -> Arc<Self> {
        let (n_steps, n_failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Arc::new(Self { fault, at, n_steps, lacks_exchange, n_failed })
    }

    /// Counts a step; an error if it is to fail.
    fn step(&self) -> io::Result<()> {
        let number = self.n_steps.fetch_add(1, Ordering::SeqCst);
        let error = match self.fault {
            Fault::Once if number == self.at => {
                io::Error::from_raw_os_error(ERRORS[number % ERRORS.len()])
            }
            Fault::Death if number >= self.at => io::Error::other("killed"),
            _ => return Ok(()),
        };
        self.n_failed.fetch_add(1, Ordering::SeqCst);
        Err(error)
    }

    /// Writes half of the bytes where a step fails that writes, as a full disk does.
    fn torn<T>(&self, path: &Path, bytes: &[u8], whole: io::Result<T>) -> io::Result<T> {
        if self.n_steps.load(Ordering::SeqCst) == self.at + 1 && whole.is_err() {
            let _ = System.write_new(path, &bytes[..bytes.len() / 2], None);
        }
        whole
    }
}

impl Disk for Faulty {
    fn look(&self, path: &Path) -> io::Result<Metadata> {
        self.step().and_then(|()| System.look(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step().and_then(|()| System.read(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<DirEntry>> {
        self.step().and_then(|()| System.list(folder))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.make_folder(path))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.make_folders(path))
    }

    fn open_up(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.open_up(path))
    }

    fn keep_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.keep_mode(from, to))
    }

    fn write_new(
        &self,
        path: &Path,
        bytes: &[u8],
        modified: Option<SystemTime>,
    ) -> io::Result<Metadata> {
        let whole = self.step().and_then(|()| System.write_new(path, bytes, modified));
        self.torn(path, bytes, whole)
    }

    fn write_over(&self, path: &Path, bytes: &[u8]) -> io::Result<Metadata> {
        let whole = self.step().and_then(|()| System.write_over(path, bytes));
        self.torn(path, bytes, whole)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.link(from, to))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.copy(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        match self.lacks_exchange {
            true => Err(ErrorKind::InvalidInput.into()),
            false => System.exchange(one, other),
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.remove_folder(path))
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.remove_all(path))
    }

    fn open_lock(&self, path: &Path, make: bool) -> io::Result<File> {
        self.step().and_then(|()| System.open_lock(path, make))
    }
}

/// A site whose builds are short, with a file of the reader's own in the output folder.
fn site() -> SiteCase {
    let site = SiteCase::in_memory();
    site.put(
        "content/site.yaml",
        "title: { en: Example }\nlanguages: { en: { tag: en, name: English } }\n\
         as_of: 2030-06-30\ncurrency: CNY\n",
    );
    site.put("content/files/notes.txt", "notes\n");
    site
}

/// The site in its first or its second state.
fn put_state(site: &SiteCase, number: usize) {
    site.put("content/files/state.txt", format!("state {number}\n"));
    site.put("content/pages/about.en.md", format!("---\ntitle: About\n---\n\nState {number}.\n"));
    if number == 1 {
        site.put("content/pages/gone.en.md", "---\ntitle: Gone\n---\n\nText.\n");
    } else {
        let _ = std::fs::remove_file(site.root().join("content/pages/gone.en.md"));
        site.put("content/pages/new.en.md", "---\ntitle: New\n---\n\nText.\n");
    }
}

type Tree = std::collections::BTreeMap<String, Vec<u8>>;

/// The two states as clean builds make them, each with what the reader has put there.
fn expected() -> [Tree; 2] {
    [1, 2].map(|number| {
        let site = site();
        put_state(&site, 1);
        put_state(&site, number);
        assert!(matches!(build(&site.options(), &Progress::hidden()), Ok(Built::Published(..))));
        let mut tree = read_tree(&site.options().output);
        tree.insert(".gitignore".to_owned(), b"*\n".to_vec());
        tree.insert(".git/HEAD".to_owned(), b"ref\n".to_vec());
        tree
    })
}

/// Builds on one thread, so that steps have the same numbers each time.
fn build_with(disk: &Arc<Faulty>, options: &BuildOptions) -> Result<Built, String> {
    let disk: Arc<dyn Disk> = Arc::clone(disk) as Arc<dyn Disk>;
    build_on(&disk, options, &Progress::hidden())
}

/// Nothing may lie beside the output but what builds keep; a part of a name is shown.
#[track_caller]
fn check_beside(site: &SiteCase, step: &str) {
    let entries = std::fs::read_dir(site.root()).expect("is readable");
    for entry in entries {
        let name = entry.expect("is readable").file_name().to_string_lossy().into_owned();
        let known = ["content", "output", ".output.reuse"];
        assert!(known.contains(&&*name), "{name} lies beside the output {step}");
    }
}

/// Lets a build over the first state fail at every step until it goes through.
fn check(fault: Fault, lacks_exchange: bool, has_spare: bool) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let [old, new] = expected();
    let progress = Progress::hidden();
    let (mut n_old, mut n_new, mut n_between) = (0, 0, 0);
    for at in 0.. {
        let step = format!("after {fault:?} at step {at}, without exchange: {lacks_exchange}");
        let site = site();
        let (options, output) = (site.options(), site.options().output);
        if has_spare {
            put_state(&site, 1);
            site.put("content/files/state.txt", "state 0\n");
            build(&options, &progress).expect("goes well");
        }
        put_state(&site, 1);
        build(&options, &progress).expect("goes well");
        assert_eq!(site.root().join(".output.reuse/spare").exists(), has_spare);
        site.put("output/.gitignore", "*\n");
        site.put("output/.git/HEAD", "ref\n");
        put_state(&site, 2);
        let disk = Faulty::new(fault, at, lacks_exchange);
        let done = pool.install(|| build_with(&disk, &options));
        if disk.n_failed.load(Ordering::SeqCst) == 0 {
            assert!(done.is_ok(), "{step}: {done:?}");
            assert!(at > 100, "there are many steps: {at}");
            break;
        }
        check_beside(&site, &step);
        if output.exists() {
            let verified = verify(&output).unwrap_or_else(|error| panic!("{step}: {error:?}"));
            assert!(verified.is_whole(), "{step}: {verified:?}");
            let state = std::fs::read(output.join("files/state.txt")).expect("is whole");
            let is_new = state == b"state 2\n";
            n_new += usize::from(is_new);
            n_old += usize::from(!is_new);
            let expected = if is_new { &new } else { &old };
            let mut found = read_tree(&output);
            // A death right after the exchange leaves this to the next build.
            found.entry(".git/HEAD".to_owned()).or_insert_with(|| b"ref\n".to_vec());
            assert!(found == *expected, "{step}");
        } else {
            assert!(lacks_exchange && fault == Fault::Death, "{step}: there is no output");
            n_between += 1;
        }
        build(&options, &progress).unwrap_or_else(|error| panic!("{step}: {error}"));
        assert!(read_tree(&output) == new, "the next build puts everything right {step}");
        check_beside(&site, &step);
        if at % 8 == 0 {
            put_state(&site, 1);
            let _ = std::fs::remove_file(site.root().join("content/pages/new.en.md"));
            build(&options, &progress).unwrap_or_else(|error| panic!("{step}: {error}"));
            assert!(read_tree(&output) == old, "and the one after that {step}");
        }
    }
    assert!(n_old > 30 && n_new > 0, "faults fall before and after the swap: {n_old} {n_new}");
    assert_eq!(n_between > 0, lacks_exchange && fault == Fault::Death, "between two renames");
}

#[test]
fn a_build_that_dies_at_any_step_leaves_a_whole_site() {
    check(Fault::Death, false, true);
}

#[test]
fn a_build_that_dies_without_exchange_is_put_right() {
    check(Fault::Death, true, false);
}

#[test]
fn a_fault_at_any_step_leaves_a_whole_site() {
    check(Fault::Once, false, true);
}

#[test]
fn a_fault_without_exchange_leaves_a_whole_site() {
    check(Fault::Once, true, false);
}

#[test]
fn the_first_build_of_all_may_die_at_any_step() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let clean = site();
    put_state(&clean, 1);
    build(&clean.options(), &Progress::hidden()).expect("goes well");
    let expected = read_tree(&clean.options().output);
    for at in 0.. {
        let site = site();
        put_state(&site, 1);
        let output = site.options().output;
        let disk = Faulty::new(Fault::Death, at, false);
        let _ = pool.install(|| build_with(&disk, &site.options()));
        if disk.n_failed.load(Ordering::SeqCst) == 0 {
            assert!(at > 50, "there are many steps: {at}");
            break;
        }
        let step = format!("after step {at}");
        check_beside(&site, &step);
        assert!(!output.exists() || read_tree(&output) == expected, "{step}");
        build(&site.options(), &Progress::hidden())
            .unwrap_or_else(|error| panic!("{step}: {error}"));
        assert!(read_tree(&output) == expected, "{step}");
        check_beside(&site, &step);
        assert!(site.root().join(".output.reuse/state").exists(), "{step}: it is remembered");
    }
}

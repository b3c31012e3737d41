//! Pages into a folder, in one step: the only writer of a site.
//!
//! 1. The output folder is looked at: it must be absent, empty, or written by an earlier build,
//!    which its `build.json` proves.
//! 2. Everything is written to a staging folder beside it; a file that has not changed is linked
//!    over, so it keeps its modification time.
//! 3. The two folders change places. Until then the old site is whole; from then on the new one.

#![expect(clippy::disallowed_methods, reason = "this module owns writing")]

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use serde::Deserialize;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

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

/// Makes sure that an output folder may be replaced by a build of the site in `root`.
///
/// # Errors
///
/// A message for people, if the folder overlaps with the site's sources or holds files that no
/// build wrote.
pub fn check_output(root: &Path, output: &Path) -> Result<(), String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| normalized(path));
    let (target, site) = (real(output), real(root));
    for name in ["content", "themes"] {
        if target.starts_with(site.join(name)) {
            return Err(format!(
                "the output folder `{}` lies inside `{name}/`, which is what the site is made from\nhelp: choose another with `-o`",
                output.display()
            ));
        }
    }
    if site.starts_with(&target) {
        return Err(format!(
            "the output folder `{}` holds the site folder, which a build would replace\nhelp: choose another with `-o`",
            output.display()
        ));
    }
    let foreign = match fs::symlink_metadata(output) {
        Err(_) => return Ok(()),
        Ok(found) if !found.is_dir() => {
            return Err(format!("the output `{}` is not a folder", output.display()));
        }
        Ok(_) => foreign_files(output)
            .map_err(|error| format!("cannot read `{}`: {error}", output.display()))?,
    };
    let Some(first) = foreign.first() else { return Ok(()) };
    let rest = match foreign.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    Err(format!(
        "the output folder `{}` holds `{first}`{rest}, which wellspring did not write\nhelp: move what you want to keep, or choose another folder with `-o`",
        output.display()
    ))
}

/// The path without `.` and `..`, for a folder that may not exist yet.
fn normalized(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (parent, name) = (absolute.parent(), absolute.file_name());
    match (parent.and_then(|parent| parent.canonicalize().ok()), name) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => absolute,
    }
}

/// Files in an output folder that its manifest does not list; hidden files at the top are the
/// reader's own and are carried over.
fn foreign_files(output: &Path) -> io::Result<Vec<String>> {
    let manifest = read_manifest(output);
    let known = |path: &str| {
        path == MANIFEST
            || path.starts_with('.')
            || manifest.as_ref().is_some_and(|manifest| manifest.files.contains_key(path))
    };
    Ok(files_below(output)?.into_iter().filter(|path| !known(path)).collect())
}

fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.push(parts.join("/"));
        }
    }
    Ok(files)
}

fn read_manifest(output: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(output.join(MANIFEST)).ok()?).ok()
}

/// Writes a site: renders every output and swaps the folder in.
///
/// `render` is called in parallel, once for each output. `manifest` comes with everything but the
/// list of files.
///
/// # Errors
///
/// If anything could not be rendered or written, or the folder may not be replaced; the old site
/// is untouched then.
pub fn write<'a, T: Output, E: Send>(
    outputs: &'a [T],
    render: impl Fn(&'a T) -> Result<Cow<'a, [u8]>, Failure<E>> + Sync,
    mut manifest: Manifest,
    output: &Path,
) -> Result<WriteReport, WriteError<E>> {
    let staging = beside(output, "staging");
    remove_folder(&staging)?;
    let old = read_manifest(output);
    let result = stage(outputs, render, old.as_ref(), output, &staging);
    let (mut report, files) = match result {
        Ok(staged) => staged,
        Err(error) => {
            remove_folder(&staging)?;
            return Err(error);
        }
    };
    if let Some(old) = &old {
        report.n_removed = old.files.keys().filter(|path| !files.contains_key(*path)).count();
    }
    manifest.files = files;
    let text = serde_json::to_vec_pretty(&manifest).expect("a manifest has only texts");
    report.n_bytes += text.len() as u64;
    put(&staging.join(MANIFEST), &output.join(MANIFEST), &text)?;
    keep_hidden(output, &staging)?;
    swap(&staging, output)?;
    Ok(report)
}

type Staged = (WriteReport, BTreeMap<String, String>);

fn stage<'a, T: Output, E: Send>(
    outputs: &'a [T],
    render: impl Fn(&'a T) -> Result<Cow<'a, [u8]>, Failure<E>> + Sync,
    old: Option<&Manifest>,
    output: &Path,
    staging: &Path,
) -> Result<Staged, WriteError<E>> {
    let folders: BTreeSet<&str> = outputs
        .iter()
        .filter_map(|output| output.path().rsplit_once('/').map(|(folder, _)| folder))
        .collect();
    make_folder(staging)?;
    for folder in folders {
        make_folder(&staging.join(folder))?;
    }
    let results: Vec<_> = outputs
        .par_iter()
        .map(|item| {
            let path = item.path();
            let bytes = render(item).map_err(|failure| match failure {
                Failure::Render(error) => WriteError::Render(vec![error]),
                Failure::Io { path, error } => WriteError::Io { path, error },
            })?;
            let hash = blake3::hash(&bytes).to_hex().to_string();
            let known = old.is_some_and(|old| old.files.get(path) == Some(&hash));
            let from = if known { output.join(path) } else { PathBuf::new() };
            let changed = put(&staging.join(path), &from, &bytes)?;
            Ok((path.to_owned(), hash, changed, bytes.len()))
        })
        .collect();
    let (mut report, mut files, mut failed) = (WriteReport::default(), BTreeMap::new(), Vec::new());
    for result in results {
        match result {
            Ok((path, hash, changed, n_bytes)) => {
                files.insert(path, hash);
                report.n_bytes += n_bytes as u64;
                *(if changed { &mut report.n_written } else { &mut report.n_unchanged }) += 1;
            }
            Err(WriteError::Render(errors)) => failed.extend(errors),
            Err(error) => return Err(error),
        }
    }
    if failed.is_empty() { Ok((report, files)) } else { Err(WriteError::Render(failed)) }
}

/// Puts bytes at a path; links the old file over if it holds the same. Returns whether it wrote.
fn put<E>(path: &Path, old: &Path, bytes: &[u8]) -> Result<bool, WriteError<E>> {
    let same = !old.as_os_str().is_empty() && fs::read(old).is_ok_and(|found| found == bytes);
    if same && fs::hard_link(old, path).is_ok() {
        return Ok(false);
    }
    fs::write(path, bytes).map_err(|error| WriteError::Io { path: path.to_owned(), error })?;
    if same {
        // No hard links here (another file system, or none at all): keep at least the time.
        let time = fs::metadata(old).and_then(|found| found.modified());
        if let (Ok(time), Ok(file)) = (time, fs::File::options().append(true).open(path)) {
            return Ok(file.set_modified(time).is_err());
        }
    }
    Ok(true)
}

/// Links hidden files at the top of the old folder over: `.gitignore`, `.git` and the like are the
/// reader's own.
fn keep_hidden<E>(output: &Path, staging: &Path) -> Result<(), WriteError<E>> {
    let Ok(entries) = fs::read_dir(output) else { return Ok(()) };
    for entry in entries.filter_map(Result::ok) {
        let (from, name) = (entry.path(), entry.file_name());
        if !name.to_string_lossy().starts_with('.') || !from.is_file() {
            continue;
        }
        let to = staging.join(&name);
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(|_| ()))
            .map_err(|error| WriteError::Io { path: to, error })?;
    }
    Ok(())
}

/// Puts the staging folder into the place of the output folder and removes the old one.
fn swap<E>(staging: &Path, output: &Path) -> Result<(), WriteError<E>> {
    let failed = |error| WriteError::Io { path: output.to_owned(), error };
    if !output.exists() {
        return fs::rename(staging, output).map_err(failed);
    }
    let old = if exchange(staging, output) {
        staging.to_owned()
    } else {
        let old = beside(output, "old");
        remove_folder(&old)?;
        fs::rename(output, &old).map_err(failed)?;
        if let Err(error) = fs::rename(staging, output) {
            fs::rename(&old, output).map_err(failed)?;
            return Err(failed(error));
        }
        old
    };
    for entry in fs::read_dir(&old).map_err(failed)?.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with('.') && entry.path().is_dir() {
            fs::rename(entry.path(), output.join(entry.file_name())).map_err(failed)?;
        }
    }
    remove_folder(&old)
}

/// Exchanges two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::CWD;
    use rustix::fs::RenameFlags;
    rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step, where the system can.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

/// A hidden folder beside the output folder, on the same disk.
fn beside(output: &Path, what: &str) -> PathBuf {
    let name = output.file_name().map_or_else(|| "output".into(), |name| name.to_string_lossy());
    output.with_file_name(format!(".{name}.{what}"))
}

fn make_folder<E>(path: &Path) -> Result<(), WriteError<E>> {
    fs::create_dir_all(path).map_err(|error| WriteError::Io { path: path.to_owned(), error })
}

fn remove_folder<E>(path: &Path) -> Result<(), WriteError<E>> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WriteError::Io { path: path.to_owned(), error })
        }
        _ => Ok(()),
    }
}

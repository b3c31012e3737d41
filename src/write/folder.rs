//! What may be replaced, and what stands in an output folder.

use super::MANIFEST;
use super::Manifest;
use super::previous::Previous;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// Makes sure that an output folder may be replaced by a build of the site in `root`.
///
/// # Errors
///
/// A message for people, if the folder overlaps with the site's sources or holds files that no
/// build wrote.
pub fn check_output(root: &Path, output: &Path, previous: &Previous) -> Result<(), String> {
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
        Ok(_) if previous.has_the_same_folders() => Vec::new(),
        Ok(_) => foreign_files(output, previous)
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
pub(super) fn normalized(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (parent, name) = (absolute.parent(), absolute.file_name());
    match (parent.and_then(|parent| parent.canonicalize().ok()), name) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => absolute,
    }
}

/// Files in an output folder that no build wrote, as far as its manifest and the memory of the last
/// build say; hidden files at the top are the reader's own and are carried over.
fn foreign_files(output: &Path, previous: &Previous) -> io::Result<Vec<String>> {
    let manifest = read_manifest(output);
    // Without a manifest it may be another folder under the old name.
    let is_built = output.join(MANIFEST).is_file();
    let remembered: BTreeSet<&str> = previous.paths().filter(|_| is_built).collect();
    let known = |path: &str| {
        path == MANIFEST
            || path.starts_with('.')
            || remembered.contains(path)
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

pub(super) fn read_manifest(output: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(output.join(MANIFEST)).ok()?).ok()
}

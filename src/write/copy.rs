//! A copy of a built site that is never a mix of two builds: other builds wait while it is made.

use super::cache_folder::Queue;
use super::disk::{Disk, System};
use super::folder::{files_below, is_litter, source_folder};
use super::manifest::{MANIFEST, Manifest, read_manifest};
use super::previous::Previous;
use super::verify::{Unverifiable, Verified, verify};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Copies every file of a built site into a folder that is new, empty or an earlier copy, takes out
/// what is no longer part of the site, and compares the copy with its `build.json`, which is written
/// last. The sources of the site in `root` are no such folder.
///
/// # Errors
///
/// A message for people.
pub fn copy(root: &Path, output: &Path, to: &Path, queue: Queue<'_>) -> Result<Verified, String> {
    if let Some(name) = source_folder(root, to) {
        return Err(format!(
            "`{}` lies inside `{name}/`, which is what the site is made from\nhelp: name a folder outside of it",
            to.display()
        ));
    }
    let disk: Arc<dyn Disk> = Arc::new(System);
    let _lock = Previous::open(output, &disk, queue)?;
    let source = read_manifest(&*disk, output)
        .map_err(|error| Unverifiable::NoManifest(output.join(MANIFEST), error).message())?;
    let stale = prepare(&*disk, output, to, &source)?;
    let failed =
        |path: &Path, error: &io::Error| format!("cannot write `{}`: {error}", path.display());
    // Until it is whole, nobody must take it for a site.
    remove(&*disk, &to.join(MANIFEST))?;
    for path in source.files.keys().map(String::as_str).chain([MANIFEST]) {
        let place = to.join(path);
        let folder = place.parent().unwrap_or(to);
        disk.make_folders(folder).map_err(|error| failed(folder, &error))?;
        // Nobody reads half a file.
        let beside = folder.join(".wellspring-copy.tmp");
        remove(&*disk, &beside)?;
        let copied = disk.copy(&output.join(path), &beside);
        let copied = copied.and_then(|()| disk.rename(&beside, &place));
        copied.map_err(|error| failed(&place, &error))?;
    }
    for path in stale {
        remove(&*disk, &to.join(path))?;
    }
    let verified = verify(to).map_err(|error| error.message())?;
    match verified.is_whole() {
        true => Ok(verified),
        false => Err(format!(
            "the copy in `{}` is not what was built: something else writes to one of the two folders",
            to.display()
        )),
    }
}

/// Makes sure that a folder may take a copy; the files of an earlier copy that this one has not.
fn prepare(
    disk: &dyn Disk,
    output: &Path,
    to: &Path,
    source: &Manifest,
) -> Result<BTreeSet<String>, String> {
    let real =
        |path: &Path| path.canonicalize().unwrap_or_else(|_| super::folder::normalized(path));
    let (from, target) = (real(output), real(to));
    if from.starts_with(&target) || target.starts_with(&from) {
        return Err(format!(
            "`{}` and the output folder `{}` lie in one another\nhelp: name a folder beside it",
            to.display(),
            output.display()
        ));
    }
    if let Err(error) = disk.look(to) {
        return match error.kind() {
            io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            _ => Err(format!("cannot read `{}`: {error}", to.display())),
        };
    }
    let mut there = Vec::new();
    files_below(disk, to, "", &mut there)
        .map_err(|error| format!("cannot read `{}`: {error}", to.display()))?;
    let earlier = read_manifest(disk, to).ok();
    let is_known = |path: &String| {
        path == MANIFEST
            || path.starts_with('.')
            || is_litter(path)
            || super::folder::is_of_hosts(path)
            || earlier.as_ref().is_some_and(|earlier| earlier.files.contains_key(path))
    };
    if let Some(other) = there.iter().find(|path| !is_known(path)) {
        return Err(format!(
            "`{}` holds `{other}`, which is of no copy of a site\nhelp: name a new or an empty folder, or an earlier copy",
            to.display()
        ));
    }
    let is_stale = |path: &String| {
        let was_ours = earlier.as_ref().is_some_and(|earlier| earlier.files.contains_key(path));
        was_ours && !source.files.contains_key(path)
    };
    Ok(there.into_iter().filter(is_stale).collect())
}

fn remove(disk: &dyn Disk, path: &Path) -> Result<(), String> {
    match disk.remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("cannot remove `{}`: {error}", path.display()))
        }
        _ => Ok(()),
    }
}

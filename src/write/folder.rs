//! What may be replaced, and what stands in an output folder.

use super::MANIFEST;
use super::disk::Disk;
use super::look::device;
use super::manifest::read_manifest;
use super::previous::Previous;
use crate::load::is_left_behind;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folder of the site's sources that a folder lies in, or is.
pub(super) fn source_folder(root: &Path, folder: &Path) -> Option<&'static str> {
    let (target, site) = (real(folder), real(root));
    ["content", "themes"].into_iter().find(|name| target.starts_with(real(&site.join(name))))
}

/// The path without links, also of a folder that may not exist yet.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normalized(path))
}

/// Makes sure that an output folder may be replaced by a build of the site in `root`.
///
/// # Errors
///
/// A message for people, if the folder overlaps with the site's sources or holds files that no
/// build wrote.
pub fn check_output(root: &Path, output: &Path, previous: &Previous) -> Result<(), String> {
    let (target, site) = (real(output), real(root));
    if let Some(name) = source_folder(root, output) {
        return Err(format!(
            "the output folder `{}` lies inside `{name}/`, which is what the site is made from\nhelp: choose another with `-o`",
            output.display()
        ));
    }
    if site.starts_with(&target) {
        return Err(format!(
            "the output folder `{}` holds the site folder, which a build would replace\nhelp: choose another with `-o`",
            output.display()
        ));
    }
    let unreadable = |error| format!("cannot read `{}`: {error}", output.display());
    let disk = previous.disk();
    let foreign = match disk.look(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(error)),
        Ok(found) => {
            check_kind(disk, output, &found)?;
            match previous.has_the_same_folders() {
                true => Vec::new(),
                false => foreign_files(output, previous).map_err(unreadable)?,
            }
        }
    };
    let Some(first) = foreign.first() else { return Ok(()) };
    let rest = match foreign.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let has_manifest = disk.look(&output.join(MANIFEST)).is_ok();
    if has_manifest && read_manifest(disk, output).is_err() {
        return Err(format!(
            "`{}` is damaged, so that nobody knows whether wellspring wrote `{first}`{rest}\nhelp: if the folder is a site that it built, delete the folder and build again; else choose another with `-o`",
            output.join(MANIFEST).display()
        ));
    }
    Err(format!(
        "the output folder `{}` holds `{first}`{rest}, which wellspring did not write\nhelp: move what you want to keep, or choose another folder with `-o`",
        output.display()
    ))
}

/// Makes sure that what stands at the output's place is a folder that can be exchanged.
fn check_kind(disk: &dyn Disk, output: &Path, found: &Metadata) -> Result<(), String> {
    if found.is_symlink() {
        return Err(format!(
            "the output `{}` is a link, and a build replaces the folder as a whole\nhelp: name the folder that it leads to with `-o`",
            output.display()
        ));
    }
    if !found.is_dir() {
        return Err(format!("the output `{}` is not a folder", output.display()));
    }
    // A build exchanges the folder with the one beside it, so both must be on one disk.
    let parent = std::path::absolute(output).ok();
    let beside = parent.as_deref().and_then(Path::parent).and_then(|parent| disk.look(parent).ok());
    match beside.filter(|beside| !beside.is_symlink()) {
        Some(beside) if device(&beside) != device(found) => Err(is_mount_point(output)),
        _ => Ok(()),
    }
}

/// What is to be said of a folder that the system does not let be renamed.
pub(super) fn is_mount_point(output: &Path) -> String {
    format!(
        "the output folder `{}` is a disk or volume of its own (a mount point), and cannot be exchanged for the new site in one step\nhelp: write to a folder in it, such as `-o {}`, or mount the folder above it",
        output.display(),
        output.join("site").display()
    )
}

/// The path without `.`, `..` and links, for a folder that may not exist yet, nor those above it.
pub(super) fn normalized(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = |above: &Path| Some((above.canonicalize().ok()?, above.to_owned()));
    let Some((mut real, above)) = absolute.ancestors().find_map(there) else { return absolute };
    for part in absolute.strip_prefix(above).into_iter().flat_map(Path::components) {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

/// Hidden files and folders of one who has just made a folder for a site, such as a branch of Git;
/// others show that it is used for something else.
const FOR_A_SITE: [&str; 6] =
    [".git", ".gitignore", ".gitattributes", ".gitkeep", ".nojekyll", ".well-known"];

/// Files that hosts want at the top of a site, and that people or their workflows put there.
const OF_HOSTS: [&str; 17] = [
    "CNAME",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "netlify.toml",
    "vercel.json",
    "web.config",
    "wrangler.toml",
    "staticwebapp.config.json",
    "firebase.json",
    "app.yaml",
    "ads.txt",
    "app-ads.txt",
    "security.txt",
    "BingSiteAuth.xml",
    "sogousiteverification.txt",
];

/// How files begin by which search engines and platforms know the owner of a site, with their ending.
const OF_SEARCH_ENGINES: [(&str, &str); 7] = [
    ("google", ".html"),
    ("baidu_verify_", ".html"),
    ("yandex_", ".html"),
    ("pinterest-", ".html"),
    ("MP_verify_", ".txt"),
    ("WW_verify_", ".txt"),
    ("shenma-site-verification", ".txt"),
];

/// Whether something at the top of an output folder is a host's or its owner's, and stays there.
pub(super) fn is_of_hosts(name: &str) -> bool {
    let is_of_engine = |(start, end): &(&str, &str)| name.starts_with(start) && name.ends_with(end);
    OF_HOSTS.contains(&name) || OF_SEARCH_ENGINES.iter().any(is_of_engine)
}

/// Whether nobody has put it there, wherever in the folder it is.
pub(super) fn is_litter(path: &str) -> bool {
    path.split('/').any(is_left_behind)
}

/// Files in an output folder that no build wrote, as far as its manifest and the memory of the last
/// build say; hidden files at the top are the reader's own and are carried over, those of hosts too.
fn foreign_files(output: &Path, previous: &Previous) -> io::Result<Vec<String>> {
    let disk = previous.disk();
    let manifest = read_manifest(disk, output).ok();
    // Without a manifest it may be another folder under the old name.
    let is_built = disk.look(&output.join(MANIFEST)).is_ok_and(|found| found.is_file());
    let remembered: BTreeSet<&str> = previous.paths().filter(|_| is_built).collect();
    let known = |path: &str| {
        let top = path.split('/').next().unwrap_or_default();
        path == MANIFEST
            || is_litter(path)
            || is_of_hosts(path)
            || (is_built && path.starts_with('.'))
            || FOR_A_SITE.contains(&top)
            || remembered.contains(path)
            || manifest.as_ref().is_some_and(|manifest| manifest.files.contains_key(path))
    };
    let mut files = Vec::new();
    files_below(disk, output, "", &mut files)?;
    let mut foreign: Vec<_> = files.into_iter().filter(|path| !known(path)).collect();
    if !is_built {
        // A home folder is one, though all that it holds yet is an empty `.ssh`.
        for entry in disk.list(output)? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_hidden = name.starts_with('.') && entry.file_type()?.is_dir();
            let prefix = format!("{name}/");
            let is_named = foreign.iter().any(|path| path.starts_with(&prefix));
            if is_hidden && !is_named && !FOR_A_SITE.contains(&&*name) && !is_litter(&name) {
                foreign.push(prefix);
            }
        }
        foreign.sort();
    }
    Ok(foreign)
}

/// Everything below a folder that is no folder, in the order of the names.
pub(super) fn files_below(
    disk: &dyn Disk,
    folder: &Path,
    prefix: &str,
    files: &mut Vec<String>,
) -> io::Result<()> {
    let mut entries = disk.list(folder)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => files_below(disk, &entry.path(), &format!("{path}/"), files)?,
            false => files.push(path),
        }
    }
    Ok(())
}

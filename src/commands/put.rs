//! Puts changed texts into `content/`, and new files into the site folder, and nowhere else.

#![expect(
    clippy::disallowed_methods,
    reason = "`translated` and `import` change the texts of a site, `adopt`, `new`, `schema` and `theme \
              eject` add files to it, `export` writes a file for a translation program"
)]

use crate::source::{Sources, with_line_feeds};
use std::collections::BTreeMap;
use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes files of a site by their paths, all or, as far as a disk allows, none: each is written
/// beside its place first. A file that has changed since it was read is not written over.
pub(super) fn put(
    root: &Path,
    sources: &Sources,
    files: &BTreeMap<String, String>,
) -> Result<(), String> {
    let content = fs::canonicalize(root.join("content")).map_err(|error| error.to_string())?;
    let mut ready: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (path, text) in files {
        let before = sources.by_path(path).map(|file| &*sources.file(file).text);
        match put_beside(root, &content, path, before, text) {
            Ok(pair) => ready.push(pair),
            Err(why) => {
                ready.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
                return Err(format!("cannot write `{path}`: {why}"));
            }
        }
    }
    for (beside, place) in ready {
        fs::rename(&beside, &place)
            .map_err(|error| format!("cannot write `{}`: {error}", place.display()))?;
    }
    Ok(())
}

/// The same, in folders of `content/data/` that need not be there yet.
pub(super) fn put_data(
    root: &Path,
    sources: &Sources,
    files: &BTreeMap<String, String>,
) -> Result<(), String> {
    for path in files.keys() {
        let Some((folder, _)) = path.rsplit_once('/') else { continue };
        let folder = root.join(folder);
        fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    }
    put(root, sources, files)
}

/// Writes a file beside its place; returns both.
fn put_beside(
    root: &Path,
    content: &Path,
    path: &str,
    before: Option<&str>,
    text: &str,
) -> Result<(PathBuf, PathBuf), String> {
    let place = root.join(path);
    let folder = place.parent().ok_or("it has no folder")?;
    let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
    if !folder.starts_with(content) {
        return Err("its folder lies outside `content/`".to_owned());
    }
    let name = place.file_name().ok_or("it has no name")?.to_string_lossy().into_owned();
    // A link stays a link: what it leads to is written, if that lies in the site.
    let place = match fs::canonicalize(&place) {
        Ok(place) if !place.starts_with(content) => {
            return Err("it is a link that leads out of `content/`".to_owned());
        }
        Ok(place) => place,
        Err(_) => folder.join(&name),
    };
    let now = match fs::read_to_string(&place) {
        Ok(now) => Some(now),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.to_string()),
    };
    // Texts are read without a byte order mark; a file that has one keeps it.
    let mark = now.as_deref().filter(|now| now.starts_with('\u{feff}')).map_or("", |_| "\u{feff}");
    let read = now.as_deref().map(|now| with_line_feeds(&now[mark.len()..]));
    if read.as_deref() != before {
        return Err("it has changed while it was read".to_owned());
    }
    let beside = place.with_file_name(format!(".{name}.tmp"));
    fs::write(&beside, format!("{mark}{text}")).map_err(|error| error.to_string())?;
    if let Ok(known) = fs::metadata(&place) {
        fs::set_permissions(&beside, known.permissions()).map_err(|error| error.to_string())?;
    }
    Ok((beside, place))
}

/// Whether a file of the site folder has a text in it.
pub(super) fn names(root: &Path, path: &str, text: &str) -> bool {
    fs::read_to_string(root.join(path)).is_ok_and(|whole| whole.contains(text))
}

/// Writes files that the program makes anew whenever it likes; returns the paths of those that
/// were not as they are now.
pub(super) fn refresh(root: &Path, files: &[(String, String)]) -> Result<Vec<String>, String> {
    let mut written = Vec::new();
    for (path, text) in files {
        let place = root.join(path);
        if fs::read_to_string(&place).is_ok_and(|before| before == *text) {
            continue;
        }
        let failed = |error: io::Error| format!("cannot write `{}`: {error}", place.display());
        place.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        fs::write(&place, text).map_err(failed)?;
        written.push(path.clone());
    }
    Ok(written)
}

/// Writes new files of a site by their paths, all or none; none is written over.
pub(super) fn create(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), String> {
    let is_there = |path: &str| root.join(path).symlink_metadata().is_ok();
    if let Some((path, _)) = files.iter().find(|(path, _)| is_there(path)) {
        return Err(exists(&root.join(path)));
    }
    for (number, (path, bytes)) in files.iter().enumerate() {
        if let Err(why) = create_one(root, path, bytes) {
            for (path, _) in &files[..number] {
                drop(fs::remove_file(root.join(path)));
            }
            return Err(why);
        }
    }
    Ok(())
}

fn create_one(root: &Path, path: &str, bytes: &[u8]) -> Result<(), String> {
    let place = root.join(path);
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(&place),
        _ => format!("cannot write `{}`: {error}", place.display()),
    };
    let Some(folder) = place.parent() else { return Err(format!("`{path}` has no folder")) };
    // `content/` or `themes/` may be a link, as it may for whoever reads the site; below it, links
    // to folders are not read.
    let top = root.join(path.split('/').next().unwrap_or_default());
    let top = fs::canonicalize(top).or_else(|_| fs::canonicalize(root)).map_err(failed)?;
    let nearest = folder.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    if !nearest.is_some_and(|nearest| nearest.starts_with(top)) {
        return Err(format!(
            "cannot write `{}`: its folder lies outside the site",
            place.display()
        ));
    }
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&place).map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

fn exists(place: &Path) -> String {
    format!("`{}` exists already; nothing was written", place.display())
}

/// Reads a file that was named on the command line.
pub(super) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

/// Writes a file that was named on the command line.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// Writes a new file that was named on the command line; none is written over.
pub(super) fn create_named(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => format!("cannot write `{}`: {error}", path.display()),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

/// The path in the site of a file that was named on the command line, seen from the folder at
/// hand or from the site.
pub(super) fn path_in_site(root: &Path, file: &Path) -> Option<String> {
    let root = fs::canonicalize(root).ok()?;
    let found = [file.to_owned(), root.join(file)].into_iter().find_map(|path| {
        let path = fs::canonicalize(path).ok()?;
        path.strip_prefix(&root).ok().map(Path::to_owned)
    })?;
    let parts: Vec<_> = found.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

//! Folders as maps from path to bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// A path in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder with its bytes, by its path with `/`.
pub(crate) fn read_tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder).map(|(name, path)| (name, fs::read(path).expect("is readable"))).collect()
}

/// Every file below a folder with the time of its last change.
pub(crate) fn read_times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: PathBuf| fs::metadata(path).and_then(|found| found.modified());
    files_below(folder).map(|(name, path)| (name, time(path).expect("has a time"))).collect()
}

/// Copies every file below a folder.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for (name, path) in files_below(from) {
        put(&to.join(name), &fs::read(path).expect("is readable"));
    }
}

/// Writes a file and the folders above it.
pub(crate) fn put(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("a temporary folder takes folders");
    fs::write(path, bytes).expect("a temporary folder takes files");
}

/// Every file of the repository below a folder with its text, by its path in the repository.
pub(crate) fn read_texts(folder: &str) -> BTreeMap<String, String> {
    let tree = read_tree(&repository(folder));
    let text = |bytes| String::from_utf8(bytes).expect("is UTF-8");
    tree.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), text(bytes))).collect()
}

fn files_below(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.map(|entry| entry.expect("the folder is readable"));
    entries.filter(|entry| entry.file_type().is_file()).map(move |entry| {
        let name = entry.path().strip_prefix(folder).expect("is below the folder");
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        (parts.join("/"), entry.into_path())
    })
}

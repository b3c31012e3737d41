//! Gives the program a digest of what it is made from, so that pages which another program made
//! are never taken for its own.

#![expect(clippy::disallowed_methods, reason = "it reads the sources of the program, no site")]

use std::fs;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::io;
use std::path::Path;

/// Everything that decides which bytes a page has. `Cargo.lock` is absent where the package is
/// built as a dependency.
const MADE_FROM: [&str; 5] = ["src", "themes", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for name in MADE_FROM {
        println!("cargo::rerun-if-changed={name}");
        if Path::new(name).exists() {
            add(Path::new(name), &mut hasher)?;
        }
    }
    println!("cargo::rustc-env=WELLSPRING_DIGEST={:016x}", hasher.finish());
    if let Some(registry) = registry() {
        println!("cargo::rustc-env=WELLSPRING_REGISTRY={registry}");
    }
    Ok(())
}

/// The name of the registry that this package was downloaded from, if cargo unpacked it where it puts
/// those of crates.io. Of another registry, the folder does not say what cargo calls it.
fn registry() -> Option<&'static str> {
    let here = std::env::current_dir().ok()?;
    let source = here.parent()?;
    let is_unpacked = source.parent()?.ends_with("registry/src");
    let name = source.file_name()?.to_str()?;
    let is_crates_io = name.starts_with("index.crates.io-") || name.starts_with("github.com-");
    (is_unpacked && is_crates_io).then_some("crates-io")
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.to_string_lossy().hash(hasher);
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries: Vec<_> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, hasher))
}

//! Gives the program a digest of what it is made from, so that pages which another program made
//! are never taken for its own; and the tables of the files that have its texts in other languages,
//! so that a language is added by adding its files.

#![expect(clippy::disallowed_methods, reason = "it reads the sources of the program, no site")]

use std::fs;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::io;
use std::path::Path;
use std::path::PathBuf;

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
    let folder = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("languages.rs"), languages()?)?;
    let fields =
        table("FIELD_TEXTS", "What fields are for, by language", "src/schema/words", "yaml")?;
    fs::write(Path::new(&folder).join("field_texts.rs"), fields)?;
    let help = table("HELP_TEXTS", "What can be typed, by language", "src/cli_words", "yaml")?;
    fs::write(Path::new(&folder).join("help_texts.rs"), help)
}

/// The texts of the program in other languages than its own, for `diag/words`.
fn languages() -> io::Result<String> {
    let mut text = table("MESSAGES", "What is said, by language", "src/diag/words", "yaml")?;
    text += "/// What is said about a kind of problem, by language and code.\n";
    text += "const EXPLANATIONS: &[(&str, &str, &str)] = &[\n";
    let folders = sorted(Path::new("src/diag/explain"))?;
    for folder in folders.iter().filter(|path| path.is_dir()) {
        for (name, path) in named(folder, "md")? {
            let code = folder.file_name().unwrap_or_default().display();
            text += &format!("    (\"{code}\", \"{name}\", {}),\n", included(&path));
        }
    }
    Ok(text + "];\n")
}

/// A table of the files in a folder whose names end so.
fn table(constant: &str, what: &str, folder: &str, ending: &str) -> io::Result<String> {
    let mut text = format!("/// {what}.\nconst {constant}: &[(&str, &str)] = &[\n");
    for (name, path) in named(Path::new(folder), ending)? {
        text += &format!("    (\"{name}\", {}),\n", included(&path));
    }
    Ok(text + "];\n")
}

fn named(folder: &Path, ending: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(sorted(folder)?.into_iter().filter(is_wanted).map(|path| (name(&path), path)).collect())
}

fn included(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\"))")
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    Ok(entries)
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
    sorted(path)?.iter().try_for_each(|entry| add(entry, hasher))
}

//! `wellspring init`: a small, fictional site that builds and explains itself.

#![expect(clippy::disallowed_methods, reason = "this command writes the files of a new site")]

use super::Outcome;
use super::Printer;
use std::fs;
use std::path::Path;

macro_rules! starter {
    ($($path:literal,)*) => {
        /// The files of the starter by their paths in the new site.
        const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("starter/", $path))),)*];
    };
}

include!("starter/files.rs");

pub(super) fn run(dir: &Path, out: &Printer<'_>) -> Outcome {
    match write(dir) {
        Ok(()) => {
            out.remark(&format!("a new site is in `{}`", dir.display()));
            let here = if dir == Path::new(".") {
                String::new()
            } else {
                format!(" -C {}", dir.display())
            };
            out.remark(&format!("build it with `wellspring build{here}`"));
            Outcome::Clean
        }
        Err(message) => out.failure(&message),
    }
}

fn write(dir: &Path) -> Result<(), String> {
    let failed =
        |path: &Path, error: std::io::Error| format!("cannot write `{}`: {error}", path.display());
    if let Ok(entries) = fs::read_dir(dir) {
        let hidden = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
        if let Some(found) = entries.filter_map(Result::ok).find(|entry| !hidden(entry)) {
            return Err(format!(
                "`{}` is not empty: it holds `{}`\nhelp: name a new folder, as in `wellspring init my-report`",
                dir.display(),
                found.file_name().to_string_lossy()
            ));
        }
    }
    for (name, text) in FILES {
        let path = dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

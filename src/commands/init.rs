//! `wellspring init`: a small, fictional site that builds and explains itself.

#![expect(clippy::disallowed_methods, reason = "this command writes the files of a new site")]

use super::{Outcome, Printer, pipelines, schema};
use crate::cli::InitArgs;
use std::fs;
use std::path::Path;

macro_rules! starter {
    ($($path:literal,)*) => {
        /// The files of the starter by their paths in the new site; a test compares the list with
        /// the folder.
        const FILES: &[(&str, &str)] = &[
            $(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands/starter/", $path))),)*
        ];
    };
}

starter! {
    "content/data/documents.yaml",
    "content/data/events.yaml",
    "content/data/indicators.yaml",
    "content/data/industries.yaml",
    "content/data/observations.yaml",
    "content/data/organizations.yaml",
    "content/data/parks.yaml",
    "content/data/projects/cold-store.yaml",
    "content/data/projects/paper-sun-modules.yaml",
    "content/data/projects/reed-mill.yaml",
    "content/data/regions.yaml",
    "content/data/sources.yaml",
    "content/data/targets.yaml",
    "content/data/terms.yaml",
    "content/pages/about.en.md",
    "content/pages/about.zh.md",
    "content/pages/reports/2031-q1.en.md",
    "content/pages/reports/2031-q1.zh.md",
    "content/pages/reports/index.en.md",
    "content/pages/reports/index.zh.md",
    "content/site.yaml",
}

pub(super) fn run(args: &InitArgs, out: &Printer<'_>) -> Outcome {
    let dir = &args.dir;
    match begin(args) {
        Ok(written) => {
            if written.is_new {
                out.remark(&format!("a new site is in `{}`", dir.display()));
                let here = if dir == Path::new(".") {
                    String::new()
                } else {
                    format!(" -C {}", dir.display())
                };
                out.remark(&format!("build it with `wellspring build{here}`"));
            }
            for path in &written.pipeline {
                out.remark(&format!("wrote `{}`", dir.join(path).display()));
            }
            if let Some(host) = args.ci
                && let Some(missing) = pipelines::missing(host, pipelines::ORIGIN)
            {
                out.remark(missing);
            }
            Outcome::Clean
        }
        Err(message) => out.failure(&message),
    }
}

/// What was written.
struct Written {
    /// The starter was.
    is_new: bool,
    /// The files of a pipeline.
    pipeline: Vec<&'static str>,
}

/// Writes the starter, unless pipelines are asked for and a site is there, and the pipelines. If
/// any of it cannot be, nothing is written.
fn begin(args: &InitArgs) -> Result<Written, String> {
    let dir = &args.dir;
    let mut pipeline = match args.ci {
        Some(host) => pipelines::pipeline(host, args.shards, pipelines::ORIGIN)?,
        None => Vec::new(),
    };
    let is_there = |path: &str| dir.join(path).symlink_metadata().is_ok();
    pipeline.retain(|file| !(file.is_optional && is_there(file.path)));
    if let Some(file) = pipeline.iter().find(|file| is_there(file.path)) {
        return Err(format!(
            "`{}` exists already; nothing was written\n\
             help: move it away, or write into an empty folder and take over what you need",
            dir.join(file.path).display()
        ));
    }
    let is_new = args.ci.is_none() || !is_there("content/site.yaml");
    if is_new {
        write(dir)?;
    }
    for file in &pipeline {
        put(&dir.join(file.path), &file.text)?;
    }
    Ok(Written { is_new, pipeline: pipeline.into_iter().map(|file| file.path).collect() })
}

/// Writes the starter.
fn write(dir: &Path) -> Result<(), String> {
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
    FILES.iter().try_for_each(|(name, text)| put(&dir.join(name), text))?;
    let ignored = dir.join(".gitignore");
    if ignored.symlink_metadata().is_err() {
        put(&ignored, pipelines::IGNORED)?;
    }
    schema::begin(dir)
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    let failed =
        |path: &Path, error: std::io::Error| format!("cannot write `{}`: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    }
    fs::write(path, text).map_err(|error| failed(path, error))
}

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
            if !written.pipeline.is_empty() {
                out.remark(
                    "these files ask for a few things that only you know: look for `FILL IN`",
                );
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
        Some(host) => pipelines::pipeline(host, args.shards)?,
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

#[cfg(test)]
mod tests {
    use super::FILES;
    use super::write;
    use crate::options::BuildOptions;
    use crate::pipeline::compile;
    use crate::progress_bar::Progress;

    #[test]
    fn the_list_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/commands/starter");
        let mut found: Vec<String> = walkdir::WalkDir::new(folder)
            .into_iter()
            .map(|entry| entry.expect("the starter can be read"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(folder).expect("below the folder");
                path.to_string_lossy().replace('\\', "/")
            })
            .collect();
        found.sort();
        let mut listed: Vec<_> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        listed.sort();
        assert_eq!(listed, found);
    }

    /// Its texts propose to look from the earlier day.
    #[test]
    fn the_starter_has_no_problems() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        write(folder.path()).expect("the folder is empty");
        for as_of in [None, Some(jiff::civil::date(2031, 2, 1))] {
            let options = BuildOptions { as_of, ..BuildOptions::new(folder.path()) };
            let (_, found) =
                compile(&options).expect("there is a site").finish(&Progress::hidden());
            let messages: Vec<_> = found.iter().map(|(_, problem)| &problem.message).collect();
            assert!(messages.is_empty(), "{messages:#?}");
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        write(folder.path()).expect("the folder is empty");
        let message = write(folder.path()).expect_err("the folder holds a site");
        assert!(message.contains("is not empty: it holds `"), "{message}");
    }
}

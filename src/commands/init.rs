//! `wellspring init`: a small, fictional site that builds and explains itself.

#![expect(clippy::disallowed_methods, reason = "this command writes the files of a new site")]

use super::{Outcome, Printer, comments, pipelines, schema};
use crate::cli::InitArgs;
use crate::diag::MessageLanguage;
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
    match begin(args, out.language()) {
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
fn begin(args: &InitArgs, language: MessageLanguage) -> Result<Written, String> {
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
        write(dir, language)?;
    }
    for file in &pipeline {
        put(&dir.join(file.path), &comments::said(&file.text, language))?;
    }
    Ok(Written { is_new, pipeline: pipeline.into_iter().map(|file| file.path).collect() })
}

/// The text of a file of the starter. Pages are there in each language; what explains the ledger is
/// in the language of whoever starts the site, which is also the first one of the new site if the
/// starter has it.
fn in_language(path: &str, text: &str, language: MessageLanguage) -> String {
    if !path.ends_with(".yaml") {
        return text.to_owned();
    }
    let text = comments::said(text, language);
    let own = language.code().map(|code| format!("\n  {code}: {{ tag: "));
    let line = own.and_then(|own| text.split_once(&own).map(|(_, rest)| (own, rest)));
    let Some((own, rest)) = line else { return text };
    let line = format!("{own}{}", rest.lines().next().unwrap_or_default());
    text.replacen(&line, "", 1).replacen("\nlanguages:", &format!("\nlanguages:{line}"), 1)
}

/// Writes the starter.
fn write(dir: &Path, language: MessageLanguage) -> Result<(), String> {
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
    let put_one =
        |(name, text): &(&str, &str)| put(&dir.join(name), &in_language(name, text, language));
    FILES.iter().try_for_each(put_one)?;
    let ignored = dir.join(".gitignore");
    if ignored.symlink_metadata().is_err() {
        put(&ignored, &comments::said(pipelines::IGNORED, language))?;
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

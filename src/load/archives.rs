//! The archived texts of sources: only those are read that a source names.

use super::read::Found;
use super::{Earlier, LoadError, read};
use crate::limits::MAX_ARCHIVE_BYTES;
use std::path::Path;
use std::sync::Arc;

/// The endings of archives.
const ENDINGS: [&str; 4] = [".txt", ".md", ".html", ".htm"];

/// Archived texts by their names below `content/`, and those that are too large.
#[derive(Default)]
pub(super) struct Archives {
    pub(super) texts: Vec<(String, Found)>,
    pub(super) too_large: Vec<Arc<str>>,
}

/// Reads every file of `candidates`, names below `content/`, that the records of sources name.
///
/// Their YAML is not parsed yet, so a name counts wherever it stands in it: a file too many does
/// no harm.
pub(super) fn read(
    content: &Path,
    candidates: &[String],
    read: &[(String, Found)],
    earlier: Option<Earlier<'_>>,
) -> Result<Archives, LoadError> {
    let mut archives = Archives::default();
    let naming: Vec<_> = read.iter().filter_map(|(name, found)| naming(name, found)).collect();
    if naming.is_empty() {
        return Ok(archives);
    }
    for name in candidates {
        let is_archive = ENDINGS.iter().any(|ending| name.ends_with(ending));
        if !is_archive || !naming.iter().any(|text| text.contains(name.as_str())) {
            continue;
        }
        let path = content.join(name);
        let fail = |error| LoadError::Io { path: path.clone(), error };
        if std::fs::metadata(&path).map_err(fail)?.len() > MAX_ARCHIVE_BYTES {
            archives.too_large.push(format!("content/{name}").into());
            continue;
        }
        let found = read::text(&path, format!("content/{name}"), 0, earlier)?;
        archives.texts.push((name.clone(), found));
    }
    Ok(archives)
}

/// The text of a file with sources, if it speaks of archives at all.
fn naming<'a>(name: &str, found: &'a Found) -> Option<&'a str> {
    let of_sources = name.strip_prefix("data/sources")?;
    let Found::Text(file, _) = found else { return None };
    let is_sources = of_sources.starts_with('/') || of_sources.starts_with('.');
    (is_sources && file.text.contains("archive")).then_some(&*file.text)
}

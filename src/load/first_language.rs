//! Which language a site is written in first, without reading all of it.

use indexmap::IndexMap;
use serde::Deserialize;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::limits::MAX_TEXT_BYTES;

/// As much of `site.yaml` as tells the languages.
#[derive(Deserialize)]
struct Settings {
    languages: IndexMap<String, Language>,
}

#[derive(Deserialize)]
struct Language {
    tag: String,
}

/// The tag of the first language of a site; `None` if its settings cannot be read, which is told of
/// when they are read in earnest.
#[must_use]
pub fn first_language(root: &Path) -> Option<String> {
    let file = File::open(root.join("content/site.yaml")).ok()?;
    let mut text = String::new();
    file.take(MAX_TEXT_BYTES).read_to_string(&mut text).ok()?;
    let settings: Settings = serde_yaml::from_str(&text).ok()?;
    settings.languages.into_iter().next().map(|(_, language)| language.tag)
}

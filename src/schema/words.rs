//! What fields are for, in other languages than English.
//!
//! The documentation of a field stands in English where the field is declared. A file a language, such
//! as `words/zh.yaml`, has each of these texts with what it is in that language; what a file lacks stays
//! English.

use crate::diag::MessageLanguage;
use std::collections::BTreeMap;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/field_texts.rs"));

/// The documentation of a field in a language. That of a field of the site's own is its name, which
/// stays as it is.
#[must_use]
pub fn documentation(english: &str, language: MessageLanguage) -> String {
    let english = english.trim();
    let known = texts(language).and_then(|texts| texts.get(english).cloned());
    known.unwrap_or_else(|| language.say(english))
}

/// The file of a language, read once.
fn texts(language: MessageLanguage) -> Option<&'static BTreeMap<String, String>> {
    static READ: OnceLock<Vec<OnceLock<BTreeMap<String, String>>>> = OnceLock::new();
    let index = FIELD_TEXTS.iter().position(|(code, _)| Some(*code) == language.code())?;
    let all = READ.get_or_init(|| FIELD_TEXTS.iter().map(|_| OnceLock::new()).collect());
    let read = || serde_yaml::from_str(FIELD_TEXTS[index].1).expect("the files are tested");
    Some(all.get(index)?.get_or_init(read))
}

//! The stamps of texts in the ledger, which stand in a file of their own.
//!
//! The file is YAML, but only as the program writes it: a line for each text. So a ledger with a
//! hundred thousand texts is read in no time, and a line that a merge left behind is seen.

use super::stamp::read_stamp;
use super::{STAMPS_PATH, Texts};
use crate::source::Span;
use std::collections::BTreeMap;

/// What the file holds.
#[derive(Debug, Default)]
pub struct LedgerStamps<'a> {
    /// For each language the hashes by the names of the texts.
    pub by_lang: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    /// The first line that is none of those the program writes.
    pub strange: Option<Span>,
}

/// Reads the file, if there is one.
#[must_use]
pub fn read_stamps<'a>(texts: &Texts<'a>) -> LedgerStamps<'a> {
    let mut stamps = LedgerStamps::default();
    let Some(file) = texts.sources.by_path(STAMPS_PATH) else { return stamps };
    let mut lang = None;
    let mut at = 0;
    for line in texts.sources.file(file).text.split_inclusive('\n') {
        let content = line.trim_end();
        let place = Span::new(file, at..at + content.len());
        at += line.len();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let is_read = match content.strip_prefix("  ") {
            Some(entry) => lang.and_then(|lang| stamps.add(lang, entry)).is_some(),
            None => match content.strip_suffix(':') {
                Some(code) => {
                    lang = Some(code).filter(|code| texts.lang(code).is_some());
                    lang.is_some()
                }
                // The mark of a merge: what follows belongs to the same language.
                None => false,
            },
        };
        if !is_read && stamps.strange.is_none() {
            stamps.strange = Some(place);
        }
    }
    stamps
}

impl<'a> LedgerStamps<'a> {
    /// Adds the entry of a line.
    fn add(&mut self, lang: &'a str, entry: &'a str) -> Option<()> {
        let (id, hash) = entry.split_once(": ")?;
        let [hash] = read_stamp(hash)?[..] else { return None };
        self.by_lang.entry(lang).or_default().insert(id, hash);
        Some(())
    }
}

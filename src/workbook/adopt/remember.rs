//! What `adopt` remembers of what it wrote, so that it can tell later what a person changed.
//!
//! At the end of a mapping stands a comment with two short hashes for each column: of its sheet and
//! head, and of what was said of it. A column that is not there any more and was is one that somebody
//! deleted; one that says something else is one that somebody changed.

use super::guess::Guess;
use super::sheet::SheetGuess;
use super::write::value;
use crate::diag::MessageLanguage;
use crate::workbook::pattern::squeezed;
use std::collections::BTreeMap;

/// How the comment starts.
const TITLE: &str = "What `adopt` wrote, by which `adopt --again` knows what a person changed:";

/// How each line of it starts.
const LINE: &str = "#= ";

/// How many columns stand in a line.
const IN_A_LINE: usize = 8;

/// The columns that a mapping had when it was written: what was said of each.
#[derive(Debug, Default)]
pub(super) struct Memory(BTreeMap<String, String>);

impl Memory {
    /// Takes it out of the text of a mapping.
    pub(super) fn new(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.strip_prefix(LINE));
        let words = lines.flat_map(str::split_whitespace);
        let pairs = words.filter_map(|word| word.split_once('-'));
        Self(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
    }

    /// Whether a column or a sheet was there.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether what is said of a column is what was written.
    pub(super) fn is_as_written(&self, key: &str, value: &str) -> bool {
        self.0.get(key).is_some_and(|known| *known == hash(value))
    }

    /// What is kept of it, in the words of the comment.
    pub(super) fn words(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(|(key, value)| (key.clone(), value.clone()))
    }
}

/// What a sheet is known by.
pub(super) fn key_of_sheet(names: &[String], collection: &str) -> String {
    hash(&format!("{}\0{collection}", squeezed(&names.join("\0"))))
}

/// What a column is known by.
pub(super) fn key_of_column(names: &[String], collection: &str, head: &str) -> String {
    hash(&format!("{}\0{collection}\0{}", squeezed(&names.join("\0")), squeezed(head)))
}

/// The comment for sheets as they are written, and for what else is remembered.
pub(super) fn remember(
    sheets: &[SheetGuess],
    more: &[(String, String)],
    language: MessageLanguage,
) -> String {
    let mut all: Vec<String> = Vec::new();
    for sheet in sheets {
        let collection = sheet.taken.as_ref().map_or("never", |taken| taken.collection);
        all.push(format!("{}-0", key_of_sheet(&sheet.names, collection)));
        let columns = sheet.taken.iter().flat_map(|taken| &taken.columns);
        all.extend(columns.map(|column| {
            let key = key_of_column(&sheet.names, collection, &column.head);
            format!("{key}-{}", hash(&value(column)))
        }));
    }
    let is_new = |key: &str| !all.iter().any(|word| word.starts_with(&format!("{key}-")));
    let kept: Vec<String> = { more.iter() }
        .filter(|(key, _)| is_new(key))
        .map(|(key, value)| format!("{key}-{value}"))
        .collect();
    all.extend(kept);
    // The order says nothing, so that it is always the same.
    all.sort();
    all.dedup();
    let lines: Vec<String> =
        all.chunks(IN_A_LINE).map(|words| format!("{LINE}{}\n", words.join(" "))).collect();
    format!("\n# {}\n{}", language.say(TITLE), lines.concat())
}

/// The text of a mapping without the comment, in whatever language it was written.
pub(super) fn without(text: &str) -> String {
    let others = MessageLanguage::codes().map(MessageLanguage::of);
    let all = others.chain([MessageLanguage::default()]);
    let titles: Vec<String> = all.map(|language| language.say(TITLE)).collect();
    let is_title = |line: &str| {
        line.strip_prefix("# ").is_some_and(|text| titles.iter().any(|title| title == text))
    };
    let lines = text.lines().filter(|line| !line.starts_with(LINE) && !is_title(line));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    format!("{}\n", text.trim_end())
}

/// What is remembered of a column.
pub(super) fn word(names: &[String], collection: &str, column: &Guess) -> (String, String) {
    (key_of_column(names, collection, &column.head), hash(&value(column)))
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..6].to_owned()
}

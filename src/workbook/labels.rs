//! What columns and sheets are called where no mapping says what they are: the names of fields and
//! collections, or their words in a language of the site.

use super::Setting;
use super::beside::AllBeside;
use super::pattern::squeezed;
use super::target::{By, Target};
use crate::schema::{Shape, Shapes};
use std::collections::BTreeMap;

/// The words of a site for what stands in its ledger.
#[derive(Debug)]
pub(super) struct Labels {
    /// Collections by their names.
    collections: BTreeMap<String, &'static str>,
    /// In each language of the site: the word of a field, and that of a field in a language.
    fields: Vec<BTreeMap<String, String>>,
    /// What a field in a language is called, `{column} ({language})`, by code and language.
    in_languages: Vec<(String, Vec<(String, String)>)>,
    /// Words that a head has whose column is about people.
    contacts: Vec<String>,
    /// Words behind a number of rows.
    counters: Vec<String>,
}

impl Labels {
    pub(super) fn new(setting: &Setting<'_>) -> Self {
        let own = &setting.locales[..setting.languages.len().min(setting.locales.len())];
        let mut collections = BTreeMap::new();
        for kind in setting.kinds {
            let title = format!("title-{}", kind.collection);
            let words = own.iter().filter_map(|locale| locale.text(&title, &[]));
            for name in words.chain([kind.collection.to_owned()]) {
                collections.insert(squeezed(&name), kind.collection);
            }
        }
        let fields = own.iter().map(|locale| {
            let words = locale.string_keys().filter_map(|key| {
                let field = key.strip_prefix("column-")?.replace('-', "_");
                Some((field, locale.text(key, &[])?))
            });
            words.collect()
        });
        let in_languages = setting.languages.iter().map(|(code, language)| {
            let patterns = own.iter().filter_map(|locale| {
                let args = [("language", language.as_str())];
                Some((locale.tag().as_str().to_owned(), locale.text("field-in", &args)?))
            });
            (code.clone(), patterns.collect())
        });
        let words = |key: &str| {
            let lists = setting.locales.iter().filter_map(|locale| locale.text(key, &[]));
            let words = lists.flat_map(|list| list.split('|').map(squeezed).collect::<Vec<_>>());
            words.filter(|word| !word.is_empty()).collect()
        };
        Self {
            collections,
            fields: fields.collect(),
            in_languages: in_languages.collect(),
            contacts: words("workbook-contacts"),
            counters: words("workbook-counters"),
        }
    }

    /// The collection of that name.
    pub(super) fn collection(&self, name: &str) -> Option<&'static str> {
        self.collections.get(&squeezed(name)).copied()
    }

    /// Whether a column with that head is about people whom a report does not name.
    pub(super) fn is_contact(&self, head: &str) -> bool {
        let head = squeezed(head);
        self.contacts.iter().any(|word| head.contains(word.as_str()))
    }

    /// How many rows a text says that there are, as in 合计12项.
    pub(super) fn count(&self, text: &str) -> Option<usize> {
        let text = squeezed(text);
        let number = |counter: &String| {
            let before = &text[..text.find(counter.as_str())?];
            let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            before[digits..].parse().ok()
        };
        self.counters.iter().find_map(number)
    }

    /// Every head by which a field of a collection is known, as [`squeezed`] leaves it.
    pub(super) fn heads(
        &self,
        collection: &str,
        setting: &Setting<'_>,
        shapes: &Shapes,
    ) -> BTreeMap<String, Target> {
        let mut found = BTreeMap::new();
        let is_language = |code: &str| setting.is_language(code);
        for field in shapes.fields(collection) {
            let Some(shape) = shapes.of(collection, [field], is_language) else { continue };
            let words = self.fields.iter().filter_map(|words| words.get(field));
            let words: Vec<&str> = words.map(String::as_str).chain([field]).collect();
            if shape == Shape::Text {
                for (code, patterns) in &self.in_languages {
                    let target = target(&[field, code], Shape::Word);
                    let labels = words.iter().flat_map(|word| {
                        patterns.iter().map(move |(_, pattern)| pattern.replace("{column}", word))
                    });
                    let plain = [format!("{field}.{code}"), format!("{field}_{code}")];
                    for head in labels.chain(plain) {
                        found.entry(squeezed(&head)).or_insert_with(|| target.clone());
                    }
                }
            }
            for word in words {
                found.entry(squeezed(word)).or_insert_with(|| target(&[field], shape.clone()));
            }
        }
        found
    }
}

/// A column that is a field as a whole.
pub(super) fn target(path: &[&str], shape: Shape) -> Target {
    Target {
        path: path.iter().map(|part| (*part).into()).collect(),
        shape,
        unit: None,
        by: By::Either,
        split: None,
        item: None,
        until: None,
        beside: AllBeside::default(),
    }
}

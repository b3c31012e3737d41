//! What columns and sheets are called where no mapping says what they are: the names of fields and
//! collections, or their words in a language of the site.

use super::Setting;
use super::beside::AllBeside;
use super::path::Step;
use super::pattern::squeezed;
use super::target::{By, Target};
use crate::locale::Locale;
use crate::schema::{Shape, Shapes};
use std::collections::BTreeMap;

/// The words of a site for what stands in its ledger.
#[derive(Debug)]
pub(super) struct Labels {
    /// Collections by their names.
    collections: BTreeMap<String, &'static str>,
    /// In each language of the site: the word of a field, and that of a field in a language.
    fields: Vec<BTreeMap<String, String>>,
    /// The same, where a table on a page has another word than a ledger.
    fields_in_ledger: Vec<BTreeMap<String, String>>,
    /// What a field in a language is called, `{column} ({language})`, by code. The first is what
    /// the site calls it.
    in_languages: Vec<(String, Vec<String>)>,
    /// Words that a head has whose column is about people.
    contacts: Vec<String>,
    /// Words behind a number of rows.
    counters: Vec<String>,
    /// What sheets are called that hold the words that cells of other sheets take.
    lists: Vec<String>,
}

impl Labels {
    pub(super) fn new(setting: &Setting<'_>) -> Self {
        let own = &setting.locales[..setting.languages.len().min(setting.locales.len())];
        let mut collections = BTreeMap::new();
        for kind in setting.kinds {
            let keys = ["ledger-", "title-"].map(|prefix| format!("{prefix}{}", kind.collection));
            let words =
                own.iter().flat_map(|locale| keys.iter().filter_map(|key| locale.text(key, &[])));
            for name in words.chain([kind.collection.to_owned()]) {
                collections.insert(squeezed(&name), kind.collection);
            }
        }
        let words_of = |locale: &Locale, prefix: &str| -> BTreeMap<String, String> {
            let words = locale.string_keys().filter_map(|key| {
                let field = key.strip_prefix(prefix)?.replace('-', "_");
                Some((field, locale.text(key, &[])?))
            });
            words.collect()
        };
        let fields = own.iter().map(|locale| words_of(locale, "column-"));
        let heads = own.iter().map(|locale| words_of(locale, "head-"));
        let in_languages = names_of_languages(setting).into_iter().map(|(code, names)| {
            let patterns = names.iter().flat_map(|language| {
                let args = [("language", language.as_str())];
                own.iter().filter_map(move |locale| locale.text("field-in", &args))
            });
            let patterns = patterns.collect();
            (code, patterns)
        });
        let words = |key: &str| {
            let lists = setting.locales.iter().filter_map(|locale| locale.text(key, &[]));
            let words = lists.flat_map(|list| list.split('|').map(squeezed).collect::<Vec<_>>());
            words.filter(|word| !word.is_empty()).collect()
        };
        Self {
            collections,
            fields: fields.collect(),
            fields_in_ledger: heads.collect(),
            in_languages: in_languages.collect(),
            contacts: words("workbook-contacts"),
            counters: words("workbook-counters"),
            lists: words("workbook-lists"),
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

    /// Whether a sheet holds the words that cells of other sheets take.
    pub(super) fn is_lists(&self, name: &str) -> bool {
        self.lists.contains(&squeezed(name))
    }

    /// The collection and the list of it whose items a sheet holds, as in `projects.milestones`.
    pub(super) fn list_of(
        &self,
        name: &str,
        setting: &Setting<'_>,
        shapes: &Shapes,
    ) -> Option<(&'static str, Box<str>)> {
        let (of, list) = name.split_once('.')?;
        let collection = self.collection(of)?;
        let known = self.heads(collection, None, setting, shapes);
        let target = known.get(&squeezed(list))?;
        match (&target.path[..], &target.shape) {
            ([Step::Key(list)], Shape::List(items)) if **items == Shape::Parts => {
                Some((collection, list.clone()))
            }
            _ => None,
        }
    }

    /// Whether a head says that its column names the records of a collection.
    pub(super) fn is_key_of(&self, head: &str, collection: &str) -> bool {
        let one = collection.trim_end_matches('s');
        let head = squeezed(head);
        let words = self.fields.iter().filter_map(|words| words.get(one));
        self.collection(&head) == Some(collection)
            || head == one
            || words.into_iter().any(|word| squeezed(word) == head)
    }

    /// Every head by which a field of a collection is known, or of the items of a list of it, as
    /// [`squeezed`] leaves it.
    pub(super) fn heads(
        &self,
        collection: &str,
        list: Option<&str>,
        setting: &Setting<'_>,
        shapes: &Shapes,
    ) -> BTreeMap<String, Target> {
        let mut found = BTreeMap::new();
        let is_language = |code: &str| setting.is_language(code);
        let fields: Vec<&str> = match list {
            Some(list) => shapes.parts(collection, list),
            None => shapes.fields(collection).collect(),
        };
        for field in fields {
            let path = list.into_iter().chain([field]);
            let Some(shape) = shapes.of(collection, path, is_language) else { continue };
            let words = self.words_of(field);
            if shape == Shape::Text {
                for (code, patterns) in &self.in_languages {
                    let target = target(vec![key(field), key(code)], Shape::Word);
                    let labels = words.iter().flat_map(|word| {
                        patterns.iter().map(move |pattern| pattern.replace("{column}", word))
                    });
                    let plain = [format!("{field}.{code}"), format!("{field}_{code}")];
                    for head in labels.chain(plain) {
                        found.entry(squeezed(&head)).or_insert_with(|| target.clone());
                    }
                }
            }
            for word in words {
                found
                    .entry(squeezed(word))
                    .or_insert_with(|| target(vec![key(field)], shape.clone()));
            }
        }
        found
    }

    /// What a field is called, its own name last.
    fn words_of<'s>(&'s self, field: &'s str) -> Vec<&'s str> {
        let all = self.fields_in_ledger.iter().chain(&self.fields);
        let words = all.filter_map(|words| words.get(field));
        words.map(String::as_str).chain([field]).collect()
    }

    /// What a field is called in the first language of the site, if anything; in one of the
    /// languages, if that is asked for.
    pub(super) fn head_of(&self, field: &str, language: Option<&str>) -> Option<String> {
        let in_ledger = self.fields_in_ledger.first().and_then(|words| words.get(field));
        let word = in_ledger.or_else(|| self.fields.first()?.get(field))?;
        let Some(language) = language else { return Some(word.clone()) };
        let (_, patterns) = self.in_languages.iter().find(|(code, _)| code == language)?;
        Some(patterns.first()?.replace("{column}", word))
    }
}

/// What each language of the site may be called in a head: its name in the site, its code, and what
/// its strings say that people call it, unless another language is called the same.
fn names_of_languages(setting: &Setting<'_>) -> Vec<(String, Vec<String>)> {
    let own: Vec<_> = setting.languages.iter().zip(setting.locales).collect();
    let of_site = |at: usize| {
        let ((code, name), _) = own[at];
        [name.clone(), code.clone()]
    };
    let of_people = |at: usize| own[at].1.called().iter().map(|name| name.to_string());
    let names = |at: usize| {
        let is_of_other = |name: &String| {
            let others = (0..own.len()).filter(|other| *other != at);
            let mut names =
                others.flat_map(|other| of_site(other).into_iter().chain(of_people(other)));
            names.any(|other| squeezed(&other) == squeezed(name))
        };
        of_site(at).into_iter().chain(of_people(at).filter(|name| !is_of_other(name))).collect()
    };
    (0..own.len()).map(|at| (own[at].0.0.clone(), names(at))).collect()
}

pub(super) fn key(key: &str) -> Step {
    Step::Key(key.into())
}

/// A column that is a field as a whole.
pub(super) fn target(path: Vec<Step>, shape: Shape) -> Target {
    Target {
        path,
        shape,
        unit: None,
        unit_of_sheet: None,
        by: By::Either,
        words: None,
        split: None,
        item: None,
        until: None,
        beside: AllBeside::default(),
    }
}

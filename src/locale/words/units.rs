//! How units are written.

use super::money::words_of;
use crate::locale::decode::{pattern, words};
use crate::value::PluralForms;
use indexmap::IndexMap;

words! {
    /// How the units of a language are written.
    #[derive(Debug)]
    UnitWords {
        /// Puts number and word together.
        join: Box<str> = pattern(&["n", "unit"]),
        /// By the name of the unit.
        words: IndexMap<Box<str>, UnitWord> as required,
    }
}

words! {
    /// How one unit is written.
    #[derive(Debug)]
    UnitWord {
        /// Each form is a word, or a pattern that has `{n}`.
        print: PluralForms,
        /// Other words that are read.
        read: Vec<Box<str>>,
    }
}

impl UnitWords {
    /// The forms of a unit by its name; each a word, or a pattern that has `{n}`.
    pub(in crate::locale) fn forms(&self, name: &str) -> Option<&PluralForms> {
        self.words.get(name).map(|word| &word.print)
    }

    /// Words that are printed, with the name of their unit.
    pub(in crate::locale) fn printed(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = self.words.iter();
        words.flat_map(|(name, word)| read_words(&word.print).map(move |word| (word, &**name)))
    }

    /// Words that are read, with the name of their unit, in the order of the file.
    pub(in crate::locale) fn read(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().flat_map(|(name, word)| {
            let read = word.read.iter().map(|word| &**word);
            read_words(&word.print).chain(read).map(move |word| (word, &**name))
        })
    }
}

/// The words of a unit of the site, around the number or without it.
pub(in crate::locale) fn read_words(forms: &PluralForms) -> impl Iterator<Item = &str> {
    forms.iter().flat_map(words_of)
}

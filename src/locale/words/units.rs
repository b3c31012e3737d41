//! How units are written.

use super::money::words_of;
use crate::locale::decode::Decoder;
use crate::parse::node::Node;
use crate::value::PluralForms;
use std::collections::BTreeMap;

/// How the units of a language are written.
#[derive(Debug)]
pub(in crate::locale) struct UnitWords {
    /// Puts number and word together; has `{n}` and `{unit}`.
    pub(in crate::locale) join: Box<str>,
    words: BTreeMap<Box<str>, PluralForms>,
    /// Words that are read, with the name of their unit, in the order of the file.
    pub(in crate::locale) read: Vec<(Box<str>, Box<str>)>,
}

impl UnitWords {
    pub(in crate::locale) fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &["join", "words"]);
        let join = decoder.part(node, "join", |part, decoder| {
            decoder.pattern(part, &["n", "unit"], &["n", "unit"])
        });
        let mut words = BTreeMap::new();
        let mut read = Vec::new();
        for (name, node) in decoder.part(node, "words", |part, d| Some(d.entries(part)))? {
            decoder.close(node, &["print", "read"]);
            let forms = decoder.part(node, "print", |part, decoder| decoder.plural(part))?;
            let mut add = |word: &str| read.push((word.into(), name.text.clone()));
            forms.iter().flat_map(words_of).for_each(&mut add);
            decoder.texts(node.get("read")).iter().for_each(|word| add(word));
            words.insert(name.text.clone(), forms);
        }
        Some(Self { join: join?, words, read })
    }

    /// The forms of a unit by its name; each a word, or a pattern that has `{n}`.
    pub(in crate::locale) fn forms(&self, name: &str) -> Option<&PluralForms> {
        self.words.get(name)
    }
}

/// The words of a unit of the site, around the number or without it.
pub(in crate::locale) fn read_words(forms: &PluralForms) -> impl Iterator<Item = &str> {
    forms.iter().flat_map(words_of)
}

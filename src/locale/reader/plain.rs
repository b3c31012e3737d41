//! Words beside the name of an indicator and its figure that make it one of no part.

use super::FigureReader;
use crate::locale::Locale;
use crate::locale::lexicon::text::fold_word;
use crate::locale::lexicon::word_table::{WordTable, is_letter};
use crate::locale::words::FigureWords;

/// Groups of `told` whose words are about the time.
const TIMES: [&str; 3] = ["before", "now", "edge"];

/// The words of a locale that say when, how much or which way, and its own list.
pub(super) fn table(locale: &Locale, words: &FigureWords) -> WordTable<()> {
    let relations = &locale.words.relations;
    let said = relations.before().map(|(word, _)| word);
    let said = said.chain(relations.after().map(|(word, _)| word));
    let lists = [
        &words.beside_names,
        &words.opens_clause,
        &words.tells_whole,
        &words.tells_target,
        &words.fillers,
        &words.change_to,
        &words.up.before,
        &words.down.before,
    ];
    let told = words.told.iter().filter(|(group, _)| TIMES.contains(&&***group));
    let told = told.flat_map(|(_, members)| members.values().flatten());
    let all = said.chain(lists.into_iter().flatten().chain(told).map(|word| &**word));
    let mut table = WordTable::default();
    all.for_each(|word| {
        table.add(word, ());
    });
    table
}

impl FigureReader {
    /// Whether a text has no words but those that make the figure beside them one of no part.
    #[must_use]
    pub fn is_plain(&self, text: &str) -> bool {
        // Short words are known in their case only, and may begin a sentence.
        let chars = fold_word(&text.to_lowercase());
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            if c.is_numeric() {
                return false;
            }
            at += match self.plain.longest(&chars[at..]) {
                Some((length, ())) => length,
                None if c.is_alphabetic() => return false,
                None => 1,
            };
        }
        true
    }

    /// What follows the last word of a text that starts another clause.
    #[must_use]
    pub fn last_clause<'t>(&self, text: &'t str) -> &'t str {
        let ends = self.openings(text).map(|(_, end)| end);
        &text[ends.max().unwrap_or(0)..]
    }

    /// What stands before the first word of a text that starts another clause.
    #[must_use]
    pub fn first_clause<'t>(&self, text: &'t str) -> &'t str {
        let starts = self.openings(text).map(|(start, _)| start);
        &text[..starts.min().unwrap_or(text.len())]
    }

    /// Whether a clause says what part another one is about.
    #[must_use]
    pub fn narrows(&self, clause: &str) -> bool {
        let clause = clause.trim().to_lowercase();
        let is_inside = |c: Option<char>| c.is_some_and(is_letter);
        let tells = |word: &str| {
            let behind = clause.strip_prefix(word);
            behind.is_some_and(|rest| !is_inside(rest.chars().next()) || !word.ends_with(is_letter))
                || (clause.ends_with(word) && !word.ends_with(is_letter))
        };
        !self.is_plain(&clause) && self.narrows.iter().any(|word| tells(word))
    }

    fn openings<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        let is_inside = |c: Option<char>| c.is_some_and(is_letter);
        self.opens_clause.iter().flat_map(move |word| {
            let places = text.match_indices(&**word).map(move |(at, _)| (at, at + word.len()));
            places.filter(move |(start, end)| {
                !word.ends_with(is_letter)
                    || !(is_inside(text[..*start].chars().next_back())
                        || is_inside(text[*end..].chars().next()))
            })
        })
    }
}

//! Which rows a term is found in, and in which of their fields.

use super::lists::encode;
use super::segment::{Term, each_term};
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// Where in a row a term stands; the first counts most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Title,
    Names,
    Facts,
    Text,
}

const LEVELS: [Level; 4] = [Level::Title, Level::Names, Level::Facts, Level::Text];

/// Two characters that are in more rows than one of so many are looked for by three.
const HEAVY_SHARE: usize = 64;

/// In small sites nothing is.
const HEAVY_LEAST: usize = 64;

/// Up to three characters, as one number.
type Key = u64;

/// Where characters side by side stand.
type Place = (Key, Level, u32);

/// All places of the same.
type Group<'a> = (Key, &'a [Place]);

/// Terms with where they stand.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// The row at hand.
    row: u32,
    pairs: Vec<Place>,
    /// Of characters that are looked for by three, once it is known which these are.
    triples: Vec<Place>,
    words: IndexMap<Box<str>, Vec<(Level, u32)>>,
}

/// Terms with their rows as they are written, one list for each level.
#[derive(Debug)]
pub(super) struct Lists {
    /// Two or three characters.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) words: Vec<(String, String)>,
}

fn key(chars: &[char]) -> Key {
    chars.iter().fold(0, |key, c| key << 21 | u64::from(u32::from(*c)))
}

fn chars(key: Key) -> String {
    let parts = [key >> 42, key >> 21 & 0x1f_ffff, key & 0x1f_ffff];
    let char = |part: u64| char::from_u32(u32::try_from(part).ok()?);
    parts.into_iter().filter(|part| *part > 0).filter_map(char).collect()
}

/// Pairs of characters that are in so many rows that three are looked for.
#[derive(Debug)]
pub(super) struct Heavy(BTreeSet<Key>);

impl Heavy {
    /// Whether both pairs of three characters are.
    fn has_both(&self, triple: Key) -> bool {
        let mask = (1 << 42) - 1;
        self.0.contains(&(triple >> 21)) && self.0.contains(&(triple & mask))
    }
}

impl Postings {
    /// What is added from here on stands in that row.
    pub(super) fn begin(&mut self, row: usize) {
        self.row = u32::try_from(row).unwrap_or(u32::MAX);
    }

    /// Adds the terms of a text, three characters aside.
    pub(super) fn add(&mut self, level: Level, text: &str) {
        each_term(text, &mut |term| match term {
            Term::Word(word) => self.add_word(level, word),
            Term::Pair(pair) => self.pairs.push((key(&pair), level, self.row)),
            Term::Triple(_) => {}
        });
    }

    /// Adds three characters of a text, where two of them would find too much.
    pub(super) fn add_triples(&mut self, level: Level, text: &str, heavy: &Heavy) {
        each_term(text, &mut |term| {
            if let Term::Triple(triple) = term
                && heavy.has_both(key(&triple))
            {
                self.triples.push((key(&triple), level, self.row));
            }
        });
    }

    /// Adds a word as it is.
    pub(super) fn add_word(&mut self, level: Level, word: &str) {
        let place = (level, self.row);
        match self.words.get_mut(word) {
            Some(known) if known.last() == Some(&place) => {}
            Some(known) => known.push(place),
            None => {
                self.words.insert(word.into(), vec![place]);
            }
        }
    }

    /// Once each and in order, which makes few of many: to be done before they are many.
    pub(super) fn tidied(mut self) -> Self {
        for places in [&mut self.pairs, &mut self.triples] {
            places.sort_unstable();
            places.dedup();
        }
        self
    }

    /// Both together.
    pub(super) fn with(mut self, mut other: Self) -> Self {
        if self.words.len() < other.words.len() {
            std::mem::swap(&mut self.words, &mut other.words);
        }
        self.pairs.append(&mut other.pairs);
        self.triples.append(&mut other.triples);
        for (word, mut places) in other.words {
            match self.words.get_mut(&word) {
                Some(known) => known.append(&mut places),
                None => {
                    self.words.insert(word, places);
                }
            }
        }
        self
    }

    /// The pairs that are in more rows than so many.
    pub(super) fn heavy(&mut self, most: usize) -> Heavy {
        let heavy = grouped(&mut self.pairs).into_iter().filter(|(_, places)| places.len() > most);
        Heavy(heavy.map(|(key, _)| key).collect())
    }

    /// Writes all lists.
    pub(super) fn finish(mut self) -> Lists {
        let list = |(key, places): &Group<'_>| {
            (chars(*key), lists(places.iter().map(|(_, level, row)| (*level, *row))))
        };
        let pairs = [&mut self.pairs, &mut self.triples];
        let pairs =
            pairs.into_iter().flat_map(|all| grouped(all).iter().map(list).collect::<Vec<_>>());
        let pairs = pairs.collect();
        let mut words: Vec<_> = self.words.into_iter().collect();
        words.sort_unstable();
        let words = words.into_iter().map(|(word, mut places)| {
            places.sort_unstable();
            places.dedup();
            (word.into_string(), lists(places.into_iter()))
        });
        Lists { pairs, words: words.collect() }
    }
}

/// In how many rows two characters have to be for three to be looked for.
pub(super) fn most_rows_of_pair(n_rows: usize) -> usize {
    (n_rows / HEAVY_SHARE).max(HEAVY_LEAST)
}

/// Each key with where it stands, once each. What was tidied in parts is put in order by merging
/// these, which is what a stable sort does.
fn grouped(all: &mut Vec<Place>) -> Vec<Group<'_>> {
    all.sort();
    all.dedup();
    all.chunk_by(|one, other| one.0 == other.0).map(|places| (places[0].0, places)).collect()
}

/// A list for each level, without the empty ones at the end.
fn lists(places: impl Iterator<Item = (Level, u32)>) -> String {
    let mut of_level: [Vec<u32>; 4] = Default::default();
    for (level, row) in places {
        of_level[level as usize].push(row);
    }
    let n_levels = LEVELS.iter().rposition(|level| !of_level[*level as usize].is_empty());
    let lists: Vec<_> =
        of_level[..n_levels.map_or(0, |last| last + 1)].iter().map(|rows| encode(rows)).collect();
    lists.join("|")
}

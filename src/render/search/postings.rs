//! Which rows a term is found in, and in which of their fields.

use super::lists::encode;
use super::segment::{Terms, terms};
use std::collections::{BTreeMap, BTreeSet};

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

/// Terms with where they stand, in any order.
#[derive(Debug, Default)]
pub(super) struct Postings {
    row: u32,
    pairs: Vec<Place>,
    triples: Vec<Place>,
    words: BTreeMap<String, Vec<(Level, u32)>>,
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

impl Postings {
    /// For the terms of a row.
    pub(super) fn new(row: u32) -> Self {
        Self { row, ..Self::default() }
    }

    /// Adds the terms of a text.
    pub(super) fn add(&mut self, level: Level, text: &str) {
        let Terms { words, pairs, triples } = terms(text);
        self.pairs.extend(pairs.into_iter().map(|(one, two)| (key(&[one, two]), level, self.row)));
        let key_of = |(one, two, three)| key(&[one, two, three]);
        self.triples.extend(triples.into_iter().map(|all| (key_of(all), level, self.row)));
        self.add_words(level, words);
    }

    /// Adds words as they are.
    pub(super) fn add_words(&mut self, level: Level, words: Vec<String>) {
        for word in words {
            let known = self.words.entry(word).or_default();
            if known.last() != Some(&(level, self.row)) {
                known.push((level, self.row));
            }
        }
    }

    /// Both together.
    pub(super) fn with(mut self, mut other: Self) -> Self {
        if self.pairs.len() + self.words.len() < other.pairs.len() + other.words.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.pairs.append(&mut other.pairs);
        self.triples.append(&mut other.triples);
        for (word, mut places) in other.words {
            self.words.entry(word).or_default().append(&mut places);
        }
        self
    }

    /// In how many rows two characters have to be for three to be looked for.
    pub(super) fn heavy(&self, n_rows: usize) -> usize {
        (n_rows / HEAVY_SHARE).max(HEAVY_LEAST)
    }

    /// Writes all lists.
    pub(super) fn finish(mut self, heavy: usize) -> Lists {
        let pairs = grouped(&mut self.pairs);
        let is_heavy = |(_, places): &&Group<'_>| places.len() > heavy;
        let heavy: BTreeSet<Key> = pairs.iter().filter(is_heavy).map(|(key, _)| *key).collect();
        let mask = (1 << 42) - 1;
        self.triples
            .retain(|(key, ..)| heavy.contains(&(key >> 21)) && heavy.contains(&(key & mask)));
        let triples = grouped(&mut self.triples);
        let list = |(key, places): &Group<'_>| {
            (chars(*key), lists(places.iter().map(|(_, level, row)| (*level, *row))))
        };
        let pairs = pairs.iter().chain(&triples).map(list).collect();
        let words = self.words.into_iter().map(|(word, mut places)| {
            places.sort_unstable();
            places.dedup();
            (word, lists(places.into_iter()))
        });
        Lists { pairs, words: words.collect() }
    }
}

/// Each key with where it stands, once each.
fn grouped(all: &mut Vec<Place>) -> Vec<Group<'_>> {
    all.sort_unstable();
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

//! Which rows a term is found in, and in which of their fields.

use super::lists::encode;
use super::segment::{Cutter, Run, Term};
use foldhash::fast::FixedState;
use indexmap::IndexMap;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, BTreeSet};

/// Where in a row a term stands; the first counts most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Title,
    Names,
    Facts,
    Text,
}

/// Two characters that are in more rows than one of so many are looked for by three.
const HEAVY_SHARE: usize = 64;

/// In small sites nothing is.
const HEAVY_LEAST: usize = 64;

/// Up to three characters, as one number.
type Key = u64;

/// A row and the level in it, as one number that is in the order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u32);

impl Place {
    fn new(row: u32, level: Level) -> Self {
        Self(row << 2 | level as u32)
    }

    const fn row(self) -> u32 {
        self.0 >> 2
    }

    const fn level(self) -> usize {
        (self.0 & 3) as usize
    }
}

/// Where characters side by side stand.
#[derive(Debug, Default)]
struct Places {
    /// As they were found.
    new: Vec<(Key, Place)>,
    /// In order, once each: nearly all of them, since a site has few pairs and very many places.
    tidy: BTreeMap<Key, Vec<Place>>,
}

impl Places {
    /// Once each and in order; all that is added later stands behind it.
    fn tidied(mut self) -> Self {
        self.new.sort_unstable();
        self.new.dedup();
        for places in self.new.chunk_by(|one, other| one.0 == other.0) {
            let known = self.tidy.entry(places[0].0).or_default();
            known.extend(places.iter().map(|(_, place)| *place));
        }
        Self { new: Vec::new(), tidy: self.tidy }
    }

    /// With those of later rows.
    fn with(mut self, later: Self) -> Self {
        for (key, mut places) in later.tidy {
            self.tidy.entry(key).or_default().append(&mut places);
        }
        self
    }
}

/// Terms with where they stand.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// The row at hand.
    row: u32,
    pairs: Places,
    words: Words,
    cutter: Cutter,
}

/// Words with where they stand.
type Words = IndexMap<Box<str>, Vec<Place>, FixedState>;

/// Characters side by side of some texts with where these stand, until it is known which are
/// looked for by three.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// With the number of characters of each.
    runs: Vec<(Place, usize)>,
    chars: Vec<(char, bool)>,
}

impl Runs {
    fn add(&mut self, place: Place, run: Run<'_>) {
        // Fewer than three are no triple.
        if run.chars().len() > 2 {
            self.runs.push((place, run.chars().len()));
            self.chars.extend(run.chars());
        }
    }

    /// Where three characters stand of which two would find too much.
    pub(super) fn triples(&self, heavy: &Heavy) -> Triples {
        let (mut places, mut rest) = (Places::default(), &self.chars[..]);
        for (place, length) in &self.runs {
            let (run, later) = rest.split_at(*length);
            rest = later;
            let triples = Run::of(run).triples(|pair| heavy.has(pair));
            places.new.extend(triples.iter().map(|triple| (key(triple), *place)));
        }
        Triples(places.tidied())
    }
}

/// Where three characters side by side stand.
#[derive(Debug, Default)]
pub(super) struct Triples(Places);

impl Triples {
    /// With those of later rows.
    pub(super) fn with(self, later: Self) -> Self {
        Self(self.0.with(later.0))
    }
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
    fn has(&self, pair: [char; 2]) -> bool {
        self.0.contains(&key(&pair))
    }
}

impl Postings {
    /// What is added from here on stands in that row.
    pub(super) fn begin(&mut self, row: usize) {
        self.row = u32::try_from(row).unwrap_or(u32::MAX);
    }

    /// Adds the terms of a text; what may be looked for by three is kept.
    pub(super) fn add(&mut self, level: Level, text: &str, runs: &mut Runs) {
        let place = Place::new(self.row, level);
        let Self { cutter, words, pairs, .. } = self;
        cutter.each_term(text, &mut |term| match term {
            Term::Word(word) => add_word(words, place, word),
            Term::Run(run) => {
                pairs.new.extend(run.pairs().map(|(_, pair)| (key(&pair), place)));
                runs.add(place, run);
            }
        });
    }

    /// Adds a text as a whole.
    pub(super) fn add_whole(&mut self, level: Level, text: &str) {
        let whole = self.cutter.whole(text);
        self.add_word(level, &whole);
    }

    /// Adds a word as it is.
    pub(super) fn add_word(&mut self, level: Level, word: &str) {
        add_word(&mut self.words, Place::new(self.row, level), word);
    }

    /// Once each and in order.
    pub(super) fn tidied(self) -> Self {
        Self { pairs: self.pairs.tidied(), ..self }
    }

    /// With those of later rows.
    pub(super) fn with(mut self, later: Self) -> Self {
        for (word, mut places) in later.words {
            match self.words.get_mut(&word) {
                Some(known) => known.append(&mut places),
                None => {
                    self.words.insert(word, places);
                }
            }
        }
        Self { pairs: self.pairs.with(later.pairs), ..self }
    }

    /// The pairs that are in more rows than so many.
    pub(super) fn heavy(&self, most: usize) -> Heavy {
        let heavy = self.pairs.tidy.iter().filter(|(_, places)| places.len() > most);
        Heavy(heavy.map(|(key, _)| *key).collect())
    }

    /// Writes all lists.
    pub(super) fn finish(self, triples: Triples) -> Lists {
        let pairs: Vec<_> = self.pairs.tidy.into_iter().chain(triples.0.tidy).collect();
        let mut words: Vec<_> = self.words.into_iter().collect();
        words.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let words = words.into_par_iter().map(|(word, mut places)| {
            places.sort_unstable();
            places.dedup();
            (word.into_string(), lists(&places))
        });
        let pairs = pairs.into_par_iter().map(|(key, places)| (chars(key), lists(&places)));
        Lists { pairs: pairs.collect(), words: words.collect() }
    }
}

fn add_word(words: &mut Words, place: Place, word: &str) {
    match words.get_mut(word) {
        Some(known) if known.last() == Some(&place) => {}
        Some(known) => known.push(place),
        None => {
            words.insert(word.into(), vec![place]);
        }
    }
}

/// In how many rows two characters have to be for three to be looked for.
pub(super) fn most_rows_of_pair(n_rows: usize) -> usize {
    (n_rows / HEAVY_SHARE).max(HEAVY_LEAST)
}

/// A list for each level, without the empty ones at the end.
fn lists(places: &[Place]) -> String {
    let mut of_level: [Vec<u32>; 4] = Default::default();
    for place in places {
        of_level[place.level()].push(place.row());
    }
    let n_levels = of_level.iter().rposition(|rows| !rows.is_empty());
    let lists: Vec<_> =
        of_level[..n_levels.map_or(0, |last| last + 1)].iter().map(|rows| encode(rows)).collect();
    lists.join("|")
}

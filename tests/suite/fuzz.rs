//! The fuzz targets on their corpus, and on changes of it that are the same in every run.
//!
//! Longer runs, with coverage guidance: `tests/fuzz/run`.

use crate::file_tree::{read_tree, repository};
use crate::targets::TARGETS;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use std::panic::catch_unwind;

/// Longer inputs are cut.
const MOST_BYTES: usize = 4096;

/// Runs a target on every file of its corpus, then on that many changes of these.
#[track_caller]
fn check(name: &str, n_changed: usize) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("there is this target");
    let corpus = read_tree(&repository(&format!("tests/fuzz/corpus/{name}")));
    let words = std::fs::read_to_string(repository(&format!("tests/fuzz/words/{name}.txt")));
    let words = words.expect("each target has its words");
    let words: Vec<&[u8]> = words.lines().map(str::as_bytes).collect();
    let inputs: Vec<&[u8]> = corpus.values().map(Vec::as_slice).collect();
    assert!(!inputs.is_empty() && !words.is_empty(), "{name} has nothing to begin with");
    let run = |input: &[u8], what: &str| {
        let result = catch_unwind(|| (target.run)(input));
        assert!(result.is_ok(), "{what} fails: {:?}", String::from_utf8_lossy(input));
    };
    for (file, input) in &corpus {
        run(input, &format!("tests/fuzz/corpus/{name}/{file}"));
    }
    let mut chance = Chance(u64::try_from(n_changed).expect("a small number"));
    for number in 0..n_changed {
        let input = changed(&inputs, &words, &mut chance);
        run(&input, &format!("change {number} of the corpus of {name}"));
    }
}

/// An input of the corpus with up to four changes, or the start of one with the end of another.
pub(crate) fn changed(inputs: &[&[u8]], words: &[&[u8]], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = inputs[chance.below(inputs.len())].to_vec();
    for _ in 0..=chance.below(4) {
        let (at, end) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
        let (at, end) = (at.min(end), at.max(end));
        let near = end.min(at + 8);
        match chance.below(7) {
            0 | 1 => drop(bytes.splice(at..at, words[chance.below(words.len())].iter().copied())),
            2 => drop(bytes.splice(at..near, words[chance.below(words.len())].iter().copied())),
            3 => drop(bytes.drain(at..near)),
            4 => drop(bytes.drain(at..end)),
            5 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => {
                let other = inputs[chance.below(inputs.len())];
                bytes.truncate(at);
                bytes.extend(&other[chance.below(other.len() + 1)..]);
            }
        }
        bytes.truncate(MOST_BYTES);
    }
    bytes
}

/// Numbers without a pattern, the same in every run: splitmix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below another.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).expect("fits");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("below a length")
    }
}

#[test]
fn quantities() {
    check("quantity", 3000);
}

#[test]
fn dates() {
    check("date", 3000);
}

#[test]
fn figures_of_texts() {
    check("figures", 600);
}

#[test]
fn yaml() {
    check("yaml", 3000);
}

#[test]
fn front_matter() {
    check("front_matter", 2000);
}

#[test]
fn markdown() {
    check("markdown", 800);
}

#[test]
fn records() {
    check("record", 600);
}

#[test]
fn formats() {
    check("formats", 400);
}

#[test]
fn sites() {
    check("site", 10);
}

#[test]
fn nothing_disappears() {
    check("nothing", 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_disappears(bytes in vec(any::<u8>(), 0..600)) {
        let target = TARGETS.iter().find(|target| target.name == "nothing");
        (target.expect("there is this target").run)(&bytes);
    }
}

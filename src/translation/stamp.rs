//! What a translation was made from: a short hash of each part of the original.

use crate::translation::page::PagePart;

/// Characters of a short hash: one change in sixteen million would go unseen.
const LENGTH: usize = 6;

/// The largest table by which two lists are compared; longer ones are compared place by place.
const MOST_CELLS: usize = 4_000_000;

/// A part that no translator has confirmed; no text has this hash in practice.
pub const UNCONFIRMED: &str = "000000";

/// The short hash of a text; line ends and trailing blanks make no difference.
#[must_use]
pub fn short_hash(text: &str) -> String {
    let mut hex = blake3::hash(normalized(text).as_bytes()).to_hex().to_string();
    hex.truncate(LENGTH);
    hex
}

/// A text without what cannot be seen: line ends as `\n`, no trailing blanks.
#[must_use]
pub fn normalized(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The stamp of a page: the hashes of its parts, in their order.
#[must_use]
pub fn stamp_of(parts: &[PagePart]) -> String {
    let hashes: Vec<String> = parts.iter().map(|part| short_hash(&part.text)).collect();
    hashes.join(" ")
}

/// The hashes in a stamp; `None` if it is none.
#[must_use]
pub fn read_stamp(text: &str) -> Option<Vec<&str>> {
    let is_hash =
        |word: &&str| word.len() == LENGTH && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty() && words.iter().all(is_hash)).then_some(words)
}

/// How a part of the original stands to what was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is as it was.
    Same,
    /// It stands where something else stood.
    Changed,
    /// Nothing stood there.
    Added,
}

/// What became of an original since it was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// For each part of the original as it is now.
    pub parts: Vec<Change>,
    /// Parts that were translated and are gone.
    pub n_removed: usize,
}

impl Changes {
    /// Whether the original is as it was.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.n_removed == 0 && self.parts.iter().all(|change| *change == Change::Same)
    }
}

/// Compares the parts that were translated with those of today.
#[must_use]
pub fn changes(then: &[&str], now: &[&str]) -> Changes {
    let kept = common(then, now);
    let mut parts = vec![Change::Added; now.len()];
    let mut n_removed = 0;
    let (mut from_then, mut from_now) = (0, 0);
    for (at_then, at_now) in kept.into_iter().chain([(then.len(), now.len())]) {
        let n_gone = at_then - from_then;
        let n_new = at_now - from_now;
        let n_changed = n_gone.min(n_new);
        parts[from_now..from_now + n_changed].fill(Change::Changed);
        n_removed += n_gone - n_changed;
        if let Some(part) = parts.get_mut(at_now) {
            *part = Change::Same;
        }
        (from_then, from_now) = (at_then + 1, at_now + 1);
    }
    Changes { parts, n_removed }
}

/// Pairs of equal items in the order of both lists, as many as there can be.
fn common(then: &[&str], now: &[&str]) -> Vec<(usize, usize)> {
    if then.len().saturating_mul(now.len()) > MOST_CELLS {
        let same = then.iter().zip(now).enumerate().filter(|(_, (one, other))| one == other);
        return same.map(|(index, _)| (index, index)).collect();
    }
    let width = now.len() + 1;
    let mut lengths = vec![0_usize; (then.len() + 1) * width];
    for (i, one) in then.iter().enumerate().rev() {
        for (j, other) in now.iter().enumerate().rev() {
            let (below, right) = ((i + 1) * width + j, i * width + j + 1);
            lengths[i * width + j] = match one == other {
                true => lengths[below + 1] + 1,
                false => lengths[below].max(lengths[right]),
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < then.len() && j < now.len() {
        if then[i] == now[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

//! Which block of a text stands for which block of its translation.

use super::bound::{Key, Told};
use super::table_units::Cell;
use crate::parse::markdown::{Block, BlockKind};
use crate::value::Units;
use rust_decimal::Decimal;

/// A block that the other text lacks costs more than half of one in which nothing agrees.
const GAP: u32 = 6;
const NOTHING_AGREES: u32 = 10;
/// The largest table that is filled; longer texts are compared block by block.
const MOST_CELLS: usize = 1_000_000;

/// What a block is known by.
#[derive(PartialEq, Eq)]
pub(super) struct Mark {
    kind: BlockKind,
    n_texts: usize,
    /// It has something of which the amount is not known.
    is_open: bool,
    /// The amounts in it, sorted.
    amounts: Vec<Decimal>,
    /// What the program fills in, likewise.
    keys: Vec<Key>,
}

impl Mark {
    pub(super) fn new(block: &Block, readings: &[Cell], units: &Units, printed: Told) -> Self {
        let figures = readings.iter().flat_map(|cell| cell.with_unit().figures);
        let figures = figures.filter(|figure| !figure.is_spelled);
        let amounts = figures.filter_map(|figure| figure.base_value(units));
        let amounts = amounts.map(|amount| amount.normalize());
        let Told { amounts: of_calls, mut keys, is_open } = printed;
        let mut amounts: Vec<_> = amounts.chain(of_calls).collect();
        amounts.sort();
        keys.sort();
        Self { kind: block.kind, n_texts: block.texts.len(), is_open, amounts, keys }
    }

    fn cost(&self, other: &Self) -> Option<u32> {
        if self.kind != other.kind {
            return None;
        }
        let n_all = |mark: &Self| mark.amounts.len() + mark.keys.len();
        let most = n_all(self).max(n_all(other));
        if most == 0 || self.is_open || other.is_open {
            return Some(u32::from(self.n_texts != other.n_texts));
        }
        let n_shared = n_shared(&self.amounts, &other.amounts) + n_shared(&self.keys, &other.keys);
        let n_differing = u32::try_from(most - n_shared);
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        Some(n_differing.unwrap_or(most).saturating_mul(NOTHING_AGREES) / most)
    }
}

fn n_shared<T: Ord>(left: &[T], right: &[T]) -> usize {
    let (mut i, mut j, mut n_shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        n_shared += usize::from(a == b);
        (i, j) = (i + usize::from(a <= b), j + usize::from(a >= b));
    }
    n_shared
}

/// The blocks of both sides in order: pairs, and blocks that have no counterpart.
pub(super) fn align(left: &[Mark], right: &[Mark]) -> Vec<(Option<usize>, Option<usize>)> {
    let (n, m) = (left.len(), right.len());
    let in_order = || (0..n.max(m)).map(|at| ((at < n).then_some(at), (at < m).then_some(at)));
    if left == right || n.saturating_mul(m) > MOST_CELLS {
        return in_order().collect();
    }
    let least = table(left, right);
    let (mut i, mut j, mut pairs) = (0, 0, Vec::with_capacity(n.max(m)));
    while i < n || j < m {
        let paired = (i < n && j < m).then(|| left[i].cost(&right[j])).flatten();
        if paired.is_some_and(|cost| least[i][j] == least[i + 1][j + 1] + cost) {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < n && least[i][j] == least[i + 1][j] + GAP {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}

/// `least[i][j]` is the cost of aligning what follows place i with what follows place j.
fn table(left: &[Mark], right: &[Mark]) -> Vec<Vec<u32>> {
    let (n, m) = (left.len(), right.len());
    let mut least = vec![vec![0_u32; m + 1]; n + 1];
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            let mut best = if i == n && j == m { 0 } else { u32::MAX };
            if i < n {
                best = best.min(least[i + 1][j] + GAP);
            }
            if j < m {
                best = best.min(least[i][j + 1] + GAP);
            }
            if i < n
                && j < m
                && let Some(cost) = left[i].cost(&right[j])
            {
                best = best.min(least[i + 1][j + 1] + cost);
            }
            least[i][j] = best;
        }
    }
    least
}

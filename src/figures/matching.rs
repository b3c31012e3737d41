//! Which figures belong together, as far as it is known.

use super::{Item, Pairing, Verdict, Which};
use std::ops::Range;

/// The items of both sides and how they are matched so far.
pub(super) struct Matching {
    pub(super) left: Vec<Item>,
    pub(super) right: Vec<Item>,
    /// For each item its partner on the other side.
    pub(super) left_partner: Vec<Option<usize>>,
    pub(super) right_partner: Vec<Option<usize>>,
    /// Items that need no partner any more, because a pairing of several holds them.
    pub(super) left_done: Vec<bool>,
    pub(super) right_done: Vec<bool>,
    pairings: Vec<Pairing>,
    /// Verdicts of the pairs.
    pub(super) verdicts: Vec<Option<Verdict>>,
}

impl Matching {
    pub(super) fn new(left: Vec<Item>, right: Vec<Item>) -> Self {
        Self {
            left_partner: vec![None; left.len()],
            right_partner: vec![None; right.len()],
            left_done: vec![false; left.len()],
            right_done: vec![false; right.len()],
            pairings: Vec::new(),
            verdicts: vec![None; left.len()],
            left,
            right,
        }
    }

    pub(super) fn join(&mut self, left: usize, right: usize, verdict: Verdict) {
        self.left_partner[left] = Some(right);
        self.right_partner[right] = Some(left);
        self.verdicts[left] = Some(verdict);
    }

    /// Takes a pair apart.
    pub(super) fn part(&mut self, left: usize) {
        if let Some(right) = self.left_partner[left].take() {
            self.right_partner[right] = None;
            self.verdicts[left] = None;
        }
    }

    /// Puts several items under one verdict, which settles them.
    pub(super) fn join_all(
        &mut self,
        verdict: Verdict,
        mut left: Vec<usize>,
        mut right: Vec<usize>,
    ) {
        left.sort_unstable();
        right.sort_unstable();
        let ranges = |items: &[Item], at: &[usize]| {
            at.iter().map(|at| items[*at].figure.range.clone()).collect::<Vec<_>>()
        };
        let pairing = Pairing {
            verdict,
            left: ranges(&self.left, &left),
            right: ranges(&self.right, &right),
        };
        self.pairings.push(pairing);
        left.into_iter().for_each(|i| self.left_done[i] = true);
        right.into_iter().for_each(|j| self.right_done[j] = true);
    }

    /// Items without a partner.
    pub(super) fn left_free(&self) -> Vec<usize> {
        let free = |i: &usize| self.left_partner[*i].is_none() && !self.left_done[*i];
        (0..self.left.len()).filter(free).collect()
    }

    pub(super) fn right_free(&self) -> Vec<usize> {
        let free = |j: &usize| self.right_partner[*j].is_none() && !self.right_done[*j];
        (0..self.right.len()).filter(free).collect()
    }

    pub(super) fn finish(mut self) -> Vec<Pairing> {
        for i in 0..self.left.len() {
            let range = self.left[i].figure.range.clone();
            if self.left_done[i] {
                continue;
            }
            if let (Some(j), Some(verdict)) = (self.left_partner[i], self.verdicts[i]) {
                let right = vec![self.right[j].figure.range.clone()];
                self.pairings.push(Pairing { verdict, left: vec![range], right });
            } else if !self.left[i].may_be_left_out() {
                let verdict = Verdict::Missing(Which::Right);
                self.pairings.push(Pairing { verdict, left: vec![range], right: Vec::new() });
            }
        }
        for j in self.right_free() {
            if !self.right[j].may_be_left_out() {
                let right = vec![self.right[j].figure.range.clone()];
                let verdict = Verdict::Missing(Which::Left);
                self.pairings.push(Pairing { verdict, left: Vec::new(), right });
            }
        }
        let place = |pairing: &Pairing| {
            let start = |ranges: &[Range<usize>]| ranges.first().map_or(usize::MAX, |r| r.start);
            (start(&pairing.left), start(&pairing.right))
        };
        self.pairings.sort_by_key(place);
        self.pairings
    }
}

//! Aligning the figures of one sort in the order of both texts.

use super::compare::compare;
use super::{Class, Item, Matching, Verdict};
use crate::value::Units;

/// A figure that is nowhere in the other text.
const GAP: u32 = 8;
/// A small number in words that is nowhere in the other text.
const PASSING_GAP: u32 = 3;
/// The largest table that is filled; longer lists are compared place by place.
const MOST_CELLS: usize = 40_000;

/// Aligns each class of figures by itself at the least cost (Needleman and Wunsch 1970).
pub(super) fn align(matching: &mut Matching, units: &Units) {
    let all = matching.left.iter().chain(&matching.right);
    let mut classes: Vec<Class> = all.map(|item| item.class).collect();
    classes.sort();
    classes.dedup();
    for class in classes {
        let of_class = |items: &[Item]| -> Vec<usize> {
            (0..items.len()).filter(|at| items[*at].class == class).collect()
        };
        let (left, right) = (of_class(&matching.left), of_class(&matching.right));
        for (i, j) in pairs(matching, &left, &right, units) {
            let verdict = compare(&matching.left[i].figure, &matching.right[j].figure, units);
            matching.join(i, j, verdict);
        }
    }
}

fn pairs(
    matching: &Matching,
    left: &[usize],
    right: &[usize],
    units: &Units,
) -> Vec<(usize, usize)> {
    if left.len().saturating_mul(right.len()) > MOST_CELLS {
        return left.iter().copied().zip(right.iter().copied()).collect();
    }
    let costs: Vec<Vec<u32>> = left
        .iter()
        .map(|i| {
            let cost = |j: &usize| cost(&matching.left[*i], &matching.right[*j], units);
            right.iter().map(cost).collect()
        })
        .collect();
    let gap = |item: &Item| if item.is_passing() { PASSING_GAP } else { GAP };
    let left_gaps: Vec<u32> = left.iter().map(|i| gap(&matching.left[*i])).collect();
    let right_gaps: Vec<u32> = right.iter().map(|j| gap(&matching.right[*j])).collect();
    let path = cheapest(&costs, &left_gaps, &right_gaps);
    path.into_iter().map(|(a, b)| (left[a], right[b])).collect()
}

/// The pairs of the cheapest alignment, in order.
fn cheapest(costs: &[Vec<u32>], left_gaps: &[u32], right_gaps: &[u32]) -> Vec<(usize, usize)> {
    let (n, m) = (left_gaps.len(), right_gaps.len());
    // `least[i][j]` is the cost of aligning what follows place i with what follows place j.
    let mut least = vec![vec![0_u32; m + 1]; n + 1];
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            let mut best = if i == n && j == m { 0 } else { u32::MAX };
            if i < n {
                best = best.min(least[i + 1][j].saturating_add(left_gaps[i]));
            }
            if j < m {
                best = best.min(least[i][j + 1].saturating_add(right_gaps[j]));
            }
            if i < n && j < m {
                best = best.min(least[i + 1][j + 1].saturating_add(costs[i][j]));
            }
            least[i][j] = best;
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < n && j < m {
        if least[i][j] == least[i + 1][j + 1].saturating_add(costs[i][j]) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if least[i][j] == least[i + 1][j].saturating_add(left_gaps[i]) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What it costs to take two figures for one. Two contradicting ones cost less than two that are
/// missing, unless their words say that they are about different things.
fn cost(left: &Item, right: &Item, units: &Units) -> u32 {
    let is_measured = matches!(left.class, Class::Measured(_) | Class::Fraction);
    let has_units = is_measured || (left.thing.is_some() && right.thing.is_some());
    let has_abouts = left.about.is_some() && right.about.is_some();
    let is_other = (!is_measured && has_units && left.thing != right.thing)
        || (has_abouts && left.about != right.about);
    let verdict = compare(&left.figure, &right.figure, units);
    let base = match verdict {
        Verdict::Agree => 0,
        Verdict::RoundedMarked | Verdict::RoundedSilently => 2,
        Verdict::RelationNear => 1,
        Verdict::RelationDiffers | Verdict::LimitAsResult(_) => 3,
        _ if is_other => 20,
        _ if left.is_passing() || right.is_passing() => {
            if !has_units {
                20
            } else if left.is_passing() && right.is_passing() {
                5
            } else {
                10
            }
        }
        _ if has_units => 10,
        _ => 12,
    };
    base + if is_other && base < 10 { 4 } else { 0 }
}

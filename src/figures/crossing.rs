//! Figures that stand in another order: moved with their words, or swapped.

use super::compare::{compare, is_equal};
use super::{Class, Item, Matching, Verdict};
use crate::locale::ChangeEnd;
use crate::value::{Unit, Units};

/// More differing pairs than this are not one swap.
const MOST_DIFFERING: usize = 64;

/// Units of places, which are named beside what lies in them: `18 plants in 37 countries`. What
/// other things a number counts may go without saying where another number counts them, too.
const PLACES: [&str; 4] = ["country", "city", "county", "village"];

/// Joins what is left on both sides with the same value. Where nothing but the numbers tells that
/// it moved, it was swapped with the figure that it passed.
pub(super) fn settle(matching: &mut Matching, units: &Units) {
    join_crosswise(matching, units);
    join_contrary(matching, units);
    join_turned(matching);
    release(matching, units);
    let mut crossings = Vec::new();
    for i in matching.left_free() {
        let free = matching.right_free();
        let left = &matching.left[i];
        let same = free.into_iter().find(|j| {
            let right = &matching.right[*j];
            // `less than four hours` are 4小时以内, wherever they stand.
            let n_passing = usize::from(left.is_passing()) + usize::from(right.is_passing());
            right.class == left.class
                && n_passing < 2
                && is_equal(&left.figure, &right.figure, units)
        });
        let Some(j) = same else { continue };
        let verdict = compare(&matching.left[i].figure, &matching.right[j].figure, units);
        matching.join(i, j, verdict);
        if let Some((k, l)) = passed(matching, i, j)
            && !(is_beside(&matching.left, i, k) || is_beside(&matching.right, j, l))
            && !is_told_apart(matching, (i, j), (k, l))
        {
            crossings.push([(i, j), (k, l)]);
        }
    }
    for crossing in crossings {
        let [(i, j), (k, l)] = crossing;
        let is_done = matching.left_done[i] || matching.left_done[k];
        if !is_done && !is_moved_along(matching, crossing) {
            matching.join_all(Verdict::Swapped, vec![i, k], vec![j, l]);
        }
    }
}

/// Whether two figures that changed places have neighbours of another sort that did so, too:
/// whole clauses have, as in `information services by 12.7 percent to 98.74 billion yuan, while
/// real estate shrank by 2.8 percent to 160.53 billion yuan` in the other order.
fn is_moved_along(matching: &Matching, [(i, j), (k, l)]: [(usize, usize); 2]) -> bool {
    let class = matching.left[i].class;
    let beside = |i: usize, j: usize| {
        let pairs = matching.left_partner.iter().enumerate();
        pairs.filter_map(move |(p, q)| {
            let q = (*q)?;
            let is_beside = p.abs_diff(i) == 1 && q.abs_diff(j) == 1;
            let is_right = matching.verdicts[p] == Some(Verdict::Agree) && !matching.left_done[p];
            (is_beside && is_right && matching.left[p].class != class).then_some((p, q))
        })
    };
    beside(i, j).any(|(p, q)| {
        beside(k, l).any(|(r, s)| {
            let is_like = matching.left[p].class == matching.left[r].class;
            is_like && p != r && (p < r) != (q < s)
        })
    })
}

/// Two pairs that agree in order, whose words say on both sides that they belong crosswise, are
/// one swap: `to 16 percent from 13 percent` for 由16%下降到13%.
fn join_contrary(matching: &mut Matching, units: &Units) {
    type Known = (Option<ChangeEnd>, Option<Unit>);
    let known = |item: &Item| -> Known { (item.figure.change, item.thing) };
    let is_place = |unit: Option<Unit>| unit.is_some_and(|unit| PLACES.contains(&units.name(unit)));
    let is_contrary = |a: Known, b: Known| {
        let are_ends = a.0.is_some() && b.0.is_some() && a.0 != b.0;
        let are_known = a.1.is_some() && b.1.is_some();
        are_ends || (a.1 != b.1 && (are_known || is_place(a.1) || is_place(b.1)))
    };
    // Of things that are known, only one language may have a word for an end: 通达24个国家.
    let is_like = |a: Known, b: Known| {
        a == b || (a.1.is_some() && a.1 == b.1 && (a.0.is_none() || b.0.is_none()))
    };
    let joined: Vec<(usize, usize)> = (0..matching.left.len())
        .filter(|i| !matching.left_done[*i] && matching.verdicts[*i] == Some(Verdict::Agree))
        .filter_map(|i| Some((i, matching.left_partner[i]?)))
        .filter(|(i, j)| is_contrary(known(&matching.left[*i]), known(&matching.right[*j])))
        .take(MOST_DIFFERING)
        .collect();
    for (at, &(i, j)) in joined.iter().enumerate() {
        let (left, right) = (&matching.left, &matching.right);
        let crosswise = joined[at + 1..].iter().find(|&&(k, l)| {
            !matching.left_done[i]
                && !matching.left_done[k]
                && left[i].class == left[k].class
                && is_like(known(&left[i]), known(&right[l]))
                && is_like(known(&left[k]), known(&right[j]))
        });
        if let Some(&(k, l)) = crosswise {
            matching.join_all(Verdict::Swapped, vec![i, k], vec![j, l]);
        }
    }
}

/// Two pairs that agree, of which one is what something was on one side and what it became on the
/// other, are one swap, if the words of the other side say so of the other number: 由43天缩短至52天
/// for `every 43 days, down from 52 days`.
fn join_turned(matching: &mut Matching) {
    let agreed: Vec<(usize, usize)> = (0..matching.left.len())
        .filter(|i| !matching.left_done[*i] && matching.verdicts[*i] == Some(Verdict::Agree))
        .filter_map(|i| Some((i, matching.left_partner[i]?)))
        .take(MOST_DIFFERING)
        .collect();
    let is_known = |one: &Item, other: &Item| {
        one.figure.change.is_some() && one.figure.change == other.figure.change
    };
    for &(i, j) in &agreed {
        let (left, right) = (&matching.left, &matching.right);
        let turned = agreed.iter().find(|&&(k, l)| {
            let is_done = matching.left_done[i] || matching.left_done[k];
            let is_crosswise = is_known(&left[i], &right[l]) || is_known(&left[k], &right[j]);
            !is_done
                && i != k
                && left[i].class == left[k].class
                && is_other_end(&left[i], &right[j])
                && is_crosswise
        });
        if let Some(&(k, l)) = turned {
            matching.join_all(Verdict::Swapped, vec![i, k], vec![j, l]);
        }
    }
}

/// Takes pairs apart in which a small number in words took the partner that a free figure fits.
fn release(matching: &mut Matching, units: &Units) {
    for i in 0..matching.left.len() {
        let (Some(j), Some(Verdict::Contradiction)) =
            (matching.left_partner[i], matching.verdicts[i])
        else {
            continue;
        };
        let (left, right) = (&matching.left[i], &matching.right[j]);
        let fits = |item: &Item, free: &[usize], items: &[Item]| {
            let is_equal = |at: &usize| is_equal(&item.figure, &items[*at].figure, units);
            free.iter().any(|at| items[*at].class == item.class && is_equal(at))
        };
        let is_taken = (left.is_passing() && fits(right, &matching.left_free(), &matching.left))
            || (right.is_passing() && fits(left, &matching.right_free(), &matching.right));
        if is_taken && !matching.left_done[i] {
            matching.part(i);
        }
    }
}

/// Two pairs that differ, and would agree crosswise, are one swap and not two contradictions.
fn join_crosswise(matching: &mut Matching, units: &Units) {
    let differing: Vec<(usize, usize)> = (0..matching.left.len())
        .filter(|i| !matches!(matching.verdicts[*i], None | Some(Verdict::Agree)))
        .filter_map(|i| Some((i, matching.left_partner[i]?)))
        .take(MOST_DIFFERING)
        .collect();
    for (at, &(i, j)) in differing.iter().enumerate() {
        let other = differing[at + 1..].iter().find(|&&(k, l)| {
            let (left, right) = (&matching.left, &matching.right);
            !matching.left_done[i]
                && !matching.left_done[k]
                && left[i].class == left[k].class
                && is_equal(&left[i].figure, &right[l].figure, units)
                && is_equal(&left[k].figure, &right[j].figure, units)
                && !is_equal(&left[i].figure, &left[k].figure, units)
        });
        if let Some(&(k, l)) = other {
            matching.join_all(Verdict::Swapped, vec![i, k], vec![j, l]);
        }
    }
}

/// Whether one is what something was, and the other what it became.
fn is_other_end(one: &Item, other: &Item) -> bool {
    let (a, b) = (one.figure.change, other.figure.change);
    a.is_some() && b.is_some() && a != b
}

/// Whether a number stands right before another one, which is a measure of what it counts: `two 500
/// kV substations`.
fn is_beside(items: &[Item], one: usize, other: usize) -> bool {
    let [a, b] = [one.min(other), one.max(other)].map(|at| &items[at].figure);
    a.is_spelled != b.is_spelled && b.range.start.saturating_sub(a.range.end) <= 1
}

/// The nearest pair of the same class that stands on the other side of it in the other text.
fn passed(matching: &Matching, i: usize, j: usize) -> Option<(usize, usize)> {
    let class = matching.left[i].class;
    let crossing = matching.left_partner.iter().enumerate().filter_map(|(k, l)| {
        let l = (*l)?;
        let crosses = (k < i) != (l < j);
        (crosses && matching.left[k].class == class && !matching.left_done[k]).then_some((k, l))
    });
    crossing.min_by_key(|(k, l)| k.abs_diff(i) + l.abs_diff(j))
}

/// Whether words on both sides tell which figure is which: the relation, the thing counted, what
/// it is known to be about, or that one is a part of the other.
fn is_told_apart(matching: &Matching, (i, j): (usize, usize), (k, l): (usize, usize)) -> bool {
    let (left, right) = (&matching.left, &matching.right);
    let [a, b, c, d] = [&left[i], &right[j], &left[k], &right[l]];
    let is_against = |one: &Item, other: &Item| {
        let differ =
            |known: (Option<Unit>, Option<Unit>)| known.0.zip(known.1).is_some_and(|(a, b)| a != b);
        differ((one.thing, other.thing))
            || one.about.zip(other.about).is_some_and(|(a, b)| a != b)
            || is_other_end(one, other)
    };
    if !is_against(a, b) && !is_against(c, d) && tells_apart([a, b, c, d]) {
        return true;
    }
    let is_part = |items: &[Item], a: usize, b: usize| {
        a.abs_diff(b) == 1 && items[a.min(b)].figure.is_part_of_next
    };
    is_part(left, i, k) || is_part(right, j, l)
}

/// Whether some of what is known of two pairs is the same within each, and not between them.
fn tells_apart([a, b, c, d]: [&Item; 4]) -> bool {
    fn tells<T: PartialEq>(of: impl Fn(&Item) -> T, [a, b, c, d]: [&Item; 4]) -> bool {
        of(a) == of(b) && of(c) == of(d) && of(a) != of(c)
    }
    // What one pair is known to be of, neither figure of the other one is.
    fn is_only<T: PartialEq>(of: impl Fn(&Item) -> Option<T>, [a, b, c, d]: [&Item; 4]) -> bool {
        let is_one = |a: &Item, b: &Item, c: &Item, d: &Item| {
            of(a).is_some() && of(a) == of(b) && of(c) != of(a) && of(d) != of(a)
        };
        is_one(a, b, c, d) || is_one(c, d, a, b)
    }
    // 1.5个工作日 and 4小时以内, where numbers alone cannot have changed places.
    let measure =
        |item: &Item| item.figure.unit.filter(|_| matches!(item.class, Class::Measured(_)));
    // `amounted to` alone says nothing of what it was.
    let was = |item: &Item| item.figure.change.filter(|end| *end == ChangeEnd::From);
    let all = [a, b, c, d];
    tells(Item::relation, all)
        || tells(|item| item.figure.direction.is_some(), all)
        || is_only(was, all)
        || tells(measure, all)
        || is_only(|item| item.thing, all)
        || is_only(|item| item.figure.direction, all)
        || is_only(|item| item.about, all)
}

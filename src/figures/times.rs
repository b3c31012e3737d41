//! The dates and periods of two texts, set side by side.

use super::{Pairing, Verdict};
use crate::locale::{FoundPeriod, NamedTime};

/// More times than this in one text are not compared.
const MOST_TIMES: usize = 256;

/// The dates and periods that cannot both be right, in the order of the first text.
///
/// A language may say a time in other words (去年) or leave out what the sentence before it says,
/// so a time that the other text lacks is nothing to tell. Two times differ if each is nowhere in
/// the other text and both are named as finely: two years, two months or two days.
pub(super) fn differing(left: &[FoundPeriod], right: &[FoundPeriod]) -> Vec<Pairing> {
    let (left_times, right_times) = (times(left), times(right));
    if left_times.len().max(right_times.len()) > MOST_TIMES {
        return Vec::new();
    }
    let mut partners = Partners::new(&left_times, &right_times);
    partners.join(|a, b| a == b);
    partners.join(agree);
    let lone = |own: &[(usize, NamedTime)], free: &[bool], other: &[(usize, NamedTime)]| {
        let all = own.iter().zip(free);
        let lone = all.filter(|((_, time), is_free)| {
            **is_free && !other.iter().any(|(_, other)| agree(time, other))
        });
        lone.map(|((at, time), _)| (*at, *time)).collect::<Vec<_>>()
    };
    let left_lone = lone(&left_times, &partners.left_free, &right_times);
    let mut right_lone = lone(&right_times, &partners.right_free, &left_times);
    let mut pairings: Vec<Pairing> = Vec::new();
    for (i, time) in left_lone {
        let is_like = |(_, other): &(usize, NamedTime)| fineness(other) == fineness(&time);
        let Some(at) = right_lone.iter().position(is_like) else { continue };
        let (j, _) = right_lone.remove(at);
        let pairing = Pairing {
            verdict: Verdict::OtherTime,
            left: vec![left[i].range.clone()],
            right: vec![right[j].range.clone()],
        };
        // Both ends of a span are one mistake.
        if !pairings.iter().any(|p| p.left == pairing.left || p.right == pairing.right) {
            pairings.push(pairing);
        }
    }
    pairings
}

/// Every time with the index of the period that names it.
fn times(periods: &[FoundPeriod]) -> Vec<(usize, NamedTime)> {
    let all = periods.iter().enumerate();
    all.flat_map(|(at, found)| found.times.iter().map(move |time| (at, *time))).collect()
}

/// Which times have a partner in the other text.
struct Partners<'a> {
    left: &'a [(usize, NamedTime)],
    right: &'a [(usize, NamedTime)],
    left_free: Vec<bool>,
    right_free: Vec<bool>,
}

impl<'a> Partners<'a> {
    fn new(left: &'a [(usize, NamedTime)], right: &'a [(usize, NamedTime)]) -> Self {
        Self { left, right, left_free: vec![true; left.len()], right_free: vec![true; right.len()] }
    }

    /// Gives each free time the first free one of the other text that is right for it.
    fn join(&mut self, is_right: fn(&NamedTime, &NamedTime) -> bool) {
        for (i, (_, time)) in self.left.iter().enumerate() {
            if !self.left_free[i] {
                continue;
            }
            let fits = |j: &usize| self.right_free[*j] && is_right(time, &self.right[*j].1);
            if let Some(j) = (0..self.right.len()).find(fits) {
                (self.left_free[i], self.right_free[j]) = (false, false);
            }
        }
    }
}

/// Whether two times have something in common and differ in nothing that both name.
fn agree(left: &NamedTime, right: &NamedTime) -> bool {
    let parts = |time: &NamedTime| [time.year, time.month, time.day];
    let pairs = parts(left).into_iter().zip(parts(right));
    let known: Vec<_> = pairs.filter_map(|(a, b)| Some((a?, b?))).collect();
    !known.is_empty() && known.into_iter().all(|(a, b)| a == b)
}

/// The finest part that a time names.
fn fineness(time: &NamedTime) -> u8 {
    match time {
        NamedTime { day: Some(_), .. } => 2,
        NamedTime { month: Some(_), .. } => 1,
        _ => 0,
    }
}

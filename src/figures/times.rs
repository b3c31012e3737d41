//! The dates and periods of two texts, set side by side.

use super::{Pairing, Side, Verdict};
use crate::locale::{NamedTime, Told};
use std::ops::Range;

/// More times than this in one text are not compared.
const MOST_TIMES: usize = 256;

/// The dates and periods that cannot both be right, in the order of the first text.
///
/// A language may say a time in other words (去年) or leave out what the sentence before it says,
/// so a time that the other text lacks is nothing to tell. Two times differ if each is nowhere in
/// the other text and both are named as finely: two years, two months or two days.
pub(super) fn differing(left: Side<'_>, right: Side<'_>) -> Vec<Pairing> {
    let (left_times, right_times) = (times(left), times(right));
    if left_times.len().max(right_times.len()) > MOST_TIMES {
        return Vec::new();
    }
    let mut partners = Partners::new(&left_times, &right_times);
    partners.join(|a, b| a == b);
    partners.join(agree);
    let lone = |own: &[Time], free: &[bool], other: &[Time]| {
        let all = own.iter().zip(free);
        let lone = all.filter(|((_, time), is_free)| {
            **is_free && !other.iter().any(|(_, other)| agree(time, other))
        });
        lone.map(|(time, _)| time.clone()).collect::<Vec<_>>()
    };
    let left_lone = lone(&left_times, &partners.left_free, &right_times);
    let mut right_lone = lone(&right_times, &partners.right_free, &left_times);
    let spare = |own: &[Time], free: &[bool], lone: &[Time]| {
        let all = own.iter().zip(free).filter(|(_, is_free)| **is_free);
        let all = all.map(|(time, _)| time).filter(|(_, time)| fineness(time) > 0);
        all.filter(|time| !lone.contains(time)).cloned().collect::<Vec<_>>()
    };
    // A month that the other text lacks stands for one that the other text has too often.
    let left_spare = spare(&left_times, &partners.left_free, &left_lone);
    let right_spare = spare(&right_times, &partners.right_free, &right_lone);
    let left_all = left_lone.iter().cloned().chain(if right_lone.is_empty() {
        Vec::new()
    } else {
        left_spare
    });
    let left_lone: Vec<Time> = left_all.collect();
    if right_lone.is_empty() {
        right_lone = right_spare;
    }
    let mut pairings: Vec<Pairing> = Vec::new();
    for (range, time) in left_lone {
        let is_like = |(_, other): &Time| fineness(other) == fineness(&time);
        let Some(at) = right_lone.iter().position(is_like) else { continue };
        let (other, _) = right_lone.remove(at);
        let pairing =
            Pairing { verdict: Verdict::OtherTime, left: vec![range], right: vec![other] };
        // Both ends of a span are one mistake.
        if !pairings.iter().any(|p| p.left == pairing.left || p.right == pairing.right) {
            pairings.push(pairing);
        }
    }
    pairings
}

/// A time with the bytes of the words that name it.
type Time = (Range<usize>, NamedTime);

/// Every time that is named, and the years that words name by the one that the text is about.
fn times(side: Side<'_>) -> Vec<Time> {
    let named = side
        .periods
        .iter()
        .flat_map(|found| found.times.iter().map(move |time| (found.range.clone(), *time)));
    let told = side.told.iter().filter_map(|word| {
        let year = by_year(word, side.year?)?;
        Some((word.range.clone(), NamedTime { year: Some(year), ..NamedTime::default() }))
    });
    named.chain(told).collect()
}

/// The year that a word means in a text about that year.
fn by_year(word: &Told, year: u32) -> Option<u32> {
    match (&*word.group, &*word.member) {
        ("before", "year") => year.checked_sub(1),
        ("now", "year") => Some(year),
        _ => None,
    }
}

/// Which times have a partner in the other text.
struct Partners<'a> {
    left: &'a [Time],
    right: &'a [Time],
    left_free: Vec<bool>,
    right_free: Vec<bool>,
}

impl<'a> Partners<'a> {
    fn new(left: &'a [Time], right: &'a [Time]) -> Self {
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

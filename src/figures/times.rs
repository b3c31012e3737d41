//! The dates and periods of two texts, set side by side.

use super::told::DAY;
use super::{Pairing, Side, Verdict, Which};
use crate::locale::{NamedTime, Told};
use std::ops::Range;

/// More times than this in one text are not compared.
const MOST_TIMES: usize = 256;

/// The dates and periods that cannot both be right, in the order of the first text.
///
/// A language may say a time in other words (去年) or leave out what the sentence before it says,
/// so a time that the other text lacks is nothing to tell, except the day of a month. Two times
/// differ if one is nowhere in the other text, the other is not needed for one that is in this
/// text, and both are named as finely: two years, two months or two days.
pub(super) fn differing(left: Side<'_>, right: Side<'_>) -> Vec<Pairing> {
    let (left_side, right_side) = (left, right);
    let (left_times, right_times) = (times(left), times(right));
    if left_times.len().max(right_times.len()) > MOST_TIMES {
        return Vec::new();
    }
    let mut partners = Partners::new(&left_times, &right_times);
    partners.join(|a, b| a == b);
    partners.join(agree);
    let (left, right) = partners.free();
    let left_lone = lone(&left, &right_times);
    let right_lone = lone(&right, &left_times);
    let mut pairings: Vec<Pairing> = Vec::new();
    // A time that is nowhere in the other text stands for one that is nowhere in this one, or for a
    // month that the other text has too often.
    let either = |lone: &[Time], all: &[Time]| -> Vec<Time> {
        let spare = all.iter().filter(|time| fineness(&time.1) > 0 && !lone.contains(time));
        lone.iter().chain(spare).cloned().collect()
    };
    let (firsts, mut seconds) = (either(&left_lone, &left), either(&right_lone, &right));
    for first in firsts {
        let is_like = |second: &Time| {
            fineness(&second.1) == fineness(&first.1)
                && (left_lone.contains(&first)
                    || right_lone.contains(second)
                    || (is_day_of_one(&first, &right_times) && is_day_of_one(second, &left_times)))
        };
        let Some(at) = seconds.iter().position(is_like) else { continue };
        let second = seconds.remove(at);
        let pairing =
            Pairing { verdict: Verdict::OtherTime, left: vec![first.0], right: vec![second.0] };
        // Both ends of a span are one mistake.
        if !pairings.iter().any(|p| p.left == pairing.left || p.right == pairing.right) {
            pairings.push(pairing);
        }
    }
    if let (true, [first], [second]) = (pairings.is_empty(), &left[..], &right[..]) {
        let sides = [(left_side, &left_times[..]), (right_side, &right_times[..])];
        pairings.extend(year_too_often(first, second, sides));
    }
    lost(&without_names(left_side, &left_lone), &right_times, Which::Right, &mut pairings);
    lost(&without_names(right_side, &right_lone), &left_times, Which::Left, &mut pairings);
    dropped((left_side, &left_lone), right_side, Which::Right, &mut pairings);
    dropped((right_side, &right_lone), left_side, Which::Left, &mut pairings);
    pairings
}

/// Whether a time is a date that the other text has not, though it may name its month or quarter.
fn is_day_of_one(time: &Time, other: &[Time]) -> bool {
    is_date(&time.1) && !other.iter().any(|(_, other)| is_date(other) && agree(&time.1, other))
}

/// The year that one text names and the other does not, for one that this has once more than the
/// other: 比2020年底 and 比2021年 for `the end of 2021` and 2021. Both name as many times, all others
/// agree, and no word counts to a year from another one.
fn year_too_often(
    first: &Time,
    second: &Time,
    [(left, left_times), (right, right_times)]: [(Side<'_>, &[Time]); 2],
) -> Option<Pairing> {
    let counts = |side: Side<'_>| {
        let is_edge = |word: &Told| *word.group == *"edge";
        side.told.iter().any(|word| TIMES.contains(&&*word.group) && !is_edge(word))
    };
    let is_year = |time: &NamedTime| time.year.is_some() && time.month.is_none();
    let is_lone = |time: &Time, others: &[Time], text: &str| {
        let named = time.1.year.is_some_and(|year| text.contains(&year.to_string()));
        !named && !others.iter().any(|(_, other)| agree(&time.1, other))
    };
    let is_wrong =
        is_lone(first, right_times, right.text) != is_lone(second, left_times, left.text);
    // `two years after 2024` is 2026年.
    if left_times.len() != right_times.len()
        || left.figures.len() != right.figures.len()
        || !is_wrong
        || counts(left)
        || counts(right)
        || !(is_year(&first.1) && is_year(&second.1))
    {
        return None;
    }
    // Of two that name the same year, the one in the place of the other.
    let beside = |own: &Time, own_times: &[Time], time: &Time, times: &[Time]| {
        let at = own_times.iter().position(|one| one == own)?;
        times.get(at).filter(|one| one.1 == time.1).map(|one| one.0.clone())
    };
    let right_range = beside(first, left_times, second, right_times);
    let left_range = beside(second, right_times, first, left_times);
    Some(Pairing {
        verdict: Verdict::OtherTime,
        left: vec![left_range.unwrap_or_else(|| first.0.clone())],
        right: vec![right_range.unwrap_or_else(|| second.0.clone())],
    })
}

/// Adds the years and months of one text of which the other one says nothing, if it tells no time
/// at all: one that names another, or says `the year`, may have them from the sentence before.
fn dropped(
    (own, lone): (Side<'_>, &[Time]),
    other: Side<'_>,
    lacking: Which,
    pairings: &mut Vec<Pairing>,
) {
    let is_silent = other.periods.is_empty()
        && !other.told.iter().any(|word| TIMES.contains(&&*word.group))
        && !own.told.iter().any(|word| TIMES.contains(&&*word.group));
    if !is_silent || !pairings.is_empty() {
        return;
    }
    let is_enclosed = |range: &Range<usize>| {
        let before = &own.text[..range.start];
        before
            .rfind(['(', '（', '《', '“'])
            .is_some_and(|at| !before[at..].contains([')', '）', '》', '”']))
    };
    let is_known = |time: &NamedTime| time.year.is_some() && time.year == own.year;
    let is_there =
        |time: &NamedTime| time.year.is_some_and(|year| other.text.contains(&year.to_string()));
    // Of spans, 首季 and the like have many names.
    let is_span = |range: &Range<usize>| {
        own.periods.iter().any(|found| found.range == *range && found.times.len() != 1)
    };
    let found = lone.iter().find(|(range, time)| {
        !is_span(range)
            && !is_known(time)
            && !is_there(time)
            && time.day.is_none()
            && !is_enclosed(range)
    });
    let Some((range, _)) = found else { return };
    let own = vec![range.clone()];
    let (left, right) = match lacking {
        Which::Right => (own, Vec::new()),
        Which::Left => (Vec::new(), own),
    };
    pairings.push(Pairing { verdict: Verdict::TimeMissing(lacking), left, right });
}

/// Groups of words that may say a time in the other language.
pub(super) const TIMES: [&str; 5] = ["before", "now", "next", "edge", "running"];

/// Adds the dates of one text that the other one lacks.
fn lost(lone: &[Time], other: &[Time], lacking: Which, pairings: &mut Vec<Pairing>) {
    let is_told = |range: &Range<usize>, pairings: &[Pairing]| {
        pairings.iter().any(|pairing| match lacking {
            Which::Right => pairing.left.contains(range),
            Which::Left => pairing.right.contains(range),
        })
    };
    for (range, time) in lone.iter().filter(|(_, time)| is_date(time)) {
        if is_told(range, pairings) {
            continue;
        }
        // 4月25日 for `26 April` is another time, though `the second quarter` agrees with it.
        let is_like = |(_, other): &&Time| is_date(other) && other.month == time.month;
        let like = other.iter().find(is_like).map(|(range, _)| range.clone());
        let verdict = match like {
            Some(_) => Verdict::OtherTime,
            None => Verdict::Missing(lacking),
        };
        let (own, like) = (vec![range.clone()], like.into_iter().collect());
        let (left, right) = if lacking == Which::Right { (own, like) } else { (like, own) };
        pairings.push(Pairing { verdict, left, right });
    }
}

/// The times that are no names of days, which another language may do without.
fn without_names(side: Side<'_>, times: &[Time]) -> Vec<Time> {
    let is_name = |range: &Range<usize>| {
        side.told.iter().any(|word| *word.group == *DAY && word.range == *range)
    };
    times.iter().filter(|(range, _)| !is_name(range)).cloned().collect()
}

/// The times that agree with none of the other text.
fn lone(own: &[Time], other: &[Time]) -> Vec<Time> {
    let is_lone = |time: &&Time| !other.iter().any(|(_, other)| agree(&time.1, other));
    own.iter().filter(is_lone).cloned().collect()
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
        let time = match named_day(word) {
            Some(day) => day,
            None => NamedTime { year: Some(by_year(word, side.year?)?), ..NamedTime::default() },
        };
        Some((word.range.clone(), time))
    });
    named.chain(told).collect()
}

/// The day that a name means: “9·3”, 五四.
fn named_day(word: &Told) -> Option<NamedTime> {
    let (month, day) = word.member.split_once('-').filter(|_| *word.group == *DAY)?;
    Some(NamedTime { year: None, month: month.parse().ok(), day: day.parse().ok() })
}

/// The year that a word means in a text about that year.
fn by_year(word: &Told, year: u32) -> Option<u32> {
    match (&*word.group, &*word.member) {
        ("before", "year") => year.checked_sub(1),
        ("now", "year" | "year-this") => Some(year),
        ("next", "year") => year.checked_add(1),
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

    /// The times of both texts that have none.
    fn free(&self) -> (Vec<Time>, Vec<Time>) {
        let free = |times: &[Time], is_free: &[bool]| {
            let all = times.iter().zip(is_free).filter(|(_, is_free)| **is_free);
            all.map(|(time, _)| time.clone()).collect()
        };
        (free(self.left, &self.left_free), free(self.right, &self.right_free))
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
pub(super) fn agree(left: &NamedTime, right: &NamedTime) -> bool {
    let parts = |time: &NamedTime| [time.year, time.month, time.day];
    let pairs = parts(left).into_iter().zip(parts(right));
    let known: Vec<_> = pairs.filter_map(|(a, b)| Some((a?, b?))).collect();
    !known.is_empty() && known.into_iter().all(|(a, b)| a == b)
}

/// Whether it is a date, which no language leaves out as it does a year or `in the quarter`.
fn is_date(time: &NamedTime) -> bool {
    time.month.is_some() && time.day.is_some()
}

/// The finest part that a time names.
fn fineness(time: &NamedTime) -> u8 {
    match time {
        NamedTime { day: Some(_), .. } => 2,
        NamedTime { month: Some(_), .. } => 1,
        _ => 0,
    }
}

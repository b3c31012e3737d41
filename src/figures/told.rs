//! Words without a number that can be mistaken for each other.

use super::excused::{EACH, EXTREME, MARK};
use super::{Pairing, Side, Verdict};
use crate::locale::{FoundPeriod, NamedTime, Told};
use std::sync::Arc;

/// More such words than this in one text are not compared.
const MOST_WORDS: usize = 256;

/// Groups of times; what the others say stands beside figures.
const TIMES: [&str; 5] = [BEFORE, NOW, NEXT, "edge", "running"];
const BEFORE: &str = "before";
const NOW: &str = "now";
const NEXT: &str = "next";
const ALL: &str = "all";
/// Names of days: “9·3”.
pub(super) const DAY: &str = "day";
/// Groups that are only asked for, or compared with what is no word.
const ASKED_FOR: [&str; 5] = [ALL, DAY, EXTREME, MARK, EACH];
/// Words for what is below zero: a loss.
pub(super) const MINUS: &str = "minus";

/// A span before this one of a length that is not said, and that which it never is.
const ANY: &str = "span";
const YEAR: &str = "year";
/// What the names of members end in that say from when they count.
const FROM: [&str; 2] = ["-now", "-this"];

/// Whether a text says that all of something is meant.
pub(super) fn says_all(told: &[Told]) -> bool {
    told.iter().any(|word| *word.group == *ALL)
}

/// The words that cannot both be right, in the order of the first text.
///
/// A language may leave such a word out, so one that the other text lacks is nothing to tell. Two
/// differ if one says what is nowhere in the other text, and that has a word of the same group
/// too many.
pub(super) fn differing(left: Side<'_>, right: Side<'_>) -> Vec<Pairing> {
    let is_compared = |word: &&Told| !ASKED_FOR.contains(&&*word.group);
    let (left_side, right_side) = (left, right);
    let (left_years, right_years) = (years_before(left), years_before(right));
    let words = |own: Side<'_>, other: Side<'_>| -> Vec<Told> {
        let words = own.told.iter().filter(is_compared);
        let words = words.filter(|word| !is_named(word, own, other)).cloned();
        words.map(|word| with_length(word, own)).collect()
    };
    let (mut left, mut right) = (words(left, right), words(right, left));
    left.extend(left_years);
    right.extend(right_years);
    left.truncate(MOST_WORDS);
    right.truncate(MOST_WORDS);
    let (mut left_free, mut right_free) = (vec![true; left.len()], vec![true; right.len()]);
    for (i, word) in left.iter().enumerate() {
        let fits = |j: &usize| right_free[*j] && is_same(word, &right[*j]);
        if let Some(j) = (0..right.len()).find(fits) {
            (left_free[i], right_free[j]) = (false, false);
        }
    }
    let mut pairings = Vec::new();
    for i in 0..left.len() {
        let is_lone = |word: &Told, others: &[Told]| !others.iter().any(|o| is_same(word, o));
        let is_left_lone = is_lone(&left[i], &right);
        let fits = |j: &usize| {
            right_free[*j]
                && right[*j].group == left[i].group
                && (is_left_lone || is_lone(&right[*j], &left))
        };
        let Some(j) = (0..right.len()).filter(|_| left_free[i]).find(fits) else { continue };
        right_free[j] = false;
        let is_time = TIMES.contains(&&*left[i].group);
        pairings.push(Pairing {
            verdict: if is_time { Verdict::OtherTime } else { Verdict::Contradiction },
            left: vec![left[i].range.clone()],
            right: vec![right[j].range.clone()],
        });
    }
    pairings.extend(other_year(left_side, right_side));
    pairings
}

/// A word for the span before this one, with the length of the spans that the text is about: 环比 is
/// with the month before where only months are named. The end of a month may be that of a quarter.
fn with_length(word: Told, own: Side<'_>) -> Told {
    let is_month = |found: &FoundPeriod| match &found.times[..] {
        [time] => time.month.is_some() && time.day.is_none(),
        _ => false,
    };
    let is_edge = |word: &Told| *word.group == *"edge";
    let is_of_months = !own.periods.is_empty()
        && own.periods.iter().all(is_month)
        && !own.told.iter().any(is_edge);
    match *word.member == *ANY && is_of_months {
        true => Told { member: Arc::from("month"), ..word },
        false => word,
    }
}

/// Words for last, this and next year where one side has one and the other another: each is of its
/// own group, because what is told of two years may say one of them only once.
fn other_year(left: Side<'_>, right: Side<'_>) -> Option<Pairing> {
    let years =
        |side: Side<'_>| side.periods.iter().any(|p| p.times.iter().any(|t| t.year.is_some()));
    if years(left) || years(right) {
        return None;
    }
    let words = |side: Side<'_>| -> Vec<Told> {
        side.told.iter().filter(|word| is_which_year(word)).cloned().collect()
    };
    // What another word of the group may say is not lone: 同比 for `last year`.
    let lone = |own: &[Told], other: Side<'_>| {
        let is_lone = |word: &&Told| {
            let may_be = |told: &Told| told.group == word.group && kind(told) == YEAR;
            !other.told.iter().any(may_be)
        };
        own.iter().find(is_lone).cloned()
    };
    let (a, b) = (words(left), words(right));
    let (a, b) = lone(&a, right).zip(lone(&b, left))?;
    Some(Pairing { verdict: Verdict::OtherTime, left: vec![a.range], right: vec![b.range] })
}

/// Whether a word says which year is meant from when the text was written.
fn is_which_year(word: &Told) -> bool {
    match &*word.group {
        BEFORE => &*word.member == "year-now",
        NOW => &*word.member == "year-this",
        group => group == NEXT && kind(word) == YEAR,
    }
}

/// The year before the one that the text is about, where it is named: it stands for 上年.
fn years_before(side: Side<'_>) -> Vec<Told> {
    let Some(before) = side.year.and_then(|year| year.checked_sub(1)) else { return Vec::new() };
    let is_before =
        |time: &NamedTime| *time == NamedTime { year: Some(before), ..NamedTime::default() };
    let found = side.periods.iter().filter(|found| found.times.iter().any(is_before));
    found
        .map(|found| Told {
            range: found.range.clone(),
            group: Arc::from(BEFORE),
            member: Arc::from(YEAR),
        })
        .collect()
}

/// Whether the other text may name what a word only counts back to: `in February` for 上月, `in 2022`
/// for 去年.
fn is_named(word: &Told, own: Side<'_>, other: Side<'_>) -> bool {
    fn times<'a>(side: Side<'a>) -> impl Iterator<Item = &'a NamedTime> {
        side.periods.iter().flat_map(|found| &found.times)
    }
    let is_year = kind(word) == YEAR;
    let is_as_fine = |time: &&NamedTime| match is_year {
        true => time.year.is_some() && time.month.is_none(),
        false => time.month.is_some(),
    };
    let is_new = |time: &NamedTime| {
        let is_here = |own: &NamedTime| match is_year {
            true => own.year == time.year,
            false => own.month == time.month,
        };
        !times(own).any(is_here)
    };
    *word.group == *BEFORE && times(other).filter(is_as_fine).any(is_new)
}

/// A member's name without what it counts from, where two words may stand for each other.
fn kind(word: &Told) -> &str {
    let ends = FROM.iter().filter_map(|end| word.member.strip_suffix(end));
    ends.min().unwrap_or(&word.member)
}

/// Whether two words say the same: 去年 counts from when the text was written, the year before from
/// what it is about, and one may stand for the other.
fn is_same(left: &Told, right: &Told) -> bool {
    // 环比 is with the month or the quarter before.
    let is_any = |one: &str, other: &str| one == ANY && other != YEAR;
    let (a, b) = (kind(left), kind(right));
    left.group == right.group && (a == b || is_any(a, b) || is_any(b, a))
}

//! Figures that are told for other times in one text than in the other.
//!
//! Dates and periods are compared as a set (`times.rs`): a sentence may begin with its year, end
//! with it, or leave it to the one before. Only where the times and figures of a sentence take
//! turns is it sure which time each figure is of, and only then is it compared.

use super::compare::is_equal;
use super::times::{TIMES, agree};
use super::{Pairing, Side, Verdict};
use crate::locale::{Figure, FoundPeriod, NamedTime};
use crate::value::Units;
use std::ops::Range;

/// More figures than this in one text are not looked at.
const MOST_FIGURES: usize = 256;

/// What parts the clauses of a sentence.
const MARKS: [char; 9] = [',', ';', ':', '，', '；', '：', '、', '。', '\n'];

/// A figure of both texts with the time that each surely tells it for.
struct Placed<'a> {
    figure: &'a Figure,
    left: &'a FoundPeriod,
    right: &'a FoundPeriod,
}

impl Placed<'_> {
    fn agrees(&self) -> bool {
        is_same(self.left, self.right)
    }
}

/// The times that two agreeing figures have exchanged, and those that one text gives to two figures
/// and the other to one of them.
pub(super) fn differing(
    left: Side<'_>,
    right: Side<'_>,
    pairings: &[Pairing],
    units: &Units,
) -> Vec<Pairing> {
    let n_most = left.figures.len().max(right.figures.len());
    if n_most > MOST_FIGURES || left.periods.len().min(right.periods.len()) < 2 {
        return Vec::new();
    }
    if n_most == 0 {
        return named_twice(left, right).into_iter().collect();
    }
    let (left_sure, right_sure) = (sure(left), sure(right));
    let mut placed = Vec::new();
    for pairing in pairings.iter().filter(|pairing| pairing.verdict == Verdict::Agree) {
        let ([one], [other]) = (&pairing.left[..], &pairing.right[..]) else { continue };
        let left = left_sure.iter().find(|(figure, _)| figure.range == *one);
        let right = right_sure.iter().find(|(figure, _)| figure.range == *other);
        if let (Some((figure, left)), Some((_, right))) = (left, right) {
            placed.push(Placed { figure, left, right });
        }
    }
    // Of two figures with one value it is not sure which is which.
    let is_alone = |one: &Placed<'_>| {
        let like = placed.iter().filter(|other| is_equal(one.figure, other.figure, units));
        like.count() == 1
    };
    let are_alone: Vec<_> = placed.iter().map(is_alone).collect();
    let mut are_alone = are_alone.into_iter();
    placed.retain(|_| are_alone.next() == Some(true));
    let mut found = Vec::new();
    for (at, one) in placed.iter().enumerate().filter(|(_, one)| !one.agrees()) {
        let is_exchanged = |other: &&Placed<'_>| {
            is_same(one.left, other.right) && is_same(other.left, one.right) && !other.agrees()
        };
        if let Some(other) = placed[at + 1..].iter().find(is_exchanged) {
            found.push(Pairing {
                verdict: Verdict::Swapped,
                left: in_order([&one.left.range, &other.left.range]),
                right: in_order([&one.right.range, &other.right.range]),
            });
        }
    }
    if found.is_empty() {
        found.extend(given_twice(&placed, left, right));
    }
    found
}

/// Whether two figures that stand in another order have taken their times with them: `RMB 4.5
/// billion in 2023 and RMB 3 billion in 2022`.
pub(super) fn have_moved_with_times(
    left: Side<'_>,
    right: Side<'_>,
    pairing: &Pairing,
    units: &Units,
) -> bool {
    if pairing.verdict != Verdict::Swapped {
        return false;
    }
    let of = |side, ranges: &[Range<usize>]| -> Vec<_> {
        let all = sure(side).into_iter();
        all.filter(|(figure, _)| ranges.contains(&figure.range)).collect()
    };
    let (left, right) = (of(left, &pairing.left), of(right, &pairing.right));
    let has_moved = |(figure, period): &(&Figure, &FoundPeriod)| {
        let mut like = right.iter().filter(|(other, _)| is_equal(figure, other, units));
        like.next().is_some_and(|(_, other)| is_same(period, other)) && like.next().is_none()
    };
    let is_whole = left.len() == pairing.left.len() && right.len() == pairing.right.len();
    is_whole && left.iter().all(has_moved)
}

/// The time of a figure that the other text tells for the time of another one, and that it does
/// not name: 2021、2022、2023 and `2021, 2022, 2022`.
fn given_twice(placed: &[Placed<'_>], left: Side<'_>, right: Side<'_>) -> Option<Pairing> {
    if tells_time(left) || tells_time(right) {
        return None;
    }
    let mut wrong = placed.iter().filter(|one| !one.agrees());
    let one = wrong.next().filter(|_| wrong.next().is_none())?;
    let is_taken = |period: &FoundPeriod| {
        placed.iter().any(|other| other.agrees() && is_same(other.left, period))
    };
    let is_lone = |period: &FoundPeriod, side: Side<'_>| {
        !side.periods.iter().any(|other| is_near(other, period))
    };
    let is_wrong = (is_lone(one.left, right) && is_taken(one.right))
        || (is_lone(one.right, left) && is_taken(one.left));
    (is_wrong && is_year(one.left) && is_year(one.right)).then(|| other_time(one.left, one.right))
}

/// A year that one of two sentences names twice and the other once, with another one in its place,
/// where neither has a figure and both name as many years.
fn named_twice(left: Side<'_>, right: Side<'_>) -> Option<Pairing> {
    let is_one_sentence = |side: Side<'_>| sentences(side.text).len() == 1;
    let are_years = |side: Side<'_>| side.periods.iter().all(is_year);
    let fits = |side: Side<'_>| is_one_sentence(side) && are_years(side) && !tells_time(side);
    if left.periods.len() != right.periods.len() || !fits(left) || !fits(right) {
        return None;
    }
    let mut pairs = left.periods.iter().zip(right.periods).filter(|(a, b)| !is_same(a, b));
    let (one, other) = pairs.next().filter(|_| pairs.next().is_none())?;
    let n = |side: Side<'_>, year: &FoundPeriod| {
        side.periods.iter().filter(|period| is_same(period, year)).count()
    };
    let is_wrong = (n(left, one), n(right, one), n(left, other), n(right, other));
    matches!(is_wrong, (1, 0, 1, 2) | (2, 1, 0, 1)).then(|| other_time(one, other))
}

fn other_time(left: &FoundPeriod, right: &FoundPeriod) -> Pairing {
    Pairing {
        verdict: Verdict::OtherTime,
        left: vec![left.range.clone()],
        right: vec![right.range.clone()],
    }
}

/// Each figure that surely is of one time, with it.
fn sure<'a>(side: Side<'a>) -> Vec<(&'a Figure, &'a FoundPeriod)> {
    let mut sure = Vec::new();
    for sentence in sentences(side.text) {
        let own = |range: &Range<usize>| sentence.contains(&range.start);
        let figures: Vec<_> = side.figures.iter().filter(|one| own(&one.range)).collect();
        let mut periods: Vec<_> =
            side.periods.iter().filter(|one| own(&one.range) && !one.times.is_empty()).collect();
        let is_before = |word: &str| word == "before";
        let counts_back = side.told.iter().any(|word| own(&word.range) && is_before(&word.group));
        // `In 2023, growth was 5.5% in the first quarter and 5.2% in the first half`
        if periods.len() == figures.len() + 1 && periods.len() > 2 && has_year_ahead(&periods) {
            periods.remove(0);
        }
        if figures.len() < 2 || figures.len() != periods.len() || counts_back {
            continue;
        }
        let pairs: Vec<_> = figures.into_iter().zip(periods).collect();
        if takes_turns(side.text, &pairs) {
            sure.extend(pairs);
        }
    }
    sure
}

/// Whether each figure follows its time in a clause that begins with that, or stands right before
/// it in one clause.
fn takes_turns(text: &str, pairs: &[(&Figure, &FoundPeriod)]) -> bool {
    let has_mark = |from: usize, to: usize| text.get(from..to).map(|text| text.contains(MARKS));
    let is_behind =
        |(figure, period): &(&Figure, &FoundPeriod)| period.range.end <= figure.range.start;
    let begins = |two: &[(&Figure, &FoundPeriod)]| {
        has_mark(two[0].0.range.end, two[1].1.range.start) == Some(true)
    };
    let is_before = |(figure, period): &(&Figure, &FoundPeriod)| {
        has_mark(figure.range.end, period.range.start) == Some(false)
    };
    let is_in_order = |two: &[(&Figure, &FoundPeriod)]| two[0].1.range.end <= two[1].0.range.start;
    (pairs.iter().all(is_behind) && pairs.windows(2).all(begins))
        || (pairs.iter().all(is_before) && pairs.windows(2).all(is_in_order))
}

/// Whether a sentence begins with a year, and what follows are parts of a year that do not name
/// theirs.
fn has_year_ahead(periods: &[&FoundPeriod]) -> bool {
    let lacks_year = |period: &&FoundPeriod| period.times.iter().all(|time| time.year.is_none());
    periods.split_first().is_some_and(|(first, rest)| is_year(first) && rest.iter().all(lacks_year))
}

fn is_year(period: &FoundPeriod) -> bool {
    let is_year = |time: &NamedTime| time.year.is_some() && time.month.is_none();
    period.times.len() == 1 && period.times.iter().all(is_year)
}

/// Whether two texts name one time, as far as both name it.
fn is_same(one: &FoundPeriod, other: &FoundPeriod) -> bool {
    one.times.len() == other.times.len()
        && one.times.iter().zip(&other.times).all(|(a, b)| agree(a, b))
}

/// Whether any part of one time may be one of another.
fn is_near(one: &FoundPeriod, other: &FoundPeriod) -> bool {
    one.times.iter().any(|a| other.times.iter().any(|b| agree(a, b)))
}

/// Whether words count to a time from another one: 次年, `the year before`.
fn tells_time(side: Side<'_>) -> bool {
    side.told.iter().any(|word| TIMES.contains(&&*word.group))
}

fn in_order(ranges: [&Range<usize>; 2]) -> Vec<Range<usize>> {
    let mut ranges = ranges.map(Clone::clone).to_vec();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// The sentences of a text, with their ends.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_end = match c {
            '。' | '！' | '？' | '\n' => true,
            '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if is_end || next.is_none() {
            let end = at + c.len_utf8();
            if !text[start..end].trim().is_empty() {
                found.push(start..end);
            }
            start = end;
        }
    }
    found
}

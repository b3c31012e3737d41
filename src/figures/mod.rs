//! The figures of two texts that say the same in two languages, set side by side.
//!
//! [`pair`] takes what the readers of both languages found in one paragraph, item or cell. It
//! goes in these steps:
//!
//! 1. figures of one sort (money in one currency, percent, counts, areas …) are aligned in the
//!    order of the texts (`align.rs`), because only those can be mistaken for each other,
//! 2. what is left on both sides with the same value is another order or a swap (`crossing.rs`),
//! 3. what is left is compared across sorts: a unit may be missing on one side (`leftover.rs`),
//! 4. each pair gets its verdict (`compare.rs`),
//! 5. dates and periods are compared among themselves (`times.rs`), and with the figures that are
//!    surely told for them (`placed.rs`); so are words without a number that can be mistaken for
//!    each other (`told.rs`).

mod align;
mod compare;
mod crossing;
mod excused;
mod joined;
mod leftover;
mod matching;
mod placed;
mod times;
mod told;

use crate::locale::{ChangeEnd, Direction, Figure, FigureKind, FoundPeriod, Reading, Told};
use crate::value::{Currency, Relation, Unit, UnitKind, Units};
use matching::Matching;
use std::cmp::Ordering;
use std::ops::Range;

/// The figures of one text, with what is known of them besides.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// The figures in the order of the text.
    pub figures: &'a [Figure],
    /// Its dates and periods, likewise.
    pub periods: &'a [FoundPeriod],
    /// Words that must say the same on both sides, likewise.
    pub told: &'a [Told],
    /// The year that the text is about, if it is known.
    pub year: Option<u32>,
    /// What each figure is about, in numbers that mean the same on both sides: a term of the
    /// glossary, an indicator. May be shorter than `figures`; nothing is known of the rest.
    pub about: &'a [Option<u32>],
}

impl<'a> Side<'a> {
    /// Figures of which no more is known than what the text says.
    #[must_use]
    pub fn new(text: &'a str, read: &'a Reading) -> Self {
        Self {
            text,
            figures: &read.figures,
            periods: &read.periods,
            told: &read.told,
            year: None,
            about: &[],
        }
    }
}

/// One of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// The first text.
    Left,
    /// The second text.
    Right,
}

/// How figures of two texts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They say the same.
    Agree,
    /// One is rounded and says so: `about 29 billion` for 289.62亿元.
    RoundedMarked,
    /// One is rounded and does not say so.
    RoundedSilently,
    /// The unit is missing on that side.
    UnitMissing(Which),
    /// The same number stands otherwise to the truth: `about` for an exact one.
    RelationDiffers,
    /// The same number stands nearly so to the truth, in words that are used for each other:
    /// `over` for 以上.
    RelationNear,
    /// What is a floor or a ceiling on one side is told as a result on that one.
    LimitAsResult(Which),
    /// That side lacks the figure.
    Missing(Which),
    /// Two figures have changed places.
    Swapped,
    /// They cannot both be right.
    Contradiction,
    /// They are two dates or periods where one is meant.
    OtherTime,
    /// That side lacks the year or the month, and has no other words for a time.
    TimeMissing(Which),
}

/// Figures that belong together, with the verdict on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// The verdict.
    pub verdict: Verdict,
    /// The bytes of the figure in the first text; two for those swapped and for a range that the
    /// other text has as one, none if it is missing.
    pub left: Vec<Range<usize>>,
    /// The bytes in the second text.
    pub right: Vec<Range<usize>>,
}

/// Sets the figures of two texts side by side, in the order of the first text.
///
/// What has no partner is passed over where the other language may well do without it:
///
/// - a small number written in words (both, 两个; `the middle ten days` for 中旬),
/// - a figure that repeats one that has a partner (10亿元以上，含10亿元), or gives it in another
///   unit or, in brackets, in another currency,
/// - a hundred percent of what the other text has all of,
/// - a number that reads as a year in the other text,
/// - one that stands in the other text as it is, quoted,
/// - one of a scale word that the other language has as a unit, in a text without other figures:
///   `100 million yuan` over a column for 亿元.
#[must_use]
pub fn pair(left: Side<'_>, right: Side<'_>, units: &Units) -> Vec<Pairing> {
    let left_items = items(left, right, units);
    let right_items = items(right, left, units);
    let mut matching = Matching::new(left_items, right_items);
    align::align(&mut matching, units);
    crossing::settle(&mut matching, units);
    leftover::settle(&mut matching, units);
    leftover::join_range_ends(&mut matching);
    leftover::join_repeated_limits(&mut matching);
    leftover::pass_over(&mut matching, left, right, units);
    leftover::join_last(&mut matching);
    let mut pairings = matching.finish();
    excused::excuse(&mut pairings, left, right);
    pairings.retain(|one| !placed::have_moved_with_times(left, right, one, units));
    let is_missing = pairings.iter().any(|pairing| matches!(pairing.verdict, Verdict::Missing(_)));
    // Where a figure is missing, too, four digits may be that: `1927` for 1972人.
    let mut times = times::differing(left, right);
    times.retain(|pairing| !(is_missing && matches!(pairing.verdict, Verdict::TimeMissing(_))));
    let has_none = times.is_empty();
    pairings.extend(times);
    if has_none {
        pairings.extend(placed::differing(left, right, &pairings, units));
    }
    let mut told = told::differing(left, right);
    told.retain(|word| !pairings.iter().any(|pairing| is_said_by(pairing, word)));
    pairings.extend(told);
    pairings
}

/// Whether figures that differ stand in words that do: `13 consecutive years` for 连续14年 is one
/// mistake.
fn is_said_by(figures: &Pairing, words: &Pairing) -> bool {
    let is_inside = |figures: &[Range<usize>], words: &[Range<usize>]| {
        let holds = |figure: &Range<usize>| {
            words.iter().any(|word| word.start < figure.end && figure.start < word.end)
        };
        figures.iter().any(holds)
    };
    figures.verdict == Verdict::Contradiction
        && is_inside(&figures.left, &words.left)
        && is_inside(&figures.right, &words.right)
}

/// What can be mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Money(Currency),
    Percent,
    Points,
    Count,
    Measured(UnitKind),
    Multiple,
    Fraction,
}

/// A figure, or one end of a range that the other text has as two figures.
#[derive(Debug, Clone)]
struct Item {
    figure: Figure,
    class: Class,
    about: Option<u32>,
    /// What is counted, if the words say it.
    thing: Option<Unit>,
}

impl Item {
    /// A number in words below thirteen, or one of something, which another language may well
    /// leave out or say with an article.
    fn is_passing(&self) -> bool {
        let is_one = self.figure.number.value().is_some_and(|value| value == 1.into());
        let is_small = self.figure.number.value().is_some_and(|value| value <= 12.into());
        let is_countable = matches!(
            self.class,
            Class::Count | Class::Measured(UnitKind::Time | UnitKind::Calendar)
        );
        // One part of a thousand may be said otherwise: 千分之一.
        let is_part =
            self.class == Class::Percent && self.figure.is_spelled && is_power(&self.figure, true);
        // `6.7261 yuan to one dollar`
        let is_one = is_one && !matches!(self.class, Class::Percent | Class::Points);
        is_one
            || (self.figure.is_spelled && is_small && is_countable && !self.is_change())
            || (self.figure.is_spelled && self.class == Class::Fraction)
            || self.is_level()
            || is_part
    }

    /// Whether another language may well say it without a number: 上百种 are `hundreds of kinds`.
    fn may_be_left_out(&self) -> bool {
        let is_vague =
            self.figure.relation == Relation::MoreThan && compare::is_vague(&self.figure);
        self.is_passing() || is_vague
    }

    /// Whether it is a time by which something became longer or shorter, which no language leaves
    /// out.
    fn is_change(&self) -> bool {
        matches!(self.class, Class::Measured(_)) && self.figure.direction.is_some()
    }

    /// A power alone that says how large something is (百亿级, 上千万元): others may say it with
    /// the unit, or not in numbers.
    fn is_level(&self) -> bool {
        let Figure { number, unit, is_spelled, relation, .. } = &self.figure;
        let is_open = unit.is_none() || *relation == Relation::MoreThan;
        *is_spelled && is_open && number.exponent > 3 && is_power(&self.figure, false)
    }

    /// The relation that travels with a figure to another place of the sentence.
    fn relation(&self) -> Relation {
        match self.figure.relation {
            Relation::SomeOver => Relation::MoreThan,
            relation => relation,
        }
    }
}

fn class(figure: &Figure, units: &Units) -> Class {
    match (figure.unit, figure.kind) {
        (Some(Unit::Money(currency)), _) => Class::Money(currency),
        (Some(Unit::Percent), _) => Class::Percent,
        (Some(Unit::PercentagePoint), _) => Class::Points,
        (_, FigureKind::Fraction) => Class::Fraction,
        (_, FigureKind::Multiple) => Class::Multiple,
        (Some(Unit::Named(id)), _) => match units.get(id).kind {
            UnitKind::Count => Class::Count,
            kind => Class::Measured(kind),
        },
        (None, _) => Class::Count,
    }
}

/// The figures of one side; a range is taken apart where the other text has its ends one after
/// the other, as `from 21 to 27` stands for 由21个增至27个.
fn items(side: Side<'_>, other: Side<'_>, units: &Units) -> Vec<Item> {
    let mut items = Vec::with_capacity(side.figures.len());
    let mut is_joined = false;
    for (index, figure) in side.figures.iter().enumerate() {
        if std::mem::take(&mut is_joined) {
            continue;
        }
        let whole = joined::time(side, index, other, units);
        is_joined = whole.is_some();
        let meant = whole.or_else(|| without_sign(figure, other)).or_else(|| by_word(figure));
        let meant = meant.or_else(|| joined::score(figure, other, units));
        let figure = meant.as_ref().unwrap_or(figure);
        let class = class(figure, units);
        let about = side.about.get(index).copied().flatten();
        let thing = figure.unit.filter(|unit| class == Class::Count && !is_anything(*unit, units));
        let item = |figure: Figure| Item { figure, class, about, thing };
        let order = ends_apart(figure, class, other, units);
        match figure.upper.zip(order) {
            Some((upper, order)) => {
                let low = Figure { relation: Relation::Exactly, upper: None, ..figure.clone() };
                // `rose from 57% to 81%`
                let to = figure.direction.map(|_| ChangeEnd::To).or(figure.change);
                let high = Figure { number: upper, change: to, ..low.clone() };
                let ends = if order.is_gt() { [high, low] } else { [low, high] };
                items.extend(ends.map(item));
            }
            None => items.push(item(figure.clone())),
        }
    }
    items
}

/// A figure below zero as the other text has it, if that has a word for the sign: `net cash used
/// in operating activities of RMB 217 million` for -2.17亿元.
fn without_sign(figure: &Figure, other: Side<'_>) -> Option<Figure> {
    let mut positive = figure.clone();
    positive.number.coefficient = positive.number.coefficient.abs();
    let is_there = || {
        let mut figures = other.figures.iter();
        figures.any(|one| one.number.value() == positive.number.value())
    };
    let is_negative = figure.number.coefficient.is_sign_negative();
    let is_said = is_negative && other.told.iter().any(|word| *word.member == *told::MINUS);
    (is_said && is_there()).then_some(positive)
}

/// A figure below zero behind a word that says which way it went, as the word alone would have it:
/// what grew by -3.4% fell. What fell by -3.4% may have gone either way.
fn by_word(figure: &Figure) -> Option<Figure> {
    let direction = match figure.direction? {
        Direction::Up => Some(Direction::Down),
        Direction::Down => None,
    };
    let is_negative = figure.number.coefficient.is_sign_negative();
    let mut positive = Figure { direction, ..figure.clone() };
    positive.number.coefficient = positive.number.coefficient.abs();
    (is_negative && figure.change.is_none() && figure.upper.is_none()).then_some(positive)
}

/// Whether a number has one digit besides its zeros; `is_small` asks for a one below one.
fn is_power(figure: &Figure, is_small: bool) -> bool {
    let normal = figure.number.coefficient.normalize();
    let digits = normal.mantissa().unsigned_abs().to_string();
    match digits.trim_end_matches('0') {
        "1" => !is_small || normal.scale() > 0,
        digit => digit.len() == 1 && !is_small,
    }
}

/// The unit of things that have no other: its word (条, 件) stands with anything.
fn is_anything(unit: Unit, units: &Units) -> bool {
    units.name(unit) == "item"
}

/// Whether the other text has the ends of a range as two figures, and in which order.
fn ends_apart(range: &Figure, of: Class, other: Side<'_>, units: &Units) -> Option<Ordering> {
    range.upper?;
    let ends = (range.base_value(units), range.base_upper(units));
    let like = |figure: &&Figure| class(figure, units) == of;
    let others: Vec<_> = other.figures.iter().filter(like).collect();
    let is_whole = |f: &&Figure| (f.base_value(units), f.base_upper(units)) == ends;
    let order = |pair: &[&Figure]| {
        let values = (pair[0].base_value(units), pair[1].base_value(units));
        let is_apart = pair.iter().all(|figure| figure.upper.is_none());
        let order = if values == ends {
            Some(Ordering::Less)
        } else {
            // 由3%降至1.7% is not `from 1.7 to 3 percent`.
            let is_change = pair.iter().any(|figure| figure.change.is_some());
            let is_turned = (values.1, values.0) == ends && !is_change;
            is_turned.then_some(Ordering::Greater)
        };
        order.filter(|_| is_apart)
    };
    let mut orders = others.windows(2).filter_map(order);
    orders.next().filter(|_| !others.iter().any(is_whole))
}

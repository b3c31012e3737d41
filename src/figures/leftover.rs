//! Figures whose partner is of another sort: a unit is missing, or another one is meant.

use super::compare::{compare, is_equal, relations};
use super::joined::{self, share};
use super::told::says_all;
use super::{Class, Item, Matching, Verdict, Which};
use crate::locale::{ChangeEnd, Figure, Told};
use crate::value::{Number, Relation, UnitKind, Units};
use rust_decimal::Decimal;

/// More figures than this without a partner are not two versions of one text.
const MOST_LEFT: usize = 64;

/// How many figures before one may lend it their unit.
const MOST_BEFORE: usize = 3;

/// Words for the power of ten that a figure is told for each of, with their members.
const BASE: &str = "base";
const BASES: [(&str, &str); 6] = [
    ("100", "hundred"),
    ("1000", "thousand"),
    ("10000", "ten-thousand"),
    ("100000", "hundred-thousand"),
    ("1000000", "million"),
    ("100000000", "hundred-million"),
];

/// The smallest parts are those of a hundred million.
const MOST_STEPS: u8 = 6;

/// The most characters in brackets before the figure in another currency (约合).
const MOST_WORDS: usize = 16;

/// Joins what is left with what is left on the other side, if the numbers are alike.
pub(super) fn settle(matching: &mut Matching, units: &Units) {
    if matching.left_free().len().max(matching.right_free().len()) > MOST_LEFT {
        return;
    }
    joined::repeated_exactly(matching);
    for rule in [same_said_otherwise, age, unit_missing, other_unit, other_level] {
        for i in matching.left_free() {
            let joined = matching.right_free().into_iter().find_map(|j| {
                let verdict = rule(&matching.left[i], &matching.right[j], units)?;
                let verdict = match verdict {
                    Verdict::UnitMissing(which) => borrowed(matching, (i, j), which, units),
                    verdict => verdict,
                };
                Some((j, verdict))
            });
            if let Some((j, verdict)) = joined {
                matching.join(i, j, verdict);
            }
        }
    }
}

/// The same amount in other words: a half and 50%, doubled and up 100%, 3次 and 3 times.
fn same_said_otherwise(left: &Item, right: &Item, units: &Units) -> Option<Verdict> {
    let is_times = matches!(
        (left.class, right.class),
        (Class::Count, Class::Multiple) | (Class::Multiple, Class::Count)
    );
    if is_times {
        let is_same = left.figure.number.value() == right.figure.number.value();
        return is_same.then(|| relations(&left.figure, &right.figure, units));
    }
    if is_small_share(left, right)
        || is_small_share(right, left)
        || is_coin(left, right)
        || is_coin(right, left)
    {
        return Some(Verdict::Agree);
    }
    let is_same = share(left).is_some() && share(left) == share(right);
    let verdict = if are_opposed(left, right) { Verdict::Contradiction } else { Verdict::Agree };
    (is_same && left.class != right.class).then_some(verdict)
}

/// Whether a share is so many parts of a thousand or more, told as a bare number: 千分之五, `5 per
/// thousand`.
fn is_small_share(share: &Item, bare: &Item) -> bool {
    let (Some(share_of), Some(number)) = (share.figure.number.value(), bare.figure.number.value())
    else {
        return false;
    };
    let mut part = share_of;
    let mut steps = 0;
    while part < number && steps < MOST_STEPS {
        let Some(next) = part.checked_mul(Decimal::TEN) else { return false };
        (part, steps) = (next, steps + 1);
    }
    share.class == Class::Percent
        && share.figure.is_spelled
        && bare.class == Class::Count
        && bare.figure.unit.is_none()
        && steps > 0
        && part == number
}

/// Whether money below one is told as the number of its parts: 0.05元, 5分.
fn is_coin(money: &Item, bare: &Item) -> bool {
    let (Some(value), Some(number)) = (money.figure.number.value(), bare.figure.number.value())
    else {
        return false;
    };
    let is_of = |parts: Decimal| value.checked_mul(parts) == Some(number);
    matches!(money.class, Class::Money(_))
        && bare.class == Class::Count
        && bare.figure.unit.is_none()
        && value < Decimal::ONE
        && number < Decimal::ONE_HUNDRED
        && (is_of(Decimal::TEN) || is_of(Decimal::ONE_HUNDRED))
}

/// Whether one side says that something grew, and the other that it fell.
fn are_opposed(left: &Item, right: &Item) -> bool {
    let ways = (left.figure.direction, right.figure.direction);
    ways.0.is_some() && ways.1.is_some() && ways.0 != ways.1
}

/// The same number of years, of which one side says only whose they are: `employees under 30` for
/// 30岁以下员工.
fn age(left: &Item, right: &Item, units: &Units) -> Option<Verdict> {
    let is_age = matches!(
        (left.class, right.class),
        (Class::Measured(UnitKind::Calendar), Class::Count)
            | (Class::Count, Class::Measured(UnitKind::Calendar))
    );
    let (a, b) = (left.figure.upper, right.figure.upper);
    let is_same = |a: Option<Number>, b: Option<Number>| {
        a.and_then(Number::value) == b.and_then(Number::value)
    };
    let ends = (has_same_digits(left, right), is_same(a, b));
    match ends {
        // `over six` for 6周岁以下 is the contrary; what is less is a manner of speaking.
        (true, true) => is_age.then(|| match relations(&left.figure, &right.figure, units) {
            Verdict::Contradiction => Verdict::Contradiction,
            _ => Verdict::Agree,
        }),
        (true, false) | (false, true) if is_age && a.is_some() && b.is_some() => {
            Some(Verdict::Contradiction)
        }
        _ => None,
    }
}

/// The verdict on a figure without a unit: it has that of the figure before it, as far as the other
/// text has that: `4.1 million kilowatts of hydropower, 3.6 million of wind power`.
fn borrowed(matching: &Matching, (i, j): (usize, usize), which: Which, units: &Units) -> Verdict {
    let (items, at, other) = match which {
        Which::Left => (&matching.left, i, &matching.right[j]),
        Which::Right => (&matching.right, j, &matching.left[i]),
    };
    let mut before = items[..at].iter().rev().take(MOST_BEFORE);
    // `from 68 to 59 days`
    let next = items.get(at + 1).filter(|_| items[at].figure.change == Some(ChangeEnd::From));
    let lender = before.find(|item| item.class == other.class).or(next);
    let Some(lender) = lender.filter(|item| item.class == other.class) else {
        return Verdict::UnitMissing(which);
    };
    let own = Figure { unit: lender.figure.unit, ..items[at].figure.clone() };
    match which {
        Which::Left => compare(&own, &other.figure, units),
        Which::Right => compare(&other.figure, &own, units),
    }
}

/// The same number, and one side says nothing of what it measures.
fn unit_missing(left: &Item, right: &Item, units: &Units) -> Option<Verdict> {
    let is_bare = |item: &Item| item.class == Class::Count && item.figure.unit.is_none();
    let which = match (is_bare(left), is_bare(right)) {
        (true, false) => Which::Left,
        (false, true) => Which::Right,
        _ => return None,
    };
    let is_same = left.class != right.class && has_same_digits(left, right);
    let bare = if which == Which::Left { left } else { right };
    // 万亿级 is no `billion-yuan`.
    let is_scaled = bare.is_level() && left.figure.number.value() != right.figure.number.value();
    if !is_same || is_scaled {
        return None;
    }
    // 59分 are minutes, and no hours.
    let whole = if which == Which::Left { right } else { left };
    if let Some(time) = bare.figure.perhaps.filter(|_| has_time(whole)) {
        let is_meant = whole.figure.unit == Some(time);
        let verdict = relations(&left.figure, &right.figure, units);
        return Some(if is_meant { verdict } else { Verdict::Contradiction });
    }
    // 亿元项目 are no `projects of at most RMB 100 million`.
    if bare.is_level() && matches!(whole.figure.relation, Relation::AtMost | Relation::LessThan) {
        return Some(Verdict::Contradiction);
    }
    // A score in points may say so in one language only: `up 1.8 points` for 提高1.8分.
    if [left.class, right.class].contains(&Class::Points) {
        let is_opposed = are_opposed(left, right);
        return Some(if is_opposed { Verdict::Contradiction } else { Verdict::Agree });
    }
    // `from 20 working days to three`: a small number in words borrows its unit.
    Some(if bare.is_passing() { Verdict::Agree } else { Verdict::UnitMissing(which) })
}

fn has_time(item: &Item) -> bool {
    matches!(item.class, Class::Measured(UnitKind::Time | UnitKind::Calendar))
}

/// The same number in another unit: percent for percentage points, dollars for yuan.
fn other_unit(left: &Item, right: &Item, _units: &Units) -> Option<Verdict> {
    let is_same = left.class != right.class && has_same_digits(left, right);
    is_same.then_some(Verdict::Contradiction)
}

/// How large something is, with another power of ten: 千亿级, `worth RMB 10 billion`.
fn other_level(left: &Item, right: &Item, _units: &Units) -> Option<Verdict> {
    let is_money = |item: &Item| matches!(item.class, Class::Money(_));
    let is_pair = (left.is_level() && is_money(right)) || (is_money(left) && right.is_level());
    let digits = |item: &Item| {
        let digits = item.figure.number.coefficient.normalize().mantissa().to_string();
        digits.trim_end_matches('0').to_owned()
    };
    (is_pair && digits(left) == digits(right)).then_some(Verdict::Contradiction)
}

/// The only figures of one sort that have no partner are one mistake, though their words differ:
/// `1,792 jobs` for 1972人.
pub(super) fn join_last(matching: &mut Matching) {
    let (left, right) = (matching.left_free(), matching.right_free());
    let is_age = |a: Class, b: Class| {
        let year = Class::Measured(UnitKind::Calendar);
        [(a, b), (b, a)].contains(&(year, Class::Count))
    };
    // 92分 may be points, and 59分 minutes.
    let may_be = |bare: &Item, other: &Item| {
        let is_bare = bare.class == Class::Count && bare.figure.unit.is_none();
        let is_meant = bare.figure.perhaps.is_some() && bare.figure.perhaps == other.figure.unit;
        is_bare && (other.class == Class::Points || is_meant)
    };
    if let ([i], [j]) = (&left[..], &right[..])
        && let (one, other) = (&matching.left[*i], &matching.right[*j])
        && let (a, b) = (one.class, other.class)
        && (a == b || is_age(a, b) || may_be(one, other) || may_be(other, one))
        && !matching.left[*i].is_passing()
        && !matching.right[*j].is_passing()
    {
        matching.join(*i, *j, Verdict::Contradiction);
    }
}

/// Takes the second end of a broken range into the pairing of its first, so that one mistake
/// (`RMB 700 million to RMB 1 million`) is told once.
pub(super) fn join_range_ends(matching: &mut Matching) {
    for i in 0..matching.left.len() {
        let (Some(j), Some(Verdict::Contradiction)) =
            (matching.left_partner[i], matching.verdicts[i])
        else {
            continue;
        };
        let is_range = |item: &Item| item.figure.upper.is_some();
        let (mut left, mut right) = (vec![i], vec![j]);
        match (is_range(&matching.left[i]), is_range(&matching.right[j])) {
            (true, false) => {
                let free = matching.right_free();
                right.extend(neighbour(j, &free, &matching.right));
            }
            (false, true) => {
                let free = matching.left_free();
                left.extend(neighbour(i, &free, &matching.left));
            }
            _ => {}
        }
        if left.len() + right.len() > 2 {
            matching.join_all(Verdict::Contradiction, left, right);
        }
    }
}

/// Takes a limit that lost its partner to the number that repeats it into the pairing of both:
/// 10万元以上（含10亿元） for `RMB 1 billion or more`.
pub(super) fn join_repeated_limits(matching: &mut Matching) {
    for i in 0..matching.left.len() {
        let (Some(j), Some(Verdict::LimitAsResult(which))) =
            (matching.left_partner[i], matching.verdicts[i])
        else {
            continue;
        };
        let (left, right) = (&matching.left, &matching.right);
        let lost = |at: usize, free: &[usize], items: &[Item], limit: &Item| {
            let other = neighbour(at, free, items)?;
            (items[other].figure.relation == limit.figure.relation).then_some(other)
        };
        let (lost_left, lost_right) = match which {
            Which::Left => (lost(i, &matching.left_free(), left, &right[j]), None),
            Which::Right => (None, lost(j, &matching.right_free(), right, &left[i])),
        };
        if let Some(other) = lost_left {
            matching.join_all(Verdict::Contradiction, vec![i, other], vec![j]);
        } else if let Some(other) = lost_right {
            matching.join_all(Verdict::Contradiction, vec![i], vec![j, other]);
        }
    }
}

/// The free item of the same class right beside another one.
fn neighbour(at: usize, free: &[usize], items: &[Item]) -> Option<usize> {
    let is_beside = |other: &&usize| other.abs_diff(at) == 1;
    free.iter().filter(is_beside).copied().find(|other| items[*other].class == items[at].class)
}

/// Passes over what the other language may well do without; see [`super::pair`].
pub(super) fn pass_over(
    matching: &mut Matching,
    left: super::Side<'_>,
    right: super::Side<'_>,
    units: &Units,
) {
    let (left_free, right_free) = (matching.left_free(), matching.right_free());
    let left_side = Lone {
        items: &matching.left,
        partner: &matching.left_partner,
        text: left.text,
        told: left.told,
    };
    let right_side = Lone {
        items: &matching.right,
        partner: &matching.right_partner,
        text: right.text,
        told: right.told,
    };
    let passed = |free: Vec<usize>, own: &Lone<'_>, other: &Lone<'_>| -> Vec<usize> {
        free.into_iter().filter(|at| own.can_be_without(*at, other, units)).collect()
    };
    let left_done = passed(left_free, &left_side, &right_side);
    let right_done = passed(right_free, &right_side, &left_side);
    left_done.into_iter().for_each(|i| matching.left_done[i] = true);
    right_done.into_iter().for_each(|j| matching.right_done[j] = true);
}

/// One side, for the question whether a figure of it needs a partner.
struct Lone<'a> {
    items: &'a [Item],
    partner: &'a [Option<usize>],
    text: &'a str,
    told: &'a [Told],
}

impl Lone<'_> {
    fn can_be_without(&self, at: usize, other: &Lone<'_>, units: &Units) -> bool {
        let item = &self.items[at];
        let paired = self.partner.iter().zip(self.items).filter(|(partner, _)| partner.is_some());
        let is_repeated = || {
            paired.clone().any(|(_, twin)| {
                // A floor is not repeated by the bare number.
                let is_as_strong =
                    [Relation::Exactly, twin.figure.relation].contains(&item.figure.relation);
                is_as_strong
                    && twin.class == item.class
                    && is_equal(&twin.figure, &item.figure, units)
            })
        };
        (other.items.is_empty() && is_scale_alone(item))
            || (says_all(other.told) && is_whole(item))
            || is_base_there(item, other.told)
            || is_quoted(&self.text[item.figure.range.clone()], other.text)
            || ((!is_exact(item) || self.is_enclosed(item)) && is_repeated())
            || self.is_conversion(item, units)
            || self.is_exchange(item, other)
            || self.is_told(item, other)
            || is_year_there(item, other.text)
            || is_name_there(item, other)
    }
}

impl Lone<'_> {
    /// Whether it is in a word that the other text has, too: 连续8年, `for the eighth year running`.
    fn is_told(&self, item: &Item, other: &Lone<'_>) -> bool {
        let holds = |word: &&Told| {
            word.range.start <= item.figure.number_range.start
                && item.figure.number_range.end <= word.range.end
        };
        let own = self.told.iter().find(holds);
        own.is_some_and(|own| other.told.iter().any(|word| word.group == own.group))
    }

    /// Whether it stands in brackets: 10亿元以上（含10亿元）.
    fn is_enclosed(&self, item: &Item) -> bool {
        let before = &self.text[..item.figure.range.start];
        let open = before.rfind(['(', '（']);
        open.is_some_and(|open| !before[open..].contains([')', '）']))
    }

    /// Whether it gives one that has a partner in another unit: `92 mu (about 6 hectares)`.
    fn is_conversion(&self, item: &Item, units: &Units) -> bool {
        let paired = self.partner.iter().zip(self.items).filter(|(partner, _)| partner.is_some());
        let is_about = [Relation::About, Relation::Exactly].contains(&item.figure.relation);
        let is_near = |twin: &Item| {
            let (value, half) = (item.figure.base_value(units)?, item.figure.half_step(units)?);
            let distance = twin.figure.base_value(units)?.checked_sub(value)?.abs();
            Some(distance < half.checked_add(half)?)
        };
        let mut twins = paired.map(|(_, twin)| twin).filter(|twin| twin.class == item.class);
        is_about
            && matches!(item.class, Class::Measured(_))
            && twins.any(|twin| twin.figure.unit != item.figure.unit && is_near(twin) == Some(true))
    }
}

impl Lone<'_> {
    /// Whether it is in brackets behind money that has a partner, in a currency that the other
    /// text does not have: `408.45 billion yuan (about 59.2 billion US dollars)`.
    fn is_exchange(&self, item: &Item, other: &Lone<'_>) -> bool {
        let Class::Money(_) = item.class else { return false };
        let range = &item.figure.range;
        let before = self.text[..range.start].trim_end();
        let Some(bracket) = before.rfind(['(', '（']) else { return false };
        let (before, words) = before.split_at(bracket);
        if words.chars().count() > MOST_WORDS || words.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let is_enclosed = self.text[range.end..].starts_with([')', '）']);
        let paired = self.partner.iter().zip(self.items).filter(|(partner, _)| partner.is_some());
        let mut money = paired.filter(|(_, twin)| matches!(twin.class, Class::Money(_)));
        let is_behind = |twin: &Item| twin.figure.range.end == before.trim_end().len();
        is_enclosed
            && !other.items.iter().any(|there| there.class == item.class)
            && money.any(|(_, twin)| is_behind(twin))
    }
}

/// Whether it has three digits or more, which two things hardly share by chance: both languages say
/// such a figure as often.
fn is_exact(item: &Item) -> bool {
    let digits = item.figure.number.coefficient.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len() > 2
}

/// Whether it is one hundred percent.
fn is_whole(item: &Item) -> bool {
    item.class == Class::Percent && item.figure.number.value() == Some(Decimal::ONE_HUNDRED)
}

/// Whether it is the power of ten that the other text tells its figure for each of: 10万人死亡人数,
/// `deaths per 100,000 employees`.
fn is_base_there(item: &Item, told: &[Told]) -> bool {
    let value = item.figure.number.value().map(|value| value.normalize().to_string());
    let power = BASES.iter().find(|(number, _)| value.as_deref() == Some(*number));
    let is_exact = item.figure.relation == Relation::Exactly && item.class == Class::Count;
    let is_said =
        |name: &str| told.iter().any(|word| *word.group == *BASE && *word.member == *name);
    is_exact && power.is_some_and(|(_, name)| is_said(name))
}

/// Whether its number stands in the other text alone and reads as a year there: `jobs: 1972`.
fn is_year_there(item: &Item, other: &str) -> bool {
    let value = item.figure.number.value().filter(|value| value.is_integer());
    let Some(value) = value.filter(|v| (1900.into()..2100.into()).contains(v)) else {
        return false;
    };
    let digits = value.normalize().to_string();
    other.split(|c: char| !c.is_ascii_digit()).any(|run| run == digits)
}

/// Whether a bare number stands in the other text as a name or a code: `power plant 4`, 电站4号.
fn is_name_there(item: &Item, other: &Lone<'_>) -> bool {
    let figure = &item.figure;
    let is_bare = item.class == Class::Count
        && figure.upper.is_none()
        && figure.relation == Relation::Exactly;
    let Some(value) = figure.number.value().filter(|_| is_bare) else { return false };
    let digits = value.normalize().to_string();
    let is_figure = |at: usize| other.items.iter().any(|one| one.figure.range.contains(&at));
    let is_inside = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    other.text.match_indices(&digits).any(|(at, _)| {
        let (before, after) = (&other.text[..at], &other.text[at + digits.len()..]);
        let follows = before.ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        !is_figure(at) && !follows && !is_inside(after)
    })
}

/// Whether a figure with its words stands in the other text as it is. Digits alone say nothing.
fn is_quoted(figure: &str, other: &str) -> bool {
    figure.contains(char::is_alphabetic) && other.contains(figure)
}

/// Whether it is one of a scale word with its unit: `100 million yuan`.
fn is_scale_alone(item: &Item) -> bool {
    let figure = &item.figure;
    let value = figure.number.value().map(|value| value.normalize());
    let digits = value.map(|value| value.to_string()).unwrap_or_default();
    let is_power = digits.len() > 3
        && digits.strip_prefix('1').is_some_and(|rest| rest.chars().all(|c| c == '0'));
    is_power && figure.upper.is_none() && figure.unit.is_some()
}

fn has_same_digits(left: &Item, right: &Item) -> bool {
    let (a, b) = (left.figure.number, right.figure.number);
    a.value().is_some() && a.value() == b.value() || a.coefficient == b.coefficient
}

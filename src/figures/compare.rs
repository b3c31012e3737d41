//! The verdict on two figures of one sort.

use super::{Verdict, Which};
use crate::locale::{ChangeEnd, Direction, Figure, FigureKind, RelationWord};
use crate::value::{Number, Relation, Unit, UnitKind, Units};
use rust_decimal::Decimal;

/// How near two amounts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Equal,
    RoundedMarked,
    RoundedSilently,
    Different,
}

/// The verdict on two figures whose units compare.
pub(super) fn compare(left: &Figure, right: &Figure, units: &Units) -> Verdict {
    match closeness(left, right, units) {
        // 增长1.5倍 is 2.5 times as much; `grew 1.5 times` means the one or the other.
        Closeness::Different if is_growth_by_times(left, right) => Verdict::RelationNear,
        Closeness::Different => Verdict::Contradiction,
        Closeness::RoundedMarked => Verdict::RoundedMarked,
        Closeness::RoundedSilently => match relations(left, right, units) {
            Verdict::Agree | Verdict::RelationDiffers | Verdict::RelationNear => {
                Verdict::RoundedSilently
            }
            verdict => verdict,
        },
        Closeness::Equal if is_past(left, right, units) => Verdict::Agree,
        Closeness::Equal => relations(left, right, units),
    }
}

/// Whether both grew by a number of times, and the numbers differ by the one that some count.
fn is_growth_by_times(left: &Figure, right: &Figure) -> bool {
    let is_growth = |figure: &Figure| {
        figure.kind == FigureKind::Multiple && figure.direction == Some(Direction::Up)
    };
    let values = left.number.value().zip(right.number.value());
    let distance = values.and_then(|(a, b)| a.checked_sub(b));
    is_growth(left) && is_growth(right) && distance.is_some_and(|d| d.abs() == Decimal::ONE)
}

/// Whether one side says `nearly` of a time: 近三年 are the past three years.
fn is_past(left: &Figure, right: &Figure, units: &Units) -> bool {
    let relations = [left.relation, right.relation];
    let is_near = relations.contains(&Relation::Nearly) && relations.contains(&Relation::Exactly);
    is_near && is_time(left, units)
}

fn is_time(figure: &Figure, units: &Units) -> bool {
    let is_time = |id| matches!(units.get(id).kind, UnitKind::Calendar | UnitKind::Time);
    matches!(figure.unit, Some(Unit::Named(id)) if is_time(id))
}

/// Whether one side says by how much something went, and the other to how much: `shortened by 7.3
/// days` for 缩短至7.3天.
fn is_by_and_to(left: &Figure, right: &Figure) -> bool {
    let is_told = left.direction.is_some() && left.direction == right.direction;
    // By half is to half.
    let is_either = |figure: &Figure| {
        let is_half = figure.number.value() == Some(Decimal::new(5, 1));
        figure.kind == FigureKind::Multiple || (figure.kind == FigureKind::Fraction && is_half)
    };
    let ends = [left.change, right.change];
    is_told
        && !is_either(left)
        && !is_either(right)
        && ends.contains(&Some(ChangeEnd::To))
        && ends.contains(&None)
}

/// Whether two figures have the same amount, whatever their relation.
pub(super) fn is_equal(left: &Figure, right: &Figure, units: &Units) -> bool {
    closeness(left, right, units) == Closeness::Equal
}

/// The verdict on two relations of the same number (`conventions` C3).
pub(super) fn relations(left: &Figure, right: &Figure, units: &Units) -> Verdict {
    use Relation::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan, Nearly, SomeOver};
    let (a, b) = (left.relation, right.relation);
    if a == b {
        return Verdict::Agree;
    }
    match (a, b) {
        // 30余 is "more than 30" or "some 30" in a language without a word for it.
        (SomeOver, MoreThan | About) | (MoreThan | About, SomeOver) => Verdict::Agree,
        // 上百家 are `around a hundred`: no figure.
        (MoreThan, About) if is_vague(left) && is_power(right) => Verdict::Agree,
        (About, MoreThan) if is_vague(right) && is_power(left) => Verdict::Agree,
        // 以上 and 以下 include the number by law, and are used for `over` and `under`; so are
        // `nearly` and `about` for each other.
        (AtLeast, MoreThan) | (AtMost, LessThan) if follows(left) => Verdict::RelationNear,
        // 控制在5%, `kept below 5%`
        (AtMost, LessThan) if is_loose(left) => Verdict::RelationNear,
        (LessThan, AtMost) if is_loose(right) => Verdict::RelationNear,
        (SomeOver, AtLeast) | (AtLeast, SomeOver) => Verdict::RelationNear,
        (MoreThan, AtLeast) | (LessThan, AtMost) if follows(right) => Verdict::RelationNear,
        (Nearly, About) | (About, Nearly) => Verdict::RelationNear,
        // 142万亩 are `about 94,700 hectares`; only the first language is not a translation.
        (Exactly, About) if is_converted(left, right) => Verdict::Agree,
        (_, Exactly) if left.relation_word == RelationWord::Loose => Verdict::RelationNear,
        (Exactly, _) if right.relation_word == RelationWord::Loose => Verdict::RelationNear,
        // 三年内 are `the next three years`, 3个工作日以内 `in three working days`.
        (AtMost, Exactly) if follows(left) && is_time(left, units) => Verdict::RelationNear,
        (Exactly, AtMost) if follows(right) && is_time(left, units) => Verdict::RelationNear,
        (AtLeast | AtMost, Exactly) => Verdict::LimitAsResult(Which::Right),
        (Exactly, AtLeast | AtMost) => Verdict::LimitAsResult(Which::Left),
        (AtLeast | MoreThan | SomeOver, AtMost | LessThan | Nearly)
        | (AtMost | LessThan | Nearly, AtLeast | MoreThan | SomeOver) => Verdict::Contradiction,
        _ => Verdict::RelationDiffers,
    }
}

/// Whether a power of ten alone is said to be passed: 上百, 上千万.
pub(super) fn is_vague(figure: &Figure) -> bool {
    is_power(figure) && figure.relation_word == RelationWord::Loose
}

/// Whether it is a power of ten in words, which says no more than how large something is.
fn is_power(figure: &Figure) -> bool {
    let digits = figure.number.coefficient.normalize().mantissa().to_string();
    figure.is_spelled && digits.trim_end_matches('0') == "1" && figure.upper.is_none()
}

fn is_loose(figure: &Figure) -> bool {
    figure.relation_word == RelationWord::Loose
}

fn follows(figure: &Figure) -> bool {
    figure.relation_word == RelationWord::Behind
}

fn closeness(left: &Figure, right: &Figure, units: &Units) -> Closeness {
    let is_opposed = matches!(
        (left.direction, right.direction),
        (Some(Direction::Up), Some(Direction::Down)) | (Some(Direction::Down), Some(Direction::Up))
    );
    if is_by_and_to(left, right) {
        return Closeness::Different;
    }
    let is_opposed = is_opposed || is_below(left, right) || is_below(right, left);
    if is_opposed && !left.number.coefficient.is_zero() {
        return Closeness::Different;
    }
    match taken_off(left, right).or_else(|| taken_off(right, left)) {
        Some(true) => return Closeness::Equal,
        Some(false) => return Closeness::Different,
        None => {}
    }
    // 七折 is no `70 percent off`.
    let is_off = |figure: &Figure| figure.direction == Some(Direction::Down);
    let is_price = |figure: &Figure| figure.kind == FigureKind::Price;
    if (is_price(left) && is_off(right)) || (is_price(right) && is_off(left)) {
        return Closeness::Different;
    }
    match (left.upper, right.upper) {
        (None, None) => near(left, right, units),
        (Some(low), Some(high)) => {
            let upper = |figure: &Figure, number: Number| Figure { number, ..figure.clone() };
            let ends = near(&upper(left, low), &upper(right, high), units);
            near(left, right, units).max(ends)
        }
        _ => Closeness::Different,
    }
}

/// Whether what remains of a price is told as what was taken off: 八折, `20 percent off`. Of a share
/// that says nothing of that, `None`: it may be what remains.
fn taken_off(price: &Figure, other: &Figure) -> Option<bool> {
    if price.kind != FigureKind::Price || other.kind != FigureKind::Percent {
        return None;
    }
    let rest = price.number.value().and_then(|left| Decimal::ONE_HUNDRED.checked_sub(left));
    let is_rest = rest.is_some() && rest == other.number.value();
    match other.direction {
        Some(Direction::Down) => Some(is_rest),
        Some(Direction::Up) => Some(false),
        None => is_rest.then_some(true),
    }
}

/// Whether a figure has a sign that says that something fell, and another one a word that says that
/// it grew: -3.4% for `rose by 3.4%`.
fn is_below(signed: &Figure, other: &Figure) -> bool {
    let is_negative = |figure: &Figure| figure.number.coefficient.is_sign_negative();
    signed.direction.is_none()
        && is_negative(signed)
        && other.direction == Some(Direction::Up)
        && !is_negative(other)
}

/// How near two (lower) numbers are.
fn near(left: &Figure, right: &Figure, units: &Units) -> Closeness {
    let (Some(a), Some(b)) = (signed(left, units), signed(right, units)) else {
        return Closeness::Different;
    };
    let is_unsigned = left.direction.is_none() != right.direction.is_none()
        && (left.change.is_none() || right.change.is_none());
    if a == b || (is_unsigned && a.abs() == b.abs()) {
        return Closeness::Equal;
    }
    let (a, b) = if is_unsigned { (a.abs(), b.abs()) } else { (a, b) };
    let (Some(step_a), Some(step_b)) = (left.half_step(units), right.half_step(units)) else {
        return Closeness::Different;
    };
    let (coarse, fine, half) =
        if step_a > step_b { ((left, a), b, step_a) } else { ((right, b), a, step_b) };
    let Some(distance) = fine.checked_sub(coarse.1) else { return Closeness::Different };
    let is_near = distance.abs() <= half;
    if is_near && is_converted(left, right) {
        return Closeness::Equal;
    }
    match [left, right].map(|figure| figure.relation != Relation::Exactly) {
        // The same mark on both sides is no licence: 超过289.62亿元 is not `over 29 billion`.
        [true, true] if is_near && distance.is_sign_positive() => Closeness::RoundedSilently,
        [false, false] if is_near => Closeness::RoundedSilently,
        [true, false] => marked((left, a), (right, b), units),
        [false, true] => marked((right, b), (left, a), units),
        _ => Closeness::Different,
    }
}

/// How near an exact amount is to one that is marked as not exact. Only a coarser figure can be a
/// rounding of the other one.
fn marked(
    (marked, own): (&Figure, Decimal),
    (exact, other): (&Figure, Decimal),
    units: &Units,
) -> Closeness {
    let Some((step, finer)) = marked.last_step(units).zip(exact.last_step(units)) else {
        return Closeness::Different;
    };
    if step > finer && is_within(marked, own, other, units) {
        return Closeness::RoundedMarked;
    }
    let half = exact.half_step(units).unwrap_or_default();
    let is_near = own.checked_sub(other).is_some_and(|distance| distance.abs() <= half);
    if step < finer && is_near { Closeness::RoundedSilently } else { Closeness::Different }
}

/// The amount, negative where the words say that something fell by it. What something fell to may be
/// above zero.
fn signed(figure: &Figure, units: &Units) -> Option<Decimal> {
    let value = figure.base_value(units)?;
    let is_by = figure.change.is_none();
    let falls = figure.direction == Some(Direction::Down) && is_by && value.is_sign_positive();
    Some(if falls { -value } else { value })
}

/// Whether the two are measured in units that convert by no power of ten: 亩 and hectares. Then
/// one of them cannot be exact.
fn is_converted(left: &Figure, right: &Figure) -> bool {
    matches!((left.unit, right.unit), (Some(Unit::Named(a)), Some(Unit::Named(b))) if a != b)
}

/// Whether the other amount lies where a figure that is not exact puts the true one. What `over`
/// leaves open without end is taken up to twice the number, so that a wrong scale shows.
fn is_within(figure: &Figure, own: Decimal, other: Decimal, units: &Units) -> bool {
    let Some(distance) = other.checked_sub(own) else { return false };
    let Some(step) = figure.last_step(units) else { return false };
    // The smaller of half a step and a twentieth.
    let is_rounding = || {
        let twice = distance.abs().checked_mul(Decimal::TWO);
        let share = distance.abs().checked_mul(Decimal::from(20));
        twice.is_some_and(|d| d <= step) && share.is_some_and(|d| d <= own.abs())
    };
    match figure.relation {
        Relation::About => is_rounding(),
        Relation::Nearly => distance.is_sign_negative() && is_rounding(),
        Relation::MoreThan => distance.is_sign_positive() && distance < own.abs().max(step),
        Relation::SomeOver => distance.is_sign_positive() && distance < step,
        _ => false,
    }
}

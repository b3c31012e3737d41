//! The verdict on two figures of one sort.

use super::{Verdict, Which};
use crate::locale::{Direction, Figure};
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
        Closeness::Different => Verdict::Contradiction,
        Closeness::RoundedMarked => Verdict::RoundedMarked,
        Closeness::RoundedSilently => match relations(left.relation, right.relation) {
            Verdict::Agree | Verdict::RelationDiffers => Verdict::RoundedSilently,
            verdict => verdict,
        },
        Closeness::Equal if is_past(left, right, units) => Verdict::Agree,
        Closeness::Equal => relations(left.relation, right.relation),
    }
}

/// Whether one side says `nearly` of a time: 近三年 are the past three years.
fn is_past(left: &Figure, right: &Figure, units: &Units) -> bool {
    let is_time = |figure: &Figure| match figure.unit {
        Some(Unit::Named(id)) => {
            matches!(units.get(id).kind, UnitKind::Calendar | UnitKind::Time)
        }
        _ => false,
    };
    let relations = [left.relation, right.relation];
    let is_near = relations.contains(&Relation::Nearly) && relations.contains(&Relation::Exactly);
    is_near && is_time(left)
}

/// Whether two figures have the same amount, whatever their relation.
pub(super) fn is_equal(left: &Figure, right: &Figure, units: &Units) -> bool {
    closeness(left, right, units) == Closeness::Equal
}

/// The verdict on two relations of the same number (`conventions` C3).
pub(super) fn relations(left: Relation, right: Relation) -> Verdict {
    use Relation::{AtLeast, AtMost, Exactly, LessThan, MoreThan, Nearly, SomeOver};
    if left == right {
        return Verdict::Agree;
    }
    match (left, right) {
        // 30余 is "more than 30" or "some 30" in a language without a word for it.
        (SomeOver, MoreThan | Relation::About) | (MoreThan | Relation::About, SomeOver) => {
            Verdict::Agree
        }
        (AtLeast | AtMost, Exactly) => Verdict::LimitAsResult(Which::Right),
        (Exactly, AtLeast | AtMost) => Verdict::LimitAsResult(Which::Left),
        (AtLeast | MoreThan | SomeOver, AtMost | LessThan | Nearly)
        | (AtMost | LessThan | Nearly, AtLeast | MoreThan | SomeOver) => Verdict::Contradiction,
        _ => Verdict::RelationDiffers,
    }
}

fn closeness(left: &Figure, right: &Figure, units: &Units) -> Closeness {
    let is_opposed = matches!(
        (left.direction, right.direction),
        (Some(Direction::Up), Some(Direction::Down)) | (Some(Direction::Down), Some(Direction::Up))
    );
    if is_opposed && !left.number.coefficient.is_zero() {
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

/// How near two (lower) numbers are.
fn near(left: &Figure, right: &Figure, units: &Units) -> Closeness {
    let (Some(a), Some(b)) = (signed(left, units), signed(right, units)) else {
        return Closeness::Different;
    };
    let is_unsigned = left.direction.is_none() != right.direction.is_none();
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
    if distance.abs() <= half && is_converted(left, right) {
        return Closeness::Equal;
    }
    let either = [(left, a, b), (right, b, a)];
    if either.into_iter().any(|(figure, own, other)| is_marked(figure, own, other, units)) {
        return Closeness::RoundedMarked;
    }
    if distance.abs() <= half { Closeness::RoundedSilently } else { Closeness::Different }
}

/// The amount, negative where the words say that something fell.
fn signed(figure: &Figure, units: &Units) -> Option<Decimal> {
    let value = figure.base_value(units)?;
    let falls = figure.direction == Some(Direction::Down) && value.is_sign_positive();
    Some(if falls { -value } else { value })
}

/// Whether the two are measured in units that convert by no power of ten: 亩 and hectares. Then
/// one of them cannot be exact.
fn is_converted(left: &Figure, right: &Figure) -> bool {
    matches!((left.unit, right.unit), (Some(Unit::Named(a)), Some(Unit::Named(b))) if a != b)
}

/// Whether a figure says that it is rounded, and the other amount rounds to it: by half a step of
/// its last digit that is not zero for `about`, by less than a step for `nearly` and `more than`.
fn is_marked(figure: &Figure, own: Decimal, other: Decimal, units: &Units) -> bool {
    let Some(distance) = other.checked_sub(own) else { return false };
    let Some(step) = last_step(figure, units) else { return false };
    match figure.relation {
        Relation::About => distance.abs().checked_mul(Decimal::TWO).is_some_and(|d| d <= step),
        Relation::Nearly => distance.is_sign_negative() && distance.abs() < step,
        Relation::MoreThan | Relation::SomeOver => {
            distance.is_sign_positive() && distance.abs() < step
        }
        _ => false,
    }
}

/// One step of the last digit that is not zero, in the base unit.
fn last_step(figure: &Figure, units: &Units) -> Option<Decimal> {
    let normal = figure.number.coefficient.normalize();
    let mut step = Decimal::new(1, normal.scale());
    if normal.scale() == 0 && !normal.is_zero() {
        while let Some(next) = step.checked_mul(Decimal::TEN)
            && normal.checked_rem(next).is_some_and(|rest| rest.is_zero())
        {
            step = next;
        }
    }
    let number = Number::new(step, figure.number.exponent);
    Figure { number, ..figure.clone() }.base_value(units)
}

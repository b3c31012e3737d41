//! Whether the amount of a figure can be that of a value of the ledger.

use super::known::Value;
use crate::locale::Figure;
use crate::value::{Quantity, Relation, Unit, Units};
use rust_decimal::Decimal;

/// `over 18` for what is more than so many times that has slipped in its scale.
const MOST_OVER: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// `nearly` is told of what lacks no more than this part.
const TWENTY: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// From here on zeros at the end of a number may be those of a rounded one, as they are where a
/// language has a scale word for it: `346,000` and 34.6万.
const ROUNDED_FROM: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Whether a figure repeats a value: the same amount, told in a way that does not contradict it.
pub(super) fn repeats(figure: &Figure, value: &Value, units: &Units) -> bool {
    let Some(unit) = value.quantity.unit else { return false };
    let ends = |quantity: &Quantity| (quantity.base_value(units), quantity.base_upper(units));
    let is_range = value.quantity.upper.is_some();
    is_alike(figure, unit, units)
        && figure.upper.is_some() == is_range
        && (figure.base_value(units), figure.base_upper(units)) == ends(&value.quantity)
        && (value.is_target || !contradicts(figure.relation, value.quantity.relation))
}

/// Whether a figure lies farther from the value than either may have been rounded by, or says
/// something else of the same number; `None` if the two cannot be compared.
pub(super) fn differs(figure: &Figure, value: &Value, units: &Units) -> Option<bool> {
    let Quantity { number, unit: Some(unit), upper, relation } = value.quantity else {
        return None;
    };
    let (own, known) = (figure.base_value(units)?, units.base_value(number, unit)?);
    if !is_alike(figure, unit, units) {
        // The same number in another currency is a slip; any other may be a conversion.
        let are_money = matches!((figure.unit, unit), (Some(Unit::Money(_)), Unit::Money(_)));
        // So is 9.2个百分点 for 9.2%.
        let are_shares = matches!(
            (figure.unit, unit),
            (Some(Unit::PercentagePoint), Unit::Percent)
                | (Some(Unit::Percent), Unit::PercentagePoint)
        );
        let is_one_number = figure.number.value() == number.value();
        return ((are_money && own == known) || (are_shares && is_one_number)).then_some(true);
    }
    let half = value.quantity.half_step(units)?;
    let own_half = figure.half_step(units)?.max(implied_half(own)?);
    if own == known && figure.upper.is_none() && upper.is_none() {
        return Some(contradicts(figure.relation, relation));
    }
    if relation == Relation::Exactly && upper.is_none() && figure.upper.is_none() {
        let own_half = match figure.relation {
            Relation::About => own_half.max(about_half(figure, own, units)?),
            _ => own_half,
        };
        let step = figure.last_step(units)?;
        return against_exact(figure.relation, (own, own_half, step), (known, half));
    }
    let high = match upper {
        Some(upper) => Some(units.base_value(upper, unit)?),
        None => None,
    };
    let own_high = figure.base_upper(units);
    if let (Some(high), Some(own_high)) = (high, own_high) {
        let is_far = |a: Decimal, b: Decimal| (a - b).abs() > half.max(own_half);
        return Some(is_far(own, known) || is_far(own_high, high));
    }
    let step = units.base_value(number.last_step(), unit)?;
    let told = reach(figure.relation, own, own_high, (own_half, figure.last_step(units)?))?;
    let held = reach(relation, known, high, (half, step))?;
    // The number itself belongs to a relation such as `more than` on neither side.
    Some(told.0 > held.1 || held.0 > told.1 || told.0 == held.1 || held.0 == told.1)
}

fn is_alike(figure: &Figure, unit: Unit, units: &Units) -> bool {
    match figure.unit {
        // 18.3万人 are so many jobs.
        Some(own) => units.comparable(own, unit) || figure.perhaps == Some(unit),
        None => units.is_single_count(unit),
    }
}

/// Whether two relations of one number cannot both be right.
fn contradicts(one: Relation, other: Relation) -> bool {
    let is_other_side = |a, b| is_above(a) && is_below(b);
    let is_beside = |a, b| is_strict(a) && b == Relation::Exactly;
    is_other_side(one, other) || is_other_side(other, one) || is_beside(one, other)
}

const fn is_above(relation: Relation) -> bool {
    matches!(relation, Relation::MoreThan | Relation::SomeOver | Relation::AtLeast)
}

const fn is_below(relation: Relation) -> bool {
    matches!(relation, Relation::LessThan | Relation::Nearly | Relation::AtMost)
}

/// Whether the number itself is not what is meant.
const fn is_strict(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::MoreThan | Relation::SomeOver | Relation::LessThan | Relation::Nearly
    )
}

/// Against a value that is exact. What is told of it by `over` or `less than` must be so, and in
/// its size.
fn against_exact(
    relation: Relation,
    (own, own_half, step): (Decimal, Decimal, Decimal),
    (known, half): (Decimal, Decimal),
) -> Option<bool> {
    let least = match relation {
        Relation::About => own_half.checked_add(own_half)?,
        _ => own_half,
    };
    let distance = known.checked_sub(own)?;
    Some(match relation {
        Relation::SomeOver => distance < -half || distance > step.checked_add(half)?,
        Relation::MoreThan => distance < -half || known > own.checked_mul(MOST_OVER)?,
        Relation::LessThan => distance > half || own > known.checked_mul(MOST_OVER)?,
        Relation::Nearly => distance > half || distance.abs() > own_half.max(own / TWENTY),
        _ => distance.abs() > least.max(half),
    })
}

/// From where to where the truth may lie of which a number is told.
fn reach(
    relation: Relation,
    number: Decimal,
    upper: Option<Decimal>,
    (half, step): (Decimal, Decimal),
) -> Option<(Decimal, Decimal)> {
    let around = |by: Decimal| Some((number.checked_sub(by)?, number.checked_add(by)?));
    if number.is_sign_negative() && relation != Relation::Exactly {
        return None;
    }
    match (upper, relation) {
        (Some(upper), _) => Some((number.checked_sub(half)?, upper.checked_add(half)?)),
        (None, Relation::About) => around(half.checked_add(half)?.max(number / TWENTY)),
        (None, Relation::Nearly) => Some((number.checked_sub(half.max(number / TWENTY))?, number)),
        (None, Relation::LessThan | Relation::AtMost) => Some((number / MOST_OVER, number)),
        // 1300余 lies below 1400.
        (None, Relation::SomeOver) => Some((number, number.checked_add(step)?)),
        (None, Relation::MoreThan | Relation::AtLeast) => {
            Some((number, number.checked_mul(MOST_OVER)?))
        }
        (None, _) => around(half),
    }
}

/// Half of what a number may be off that is told by `about`: its zeros at the end may be those of a
/// rounded one at any size, as far as a tenth of it.
fn about_half(figure: &Figure, own: Decimal, units: &Units) -> Option<Decimal> {
    let half = figure.last_step(units)?.checked_div(Decimal::TWO)?;
    let tenth = own.abs().checked_div(Decimal::TEN)?;
    half.min(tenth).checked_div(Decimal::TWO)
}

/// Half a unit of the last place of a large number that is not zero, as far as two places are
/// left: 500 for 346,000, and 5,000 for 300,000.
fn implied_half(number: Decimal) -> Option<Decimal> {
    let number = number.abs();
    if number < ROUNDED_FROM || !number.fract().is_zero() {
        return Some(Decimal::ZERO);
    }
    let mut step = Decimal::ONE;
    while let Some(next) = step.checked_mul(Decimal::TEN)
        && next.checked_mul(Decimal::TEN)? <= number
        && number.checked_rem(next)?.is_zero()
    {
        step = next;
    }
    // One written in full is exact.
    Some(if step == Decimal::ONE { Decimal::ZERO } else { step / Decimal::TWO })
}

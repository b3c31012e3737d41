//! Figures that one language has otherwise than it writes them, as the other one has them.

use super::{Class, Item, Matching, Side, Verdict, class};
use crate::locale::{Figure, FigureKind};
use crate::value::{Number, Relation, Unit, UnitKind, Units};
use rust_decimal::Decimal;

/// How many characters join a time and the rest of it: ` and `.
const MOST_BETWEEN: usize = 5;

/// A time with the shorter one behind it, if the other text has both as one: 1小时30分, `an hour and
/// a half`.
pub(super) fn time(side: Side<'_>, at: usize, other: Side<'_>, units: &Units) -> Option<Figure> {
    let (first, rest) = (side.figures.get(at)?, side.figures.get(at + 1)?);
    let is_time = |figure: &Figure| class(figure, units) == Class::Measured(UnitKind::Time);
    let (whole, part) = (first.base_value(units)?, rest.base_value(units)?);
    let between = side.text.get(first.range.end..rest.range.start)?;
    let is_pair = is_time(first) && is_time(rest) && part < whole && !part.is_zero();
    if !is_pair || rest.relation != Relation::Exactly || between.chars().count() > MOST_BETWEEN {
        return None;
    }
    let sum = whole.checked_add(part)?;
    let has = |value: Decimal| {
        other.figures.iter().any(|one| is_time(one) && one.base_value(units) == Some(value))
    };
    let number = sum.checked_mul(rest.number.value()?)?.checked_div(part)?;
    (has(sum) && !has(whole)).then(|| Figure {
        range: first.range.start..rest.range.end,
        number: Number::plain(number.normalize()),
        unit: rest.unit,
        ..first.clone()
    })
}

/// Points as a bare number, if the other text has that number of what it does not say are percentage
/// points: 85分, `85 points`.
pub(super) fn score(figure: &Figure, other: Side<'_>, units: &Units) -> Option<Figure> {
    let is_points = |figure: &Figure| class(figure, units) == Class::Points;
    let is_same = |one: &Figure| {
        one.unit.is_none()
            && class(one, units) == Class::Count
            && !one.is_spelled
            && [Some(figure.number), figure.upper].contains(&Some(one.number))
    };
    let is_score = figure.unit == Some(Unit::PercentagePoint)
        && !other.figures.iter().any(is_points)
        && other.figures.iter().any(is_same);
    is_score.then(|| Figure { unit: None, kind: FigureKind::Count, ..figure.clone() })
}

/// Gives a number of times that was paired with a rounded one the share that says it exactly: 增长
/// 1.2倍 for `more than doubled, rising 120 percent`.
pub(super) fn repeated_exactly(matching: &mut Matching) {
    for i in 0..matching.left.len() {
        let Some(j) = matching.left_partner[i] else { continue };
        if matching.verdicts[i] != Some(Verdict::RoundedMarked)
            || matching.left[i].class != Class::Multiple
        {
            continue;
        }
        let is_said = |one: &Item, other: &Item| {
            other.class == Class::Percent && share(one).is_some() && share(one) == share(other)
        };
        let (left_free, right_free) = (matching.left_free(), matching.right_free());
        let on_right = right_free.iter().find(|k| is_said(&matching.left[i], &matching.right[**k]));
        let on_left = left_free.iter().find(|k| is_said(&matching.right[j], &matching.left[**k]));
        if let Some(k) = on_right {
            matching.part(i);
            matching.join(i, *k, Verdict::Agree);
            matching.right_done[j] = true;
        } else if let Some(k) = on_left {
            matching.part(i);
            matching.join(*k, j, Verdict::Agree);
            matching.left_done[i] = true;
        }
    }
}

/// How many percent more something is, or of something.
pub(super) fn share(item: &Item) -> Option<Decimal> {
    let value = item.figure.number.value()?;
    match item.class {
        Class::Fraction => value.checked_mul(Decimal::ONE_HUNDRED),
        Class::Percent => Some(value),
        Class::Multiple => value.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    }
    .map(|share| share.normalize())
}

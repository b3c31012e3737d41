//! Comparisons of a result in words, as cells of a table.

use super::cites::have_one_mark;
use super::scope::Scope;
use super::view::CellView;
use crate::model::{Against, Base, Change, Citation, Comparison, Indicator, decimals_of_share};
use crate::value::{Number, Quantity, round};
use rust_decimal::Decimal;

/// What a result is more or less than something. Where the row is marked with the same source of
/// its result, that mark serves.
pub(super) fn compared_cell<'a>(
    scope: &Scope<'a>,
    one: &Comparison<'a>,
    of_result: &[Citation],
) -> CellView<'a> {
    let Change { base, difference, ratio, .. } = one.shown;
    let indicator = scope.site.model.indicators.get(match one.base {
        Base::Observation(observation) => observation.indicator,
        Base::Target(target) => target.indicator,
    });
    let (words, sort) = words(scope, one, indicator);
    let (base_text, citations) = match one.base {
        Base::Observation(observation) => {
            let period = scope.date(*observation.period);
            let value = scope.shown(&base, Some(indicator));
            let text = scope.t("compared-with", &[("value", &value), ("period", &period)]);
            (text, &observation.header.citations)
        }
        Base::Target(target) => {
            let is_plan = one.against == Against::Plan;
            let key = if is_plan { "compared-plan" } else { "compared-target" };
            let value = match is_plan {
                true => scope.shown(&base, Some(indicator)),
                false => scope.quantity(&base),
            };
            (scope.t(key, &[("value", &value)]), &target.header.citations)
        }
    };
    let is_marked = |one: &Citation| of_result.iter().any(|other| have_one_mark(one, other));
    let cites = match citations.iter().all(is_marked) {
        true => Vec::new(),
        false => scope.cite(citations),
    };
    let units = &scope.site.model.units;
    let difference = scope.beside(&difference, indicator, Number::plain(0));
    let signed = scope.locale.change(difference.number, difference.unit, units);
    let signed = Some(signed).filter(|_| ratio.is_some());
    let standing = scope.standing(one.standing);
    let note = scope.details([signed, Some(base_text), standing]);
    CellView { computed: scope.computed(), ..CellView::words(words) }
        .sort(sort.to_string())
        .note(note)
        .cites(cites)
}

/// The change in words with a mark of its direction, and the number that a table sorts by.
fn words(scope: &Scope<'_>, one: &Comparison<'_>, indicator: &Indicator) -> (String, Decimal) {
    // Above and below follow from the exact difference, whatever is printed of it.
    let Change { difference, ratio, .. } = one.change;
    let amount = || difference.number.value().unwrap_or_default().normalize();
    let (size, sort) = match ratio {
        Some(ratio) => {
            let percent = ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(ratio);
            let percent = round(percent, decimals_of_share(ratio).into());
            (scope.percent(ratio.abs()), percent)
        }
        None => {
            let Number { coefficient, exponent } = one.shown.difference.number;
            let size = Quantity::exactly(Number::new(coefficient.abs(), exponent), difference.unit);
            (scope.shown_beside(&size, indicator, Number::plain(0)), amount())
        }
    };
    // A number of people or things becomes more or fewer; what is measured, and any share, rises.
    let is_number = ratio.is_none()
        && difference.unit.is_some_and(|unit| scope.site.model.units.is_count(unit));
    let is_base_period = matches!(one.base, Base::Observation(_));
    let key = match (difference.number.coefficient, is_base_period) {
        (zero, true) if zero.is_zero() => "change-none",
        (zero, false) if zero.is_zero() => "difference-none",
        (more, true) if more.is_sign_positive() && is_number => "change-more",
        (_, true) if is_number => "change-fewer",
        (more, true) if more.is_sign_positive() => "change-up",
        (_, true) => "change-down",
        (more, false) if more.is_sign_positive() => "difference-above",
        (_, false) => "difference-below",
    };
    (scope.t(key, &[("size", &size)]), sort)
}

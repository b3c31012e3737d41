//! Comparisons of a result in words, as cells of a table.

use super::decimals::rounded;
use super::scope::Scope;
use super::view::CellView;
use crate::model::{Against, Base, Change, Comparison, Indicator, Observation, comparisons};
use crate::value::{Number, Quantity, round};
use rust_decimal::Decimal;

/// The columns that results have for their comparisons: what with, key and heading.
pub(super) const COLUMNS: [(Against, &str, &str); 4] = [
    (Against::PreviousPeriod, "on_previous_period", "column-on-previous"),
    (Against::SamePeriodLastYear, "on_last_year", "column-on-last-year"),
    (Against::Target, "against_target", "column-against-target"),
    (Against::Plan, "against_plan", "column-against-plan"),
];

/// A cell for each of the first `n` columns; empty where there is nothing to compare with.
pub(super) fn cells<'a>(
    scope: &mut Scope<'a>,
    found: &Observation,
    n_columns: usize,
) -> Vec<CellView<'a>> {
    let compared = comparisons(scope.site.model, &scope.site.observations, found);
    let columns = COLUMNS.iter().take(n_columns);
    let cells = columns.map(|(against, ..)| {
        let one = compared.iter().find(|one| one.against == *against);
        one.map_or_else(CellView::none, |one| cell(scope, one))
    });
    cells.collect()
}

/// No cells where nothing is compared.
pub(super) fn no_cells<'a>(n_columns: usize) -> impl Iterator<Item = CellView<'a>> {
    std::iter::repeat_with(CellView::none).take(n_columns)
}

fn cell<'a>(scope: &mut Scope<'a>, one: &Comparison<'a>) -> CellView<'a> {
    let Change { base, difference, ratio, .. } = one.change;
    let indicator = scope.site.model.indicators.get(match one.base {
        Base::Observation(observation) => observation.indicator,
        Base::Target(target) => target.indicator,
    });
    let (words, sort) = words(scope, one, indicator);
    let (base_text, cites) = match one.base {
        Base::Observation(observation) => {
            let period = scope.date(*observation.period);
            let value = scope.shown(&base, Some(indicator));
            let text = scope.t("compared-with", &[("value", &value), ("period", &period)]);
            (text, scope.cite(&observation.header.citations))
        }
        Base::Target(target) => {
            let is_plan = one.against == Against::Plan;
            let key = if is_plan { "compared-plan" } else { "compared-target" };
            let value = scope.shown(&base, Some(indicator));
            (scope.t(key, &[("value", &value)]), scope.cite(&target.header.citations))
        }
    };
    let units = &scope.site.model.units;
    let difference = rounded(scope.site, &difference, scope.decimals(Some(indicator)));
    let signed = scope.locale.change(difference.number, difference.unit, units);
    let signed = Some(signed).filter(|_| ratio.is_some());
    let standing = scope.standing(one.standing);
    let parts: Vec<_> = [signed, Some(base_text), standing].into_iter().flatten().collect();
    let note = parts.join(&scope.t("detail-separator", &[]));
    CellView { computed: scope.computed(), ..CellView::words(words) }
        .sort(sort.to_string())
        .note(Some(note))
        .cites(cites)
}

/// The change in words with a mark of its direction, and the number that a table sorts by.
fn words(scope: &Scope<'_>, one: &Comparison<'_>, indicator: &Indicator) -> (String, Decimal) {
    let Change { difference, ratio, .. } = one.change;
    let amount = || difference.number.value().unwrap_or_default().normalize();
    let (size, sort) = match ratio {
        Some(ratio) => {
            let percent = round(ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(ratio), 1);
            (scope.percent(ratio.abs()), percent)
        }
        None => {
            let Number { coefficient, exponent } = difference.number;
            let size = Number::new(coefficient.abs(), exponent);
            (scope.shown(&Quantity::exactly(size, difference.unit), Some(indicator)), amount())
        }
    };
    let is_base_period = matches!(one.base, Base::Observation(_));
    let key = match (difference.number.coefficient, is_base_period) {
        (zero, true) if zero.is_zero() => "change-none",
        (zero, false) if zero.is_zero() => "difference-none",
        (more, true) if more.is_sign_positive() => "change-up",
        (_, true) => "change-down",
        (more, false) if more.is_sign_positive() => "difference-above",
        (_, false) => "difference-below",
    };
    (scope.t(key, &[("size", &size)]), sort)
}

//! What the list of projects has of a figure, computed and reported.

use crate::model::measured_periods;
use crate::model::{Breakdown, Indicator, IndicatorKind, LeftOut, MeasureOf, Observation, Ref};
use crate::render::progress::of_state;
use crate::render::scope::Scope;
use crate::value::{Period, Quantity, Relation};
use jiff::civil::Date;

/// How much of a reported total is listed here: "12 of 27 are listed here". `None` where the list
/// has nothing of it, or counts something else.
pub(super) fn listed_here(scope: &Scope<'_>, found: &Observation) -> Option<String> {
    let model = scope.site.model;
    let indicator = model.indicators.get(found.indicator);
    let reported = found.value.as_ref()?;
    // How much of the life of a project the list covers is not known.
    if found.period == Period::Whole || !indicator.adds_time() || found.not_comparable.is_some() {
        return None;
    }
    let of = indicator.measure.as_ref()?.of;
    // What is added up of projects is no part of the figure of one.
    let is_summed = matches!(of, MeasureOf::Figures(_))
        && found.part.iter().any(|one| one.breakdown() == Breakdown::Project);
    if is_summed || found.is_forecast() {
        return None;
    }
    let covered = Period::between(found.period.first_day(), found.covers)?;
    let measured = scope.site.measuring(found.indicator)?.measured(covered, &found.part)?;
    if measured.n_counted == 0 {
        return None;
    }
    let n = measured.n_counted;
    let told = match (of, reported.relation) {
        (MeasureOf::Projects, Relation::Exactly) => {
            let total = scope.locale.decimal(&reported.number.value()?);
            scope.t_n("listed-of", n, &[("total", &total)])
        }
        (MeasureOf::Projects, _) => scope.t_n("listed-here", n, &[]),
        (MeasureOf::Investment | MeasureOf::Figures(_), _) => {
            let sum = measured.quantity(indicator.unit);
            scope.t_n("listed-sum", n, &[("sum", &scope.shown(&sum, Some(indicator)))])
        }
    };
    let until = until(scope, covered, measured.covers);
    with_left_out(scope, scope.details([until, Some(told)]), measured.left_out)
}

/// The part of a period that a sum covers, where that is not all of it.
fn until(scope: &Scope<'_>, period: Period, covers: Option<Date>) -> Option<String> {
    let day = covers.filter(|day| *day < period.last_day() && period != Period::Whole)?;
    Some(scope.date(Period::between(period.first_day(), day)?))
}

/// A remark on a measured figure with what it leaves out or counts as converted.
pub(super) fn with_left_out(
    scope: &Scope<'_>,
    remark: Option<String>,
    left_out: LeftOut,
) -> Option<String> {
    let lacking = left_out.remarks().map(|(key, n)| scope.t_n(key, n, &[]));
    scope.details([remark].into_iter().chain(lacking.map(Some)))
}

/// What the ledger adds up to, for each period with a result or a target, where it lists anything;
/// without a figure where it lists only what cannot be counted.
pub(super) fn measured_rows(
    scope: &Scope<'_>,
    one: Ref<Indicator>,
    indicator: &Indicator,
) -> Vec<(Period, Option<Quantity>, Option<String>)> {
    let measured = measured_periods(scope.site.model, one).into_iter().rev().filter_map(|period| {
        let measured = scope.site.measured(one, period)?;
        if measured.n_counted == 0 {
            let note = with_left_out(scope, None, measured.left_out)?;
            return Some((period, None, Some(note)));
        }
        let note = listed_note(scope, one, period, measured.n_counted);
        let until = match (indicator.kind, measured.covers) {
            (IndicatorKind::Level, Some(day)) if day < period.last_day() => {
                Some(scope.date(of_state(period, day)))
            }
            (_, covers) => until(scope, period, covers),
        };
        let note = scope.details([until, Some(note)]);
        let note = with_left_out(scope, note, measured.left_out);
        Some((period, Some(measured.quantity(indicator.unit)), note))
    });
    measured.collect()
}

/// "12 projects listed", or "12 of 27 projects listed" where the number reported is known.
pub(super) fn listed_note(
    scope: &Scope<'_>,
    one: Ref<Indicator>,
    period: Period,
    n_counted: usize,
) -> String {
    let indicator = scope.site.model.indicators.get(one);
    let counted = scope.site.model.units.is_count(indicator.unit);
    let is_total = |value: &Quantity| counted && value.relation == Relation::Exactly;
    let reported = scope.site.observations.of_whole(one).iter().find(|found| {
        found.period == period
            && found.not_comparable.is_none()
            && found.value.as_deref().is_some_and(is_total)
    });
    match reported.and_then(|found| found.value.as_ref()?.number.value()) {
        Some(total) => {
            let total = scope.locale.decimal(&total);
            scope.t_n("listed-of", n_counted, &[("total", &total)])
        }
        None => scope.t_n("listed", n_counted, &[]),
    }
}

//! A result on the home page, or where a text puts one.

use super::revisions::corrected;
use super::scope::Scope;
use super::table::share;
use super::view::KeyFigureView;
use crate::model::Observation;

/// A result with its period, for the home page.
pub(super) fn result_card<'a>(
    scope: &Scope<'a>,
    found: &'a Observation,
) -> Option<KeyFigureView<'a>> {
    let indicator = scope.site.model.indicators.get(found.indicator);
    let figure = scope.figure_of(found.value.as_ref()?, Some(indicator), &found.header.citations);
    let mut label = scope.record(found.indicator);
    if let Some(part) = scope.part_name(&found.part) {
        label.text = scope.with_part(&label.text, &part).into();
    }
    let exceeds = found.exceeds_target.then(|| scope.t("stated-exceeds", &[]));
    let period = scope.date(*found.period);
    let corrected = corrected(scope, (found.indicator, *found.period, &found.part), false);
    let standing = scope.standing(found.status);
    let note = scope.details([standing, share(scope, found).or(exceeds), corrected]);
    Some(KeyFigureView { label, figure, period, note })
}

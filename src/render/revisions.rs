//! Figures that were published again: what they were, and until when.

use super::scope::Scope;
use crate::model::{
    Collection, Correction, Indicator, Members, Observation, Project, Record, Ref, Superseded,
};
use crate::value::{Id, Period, Quantity};
use jiff::civil::Date;

/// The word beside a figure that another has superseded.
pub(super) fn superseded_word(scope: &Scope<'_>, until: Option<Date>) -> String {
    match until {
        Some(day) => scope.t("superseded-on", &[("day", &scope.date(Period::Day(day)))]),
        None => scope.t("superseded", &[]),
    }
}

/// How a figure came to be superseded: by another value, or by the same value stated again.
pub(super) fn history_word<T>(scope: &Scope<'_>, earlier: &Superseded<T>) -> String {
    match earlier.until.filter(|_| !earlier.is_revised) {
        Some(day) => scope.t("stated-again", &[("day", &scope.date(Period::Day(day)))]),
        None => superseded_word(scope, earlier.until),
    }
}

/// "revised: RMB 29 billion until April 25, 2023", where a record was revised.
pub(super) fn revised<T: Record>(
    scope: &Scope<'_>,
    records: &Collection<T>,
    id: &Id,
    value: impl Fn(&T) -> Option<String>,
) -> Option<String> {
    let mut earlier = records.revisions().superseded_by(records.find(id.as_str())?);
    let last = earlier.find(|earlier| earlier.is_revised)?;
    let was = value(records.get(last.record))?;
    let day = scope.date(Period::Day(last.until?));
    Some(scope.t("revised", &[("was", &was), ("day", &day)]))
}

/// "corrected on 2 March 2031, published as RMB 29 billion", in the edition that a figure was
/// corrected in, also where that became known later.
pub(super) fn corrected(
    scope: &Scope<'_>,
    of: (Ref<Indicator>, Period, &Members),
    is_target: bool,
) -> Option<String> {
    let is_own = |one: &Correction| one.is_target == is_target && one.is_of(of);
    let indicator = scope.site.model.indicators.get(of.0);
    corrected_so(scope, is_own, |was| match is_target {
        true => scope.quantity(was),
        false => scope.shown(was, Some(indicator)),
    })
}

/// "corrected on 2 March 2031", of what is added up from results of which one was corrected.
pub(super) fn corrected_within(scope: &Scope<'_>, parts: &[&Observation]) -> Option<String> {
    let is_of = |one: &Correction| {
        !one.is_target
            && parts.iter().any(|part| one.is_of((part.indicator, *part.period, &part.part)))
    };
    let latest =
        corrections(scope)?.filter(|one| is_of(one)).max_by_key(|one| one.date.last_day())?;
    let day = scope.date(Period::Day(latest.date.last_day()));
    Some(scope.t("corrected", &[("day", &day)]))
}

/// The same of the investment of a project: of the amount that is stated, and of what it counts as.
pub(super) fn corrected_investment(scope: &Scope<'_>, one: Ref<Project>) -> [Option<String>; 2] {
    let of = |is_converted| {
        let is_own = |correction: &Correction| {
            correction.project == Some(one)
                && correction.indicator.is_none()
                && correction.is_of_conversion(scope.site.model, one) == is_converted
        };
        corrected_so(scope, is_own, |was| scope.shown(was, None))
    };
    [of(false), of(true)]
}

fn corrected_so(
    scope: &Scope<'_>,
    is_own: impl Fn(&Correction) -> bool,
    printed: impl Fn(&Quantity) -> String,
) -> Option<String> {
    let model = scope.site.model;
    let correction = corrections(scope)?.find(|one| is_own(one))?;
    let day = scope.date(Period::Day(correction.date.last_day()));
    Some(match correction.was(model) {
        Some(was) => {
            let was = printed(&was);
            scope.t("corrected-from", &[("day", &day), ("was", &was)])
        }
        None => scope.t("corrected", &[("day", &day)]),
    })
}

/// The corrections of the edition at hand, also those that became known later.
fn corrections<'a>(scope: &Scope<'a>) -> Option<impl Iterator<Item = &'a Correction>> {
    let model = scope.site.model;
    let edition = &model.edition()?.id;
    let all = model.corrections.records().chain(model.corrections.not_yet_known());
    Some(all.filter(|one| *one.edition.value == *edition.as_str()))
}

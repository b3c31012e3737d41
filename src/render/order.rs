//! The order of what is listed.

use super::scope::Scope;
use crate::locale::SortKey;
use crate::model::{Collected, Indicator, Member, Progress, Project, Record, Ref};
use crate::value::Period;

/// Projects in the order of the page's language.
pub(super) fn sorted(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Vec<Ref<Project>> {
    let mut sorted = projects.to_vec();
    sorted.sort_by_key(|one| scope.site.rank(*one, scope.lang));
    sorted
}

/// A period's targets, by the weight of their indicators.
pub(super) fn targets_of<'a>(scope: &Scope<'a>, period: Period) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures.targets_in_period(period).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// The targets that are for a member of a dimension.
pub(super) fn targets_about<'a>(scope: &Scope<'a>, member: Member) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures.targets_about(member).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// The targets of an indicator: the newest period first, the whole before its parts.
pub(super) fn targets_of_indicator<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
) -> Vec<&'a Progress<'a>> {
    let targets = scope.site.index.figures.targets_of_indicator(one).iter();
    targets.filter_map(|target| scope.site.progress_of(*target)).collect()
}

/// Indicators by weight, then in the order of the ledger.
pub(super) fn indicators_sorted(scope: &Scope<'_>) -> Vec<Ref<Indicator>> {
    let model = scope.site.model;
    let mut sorted: Vec<_> = model.indicators.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_key(|one| (model.indicators.get(*one).weight, one.index()));
    sorted
}

/// The records of a kind in the order of the page's language.
pub(super) fn in_order<T: Collected>(scope: &Scope<'_>) -> Vec<Ref<T>> {
    let collection = T::all(scope.site.model);
    let mut sorted: Vec<_> = collection.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_cached_key(|one| sort_key(scope, collection.get(*one)));
    sorted
}

/// Where a record stands in a list of the page's language: by its sort key, or else its name.
fn sort_key<T: Record>(scope: &Scope<'_>, record: &T) -> SortKey {
    let header = record.header();
    let own = header.sort_key.as_ref().and_then(|key| key.get(scope.lang));
    match own {
        Some(key) => scope.locale.sort_key(&key.text),
        None => scope.locale.sort_key(scope.plain(&header.name)),
    }
}

//! The order of what is listed.

use super::scope::Scope;
use crate::locale::SortKey;
use crate::model::{Collection, Indicator, Project, Record, Ref};
use crate::value::Period;

/// Projects in the order of the page's language.
pub(super) fn sorted(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Vec<Ref<Project>> {
    let mut sorted = projects.to_vec();
    sorted.sort_by_key(|one| scope.site.rank(*one, scope.lang));
    sorted
}

/// The numbers of a period's targets, by the weight of their indicators.
pub(super) fn targets_of(scope: &Scope<'_>, period: Period) -> Vec<usize> {
    let model = scope.site.model;
    let targets = model.targets.iter().enumerate().filter(|(_, target)| target.period == period);
    let mut numbers: Vec<_> = targets.map(|(number, _)| number).collect();
    numbers.sort_by_key(|number| {
        let indicator = model.targets[*number].indicator;
        (model.indicators.get(indicator).weight, indicator.index(), *number)
    });
    numbers
}

/// Indicators by weight, then in the order of the ledger.
pub(super) fn indicators_sorted(scope: &Scope<'_>) -> Vec<Ref<Indicator>> {
    let model = scope.site.model;
    let mut sorted: Vec<_> = model.indicators.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_key(|one| (model.indicators.get(*one).weight, one.index()));
    sorted
}

/// The records of a collection in the order of the page's language.
pub(super) fn in_order<T: Record>(scope: &Scope<'_>, collection: &Collection<T>) -> Vec<Ref<T>> {
    let mut sorted: Vec<_> = collection.iter().map(|(reference, _)| reference).collect();
    sorted.sort_by_cached_key(|one| sort_key(scope, collection.get(*one)));
    sorted
}

/// Where a record stands in a list of the page's language: by its sort key, or else its name.
pub(super) fn sort_key<T: Record>(scope: &Scope<'_>, record: &T) -> SortKey {
    let header = record.header();
    let own = header.sort_key.as_ref().and_then(|key| key.get(scope.lang));
    match own {
        Some(key) => scope.locale.sort_key(&key.text),
        None => scope.locale.sort_key(scope.plain(&header.name)),
    }
}

//! What stands in each group of indicators.

use crate::model::{Heading, Indicator, IndicatorGroup, Model, Ref, ancestors};

/// The indicators of each group and of those in it, by its number: its own first, then those of
/// the groups in it, in their order; there by weight.
pub(super) fn indicators_of_groups(model: &Model) -> Vec<Vec<Ref<Indicator>>> {
    let mut found = vec![Vec::new(); model.site.groups.n_numbers()];
    let declared = model.indicators.iter().filter_map(|(one, indicator)| {
        let group = indicator.group.as_ref().and_then(Heading::declared)?;
        Some((path(model, group), indicator.weight, one))
    });
    let mut declared: Vec<_> = declared.collect();
    declared.sort();
    for (path, _, one) in declared {
        for group in path {
            found[group].push(one);
        }
    }
    found
}

/// The numbers of a group and of those that it lies in, the highest first.
fn path(model: &Model, group: Ref<IndicatorGroup>) -> Vec<usize> {
    let mut path: Vec<_> = ancestors(model, group).map(Ref::index).collect();
    path.reverse();
    path.push(group.index());
    path
}

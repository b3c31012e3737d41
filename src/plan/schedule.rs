//! The order of projects where plans are held against what happened.

use crate::model::{Model, Project, Ref};
use jiff::civil::Date;

/// Every project: those with a dated milestone by park, in the order of the ledger, and there by
/// their first date; then all others, in the order of the ledger. With the number of the former, which
/// is 0 where nothing was ever planned: then there is nothing to hold against what happened.
pub(super) fn schedule(model: &Model) -> (Vec<Ref<Project>>, usize) {
    let mut dated = Vec::new();
    let mut undated = Vec::new();
    for (reference, project) in model.projects.iter() {
        match first_date(project) {
            Some(first) => {
                let park = project.park;
                dated.push((park.is_none(), park, first, reference));
            }
            None => undated.push(reference),
        }
    }
    dated.sort();
    let as_of = model.site.as_of;
    let is_plan = |project: &Project| {
        let mut found = project.in_force();
        found.any(|(_, milestone)| milestone.planned || milestone.when.is_after(as_of))
    };
    let has_plans = model.projects.iter().any(|(_, project)| is_plan(project));
    let n_dated = if has_plans { dated.len() } else { 0 };
    let dated = dated.into_iter().map(|(_, _, _, reference)| reference);
    (dated.chain(undated).collect(), n_dated)
}

fn first_date(project: &Project) -> Option<Date> {
    let dates = project.in_force().filter_map(|(_, milestone)| milestone.when.date());
    dates.map(|date| date.first_day()).min()
}

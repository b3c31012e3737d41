//! Which observations and targets stand in which list, found once.

use crate::model::{Indicator, Member, Members, Model, Observation, Ref, Target};
use crate::value::Period;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The lists of figures of all pages, each in the order in which it is shown.
#[derive(Debug, Default)]
pub struct Figures {
    of_indicator: Vec<Vec<Ref<Observation>>>,
    by_day: Vec<(Period, Ref<Observation>)>,
    in_period: BTreeMap<Period, Vec<Ref<Observation>>>,
    targets_in_period: BTreeMap<Period, Vec<Ref<Target>>>,
    targets_of_indicator: Vec<Vec<Ref<Target>>>,
    about: BTreeMap<Member, Vec<Ref<Observation>>>,
    targets_about: BTreeMap<Member, Vec<Ref<Target>>>,
}

impl Figures {
    /// Goes through all observations and targets.
    pub(super) fn new(model: &Model, periods: &[Period]) -> Self {
        let mut figures = Self {
            of_indicator: of_indicator(model),
            about: about(model),
            targets_about: targets_about(model),
            targets_of_indicator: targets_of_indicator(model),
            ..Self::default()
        };
        figures.by_day = by_day(model);
        for period in periods {
            let found = in_period(model, &figures.by_day, *period);
            figures.in_period.insert(*period, found);
        }
        for (one, target) in model.targets.iter() {
            figures.targets_in_period.entry(*target.period).or_default().push(one);
        }
        for listed in figures.targets_in_period.values_mut() {
            let target = |one: &Ref<Target>| model.targets.get(*one);
            leave_out_parts(listed, |one| {
                let target = model.targets.get(*one);
                (target.indicator, &target.part)
            });
            listed.sort_by_key(|one| order(model, target(one).indicator));
        }
        figures
    }

    /// All that was reported of an indicator: the newest period first, the whole before its parts,
    /// each followed by what it supersedes.
    #[must_use]
    pub fn of_indicator(&self, one: Ref<Indicator>) -> &[Ref<Observation>] {
        &self.of_indicator[one.index()]
    }

    /// What was reported for a period that has a page and for parts of it, in the order of the
    /// indicators. Of an indicator that was reported as a whole only that is listed; its parts are
    /// on its page, and figures of projects on theirs.
    #[must_use]
    pub fn in_period(&self, period: Period) -> &[Ref<Observation>] {
        self.in_period.get(&period).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same for any period that a text asks for.
    #[must_use]
    pub fn within(&self, model: &Model, period: Period) -> Vec<Ref<Observation>> {
        match self.in_period.get(&period) {
            Some(found) => found.clone(),
            None => in_period(model, &self.by_day, period),
        }
    }

    /// The targets of an indicator: the newest period first, the whole before its parts. Those of
    /// projects, of which there are many, stand on the pages of their projects.
    #[must_use]
    pub fn targets_of_indicator(&self, one: Ref<Indicator>) -> &[Ref<Target>] {
        &self.targets_of_indicator[one.index()]
    }

    /// The targets of a period, likewise.
    #[must_use]
    pub fn targets_in_period(&self, period: Period) -> &[Ref<Target>] {
        self.targets_in_period.get(&period).map(Vec::as_slice).unwrap_or_default()
    }

    /// The newest result of each indicator that speaks of a member of a dimension and of nothing
    /// finer; of an indicator that has only finer ones, the newest of each.
    #[must_use]
    pub fn about(&self, member: Member) -> &[Ref<Observation>] {
        self.about.get(&member).map(Vec::as_slice).unwrap_or_default()
    }

    /// The targets that are for a member of a dimension, or for a part of that.
    #[must_use]
    pub fn targets_about(&self, member: Member) -> &[Ref<Target>] {
        self.targets_about.get(&member).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The targets of each member of a dimension, by the order of their indicators; there the newest
/// period first.
fn targets_about(model: &Model) -> BTreeMap<Member, Vec<Ref<Target>>> {
    let mut about: BTreeMap<Member, Vec<Ref<Target>>> = BTreeMap::new();
    for (one, target) in model.targets.iter() {
        for member in target.part.iter() {
            about.entry(*member).or_default().push(one);
        }
    }
    for listed in about.values_mut() {
        listed.sort_by_key(|one| {
            let target = model.targets.get(*one);
            let order = order(model, target.indicator);
            (order, Reverse(target.period.last_day()), target.part.clone())
        });
    }
    about
}

/// Where an indicator stands in lists.
fn order(model: &Model, one: Ref<Indicator>) -> (u32, usize) {
    (model.indicators.get(one).weight, one.index())
}

/// Leaves out the parts of what is there as a whole, and what is of a single project where
/// anything else is there.
fn leave_out_parts<'m, T>(listed: &mut Vec<T>, told: impl Fn(&T) -> (Ref<Indicator>, &'m Members)) {
    let wholes = listed.iter().map(&told).filter(|(_, part)| part.is_whole());
    let wholes: BTreeSet<_> = wholes.map(|(indicator, _)| indicator).collect();
    let has_others = listed.iter().any(|one| !told(one).1.is_of_project());
    listed.retain(|one| {
        let (indicator, part) = told(one);
        let is_told_otherwise = wholes.contains(&indicator) || (has_others && part.is_of_project());
        part.is_whole() || !is_told_otherwise
    });
}

fn of_indicator(model: &Model) -> Vec<Vec<Ref<Observation>>> {
    let all = &model.observations;
    let mut current = vec![Vec::new(); model.indicators.n_numbers()];
    for (one, found) in all.iter() {
        current[found.indicator.index()].push(one);
    }
    for listed in &mut current {
        listed.sort_by_key(|one| {
            let found = all.get(*one);
            Reverse((found.period.last_day(), found.is_whole()))
        });
        let with_earlier = listed.iter().flat_map(|one| {
            let earlier = all.revisions().superseded_by(*one).map(|earlier| earlier.record);
            std::iter::once(*one).chain(earlier)
        });
        *listed = with_earlier.collect();
    }
    current
}

fn targets_of_indicator(model: &Model) -> Vec<Vec<Ref<Target>>> {
    let mut targets = vec![Vec::new(); model.indicators.n_numbers()];
    for (one, target) in model.targets.iter().filter(|(_, one)| !one.part.is_of_project()) {
        targets[target.indicator.index()].push(one);
    }
    for listed in &mut targets {
        listed.sort_by_key(|one| {
            let target = model.targets.get(*one);
            (Reverse(target.period.last_day()), target.part.clone())
        });
    }
    targets
}

/// All observations by their periods, those that begin on one day in the order of the ledger.
fn by_day(model: &Model) -> Vec<(Period, Ref<Observation>)> {
    let all = model.observations.iter();
    let mut by_day: Vec<_> = all.map(|(one, found)| (*found.period, one)).collect();
    by_day.sort_by_key(|(period, one)| (period.first_day(), one.index()));
    by_day
}

fn in_period(
    model: &Model,
    by_day: &[(Period, Ref<Observation>)],
    period: Period,
) -> Vec<Ref<Observation>> {
    let (first, last) = (period.first_day(), period.last_day());
    let begins = by_day.partition_point(|(one, _)| one.first_day() < first);
    let begun = by_day[begins..].iter().take_while(|(one, _)| one.first_day() <= last);
    let found = begun.filter(|(one, _)| period.contains_period(*one));
    let mut found: Vec<_> = found.map(|(_, one)| *one).collect();
    found.sort_unstable_by_key(|one| one.index());
    let observation = |one: &Ref<Observation>| model.observations.get(*one);
    leave_out_parts(&mut found, |one| {
        let found = model.observations.get(*one);
        (found.indicator, &found.part)
    });
    found.sort_by_key(|one| {
        let found = observation(one);
        (order(model, found.indicator), found.period.first_day(), !found.is_whole())
    });
    found
}

fn about(model: &Model) -> BTreeMap<Member, Vec<Ref<Observation>>> {
    let mut about: BTreeMap<Member, Vec<Ref<Observation>>> = BTreeMap::new();
    for (one, found) in model.observations.iter() {
        for member in found.part.iter() {
            about.entry(*member).or_default().push(one);
        }
    }
    let observation = |one: &Ref<Observation>| model.observations.get(*one);
    for listed in about.values_mut() {
        let alone = listed.iter().map(&observation).filter(|found| found.part.only().is_some());
        let alone: BTreeSet<_> = alone.map(|found| found.indicator).collect();
        listed.retain(|one| {
            let found = observation(one);
            found.part.only().is_some() || !alone.contains(&found.indicator)
        });
        listed.sort_by_key(|one| {
            let found = observation(one);
            (order(model, found.indicator), found.part.clone(), Reverse(found.rank()))
        });
        listed.dedup_by_key(|one| {
            let found = observation(one);
            (found.indicator, found.part.clone())
        });
    }
    about
}

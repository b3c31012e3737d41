//! Which records known ones refer to, so that they are there with their names.

use super::super::declared::{AnyRef, Declared};
use super::super::{Collection, Model, Ref, Visit};
use super::knowing::Knowing;
use super::reduce::Reduce;

/// Which records of each collection known ones refer to, by their numbers.
#[derive(Debug)]
pub(super) struct Referred {
    pub(super) categories: Vec<bool>,
    pub(super) regions: Vec<bool>,
    pub(super) parks: Vec<bool>,
    pub(super) industries: Vec<bool>,
    pub(super) organizations: Vec<bool>,
    pub(super) projects: Vec<bool>,
    pub(super) indicators: Vec<bool>,
}

fn mark<T>(marks: &mut [bool], references: impl IntoIterator<Item = Ref<T>>) {
    references.into_iter().for_each(|one| marks[one.index()] = true);
}

/// Marks what the known records of a collection refer to.
fn by_all<T: Reduce + Declared>(
    records: &Collection<T>,
    knowing: &Knowing<'_>,
    referred: &mut Referred,
) {
    let known =
        records.all().map(|(_, record)| record).filter(|record| record.known(knowing).is_some());
    known.for_each(|record| record.visit_fields(referred));
}

impl Visit<'_> for Referred {
    fn refers(&mut self, to: AnyRef) {
        match to {
            AnyRef::Region(one) => mark(&mut self.regions, [one]),
            AnyRef::Park(one) => mark(&mut self.parks, [one]),
            AnyRef::Industry(one) => mark(&mut self.industries, [one]),
            AnyRef::Organization(one) => mark(&mut self.organizations, [one]),
            AnyRef::Project(one) => mark(&mut self.projects, [one]),
            AnyRef::Indicator(one) => mark(&mut self.indicators, [one]),
            AnyRef::Category(one) => mark(&mut self.categories, [one]),
            _ => {}
        }
    }
}

impl Referred {
    pub(super) fn new(model: &Model, knowing: &Knowing<'_>) -> Self {
        let mut referred = Self {
            categories: vec![false; model.site.categories.n_numbers()],
            regions: vec![false; model.regions.n_numbers()],
            parks: vec![false; model.parks.n_numbers()],
            industries: vec![false; model.industries.n_numbers()],
            organizations: vec![false; model.organizations.n_numbers()],
            projects: vec![false; model.projects.n_numbers()],
            indicators: vec![false; model.indicators.n_numbers()],
        };
        by_all(&model.projects, knowing, &mut referred);
        by_all(&model.parks, knowing, &mut referred);
        by_all(&model.industries, knowing, &mut referred);
        by_all(&model.organizations, knowing, &mut referred);
        by_all(&model.events, knowing, &mut referred);
        by_all(&model.documents, knowing, &mut referred);
        by_all(&model.targets, knowing, &mut referred);
        by_all(&model.observations, knowing, &mut referred);
        referred.by_indicators(model, knowing);
        referred
    }

    /// An indicator that is there says what it is a part of and what it is computed from, whether
    /// or not the rest of it is known.
    fn by_indicators(&mut self, model: &Model, knowing: &Knowing<'_>) {
        let mut is_done = vec![false; self.indicators.len()];
        let next = |is_done: &[bool], referred: &[bool]| {
            model.indicators.iter().find(|(one, indicator)| {
                let number = one.index();
                !is_done[number] && (referred[number] || indicator.known(knowing).is_some())
            })
        };
        while let Some((one, indicator)) = next(&is_done, &self.indicators) {
            is_done[one.index()] = true;
            indicator.visit_fields(self);
        }
    }
}

//! Which records known ones refer to, so that they are there with their names.

use super::super::Category;
use super::super::Collection;
use super::super::Event;
use super::super::Filter;
use super::super::Indicator;
use super::super::Industry;
use super::super::Model;
use super::super::Organization;
use super::super::Park;
use super::super::Party;
use super::super::Project;
use super::super::Ref;
use super::super::Region;
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

fn known<'a, T: Reduce>(
    records: &'a Collection<T>,
    knowing: &'a Knowing<'_>,
) -> impl Iterator<Item = &'a T> {
    records.records().filter(|record| record.known(knowing).is_some())
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
        known(&model.projects, knowing).for_each(|project| referred.by_project(project));
        known(&model.parks, knowing).for_each(|park| referred.by_park(park));
        known(&model.industries, knowing).for_each(|one: &Industry| {
            mark(&mut referred.regions, one.regions.iter().copied());
        });
        known(&model.organizations, knowing).for_each(|one: &Organization| {
            mark(&mut referred.parks, one.park);
        });
        known(&model.events, knowing).for_each(|event| referred.by_event(event));
        known(&model.documents, knowing).for_each(|one| referred.by_parties(&one.issuer));
        for target in model.targets.iter().filter(|target| target.known(knowing).is_some()) {
            mark(&mut referred.indicators, [target.indicator]);
        }
        for found in model.observations.iter().filter(|found| found.known(knowing).is_some()) {
            mark(&mut referred.indicators, [found.indicator]);
            referred.by_filter(&found.part);
        }
        referred.by_indicators(model, knowing);
        referred
    }

    fn by_project(&mut self, project: &Project) {
        mark(&mut self.parks, project.park);
        mark(&mut self.regions, project.region);
        mark(&mut self.industries, project.industries.iter().copied());
        mark(&mut self.categories, project.categories.iter().copied());
        self.by_parties(project.investors.iter().chain(&project.partners));
    }

    fn by_park(&mut self, park: &Park) {
        mark::<Region>(&mut self.regions, park.region);
        mark(&mut self.industries, park.industries.iter().copied());
    }

    fn by_event(&mut self, event: &Event) {
        mark(&mut self.regions, event.region);
        mark(&mut self.parks, event.park);
        mark(&mut self.projects, event.projects.iter().copied());
        self.by_parties(&event.participants);
    }

    fn by_parties<'p>(&mut self, parties: impl IntoIterator<Item = &'p Party>) {
        let organizations = parties.into_iter().filter_map(|party| match party {
            Party::Organization(one) => Some(*one),
            Party::Named(_) => None,
        });
        mark(&mut self.organizations, organizations);
    }

    fn by_filter(&mut self, filter: &Filter) {
        mark::<Category>(&mut self.categories, filter.category);
        mark(&mut self.industries, filter.industry);
        mark(&mut self.parks, filter.park);
        mark(&mut self.regions, filter.region);
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
            mark::<Indicator>(&mut self.indicators, indicator.breakdown_of);
            indicator.measure.iter().for_each(|measure| self.by_filter(&measure.filter));
        }
    }
}

//! What belongs together, found once: projects by park, milestones by year, what rests on a source.

use super::happenings::{Key, key};
use super::{Happening, Kind, schedule};
use crate::model::changes::Since;
use crate::model::{
    AnyRecord, AnyRef, Category, Citation, Event, Model, Observation, Party, Project, Ref,
    StageIndex, each_citation_of, each_words_of,
};
use crate::value::Period;
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many rows of a list stand on one page, so that no page grows with the ledger. A table of
/// 500 rows is about 300 kB of HTML, which a phone still lays out at once.
pub const PART_ROWS: usize = 500;

/// How many entries of a timeline stand on the page of a park or region; with more of them it has
/// a page for its timeline.
pub const LATEST: usize = 30;

/// Lists of references, each in the order of the ledger.
#[derive(Debug, Default)]
pub struct Index {
    /// The stage of each project on the as-of day, by the project's number.
    pub stages: Vec<Option<StageIndex>>,
    /// Projects of each park.
    pub by_park: Vec<Vec<Ref<Project>>>,
    /// Projects of each region.
    pub by_region: Vec<Vec<Ref<Project>>>,
    /// Projects of each industry.
    pub by_industry: Vec<Vec<Ref<Project>>>,
    /// Projects in which each organization invests or takes part.
    pub by_organization: Vec<Vec<Ref<Project>>>,
    /// Projects at each stage.
    pub by_stage: Vec<Vec<Ref<Project>>>,
    /// Projects of each category.
    pub by_category: Vec<Vec<Ref<Project>>>,
    /// Events that name each project.
    pub events_of_project: BTreeMap<Ref<Project>, Vec<Ref<Event>>>,
    /// Stages that a project is at.
    pub stages_in_use: Vec<StageIndex>,
    /// Categories that a project is marked as, or that a result speaks of.
    pub categories_in_use: Vec<Ref<Category>>,
    /// What happened in each year, in order of time.
    pub years: BTreeMap<i16, Vec<Happening>>,
    /// What is known but not dated by any source.
    pub undated: Vec<Happening>,
    /// What happened in each park, in order of time, undated things last.
    pub happenings_of_park: Vec<Vec<Happening>>,
    /// What happened in each region, in order of time, undated things last.
    pub happenings_of_region: Vec<Vec<Happening>>,
    /// Every project in the order of the schedule: by park, and those without a dated milestone last.
    pub schedule: Vec<Ref<Project>>,
    /// How many of these have a dated milestone.
    pub n_scheduled: usize,
    /// Periods with a page: those with targets or claims, and those with results that lie in no
    /// other; newest first.
    pub periods: Vec<Period>,
    /// Folders of written pages, in the order of their names.
    pub sections: Vec<String>,
    /// Records and figures that rest on each source.
    pub resting: Vec<Vec<Resting>>,
    /// Whether milestones or facts of each project print figures of the ledger.
    pub binding: Vec<bool>,
    /// What has changed since the edition before; `None` if there is none.
    pub since: Option<Arc<Since>>,
    /// The names of the data sets that have rows.
    pub data_sets: Vec<&'static str>,
}

/// A record or a part of one that cites a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resting {
    /// A record as a whole, or a part of it.
    Record(AnyRef),
    /// A written page, by its number.
    Page(usize),
}

impl Index {
    /// Goes through the model once.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut index = Self {
            stages: vec![None; model.projects.n_numbers()],
            by_park: vec![Vec::new(); model.parks.n_numbers()],
            by_region: vec![Vec::new(); model.regions.n_numbers()],
            by_industry: vec![Vec::new(); model.industries.n_numbers()],
            by_organization: vec![Vec::new(); model.organizations.n_numbers()],
            by_stage: vec![Vec::new(); model.site.stages.len()],
            by_category: vec![Vec::new(); model.site.categories.n_numbers()],
            resting: vec![Vec::new(); model.sources.n_numbers()],
            happenings_of_park: vec![Vec::new(); model.parks.n_numbers()],
            happenings_of_region: vec![Vec::new(); model.regions.n_numbers()],
            periods: periods(model),
            sections: sections(model),
            binding: binding(model),
            ..Self::default()
        };
        for (reference, project) in model.projects.iter() {
            index.add_project(model, reference, project);
        }
        for (reference, event) in model.events.iter() {
            for project in &event.projects {
                index.events_of_project.entry(*project).or_default().push(reference);
            }
            index.add_happening(model, Happening::Event(reference));
        }
        index.stages_in_use = (0..index.by_stage.len())
            .filter(|n| !index.by_stage[*n].is_empty())
            .map(StageIndex)
            .collect();
        index.categories_in_use = model
            .site
            .categories
            .iter()
            .map(|(reference, _)| reference)
            .filter(|one| {
                let of_part = |found: &Observation| found.part.category == Some(*one);
                !index.by_category[one.index()].is_empty()
                    || model.observations.records().any(of_part)
            })
            .collect();
        (index.schedule, index.n_scheduled) = schedule::schedule(model);
        let (years, of_park, of_region) =
            (&mut index.years, &mut index.happenings_of_park, &mut index.happenings_of_region);
        let sort = |happenings: &mut Vec<Happening>| {
            happenings.sort_by_cached_key(|happening| undated_last(key(model, *happening)));
        };
        rayon::join(
            || {
                years.par_iter_mut().for_each(|(_, happenings)| sort(happenings));
                of_park.par_iter_mut().chain(of_region).for_each(sort);
            },
            || add_resting(model, &mut index.resting),
        );
        index
    }

    fn add_project(&mut self, model: &Model, reference: Ref<Project>, project: &Project) {
        let stage = project.stage(model.site.as_of);
        self.stages[reference.index()] = stage;
        if let Some(stage) = stage {
            self.by_stage[stage.0].push(reference);
        }
        if let Some(park) = project.park {
            self.by_park[park.index()].push(reference);
        }
        if let Some(region) = project.region {
            self.by_region[region.index()].push(reference);
        }
        for industry in &project.industries {
            self.by_industry[industry.index()].push(reference);
        }
        for category in &project.categories {
            self.by_category[category.index()].push(reference);
        }
        let parties = project.investors.iter().chain(&project.partners);
        let mut organizations: Vec<_> = parties
            .filter_map(|party| match party {
                Party::Organization(organization) => Some(*organization),
                Party::Named(_) => None,
            })
            .collect();
        organizations.sort_unstable();
        organizations.dedup();
        for organization in organizations {
            self.by_organization[organization.index()].push(reference);
        }
        for number in 0..project.milestones.len() {
            self.add_happening(model, Happening::Milestone(reference, number));
        }
    }

    fn add_happening(&mut self, model: &Model, happening: Happening) {
        if let Some(park) = happening.park(model) {
            self.happenings_of_park[park.index()].push(happening);
        }
        if let Some(region) = happening.region(model) {
            self.happenings_of_region[region.index()].push(happening);
        }
        match happening.when(model).first_day() {
            Some(day) => self.years.entry(day.year()).or_default().push(happening),
            None => self.undated.push(happening),
        }
    }

    /// How many pages the list of a page goes on; 1 for pages without a list that can grow.
    #[must_use]
    pub fn n_parts(&self, model: &Model, kind: Kind) -> usize {
        self.n_rows(model, kind).div_ceil(PART_ROWS).max(1)
    }

    /// How many rows the list of a page has; 0 for pages without a list that can grow.
    #[must_use]
    pub fn n_rows(&self, model: &Model, kind: Kind) -> usize {
        match kind {
            Kind::Projects => model.projects.len(),
            Kind::Park(one) => self.by_park[one.index()].len(),
            Kind::Region(one) => self.by_region[one.index()].len(),
            Kind::Industry(one) => self.by_industry[one.index()].len(),
            Kind::Organization(one) => self.by_organization[one.index()].len(),
            Kind::Stage(one) => self.by_stage[one.0].len(),
            Kind::Category(one) => self.by_category[one.index()].len(),
            Kind::Parks => model.parks.len(),
            Kind::Industries => model.industries.len(),
            Kind::Organizations => model.organizations.len(),
            Kind::Documents => model.documents.len(),
            Kind::Sources => model.sources.len(),
            Kind::Source(one) => self.resting[one.index()].len(),
            Kind::TimelineYear(year) => self.years.get(&year).map_or(0, Vec::len),
            Kind::ParkTimeline(one) => self.happenings_of_park[one.index()].len(),
            Kind::RegionTimeline(one) => self.happenings_of_region[one.index()].len(),
            Kind::Schedule => self.schedule.len(),
            _ => 0,
        }
    }

    /// Whether all years fit on one page.
    #[must_use]
    pub fn timeline_fits(&self) -> bool {
        self.years.values().map(Vec::len).sum::<usize>() <= PART_ROWS
    }

    /// Whether anything has happened or is planned.
    #[must_use]
    pub fn has_timeline(&self) -> bool {
        !self.years.is_empty() || !self.undated.is_empty()
    }
}

/// Finds what rests on each source.
fn add_resting(model: &Model, resting: &mut [Vec<Resting>]) {
    let mut cited = Vec::new();
    let mut add = |citations: &mut dyn Iterator<Item = &Citation>, what: Resting| {
        cited.clear();
        cited.extend(citations.filter(|found| !found.is_later).map(|found| found.source));
        cited.sort_unstable();
        cited.dedup();
        for source in &cited {
            resting[source.index()].push(what);
        }
    };
    let mut earlier = Vec::new();
    model.each_record(&mut |one, record| match one {
        AnyRef::Source(_) => {}
        one if model.is_superseded(one) => earlier.push((one, record)),
        one => add(&mut citations_of(record).into_iter(), Resting::Record(one)),
    });
    for (one, record) in earlier {
        add(&mut citations_of(record).into_iter(), Resting::Record(one));
    }
    for (number, page) in model.pages.iter().enumerate() {
        let mut all = page.texts.iter().flat_map(|(_, text)| &text.citations);
        add(&mut all, Resting::Page(number));
    }
}

fn citations_of(record: &dyn AnyRecord) -> Vec<&Citation> {
    let mut found = Vec::new();
    each_citation_of(record, &mut |citation| found.push(citation));
    found
}
fn undated_last(key: Key) -> (bool, Key) {
    (key.0.is_none(), key)
}

fn binding(model: &Model) -> Vec<bool> {
    let mut binding = vec![false; model.projects.n_numbers()];
    let projects: Vec<(Ref<Project>, &Project)> = model.projects.iter().collect();
    let bind = |(one, project): &(Ref<Project>, &Project)| {
        (!each_words_of(*project).is_empty()).then_some(*one)
    };
    let found: Vec<_> = projects.par_iter().filter_map(bind).collect();
    found.into_iter().for_each(|one| binding[one.index()] = true);
    binding
}

fn periods(model: &Model) -> Vec<Period> {
    let targets = model.targets.records().map(|target| *target.period);
    let claims = model.observations.records().map(|observation| *observation.period);
    let all: BTreeSet<Period> = targets.chain(claims).collect();
    let promised: BTreeSet<Period> = model.targets.records().map(|target| *target.period).collect();
    let mut own: Vec<Period> = all
        .iter()
        .filter(|period| {
            promised.contains(*period)
                || !all.iter().any(|other| other != *period && other.contains_period(**period))
        })
        .copied()
        .collect();
    own.sort_by_key(|period| std::cmp::Reverse((period.last_day(), period.first_day())));
    own
}

/// The folders of written pages, in the order of their names.
pub(super) fn sections(model: &Model) -> Vec<String> {
    let sections: BTreeSet<&str> = model.pages.iter().filter_map(|page| page.section()).collect();
    sections.into_iter().map(str::to_owned).collect()
}

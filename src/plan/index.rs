//! What belongs together, found once: projects by park, milestones by year, what rests on a source.

use super::cited_by::{CitedBy, add_cited_by};
use super::groups::indicators_of_groups;
use super::lists::Lists;
use super::of_project::FiguresOfProject;
use super::timeline_entry::{Key, key};
use super::{Figures, Periods, TimelineEntry, schedule};
use crate::model::changes::Since;
use crate::model::{
    Category, Dependency, Document, Event, Indicator, Member, Model, Observation, Organization,
    Park, Party, Project, RecordKind, Ref, START, StageIndex, note, with_ancestors,
};
use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many rows of a list stand on one page, so that no page grows with the ledger. So many rows
/// of projects are about 150 kB of HTML, of targets with their bars below the 300 kB of a page.
pub const PAGE_ROWS: usize = 300;

/// How many entries of a timeline stand on the page of a park or region; with more of them it has
/// a page for its timeline.
pub const LATEST: usize = 30;

/// The number of the lists of each year,
const YEAR: u8 = 9;
/// of what is not dated,
const UNDATED: u8 = 10;
/// of the schedule,
const SCHEDULE: u8 = 11;
/// whether any project has something,
const EVER: u8 = 12;
/// of the projects of each programme,
const PROGRAMME: u8 = 13;
/// of the events that name each project,
const EVENTS: u8 = 14;
/// of what was reported and promised of each project,
const FIGURES_OF_PROJECT: u8 = 15;
/// of where all figures are listed,
const FIGURES: u8 = 16;
/// whether all years fit on one page,
const FITS: u8 = 17;
/// of what has changed since the edition before,
const SINCE: u8 = 18;
/// of the events in each park,
const EVENTS_OF_PARK: u8 = 19;
/// in which each organization took part,
const EVENTS_OF_ORGANIZATION: u8 = 20;
/// of the documents that each issued,
const DOCUMENTS: u8 = 21;
/// and of the parks of each industry, as dependencies name them.
const PARKS: u8 = 22;

/// Something that projects may have, and that no page speaks of where none ever has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ever {
    /// A stage that was reached.
    Stage,
    /// A park.
    Park,
    /// An investment.
    Investment,
    /// A status that was asserted.
    Status,
}
/// Lists of references, each in the order of the ledger.
#[derive(Debug, Default)]
pub struct Index {
    /// The stage of each project on the as-of day, by the project's number.
    stages: Vec<Option<StageIndex>>,
    /// What any project has, by [`Ever`].
    ever: [bool; 4],
    /// Projects of each park.
    pub by_park: Lists<Ref<Project>>,
    /// Projects of each region.
    pub by_region: Lists<Ref<Project>>,
    /// Projects of each industry.
    pub by_industry: Lists<Ref<Project>>,
    /// Projects in which each organization invests or takes part.
    pub by_organization: Lists<Ref<Project>>,
    /// Projects at each stage.
    pub by_stage: Lists<Ref<Project>>,
    /// Projects of each programme.
    pub by_programme: Lists<Ref<Project>>,
    /// Projects of each category.
    pub by_category: Lists<Ref<Project>>,
    /// Indicators of each group and of those in it.
    pub in_group: Vec<Vec<Ref<Indicator>>>,
    /// Events that name each project.
    pub events_of_project: Lists<Ref<Event>>,
    /// Events in each park.
    pub events_of_park: Lists<Ref<Event>>,
    /// Events in which each organization took part.
    pub events_of_organization: Lists<Ref<Event>>,
    /// Documents that each organization issued.
    pub documents_of_organization: Lists<Ref<Document>>,
    /// Parks of each industry.
    pub parks_of_industry: Lists<Ref<Park>>,
    /// What was reported and promised of each project.
    figures_of_project: BTreeMap<u32, FiguresOfProject>,
    /// Stages that a project is at.
    pub stages_in_use: Vec<StageIndex>,
    /// Categories that a project is marked as, or that a result speaks of.
    pub categories_in_use: Vec<Ref<Category>>,
    /// What happened in each year, in order of time.
    years: BTreeMap<i16, Vec<TimelineEntry>>,
    /// What is known but not dated by any source.
    undated: Vec<TimelineEntry>,
    /// What happened in each park, in order of time, undated things last.
    pub timeline_entries_of_park: Lists<TimelineEntry>,
    /// What happened in each region, in order of time, undated things last.
    pub timeline_entries_of_region: Lists<TimelineEntry>,
    /// Every project in the order of the schedule: by park, and those without a dated milestone last.
    schedule: Vec<Ref<Project>>,
    /// How many of these have a dated milestone.
    pub n_scheduled: usize,
    /// Periods with a page: those with targets or claims, and those with results that lie in no
    /// other; newest first.
    pub periods: Periods,
    /// Which observations and targets are listed where.
    figures: Figures,
    /// Folders of written pages, in the order of their names.
    pub sections: Vec<String>,
    /// Records and figures that rest on each source.
    pub cited_by: Lists<CitedBy>,
    /// What has changed since the edition before; `None` if there is none.
    since: Option<Arc<Since>>,
    /// The names of the data sets that have rows.
    pub data_sets: Vec<&'static str>,
}

impl Index {
    /// Goes through the model once.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut index = Self {
            stages: vec![None; model.projects.n_numbers()],
            by_park: Lists::new(0, model.parks.n_numbers()),
            by_region: Lists::new(1, model.regions.n_numbers()),
            by_industry: Lists::new(2, model.industries.n_numbers()),
            by_organization: Lists::new(3, model.organizations.n_numbers()),
            by_stage: Lists::new(4, model.site.stages.len()),
            by_category: Lists::new(5, model.site.categories.n_numbers()),
            by_programme: Lists::new(PROGRAMME, model.projects.n_numbers()),
            cited_by: Lists::new(8, model.sources.n_numbers()),
            timeline_entries_of_park: Lists::new(6, model.parks.n_numbers()),
            timeline_entries_of_region: Lists::new(7, model.regions.n_numbers()),
            sections: sections(model),
            in_group: indicators_of_groups(model),
            figures_of_project: FiguresOfProject::of_all(model),
            events_of_project: Lists::new(EVENTS, model.projects.n_numbers()),
            events_of_park: Lists::new(EVENTS_OF_PARK, model.parks.n_numbers()),
            events_of_organization: Lists::new(
                EVENTS_OF_ORGANIZATION,
                model.organizations.n_numbers(),
            ),
            documents_of_organization: Lists::new(DOCUMENTS, model.organizations.n_numbers()),
            parks_of_industry: Lists::new(PARKS, model.industries.n_numbers()),
            ..Self::default()
        };
        let add_all = || {
            index.periods = Periods::new(model);
            index.figures = Figures::new(model, &index.periods);
            for (reference, project) in model.projects.iter() {
                index.add_project(model, reference, project);
            }
        };
        let (schedule, ()) = rayon::join(|| schedule::schedule(model), add_all);
        (index.schedule, index.n_scheduled) = schedule;
        for (reference, event) in model.events.iter() {
            index.add_event(model, reference, event);
        }
        for (reference, document) in model.documents.iter() {
            if let Some(Party::Organization(one)) = &document.issuer {
                index.documents_of_organization.of[one.index()].push(reference);
            }
        }
        for (reference, park) in model.parks.iter() {
            let industries: BTreeSet<_> = park.industries.iter().collect();
            for industry in industries {
                index.parks_of_industry.of[industry.index()].push(reference);
            }
        }
        index.stages_in_use = (0..index.by_stage.of.len())
            .filter(|n| !index.by_stage.of[*n].is_empty())
            .map(StageIndex)
            .collect();
        index.categories_in_use = model
            .site
            .categories
            .iter()
            .map(|(reference, _)| reference)
            .filter(|one| {
                let of_part = |found: &Observation| found.part.contains(&Member::Category(*one));
                !index.by_category.of[one.index()].is_empty()
                    || model.observations.records().any(of_part)
            })
            .collect();
        let (years, of_park, of_region) = (
            &mut index.years,
            &mut index.timeline_entries_of_park.of,
            &mut index.timeline_entries_of_region.of,
        );
        let sort = |timeline_entries: &mut Vec<TimelineEntry>| {
            timeline_entries
                .sort_by_cached_key(|timeline_entry| undated_last(key(model, *timeline_entry)));
        };
        rayon::join(
            || {
                years.par_iter_mut().for_each(|(_, timeline_entries)| sort(timeline_entries));
                of_park.par_iter_mut().chain(of_region).for_each(sort);
            },
            || add_cited_by(model, &mut index.cited_by.of),
        );
        index
    }

    fn add_project(&mut self, model: &Model, reference: Ref<Project>, project: &Project) {
        let stage = project.stage(model.site.as_of);
        self.stages[reference.index()] = stage;
        let has = [
            stage.is_some(),
            project.park.is_some(),
            project.investment.is_some(),
            !project.status.is_empty(),
        ];
        self.ever = std::array::from_fn(|one| self.ever[one] || has[one]);
        if let Some(stage) = stage {
            self.by_stage.of[stage.0].push(reference);
        }
        if let Some(park) = project.park {
            self.by_park.of[park.index()].push(reference);
        }
        for region in with_ancestors(model, &project.regions) {
            self.by_region.of[region.index()].push(reference);
        }
        if let Some(programme) = project.parent {
            self.by_programme.of[programme.index()].push(reference);
        }
        for industry in with_ancestors(model, &project.industries) {
            self.by_industry.of[industry.index()].push(reference);
        }
        for category in &project.categories {
            self.by_category.of[category.index()].push(reference);
        }
        for organization in organizations(project.parties.iter()) {
            self.by_organization.of[organization.index()].push(reference);
        }
        for (number, _) in project.in_force() {
            self.add_timeline_entry(model, TimelineEntry::Milestone(reference, number));
        }
    }

    fn add_event(&mut self, model: &Model, reference: Ref<Event>, event: &Event) {
        for project in &event.projects {
            self.events_of_project.of[project.index()].push(reference);
        }
        if let Some(park) = event.park {
            self.events_of_park.of[park.index()].push(reference);
        }
        for organization in organizations(&event.participants) {
            self.events_of_organization.of[organization.index()].push(reference);
        }
        self.add_timeline_entry(model, TimelineEntry::Event(reference));
    }

    fn add_timeline_entry(&mut self, model: &Model, timeline_entry: TimelineEntry) {
        if let Some(park) = timeline_entry.park(model) {
            self.timeline_entries_of_park.of[park.index()].push(timeline_entry);
        }
        for region in with_ancestors(model, timeline_entry.regions(model)) {
            self.timeline_entries_of_region.of[region.index()].push(timeline_entry);
        }
        match timeline_entry.when(model).first_day() {
            Some(day) => self.years.entry(day.year()).or_default().push(timeline_entry),
            None => self.undated.push(timeline_entry),
        }
    }

    /// The folder that a written page is in, by its number.
    #[must_use]
    pub fn section_of(&self, model: &Model, number: usize) -> Option<usize> {
        let name = model.pages[number].section()?;
        self.sections.iter().position(|known| known == name)
    }

    /// The stage of a project on the as-of day.
    #[must_use]
    pub fn stage(&self, project: Ref<Project>) -> Option<StageIndex> {
        note(Dependency::Record(RecordKind::Project, project.number()));
        self.stages[project.index()]
    }

    /// What was reported and promised of a project, if anything was.
    #[must_use]
    pub fn figures_of_project(&self, project: Ref<Project>) -> Option<&FiguresOfProject> {
        note(Dependency::List(FIGURES_OF_PROJECT, project.number()));
        self.figures_of_project.get(&project.number())
    }

    /// Which observations and targets are listed where.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        note(Dependency::List(FIGURES, 0));
        &self.figures
    }

    /// Whether any project has something.
    #[must_use]
    pub fn ever(&self, one: Ever) -> bool {
        note(Dependency::List(EVER, one as u32));
        self.ever[one as usize]
    }

    /// The years in which something happened.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i16> + '_ {
        self.years.keys().copied()
    }

    /// What happened in a year, in order of time.
    #[must_use]
    pub fn year(&self, year: i16) -> &[TimelineEntry] {
        note(Dependency::List(YEAR, year.cast_unsigned().into()));
        self.years.get(&year).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is known but not dated by any source.
    #[must_use]
    pub fn undated(&self) -> &[TimelineEntry] {
        note(Dependency::List(UNDATED, 0));
        &self.undated
    }

    /// Every project in the order of the schedule: by park, and those without a dated milestone
    /// last.
    #[must_use]
    pub fn schedule(&self) -> &[Ref<Project>] {
        note(Dependency::List(SCHEDULE, 0));
        &self.schedule
    }

    /// What has changed since the edition before; `None` if there is none.
    #[must_use]
    pub fn since(&self) -> Option<&Since> {
        note(Dependency::List(SINCE, 0));
        self.since.as_deref()
    }

    /// The same index, of an edition after another.
    pub fn set_since(&mut self, since: Option<Arc<Since>>) {
        self.since = since;
    }

    /// What belongs to a group, or the start of it, as a text that is another if that is.
    #[must_use]
    pub fn told(&self, one: Dependency) -> String {
        let (list, of, n_told) = match one {
            Dependency::List(list, of) => (list, of, usize::MAX),
            Dependency::Start(list, of) => (list, of, START),
            _ => return String::new(),
        };
        let group = of as usize;
        let projects = [
            &self.by_park,
            &self.by_region,
            &self.by_industry,
            &self.by_organization,
            &self.by_stage,
            &self.by_category,
            &self.by_programme,
        ];
        let timeline_entries = [&self.timeline_entries_of_park, &self.timeline_entries_of_region];
        if let Some(lists) = projects.into_iter().find(|lists| lists.number == list) {
            return lists.told(group, n_told);
        }
        if let Some(lists) = timeline_entries.into_iter().find(|lists| lists.number == list) {
            return lists.told(group, n_told);
        }
        match list {
            YEAR => format!(
                "{:?}",
                i16::try_from(of.cast_signed()).ok().map(|year| self.years.get(&year))
            ),
            UNDATED => format!("{:?}", self.undated),
            SCHEDULE => format!("{:?}", self.schedule),
            EVER => format!("{:?}", self.ever.get(group)),
            EVENTS => self.events_of_project.told(group, n_told),
            EVENTS_OF_PARK => self.events_of_park.told(group, n_told),
            EVENTS_OF_ORGANIZATION => self.events_of_organization.told(group, n_told),
            DOCUMENTS => self.documents_of_organization.told(group, n_told),
            PARKS => self.parks_of_industry.told(group, n_told),
            FIGURES_OF_PROJECT => format!("{:?}", self.figures_of_project.get(&of)),
            FIGURES => format!("{:?}", self.figures),
            FITS => format!("{}", self.fits()),
            SINCE => format!("{:?}", self.since),
            _ => self.cited_by.told(group, n_told),
        }
    }

    /// What every page is taken to be made from, as a text that is another if it is: which kinds of
    /// things there are at all, and what decides which pages there are.
    #[must_use]
    pub fn told_to_all(&self) -> String {
        let Self { stages_in_use, categories_in_use, in_group, periods, sections, .. } = self;
        let used = (stages_in_use, categories_in_use, in_group);
        format!("{used:?} {:?} {sections:?} {:?}", (periods, self.n_scheduled), self.data_sets)
    }

    /// Whether all years fit on one page.
    #[must_use]
    pub fn timeline_fits(&self) -> bool {
        note(Dependency::List(FITS, 0));
        self.fits()
    }

    fn fits(&self) -> bool {
        self.years.values().map(Vec::len).sum::<usize>() <= PAGE_ROWS
    }

    /// Whether anything has happened or is planned.
    #[must_use]
    pub fn has_timeline(&self) -> bool {
        !self.years.is_empty() || !self.undated.is_empty()
    }
}

/// The organizations among those who take part, each once.
fn organizations<'p>(parties: impl IntoIterator<Item = &'p Party>) -> BTreeSet<Ref<Organization>> {
    let known = parties.into_iter().filter_map(|party| match party {
        Party::Organization(organization) => Some(*organization),
        Party::Named(_) => None,
    });
    known.collect()
}

fn undated_last(key: Key) -> (bool, Key) {
    (key.0.is_none(), key)
}

/// How many related projects the page of a project lists.
const RELATED: usize = START - 1;

/// Other projects of the same park, or else of the same industry, that the page of a project
/// leads to.
pub fn related<'a>(
    model: &Model,
    index: &'a Index,
    one: Ref<Project>,
) -> impl Iterator<Item = Ref<Project>> + use<'a> {
    let project = model.projects.get(one);
    let near: &[Ref<Project>] = match (project.park, project.industries.first()) {
        (Some(park), _) => index.by_park.start(park.index()),
        (None, Some(industry)) => index.by_industry.start(industry.index()),
        (None, None) => &[],
    };
    near.iter().copied().filter(move |other| *other != one).take(RELATED)
}

/// The folders of written pages, in the order of their names.
pub(crate) fn sections(model: &Model) -> Vec<String> {
    let sections: BTreeSet<&str> = model.pages.iter().filter_map(|page| page.section()).collect();
    sections.into_iter().map(str::to_owned).collect()
}

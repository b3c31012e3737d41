//! The order of milestones and events, and the headings that they stand under.
//!
//! One rule: entries go by the first day that their date can mean, the exact before the vague.
//! What spans months (a quarter, a half-year, a year) has a heading of its own, which stands after
//! the months it spans, in whichever direction a list runs.

use crate::model::{Citation, Event, MilestoneStatus, Model, Park, Project, Ref, Region, When};
use crate::value::Period;
use jiff::civil::Date;
use std::cmp::Reverse;

/// Something that happened or is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimelineEntry {
    /// A milestone of a project, by its number there.
    Milestone(Ref<Project>, usize),
    /// An event.
    Event(Ref<Event>),
}

impl TimelineEntry {
    /// When it happened or is to happen.
    #[must_use]
    pub fn when(self, model: &Model) -> When {
        match self {
            Self::Milestone(project, number) => model.projects.get(project).milestones[number].when,
            Self::Event(event) => model.events.get(event).when,
        }
    }

    /// Whether it has happened by the site's day, so that it is not told of as a plan.
    #[must_use]
    pub fn is_done(self, model: &Model) -> bool {
        self.milestone_status(model) == MilestoneStatus::Done
    }

    /// How far it has come.
    #[must_use]
    pub fn milestone_status(self, model: &Model) -> MilestoneStatus {
        let as_of = model.site.as_of;
        match self {
            Self::Milestone(project, number) => {
                let project = model.projects.get(project);
                project.milestone_status(&project.milestones[number], as_of)
            }
            Self::Event(event) => model.events.get(event).milestone_status(&model.sources, as_of),
        }
    }

    /// Where it is said.
    #[must_use]
    pub fn citations(self, model: &Model) -> &[Citation] {
        match self {
            Self::Milestone(project, number) => {
                &model.projects.get(project).milestones[number].citations
            }
            Self::Event(event) => &model.events.get(event).header.citations,
        }
    }

    /// The park it belongs to.
    #[must_use]
    pub fn park(self, model: &Model) -> Option<Ref<Park>> {
        match self {
            Self::Milestone(project, _) => model.projects.get(project).park,
            Self::Event(event) => model.events.get(event).park,
        }
    }

    /// The parts of the territory it belongs to; an event has that of its park.
    pub(super) fn regions(self, model: &Model) -> &[Ref<Region>] {
        match self {
            Self::Milestone(project, _) => &model.projects.get(project).regions,
            Self::Event(event) => {
                let event = model.events.get(event);
                let of_park = event.park.map(|park| model.parks.get(park).region.as_slice());
                match event.region.as_slice() {
                    [] => of_park.unwrap_or_default(),
                    own => own,
                }
            }
        }
    }
}

/// The heading that a date stands under: the month it begins in, or else the quarter, half-year or
/// year that is all that is known; `None` for what no source dates.
#[must_use]
pub fn heading(when: When) -> Option<Period> {
    match when {
        When::Dated(
            date @ (Period::Year(_)
            | Period::Half(..)
            | Period::Quarter(..)
            | Period::Reporting(..)),
        ) => Some(date),
        _ => when.first_day().map(Period::month_of),
    }
}

/// By what a list is sorted that begins with the oldest.
pub(super) type Key = (Option<(Date, u32)>, Option<(Date, Date)>, TimelineEntry);

/// See [`Key`].
pub(super) fn key(model: &Model, timeline_entry: TimelineEntry) -> Key {
    let when = timeline_entry.when(model);
    let under = heading(when).map(|heading| (heading.last_day(), heading.n_days()));
    let first = when.first_day();
    let days = first.map(|first| (first, when.date().map_or(first, Period::last_day)));
    (under, days, timeline_entry)
}

/// The entries under their headings, from a list that begins with the oldest.
#[must_use]
pub fn oldest_first(
    model: &Model,
    timeline_entries: &[TimelineEntry],
) -> Vec<(Option<Period>, Vec<TimelineEntry>)> {
    let under = |timeline_entry: &TimelineEntry| heading(timeline_entry.when(model));
    let groups = timeline_entries.chunk_by(|one, other| under(one) == under(other));
    groups.map(|group| (under(&group[0]), group.to_vec())).collect()
}

/// The same with the newest first; what is not dated at all comes last.
#[must_use]
pub fn newest_first(
    model: &Model,
    timeline_entries: &[TimelineEntry],
) -> Vec<(Option<Period>, Vec<TimelineEntry>)> {
    let mut groups = oldest_first(model, timeline_entries);
    groups.sort_by_key(|(heading, _)| {
        let days = heading.map(|heading| (Reverse(heading.first_day()), heading.n_days()));
        (days.is_none(), days)
    });
    groups.iter_mut().for_each(|(_, group)| group.reverse());
    groups
}

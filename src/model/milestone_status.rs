//! How far something with a date has come by a day: done, ahead, or planned and not heard of since.

use super::Collection;
use super::event::Event;
use super::project::{Milestone, Project};
use super::record::When;
use super::site::StageIndex;
use super::source::Source;
use jiff::civil::Date;
use std::cmp::Ordering;

/// How far a milestone or an event has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilestoneStatus {
    /// It has happened.
    Done,
    /// It is planned: its time has not passed, or is not stated.
    Planned,
    /// It was planned, its time has passed, and no source reports it.
    Unreported,
    /// It was planned, and another milestone says when that stage was reached.
    Reached(When),
    /// It was planned, and the project has reached a later stage; when it passed this one is not
    /// reported.
    Passed,
    /// It was planned, and the project has ended since, with this stage.
    Ended(StageIndex),
    /// It was planned, and a plan that became known later has taken its place.
    Replaced,
}

impl MilestoneStatus {
    /// What was planned and has not happened, whether or not its time has passed.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Unreported)
    }
}

impl Project {
    /// How far one of its milestones has come by the end of a day.
    #[must_use]
    pub fn milestone_status(&self, milestone: &Milestone, as_of: Date) -> MilestoneStatus {
        if milestone.is_done(as_of) {
            return MilestoneStatus::Done;
        }
        if self.replacing(milestone).is_some() {
            return MilestoneStatus::Replaced;
        }
        let Some(stage) = milestone.stage else { return planned(milestone.when, as_of) };
        if self.meeting(milestone, as_of).is_none()
            && let Some(end) = self.current(as_of).filter(|current| current.ends)
            && !milestone.goes_on_after(end)
            && let Some(ended) = end.stage
        {
            return MilestoneStatus::Ended(ended);
        }
        match self.meeting(milestone, as_of) {
            Some(reached) => MilestoneStatus::Reached(reached.when),
            // It is planned to reach the stage again, after the project was stopped.
            None if self.reached(stage, as_of).is_some() => planned(milestone.when, as_of),
            None if self.stage(as_of).is_some_and(|current| current > stage) => {
                MilestoneStatus::Passed
            }
            None => planned(milestone.when, as_of),
        }
    }
}

impl Milestone {
    /// Whether it is planned for after the project has ended, and not known since before: then the
    /// project is to go on.
    fn goes_on_after(&self, end: &Self) -> bool {
        let known = self.known.zip(end.known).map(|(own, of_end)| own.cmp(&of_end));
        self.is_after(end)
            && match known {
                Some(Ordering::Greater) => true,
                Some(Ordering::Less) => false,
                // An end that is the last of all stages is one for good.
                Some(Ordering::Equal) | None => self.stage > end.stage,
            }
    }
}

impl Event {
    /// How far it has come by the end of a day. What all sources wrote of before it could happen
    /// is an announcement, and says nothing of whether it did.
    #[must_use]
    pub fn milestone_status(&self, sources: &Collection<Source>, as_of: Date) -> MilestoneStatus {
        if self.planned || self.when.is_after(as_of) || self.is_announced_only(sources) {
            return planned(self.when, as_of);
        }
        MilestoneStatus::Done
    }

    fn is_announced_only(&self, sources: &Collection<Source>) -> bool {
        let Some(date) = self.when.date() else { return false };
        let citations = &self.header.citations;
        let before = |day: Date| day < date.first_day();
        let published = |source| sources.get(source).header.published;
        !citations.is_empty()
            && citations.iter().all(|citation| {
                // What came later than the day of the site came later than what has happened by it.
                !citation.is_later
                    && published(citation.source)
                        .is_some_and(|published| before(published.last_day()))
            })
    }
}

fn planned(when: When, as_of: Date) -> MilestoneStatus {
    match when.date() {
        Some(date) if date.last_day() < as_of => MilestoneStatus::Unreported,
        _ => MilestoneStatus::Planned,
    }
}

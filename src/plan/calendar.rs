//! What the calendar file holds.

use super::TimelineEntry;
use super::timeline_entry::key;
use crate::model::Model;
use crate::value::Period;

/// Every event, and every milestone that is planned and not reached, in order of time. What is
/// dated to a year only, or not at all, is no entry of a calendar.
#[must_use]
pub fn calendar(model: &Model) -> Vec<TimelineEntry> {
    let as_of = model.site.as_of;
    let open = model.projects.iter().flat_map(|(reference, project)| {
        let all = project.in_force();
        let open = all.filter(move |(_, one)| project.milestone_status(one, as_of).is_open());
        open.map(move |(number, _)| TimelineEntry::Milestone(reference, number))
    });
    let events = model.events.iter().map(|(reference, _)| TimelineEntry::Event(reference));
    let is_fit = |timeline_entry: &TimelineEntry| {
        timeline_entry.when(model).date().is_some_and(|date| {
            !matches!(date, Period::Year(_) | Period::Years(..) | Period::Reporting(_, None))
        })
    };
    let mut found: Vec<_> = open.chain(events).filter(is_fit).collect();
    found.sort_by_cached_key(|timeline_entry| {
        let (_, days, timeline_entry) = key(model, *timeline_entry);
        (days, timeline_entry)
    });
    found
}

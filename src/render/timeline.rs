//! The timeline: milestones and events under the months and longer spans that they are dated to.

use super::names::stage_name;
use super::scope::Scope;
use super::view::{EntryView, LatestView, LinkView, MonthView};
use crate::model::{EventKind, MilestoneStatus, When};
use crate::plan::{LATEST, Of, PageId, TimelineEntry, newest_first};
use crate::value::Period;

/// One milestone or event.
pub(super) fn entry<'a>(scope: &Scope<'a>, timeline_entry: TimelineEntry) -> EntryView<'a> {
    let model = scope.site.model;
    let (when, milestone_status) =
        (timeline_entry.when(model), timeline_entry.milestone_status(model));
    let (kind, key, kind_word, title, text) = match timeline_entry {
        TimelineEntry::Milestone(one, number) => {
            let milestone = &model.projects.get(one).milestones[number];
            let (key, word) = match milestone.stage {
                Some(stage) => {
                    let key = format!("stage-{}", model.site.stage(stage).id);
                    (key.into(), stage_name(scope, stage).text)
                }
                None => ("milestone".into(), scope.t("kind-milestone-entry", &[]).into()),
            };
            ("milestone", key, word, scope.record(one), milestone.text.as_ref())
        }
        TimelineEntry::Event(one) => {
            let event = model.events.get(one);
            let key = event.kind.key();
            let word = scope.t(key, &[]).into();
            ("event", key.into(), word, scope.record(one), event.place.as_ref())
        }
    };
    let park = timeline_entry.park(model);
    EntryView {
        date: date_words(scope, when, milestone_status),
        datetime: datetime(when),
        kind,
        key,
        kind_word,
        title,
        text: scope.text_opt(text),
        park: park.map(|park| scope.record(park)),
        park_key: park.map(|park| model.parks.id(park).as_str()),
        milestone_status: milestone_status_class(milestone_status),
        standing: standing(scope, milestone_status),
        cites: scope.cite(timeline_entry.citations(model)),
    }
}

/// The words for what is planned, or was; nothing for what has happened.
pub(super) fn standing(scope: &Scope<'_>, milestone_status: MilestoneStatus) -> Option<String> {
    let key = match milestone_status {
        MilestoneStatus::Done => return None,
        MilestoneStatus::Planned => "planned",
        MilestoneStatus::Unreported => "planned-unreported",
        MilestoneStatus::Passed => "planned-passed",
        // The plan that took its place tells of it.
        MilestoneStatus::Replaced => return None,
        MilestoneStatus::Reached(when) => {
            let date = scope.when(when);
            return Some(scope.t("planned-reached", &[("date", &date)]));
        }
    };
    Some(scope.t(key, &[]))
}

/// The class that the mark of an entry is drawn by.
pub(super) const fn milestone_status_class(milestone_status: MilestoneStatus) -> &'static str {
    match milestone_status {
        MilestoneStatus::Done => "past",
        MilestoneStatus::Planned => "future",
        MilestoneStatus::Unreported => "future is-unreported",
        MilestoneStatus::Reached(_) | MilestoneStatus::Passed | MilestoneStatus::Replaced => {
            "future is-former"
        }
    }
}

/// When something happened; a plan without a date is not "by" the day it became known.
pub(super) fn date_words(
    scope: &Scope<'_>,
    when: When,
    milestone_status: MilestoneStatus,
) -> String {
    match (when, milestone_status) {
        (When::KnownBy(_), MilestoneStatus::Done) | (When::Dated(_) | When::Unknown, _) => {
            scope.when(when)
        }
        (When::KnownBy(_), _) => scope.t("date-unknown", &[]),
    }
}

/// The first day in the form of the `datetime` attribute, as precise as the date.
pub(super) fn datetime(when: When) -> Option<String> {
    let date = when.date()?;
    Some(match date {
        Period::Year(year) => format!("{year:04}"),
        Period::Month { .. } => date.to_string(),
        _ => date.first_day().to_string(),
    })
}

/// Entries under their headings, as they stand in a list.
pub(super) fn months<'a>(
    scope: &Scope<'a>,
    groups: Vec<(Option<Period>, Vec<TimelineEntry>)>,
) -> Vec<MonthView<'a>> {
    let month = |(under, timeline_entries): (Option<Period>, Vec<TimelineEntry>)| {
        let entries: Vec<_> = timeline_entries
            .into_iter()
            .map(|timeline_entry| entry(scope, timeline_entry))
            .collect();
        let entries = scope.entries_of(entries);
        let (title, id) = heading_words(scope, under);
        MonthView { title, id, entries }
    };
    groups.into_iter().map(month).collect()
}

/// A heading and its id on the page.
fn heading_words(scope: &Scope<'_>, under: Option<Period>) -> (String, String) {
    match under {
        Some(Period::Year(year)) => {
            let name = scope.locale.year(year);
            (scope.t("month-not-stated", &[("year", &name)]), format!("m{year}-00"))
        }
        Some(period) => (capitalized(&scope.date(period)), format!("m{}", period.slug())),
        None => (scope.t("date-unknown", &[]), "undated-entries".to_owned()),
    }
}

/// A period as a heading begins it: "The first quarter of 2023".
fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// What happened in a group of the site, newest first: all of it, or the latest with a link to all.
pub(super) fn latest<'a>(
    scope: &Scope<'a>,
    timeline_entries: &[TimelineEntry],
    all: PageId,
) -> Option<LatestView<'a>> {
    if timeline_entries.is_empty() || !scope.is_first_part() {
        return None;
    }
    let mut left = LATEST;
    let mut groups = newest_first(scope.site.model, timeline_entries);
    for (_, group) in &mut groups {
        group.truncate(left);
        left -= group.len();
    }
    groups.retain(|(_, group)| !group.is_empty());
    let n_all = timeline_entries.len();
    let more = (n_all > LATEST).then(|| scope.own_link(all, scope.t_n("timeline-all", n_all, &[])));
    Some(LatestView {
        months: months(scope, groups),
        kinds: kinds(scope),
        more,
        schedule: scope.link_to("schedule", "schedule-link"),
    })
}

/// Every kind that an entry can have, in the order that readers choose from.
pub(super) fn kinds(scope: &Scope<'_>) -> String {
    let stages = scope.site.model.site.stages.iter().map(|stage| format!("stage-{}", stage.id));
    let events = EventKind::WORDS.iter().map(|(_, kind)| kind.key().to_owned());
    let all: Vec<_> = stages.chain(["milestone".to_owned()]).chain(events).collect();
    all.join(" ")
}

pub(super) fn year_link<'a>(scope: &Scope<'a>, year: i16) -> LinkView<'a> {
    scope.own_link(scope.page_of(Of::Year(year)), scope.locale.year(year))
}

//! The timeline: milestones and events under the months and longer spans that they are dated to.

use super::cache::Cache;
use super::cites::cite_for_all;
use super::names::stage_name;
use super::scope::Scope;
use super::view::{CiteRefView, DensityView, EntryView, LatestView, LinkView, MonthView};
use crate::model::{EventKind, MilestoneStatus, When};
use crate::plan::{LATEST, Of, PAGE_ROWS, PageId, TimelineEntry, newest_first, numbered_path};
use crate::value::Period;
use jiff::civil::Date;
use std::borrow::Cow;

/// One milestone or event.
pub(super) fn entry<'a>(scope: &Scope<'a>, timeline_entry: TimelineEntry) -> EntryView<'a> {
    let model = scope.site.model;
    let (when, milestone_status) =
        (timeline_entry.when(model), timeline_entry.milestone_status(model));
    let kind_word = kind_word(scope, timeline_entry);
    let (kind, key, title, text) = match timeline_entry {
        TimelineEntry::Milestone(one, number) => {
            let milestone = &model.projects.get(one).milestones[number];
            let stage = milestone.stage.map(|stage| &model.site.stage(stage).id);
            let key = stage.map_or("milestone".into(), |stage| format!("stage-{stage}").into());
            ("milestone", key, scope.record(one), milestone.text.as_ref())
        }
        TimelineEntry::Event(one) => {
            let event = model.events.get(one);
            ("event", event.kind.key().into(), scope.record(one), event.place.as_ref())
        }
    };
    // A page of a park need not say which.
    let park = timeline_entry.park(model).filter(|park| scope.of != Of::Record((*park).into()));
    // The stage is said once.
    let text = scope.text_opt(text).filter(|text| text.text != kind_word);
    EntryView {
        id: address(scope, timeline_entry),
        date: date_words(scope, when, milestone_status),
        datetime: datetime(when),
        kind,
        key,
        kind_word,
        title,
        text,
        park: park.map(|park| scope.record(park)),
        park_key: park.map(|park| model.parks.id(park).as_str()),
        milestone_status: milestone_status_class(milestone_status),
        standing: standing(scope, milestone_status),
        cites: scope.cite(timeline_entry.citations(model)),
    }
}

/// What an entry is known by on every page that it stands on.
fn address(scope: &Scope<'_>, entry: TimelineEntry) -> String {
    let model = scope.site.model;
    let (one, number) = match entry {
        TimelineEntry::Event(one) => return format!("event-{}", model.events.id(one)),
        TimelineEntry::Milestone(one, number) => (one, number),
    };
    let milestones = &model.projects.get(one).milestones;
    let stage = milestones[number].stage;
    let key = stage.map_or("other", |stage| model.site.stage(stage).id.as_str());
    let id = format!("milestone-{}-{key}", model.projects.id(one));
    match milestones[..number].iter().filter(|before| before.stage == stage).count() {
        0 => id,
        n => format!("{id}-{}", n + 1),
    }
}

/// The words for what is planned, or was; nothing for what has happened.
pub(super) fn standing(scope: &Scope<'_>, milestone_status: MilestoneStatus) -> Option<String> {
    let key = match milestone_status {
        MilestoneStatus::Done => return None,
        MilestoneStatus::Planned => "planned",
        MilestoneStatus::Unreported => "planned-unreported",
        MilestoneStatus::Passed => "planned-passed",
        MilestoneStatus::Ended(stage) => {
            return Some(scope.t("planned-ended", &[("stage", &stage_name(scope, stage).text)]));
        }
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
        MilestoneStatus::Reached(_)
        | MilestoneStatus::Passed
        | MilestoneStatus::Ended(_)
        | MilestoneStatus::Replaced => "future is-former",
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

/// How many entries a page shows unfolded: about four screens of a phone.
const UNFOLDED: usize = 40;

/// The marks of a list of entries that all rest on the same.
pub(super) fn cites_of_all<'a, 'e>(
    scope: &Scope<'a>,
    entries: impl IntoIterator<Item = &'e TimelineEntry>,
) -> Vec<CiteRefView> {
    let model = scope.site.model;
    cite_for_all(scope, entries.into_iter().map(|entry| entry.citations(model)))
}

/// Entries under their headings, as they stand in a list, with marks of their own unless the list
/// has one for all. Of many only those under one heading are
/// open: what happened last.
pub(super) fn months<'a>(
    scope: &Scope<'a>,
    groups: Vec<(Option<Period>, Vec<TimelineEntry>)>,
    cites: &[CiteRefView],
) -> Vec<MonthView<'a>> {
    let as_of = scope.site.model.site.as_of;
    let n_all: usize = groups.iter().map(|(_, group)| group.len()).sum();
    let is_folded = n_all > UNFOLDED;
    let begun = groups.iter().filter_map(|(under, _)| *under);
    let begun = begun.filter(|under| under.first_day() <= as_of);
    let last = begun.max_by_key(|under| (under.first_day(), std::cmp::Reverse(under.n_days())));
    let last = last.or_else(|| groups.first().and_then(|(under, _)| *under));
    let month = |(under, timeline_entries): (Option<Period>, Vec<TimelineEntry>)| {
        let n = timeline_entries.len();
        let kinds = if is_folded { kinds_of(scope, &timeline_entries) } else { String::new() };
        let entries: Vec<_> = timeline_entries
            .into_iter()
            .map(|timeline_entry| {
                let entry = entry(scope, timeline_entry);
                if cites.is_empty() { entry } else { EntryView { cites: Vec::new(), ..entry } }
            })
            .collect();
        let entries = scope.entries_of(entries);
        let (title, id) = heading_words(scope, under);
        MonthView {
            title,
            id,
            is_folded,
            is_open: under == last,
            n: if is_folded { scope.t_n("timeline-entries", n, &[]) } else { String::new() },
            kinds,
            entries,
        }
    };
    groups.into_iter().map(month).collect()
}

/// From how many entries on readers can choose among them.
const WORTH_CHOOSING: usize = 8;

/// Whether there is something to choose: several kinds, or several parks.
pub(super) fn has_choices<'e>(
    scope: &Scope<'_>,
    entries: impl IntoIterator<Item = &'e TimelineEntry>,
) -> bool {
    let model = scope.site.model;
    let kind = |entry: &TimelineEntry| match *entry {
        TimelineEntry::Milestone(one, number) => {
            (model.projects.get(one).milestones[number].stage, None)
        }
        TimelineEntry::Event(one) => (None, Some(model.events.get(one).kind)),
    };
    let entries: Vec<_> = entries.into_iter().collect();
    let parks: Vec<_> = entries.iter().filter_map(|entry| entry.park(model)).collect();
    entries.len() >= WORTH_CHOOSING
        && (entries.iter().any(|entry| kind(entry) != kind(entries[0]))
            || parks.iter().any(|park| *park != parks[0]))
}

/// What kinds of entries there are, and how many of each, the most first; plans apart from what has
/// happened.
fn kinds_of(scope: &Scope<'_>, entries: &[TimelineEntry]) -> String {
    let mut counts: Vec<(Cow<'_, str>, bool, usize)> = Vec::new();
    for entry in entries {
        let (word, done) = (kind_word(scope, *entry), entry.is_done(scope.site.model));
        match counts.iter_mut().find(|(known, of_done, _)| *known == word && *of_done == done) {
            Some((_, _, n)) => *n += 1,
            None => counts.push((word, done, 1)),
        }
    }
    counts.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    let count = |(word, done, n): (Cow<'_, str>, bool, usize)| {
        let n = scope.locale.integer(n as u64);
        let key = if done { "kind-count" } else { "kind-count-planned" };
        Some(scope.t(key, &[("kind", &word), ("n", &n)]))
    };
    scope.details(counts.into_iter().map(count)).unwrap_or_default()
}

/// What kind of entry it is, in words: "Signed", "Meeting".
fn kind_word<'a>(scope: &Scope<'a>, entry: TimelineEntry) -> Cow<'a, str> {
    let model = scope.site.model;
    match entry {
        TimelineEntry::Milestone(one, number) => {
            match model.projects.get(one).milestones[number].stage {
                Some(stage) => stage_name(scope, stage).text,
                None => scope.t("kind-milestone-entry", &[]).into(),
            }
        }
        TimelineEntry::Event(one) => scope.t(model.events.get(one).kind.key(), &[]).into(),
    }
}

/// The months of years, which every part of a long year shows.
#[derive(Debug, Default)]
struct YearMonths(Cache<i16, Months>);

type Months = [Month; 12];

/// The entries of a month.
#[derive(Debug, Default, Clone, Copy)]
struct Month {
    n: usize,
    n_done: usize,
    /// The place of the first among those of the year.
    first: usize,
}

fn months_of_year(scope: &Scope<'_>, year: i16) -> Months {
    let mut months = Months::default();
    for (place, one) in scope.site.index.year(year).iter().enumerate() {
        let date = one.when(scope.site.model).date().filter(|date| date.n_days() <= 31);
        let Some(date) = date else { continue };
        let found = &mut months[usize::from(date.first_day().month().unsigned_abs()) - 1];
        if found.n == 0 {
            found.first = place;
        }
        found.n += 1;
        found.n_done += usize::from(one.is_done(scope.site.model));
    }
    months
}

/// How many entries of a year stand in none of its months, in words: those dated to a quarter, a
/// half-year or the year alone.
pub(super) fn vague(scope: &Scope<'_>, year: i16) -> Option<String> {
    let months = scope.site.caches.of::<YearMonths>().0.get(year, || months_of_year(scope, year));
    let n_in_months: usize = months.iter().map(|month| month.n).sum();
    let n = scope.site.index.year(year).len().saturating_sub(n_in_months);
    (n > 0).then(|| scope.t_n("timeline-vague", n, &[]))
}

/// The months of a year as columns, which lead to their entries; nothing of a year with few.
pub(super) fn density<'a>(scope: &Scope<'a>, year: i16) -> Vec<DensityView> {
    if scope.site.index.year(year).len() <= UNFOLDED {
        return Vec::new();
    }
    let months = scope.site.caches.of::<YearMonths>().0.get(year, || months_of_year(scope, year));
    let most = months.iter().map(|month| month.n).max().unwrap_or(0);
    let first = scope.site.path(scope.page_of(Of::Year(year)), scope.lang);
    let height = |n: usize| (n * 100).div_ceil(most.max(1));
    let view = |(number, month): (i8, &Month)| {
        let period = Period::Month(Date::constant(year, number, 1));
        let href = || {
            let part = scope.up_to(&numbered_path(&first, month.first / PAGE_ROWS));
            format!("{part}#m{}", period.slug())
        };
        let done = height(month.n_done);
        DensityView {
            href: (month.n > 0).then(href),
            name: scope.date(period),
            label: number.to_string(),
            n: scope.locale.integer(month.n as u64),
            done: (done > 0).then(|| done.to_string()),
            planned: (month.n > month.n_done).then(|| (height(month.n) - done).to_string()),
        }
    };
    (1..).zip(&months).map(view).collect()
}

/// A heading and its id on the page.
fn heading_words(scope: &Scope<'_>, under: Option<Period>) -> (String, String) {
    match under {
        Some(Period::Year(year)) => {
            let name = scope.locale.year(year);
            (scope.t("month-not-stated", &[("year", &name)]), format!("m{year}-00"))
        }
        Some(period) => (scope.date_at_start(period), format!("m{}", period.slug())),
        None => (scope.t("date-unknown", &[]), "undated-entries".to_owned()),
    }
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
    let shown = || groups.iter().flat_map(|(_, group)| group);
    let cites = cites_of_all(scope, shown());
    Some(LatestView {
        has_choices: has_choices(scope, shown()),
        months: months(scope, groups, &cites),
        cites,
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

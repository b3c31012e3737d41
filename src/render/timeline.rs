//! The timeline: milestones and events by year and month.

use super::chrome::About;
use super::chrome::chrome;
use super::scope::Scope;
use super::stage_name;
use super::table::downloads;
use super::view::ContentsView;
use super::view::EntryView;
use super::view::LinkView;
use super::view::MonthView;
use super::view::TimelineView;
use super::view::TimelineYearView;
use super::view::YearView;
use crate::model::Event;
use crate::model::EventKind;
use crate::model::Milestone;
use crate::model::Project;
use crate::model::Ref;
use crate::model::When;
use crate::plan::Happening;
use crate::plan::Kind;
use crate::plan::PagePlan;
use crate::plan::TableKey;
use crate::value::Period;
use jiff::civil::Date;

/// One milestone or event.
pub(super) fn entry<'a>(scope: &mut Scope<'a>, happening: Happening) -> EntryView<'a> {
    match happening {
        Happening::Milestone(project, number) => {
            let record = scope.site.model.projects.get(project);
            milestone(scope, project, &record.milestones[number])
        }
        Happening::Event(one) => event(scope, one),
    }
}

fn milestone<'a>(
    scope: &mut Scope<'a>,
    one: Ref<Project>,
    milestone: &'a Milestone,
) -> EntryView<'a> {
    let model = scope.site.model;
    let project = model.projects.get(one);
    let kind_word = match milestone.stage {
        Some(stage) => stage_name(scope, stage).text,
        None => scope.t("kind-milestone-entry", &[]).into(),
    };
    EntryView {
        date: scope.when(milestone.when),
        datetime: datetime(milestone.when),
        kind: "milestone",
        kind_word,
        title: scope.record(Kind::Project(one), project),
        text: scope.text_opt(milestone.text.as_ref()),
        park: project.park.map(|park| scope.record(Kind::Park(park), model.parks.get(park))),
        planned: planned(scope, !milestone.is_done(model.site.as_of)),
        cites: scope.cite(&milestone.citations),
    }
}

/// The word for what is planned, if it is.
fn planned(scope: &Scope<'_>, is_planned: bool) -> Option<String> {
    is_planned.then(|| scope.t("planned", &[]))
}

/// One event.
pub(super) fn event<'a>(scope: &mut Scope<'a>, one: Ref<Event>) -> EntryView<'a> {
    let model = scope.site.model;
    let event = model.events.get(one);
    EntryView {
        date: scope.when(event.when),
        datetime: datetime(event.when),
        kind: "event",
        kind_word: scope.t(event_key(event.kind), &[]).into(),
        title: scope.record(Kind::Event(one), event),
        text: scope.text_opt(event.place.as_ref()),
        park: event.park.map(|park| scope.record(Kind::Park(park), model.parks.get(park))),
        planned: planned(scope, event.when.is_after(model.site.as_of)),
        cites: scope.cite(&event.header.citations),
    }
}

/// The key of the word for what an event was.
pub(super) fn event_key(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Signing => "event-signing",
        EventKind::Meeting => "event-meeting",
        EventKind::Visit => "event-visit",
        EventKind::Policy => "event-policy",
        EventKind::Opening => "event-opening",
        EventKind::Other => "event-other",
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

/// The months of a year, newest or oldest first; what is dated only to the year comes last.
fn months<'a>(scope: &mut Scope<'a>, year: i16, newest_first: bool) -> Vec<MonthView<'a>> {
    let happenings = scope.site.index.years.get(&year).map(Vec::as_slice).unwrap_or_default();
    let happenings = if newest_first { happenings } else { scope.rows(happenings) };
    let mut groups: Vec<(Option<Date>, Vec<Happening>)> = Vec::new();
    for happening in happenings {
        let month = month_of(scope, *happening);
        match groups.iter_mut().find(|(known, _)| *known == month) {
            Some((_, group)) => group.push(*happening),
            None => groups.push((month, vec![*happening])),
        }
    }
    groups.sort_by_key(|(month, _)| (month.is_none(), *month));
    if newest_first {
        groups.sort_by_key(|(month, _)| (month.is_none(), std::cmp::Reverse(*month)));
    }
    groups
        .into_iter()
        .map(|(month, mut happenings)| {
            if newest_first {
                happenings.reverse();
            }
            let entries = happenings.into_iter().map(|happening| entry(scope, happening)).collect();
            let (title, id) = match month {
                Some(day) => {
                    (scope.locale.month_heading(day), format!("m{}-{:02}", year, day.month()))
                }
                None => {
                    let name = scope.locale.year(year);
                    (scope.t("month-not-stated", &[("year", &name)]), format!("m{year}-00"))
                }
            };
            MonthView { title, id, entries }
        })
        .collect()
}

/// The first day of the month that something is dated to; `None` where it spans months.
fn month_of(scope: &Scope<'_>, happening: Happening) -> Option<Date> {
    let model = scope.site.model;
    let when = match happening {
        Happening::Milestone(project, number) => {
            model.projects.get(project).milestones[number].when
        }
        Happening::Event(event) => model.events.get(event).when,
    };
    let first = when.first_day()?;
    let last = when.date().map_or(first, Period::last_day);
    ((first.year(), first.month()) == (last.year(), last.month())).then(|| first.first_of_month())
}

fn year_link<'a>(scope: &Scope<'a>, year: i16) -> LinkView<'a> {
    scope.own_link(Kind::TimelineYear(year), scope.locale.year(year))
}

/// What neither is dated nor has a dated source, so that it belongs to no year.
fn undated<'a>(scope: &mut Scope<'a>) -> Option<YearView<'a>> {
    let happenings = &scope.site.index.undated;
    let entries: Vec<_> = happenings.iter().map(|happening| entry(scope, *happening)).collect();
    if entries.is_empty() {
        return None;
    }
    let text = scope.t("date-unknown", &[]);
    let title = LinkView { text: text.clone().into(), href: None, lang: None };
    let month = MonthView { title: text, id: "undated-entries".to_owned(), entries };
    Some(YearView { title, id: "undated".to_owned(), months: vec![month] })
}

/// The page of all years.
pub(super) fn all<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TimelineView<'a> {
    let mut years = Vec::new();
    let fits = scope.site.index.timeline_fits();
    for year in scope.site.index.years.keys().rev() {
        let title = year_link(scope, *year);
        let months = if fits { months(scope, *year, true) } else { Vec::new() };
        years.push(YearView { title, id: format!("y{year}"), months });
    }
    years.extend(undated(scope));
    let contents = years.iter().map(|year| ContentsView {
        id: year.id.clone(),
        text: year.title.text.to_string(),
        level: 2,
    });
    let lead = scope.t("lead-timeline", &[]);
    let about = About::titled(Scope::own(scope.t("title-timeline", &[])))
        .described(lead.clone())
        .contents(contents.collect());
    TimelineView { lead, years, page: chrome(scope, page, about) }
}

/// The page of one year.
pub(super) fn year<'a>(scope: &mut Scope<'a>, page: &PagePlan, year: i16) -> TimelineYearView<'a> {
    let months = months(scope, year, false);
    let years = &scope.site.index.years;
    let previous = years.range(..year).next_back().map(|(year, _)| year_link(scope, *year));
    let next = years.range(year + 1..).next().map(|(year, _)| year_link(scope, *year));
    let name = scope.locale.year(year);
    let lead = scope.t("lead-timeline-year", &[("year", &name)]);
    let contents = months.iter().map(|month| ContentsView {
        id: month.id.clone(),
        text: month.title.clone(),
        level: 2,
    });
    let about = About::titled(Scope::own(scope.t("title-timeline-year", &[("year", &name)])))
        .described(lead.clone())
        .contents(contents.collect());
    TimelineYearView {
        lead,
        months,
        previous,
        next,
        downloads: downloads(scope, TableKey::Timeline(year)),
        page: chrome(scope, page, about),
    }
}

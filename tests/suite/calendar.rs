//! The calendar file, read back by a program that had no part in writing it.

use crate::file_tree::repository;
use crate::site_case::{SiteCase, page};
use icalendar::{
    Calendar, CalendarComponent, Component, DatePerhapsTime, Event, EventLike, EventStatus,
};
use std::collections::BTreeSet;

fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().expect("a calendar");
    let only = |component: CalendarComponent| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("only events are written: {other:?}"),
    };
    calendar.components.into_iter().map(only).collect()
}

fn day(date: Option<DatePerhapsTime>) -> String {
    match date {
        Some(DatePerhapsTime::Date(date)) => date.to_string(),
        other => panic!("every entry lasts whole days: {other:?}"),
    }
}

fn schedule_case() -> SiteCase {
    SiteCase::copy_of(&repository("tests/cases/build/schedule/in"))
}

#[test]
fn another_program_reads_the_calendar_as_it_was_meant() {
    let built = schedule_case().build_clean();
    for lang in ["zh", "en"] {
        let text = page(&built, &format!("{lang}/data/events.ics"));
        assert!(!text.replace("\r\n", "").contains('\n'), "every line ends with CR LF");
        let found = events(text);
        let uids: BTreeSet<_> = found.iter().filter_map(|event| event.get_uid()).collect();
        assert_eq!((found.len(), uids.len()), (9, 9), "{lang}");
        let get = |uid: &str| {
            let is_meant = |event: &&Event| event.get_uid() == Some(uid);
            found.iter().find(is_meant).unwrap_or_else(|| panic!("{lang}: no {uid}"))
        };
        let span = |uid: &str| {
            let event = get(uid);
            format!("{} {}", day(event.get_start()), day(event.get_end()))
        };
        assert_eq!(span("event-fair@example.org"), "2030-05-20 2030-05-21");
        assert_eq!(span("event-days@example.org"), "2029-12-30 2030-01-03");
        assert_eq!(span("event-meeting@example.org"), "2030-04-01 2030-07-01");
        assert_eq!(span("event-opening@example.org"), "2030-09-21 2030-10-01");
        assert_eq!(span("milestone-cold-store-completed@example.org"), "2030-10-01 2031-01-01");
        assert!(matches!(get("event-days@example.org").get_status(), Some(EventStatus::Confirmed)));
        assert!(matches!(get("event-fair@example.org").get_status(), Some(EventStatus::Tentative)));
        let stamps: BTreeSet<_> = found.iter().filter_map(|event| event.get_timestamp()).collect();
        assert_eq!(stamps.len(), 1, "all are stamped on the as-of day: {stamps:?}");
    }
    let english = events(page(&built, "en/data/events.ics"));
    let fair = english.iter().find(|event| event.get_uid() == Some("event-fair@example.org"));
    let fair = fair.expect("there is a fair");
    assert_eq!(fair.get_location(), Some("Main hall; east gate, rear \\ left\nAsk at the desk"));
    assert_eq!(
        fair.get_description(),
        Some("planned, no report since\nSource: Example Plan; with annexes, tables")
    );
    assert_eq!(fair.get_url(), Some("https://example.org/report/en/events/fair/"));
}

#[test]
fn a_year_and_what_is_not_dated_are_no_entries() {
    let built = schedule_case().build_clean();
    let text = page(&built, "en/data/events.ics");
    for absent in ["event-year@", "event-undated@", "milestone-cold-store-operating@"] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert!(!text.contains("milestone-mill-signed@"), "a plan that was reached is past");
}

#[test]
fn a_site_without_entries_has_no_calendar() {
    let site = SiteCase::small();
    site.put(
        "content/data/events.yaml",
        "- { id: some, title: { zh: 某年, en: Some year }, date: 2030, source: report }\n",
    );
    let built = site.build_clean();
    assert!(!built.contains_key("en/data/events.ics"));
    assert!(!page(&built, "en/timeline/index.html").contains(".ics"));
}

#[test]
fn entries_keep_their_names_when_the_day_moves_on() {
    let site = schedule_case();
    let later = site.options();
    let later = wellspring::options::BuildOptions {
        as_of: Some("2030-07-15".parse().expect("a day")),
        ..later
    };
    let (before, _) = site.build(&site.options());
    let (after, _) = site.build(&later);
    let uids = |text: &str| -> BTreeSet<String> {
        events(text).iter().filter_map(|event| event.get_uid().map(str::to_owned)).collect()
    };
    let [before, after] = [&before, &after].map(|built| uids(page(built, "zh/data/events.ics")));
    assert_eq!(before, after);
}

//! The timeline: milestones and events together.

use super::{CiteRefView, ItemsView, LayoutView, LinkView, TextView};
use crate::render::shape::word;
use serde::Serialize;
use std::borrow::Cow;

/// All years.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is shown.
    pub lead: String,
    /// The years, newest first.
    pub years: Vec<YearView<'a>>,
    /// The kinds that entries can have, in the order that readers choose from, for the script.
    pub kinds: String,
    /// Whether there is something to choose, for which the page keeps the place.
    pub has_choices: bool,
    /// The calendar file.
    pub calendar: Option<LinkView<'a>>,
}

/// One year, or all of a park or region.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineYearView<'a> {
    /// What stands around.
    pub page: LayoutView<'a>,
    /// One line on what is shown.
    pub lead: String,
    /// What all entries rest on, where it is the same.
    pub cites: Vec<CiteRefView>,
    /// Its months as columns, where there are too many entries to see at one glance.
    pub density: Vec<DensityView>,
    /// How many entries stand in none of these columns, in words.
    pub vague: Option<String>,
    /// Its months.
    pub months: Vec<MonthView<'a>>,
    /// The kinds that entries can have, in the order that readers choose from, for the script.
    pub kinds: String,
    /// Whether there is something to choose, for which the page keeps the place.
    pub has_choices: bool,
    /// The neighbours.
    pub previous: Option<LinkView<'a>>,
    /// The neighbours.
    pub next: Option<LinkView<'a>>,
    /// The same entries as CSV and JSON.
    pub downloads: Vec<LinkView<'a>>,
}

/// What happened last in a park or region.
#[derive(Debug, Clone, Serialize)]
pub struct LatestView<'a> {
    /// What all entries rest on, where it is the same.
    pub cites: Vec<CiteRefView>,
    /// The entries under their months, newest first.
    pub months: Vec<MonthView<'a>>,
    /// The kinds that entries can have, in the order that readers choose from, for the script.
    pub kinds: String,
    /// Whether there is something to choose, for which the page keeps the place.
    pub has_choices: bool,
    /// All of them, where there are more.
    pub more: Option<LinkView<'a>>,
    /// Where plans are held against what happened.
    pub schedule: Option<LinkView<'a>>,
}

/// A year of the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct YearView<'a> {
    /// The year, linked to its page.
    pub title: LinkView<'a>,
    /// Its id on the page.
    pub id: String,
    /// Its months as columns, where there are too many entries to see at one glance.
    pub density: Vec<DensityView>,
    /// How many entries stand in none of these columns, in words.
    pub vague: Option<String>,
    /// Its months, newest first.
    pub months: Vec<MonthView<'a>>,
}

/// A month of the timeline, or what is dated only to a quarter, a half-year or a year.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView<'a> {
    /// "March 2023", "The first quarter of 2023", or "2023, month not stated".
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// The page has many entries, so that they are folded away under their months.
    pub is_folded: bool,
    /// It is the month that is open from the beginning.
    pub is_open: bool,
    /// "59 entries", where they are folded.
    pub n: String,
    /// "Signed 12, Approved 10": likewise.
    pub kinds: String,
    /// What happened, in order.
    pub entries: ItemsView<EntryView<'a>>,
}

/// A month as a column.
#[derive(Debug, Clone, Serialize)]
pub struct DensityView {
    /// Its entries, if it has any.
    pub href: Option<String>,
    /// "March 2023".
    pub name: String,
    /// "3".
    pub label: String,
    /// How many entries it has.
    pub n: String,
    /// The height of what has happened, in hundredths of the highest column.
    pub done: Option<String>,
    /// The height of what was or is only planned, above it.
    pub planned: Option<String>,
}

/// A milestone or an event.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView<'a> {
    /// Its address on the page: `milestone-cold-store-signed`.
    pub id: String,
    /// "March 1, 2023", "mid-March 2023", "by April 25, 2023".
    pub date: String,
    /// The first day, ISO.
    pub datetime: Option<String>,
    /// `milestone` or `event`.
    #[serde(serialize_with = "word")]
    pub kind: &'static str,
    /// The kind as scripts know it: `stage-signed`, `milestone`, `event-meeting`.
    pub key: Cow<'a, str>,
    /// The kind in words: "Signed", "Meeting".
    pub kind_word: Cow<'a, str>,
    /// What it is, linked to its record.
    pub title: LinkView<'a>,
    /// What happened.
    pub text: Option<TextView<'a>>,
    /// The park it belongs to.
    pub park: Option<LinkView<'a>>,
    /// The id of that park.
    pub park_key: Option<&'a str>,
    /// `past` or `future`; with `is-unreported` or `is-former` for plans whose time has passed.
    #[serde(serialize_with = "word")]
    pub milestone_status: &'static str,
    /// The words for what is planned, not done: "planned", "planned, not reported since".
    pub standing: Option<String>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

//! The timeline: milestones and events together.

use super::ChromeView;
use super::CiteRefView;
use super::LinkView;
use super::TextView;
use super::markup::finished;
use serde::Serialize;

/// All years.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// What stands around.
    pub page: ChromeView,
    /// One line on what is shown.
    pub lead: String,
    /// The years, newest first.
    pub years: Vec<YearView>,
}

/// One year.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineYearView {
    /// What stands around.
    pub page: ChromeView,
    /// One line on what is shown.
    pub lead: String,
    /// Its months.
    pub months: Vec<MonthView>,
    /// The neighbours.
    pub previous: Option<LinkView>,
    /// The neighbours.
    pub next: Option<LinkView>,
    /// The same entries as CSV and JSON.
    pub downloads: Vec<LinkView>,
}

/// A year of the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year, linked to its page.
    pub title: LinkView,
    /// Its id on the page.
    pub id: String,
    /// Its months, newest first.
    pub months: Vec<MonthView>,
}

/// A month of the timeline, or what is dated only to its year.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// "March 2023", or "2023, month not stated".
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// What happened, in order.
    #[serde(serialize_with = "finished")]
    pub entries: Vec<EntryView>,
}

/// A milestone or an event; templates get whole lists of them, finished.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// "March 1, 2023", "mid-March 2023", "by April 25, 2023".
    pub date: String,
    /// The first day, ISO.
    pub datetime: Option<String>,
    /// `milestone` or `event`.
    pub kind: &'static str,
    /// The kind in words: "Signed", "Meeting".
    pub kind_word: String,
    /// What it is, linked to its record.
    pub title: LinkView,
    /// What happened.
    pub text: Option<TextView>,
    /// The park it belongs to.
    pub park: Option<LinkView>,
    /// The word for what is planned, not done.
    pub planned: Option<String>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

//! What templates see: one typed view per template, and the parts they share.
//!
//! Views hold finished text in the language of the page: figures, dates and lists are already
//! written out, links are relative to the page. Templates arrange; they never compute or format.

mod changes;
mod chart;
pub(super) mod data;
mod frame;
pub(super) mod glossary;
mod group;
pub(super) mod home;
mod indicator;
mod list;
pub(super) mod page;
mod parks;
mod progress;
mod project;
mod projects;
mod record;
pub(super) mod schedule;
pub(super) mod source;
pub(super) mod targets;
mod timeline;
mod translations;

use crate::render::pieces::{Word, finished, word};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

pub use changes::{ChangeSectionView, ChangeView, ChangesView};
pub use chart::ChartView;
pub use data::DataView;
pub use frame::FrameView;
pub use glossary::{GlossaryView, TermView};
pub use group::GroupView;
pub use home::{HomeView, KeyFigureView, RegionParksView, ShareView};
pub use indicator::IndicatorView;
pub use list::ListView;
pub use page::{ChooserView, MovedView, NotFoundInView, NotFoundView, PageView, SectionView};
pub use parks::{ParkView, ParksView};
pub use progress::{BarView, ProgressView, StatusView};
pub use project::{MilestoneView, ProjectView, StepView};
pub use projects::ProjectsView;
pub use record::RecordView;
pub use schedule::ScheduleView;
pub use source::{RestingView, SourceView};
pub use targets::{TargetPeriodView, TargetsView};
pub use timeline::{EntryView, LatestView, MonthView, TimelineView, TimelineYearView, YearView};
pub use translations::{LanguageCoverageView, TranslationsView};

/// A text or a piece of HTML that many pages share: cheap to clone.
#[derive(Debug, Clone)]
pub struct Finished(tera::Value);

impl Finished {
    /// A text, which templates escape.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(tera::Value::normal_string(text))
    }

    /// What it holds.
    #[must_use]
    pub fn html(&self) -> String {
        self.0.as_str().unwrap_or_default().to_owned()
    }

    /// HTML that a template wrote, which is not escaped again.
    #[must_use]
    pub fn new(html: &str) -> Self {
        Self(tera::Value::safe_string(html))
    }
}

impl Default for Finished {
    fn default() -> Self {
        Self::new("")
    }
}

impl Serialize for Finished {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        finished(&self.0, serializer)
    }
}

/// A text, marked if it is not in the language of the page.
#[derive(Debug, Clone, Serialize)]
pub struct TextView<'a> {
    /// The text, not escaped.
    pub text: Cow<'a, str>,
    /// The BCP 47 tag of the text's language, only if it differs from the page's.
    pub lang: Option<&'a str>,
}

/// Rendered Markdown, marked if it is not in the language of the page.
#[derive(Debug, Clone, Serialize)]
pub struct HtmlView<'a> {
    /// Safe HTML.
    pub html: String,
    /// The BCP 47 tag of the text's language, only if it differs from the page's.
    pub lang: Option<&'a str>,
}

/// A link within the site or out of it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// Where it leads, relative to the page; `None` where there is nothing to lead to.
    pub href: Option<String>,
    /// The language of the text, only if it differs from the page's.
    pub lang: Option<&'a str>,
}

/// A figure as printed, with its citation.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// `290亿元`, or `—` where nothing is published.
    pub text: String,
    /// Nothing is published.
    pub missing: bool,
    /// The word for what the program computed and no source states.
    pub computed: Option<String>,
    /// A few words on its standing: "estimate", "as stated", "12 of 27 listed".
    pub note: Option<String>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
}

/// A mark beside a figure that leads to its citation on the same page.
#[derive(Debug, Clone)]
pub struct CiteRefView {
    /// Its place among the citations that views have made, which tells marks apart; the number
    /// that readers see follows from the finished page.
    pub number: usize,
    /// What stands for the mark until then; equal marks of a page share it.
    pub mark: Finished,
}

/// Templates see the mark.
impl Serialize for CiteRefView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.mark.serialize(serializer)
    }
}

/// One source in the list at the end of a page, with everything cited from it.
#[derive(Debug, Clone, Serialize)]
pub struct CiteGroupView<'a> {
    /// The source, linked to its page.
    pub source: LinkView<'a>,
    /// Publisher and date: "Huiji District, April 25, 2023".
    pub detail: String,
    /// The citations, in the order of their first marks.
    pub items: Vec<CiteView<'a>>,
}

/// One citation of a source.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView<'a> {
    /// Its number on the page, from 1.
    pub number: usize,
    /// `source-3`.
    pub id: String,
    /// The phrase as printed, in its own language; `None` where the source as a whole is cited.
    pub quote: Option<TextView<'a>>,
    /// Page, sheet or section within the source.
    pub page: Option<&'a str>,
    /// A remark of the office.
    pub note: Option<TextView<'a>>,
    /// The source came later than the day that the site speaks of; the remark says so.
    pub is_later: bool,
    /// Its marks on the page, from 1: the ids `cited-3-1`, `cited-3-2`; none where the page as a
    /// whole rests on it.
    pub marks: Vec<usize>,
    /// What the links back to them say to those who do not see them.
    pub back: String,
}

/// A table of the site. A page can have thousands of rows, so that they come to the templates
/// finished, each made by the component `row`.
#[derive(Debug, Clone, Serialize)]
pub struct TableView<'a> {
    /// What it lists, for templates: `projects`, `by-stage`.
    pub key: &'static str,
    /// Its id on the page, `table-projects`.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// The columns; the first one names the row.
    pub columns: Vec<ColumnView>,
    /// The rows, finished.
    pub body: Finished,
    /// The rows for templates of the site's own, which may list them in another way; nobody else
    /// gets them.
    pub rows: Vec<RowView<'a>>,
    /// How many there are.
    pub n_rows: usize,
    /// The totals, finished.
    pub total: Option<Finished>,
    /// What to say if there are no rows.
    pub empty: String,
    /// Remarks under the table.
    pub notes: Vec<String>,
    /// The data set with what the table shows, as CSV and JSON.
    pub downloads: Vec<LinkView<'a>>,
    /// Columns whose values JavaScript may offer as filters, by key.
    pub filters: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// Its name for scripts and templates, ASCII.
    #[serde(serialize_with = "word")]
    pub key: &'static str,
    /// Its heading.
    pub label: String,
    /// The unit, once for all rows: `亿元`, `RMB billion`.
    pub unit: Option<String>,
    /// Numbers, right-aligned on the point.
    pub numeric: bool,
    /// The largest number of source marks in a cell, for which every cell leaves room.
    pub marks: usize,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct RowView<'a> {
    /// One cell per column.
    pub cells: Vec<CellView<'a>>,
}

/// A cell of a table. A page has thousands, so it is kept small.
#[derive(Debug, Clone, Default)]
pub struct CellView<'a> {
    /// The key of its column.
    pub key: &'static str,
    /// Whether its column is one of numbers.
    pub numeric: bool,
    /// For how many source marks its column leaves room.
    pub marks: usize,
    /// What it shows; `—` where nothing is published.
    pub text: Cow<'a, str>,
    /// Where it leads.
    pub href: Option<String>,
    /// The language of the text, only if it differs from the page's.
    pub lang: Option<&'a str>,
    /// Nothing is published.
    pub missing: bool,
    /// The word for what the program computed and no source states.
    pub computed: Option<String>,
    /// How many characters of fraction the number lacks, so that points stand below each other.
    pub pad: u8,
    /// A status whose colour and mark go with the text: `on-track`, `far-behind`.
    pub status: Option<&'static str>,
    /// A bar behind or below the number.
    pub bar: Option<Box<BarView>>,
    /// A small drawing below.
    pub drawing: Option<Finished>,
    /// A few words under the text.
    pub note: Option<Cow<'a, str>>,
    /// Where it comes from.
    pub cites: Vec<CiteRefView>,
    /// What sorting compares, if not the text: an exact number, an ISO date.
    pub sort: Option<Cow<'a, str>>,
}

impl Serialize for CellView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.status.map(|key| StatusView { key, word: self.text.to_string() });
        // A number that lacks a point lacks its width too, which is less than a digit's.
        let lacks_point = self.pad > 0 && !self.text.contains('.');
        let mut cell = serializer.serialize_struct("CellView", 16)?;
        cell.serialize_field("key", &Word(self.key))?;
        cell.serialize_field("numeric", &self.numeric)?;
        cell.serialize_field("marks", &self.marks)?;
        cell.serialize_field("text", &self.text)?;
        cell.serialize_field("href", &self.href)?;
        cell.serialize_field("lang", &self.lang)?;
        cell.serialize_field("missing", &self.missing)?;
        cell.serialize_field("computed", &self.computed)?;
        cell.serialize_field("pad", &self.pad)?;
        cell.serialize_field("lacks_point", &lacks_point)?;
        cell.serialize_field("status", &status)?;
        cell.serialize_field("bar", &self.bar)?;
        cell.serialize_field("drawing", &self.drawing)?;
        cell.serialize_field("note", &self.note)?;
        cell.serialize_field("cites", &self.cites)?;
        cell.serialize_field("sort", &self.sort)?;
        cell.end()
    }
}

/// A line of a definition list: a fact of a record.
#[derive(Debug, Clone, Serialize)]
pub struct FactView<'a> {
    /// What it is, for templates: `investment`, `park`, or the `id` of a fact of the record's own.
    pub key: &'a str,
    /// What it is, for readers.
    pub label: TextView<'a>,
    /// The value.
    #[serde(flatten)]
    pub value: FactValue<'a>,
    /// A remark.
    pub note: Option<TextView<'a>>,
    /// Where words or links come from; a figure has its own.
    pub cites: Vec<CiteRefView>,
}

/// The value of a fact. Templates see one of `figure`, `text` and `links`.
#[derive(Debug, Clone)]
pub enum FactValue<'a> {
    /// A figure, or that nothing is published.
    Figure(FigureView),
    /// Words.
    Text(TextView<'a>),
    /// Links to records.
    Links(Vec<LinkView<'a>>),
}

impl Serialize for FactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (figure, text, links) = match self {
            Self::Figure(figure) => (Some(figure), None, None),
            Self::Text(text) => (None, Some(text), None),
            Self::Links(links) => (None, None, Some(links)),
        };
        let mut value = serializer.serialize_struct("FactValue", 3)?;
        value.serialize_field("figure", &figure)?;
        value.serialize_field("text", &text)?;
        value.serialize_field("links", &links)?;
        value.end()
    }
}

/// Milestones and events on a vertical line, in order. A page can have hundreds, so they come to
/// the templates finished, each made by the component `entry`.
#[derive(Debug, Clone, Serialize)]
pub struct EntriesView<'a> {
    /// All of them, finished.
    pub html: Finished,
    /// Each for templates of the site's own; nobody else gets them.
    pub items: Vec<EntryView<'a>>,
}

/// What a template of the site may know of the record that a page shows.
#[derive(Debug, Clone, Serialize)]
pub struct RecordOfPageView<'a> {
    /// Its collection: `projects`.
    pub collection: &'static str,
    /// Its id.
    pub id: &'a str,
    /// The free fields of the record, as its file has them; nothing if it has none.
    pub extra: &'a serde_json::Value,
}

/// What stands around the content of every page.
#[derive(Debug, Clone, Serialize)]
pub struct ChromeView<'a> {
    /// The code of the page's language, as in the path: `zh`.
    pub lang: &'a str,
    /// Its BCP 47 tag: `zh-Hans`.
    pub tag: &'a str,
    /// The title of the site, for the header.
    pub site_title: TextView<'a>,
    /// The home page in this language.
    pub home_href: Finished,
    /// `<title>`, with the site's title.
    pub head_title: String,
    /// The heading of the page.
    pub title: TextView<'a>,
    /// The record that the page shows, where it shows one.
    pub record: Option<RecordOfPageView<'a>>,
    /// One or two plain sentences for search engines; may be empty.
    pub description: String,
    /// The navigation, finished.
    pub nav: Finished,
    /// This page in each language, the current one included; empty with one language.
    pub languages: Vec<LanguageView<'a>>,
    /// From the home page to the parent of this page; empty on the home page.
    pub breadcrumbs: Vec<LinkView<'a>>,
    /// "As of April 25, 2023".
    pub as_of: Finished,
    /// The as-of day, ISO.
    pub as_of_iso: String,
    /// A line that the site shows on every page, finished; may be empty.
    pub notice: Finished,
    /// Which day the page speaks of, where more became known later.
    pub banner: Option<BannerView>,
    /// The earlier editions, newest first, each with this page or else its home page; on pages of
    /// the newest only.
    pub editions: Vec<LinkView<'a>>,
    /// The page exists only in another language: its tag and native name.
    pub fallback: Option<LinkView<'a>>,
    /// Where the contents of the page will stand; `None` where it is short.
    pub contents: Option<Finished>,
    /// The pages that a long list goes on, this one included; empty where it fits on one.
    pub parts: Vec<PartView>,
    /// "Rows 501 to 1,000 of 10,423", on a page of a long list.
    pub showing: Option<String>,
    /// When the page was published, and last changed.
    pub dates: Option<String>,
    /// Where the list of sources will stand.
    pub sources: Finished,
    /// The foot of the page, finished.
    pub foot: Finished,
    /// The style sheet.
    pub css_href: Finished,
    /// The script that adds sorting and filtering.
    pub js_href: Finished,
    /// The script in the head that restores the reader's colour scheme.
    pub scheme_js_href: Finished,
    /// The icon.
    pub icon_href: Finished,
    /// This page's absolute address, with a base URL only.
    pub canonical: Option<String>,
    /// This page in every language, absolute, with a base URL only; `x-default` included.
    pub alternates: Vec<AlternateView>,
    /// The feed in the language of the page, absolute; `None` where there is none.
    pub feed_href: Option<String>,
    /// The language as Open Graph names it.
    pub og_locale: String,
    /// The other languages of the site, in the same way.
    pub og_locales: Vec<String>,
    /// The picture that others show with a link to this page, absolute.
    pub og_image: Option<String>,
    /// Keep search engines away (a page shown in another language, 404).
    pub noindex: bool,
    /// `red-bad` or `red-good`.
    pub colours: &'static str,
}

/// The line that says which day a page speaks of.
#[derive(Debug, Clone, Serialize)]
pub struct BannerView {
    /// "This is the edition of December 31, 2022."
    pub text: String,
    /// The way to the newest edition: what it leads to, and where; `None` if this is the newest.
    pub link: Option<(String, String)>,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// The page is this entry or below it.
    pub current: bool,
}

/// One of the pages that a long list goes on.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Its number, from 1.
    pub number: String,
    /// Where it is.
    pub href: String,
    /// It is this page.
    pub current: bool,
}

/// A language in the switch.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView<'a> {
    /// Its BCP 47 tag.
    pub tag: &'a str,
    /// Its own name.
    pub name: &'a str,
    /// The same page in it.
    pub href: String,
    /// The language of this page.
    pub current: bool,
}

/// An alternate of the page in another language, for search engines.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView {
    /// A BCP 47 tag or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub href: String,
}

/// An entry of the on-page contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsView {
    /// The id of the heading.
    pub id: String,
    /// Its text.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// A line in the footer that the publisher must print.
#[derive(Debug, Clone, Serialize)]
pub struct FooterView<'a> {
    /// What it is.
    pub label: TextView<'a>,
    /// The number or name.
    pub value: TextView<'a>,
    /// Where it leads.
    pub href: Option<String>,
}

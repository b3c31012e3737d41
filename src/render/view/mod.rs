//! What templates see: one typed view per template, and the parts they share.
//!
//! Views hold finished text in the language of the page: figures, dates and lists are already
//! written out, links are relative to the page. Templates arrange; they never compute or format.

mod changes;
mod chart;
pub(super) mod data;
mod fact;
pub(super) mod glossary;
pub(super) mod home;
mod indicator;
mod layout_parts;
mod list;
pub(super) mod page;
mod parks;
mod picture;
mod print;
mod progress;
mod project;
mod projects;
mod published;
mod record;
pub(super) mod schedule;
pub(super) mod search;
mod share;
pub(super) mod source;
mod table;
pub(super) mod targets;
mod timeline;
mod translations;

use crate::render::shape::{digits, finished, html, word};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

pub use changes::{ChangeSectionView, ChangeView, ChangesView};
pub use chart::ChartView;
pub use data::DataView;
pub use fact::{FactValue, FactView};
pub use glossary::{GlossaryView, TermView};
pub use home::{GroupView, HomeView, KeyFigureView, KeyFiguresView, KeyRowView, ShareView};
pub use indicator::{IndicatorView, RemarkView};
pub use layout_parts::LayoutPartsView;
pub use list::ListView;
pub use page::{ChooserView, NotFoundInView, NotFoundView, PageView, RedirectView, SectionView};
pub use parks::ParksView;
pub use picture::{PictureView, PicturesView};
pub use print::{PrintPartView, PrintView};
pub use progress::{AnswerView, BarView, MeterTextView, MeterView, ProgressView, StatusView};
pub use project::{AssertedView, MilestoneView, PlanBeforeView, ProjectView};
pub use projects::ProjectsView;
pub use published::PublishedView;
pub use record::RecordView;
pub use schedule::ScheduleView;
pub use search::SearchView;
pub use share::ShareImageView;
pub use source::{CitedByView, SourceView};
pub use table::{CellView, ColumnView, FilterView, RowView, TableView, ToolsView};
pub use targets::{TargetPeriodView, TargetsView};
pub use timeline::{
    DensityView, EntryView, LatestView, MonthView, TimelineView, TimelineYearView, YearView,
};
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
    #[serde(serialize_with = "html")]
    pub html: String,
    /// The BCP 47 tag of the text's language, only if it differs from the page's.
    pub lang: Option<&'a str>,
}

/// A link within the site or out of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LinkView<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// Where it leads, relative to the page; `None` where there is nothing to lead to.
    pub href: Option<String>,
    /// The language of the text, only if it differs from the page's.
    pub lang: Option<&'a str>,
}

/// A name that leads nowhere.
impl<'a> From<TextView<'a>> for LinkView<'a> {
    fn from(TextView { text, lang }: TextView<'a>) -> Self {
        Self { text, href: None, lang }
    }
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
#[derive(Debug, Clone, Default, Serialize)]
pub struct CiteGroupView<'a> {
    /// The source, linked to its page: by its title, or by publisher and date.
    pub source: LinkView<'a>,
    /// Its title, where it is not called by that.
    pub title: Option<TextView<'a>>,
    /// Publisher and date: "Huiji District, April 25, 2023".
    pub detail: String,
    /// The citations, in the order of their first marks.
    pub items: Vec<CiteView<'a>>,
    /// The numbers of all of them: `1–3, 7`.
    pub numbers: String,
    /// Whether one of them is a phrase.
    pub has_quotes: bool,
    /// Whether the source as a whole is all that is cited.
    pub is_plain: bool,
}

/// One citation of a source.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView<'a> {
    /// Its number on the page, from 1.
    #[serde(serialize_with = "digits")]
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
    /// Its first marks on the page, from 1: the ids `cited-3-1`, `cited-3-2`; none where the page as a
    /// whole rests on it.
    pub marks: Vec<usize>,
    /// What the links back to them say to those who do not see them.
    pub back: String,
}

/// Facts of a record, or milestones and events on a vertical line. Most pages have some, and a page
/// can have hundreds, so they come to the templates finished, by the components `facts` and `entry`.
#[derive(Debug, Clone, Serialize)]
pub struct ItemsView<T> {
    /// All of them, finished.
    pub html: Finished,
    /// Each for templates of the site's own; nobody else gets them.
    pub items: Vec<T>,
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
pub struct LayoutView<'a> {
    /// The code of the page's language, as in the path: `zh`.
    pub lang: &'a str,
    /// Its BCP 47 tag: `zh-Hans`.
    pub tag: &'a str,
    /// The title of the site, for the header.
    pub site_title: TextView<'a>,
    /// The home page in this language.
    pub home_href: Finished,
    /// The search page in this language.
    pub search_href: Finished,
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
    /// The pictures of the record or written page; `None` where it has none.
    pub pictures: Option<PicturesView<'a>>,
    /// Where the contents of the page will stand; `None` where it is short.
    pub contents: Option<Finished>,
    /// The pages that a long list goes on, this one included; empty where it fits on one.
    pub parts: Vec<PageNumberView>,
    /// "Rows 501 to 1,000 of 10,423", on a page of a long list.
    pub showing: Option<String>,
    /// When the page was published, and last changed.
    pub dates: Option<String>,
    /// The page of the record before this one in the list that it stands in,
    pub previous: Option<LinkView<'a>>,
    /// and of that after it.
    pub next: Option<LinkView<'a>>,
    /// Where the list of sources will stand.
    pub sources: Finished,
    /// The foot of the page, finished.
    pub foot: Finished,
    /// The style sheet.
    pub css_href: Finished,
    /// The script that adds sorting and filtering.
    pub js_href: Finished,
    /// The script of tables.
    pub tables_js_href: Finished,
    /// The words that scripts show.
    pub words_js_href: Finished,
    /// The script in the head that restores the reader's colour scheme.
    pub scheme_js_href: Finished,
    /// The icon.
    pub icon_href: Finished,
    /// How to cite the page, with the day that it speaks of and its address.
    pub cite: Option<String>,
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
    /// How many dots wide and high it is, where that is known.
    pub og_image_size: Option<(String, String)>,
    /// What inspections of government sites read; nothing on other sites.
    pub meta: Vec<MetaView>,
    /// What programs read of the page in the words of schema.org, as JSON; `None` where there is nothing
    /// to say.
    pub structured: Option<Finished>,
    /// Keep search engines away (a page shown in another language, 404).
    pub noindex: bool,
    /// `red-bad` or `red-good`.
    #[serde(serialize_with = "word")]
    pub colours: &'static str,
}

/// A name in the head of a page with what it says.
#[derive(Debug, Clone, Serialize)]
pub struct MetaView {
    /// The name.
    #[serde(serialize_with = "word")]
    pub name: &'static str,
    /// What it says.
    pub content: String,
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
pub struct PageNumberView {
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

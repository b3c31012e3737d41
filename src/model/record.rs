//! What all records have in common: id, name, citations, notes, facts.

use super::declared::{RecordKind, one_of};
use super::source::Source;
use super::{Image, OwnValue, Ref};
use crate::parse::markdown::Markdown;
use crate::source::Span;
use crate::value::{Id, Localized, Period, Quantity};

/// A text of the site with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The text, never empty.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A text in the languages of the site.
pub type Text = Localized<Phrase>;

/// A Markdown text in the languages of the site.
pub type MarkdownText = Localized<Markdown>;

/// What every record has.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its id, unique in its collection.
    pub id: Id,
    /// Where the record is, for messages about it as a whole.
    pub span: Span,
    /// From the first to the last part of the record in its file.
    pub extent: Span,
    /// Ids that it had before, and where they stand.
    pub former_ids: Vec<(Id, Span)>,
    /// Its name or title.
    pub name: Text,
    /// What lists sort by before the name.
    pub sort_key: Option<Text>,
    /// Where the record as a whole comes from.
    pub citations: Vec<Citation>,
    /// When it became known, where it says so.
    pub published: Option<Period>,
    /// A remark of the office.
    pub note: Option<MarkdownText>,
    /// Pages elsewhere that say more.
    pub links: Vec<RecordLink>,
    /// Files below `content/files/` that belong to it.
    pub files: Vec<RecordLink>,
    /// Pictures of it, the first one for the head of its page.
    pub images: Vec<Image>,
    /// What it has in the fields of the site's own.
    pub own: Vec<OwnValue>,
    /// Free fields for templates.
    pub extra: serde_json::Value,
}

/// A page elsewhere, or a file, that a record leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLink {
    /// What it says.
    pub title: Text,
    /// An address on the web, or a path such as `files/report.pdf`: one, or one for each language.
    pub to: Text,
}

impl RecordLink {
    /// Every place that it leads to, once.
    pub fn targets(&self) -> impl Iterator<Item = &Phrase> {
        let mut seen = Vec::new();
        self.to.iter().map(|(_, to)| to).filter(move |to| {
            let is_new = !seen.contains(&to.span);
            seen.push(to.span);
            is_new
        })
    }
}

/// A record with a header and a page or a place of its own.
pub trait Record {
    /// The name of its collection in `content/data/`.
    const COLLECTION: &'static str;

    /// Its kind.
    const KIND: RecordKind;

    /// What every record has.
    fn header(&self) -> &Header;

    /// Its id.
    fn id(&self) -> &Id {
        &self.header().id
    }

    /// Its name or title.
    fn name(&self) -> &Text {
        &self.header().name
    }
}

/// Where a figure or a statement was published.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The publication.
    pub source: Ref<Source>,
    /// The phrase it rests on, as printed.
    pub quote: Option<Phrase>,
    /// The BCP 47 tag of the quote's language.
    pub quote_lang: Option<Box<str>>,
    /// Page, sheet or section within the source.
    pub page: Option<Box<str>>,
    /// A remark on how the source is read.
    pub note: Option<Text>,
    /// The source came later than the day that the site speaks of: nothing else may be said of it.
    pub is_later: bool,
}

impl Citation {
    /// What stands for sources that came later than the day that the site speaks of.
    #[must_use]
    pub const fn later(source: Ref<Source>) -> Self {
        Self { source, quote: None, quote_lang: None, page: None, note: None, is_later: true }
    }
}

/// A thing known of a record: a figure or words under a label.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it is.
    pub label: Text,
    /// The figure.
    pub value: Option<Quantity>,
    /// Where that stands; where the fact starts, if there is none.
    pub value_at: Span,
    /// The words.
    pub text: Option<Text>,
    /// How far it can be relied upon.
    pub status: Option<Standing>,
    /// A remark.
    pub note: Option<Text>,
    /// "per year": the period a rate refers to.
    pub per: Option<Per>,
    /// Where it comes from; empty where the record's own citations cover it.
    pub citations: Vec<Citation>,
}

one_of! {
    /// The period a rate refers to.
    pub enum Per, keys "per-" {
        /// A year.
        Year = "year",
        /// A quarter.
        Quarter = "quarter",
        /// A month.
        Month = "month",
        /// A day.
        Day = "day",
    }
}

/// How far a figure can be relied upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Final.
    Final,
    /// To be revised.
    Preliminary,
    /// An estimate, never a result.
    Estimate,
    /// Reported by the source.
    Reported,
    /// Claimed by somebody whom the source names.
    Claim,
    /// What is expected of time to come: shown, and never a result.
    Forecast,
}

impl super::Words for Standing {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("final", Self::Final),
        ("preliminary", Self::Preliminary),
        ("estimate", Self::Estimate),
        ("reported", Self::Reported),
        ("claim", Self::Claim),
        ("forecast", Self::Forecast),
    ];
    const KEYS: &'static str = "standing-";
}

impl Standing {
    /// The key of the word for it; nothing is said of what is simply reported.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Final | Self::Reported => None,
            Self::Preliminary => Some("standing-preliminary"),
            Self::Estimate => Some("standing-estimate"),
            Self::Claim => Some("standing-claim"),
            Self::Forecast => Some("standing-forecast"),
        }
    }
}

/// Whether a name is the record's own or a rendering of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameStatus {
    /// The record's own name in that language.
    Official,
    /// A rendering, to be marked as such.
    Rendered,
}

/// A person or body named in a record: a record of its own, or a name written in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// An organization of the ledger.
    Organization(Ref<super::Organization>),
    /// A name.
    Named(Text),
}

/// When something happened, as far as the sources say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The source dates it.
    Dated(Period),
    /// The source does not date it: it is known from then on, and happened by then.
    KnownBy(Period),
    /// Neither the event nor its source is dated.
    Unknown,
}

impl When {
    /// The day it is ordered at: the first day of its date, or the day it is known from.
    #[must_use]
    pub fn first_day(self) -> Option<jiff::civil::Date> {
        match self {
            Self::Dated(period) | Self::KnownBy(period) => Some(period.first_day()),
            Self::Unknown => None,
        }
    }

    /// The last day that its date can mean, or that of the day it is known from.
    #[must_use]
    pub fn last_day(self) -> Option<jiff::civil::Date> {
        match self {
            Self::Dated(period) | Self::KnownBy(period) => Some(period.last_day()),
            Self::Unknown => None,
        }
    }

    /// Its date, if the source states one.
    #[must_use]
    pub fn date(self) -> Option<Period> {
        match self {
            Self::Dated(period) => Some(period),
            Self::KnownBy(_) | Self::Unknown => None,
        }
    }

    /// Whether it lies after that day as a whole: a partial date counts from its first day.
    #[must_use]
    pub fn is_after(self, day: jiff::civil::Date) -> bool {
        self.first_day().is_some_and(|first| first > day)
    }
}

//! The site's settings.

use super::declared::record;
use super::record::{MarkdownText, Phrase, Text};
use super::{Edition, ExternalLinks, Host, PaceBy};
use crate::diag::Levels;
use crate::source::Span;
use crate::value::{Currency, Id, Lang, Period, YearStart};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::Decimal;

/// What the home page shows, where the site chooses.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// The period whose targets it shows.
    pub period: Option<Period>,
    /// The indicators whose newest results it shows, in their order.
    pub figures: Vec<super::Ref<super::Indicator>>,
}

/// What `content/site.yaml` says.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of `site.yaml` of its own")]
pub struct Site {
    /// The title.
    pub title: Text,
    /// The title in the header, where the full one is long.
    pub short_title: Option<Text>,
    /// What the site is, in one or two sentences.
    pub description: Option<Text>,
    /// Who publishes it.
    pub publisher: Option<Text>,
    /// Under which terms its data may be used.
    pub licence: Option<super::Licence>,
    /// How to reach the publisher.
    pub contact: Option<MarkdownText>,
    /// When it is brought up to date.
    pub updates: super::Updates,
    /// A line under the header of every page.
    pub notice: Option<MarkdownText>,
    /// The languages; the first is the default.
    pub languages: Vec<Language>,
    /// The absolute address of the site, ending in `/`.
    pub base_url: Option<Box<str>>,
    /// The hosts that files are written for, each once.
    pub deploy: Vec<Host>,
    /// Where the list of hosts stands.
    pub deploy_at: Option<Span>,
    /// Texts are written compressed as well.
    pub precompress: bool,
    /// The picture that others show with a link to the site, a file in `content/files/`.
    pub image: Option<Phrase>,
    /// It has typefaces, so that such a picture is drawn of each page that has none.
    pub draws_images: bool,
    /// What it says of itself as a site of a Chinese government body, if it is one.
    pub government: Option<super::Government>,
    /// The day that the site speaks of.
    pub as_of: Date,
    /// The time to write where one must be written, if it is not to be the as-of day.
    pub source_date_epoch: Option<Timestamp>,
    /// The currency that a bare amount would be in.
    pub currency: Option<Currency>,
    /// After what time content counts as old.
    pub stale_after: Option<super::StaleAfter>,
    /// How many decimals figures have at most where they are shown, if their indicator does not say.
    pub decimals: Option<u8>,
    /// The theme, a folder in `themes/`.
    pub theme: Box<str>,
    /// Raw HTML in texts is published as it is.
    pub unsafe_html: bool,
    /// The stages of a project, in order.
    pub stages: Vec<Stage>,
    /// The levels that regions are of, the highest first.
    pub region_levels: Vec<super::RegionLevel>,
    /// What may be asserted of projects, beside their stage, and of targets.
    pub statuses: Vec<super::DeclaredStatus>,
    /// Periods with a name, as a five-year plan has one.
    pub periods: Vec<super::NamedPeriod>,
    /// What was published, as `content/editions.lock` keeps it,
    pub locked: Vec<super::said::Locked>,
    /// and its lines that say nothing.
    pub strange_in_lock: Vec<Span>,
    /// Why figures may be missing.
    pub missing: Vec<super::MissingReason>,
    /// What somebody may be to a project.
    pub roles: Vec<super::Role>,
    /// The fields that it declares for its records.
    pub fields: Vec<super::OwnField>,
    /// The columns of the list of projects, if the site names them.
    pub columns: Option<Vec<super::DeclaredColumn>>,
    /// The areas of its regions.
    pub map: Option<std::sync::Arc<super::map::SiteMap>>,
    /// What projects may be marked as.
    pub categories: super::Collection<Category>,
    /// What figures are broken down by, beside what the ledger has itself.
    pub dimensions: super::Collection<super::Dimension>,
    /// What indicators are listed under.
    pub groups: super::Collection<super::IndicatorGroup>,
    /// The cut-offs of the status.
    pub cutoffs: CutOffs,
    /// In what the time of targets is counted, unless they say otherwise.
    pub pace_by: PaceBy,
    /// When reporting years begin, if there are any beside those of the calendar.
    pub year_start: Option<YearStart>,
    /// Which end of the status ramp is red.
    pub red_is_good: bool,
    /// What the home page shows.
    pub home: Home,
    /// Which parts of the ledger are said to lack nothing.
    pub complete: Vec<Complete>,
    /// A page says how much there is in each language.
    pub translations_page: bool,
    /// How problems are treated.
    pub levels: Levels,
    /// The lines that the publisher must print.
    pub footer: Vec<FooterLine>,
    /// How links to other sites are tried.
    pub external_links: ExternalLinks,
    /// The dated reports, in the order of their days.
    pub editions: Vec<Edition>,
    /// Which of them this is; `None` for a day that has none.
    pub edition: Option<usize>,
    /// The folder that all pages are in, ending in `/`; empty but for earlier editions.
    pub folder: Box<str>,
    /// Something became known after the as-of day and is left out.
    pub lacks_later: bool,
}

/// A language of the site.
#[derive(Debug, Clone)]
pub struct Language {
    /// Its number.
    pub lang: Lang,
    /// Its code in paths and file names: `zh`.
    pub code: Box<str>,
    /// Where `site.yaml` lists it.
    pub span: Span,
    /// Its BCP 47 tag: `zh-Hans`.
    pub tag: Box<str>,
    /// Its own name: `简体中文`.
    pub name: Box<str>,
    /// The style of dates, as named in its locale file.
    pub dates: Option<Phrase>,
    /// The style of money, as named in its locale file.
    pub money: Option<Phrase>,
}

/// A stage of a project.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its id.
    pub id: Id,
    /// Its name; `None` for a default stage, whose name is an interface string.
    pub name: Option<Text>,
    /// It ends the project before its time.
    pub end: bool,
}

/// The number of a stage in the site's order, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StageIndex(pub usize);

record! {
    /// What projects may be marked as.
    pub struct Category in "categories", "a category" with "name" {
        /// What it means.
        pub definition: Option<MarkdownText>,
    }
}

/// A part of the ledger that is said to lack nothing: every project that reached a stage in a
/// period is listed, or every project there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complete {
    /// The stage; `None` for all.
    pub reaching: Option<StageIndex>,
    /// The period; `None` for all time.
    pub period: Option<Period>,
    /// Where this is said.
    pub span: Span,
}

/// The pace from which a target is ahead, on track, and only behind, not far behind.
///
/// The defaults of the latter two are those of Statistics Canada's and Open SDG's progress method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOffs {
    /// Ahead from this pace on.
    pub ahead: Decimal,
    /// On track from this pace on.
    pub on_track: Decimal,
    /// Behind from this pace on, far behind below.
    pub behind: Decimal,
    /// No status follows from a pace before this share of the plan; 0: from the first day on.
    pub assess_from: Decimal,
    /// What a pace would make by the end of the period is shown from this share of the plan on.
    pub project_from: Decimal,
}

impl Default for CutOffs {
    fn default() -> Self {
        Self {
            ahead: Decimal::new(105, 2),
            on_track: Decimal::new(95, 2),
            behind: Decimal::new(60, 2),
            assess_from: Decimal::ZERO,
            project_from: Decimal::new(10, 2),
        }
    }
}

/// A line that the publisher must print.
#[derive(Debug, Clone)]
pub struct FooterLine {
    /// What it is.
    pub label: Text,
    /// The number or name.
    pub value: Text,
    /// Where it leads.
    pub href: Option<Phrase>,
}

impl Site {
    /// What says that every project is listed that reached a stage in a period.
    #[must_use]
    pub fn complete(&self, stage: StageIndex, period: Period) -> Option<&Complete> {
        self.complete.iter().find(|declared| {
            declared.reaching.is_none_or(|one| one == stage)
                && declared.period.is_none_or(|one| one.contains_period(period))
        })
    }

    /// Whether every project is said to be listed, so that none here are none at all.
    #[must_use]
    pub fn lists_all_projects(&self) -> bool {
        let is_all = |one: &Complete| one.reaching.is_none() && one.period.is_none();
        self.complete.iter().any(is_all)
    }

    /// The time, in UTC, to write where a format asks for one. The clock is never asked: it is what
    /// was given, or else the beginning of the as-of day, as always in an earlier edition.
    #[must_use]
    pub fn written_at(&self) -> DateTime {
        match self.source_date_epoch {
            Some(time) if self.folder.is_empty() => Offset::UTC.to_datetime(time),
            _ => self.as_of.at(0, 0, 0, 0),
        }
    }

    /// The language with that number.
    #[must_use]
    pub fn language(&self, lang: Lang) -> &Language {
        &self.languages[lang.index()]
    }

    /// The language that a reader gets who has not chosen.
    #[must_use]
    pub fn default_lang(&self) -> Lang {
        self.languages[0].lang
    }

    /// The path that the site is published at, from `/` to `/`: that of its address, or else the
    /// root where all of its hosts serve from there; `None` if it may be anywhere.
    #[must_use]
    pub fn base_path(&self) -> Option<&str> {
        match &self.base_url {
            Some(base) => {
                let (_, rest) = base.split_once("://")?;
                rest.find('/').map(|slash| &rest[slash..])
            }
            None => {
                let is_at_root = self.deploy.iter().all(|host| host.is_at_root());
                (is_at_root && !self.deploy.is_empty()).then_some("/")
            }
        }
    }

    /// The name of a period, if it has one.
    #[must_use]
    pub fn named_period(&self, period: Period) -> Option<&super::NamedPeriod> {
        self.periods.iter().find(|named| named.period == period)
    }

    /// The reporting year of a period, if years of its indicator begin otherwise than those of the
    /// site, so that the same name may stand for two.
    #[must_use]
    pub fn year_apart(&self, period: Period) -> Option<Period> {
        match period {
            Period::Reporting(year, _)
                if self.year_start.is_some_and(|own| own != year.start()) =>
            {
                Some(Period::Reporting(year, None))
            }
            _ => None,
        }
    }

    /// What stands for a period in addresses.
    #[must_use]
    pub fn slug_of(&self, period: Period) -> String {
        if let Some(named) = self.named_period(period) {
            return named.id.to_string();
        }
        match self.year_apart(period) {
            Some(year) => format!("{}-from-{:02}", period.slug(), year.first_day().month()),
            None => period.slug(),
        }
    }

    /// The public roles besides those that every site has.
    pub fn own_roles(&self) -> impl Iterator<Item = super::RoleIndex> {
        let own = self.roles.iter().enumerate().skip(super::RoleIndex::BUILT_IN.len());
        own.filter(|(_, role)| !role.is_internal).map(|(number, _)| super::RoleIndex(number))
    }

    /// The stage with that number.
    #[must_use]
    pub fn stage(&self, index: StageIndex) -> &Stage {
        &self.stages[index.0]
    }
}

//! Every address of the site, in one place.

use super::{Happening, Index, LATEST, calendar, feed};
use crate::model::{
    AnyRef, Category, Document, Event, Indicator, Industry, Model, Organization, Park, Project,
    Record, Ref, Region, Source, StageIndex,
};
use crate::source::Span;
use crate::value::{Lang, Period};

/// What a page shows; with a language, everything that is needed to render it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `/`: choose the language.
    Chooser,
    /// `/404.html`, in the default language.
    RootNotFound,
    /// The home page of a language.
    Home,
    /// All targets.
    Targets,
    /// The targets and results of one period.
    TargetPeriod(Period),
    /// All indicators.
    Indicators,
    /// One indicator.
    Indicator(Ref<Indicator>),
    /// Summary tables and all projects.
    Projects,
    /// One project.
    Project(Ref<Project>),
    /// All parks.
    Parks,
    /// One park.
    Park(Ref<Park>),
    /// One region.
    Region(Ref<Region>),
    /// All industries.
    Industries,
    /// One industry.
    Industry(Ref<Industry>),
    /// All organizations.
    Organizations,
    /// One organization.
    Organization(Ref<Organization>),
    /// The projects at one stage.
    Stage(StageIndex),
    /// The projects marked as something.
    Category(Ref<Category>),
    /// All years.
    Timeline,
    /// Milestones and events of one year.
    TimelineYear(i16),
    /// Milestones and events of one park.
    ParkTimeline(Ref<Park>),
    /// Milestones and events of one region.
    RegionTimeline(Ref<Region>),
    /// Plan and actual milestones of all projects, by park.
    Schedule,
    /// Events and plans as a calendar file.
    Calendar,
    /// Events, reports and editions as an Atom feed.
    Feed,
    /// One event.
    Event(Ref<Event>),
    /// All documents.
    Documents,
    /// One document.
    Document(Ref<Document>),
    /// All sources.
    Sources,
    /// One source and what rests on it.
    Source(Ref<Source>),
    /// The glossary.
    Glossary,
    /// What has changed since the edition before.
    Changes,
    /// The pages of a folder; its number among the folders.
    Section(usize),
    /// A written page, by its number.
    Written(usize),
    /// How progress is measured.
    Method,
    /// The accessibility statement.
    Accessibility,
    /// All downloads.
    Data,
    /// How much there is in each language.
    Translations,
    /// The 404 page of a language.
    NotFound,
    /// A data set as a file, once for all languages, by its name.
    DataSet(&'static str, Format),
    /// What these files hold, once for all languages.
    DataPackage,
}

impl Kind {
    /// The page that shows a record.
    #[must_use]
    pub const fn of(one: AnyRef) -> Self {
        match one {
            AnyRef::Source(one) => Self::Source(one),
            AnyRef::Region(one) => Self::Region(one),
            AnyRef::Park(one) => Self::Park(one),
            AnyRef::Industry(one) => Self::Industry(one),
            AnyRef::Organization(one) => Self::Organization(one),
            AnyRef::Project(one) => Self::Project(one),
            AnyRef::Indicator(one) => Self::Indicator(one),
            AnyRef::Event(one) => Self::Event(one),
            AnyRef::Document(one) => Self::Document(one),
            AnyRef::Category(one) => Self::Category(one),
            AnyRef::Target(_) => Self::Targets,
            AnyRef::Observation(_) => Self::Indicators,
            AnyRef::Term(_) => Self::Glossary,
        }
    }

    /// The record that a page shows, where it shows one.
    #[must_use]
    pub const fn record(self) -> Option<AnyRef> {
        Some(match self {
            Self::Source(one) => AnyRef::Source(one),
            Self::Region(one) => AnyRef::Region(one),
            Self::Park(one) => AnyRef::Park(one),
            Self::Industry(one) => AnyRef::Industry(one),
            Self::Organization(one) => AnyRef::Organization(one),
            Self::Project(one) => AnyRef::Project(one),
            Self::Indicator(one) => AnyRef::Indicator(one),
            Self::Event(one) => AnyRef::Event(one),
            Self::Document(one) => AnyRef::Document(one),
            Self::Category(one) => AnyRef::Category(one),
            _ => return None,
        })
    }

    /// Whether it is a file of data, which has neither a frame nor links.
    #[must_use]
    pub const fn is_file(self) -> bool {
        matches!(self, Self::DataSet(..) | Self::DataPackage | Self::Calendar | Self::Feed)
    }

    /// Whether it is the page of a record that always has one, so that a reference to the record
    /// is proof of the page.
    #[must_use]
    pub const fn is_record(self) -> bool {
        matches!(
            self,
            Self::Project(_)
                | Self::Park(_)
                | Self::Region(_)
                | Self::Industry(_)
                | Self::Organization(_)
                | Self::Indicator(_)
                | Self::Event(_)
                | Self::Document(_)
                | Self::Source(_)
        )
    }
}

/// The format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Comma-separated values with a byte order mark, which Excel needs to see UTF-8.
    Csv,
    /// JSON.
    Json,
}

impl Format {
    /// The ending of such files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Every kind of page that this model has, for one language; empty collections have none.
pub(super) fn kinds(model: &Model, index: &Index) -> Vec<Kind> {
    let mut kinds = vec![Kind::Home];
    if !index.periods.is_empty() {
        kinds.push(Kind::Targets);
        kinds.extend(index.periods.iter().copied().map(Kind::TargetPeriod));
    }
    collection(&mut kinds, Kind::Indicators, Kind::Indicator, &model.indicators);
    collection(&mut kinds, Kind::Projects, Kind::Project, &model.projects);
    collection(&mut kinds, Kind::Parks, Kind::Park, &model.parks);
    kinds.extend(model.regions.iter().map(|(reference, _)| Kind::Region(reference)));
    collection(&mut kinds, Kind::Industries, Kind::Industry, &model.industries);
    collection(&mut kinds, Kind::Organizations, Kind::Organization, &model.organizations);
    kinds.extend(index.stages_in_use.iter().copied().map(Kind::Stage));
    kinds.extend(index.categories_in_use.iter().copied().map(Kind::Category));
    if index.has_timeline() {
        kinds.push(Kind::Timeline);
        kinds.extend(index.years.keys().copied().map(Kind::TimelineYear));
    }
    let is_long = |happenings: &[Happening]| happenings.len() > LATEST;
    let parks = model.parks.iter().map(|(one, _)| one);
    let parks = parks.filter(|one| is_long(&index.happenings_of_park[one.index()]));
    kinds.extend(parks.map(Kind::ParkTimeline));
    let regions = model.regions.iter().map(|(one, _)| one);
    let regions = regions.filter(|one| is_long(&index.happenings_of_region[one.index()]));
    kinds.extend(regions.map(Kind::RegionTimeline));
    if index.n_scheduled > 0 {
        kinds.push(Kind::Schedule);
    }
    if !calendar(model).is_empty() {
        kinds.push(Kind::Calendar);
    }
    if has_feed(model) {
        kinds.push(Kind::Feed);
    }
    kinds.extend(model.events.iter().map(|(reference, _)| Kind::Event(reference)));
    collection(&mut kinds, Kind::Documents, Kind::Document, &model.documents);
    collection(&mut kinds, Kind::Sources, Kind::Source, &model.sources);
    if !model.terms.is_empty() {
        kinds.push(Kind::Glossary);
    }
    if index.since.is_some() {
        kinds.push(Kind::Changes);
    }
    kinds.extend((0..index.sections.len()).map(Kind::Section));
    let written = model.pages.iter().enumerate().filter(|(_, page)| !is_woven_in(&page.path));
    kinds.extend(written.map(|(number, _)| Kind::Written(number)));
    kinds.extend([Kind::Method, Kind::Accessibility, Kind::Data]);
    if model.site.folder.is_empty() {
        kinds.push(Kind::NotFound);
    }
    if model.site.translations_page && model.site.languages.len() > 1 {
        kinds.push(Kind::Translations);
    }
    kinds
}

/// What this model has once for all languages.
pub(super) fn kinds_of_all_languages(model: &Model, index: &Index) -> Vec<Kind> {
    let sets = index.data_sets.iter().copied();
    let files =
        sets.flat_map(|name| [Format::Csv, Format::Json].map(|one| Kind::DataSet(name, one)));
    let mut kinds: Vec<_> = files.collect();
    if !kinds.is_empty() {
        kinds.push(Kind::DataPackage);
    }
    if model.site.folder.is_empty() {
        kinds.extend([Kind::Chooser, Kind::RootNotFound]);
    }
    kinds
}

/// Whether there is a feed, and something in it: addresses in it are absolute, and what is new is
/// told once, by the newest edition.
fn has_feed(model: &Model) -> bool {
    let is_told = model.site.base_url.is_some() && model.site.folder.is_empty();
    is_told && !feed(model).is_empty()
}

fn collection<T>(
    kinds: &mut Vec<Kind>,
    list: Kind,
    one: fn(Ref<T>) -> Kind,
    records: &crate::model::Collection<T>,
) {
    if !records.is_empty() {
        kinds.push(list);
        kinds.extend(records.iter().map(|(reference, _)| one(reference)));
    }
}

/// Whether a written page is shown within a page that every site has, or opens its section.
pub(super) fn is_woven_in(path: &str) -> bool {
    matches!(path, "method" | "accessibility") || path.ends_with("/index")
}

/// The path of a page, relative to the output folder.
#[must_use]
pub fn path(model: &Model, kind: Kind, lang: Lang) -> String {
    let (top, code) = (&*model.site.folder, &*model.site.language(lang).code);
    // The addresses of a large site are made millions of times.
    let page = |name: &str| [top, code, "/", name, "/index.html"].concat();
    let record = |folder: &str, id: &str| [top, code, "/", folder, "/", id, "/index.html"].concat();
    match kind {
        Kind::Chooser => "index.html".to_owned(),
        Kind::RootNotFound => "404.html".to_owned(),
        Kind::Home => format!("{top}{code}/index.html"),
        Kind::NotFound => format!("{top}{code}/404.html"),
        Kind::Targets => page("targets"),
        Kind::TargetPeriod(period) => record("targets", &period.slug()),
        Kind::Indicators => page("indicators"),
        Kind::Indicator(one) => record("indicators", model.indicators.get(one).id().as_str()),
        Kind::Projects => page("projects"),
        Kind::Project(one) => record("projects", model.projects.id(one).as_str()),
        Kind::Parks => page("parks"),
        Kind::Park(one) => record("parks", model.parks.get(one).id().as_str()),
        Kind::Region(one) => record("regions", model.regions.get(one).id().as_str()),
        Kind::Industries => page("industries"),
        Kind::Industry(one) => record("industries", model.industries.get(one).id().as_str()),
        Kind::Organizations => page("organizations"),
        Kind::Organization(one) => {
            record("organizations", model.organizations.get(one).id().as_str())
        }
        Kind::Stage(one) => record("stages", model.site.stage(one).id.as_str()),
        Kind::Category(one) => record("categories", model.site.categories.get(one).id().as_str()),
        Kind::Timeline => page("timeline"),
        Kind::TimelineYear(year) => record("timeline", &year.to_string()),
        Kind::ParkTimeline(one) => {
            format!("{top}{code}/parks/{}/timeline/index.html", model.parks.get(one).id())
        }
        Kind::RegionTimeline(one) => {
            format!("{top}{code}/regions/{}/timeline/index.html", model.regions.get(one).id())
        }
        Kind::Schedule => page("projects/schedule"),
        Kind::Calendar => [top, code, "/data/events.ics"].concat(),
        Kind::Feed => [top, code, "/feed.xml"].concat(),
        Kind::Event(one) => record("events", model.events.get(one).id().as_str()),
        Kind::Documents => page("documents"),
        Kind::Document(one) => record("documents", model.documents.get(one).id().as_str()),
        Kind::Sources => page("sources"),
        Kind::Source(one) => record("sources", model.sources.get(one).id().as_str()),
        Kind::Glossary => page("glossary"),
        Kind::Changes => page("changes"),
        Kind::Section(number) => page(&super::index::sections(model)[number]),
        Kind::Written(number) => page(&model.pages[number].path),
        Kind::Method => page("method"),
        Kind::Accessibility => page("accessibility"),
        Kind::Data => page("data"),
        Kind::Translations => page("translations"),
        Kind::DataSet(name, format) => [top, "data/", name, ".", format.ending()].concat(),
        Kind::DataPackage => [top, "data/datapackage.json"].concat(),
    }
}

/// The path that a page of one edition has in another.
#[must_use]
pub fn path_in_edition(path: &str, own: &Model, other: &Model) -> String {
    let inner = path.strip_prefix(&*own.site.folder).unwrap_or(path);
    [&other.site.folder, inner].concat()
}

/// The path of a part of a page: the page itself for the first, a neighbour for all others.
#[must_use]
pub fn part_path(path: &str, part: usize) -> String {
    match path.strip_suffix(".html") {
        Some(stem) if part > 0 => format!("{stem}-{}.html", part + 1),
        _ => path.to_owned(),
    }
}

/// Where the record behind a page stands, for messages about its path.
pub(super) fn span(model: &Model, kind: Kind) -> Option<Span> {
    match kind {
        Kind::Written(number) => {
            let texts = &model.pages[number].texts;
            texts.iter().next().map(|(_, text)| text.span)
        }
        Kind::Section(number) => {
            let sections = super::index::sections(model);
            let first =
                model.pages.iter().find(|page| page.section() == Some(&sections[number]))?;
            first.texts.iter().next().map(|(_, text)| text.span)
        }
        Kind::Indicator(one) => Some(model.indicators.get(one).header.span),
        Kind::Project(one) => Some(model.projects.get(one).header.span),
        Kind::Park(one) => Some(model.parks.get(one).header.span),
        Kind::Document(one) => Some(model.documents.get(one).header.span),
        Kind::Event(one) => Some(model.events.get(one).header.span),
        _ => None,
    }
}

/// The way from one output path to another, as a relative link that also works from disk.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let differ = from.bytes().zip(to.bytes()).take_while(|(from, to)| from == to).count();
    let shared = from.as_bytes()[..differ].iter().rposition(|byte| *byte == b'/');
    let shared = shared.map_or(0, |slash| slash + 1);
    let up = from.as_bytes()[shared..].iter().filter(|byte| **byte == b'/').count();
    let mut link = String::with_capacity(3 * up + to.len() - shared);
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(&to[shared..]);
    link
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[track_caller]
    fn check(from: &str, to: &str, link: &str) {
        assert_eq!(relative(from, to), link);
    }

    #[test]
    fn links_are_relative_and_name_their_file() {
        check("zh/index.html", "zh/projects/index.html", "projects/index.html");
        check("zh/projects/a/index.html", "zh/projects/b/index.html", "../b/index.html");
        check(
            "zh/projects/a/index.html",
            "en/projects/a/index.html",
            "../../../en/projects/a/index.html",
        );
        check("index.html", "zh/index.html", "zh/index.html");
        check("zh/a/index.html", "zh/a/index.html", "index.html");
        check("zh/404.html", "assets/style.css", "../assets/style.css");
    }
}

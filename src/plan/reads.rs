//! Which projects a page reads, so that a page is made again when one of them changes.
//!
//! A page may read fewer than it is said to, never more; in debug builds a test renders every page
//! and compares. Everything else (settings, other records, written pages, the theme, which pages
//! there are) is taken to be read by every page.

use super::{Happening, Index, Kind, PART_ROWS, PagePlan, Resting};
use crate::model::binding::{Touched, touched};
use crate::model::{AnyRef, MarkdownText, Model, Project, Ref, each_markdown_of, each_words_of};
use std::borrow::Cow;

/// How many related projects the page of a project lists.
const RELATED: usize = 8;

/// Projects that a page reads, in the order in which it reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reads<'a> {
    /// All of them.
    All,
    /// These, and no others.
    These(Cow<'a, [Ref<Project>]>),
}

/// What a page reads.
#[must_use]
pub fn reads<'a>(model: &Model, index: &'a Index, page: &PagePlan) -> Reads<'a> {
    let mut read = page_reads(model, index, page);
    if !page.kind.is_file() {
        let is_bound = match page.kind {
            Kind::Park(one) => !each_words_of(model.parks.get(one)).is_empty(),
            Kind::Event(one) => !each_words_of(model.events.get(one)).is_empty(),
            _ => false,
        };
        if is_bound {
            return Reads::All;
        }
        each_text(model, page.kind, &mut |text| {
            text.iter().flat_map(|(_, markdown)| &markdown.calls).for_each(|call| {
                match touched(call) {
                    Touched::Nothing => {}
                    Touched::All => read = Reads::All,
                    Touched::Project(id) => read.add(model.projects.find(id)),
                }
            });
        });
    }
    // Milestones and facts are printed in many places; what they take is not followed there.
    let binds = |one: &Ref<Project>| index.binding[one.index()];
    match &read {
        Reads::These(projects) if projects.iter().any(binds) => Reads::All,
        _ => read,
    }
}

impl Reads<'_> {
    fn add(&mut self, project: Option<Ref<Project>>) {
        if let (Self::These(projects), Some(project)) = (self, project)
            && !projects.contains(&project)
        {
            projects.to_mut().push(project);
        }
    }
}

/// Every Markdown text that a page prints; those of written pages need not be looked at, which
/// read all projects anyway.
fn each_text<'m>(model: &'m Model, kind: Kind, visit: &mut impl FnMut(&'m MarkdownText)) {
    let settings = &model.site;
    [&settings.notice, &settings.contact].into_iter().flatten().for_each(&mut *visit);
    match kind {
        Kind::Project(one) => each_markdown_of(model.projects.get(one), visit),
        Kind::Park(one) => each_markdown_of(model.parks.get(one), visit),
        Kind::Region(one) => each_markdown_of(model.regions.get(one), visit),
        Kind::Industry(one) => each_markdown_of(model.industries.get(one), visit),
        Kind::Organization(one) => each_markdown_of(model.organizations.get(one), visit),
        Kind::Category(one) => each_markdown_of(settings.categories.get(one), visit),
        Kind::Event(one) => each_markdown_of(model.events.get(one), visit),
        Kind::Document(one) => each_markdown_of(model.documents.get(one), visit),
        Kind::Source(one) => each_markdown_of(model.sources.get(one), visit),
        Kind::Glossary => {
            model.terms.records().for_each(|term| each_markdown_of(term, visit));
            settings.categories.records().for_each(|category| each_markdown_of(category, visit));
        }
        _ => {}
    }
}

fn page_reads<'a>(model: &Model, index: &'a Index, page: &PagePlan) -> Reads<'a> {
    match page.kind {
        Kind::Project(one) => {
            let mut read = vec![one];
            read.extend(related(model, index, one));
            Reads::These(read.into())
        }
        Kind::Park(one) => these(&index.by_park[one.index()]),
        Kind::Region(one) => these(&index.by_region[one.index()]),
        Kind::Industry(one) => these(&index.by_industry[one.index()]),
        Kind::Organization(one) => these(&index.by_organization[one.index()]),
        Kind::Stage(one) => these(&index.by_stage[one.0]),
        Kind::Category(one) => these(&index.by_category[one.index()]),
        Kind::TimelineYear(year) => happenings(rows(happenings_of(index, year), page.part)),
        Kind::ParkTimeline(one) => {
            happenings(rows(&index.happenings_of_park[one.index()], page.part))
        }
        Kind::RegionTimeline(one) => {
            happenings(rows(&index.happenings_of_region[one.index()], page.part))
        }
        Kind::Schedule => these(rows(&index.schedule, page.part)),
        Kind::Source(one) => resting(rows(&index.resting[one.index()], page.part)),
        Kind::Event(one) => Reads::These(model.events.get(one).projects.clone().into()),
        Kind::Document(_)
        | Kind::Glossary
        | Kind::NotFound
        | Kind::RootNotFound
        | Kind::Chooser => these(&[]),
        Kind::Home
        | Kind::Changes
        | Kind::Targets
        | Kind::TargetPeriod(_)
        | Kind::Indicators
        | Kind::Indicator(_)
        | Kind::Projects
        | Kind::Parks
        | Kind::Industries
        | Kind::Organizations
        | Kind::Timeline
        | Kind::Documents
        | Kind::Sources
        | Kind::Section(_)
        | Kind::Written(_)
        | Kind::Method
        | Kind::Accessibility
        | Kind::Data
        | Kind::DataSet(..)
        | Kind::DataPackage
        | Kind::Calendar
        | Kind::Feed
        | Kind::Translations => Reads::All,
    }
}

fn these(projects: &[Ref<Project>]) -> Reads<'_> {
    Reads::These(Cow::Borrowed(projects))
}

/// The rows of a list that a part of a page shows; what it has of the others is their number.
fn rows<T>(all: &[T], part: usize) -> &[T] {
    all.chunks(PART_ROWS).nth(part).unwrap_or_default()
}

fn happenings_of(index: &Index, year: i16) -> &[Happening] {
    index.years.get(&year).map(Vec::as_slice).unwrap_or_default()
}

/// A project stands here once for each of its milestones, which keeps their order.
fn happenings(shown: &[Happening]) -> Reads<'static> {
    let projects = shown.iter().filter_map(|happening| match happening {
        Happening::Milestone(project, _) => Some(*project),
        Happening::Event(_) => None,
    });
    Reads::These(projects.collect())
}

/// Figures on the page of a source are stated in the ledger, not computed from projects.
fn resting(shown: &[Resting]) -> Reads<'static> {
    let projects = shown.iter().filter_map(|what| match what {
        Resting::Record(AnyRef::Project(project)) => Some(*project),
        Resting::Record(_) | Resting::Page(_) => None,
    });
    Reads::These(projects.collect())
}

/// Other projects of the same park, or else of the same industry, that the page of a project
/// leads to.
pub fn related<'a>(
    model: &Model,
    index: &'a Index,
    one: Ref<Project>,
) -> impl Iterator<Item = Ref<Project>> + use<'a> {
    let project = model.projects.get(one);
    let near: &[Ref<Project>] = match (project.park, project.industries.first()) {
        (Some(park), _) => &index.by_park[park.index()],
        (None, Some(industry)) => &index.by_industry[industry.index()],
        (None, None) => &[],
    };
    near.iter().copied().filter(move |other| *other != one).take(RELATED)
}

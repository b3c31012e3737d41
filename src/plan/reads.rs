//! Which projects a page reads, so that a page is made again when one of them changes.
//!
//! A page may read fewer than it is said to, never more; in debug builds a test renders every page
//! and compares. Everything else (settings, other records, written pages, the theme, which pages
//! there are) is taken to be read by every page.

use super::{Happening, Index, Of, PART_ROWS, PageId, PagePlan, Resting};
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
    if !page.id.kind.is_file() {
        let is_bound = match page.id.record() {
            Some(AnyRef::Park(one)) => !each_words_of(model.parks.get(one)).is_empty(),
            Some(AnyRef::Event(one)) => !each_words_of(model.events.get(one)).is_empty(),
            _ => false,
        };
        if is_bound {
            return Reads::All;
        }
        each_text(model, page.id, &mut |text| {
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
fn each_text<'m>(model: &'m Model, id: PageId, visit: &mut impl FnMut(&'m MarkdownText)) {
    let settings = &model.site;
    [&settings.notice, &settings.contact].into_iter().flatten().for_each(&mut *visit);
    match (id.kind.name, id.record()) {
        (_, Some(one)) => each_markdown_of(model.record(one), visit),
        ("glossary", _) => {
            model.terms.records().for_each(|term| each_markdown_of(term, visit));
            settings.categories.records().for_each(|category| each_markdown_of(category, visit));
        }
        _ => {}
    }
}

fn page_reads<'a>(model: &Model, index: &'a Index, page: &PagePlan) -> Reads<'a> {
    match (page.id.kind.name, page.id.of) {
        (_, Of::Record(AnyRef::Project(one))) => {
            let mut read = vec![one];
            read.extend(related(model, index, one));
            Reads::These(read.into())
        }
        ("park", of) => these(&index.by_park[of.number()]),
        ("region", of) => these(&index.by_region[of.number()]),
        ("industry", of) => these(&index.by_industry[of.number()]),
        ("organization", of) => these(&index.by_organization[of.number()]),
        ("stage", of) => these(&index.by_stage[of.number()]),
        ("category", of) => these(&index.by_category[of.number()]),
        (_, Of::Year(year)) => happenings(rows(happenings_of(index, year), page.part)),
        ("park timeline", of) => {
            happenings(rows(&index.happenings_of_park[of.number()], page.part))
        }
        ("region timeline", of) => {
            happenings(rows(&index.happenings_of_region[of.number()], page.part))
        }
        ("schedule", _) => these(rows(&index.schedule, page.part)),
        ("source", of) => resting(rows(&index.resting[of.number()], page.part)),
        (_, Of::Record(AnyRef::Event(one))) => {
            Reads::These(model.events.get(one).projects.clone().into())
        }
        ("document" | "glossary" | "error page" | "common error page" | "language choice", _) => {
            these(&[])
        }
        _ => Reads::All,
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
        Resting::Target(_)
        | Resting::Observation(_)
        | Resting::EarlierTarget(_)
        | Resting::EarlierObservation(_)
        | Resting::Record(_)
        | Resting::Page(_) => None,
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

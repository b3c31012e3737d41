//! The data sets, one a file, and what many of them have in common.

mod changes;
mod documents;
mod events;
mod indicators;
mod industries;
mod milestones;
mod observations;
mod organizations;
mod parks;
mod progress;
mod projects;
mod regions;
mod sources;
mod summaries;
mod targets;
mod terms;

use super::Set;
use super::cell::Cell;
use crate::model::{
    Citation, Collection, Declared, Filter, MarkdownText, MilestoneStatus, Record, Ref, Text, When,
    each_citation_of,
};
use crate::render::site::RenderSite;
use crate::value::Period;
use std::collections::BTreeSet;

/// Every data set, in the order in which they are listed.
pub(in crate::render) const SETS: &[Set] = &[
    Set::of::<projects::Projects>(),
    Set::of::<milestones::Milestones>(),
    Set::of::<summaries::Summaries>(),
    Set::of::<progress::ProgressOfTargets>(),
    Set::of::<targets::Targets>(),
    Set::of::<observations::Observations>(),
    Set::of::<indicators::Indicators>(),
    Set::of::<events::Events>(),
    Set::of::<parks::Parks>(),
    Set::of::<regions::Regions>(),
    Set::of::<industries::Industries>(),
    Set::of::<organizations::Organizations>(),
    Set::of::<documents::Documents>(),
    Set::of::<sources::Sources>(),
    Set::of::<terms::Terms>(),
    Set::of::<changes::Changes>(),
];

/// The id of a record.
fn id<'m, T: Record>(_: &'m RenderSite<'m>, one: &&'m T) -> Cell<'m> {
    Cell::word(one.id().as_str())
}

/// The name of a record.
fn name<'m, T: Record>(_: &'m RenderSite<'m>, one: &&'m T) -> Cell<'m> {
    Cell::Text(one.name())
}

/// The sources that a record cites, for any of its parts.
fn sources<'m, T: Declared>(site: &'m RenderSite<'m>, one: &&'m T) -> Cell<'m> {
    let mut citations = Vec::new();
    each_citation_of(*one, &mut |citation| citations.push(citation));
    cited(site, citations)
}

/// The remark of the office on a record.
fn note<'m, T: Record>(_: &'m RenderSite<'m>, one: &&'m T) -> Cell<'m> {
    markdown(one.header().note.as_ref())
}

/// The sources that are cited, each once.
fn cited<'m>(
    site: &'m RenderSite<'m>,
    citations: impl IntoIterator<Item = &'m Citation>,
) -> Cell<'m> {
    let known = citations.into_iter().filter(|citation| !citation.is_later);
    let known: BTreeSet<_> = known.map(|citation| citation.source).collect();
    Cell::words(known.into_iter().map(|one| site.model.sources.id(one).as_str()))
}

fn text(text: Option<&Text>) -> Cell<'_> {
    text.map_or(Cell::Missing, Cell::Text)
}

fn markdown(text: Option<&MarkdownText>) -> Cell<'_> {
    text.map_or(Cell::Missing, Cell::Markdown)
}

fn period<'m>(period: Option<Period>) -> Cell<'m> {
    period.map_or(Cell::Missing, Cell::Period)
}

/// The day by which something had happened that no source dates. A plan is not by the day from
/// which it is known.
fn known_by<'m>(when: When, milestone_status: MilestoneStatus) -> Cell<'m> {
    match (when, milestone_status) {
        (When::KnownBy(by), MilestoneStatus::Done) => Cell::Period(by),
        _ => Cell::Missing,
    }
}

/// The remark of the office on a figure. It may tell of the sources, so it is left out where one of
/// them came later than the day that the site speaks of.
fn remark<'m>(note: Option<&'m MarkdownText>, citations: &[Citation]) -> Cell<'m> {
    markdown(note.filter(|_| !citations.iter().any(|citation| citation.is_later)))
}

/// The word of a value among those that a ledger uses for it.
fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Cell<'static> {
    let found = words.iter().find(|(_, known)| known == value);
    found.map_or(Cell::Missing, |(word, _)| Cell::word(*word))
}

/// The ids of records of one kind.
fn ids<'m, T: Record + 'm>(of: &'m Collection<T>, references: &[Ref<T>]) -> Cell<'m> {
    Cell::words(references.iter().map(|one| of.id(*one).as_str()))
}

/// The id of a record.
fn reference<'m, T: Record>(of: &'m Collection<T>, reference: Option<Ref<T>>) -> Cell<'m> {
    reference.map_or(Cell::Missing, |one| Cell::word(of.id(one).as_str()))
}

/// The part of an indicator that a figure speaks of, dimension by dimension.
#[derive(Debug, Clone, Copy)]
enum Dimension {
    Category,
    Industry,
    Park,
    Region,
}

impl Dimension {
    fn of<'m>(self, site: &'m RenderSite<'m>, part: &Filter) -> Cell<'m> {
        let model = site.model;
        match self {
            Self::Category => reference(&model.site.categories, part.category),
            Self::Industry => reference(&model.industries, part.industry),
            Self::Park => reference(&model.parks, part.park),
            Self::Region => reference(&model.regions, part.region),
        }
    }
}

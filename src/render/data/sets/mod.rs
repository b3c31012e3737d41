//! The data sets, one a file, and what many of them have in common.

mod changes;
mod milestones;
mod observations;
mod progress;
mod records;
mod statuses;
mod summaries;
mod targets;

use super::cell::Cell;
use super::column::{Column, Kind};
use super::{DataSet, Set};
use crate::model::{
    Citation, Collected, Correction, Document, Event, HasStatus, Indicator, IndicatorGroup,
    Industry, MarkdownText, Members, MilestoneStatus, Model, Organization, Park, Project,
    RecordKind, Ref, Region, Source, Term, Text, When, Words,
};
use crate::render::site::RenderSite;
use crate::value::Period;
use std::collections::BTreeSet;

/// Every data set, in the order in which they are listed.
pub(in crate::render) const SETS: &[Set] = &[
    Set::of::<Project>(),
    Set::of::<milestones::Milestones>(),
    Set::of::<statuses::Statuses>(),
    Set::of::<summaries::Summaries>(),
    Set::of::<progress::ProgressOfTargets>(),
    Set::of::<targets::Targets>(),
    Set::of::<observations::Observations>(),
    Set::of::<Indicator>(),
    Set::of::<IndicatorGroup>(),
    Set::of::<Event>(),
    Set::of::<Park>(),
    Set::of::<Region>(),
    Set::of::<Industry>(),
    Set::of::<Organization>(),
    Set::of::<Document>(),
    Set::of::<Source>(),
    Set::of::<Term>(),
    Set::of::<Correction>(),
    Set::of::<changes::Changes>(),
];

/// The sources that are cited, each once.
pub(super) fn cited<'m>(
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

pub(super) fn markdown(text: Option<&MarkdownText>) -> Cell<'_> {
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

/// Whether regions of the site are of levels.
fn has_levels(model: &Model) -> bool {
    !model.site.region_levels.is_empty()
}

/// The level of a region.
fn level(model: &Model, one: Ref<Region>) -> Cell<'_> {
    let level = model.regions.get(one).level;
    let level = level.map(|level| &model.site.region_levels[level.0]);
    level.map_or(Cell::Missing, |level| Cell::Named(level.id.as_str(), &level.name))
}

/// Whether the site has statuses to be asserted.
fn has_statuses(model: &Model) -> bool {
    !model.site.statuses.is_empty()
}

/// Whether any project says where it is.
fn has_positions(model: &Model) -> bool {
    model.projects.records().any(|project| project.position.is_some())
}

/// Whether a status is asserted of any target.
fn has_statuses_of_targets(model: &Model) -> bool {
    model.targets.records().any(|target| !target.status.is_empty())
}

/// What was asserted of a record last.
fn latest_status<'m>(site: &'m RenderSite<'m>, one: &impl HasStatus) -> Cell<'m> {
    let latest = one.latest_status().map(|latest| &site.model.site.statuses[latest.is]);
    latest.map_or(Cell::Missing, |declared| Cell::Named(declared.id.as_str(), &declared.name))
}

/// When.
fn latest_status_date<'m>(one: &impl HasStatus) -> Cell<'m> {
    period(one.latest_status().and_then(|latest| latest.when.date()))
}

/// The remark of the office on a figure. It may tell of the sources, so it is left out where one of
/// them came later than the day that the site speaks of.
fn remark<'m>(note: Option<&'m MarkdownText>, citations: &[Citation]) -> Cell<'m> {
    markdown(note.filter(|_| !citations.iter().any(|citation| citation.is_later)))
}

/// One of the words that a ledger uses for something.
fn choice<T: Words + PartialEq>(one: Option<T>) -> Cell<'static> {
    let found = one.and_then(|one| T::WORDS.iter().find(|(_, known)| *known == one));
    found.map_or(Cell::Missing, |(word, _)| Cell::Choice(T::KEYS, word))
}

/// A set of figures that may be of a part of their indicator.
trait OfParts: DataSet {
    /// The part that a row is of, if it is of one.
    fn part<'m>(site: &'m RenderSite<'m>, row: &Self::Row<'m>) -> Option<&'m Members>;

    /// The columns that tell the part: of each kind of record, and of the dimensions of the site.
    const PART: &'static [Column<Self>] = &[
        Column::new("category", Kind::Word, |site, row| {
            member::<Self>(site, row, RecordKind::Category)
        }),
        Column::new("industry", Kind::Reference("industries"), |site, row| {
            member::<Self>(site, row, RecordKind::Industry)
        }),
        Column::new("park", Kind::Reference("parks"), |site, row| {
            member::<Self>(site, row, RecordKind::Park)
        }),
        Column::new("region", Kind::Reference("regions"), |site, row| {
            member::<Self>(site, row, RecordKind::Region)
        }),
        Column::new("project", Kind::Reference("projects"), |site, row| {
            member::<Self>(site, row, RecordKind::Project)
        }),
        Column::new("where", Kind::Members, |site, row| {
            Self::part(site, row).map_or(Cell::Missing, Cell::Members)
        }),
    ];
}

/// The member of the part of a row that is a record of a kind.
fn member<'m, S: OfParts>(
    site: &'m RenderSite<'m>,
    row: &S::Row<'m>,
    kind: RecordKind,
) -> Cell<'m> {
    let records = S::part(site, row).into_iter().flat_map(|part| part.iter());
    let mut records = records.filter_map(|one| one.record());
    records.find(|one| one.kind() == kind).map_or(Cell::Missing, Cell::Record)
}

/// A record of another set.
fn record<T: Collected>(one: Option<Ref<T>>) -> Cell<'static> {
    one.map_or(Cell::Missing, |one| Cell::Record(T::any(one)))
}

/// Several of them.
fn records<T: Collected>(all: &[Ref<T>]) -> Cell<'static> {
    Cell::Records(all.iter().map(|one| T::any(*one)).collect())
}

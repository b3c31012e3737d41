//! Targets.

use super::{
    OfParts, cited, has_statuses_of_targets, latest_status, latest_status_date, period, record,
    remark, text,
};
use crate::model::{Collection, Members, Model, Record, Target};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;

/// Every target; after each those that it supersedes.
pub(super) struct Targets;

type C = Column<Targets>;

/// What it is of; the part comes next.
const FIRST: &[C] = &[
    C::new("id", Kind::Id, |_, (target, _)| Cell::word(target.header.id.as_str())),
    C::new("indicator", Kind::Reference("indicators"), |_, (target, _)| {
        record(Some(target.indicator))
    }),
    C::new("period", Kind::Period, |_, (target, _)| Cell::Period(*target.period)),
];

const REST: &[C] = &[
    C::new("direction", Kind::Word, |_, (target, _)| Cell::word(target.promise.direction.key())),
    C::new("value", Kind::Quantity, |_, (target, _)| Cell::Quantity(*target.promise.value)),
    C::new("baseline", Kind::Quantity, |_, (target, _)| {
        target.baseline.as_ref().map_or(Cell::Missing, |one| Cell::Quantity(one.value))
    }),
    C::new("baseline_period", Kind::Period, |_, (target, _)| {
        period(target.baseline.as_ref().and_then(|one| one.period))
    }),
    C::new("scope", Kind::Text, |_, (target, _)| text(target.scope.as_ref())),
    C::new("asserted", Kind::Word, |site, (target, _)| latest_status(site, *target))
        .only_if(has_statuses_of_targets)
        .labelled("column-asserted"),
    C::new("asserted_date", Kind::Period, |_, (target, _)| latest_status_date(*target))
        .only_if(has_statuses_of_targets),
    C::new("current", Kind::Flag, |_, (_, is_current)| Cell::Flag(*is_current)),
    C::new("published", Kind::Period, |_, (target, _)| period(target.header.published)),
    C::new("note", Kind::Text, |_, (target, _)| {
        remark(target.header.note.as_ref(), &target.header.citations)
    }),
    C::new("sources", Kind::References, |site, (target, _)| cited(site, target.cited())),
];

impl OfParts for Targets {
    fn part<'m>(_: &'m RenderSite<'m>, (target, _): &(&'m Target, bool)) -> Option<&'m Members> {
        Some(&target.part)
    }
}

impl DataSet for Targets {
    type Row<'m> = (&'m Target, bool);
    const NAME: &'static str = "targets";
    const TITLE: &'static str = "data-targets";

    fn columns() -> impl Iterator<Item = &'static C> {
        FIRST.iter().chain(Self::PART).chain(REST)
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Self::Row<'m>> {
        with_superseded(&site.model.targets)
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !model.targets.is_empty()
    }
}

/// Every record with whether it is current, each followed by those that it supersedes.
pub(super) fn with_superseded<T: Record>(
    records: &Collection<T>,
) -> impl Iterator<Item = (&T, bool)> {
    records.iter().flat_map(|(one, current)| {
        let earlier = records.revisions().superseded_by(one);
        let earlier = earlier.map(|earlier| (records.get(earlier.record), false));
        std::iter::once((current, true)).chain(earlier)
    })
}

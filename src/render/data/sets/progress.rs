//! Every target with everything that its status was computed from.

use super::{OfParts, has_statuses_of_targets, latest_status, latest_status_date, record};
use crate::model::{Actual, ActualFrom, Basis, Members, Method, Model, Progress, Stretch};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;
use crate::value::{Number, Quantity};

/// Every current target with its result and its status.
pub(super) struct ProgressOfTargets;

type C = Column<ProgressOfTargets>;

/// What it is of; the part comes next.
const FIRST: &[C] = &[
    C::new("target_id", Kind::Reference("targets"), |_, one| {
        Cell::word(one.target.header.id.as_str())
    }),
    C::new("indicator", Kind::Reference("indicators"), |_, one| record(Some(one.target.indicator))),
    C::new("period", Kind::Period, |_, one| Cell::Period(*one.target.period)),
];

const REST: &[C] = &[
    C::new("direction", Kind::Word, |_, one| Cell::word(one.target.promise.direction.key())),
    C::new("kind", Kind::Word, |site, one| {
        Cell::word(site.model.indicators.get(one.target.indicator).kind.key())
    }),
    C::new("path", Kind::Word, |_, one| match one.method {
        Some(Method::Linear | Method::Compound) => Cell::word(one.target.path().key()),
        _ => Cell::Missing,
    }),
    C::new("target", Kind::Quantity, |_, one| Cell::Quantity(*one.target.promise.value)),
    C::new("baseline", Kind::Quantity, |_, one| {
        one.target.baseline.as_ref().map_or(Cell::Missing, |one| Cell::Quantity(one.value))
    }),
    C::new("actual", Kind::Quantity, |site, one| {
        actual(site, one).map_or(Cell::Missing, Cell::Quantity)
    })
    .labelled("column-result"),
    C::new("from", Kind::Word, |_, one| {
        one.actual.as_ref().map_or(Cell::Missing, |actual| Cell::word(from(actual)))
    }),
    C::new("covers", Kind::Date, |_, one| {
        one.actual.as_ref().map_or(Cell::Missing, |actual| Cell::Date(actual.covers))
    }),
    C::new("elapsed", Kind::Count, |_, one| elapsed(one, |elapsed| elapsed.gone)),
    C::new("whole", Kind::Count, |_, one| elapsed(one, |elapsed| elapsed.whole)),
    C::new("time_unit", Kind::Word, |_, one| {
        one.elapsed.map_or(Cell::Missing, |elapsed| {
            Cell::word(if elapsed.in_months { "months" } else { "days" })
        })
    }),
    C::new("planned", Kind::Number, |_, one| Cell::decimal(one.planned)),
    C::new("completion", Kind::Number, |_, one| Cell::decimal(one.completion)),
    C::new("pace", Kind::Number, |_, one| Cell::decimal(one.pace)),
    C::new("distance", Kind::Number, |_, one| number(one.distance)),
    C::new("gap", Kind::Number, |_, one| Cell::decimal(one.gap)),
    C::new("remaining", Kind::Number, |_, one| number(one.remaining())),
    C::new("projection", Kind::Number, |_, one| number(one.projection)),
    C::new("growth", Kind::Number, |_, one| Cell::decimal(one.rates.map(|rates| rates.observed))),
    C::new("growth_required", Kind::Number, |_, one| {
        Cell::decimal(one.rates.map(|rates| rates.required))
    }),
    C::new("status", Kind::Word, |_, one| Cell::word(one.status.key())),
    C::new("asserted", Kind::Word, |site, one| latest_status(site, one.target))
        .only_if(has_statuses_of_targets)
        .labelled("column-asserted"),
    C::new("asserted_date", Kind::Period, |_, one| latest_status_date(one.target))
        .only_if(has_statuses_of_targets),
    C::new("why", Kind::Word, |_, one| one.why.map_or(Cell::Missing, |why| Cell::word(why.key()))),
    C::new("method", Kind::Word, |_, one| {
        one.method.map_or(Cell::Missing, |method| Cell::word(method.key()))
    }),
    C::new("as_of", Kind::Date, |site, _| Cell::Date(site.model.site.as_of)),
];

impl OfParts for ProgressOfTargets {
    fn part<'m>(_: &'m RenderSite<'m>, one: &&'m Progress<'m>) -> Option<&'m Members> {
        Some(&one.target.part)
    }
}

impl DataSet for ProgressOfTargets {
    type Row<'m> = &'m Progress<'m>;
    const NAME: &'static str = "progress";
    const TITLE: &'static str = "data-progress";

    fn columns() -> impl Iterator<Item = &'static C> {
        FIRST.iter().chain(Self::PART).chain(REST)
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Self::Row<'m>> {
        site.progress().iter()
    }

    fn exists(model: &Model, _: &Index) -> bool {
        !model.targets.is_empty()
    }
}

fn number<'m>(number: Option<Number>) -> Cell<'m> {
    number.map_or(Cell::Missing, Cell::Number)
}

fn elapsed<'m>(one: &Progress<'_>, part: fn(Stretch) -> u32) -> Cell<'m> {
    one.elapsed.map_or(Cell::Missing, |elapsed| Cell::Count(part(elapsed) as usize))
}

/// The result as a figure, of which an end that is computed may not belong to it.
fn actual(site: &RenderSite<'_>, one: &Progress<'_>) -> Option<Quantity> {
    let unit = site.model.indicators.get(one.target.indicator).unit;
    one.actual.as_ref()?.value.quantity(Some(unit))
}

/// What a result rests on.
fn from(actual: &Actual<'_>) -> &'static str {
    match &actual.from {
        ActualFrom::Measured(_) => "measured",
        ActualFrom::Reported(parts) if parts.len() > 1 => "parts",
        ActualFrom::Reported(parts) => {
            let is_to_date = parts.iter().any(|found| found.basis == Some(Basis::ToDate));
            if is_to_date { "to-date" } else { "reported" }
        }
    }
}

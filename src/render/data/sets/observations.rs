//! Observations: what was reported, and what the ledger adds up to for the same periods.

use super::targets::with_superseded;
use super::{OfParts, choice, cited, period, record, remark, text};
use crate::model::{
    Against, Basis, Comparison, Indicator, MeasureOf, Measured, Measurings, Members, Missing,
    Model, Observation, Ref, Target, comparisons, measured_periods,
};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;
use crate::value::{Period, Quantity};
use std::cell::OnceCell;

/// Every observation, after each those that it supersedes; then what is computed.
pub(super) struct Observations;

/// What one row is made from.
pub(super) enum Row<'m> {
    /// What was reported; if it is current with what it is compared with, found when it is asked for.
    Reported(&'m Observation, Option<OnceCell<Vec<Comparison<'m>>>>),
    /// What the projects of the ledger add up to.
    Computed(Ref<Indicator>, Period, Measured),
}

type C = Column<Observations>;

/// What it is of, and what it says; the part comes next.
const FIRST: &[C] = &[
    C::new("id", Kind::Word, |_, row| row.reported(|found| Cell::word(found.header.id.as_str()))),
    C::new("indicator", Kind::Reference("indicators"), |_, row| {
        let (Row::Reported(Observation { indicator, .. }, _) | Row::Computed(indicator, ..)) = row;
        record(Some(*indicator))
    }),
    C::new("period", Kind::Period, |_, row| {
        Cell::Period(match row {
            Row::Reported(found, _) => *found.period,
            Row::Computed(_, period, _) => *period,
        })
    }),
    C::new("origin", Kind::Word, |_, row| {
        let is_reported = matches!(row, Row::Reported(..));
        Cell::word(if is_reported { "reported" } else { "computed" })
    }),
    C::new("value", Kind::Quantity, |site, row| row.value(site)),
    C::new("claim", Kind::Text, |_, row| row.reported(|found| text(found.claim.as_ref()))),
    C::new("missing", Kind::Word, |site, row| {
        let reason = |of: Missing| {
            let reason = &site.model.site.missing[of.0];
            let id = reason.id.as_str();
            reason.name.as_ref().map_or(Cell::word(id), |name| Cell::Named(id, name))
        };
        row.reported(|found| found.missing.map_or(Cell::Missing, reason))
    }),
];

const REST: &[C] = &[
    C::new("share", Kind::Quantity, |_, row| {
        row.reported(|found| quantity(found.stated_share.as_deref()))
    }),
    C::new("basis", Kind::Word, |_, row| {
        row.reported(|found| match found.basis {
            Some(Basis::ToDate) => Cell::word("to-date"),
            Some(Basis::Part) => Cell::word("part"),
            None => Cell::Missing,
        })
    }),
    C::new("covers", Kind::Date, |_, row| {
        let day = match row {
            Row::Reported(found, _) => Some(found.covers),
            Row::Computed(.., measured) => measured.covers,
        };
        day.map_or(Cell::Missing, Cell::Date)
    }),
    C::new("standing", Kind::Word, |_, row| row.reported(|found| choice(Some(found.status)))),
    C::new("exceeds_target", Kind::Flag, |_, row| {
        row.reported(|found| Cell::Flag(found.exceeds_target))
    }),
    C::new("not_comparable", Kind::Text, |_, row| {
        row.reported(|found| text(found.not_comparable.as_ref()))
    }),
    C::new("on_previous", Kind::Number, |site, row| row.change(site, Against::PreviousPeriod)),
    C::new("on_last_year", Kind::Number, |site, row| row.change(site, Against::SamePeriodLastYear)),
    C::new("against_target", Kind::Number, |site, row| row.change(site, Against::Target)),
    C::new("against_plan", Kind::Number, |site, row| row.change(site, Against::Plan)),
    C::new("counted", Kind::Count, |_, row| row.computed(|measured| measured.n_counted)),
    C::new("without_investment", Kind::Count, |_, row| {
        row.computed(|Measured { left_out, .. }| left_out.n_without_value)
    }),
    C::new("other_currency", Kind::Count, |_, row| {
        row.computed(|Measured { left_out, .. }| left_out.n_other_currency)
    }),
    C::new("uncertain", Kind::Count, |_, row| {
        row.computed(|Measured { left_out, .. }| left_out.n_uncertain + left_out.n_undated)
    }),
    C::new("without_figure", Kind::Count, |_, row| {
        row.computed(|Measured { left_out, .. }| left_out.n_without_figure)
    })
    .only_if(sums_figures),
    C::new("current", Kind::Flag, |_, row| Cell::Flag(!matches!(row, Row::Reported(_, None)))),
    C::new("published", Kind::Period, |_, row| {
        row.reported(|found| period(found.header.published))
    }),
    C::new("note", Kind::Text, |_, row| {
        row.reported(|found| remark(found.header.note.as_ref(), &found.header.citations))
    }),
    C::new("sources", Kind::References, |site, row| {
        row.reported(|found| cited(site, &found.header.citations))
    }),
];

impl OfParts for Observations {
    fn part<'m>(_: &'m RenderSite<'m>, row: &Row<'m>) -> Option<&'m Members> {
        match row {
            Row::Reported(found, _) => Some(&found.part),
            Row::Computed(..) => None,
        }
    }
}

impl DataSet for Observations {
    type Row<'m> = Row<'m>;
    const NAME: &'static str = "observations";
    const TITLE: &'static str = "data-observations";

    fn columns() -> impl Iterator<Item = &'static C> {
        FIRST.iter().chain(Self::PART).chain(REST)
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Row<'m>> {
        let reported = with_superseded(&site.model.observations);
        let reported = reported
            .map(|(found, is_current)| Row::Reported(found, is_current.then(OnceCell::new)));
        let indicators = site.model.indicators.iter().filter(|(_, one)| one.measure.is_some());
        reported.chain(indicators.flat_map(|(one, _)| computed(site, one)))
    }

    fn exists(model: &Model, _: &Index) -> bool {
        let measurings = Measurings::new(model);
        let adds_up = |target: &Target| {
            let measured = measurings.measure(target.indicator, *target.period, &target.part);
            measured.is_some_and(|measured| has_something(&measured))
        };
        !model.observations.is_empty() || model.targets.records().any(adds_up)
    }
}

/// What the ledger adds up to, for each period with a result or a target.
fn computed<'m>(
    site: &'m RenderSite<'m>,
    one: Ref<Indicator>,
) -> impl Iterator<Item = Row<'m>> + use<'m> {
    let model = site.model;
    measured_periods(model, one).into_iter().filter_map(move |period| {
        let measured = site.measured(one, period)?;
        has_something(&measured).then_some(Row::Computed(one, period, measured))
    })
}

/// Whether an indicator is a sum of figures of projects.
fn sums_figures(model: &Model) -> bool {
    let measures = model.indicators.records().filter_map(|one| one.measure.as_ref());
    measures.into_iter().any(|measure| matches!(measure.of, MeasureOf::Figures(_)))
}

fn has_something(measured: &Measured) -> bool {
    measured.n_counted > 0 || measured.left_out.n() > 0
}

impl<'m> Row<'m> {
    fn reported(&self, of: impl FnOnce(&'m Observation) -> Cell<'m>) -> Cell<'m> {
        match self {
            Self::Reported(found, _) => of(found),
            Self::Computed(..) => Cell::Missing,
        }
    }

    fn computed(&self, of: impl FnOnce(&Measured) -> usize) -> Cell<'m> {
        match self {
            Self::Reported(..) => Cell::Missing,
            Self::Computed(_, _, measured) => Cell::Count(of(measured)),
        }
    }

    /// The difference in the unit of the value, of percentages in percentage points.
    fn change(&self, site: &'m RenderSite<'m>, against: Against) -> Cell<'m> {
        let Self::Reported(reported, Some(compared)) = self else { return Cell::Missing };
        let compare = || comparisons(site.model, &site.observations, reported);
        let found = compared.get_or_init(compare).iter().find(|one| one.against == against);
        found.map_or(Cell::Missing, |one| Cell::Number(one.change.difference.number))
    }

    /// Where only what cannot be counted is listed there is no figure.
    fn value(&self, site: &'m RenderSite<'m>) -> Cell<'m> {
        match self {
            Self::Reported(found, _) => quantity(found.value.as_deref()),
            Self::Computed(_, _, measured) if measured.n_counted == 0 => Cell::Missing,
            Self::Computed(one, _, measured) => {
                Cell::Quantity(measured.quantity(site.model.indicators.get(*one).unit))
            }
        }
    }
}

fn quantity<'m>(value: Option<&Quantity>) -> Cell<'m> {
    value.map_or(Cell::Missing, |value| Cell::Quantity(*value))
}

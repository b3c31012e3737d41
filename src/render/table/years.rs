//! Each year against its targets: what was reported, what the ledger adds up to, what was promised.

use super::listed::{listed_note, with_left_out};
use super::results::{observation_cell, with_definition};
use super::targets::Target;
use super::{Column, Table};
use crate::model::{Actual, ActualFrom, Indicator, Measured, Observation, Ref, reported};
use crate::render::order::indicators_sorted;
use crate::render::progress::{actual_figure, covered, status_note, status_word};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Period, Unit};
use std::cmp::Reverse;

/// All years.
pub(in crate::render) struct Years;

/// What is known of an indicator in a year.
pub(in crate::render) struct Year<'a> {
    year: Period,
    one: Ref<Indicator>,
    indicator: &'a Indicator,
    /// The figure that the completion beside it is computed from, if it is one that is reported.
    total: Option<Actual<'a>>,
    latest: Option<&'a Observation>,
    measured: Option<Measured>,
    target: Option<Target<'a>>,
}

type C = Column<Years>;

impl Table for Years {
    type Row<'a> = Year<'a>;
    const DATA_SET: &'static str = "summaries";
    const COLUMNS: &'static [C] = &[
        C::words("year", |_, scope, row| {
            CellView::words(scope.date(row.year)).sort(row.year.first_day().to_string())
        }),
        C::words("indicator", |_, scope, row| CellView::link(scope.record(row.one))),
        C::numbers("reported", |_, scope, row| row.reported(scope)),
        C::numbers("computed", |_, scope, row| row.computed(scope)),
        C::numbers("target", |_, scope, row| match &row.target {
            Some(target) => target.target(),
            None => CellView::figure(scope.missing()),
        }),
        C::numbers("completion", |_, scope, row| {
            row.target.as_ref().map_or_else(CellView::none, |target| target.completion(scope))
        }),
        C::words("status", |_, scope, row| row.status(scope)),
    ];

    fn key(&self) -> &'static str {
        "by-year"
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        scope.t("caption-by-year", &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Year<'a>> {
        let periods = scope.site.index.periods.iter();
        let periods = periods.filter(|period| **period != Period::Whole);
        let mut years: Vec<_> = periods.map(|period| period.whole_year()).collect();
        years.sort_by_key(|year| (Reverse(year.last_day()), *year));
        years.dedup();
        let indicators = indicators_sorted(scope);
        let of = |year| indicators.iter().filter_map(move |one| Year::new(scope, year, *one));
        years.into_iter().flat_map(of).collect()
    }

    fn notes(&self, scope: &Scope<'_>) -> Vec<String> {
        let has_rows = !scope.site.index.periods.is_empty();
        has_rows.then(|| status_note(scope)).into_iter().collect()
    }
}

impl<'a> Year<'a> {
    fn new(scope: &Scope<'a>, period: Period, one: Ref<Indicator>) -> Option<Self> {
        let indicator = scope.site.model.indicators.get(one);
        let mut targets = scope.site.progress().iter().map(|progress| (progress, progress.target));
        let target = targets.find(|(_, target)| {
            target.indicator == one && target.part.is_whole() && target.period == period
        });
        let observations = scope.site.observations.of_whole(one);
        let within = observations
            .iter()
            .copied()
            .filter(|found| found.value.is_some() && period.contains_period(*found.period));
        let latest = within.max_by_key(|found| (found.period == period, found.rank()));
        let measured = scope.site.measured(one, period);
        let measured =
            measured.filter(|measured| measured.n_counted > 0 || measured.left_out.n() > 0);
        let is_known = target.is_some() || latest.is_some() || measured.is_some();
        is_known.then(|| Self {
            year: period,
            one,
            indicator,
            total: reported(indicator, observations, period),
            latest,
            measured,
            target: target.map(|(progress, _)| Target::new(scope, progress)),
        })
    }

    fn reported(&self, scope: &Scope<'a>) -> CellView<'a> {
        let period = self.year;
        match (&self.total, self.latest) {
            (Some(total @ Actual { from: ActualFrom::Reported(parts), .. }), _)
                if parts.len() > 1 =>
            {
                let figure = actual_figure(scope, total, self.indicator);
                let note = [figure.note.clone(), Some(covered(scope, total, period))];
                CellView::figure(figure).note(scope.details(note))
            }
            (_, Some(found)) => {
                let part = (found.period != period).then(|| scope.short_date(*found.period));
                let note = with_definition(scope, found, part);
                observation_cell(scope, found).note(note)
            }
            _ => CellView::none(),
        }
    }

    /// What the ledger adds up to.
    fn computed(&self, scope: &Scope<'a>) -> CellView<'a> {
        let Some(measured) = &self.measured else { return CellView::none() };
        if measured.n_counted == 0 {
            return CellView::none().note(with_left_out(scope, None, measured.left_out));
        }
        let quantity = measured.quantity(self.indicator.unit);
        let note = listed_note(scope, self.one, self.year, measured.n_counted);
        let noted = !matches!(self.indicator.unit, Unit::Named(_));
        let note = with_left_out(scope, Some(note).filter(|_| noted), measured.left_out);
        let cell = CellView::words(scope.shown(&quantity, Some(self.indicator))).note(note);
        CellView { computed: scope.computed(), ..cell }
    }

    fn status(&self, scope: &Scope<'a>) -> CellView<'a> {
        if let Some(target) = &self.target {
            return target.status();
        }
        let is_stated = self.latest.is_some_and(|found| found.exceeds_target);
        let key = if is_stated { "stated" } else { "no-target" };
        CellView { status: Some(key), ..CellView::words(status_word(scope, key)) }
    }
}

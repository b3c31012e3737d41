//! Each year against its targets: what was reported, what the ledger adds up to, what was promised.

use super::listed::{listed_note, with_left_out};
use super::results::{observation_cell, with_definition};
use super::targets::Target;
use super::{Column, Table};
use crate::model::{
    Actual, ActualFrom, Indicator, Measured, Observation, Progress, Ref, YearsOf, reported,
};
use crate::render::order::indicators_sorted;
use crate::render::progress::{actual_figure, covered, status_word};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Period, Unit};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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
        // It names the figures, also where a phone shows one column of them at a time.
        C::words("indicator", |_, scope, row| CellView::link(scope.record(row.one))),
        C::words("year", |_, scope, row| {
            CellView::words(scope.date(row.year)).sort(row.year.first_day().to_string())
        }),
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
        let mut years = scope.site.index.periods.years().to_vec();
        years.sort_by_key(|year| (Reverse(year.last_day()), *year));
        let indicators = indicators_sorted(scope);
        let known = Known::new(scope, &years);
        let of = |year| {
            let known = &known;
            indicators.iter().filter_map(move |one| Year::new(scope, known, year, *one))
        };
        years.into_iter().flat_map(of).collect()
    }

    fn has_statuses(&self, scope: &Scope<'_>) -> bool {
        !scope.site.index.periods.is_empty()
    }
}

/// What was promised and reported of indicators as a whole, by year.
struct Known<'a> {
    targets: BTreeMap<(Period, Ref<Indicator>), &'a Progress<'a>>,
    observations: BTreeMap<(Period, Ref<Indicator>), Vec<&'a Observation>>,
    years: BTreeMap<Ref<Indicator>, YearsOf>,
}

impl<'a> Known<'a> {
    fn new(scope: &Scope<'a>, years: &[Period]) -> Self {
        let site = scope.site;
        let mut known = Self {
            targets: BTreeMap::new(),
            observations: BTreeMap::new(),
            years: BTreeMap::new(),
        };
        for progress in site.progress().iter().filter(|progress| progress.target.part.is_whole()) {
            let key = (*progress.target.period, progress.target.indicator);
            known.targets.entry(key).or_insert(progress);
        }
        let mut by_day = years.to_vec();
        by_day.sort_unstable();
        for (one, _) in site.model.indicators.iter() {
            let own = site.observations.years_of(one);
            for found in site.observations.of_whole(one) {
                let years = holding(&by_day, *found.period);
                for year in years.filter(|year| own.holds(*year, *found.period)) {
                    known.observations.entry((year, one)).or_default().push(found);
                }
            }
            known.years.insert(one, own);
        }
        known
    }
}

/// The years that a period lies in: one, or several where years of indicators begin on other days.
fn holding(by_day: &[Period], period: Period) -> impl Iterator<Item = Period> {
    let n_begun = by_day.partition_point(|year| year.first_day() <= period.first_day());
    let begun = by_day[..n_begun].iter().rev();
    // A year that begins earlier ends earlier, too.
    let near = begun.take_while(move |year| year.last_day() >= period.first_day());
    near.filter(move |year| year.contains_period(period)).copied()
}

impl<'a> Year<'a> {
    fn new(
        scope: &Scope<'a>,
        known: &Known<'a>,
        period: Period,
        one: Ref<Indicator>,
    ) -> Option<Self> {
        let indicator = scope.site.model.indicators.get(one);
        let target = known.targets.get(&(period, one)).copied();
        let observations = known.observations.get(&(period, one));
        let observations = observations.map(Vec::as_slice).unwrap_or_default();
        let within = observations.iter().copied().filter(|found| found.value.is_some());
        let latest = within.max_by_key(|found| (found.period == period, found.rank()));
        let takes = known.years.get(&one).is_none_or(|own| own.takes(period));
        let measured = if takes { scope.site.measured(one, period) } else { None };
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
            target: target.map(|progress| Target::new(scope, progress)),
        })
    }

    fn reported(&self, scope: &Scope<'a>) -> CellView<'a> {
        let period = self.year;
        match (&self.total, self.latest) {
            (Some(total @ Actual { from: ActualFrom::Reported(parts), .. }), _)
                if parts.len() > 1 =>
            {
                let figure = actual_figure(scope, total, self.indicator);
                let note =
                    [figure.note.clone(), Some(covered(scope, total, self.indicator, period))];
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
            return target.status(scope);
        }
        let is_stated = self.latest.is_some_and(|found| found.exceeds_target);
        let key = if is_stated { "stated" } else { "no-target" };
        CellView { status: Some(key), ..CellView::words(status_word(scope, key)) }
    }
}

//! The figures of a project: what was planned, what was done, what is forecast.

use super::results::{observation_cell, observation_standing};
use super::targets::Target;
use super::{Column, Table};
use crate::locale::PeriodStyle;
use crate::model::{Indicator, Member, Members, Observation, Project, Ref};
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::Period;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The figures of a project, one row for each indicator and period.
pub(in crate::render) struct FiguresOfProject(pub(in crate::render) Ref<Project>);

/// What is known of an indicator for a period.
pub(in crate::render) struct Row<'a> {
    indicator: Ref<Indicator>,
    /// The part of the project that it is of, if it is not all of it.
    part: Members,
    period: Period,
    target: Option<Target<'a>>,
    result: Option<&'a Observation>,
    forecast: Option<&'a Observation>,
}

type C = Column<FiguresOfProject>;

impl Table for FiguresOfProject {
    type Row<'a> = Row<'a>;
    const DATA_SET: &'static str = "observations";
    const COLUMNS: &'static [C] = &[
        C::words("indicator", |_, scope, row| {
            CellView::link(scope.record(row.indicator)).note(scope.part_name(&row.part))
        }),
        C::words("period", |_, scope, row| {
            CellView::words(scope.locale.period(row.period, PeriodStyle::Short))
                .sort(row.period.first_day().to_string())
        }),
        C::numbers("plan", |_, _, row| {
            row.target.as_ref().map_or_else(CellView::none, Target::target)
        }),
        C::numbers("actual", |_, scope, row| row.actual(scope)).labelled("column-result"),
        C::numbers("completion", |_, scope, row| {
            let target = row.target.as_ref();
            target.map_or_else(CellView::none, |target| target.completion_with_bar(scope))
        }),
        C::numbers("forecast", |_, scope, row| {
            row.forecast.map_or_else(CellView::none, |found| observation_cell(scope, found))
        }),
        C::words("status", |_, scope, row| {
            row.target.as_ref().map_or_else(CellView::none, |target| target.status(scope))
        }),
    ];

    fn key(&self) -> &'static str {
        "figures"
    }

    fn caption(&self, scope: &Scope<'_>) -> String {
        scope.t("project-figures", &[])
    }

    /// By indicator, each from the first period to the last.
    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Row<'a>> {
        let model = scope.site.model;
        let Some(figures) = scope.site.index.figures_of_project(self.0) else {
            return Vec::new();
        };
        let mut rows = BTreeMap::new();
        for one in &figures.targets {
            let target = model.targets.get(*one);
            let row = self.row(scope, &mut rows, target.indicator, &target.part, *target.period);
            let progress = scope.site.progress_of(*one);
            row.target = progress.map(|progress| Target::new(scope, progress).alone());
        }
        for one in &figures.observations {
            let found = model.observations.get(*one);
            let row = self.row(scope, &mut rows, found.indicator, &found.part, *found.period);
            let place = if found.is_forecast() { &mut row.forecast } else { &mut row.result };
            if place.is_none_or(|other| other.rank() < found.rank()) {
                *place = Some(found);
            }
        }
        rows.into_values().collect()
    }
}

/// What rows are sorted by: their indicator, their part, their period from its end.
type Order = (u32, Ref<Indicator>, Members, Date, Period);

impl FiguresOfProject {
    /// The row of an indicator, a part and a period.
    fn row<'r, 'a>(
        &self,
        scope: &Scope<'_>,
        rows: &'r mut BTreeMap<Order, Row<'a>>,
        indicator: Ref<Indicator>,
        part: &Members,
        period: Period,
    ) -> &'r mut Row<'a> {
        let part = part.without(Member::Project(self.0));
        let weight = scope.site.model.indicators.get(indicator).weight;
        let order = (weight, indicator, part.clone(), period.last_day(), period);
        let new = Row { indicator, part, period, target: None, result: None, forecast: None };
        rows.entry(order).or_insert(new)
    }
}

impl<'a> Row<'a> {
    /// What was reported for the period, or else what the completion of the plan is found from.
    fn actual(&self, scope: &Scope<'a>) -> CellView<'a> {
        match (self.result, &self.target) {
            (Some(found), _) => {
                observation_cell(scope, found).note(observation_standing(scope, found))
            }
            (None, Some(target)) => target.result(scope),
            (None, None) => CellView::none(),
        }
    }
}

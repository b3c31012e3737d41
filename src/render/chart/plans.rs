//! An indicator period by period: what was planned, what was done, what is forecast. Of the whole, or of
//! a project.

use super::Empty;
use super::amount::{Amount, any_inexact, axis, draw_across};
use super::bars::{Head, value_ticks};
use super::data::{those_so, titled, told, view, words};
use super::legend::{Key, legend};
use super::svg::{Drawing, NARROW};
use crate::model::{
    Actual, ActualFrom, Indicator, Member, Members, Observation, Project, Record, Ref, Standing,
};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::numbers::Numbers;
use crate::render::scope::{MISSING, Scope};
use crate::render::view::{CellView, ChartView};
use crate::value::{Number, Period};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many periods are drawn: the last ones.
const SHOWN: usize = 12;

/// The height of a bar, in tenths of an `em`.
const THICK: u32 = 9;

/// What is known for a period.
#[derive(Default)]
struct Row<'a> {
    plan: Option<Amount>,
    actual: Option<Amount>,
    is_computed: bool,
    /// It is computed from several published results, not from projects.
    is_added: bool,
    /// The part of the period that the result is of, where it is not of all of it.
    part: Option<Period>,
    standing: Option<Standing>,
    forecast: Option<Amount>,
    reported: Option<&'a Observation>,
    predicted: Option<&'a Observation>,
}

impl Row<'_> {
    /// A result with what it is of, and how far it can be relied upon: "RMB 5 billion (H1 2031,
    /// estimate)".
    fn qualified(&self, scope: &Scope<'_>, value: String) -> String {
        match self.qualities(scope) {
            Some(said) => scope.t("change-standing", &[("value", &value), ("standing", &said)]),
            None => value,
        }
    }

    fn qualities(&self, scope: &Scope<'_>) -> Option<String> {
        let part = self.part.map(|part| scope.short_date(part));
        let standing = self.standing.and_then(|standing| scope.standing(standing));
        scope.details([part, standing])
    }
}

type Rows<'a> = BTreeMap<(Date, Period), Row<'a>>;

/// Draws it; `Err` where there is nothing to hold against each other.
pub(super) fn plans<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    project: Option<Ref<Project>>,
) -> Result<ChartView<'a>, Empty> {
    let indicator = scope.site.model.indicators.get(one);
    let rows: Vec<_> = rows(scope, one, project).into_iter().collect();
    let n_marks = |mark: fn(&Row<'a>) -> bool| rows.iter().filter(|(_, row)| mark(row)).count();
    let n_done = n_marks(|row| row.actual.is_some());
    let n_ahead = n_marks(|row| row.plan.is_some()) + n_marks(|row| row.forecast.is_some());
    if rows.len() < 2 || n_done == 0 || n_ahead == 0 || n_done + n_ahead < 3 {
        return Err(Empty::because("there are too few plans, results and forecasts to compare"));
    }
    let first_drawn = rows.len().saturating_sub(SHOWN);
    let drawn = &rows[first_drawn..];
    let amounts = |row: &Row<'a>| [row.plan, row.actual, row.forecast].into_iter().flatten();
    let spans: Vec<_> = drawn.iter().flat_map(|(_, row)| amounts(row)).map(Amount::span).collect();
    let is_count = scope.site.model.units.is_count(indicator.unit);
    let axis = axis(&spans, [], 4, is_count).ok_or(Empty::OUT_OF_RANGE)?;
    let mut every: Vec<_> =
        rows.iter().flat_map(|(_, row)| amounts(row)).flat_map(Amount::numbers).collect();
    every.push(Number::plain(axis.high().normalize()));
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &every);
    // The page of the project says already whose plans they are.
    let is_elsewhere = |project: &Ref<Project>| {
        let id = scope.site.model.projects.id(*project);
        !scope.path.ends_with(&format!("/projects/{id}/index.html"))
    };
    let name = match project.filter(is_elsewhere) {
        Some(project) => {
            let of = scope.plain(scope.site.model.projects.get(project).name());
            scope.with_part(of, scope.plain(indicator.name()))
        }
        None => scope.plain(indicator.name()).to_owned(),
    };
    let title = scope.t("chart-plans", &[("indicator", &name)]);
    let title = titled(scope, &title, &numbers.unit);
    let unit = Some(&*numbers.unit.label).filter(|_| !is_count);
    let mut data = Draft::of_chart(scope, id, &title)
        .words(scope, "period", "column-period")
        .numbers("plan", scope.t("column-plan", &[]), unit)
        .numbers("result", scope.t("column-result", &[]), unit)
        .numbers("forecast", scope.t("column-forecast", &[]), unit);
    for ((_, period), row) in &rows {
        let cell = |amount: Option<Amount>| {
            amount.map_or_else(CellView::none, |amount| amount.cell(scope, &numbers))
        };
        let actual = CellView {
            computed: scope.computed().filter(|_| row.is_computed && row.actual.is_some()),
            note: row.actual.and_then(|_| row.qualities(scope)).map(Into::into),
            ..cell(row.actual)
        };
        let period =
            CellView::words(scope.short_date(*period)).sort(period.first_day().to_string());
        data.row(vec![period, cell(row.plan), actual, cell(row.forecast)]);
    }
    data.view.downloads = downloads(scope, &["observations", "targets"]);
    let (drawing, height) = draw(scope, &axis, &numbers, drawn);
    let sentences: Vec<_> = drawn.iter().rev().map(|row| in_words(scope, indicator, row)).collect();
    let words = words(scope, &sentences);
    // The last period that has both a result and something to hold it against.
    let is_told = |(_, row): &&_| {
        let row: &Row<'_> = row;
        row.actual.is_some() && (row.plan.is_some() || row.forecast.is_some())
    };
    let finding = drawn.iter().rev().find(is_told).map(|row| at_a_glance(scope, indicator, row));
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "plans", title, finding, &svg, data.finish(scope));
    let any = |mark: fn(&Row<'a>) -> bool| drawn.iter().any(|(_, row)| mark(row));
    let notes = [
        ("chart-computed", any(|row| row.is_computed && !row.is_added && row.actual.is_some())),
        ("chart-of-parts", any(|row| row.is_added && row.actual.is_some())),
        ("chart-unsure", any_inexact(drawn.iter().flat_map(|(_, row)| amounts(row)))),
    ];
    chart.notes.extend(those_so(scope, &notes));
    if first_drawn > 0 {
        let (shown, all) = (drawn.len().to_string(), rows.len().to_string());
        chart.notes.push(scope.t("chart-periods-cut", &[("shown", &shown), ("all", &all)]));
    }
    let found = rows.iter().flat_map(|(_, row)| [row.reported, row.predicted]).flatten();
    chart.cites = scope.cite_once(found.map(|found| &*found.header.citations));
    Ok(chart)
}

/// What is known of an indicator, or of its part that is a project, by the end of its periods.
fn rows<'a>(scope: &Scope<'a>, one: Ref<Indicator>, project: Option<Ref<Project>>) -> Rows<'a> {
    let (site, model, index) = (scope.site, scope.site.model, scope.site.index);
    let part = project.map(|project| Members::new(vec![Member::Project(project)]));
    let part = part.unwrap_or_default();
    let of_project = project.and_then(|project| index.figures_of_project(project));
    let (targets, observations) = match of_project {
        Some(figures) => (&figures.targets[..], &figures.observations[..]),
        None => (index.figures().targets_of_indicator(one), index.figures().of_indicator(one)),
    };
    let unit = Some(model.indicators.get(one).unit);
    let mut rows = Rows::new();
    for number in targets {
        let target = model.targets.get(*number);
        if target.indicator != one || target.part != part {
            continue;
        }
        let row = rows.entry((target.period.last_day(), *target.period)).or_default();
        row.plan = Amount::promised(&target.promise.value);
        let actual = site.progress_of(*number).and_then(|found| found.actual.as_ref());
        if let Some(actual) = actual {
            row.actual = Amount::computed(actual.value, unit);
            (row.part, row.standing) = (part_of(actual, *target.period), standing(actual));
            let of_projects = matches!(actual.from, ActualFrom::Measured(_));
            row.is_added = matches!(&actual.from, ActualFrom::Reported(parts) if parts.len() > 1);
            row.is_computed = of_projects || row.is_added;
        }
    }
    for number in observations {
        let found = model.observations.get(*number);
        let is_meant = found.indicator == one && found.part == part;
        let Some(value) = found.value.as_ref().filter(|_| is_meant) else { continue };
        let row = rows.entry((found.period.last_day(), *found.period)).or_default();
        let place = if found.is_forecast() { &mut row.predicted } else { &mut row.reported };
        if place.is_some_and(|other| other.rank() >= found.rank()) {
            continue;
        }
        *place = Some(found);
        if found.is_forecast() {
            row.forecast = Amount::stated(value);
        } else {
            row.actual = Amount::stated(value);
            (row.is_computed, row.is_added) = (false, false);
            (row.part, row.standing) = (None, Some(found.status));
        }
    }
    // What a part of a year adds is in the row of the year, where that has a plan or a forecast.
    let is_ahead = |row: &Row<'_>| row.plan.is_some() || row.forecast.is_some();
    let ahead = rows.iter().filter(|(_, row)| is_ahead(row)).map(|((_, period), _)| *period);
    let ahead: Vec<_> = ahead.collect();
    rows.retain(|(_, period), row| {
        let is_within = |whole: &Period| whole != period && whole.contains_period(*period);
        is_ahead(row) || !ahead.iter().any(is_within)
    });
    rows
}

/// The part of the period of a target that its result is of.
fn part_of(actual: &Actual<'_>, whole: Period) -> Option<Period> {
    let of = match &actual.from {
        ActualFrom::Reported(parts) => {
            Period::spanning(*parts.first()?.period, *parts.last()?.period)?
        }
        ActualFrom::Measured(_) => Period::between(whole.first_day(), actual.covers)?,
    };
    (whole != Period::Whole && actual.covers < whole.last_day()).then_some(of)
}

/// How far a result can be relied upon: as far as the least firm of what it is added up from.
fn standing(actual: &Actual<'_>) -> Option<Standing> {
    let ActualFrom::Reported(parts) = &actual.from else { return None };
    let is_told = |standing: &Standing| *standing != Standing::Reported;
    let told = parts.iter().map(|part| part.status).filter(is_told);
    told.max().or(Some(Standing::Reported))
}

fn in_words(
    scope: &Scope<'_>,
    indicator: &Indicator,
    ((_, period), row): &((Date, Period), Row<'_>),
) -> String {
    let part = |key: &str, amount: Option<Amount>| {
        let value = amount?.words(scope, Some(indicator));
        let is_result = key == "column-result";
        let value = if is_result { row.qualified(scope, value) } else { value };
        Some(told(scope, &scope.t(key, &[]), &value))
    };
    let parts = [
        part("column-plan", row.plan),
        part("column-result", row.actual),
        part("column-forecast", row.forecast),
    ];
    told(scope, &scope.short_date(*period), &scope.details(parts).unwrap_or_default())
}

/// The same as a heading: "2031: plan RMB 4 billion, result RMB 1.1 billion".
fn at_a_glance(
    scope: &Scope<'_>,
    indicator: &Indicator,
    ((_, period), row): &((Date, Period), Row<'_>),
) -> String {
    let part = |key: &str, amount: Option<Amount>| {
        let value = amount?.words(scope, Some(indicator));
        let is_result = key == "finding-result";
        let value = if is_result { row.qualified(scope, value) } else { value };
        Some(scope.t(key, &[("value", &value)]))
    };
    let parts = [
        part("finding-plan", row.plan),
        part("finding-result", row.actual),
        part("finding-forecast", row.forecast),
    ];
    told(scope, &scope.short_date(*period), &scope.details(parts).unwrap_or_default())
}

fn draw(
    scope: &Scope<'_>,
    axis: &super::axis::ValueAxis,
    numbers: &Numbers,
    rows: &[((Date, Period), Row<'_>)],
) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let [plan, result, forecast] =
        ["column-plan", "column-result", "column-forecast"].map(|key| scope.t(key, &[]));
    let has = |mark: fn(&Row<'_>) -> bool| rows.iter().any(|(_, row)| mark(row));
    let keys = [
        has(|row| row.actual.is_some()).then(|| Key::fill("bar", &result, None)),
        has(|row| row.plan.is_some()).then(|| Key::line("target", &plan)),
        has(|row| row.forecast.is_some()).then(|| Key::fill("track-hollow", &forecast, None)),
    ];
    let mut down = legend(&mut drawing, &keys.into_iter().flatten().collect::<Vec<_>>()) + 4;
    for ((_, period), row) in rows {
        let said = row.actual.or(row.forecast);
        let value = said.map(|amount| amount.cell(scope, numbers).text.into_owned());
        let value = match (value, row.actual) {
            (Some(value), Some(_)) => row.qualified(scope, value),
            (value, _) => value.unwrap_or_else(|| MISSING.to_owned()),
        };
        let class = if said.is_some() { "value" } else { "missing" };
        let head = Head::new(&scope.short_date(*period), &value);
        let top = head.draw(&mut drawing, None, class, down) + 2;
        let across = top..top + THICK;
        for tick in axis.ticks() {
            let class = if tick.is_zero() { "zero" } else { "grid" };
            drawing.line(class, (axis.at(tick), top - 1), (axis.at(tick), across.end + 1));
        }
        if let Some(forecast) = row.forecast {
            draw_across(&mut drawing, axis, forecast.span(), "track-hollow", across.clone());
        }
        if let Some(actual) = row.actual {
            let class = if row.is_computed { "bar-computed" } else { "bar" };
            draw_across(&mut drawing, axis, actual.span(), class, across.start + 2..across.end - 2);
        }
        if let Some(at) = row.plan.and_then(Amount::rank).map(|plan| axis.at(plan)) {
            drawing.line("target", (at, across.start - 2), (at, across.end + 2));
        }
        down = across.end + 8;
    }
    let baseline = down + 6;
    value_ticks(&mut drawing, scope, axis, &numbers.unit, baseline);
    (drawing, baseline + 5)
}

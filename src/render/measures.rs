//! Pages of targets and indicators.

use super::chart::chart;
use super::chrome::{About, chrome};
use super::progress::{group_rollups, progress_view, rollup};
use super::scope::Scope;
use super::table;
use super::table::{TableKey, kind_key, part_name, share, targets_of, unit_name};
use super::view::targets::PeriodTargetsView;
use super::view::{
    ChartView, FactView, IndicatorView, KeyFigureView, LinkView, TargetPeriodView, TargetsView,
};
use crate::model::binding::Chart;
use crate::model::{Indicator, MeasureOf, Observation, Record, Ref};
use crate::plan::{Kind, PagePlan};
use crate::value::Period;

/// In how many periods an indicator is drawn step by step.
const LINES: usize = 3;

/// A result with its period, for the home page.
pub(super) fn result_card<'a>(
    scope: &mut Scope<'a>,
    found: &'a Observation,
) -> Option<KeyFigureView<'a>> {
    let indicator = scope.site.model.indicators.get(found.indicator);
    let figure = scope.figure_of(found.value.as_ref()?, Some(indicator), &found.header.citations);
    let mut label = scope.record(Kind::Indicator(found.indicator), indicator);
    if let Some(part) = part_name(scope, found) {
        label.text = scope.t("name-with-part", &[("name", &label.text), ("part", &part)]).into();
    }
    let exceeds = found.exceeds_target.then(|| scope.t("stated-exceeds", &[]));
    let period = scope.date(*found.period);
    Some(KeyFigureView { label, figure, period, note: share(scope, found).or(exceeds) })
}

/// All targets, by period.
pub(super) fn targets<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TargetsView<'a> {
    let mut periods = Vec::new();
    for period in &scope.site.index.periods {
        let all = targets_of(scope, *period);
        let name = scope.date(*period);
        let (rollup, key) = if all.is_empty() {
            (scope.t("no-targets", &[]), TableKey::Results(*period))
        } else {
            (rollup(scope, &all), TableKey::Targets(*period))
        };
        periods.push(PeriodTargetsView {
            title: scope.own_link(Kind::TargetPeriod(*period), name),
            rollup,
            groups: group_rollups(scope, &all),
            table: unique_id(table::table(scope, key), *period),
        });
    }
    let lead = scope.t("lead-targets", &[]);
    let about = About::titled(Scope::own(scope.t("title-targets", &[]))).described(lead.clone());
    TargetsView { lead, periods, page: chrome(scope, page, about) }
}

/// The same kind of table for several periods stands on one page.
fn unique_id<'a>(
    mut table: super::view::TableView<'a>,
    period: Period,
) -> super::view::TableView<'a> {
    table.id = format!("{}-{}", table.id, period.slug());
    table
}

/// The targets and results of one period.
pub(super) fn period<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    period: Period,
) -> TargetPeriodView<'a> {
    let all = targets_of(scope, period);
    let name = scope.date(period);
    let targets: Vec<_> = all.iter().map(|progress| progress_view(scope, progress)).collect();
    let bullets = chart(scope, "chart-targets", Chart::Bullets(period));
    let table = (!all.is_empty()).then(|| table::table(scope, TableKey::Targets(period)));
    let results = Some(table::table(scope, TableKey::Results(period)))
        .filter(|results| !results.rows.is_empty());
    let periods = &scope.site.index.periods;
    let position = periods.iter().position(|known| *known == period).unwrap_or(0);
    let neighbour = |scope: &Scope<'a>, index: Option<usize>| -> Option<LinkView<'a>> {
        let period = *periods.get(index?)?;
        Some(scope.own_link(Kind::TargetPeriod(period), scope.date(period)))
    };
    let (previous, next) =
        (neighbour(scope, Some(position + 1)), neighbour(scope, position.checked_sub(1)));
    let lead = period_lead(scope, period);
    let title = scope.t("title-period", &[("period", &name)]);
    let rollup = match all.is_empty() {
        true => scope.t("no-targets", &[]),
        false => rollup(scope, &all),
    };
    let about = About::titled(Scope::own(title)).described(rollup.clone());
    TargetPeriodView {
        lead,
        rollup,
        groups: group_rollups(scope, &all),
        targets,
        chart: bullets,
        table,
        results,
        previous,
        next,
        page: chrome(scope, page, about),
    }
}

/// That a period is over; how much of one that runs is over stands beside its results, with the day
/// that they cover.
fn period_lead(scope: &Scope<'_>, period: Period) -> Option<String> {
    let as_of = scope.site.model.site.as_of;
    let (name, day) = (scope.date(period), scope.date(Period::Day(as_of)));
    let args = [("period", &*name), ("day", &*day)];
    (as_of >= period.last_day()).then(|| scope.t("lead-period-over", &args))
}

/// One indicator.
pub(super) fn indicator<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Indicator>,
) -> IndicatorView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(one);
    let targets = scope.site.progress.iter().filter(|progress| progress.target.indicator == one);
    let mut targets: Vec<_> = targets.collect();
    targets.sort_by_key(|progress| std::cmp::Reverse(progress.target.period.last_day()));
    let targets = targets
        .into_iter()
        .map(|progress| {
            let mut view = progress_view(scope, progress);
            let period = progress.target.period;
            view.indicator = scope.own_link(Kind::TargetPeriod(*period), scope.date(*period));
            view
        })
        .collect();
    let charts = indicator_charts(scope, one);
    let observations = table::table(scope, TableKey::Observations(one));
    let facts = indicator_facts(scope, indicator);
    scope.cite(&indicator.header.citations);
    let description = indicator.definition.as_ref().map(|text| scope.lead_of(text));
    let about =
        About::titled(scope.text(indicator.name())).described(description.unwrap_or_default());
    IndicatorView {
        definition: scope.html_opt(indicator.definition.as_ref()),
        method: scope.html_opt(indicator.method.as_ref()),
        facts,
        targets,
        charts,
        observations,
        note: scope.html_opt(indicator.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

/// The last periods with a target step by step, and all years.
fn indicator_charts<'a>(scope: &mut Scope<'a>, one: Ref<Indicator>) -> Vec<ChartView<'a>> {
    let targets = scope.site.model.targets.records().filter(|target| target.indicator == one);
    let mut periods: Vec<_> = targets.map(|target| target.period).collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.last_day()));
    periods.dedup();
    periods.truncate(LINES);
    let mut drawn = Vec::new();
    for period in periods {
        drawn.extend(chart(scope, &format!("chart-{}", period.slug()), Chart::Line(one, *period)));
    }
    drawn.extend(chart(scope, "chart-years", Chart::Years(one)));
    drawn
}

fn indicator_facts<'a>(scope: &Scope<'a>, indicator: &'a Indicator) -> Vec<FactView<'a>> {
    let model = scope.site.model;
    // A rate may have no word.
    let unit = Some(unit_name(scope, indicator)).filter(|unit| !unit.is_empty());
    let unit = unit.map(|unit| scope.fact_text("fact-unit", Scope::own(unit)));
    let mut facts: Vec<_> = unit.into_iter().collect();
    facts.push(scope.fact_text("fact-kind", Scope::own(scope.t(kind_key(indicator.kind), &[]))));
    if let Some(group) = &indicator.group {
        facts.push(scope.fact_text("fact-group", scope.text(group)));
    }
    if let Some(whole) = indicator.breakdown_of {
        let link = scope.record(Kind::Indicator(whole), model.indicators.get(whole));
        facts.push(scope.fact_links("fact-part-of", vec![link]));
    }
    if let Some(measure) = &indicator.measure {
        let stage = super::stage_name(scope, measure.reaching).text;
        let key = match measure.of {
            MeasureOf::Investment => "measure-sum",
            MeasureOf::Projects => "measure-count",
        };
        let text = scope.t(key, &[("stage", &stage)]);
        let limit = measure.filter.investment.as_ref().map(|limit| scope.quantity(limit));
        let text = match limit {
            Some(limit) => scope.t("measure-limit", &[("measure", &text), ("limit", &limit)]),
            None => text,
        };
        facts.push(scope.fact_text("fact-measure", Scope::own(text)));
    }
    facts
}

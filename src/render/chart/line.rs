//! What an indicator has added up to within a period, step by step, against target and plan.
//!
//! A result is drawn from the day that its data reach: before it nothing is known, so the line
//! goes in steps, and ends where the data end. At least two steps; one is what a bar shows better.

use super::axis::DateAxis;
use super::axis::ValueAxis;
use super::axis::name_of_part;
use super::data::Data;
use super::data::titled;
use super::data::view;
use super::legend::Key;
use super::legend::legend;
use super::svg::Anchor;
use super::svg::Drawing;
use super::svg::FULL;
use super::svg::Label;
use super::svg::NARROW;
use super::svg::Shape;
use crate::model::ActualFrom;
use crate::model::Direction;
use crate::model::Indicator;
use crate::model::IndicatorKind;
use crate::model::Measuring;
use crate::model::Observation;
use crate::model::Progress;
use crate::model::Record;
use crate::model::Ref;
use crate::model::Target;
use crate::model::planned_points;
use crate::model::planned_share;
use crate::plan::TableKey;
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::table::Numbers;
use crate::render::table::downloads;
use crate::render::view::CellView;
use crate::render::view::ChartView;
use crate::value::Number;
use crate::value::Period;
use crate::value::Quantity;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How high the space between axis and top is, in tenths of an `em`.
const PLOT: u32 = 130;

/// For how many months the projects of the ledger are added up one by one.
const MONTHS: usize = 36;

/// What is known from a day on.
struct Step<'a> {
    until: Date,
    total: Number,
    /// The result that was added, where a source states it.
    added: Option<&'a Observation>,
}

/// Draws an indicator with a target for a period.
pub(super) fn line<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    period: Period,
) -> Option<ChartView<'a>> {
    let site = scope.site;
    let indicator = site.model.indicators.get(one);
    let is_meant = |progress: &&Progress<'a>| {
        let target = progress.target;
        target.indicator == one
            && target.period == period
            && target.direction != Direction::Reach
            && target.baseline.is_none()
    };
    let progress = site.progress.iter().find(is_meant)?;
    let steps = steps(scope, indicator, progress)?;
    let target = progress.target.value.number;
    let last = steps.last()?;
    let is_count = site.model.units.is_count(indicator.unit);
    let values = [target.value()?, last.total.value()?];
    let axis = ValueAxis::over(values, 4, is_count)?;
    let planned = planned_points(progress.target);
    let mut every: Vec<_> = steps.iter().map(|step| step.total).collect();
    every.extend([target, Number::plain(axis.high().normalize())]);
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &every);

    let (name, when) = (scope.plain(indicator.name()), scope.date(period));
    let title = scope.t("chart-line", &[("indicator", name), ("period", &when)]);
    let title = titled(scope, &title, &numbers.unit);
    let words = progress_view(scope, progress).inputs;
    let is_computed = matches!(progress.actual.as_ref()?.from, ActualFrom::Measured(_));
    let (drawing, height) = draw(
        scope,
        &Plot {
            period,
            axis: &axis,
            numbers: &numbers,
            steps: &steps,
            planned: &planned,
            target,
            is_computed,
        },
    );
    let table = table(scope, id, &title, one, &numbers, &steps, progress.target);
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "line", title, words, &svg, table);
    chart.cites = scope.cite(&progress.target.citations);
    if is_computed {
        chart.notes.push(scope.t("chart-computed", &[]));
    }
    Some(chart)
}

/// The results added up, or the projects of the ledger at the end of each month.
fn steps<'a>(
    scope: &Scope<'a>,
    indicator: &Indicator,
    progress: &Progress<'a>,
) -> Option<Vec<Step<'a>>> {
    if indicator.kind != IndicatorKind::Cumulative {
        return None;
    }
    let actual = progress.actual.as_ref()?;
    let mut steps = Vec::new();
    match &actual.from {
        ActualFrom::Reported(parts) => {
            let mut total = Number::plain(0);
            for part in parts {
                let added = part.value.as_ref()?.number;
                total = if steps.is_empty() { added } else { total.checked_add(added)? };
                steps.push(Step { until: part.covers, total, added: Some(part) });
            }
        }
        ActualFrom::Measured(_) => {
            let measuring = Measuring::new(scope.site.model, indicator)?;
            let first = progress.target.period.first_day();
            let mut end = first.last_of_month();
            while steps.len() < MONTHS {
                let until = end.min(actual.covers);
                let so_far = Period::between(first, until)?;
                let total = measuring.measured(so_far, &crate::model::Filter::default())?.value;
                let total = total.exact()?;
                let is_new = steps.last().is_none_or(|last: &Step<'_>| last.total != total);
                if is_new && !total.coefficient.is_zero() {
                    steps.push(Step { until, total, added: None });
                }
                if until == actual.covers {
                    break;
                }
                end = end.tomorrow().ok()?.last_of_month();
            }
        }
    }
    (steps.len() > 1).then_some(steps)
}

struct Plot<'p, 'a> {
    period: Period,
    axis: &'p ValueAxis,
    numbers: &'p Numbers,
    steps: &'p [Step<'a>],
    planned: &'p [(Date, Decimal)],
    target: Number,
    is_computed: bool,
}

fn draw(scope: &Scope<'_>, plot: &Plot<'_, '_>) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let (result, plan, target) =
        (scope.t("chart-result", &[]), scope.t("chart-plan", &[]), scope.t("target", &[]));
    let line = if plot.is_computed { "line-computed" } else { "line" };
    let keys = [
        Key::line(line, &result),
        Key::line("line-plan", &plan),
        Key::line("line-target", &target),
    ];
    let top = legend(&mut drawing, &keys) + 14;
    let bottom = top + PLOT;
    let down = |value: Decimal| bottom - plot.axis.at(value) * PLOT / FULL;
    let dates = DateAxis::of(plot.period);

    for tick in plot.axis.ticks() {
        let y = down(tick);
        let class = if tick.is_zero() { "zero" } else { "grid" };
        drawing.line(class, (0, y), (FULL, y));
        let text = plot.axis.label(scope.locale, &plot.numbers.unit, tick);
        drawing.text(Label::new("tick", Anchor::Start, &text), (0, y - 3));
    }
    date_ticks(&mut drawing, scope, &dates, top..bottom);
    if let Some(value) = plot.target.value() {
        let y = down(value);
        drawing.line("line-target", (0, y), (FULL, y));
        let mut before = (0, bottom);
        for (day, share) in plot.planned {
            let Some(due) = value.checked_mul(*share) else { continue };
            let next = (dates.end(*day), down(due));
            drawing.line("line-plan", before, next);
            before = next;
        }
    }
    let mut before = (0, bottom);
    for step in plot.steps {
        let Some(value) = step.total.value() else { continue };
        let corner = (dates.end(step.until), before.1);
        let next = (corner.0, down(value));
        drawing.line(line, before, corner);
        drawing.line(line, corner, next);
        before = next;
    }
    for step in plot.steps {
        let Some(value) = step.total.value() else { continue };
        let at = (dates.end(step.until), down(value));
        drawing.mark(if plot.is_computed { "dot-computed" } else { "dot" }, Shape::Dot, at);
        let text = plot.numbers.cell(scope, Some(step.total)).text;
        let places = [
            (Anchor::End, (at.0.saturating_sub(18), at.1.saturating_sub(5))),
            (Anchor::Start, (at.0 + 22, at.1 + 5)),
        ];
        for (anchor, place) in places {
            if drawing.text_if_free(Label::new("value", anchor, &text), place) {
                break;
            }
        }
    }
    (drawing, bottom + 20)
}

/// The parts of an axis of dates under a plot, with a line at the start of each.
pub(super) fn date_ticks(
    drawing: &mut Drawing,
    scope: &Scope<'_>,
    dates: &DateAxis,
    down: std::ops::Range<u32>,
) {
    let name = |months, day| name_of_part(scope.locale, dates, months, day);
    let width = |text: &str| drawing.across(super::svg::text_width(text) + 4);
    let ticks = dates.ticks(name, width);
    for tick in &ticks {
        drawing.line("tick-mark", (tick.from, down.end), (tick.from, down.end + 5));
        if tick.from > 0 {
            drawing.line("grid", (tick.from, down.start), (tick.from, down.end));
        }
        let place = ((tick.from + tick.to) / 2, down.end + 15);
        drawing.text_if_free(Label::new("tick", Anchor::Middle, &tick.label), place);
    }
    drawing.line("tick-mark", (FULL, down.end), (FULL, down.end + 5));
}

fn table<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    title: &str,
    one: Ref<Indicator>,
    numbers: &Numbers,
    steps: &[Step<'a>],
    target: &'a Target,
) -> crate::render::view::TableView<'a> {
    let unit = Some(numbers.unit.label.as_str());
    let mut data = Data::new(scope, id, title)
        .words(scope, "until", "chart-until")
        .numbers("added", scope.t("chart-added", &[]), None)
        .numbers("total", scope.t("chart-result", &[]), unit)
        .numbers("planned", scope.t("chart-plan", &[]), None)
        .numbers("target", scope.t("target", &[]), unit);
    for (number, step) in steps.iter().enumerate() {
        let added = step.added.and_then(|found| Some((found.value.as_ref()?, &found.citations)));
        let added = added.map_or_else(CellView::none, |(value, citations)| {
            CellView::figure(scope.figure(value, citations))
        });
        let is_stated = number == 0 && step.added.is_some();
        let mut total = numbers.cell(scope, Some(step.total));
        total.computed = scope.computed().filter(|_| !is_stated);
        let due = planned_share(target, step.until).map(|share| scope.percent(share));
        data.row(vec![
            CellView::words(scope.date(Period::Day(step.until))).sort(step.until.to_string()),
            added,
            total,
            due.map_or_else(CellView::none, CellView::words),
            numbers.cell(scope, Some(target.value.number)),
        ]);
    }
    data.downloads(downloads(scope, TableKey::Observations(one)));
    data.finish()
}

/// A figure in words, for what stands alone.
pub(super) fn amount(scope: &Scope<'_>, value: Number, indicator: &Indicator) -> String {
    scope.shown(&Quantity::exactly(value, Some(indicator.unit)), Some(indicator))
}

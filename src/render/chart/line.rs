//! What an indicator has added up to within a period, step by step, against target and plan.
//!
//! A result is drawn from the day that its data reach: before it nothing is known, so the line
//! goes in steps, and ends where the data end. A sum of figures that are not exact is drawn as all
//! that it may be, between two dashed lines. At least two steps; one is what a bar shows better.

use super::Empty;
use super::amount::{Amount, any_inexact, axis, draw_mark, links};
use super::axis::{DateAxis, ValueAxis, name_of_part};
use super::data::{those_so, titled, view};
use super::legend::{Key, legend};
use super::svg::{Anchor, Drawing, FULL, Label, NARROW};
use crate::model::{
    ActualFrom, Direction, Indicator, IndicatorKind, Measuring, Observation, Progress, Record, Ref,
    Target, planned_points, planned_share, steps_of,
};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::numbers::Numbers;
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView};
use crate::value::{Interval, Number, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How high the space between axis and top is, in tenths of an `em`.
const PLOT: u32 = 130;

/// How far from its mark a figure may stand, in tenths of an `em`.
const FARTHEST: u32 = 26;

/// For how many months the projects of the ledger are added up one by one.
const MONTHS: usize = 36;

/// What is known from a day on.
struct Step<'a> {
    until: Date,
    total: Amount,
    /// The result that was added since the step before, where a source states it.
    added: Option<&'a Observation>,
    /// The last result of it, where it is not what was added.
    of: Option<&'a Observation>,
    /// A source states the total.
    is_stated: bool,
}

/// Draws an indicator with a target for a period.
pub(super) fn line<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    period: Period,
) -> Result<ChartView<'a>, Empty> {
    if period == Period::Whole {
        return Err(Empty::because("the days of the whole life of a project are not known"));
    }
    let site = scope.site;
    let indicator = site.model.indicators.get(one);
    let is_meant = |progress: &&Progress<'a>| {
        let target = progress.target;
        target.indicator == one
            && target.period == period
            && target.part.is_whole()
            && target.promise.direction != Direction::Reach
            && target.baseline.is_none()
    };
    let targets = site.index.figures().targets_of_indicator(one).iter();
    let progress = targets.filter_map(|target| site.progress_of(*target)).find(is_meant);
    let progress = progress.ok_or(Empty::because(
        "the indicator has no target for the period with `at_least` or `at_most`",
    ))?;
    let steps = steps(scope, indicator, progress)?;
    let target = Amount::promised(&progress.target.promise.value).ok_or(Empty::OUT_OF_RANGE)?;
    let is_count = site.model.units.is_count(indicator.unit);
    let amounts = || steps.iter().map(|step| step.total).chain([target]);
    let spans: Vec<_> = amounts().map(Amount::span).collect();
    let axis = axis(&spans, [], 4, is_count).ok_or(Empty::OUT_OF_RANGE)?;
    let planned = planned_points(progress.target);
    let mut every: Vec<_> = amounts().flat_map(Amount::numbers).collect();
    every.push(Number::plain(axis.high().normalize()));
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &every);

    let (name, when) = (scope.plain(indicator.name()), scope.date(period));
    let title = scope.t("chart-line", &[("indicator", name), ("period", &when)]);
    let title = titled(scope, &title, &numbers.unit);
    let words = progress_view(scope, progress).inputs;
    let from = progress.actual.as_ref().map(|actual| &actual.from);
    let is_computed = matches!(from, Some(ActualFrom::Measured(_)));
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
    let is_unsure = any_inexact(amounts());
    let table = table(scope, id, &title, &numbers, &steps, progress.target);
    let svg = drawing.finish(id, &title, &words, height);
    let finding = finding(scope, progress);
    let mut chart = view(id, "line", title, finding, &svg, table);
    chart.cites = scope.cite(&progress.target.header.citations);
    let notes = [("chart-computed", is_computed), ("chart-unsure", is_unsure)];
    chart.notes.extend(those_so(scope, &notes));
    Ok(chart)
}

/// What is done of a target that asks for as much as possible, against what was planned.
fn finding<'a>(scope: &Scope<'a>, progress: &'a Progress<'a>) -> Option<String> {
    let is_at_least = progress.target.promise.direction == Direction::AtLeast;
    let actual = progress.actual.as_ref().filter(|_| is_at_least)?;
    let view = progress_view(scope, progress);
    let (completion, planned) = (view.completion?, view.planned?);
    let date = scope.date(Period::Day(actual.covers));
    let args = [("completion", &*completion), ("planned", &*planned), ("date", &*date)];
    Some(scope.t("finding-line", &args))
}

/// The results added up, or the projects of the ledger at the end of each month.
fn steps<'a>(
    scope: &Scope<'a>,
    indicator: &Indicator,
    progress: &Progress<'a>,
) -> Result<Vec<Step<'a>>, Empty> {
    if indicator.kind != IndicatorKind::Cumulative || !indicator.adds_time() {
        return Err(Empty::because("the indicator does not add up over a period"));
    }
    let few = Empty::because("fewer than two results add up from the first day of the period on");
    let actual = progress.actual.as_ref().ok_or(few)?;
    let steps = match &actual.from {
        ActualFrom::Reported(_) => {
            let target = progress.target;
            let found = scope.site.observations.of_whole(target.indicator);
            reported_steps(&steps_of(found, *target.period), indicator)
        }
        ActualFrom::Measured(_) => {
            measured_steps(scope, indicator, *progress.target.period, actual.covers)
        }
    };
    steps.ok_or(Empty::OUT_OF_RANGE).and_then(|steps| match steps.len() {
        0 | 1 => Err(few),
        _ => Ok(steps),
    })
}

/// What was reported up to each day, also where it is told from the first day on again and again,
/// as results to date are.
fn reported_steps<'a>(
    chains: &[Vec<&'a Observation>],
    indicator: &Indicator,
) -> Option<Vec<Step<'a>>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for chain in chains {
        let (last, before) = chain.split_last()?;
        let total = match before {
            [] => Amount::stated(last.value.as_ref()?)?,
            _ => {
                let parts = chain.iter().map(|part| part.value.as_ref()?.interval());
                let sum = Interval::checked_sum(parts.collect::<Option<Vec<_>>>()?)?;
                Amount::computed(sum, Some(indicator.unit))?
            }
        };
        let from = steps.last().map(|step| step.until.tomorrow()).transpose().ok()?;
        let is_added = from.is_none_or(|from| from == last.period.first_day());
        let (added, of) = if is_added { (Some(*last), None) } else { (None, Some(*last)) };
        steps.push(Step { until: last.covers, total, added, of, is_stated: before.is_empty() });
    }
    Some(steps)
}

/// What the ledger adds up to at the end of each month, where that is new.
fn measured_steps<'a>(
    scope: &Scope<'a>,
    indicator: &Indicator,
    period: Period,
    covers: Date,
) -> Option<Vec<Step<'a>>> {
    let measuring = Measuring::new(scope.site.model, indicator)?;
    let first = period.first_day();
    let mut end = first.last_of_month();
    let mut steps: Vec<Step<'a>> = Vec::new();
    let mut before = Interval::exactly(Number::plain(0));
    while steps.len() < MONTHS {
        let until = end.min(covers);
        let so_far = Period::between(first, until)?;
        let measured = measuring.measured(so_far, &crate::model::Members::default())?;
        // Figures are of the day that all have in common, which may lie before the end of the month.
        let (total, until_now) = (measured.value, measured.covers.unwrap_or(until));
        if total != before {
            let total = Amount::computed(total, Some(indicator.unit))?;
            let step = Step { until: until_now, total, added: None, of: None, is_stated: false };
            steps.push(step);
        }
        before = total;
        if until == covers {
            break;
        }
        end = end.tomorrow().ok()?.last_of_month();
    }
    Some(steps)
}

struct Plot<'p, 'a> {
    period: Period,
    axis: &'p ValueAxis,
    numbers: &'p Numbers,
    steps: &'p [Step<'a>],
    planned: &'p [(Date, Decimal)],
    target: Amount,
    is_computed: bool,
}

fn draw(scope: &Scope<'_>, plot: &Plot<'_, '_>) -> (Drawing, u32) {
    let ticks: Vec<_> = plot.axis.ticks();
    let label = |tick: &Decimal| plot.axis.label(scope.locale, &plot.numbers.unit, *tick);
    let labels: Vec<_> = ticks.iter().map(label).collect();
    let mut drawing = Drawing::with_margin(NARROW, labels.iter().map(String::as_str));
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
    let down = move |value: Decimal| bottom - plot.axis.at(value) * PLOT / FULL;
    let dates = DateAxis::of(plot.period);

    for (tick, text) in ticks.into_iter().zip(&labels) {
        let y = down(tick);
        let class = if tick.is_zero() { "zero" } else { "grid" };
        drawing.line(class, (0, y), (FULL, y));
        drawing.margin_text(Label::new("tick", Anchor::End, text), y);
    }
    date_ticks(&mut drawing, scope, &dates, bottom);
    let zero = (0, down(Decimal::ZERO));
    let due = plot.target.span();
    for value in [due.low, due.high.filter(|high| due.low != Some(*high))].into_iter().flatten() {
        let y = down(value);
        drawing.line("line-target", (0, y), (FULL, y));
    }
    if let Some(value) = plot.target.exact().and_then(Number::value) {
        let mut before = zero;
        for (day, share) in plot.planned {
            let Some(due) = value.checked_mul(*share) else { continue };
            let next = (dates.end(*day), down(due));
            drawing.line("line-plan", before, next);
            before = next;
        }
    }
    draw_steps(&mut drawing, plot, &dates, &down, line);
    for step in plot.steps {
        let x = dates.end(step.until);
        let span = step.total.span();
        let class = if plot.is_computed { "dot-computed" } else { "dot" };
        draw_mark(&mut drawing, x, down, span, class);
    }
    // The newest figure is sought a place first, wherever there is room for few; above the highest
    // line, too.
    for step in plot.steps.iter().rev() {
        let span = step.total.span();
        let Some(value) = span.high.or(span.low) else { continue };
        let at = (dates.end(step.until), down(value));
        let text = step.total.cell(scope, plot.numbers).text;
        write_near(&mut drawing, Label::new("value", Anchor::Start, &text), at, top - 16..bottom);
    }
    (drawing, bottom + 20)
}

/// Writes a figure as near to its mark as it touches nothing; whether it stands there. One that
/// does not is in the table.
fn write_near(
    drawing: &mut Drawing,
    label: Label<'_>,
    (x, y): (u32, u32),
    within: std::ops::Range<u32>,
) -> bool {
    let aside = drawing.across(6);
    let (before, after) = (x.saturating_sub(aside), x + aside);
    let sides = [(Anchor::End, before), (Anchor::Middle, x), (Anchor::Start, after)];
    let edges = [(Anchor::End, FULL), (Anchor::Start, 0)];
    // From beside the mark on, upwards and downwards by turns.
    for away in (0..FARTHEST).step_by(2) {
        for baseline in [(y + 4).saturating_sub(away), y + 4 + away] {
            if baseline < within.start + 10 || baseline > within.end {
                continue;
            }
            for (anchor, place) in sides.into_iter().chain(edges) {
                // At an edge only a mark that is near it, and not on it: there the step goes up.
                let width = drawing.across(super::svg::text_width(label.text));
                if matches!(place, 0 | FULL) && !(aside..=width).contains(&x.abs_diff(place)) {
                    continue;
                }
                if drawing.text_if_free(Label { anchor, ..label }, (place, baseline)) {
                    return true;
                }
            }
        }
    }
    false
}

/// From one result to the next: level until the day of the next one, then up or down to it.
fn draw_steps(
    drawing: &mut Drawing,
    plot: &Plot<'_, '_>,
    dates: &DateAxis,
    down: &impl Fn(Decimal) -> u32,
    line: &'static str,
) {
    let nothing = Amount::exactly(Number::plain(0), None).span();
    let mut before = (0, nothing);
    for step in plot.steps {
        let next = (dates.end(step.until), step.total.span());
        for (class, from, to) in links(before.1, next.1) {
            let class = if class == "line" { line } else { class };
            let corner = (next.0, down(from));
            drawing.line(class, (before.0, down(from)), corner);
            drawing.line(class, corner, (next.0, down(to)));
        }
        before = next;
    }
}

/// The parts of an axis of dates under a plot, with a mark at the start of each.
pub(super) fn date_ticks(drawing: &mut Drawing, scope: &Scope<'_>, dates: &DateAxis, bottom: u32) {
    let name = |months, day| name_of_part(scope.locale, dates, months, day);
    let width = |text: &str| drawing.across(super::svg::text_width(text) + 4);
    let ticks = dates.ticks(name, width);
    for tick in &ticks {
        drawing.line("tick-mark", (tick.from, bottom), (tick.from, bottom + 5));
        let place = ((tick.from + tick.to) / 2, bottom + 15);
        drawing.text_if_free(Label::new("tick", Anchor::Middle, &tick.label), place);
    }
    drawing.line("tick-mark", (FULL, bottom), (FULL, bottom + 5));
}

fn table<'a>(
    scope: &Scope<'a>,
    id: &str,
    title: &str,
    numbers: &Numbers,
    steps: &[Step<'a>],
    target: &'a Target,
) -> crate::render::view::TableView<'a> {
    let indicator = scope.site.model.indicators.get(target.indicator);
    let unit = Some(numbers.unit.label.as_str());
    let mut data = Draft::of_chart(scope, id, title)
        .words(scope, "until", "chart-until")
        .numbers("added", scope.t("chart-added", &[]), None)
        .numbers("total", scope.t("chart-result", &[]), unit)
        .numbers("planned", scope.t("chart-plan", &[]), None)
        .numbers("target", scope.t("target", &[]), unit);
    for step in steps {
        let added =
            step.added.and_then(|found| Some((found.value.as_ref()?, &found.header.citations)));
        let added = added.map_or_else(CellView::none, |(value, citations)| {
            CellView::figure(scope.figure_of(value, Some(indicator), citations))
        });
        let mut total = step.total.cell(scope, numbers);
        total.computed = scope.computed().filter(|_| !step.is_stated);
        if let Some(found) = step.of {
            total = total.cites(scope.cite(&found.header.citations));
        }
        let due = planned_share(target, step.until).map(|share| scope.percent(share));
        data.row(vec![
            CellView::words(scope.date(Period::Day(step.until))).sort(step.until.to_string()),
            added,
            total,
            due.map_or_else(CellView::none, CellView::words),
            Amount::promised(&target.promise.value)
                .map_or_else(CellView::none, |due| due.cell(scope, numbers)),
        ]);
    }
    data.view.downloads = downloads(scope, &["observations"]);
    data.finish(scope)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Drawing, Label, NARROW, write_near};
    use crate::render::chart::svg::{FULL, Shape};
    use proptest::prelude::{Strategy, prop, proptest};

    /// Points of a line, from left to right, and what stands at each.
    fn series() -> impl Strategy<Value = Vec<(u32, u32, String)>> {
        let words = prop::sample::select(vec![
            "0",
            "-1,234.5",
            "290",
            "more than 12,345.678",
            "290.5至300",
            "约1.2",
            "−0.05",
        ]);
        let point = (0..=FULL, 40_u32..170, words);
        prop::collection::vec(point, 1..14).prop_map(|mut points| {
            points.sort();
            points.into_iter().map(|(x, y, text)| (x, y, text.to_owned())).collect()
        })
    }

    proptest! {
        /// Whatever the figures are, and however their lines cross a plan, no label touches a line,
        /// a mark or another label.
        #[test]
        fn figures_touch_nothing(points in series(), plan in 40_u32..170, target in 40_u32..170) {
            let mut drawing = Drawing::with_margin(NARROW, ["1,000"]);
            for y in [40, 72, 105, 137, 170] {
                drawing.line("grid", (0, y), (FULL, y));
            }
            drawing.line("line-target", (0, target), (FULL, target));
            drawing.line("line-plan", (0, 170), (FULL, plan));
            let mut before = (0, 170);
            for (x, y, _) in &points {
                drawing.line("line", before, (*x, before.1));
                drawing.line("line", (*x, before.1), (*x, *y));
                drawing.mark("dot", Shape::Dot, (*x, *y));
                before = (*x, *y);
            }
            for (x, y, text) in points.iter().rev() {
                let label = Label::new("value", Anchor::Start, text);
                write_near(&mut drawing, label, (*x, *y), 24..170);
            }
            assert_eq!(drawing.n_clashes(), 0);
        }

        /// A single figure of common length always finds its place.
        #[test]
        fn one_figure_stands_at_its_mark(x in 0..=FULL, y in 45_u32..165) {
            let mut drawing = Drawing::with_margin(NARROW, ["1,000"]);
            for y in [40, 72, 105, 137, 170] {
                drawing.line("grid", (0, y), (FULL, y));
            }
            drawing.mark("dot", Shape::Dot, (x, y));
            let label = Label::new("value", Anchor::Start, "290.5");
            assert!(write_near(&mut drawing, label, (x, y), 30..170));
            assert_eq!(drawing.n_clashes(), 0);
        }
    }
}

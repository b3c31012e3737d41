//! An indicator year by year: as bars, as small panels, as a line of the size of a word.
//!
//! A year counts that has a figure of its own: one that was reported for the whole year, of a level
//! the latest within it, or what the ledger adds up to for a year that is over. A year without one
//! is a gap, never zero. A figure of a part of a year is called by that part, one that is not firm
//! has its word, and a sentence compares only what is alike.

use super::Empty;
use super::amount::{Amount, any_inexact, axis, draw_mark, links};
use super::axis::ValueAxis;
use super::bars::{Bar, Bars, bars};
use super::data::{those_so, told, view, words};
use super::finding::{certainly, latest};
use super::svg::{Anchor, Drawing, FULL, LINE, Label, wrap};
use crate::model::{
    Indicator, IndicatorKind, Measuring, Observation, Record, Ref, Standing, is_as_firm,
    measured_periods,
};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::numbers::Numbers;
use crate::render::order::indicators_sorted;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView, Finished};
use crate::value::{Period, ReportingYear, YearStart};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How many years are drawn: the last one with a figure and the ten before it.
const YEARS: i16 = 11;

/// How many indicators stand side by side.
const PANELS: usize = 12;

/// The least width of a panel, of which two stand on a phone, in tenths of an `em`.
const PANEL: u32 = 90;

/// The least width of a line in a cell, in tenths of an `em`.
const SPARK: u32 = 60;

/// A year and its figure.
struct Year<'a> {
    /// Its number, by which years follow each other.
    year: i16,
    /// Its days: of the calendar, or of a reporting year.
    period: Period,
    value: Amount,
    /// The result as it was reported; what the ledger adds up to has none.
    reported: Option<&'a Observation>,
}

/// Which years the figures of an indicator are of.
#[derive(Debug, Clone, Copy)]
struct Years(Option<YearStart>);

impl Years {
    /// The kind of year that the newest figure of a whole year is of.
    fn of(periods: impl Iterator<Item = Period>) -> Self {
        let start = |period| match period {
            Period::Year(_) => Some((period, None)),
            Period::Reporting(year, None) => Some((period, Some(year.start()))),
            _ => None,
        };
        let newest = periods.filter_map(start).max_by_key(|(period, _)| period.last_day());
        Self(newest.and_then(|(_, start)| start))
    }

    /// Whether a period is such a year.
    fn is_year(self, period: Period) -> bool {
        self.number(period.first_day()).and_then(|number| self.period(number)) == Some(period)
    }

    /// The number of the year that a day is in.
    fn number(self, day: Date) -> Option<i16> {
        match self.0 {
            Some(start) => start.year_of(day).map(ReportingYear::number),
            None => Some(day.year()),
        }
    }

    /// The year with a number.
    fn period(self, number: i16) -> Option<Period> {
        match self.0 {
            Some(start) => start.year_named(number).map(|year| Period::Reporting(year, None)),
            None => Some(Period::Year(number)),
        }
    }
}

impl Year<'_> {
    /// What it is called: by its part of the year and its word, where its figure has them.
    fn name(&self, scope: &Scope<'_>) -> String {
        let covered = self.reported.map(|found| *found.period).filter(|of| *of != self.period);
        let name = match covered {
            Some(part) => scope.short_date(part),
            None => year_name(scope, self.period),
        };
        let standing = self.reported.and_then(|found| scope.standing(found.status));
        scope.details([Some(name), standing]).unwrap_or_default()
    }

    /// Whether its figure is of the same part of the year as that of another, as firm, and of the
    /// same definition.
    fn is_like(&self, other: &Self) -> bool {
        let part = |year: &Self| {
            let part = year.reported.map_or(year.period, |found| *found.period);
            let (first, last) = (part.first_day(), part.last_day());
            // The 28th and the 29th of February end the same month.
            let is_month_over = last == last.last_of_month();
            let end = (last.month(), if is_month_over { 0 } else { last.day() });
            (first.month(), first.day(), end)
        };
        let standing = |year: &Self| year.reported.map_or(Standing::Final, |found| found.status);
        let is_marked = |year: &Self| year.reported.is_some_and(|of| of.not_comparable.is_some());
        part(self) == part(other)
            && is_as_firm(standing(self), standing(other))
            && ![self, other].into_iter().any(is_marked)
    }
}

fn year_name(scope: &Scope<'_>, period: Period) -> String {
    match period {
        Period::Year(number) => scope.locale.year(number),
        other => scope.short_date(other),
    }
}

/// The years with a figure, oldest first, however many.
fn all_years<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<Year<'a>> {
    let site = scope.site;
    let (model, as_of) = (site.model, site.model.site.as_of);
    let indicator = model.indicators.get(one);
    let observations = site.observations.of_whole(one);
    let targets = site.observations.targets_of(one).iter().map(|target| *target.period);
    let years = Years::of(observations.iter().map(|found| *found.period).chain(targets.clone()));
    // Figures of projects are added up for years without a target, too.
    let computed = measured_periods(model, one).into_iter().filter(|period| years.is_year(*period));
    let known = observations.iter().map(|found| *found.period).chain(targets).chain(computed);
    let known = known.filter(|period| *period != Period::Whole);
    let known: Vec<_> = known.filter_map(|period| years.number(period.first_day())).collect();
    // Those of indicators with results, and what targets ask for, have been found for all pages.
    let own = match site.measuring(one) {
        Some(_) => None,
        None => Measuring::new(model, indicator),
    };
    let measuring = site.measuring(one).or(own.as_ref());
    let current = years.number(as_of);
    let Some(newest) = known.iter().copied().chain(current).max() else { return Vec::new() };
    let oldest = known.iter().copied().min().unwrap_or(newest);
    let mut reported: BTreeMap<i16, &'a Observation> = BTreeMap::new();
    for found in observations {
        let year = years.number(found.period.first_day());
        let Some((year, period)) = year.and_then(|year| Some((year, years.period(year)?))) else {
            continue;
        };
        let is_state = indicator.kind == IndicatorKind::Level;
        let is_of_year =
            found.period == period || (is_state && period.contains_period(*found.period));
        if found.value.is_none() || !is_of_year {
            continue;
        }
        let rank = |found: &Observation| (found.period == period, found.covers);
        if reported.get(&year).is_none_or(|known| rank(known) <= rank(found)) {
            reported.insert(year, found);
        }
    }
    let year = |year: i16| {
        let period = years.period(year)?;
        if let Some(found) = reported.get(&year).copied() {
            let value = Amount::stated(found.value.as_ref()?)?;
            return Some(Year { year, period, value, reported: Some(found) });
        }
        let measured = measuring.filter(|_| period.last_day() <= as_of)?;
        let measured = measured.measured(period, &crate::model::Members::default())?;
        // A part of a year is no year.
        let is_part = measured.covers.is_some_and(|day| day < period.last_day());
        let is_whole = !is_part || indicator.kind == IndicatorKind::Level;
        let value = Amount::computed(measured.value, Some(indicator.unit))?;
        (measured.n_counted > 0 && is_whole).then_some(Year { year, period, value, reported: None })
    };
    (oldest..=newest).filter_map(year).collect()
}

/// The first of the years that are drawn.
fn first_drawn(years: &[Year<'_>]) -> usize {
    let Some(last) = years.last() else { return 0 };
    years.partition_point(|year| year.year <= last.year - YEARS)
}

/// Says which years are drawn, if not all are.
fn cut_note(scope: &Scope<'_>, years: &[Year<'_>]) -> Option<String> {
    let first_drawn = years.get(first_drawn(years)).filter(|year| year.year > years[0].year)?;
    let name = |year: Option<&Year<'_>>| year.map(|year| year.name(scope));
    let (from, first, last) = (name(Some(first_drawn))?, name(years.first())?, name(years.last())?);
    Some(scope.t("chart-years-cut", &[("from", &from), ("first", &first), ("last", &last)]))
}

/// An indicator as bars by year; the table has every year.
pub(super) fn as_bars<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
) -> Result<ChartView<'a>, Empty> {
    let indicator = scope.site.model.indicators.get(one);
    let all = all_years(scope, one);
    let bar = |period: Period, known: Option<&Year<'a>>| {
        let name = known.map_or_else(|| year_name(scope, period), |known| known.name(scope));
        let name = Scope::own(name).into();
        let is_computed = known.is_some_and(|known| known.reported.is_none());
        Bar { name, value: known.map(|known| known.value), is_computed, is_unstated: false }
    };
    let (undrawn, found) = all.split_at(first_drawn(&all));
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return Err(Empty::because("no year has a figure"));
    };
    let years = Years::of(found.iter().map(|year| year.period));
    let drawn = (first.year..=last.year).filter_map(|number| {
        let known = found.iter().find(|known| known.year == number);
        Some(bar(years.period(number)?, known))
    });
    let name = scope.plain(indicator.name());
    let what = Bars {
        title: scope.t("chart-years", &[("indicator", name)]),
        finding: finding(scope, indicator, &all),
        names: "column-year".to_owned(),
        values: scope.t("column-value", &[]),
        unit: Some(indicator.unit),
        indicator: Some(indicator),
        is_count: scope.site.model.units.is_count(indicator.unit),
        bars: drawn.collect(),
        undrawn: undrawn.iter().map(|known| bar(known.period, Some(known))).collect(),
        downloads: downloads(scope, &["observations"]),
    };
    let mut chart = bars(scope, id, what)?;
    chart.notes.extend(cut_note(scope, &all));
    let reported = all.iter().filter_map(|year| year.reported);
    chart.cites = scope.cite_once(reported.map(|found| &*found.header.citations));
    Ok(chart)
}

/// A line through the years, broken where a year has no figure; each figure is a mark.
fn draw_years(
    drawing: &mut Drawing,
    years: &[Year<'_>],
    axis: &ValueAxis,
    down: std::ops::Range<u32>,
    ends: (u32, u32),
) -> Option<()> {
    let (first, last) = (years.first()?.year, years.last()?.year);
    let span = u32::from((last - first).unsigned_abs()).max(1);
    let height = down.end - down.start;
    let across = |year: &Year<'_>| {
        let gone = u32::from((year.year - first).unsigned_abs());
        ends.0 + (ends.1 - ends.0) * gone / span
    };
    let place = |value: Decimal| down.end - axis.at(value) * height / FULL;
    for pair in years.windows(2).filter(|pair| pair[1].year == pair[0].year + 1) {
        for (class, from, to) in links(pair[0].value.span(), pair[1].value.span()) {
            let (start, end) = (across(&pair[0]), across(&pair[1]));
            drawing.line(class, (start, place(from)), (end, place(to)));
        }
    }
    for year in years {
        let class = if year.reported.is_some() { "dot" } else { "dot-computed" };
        draw_mark(drawing, across(year), place, year.value.span(), class);
    }
    Some(())
}

/// An axis for years, with zero on it.
fn axis_of(years: &[Year<'_>]) -> Option<ValueAxis> {
    let spans: Vec<_> = years.iter().map(|year| year.value.span()).collect();
    axis(&spans, [], 2, false)
}

/// An indicator as a line in a cell; `None` with fewer than three years.
pub(in crate::render) fn sparkline(
    scope: &Scope<'_>,
    id: &str,
    one: Ref<Indicator>,
) -> Option<String> {
    spark(scope, id, one, &all_years(scope, one)).ok()
}

fn spark(
    scope: &Scope<'_>,
    id: &str,
    one: Ref<Indicator>,
    all: &[Year<'_>],
) -> Result<String, Empty> {
    let indicator = scope.site.model.indicators.get(one);
    let years = &all[first_drawn(all)..];
    if years.len() < 3 {
        return Err(Empty::because("fewer than three of the last years have a figure"));
    }
    let axis = axis_of(years).ok_or(Empty::OUT_OF_RANGE)?;
    let mut drawing = Drawing::new(SPARK);
    if axis.is_below_zero() {
        let zero = 20 - axis.zero() * 15 / FULL;
        drawing.line("zero", (0, zero), (FULL, zero));
    }
    draw_years(&mut drawing, years, &axis, 5..20, (60, 940));
    let title = scope.t("chart-years", &[("indicator", scope.plain(indicator.name()))]);
    let words = words_of(scope, indicator, years);
    Ok(drawing.finish(id, &title, &words, 25))
}

/// How the last of some years stands to those that it can be compared with.
fn finding(scope: &Scope<'_>, indicator: &Indicator, years: &[Year<'_>]) -> Option<String> {
    let last = years.last()?;
    let alike = years.iter().filter(|year| year.year == last.year || year.is_like(last));
    let named = alike.map(|year| (year.name(scope), year.value));
    latest(scope, indicator, &named.collect::<Vec<_>>())
}

fn words_of(scope: &Scope<'_>, indicator: &Indicator, years: &[Year<'_>]) -> String {
    let value = |year: &Year<'_>| year.value.words(scope, Some(indicator));
    let told = years.iter().map(|year| told(scope, &year.name(scope), &value(year)));
    words(scope, &told.collect::<Vec<_>>())
}

/// The same line as a chart of its own, for a text.
pub(super) fn single<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
) -> Result<ChartView<'a>, Empty> {
    let indicator = scope.site.model.indicators.get(one);
    let all = all_years(scope, one);
    let svg = spark(scope, id, one, &all)?;
    let title = scope.t("chart-years", &[("indicator", scope.plain(indicator.name()))]);
    let drawn = &all[first_drawn(&all)..];
    let mut data = data(scope, id, &title);
    rows(scope, &mut data, one, indicator, &all);
    data.view.downloads = downloads(scope, &["observations"]);
    let mut chart =
        view(id, "sparkline", title, finding(scope, indicator, &all), &svg, data.finish(scope));
    if any_inexact(drawn.iter().map(|year| year.value)) {
        chart.notes.push(scope.t("chart-unsure", &[]));
    }
    chart.notes.extend(cut_note(scope, &all));
    Ok(chart)
}

fn data<'a>(scope: &Scope<'a>, id: &str, title: &str) -> Draft<'a> {
    Draft::of_chart(scope, id, title)
        .words(scope, "indicator", "column-indicator")
        .numbers("year", scope.t("column-year", &[]), None)
        .numbers("value", scope.t("column-value", &[]), None)
        .words(scope, "origin", "column-origin")
}

fn rows<'a>(
    scope: &Scope<'a>,
    data: &mut Draft<'a>,
    one: Ref<Indicator>,
    indicator: &'a Indicator,
    years: &[Year<'a>],
) {
    for year in years {
        let (value, origin) =
            match year.reported.and_then(|found| Some((found, found.value.as_ref()?))) {
                Some((found, value)) => {
                    let figure = scope.figure_of(value, Some(indicator), &found.header.citations);
                    (CellView::figure(figure), "origin-reported")
                }
                None => {
                    let cell = CellView::words(year.value.words(scope, Some(indicator)));
                    (CellView { computed: scope.computed(), ..cell }, "origin-computed")
                }
            };
        data.row(vec![
            CellView::link(scope.record(one)),
            CellView::words(year.name(scope)).sort(year.year.to_string()),
            value,
            CellView::words(scope.t(origin, &[])),
        ]);
    }
}

/// Every indicator with two years or more in a panel of its own, the first ones of many; `Err` for
/// fewer than two panels. The table has all of them, with all their years.
pub(super) fn panels<'a>(scope: &Scope<'a>, id: &str) -> Result<ChartView<'a>, Empty> {
    let title = scope.t("chart-panels", &[]);
    let mut data = data(scope, id, &title);
    let (mut drawings, mut n_all) = (Vec::new(), 0);
    let (mut n_up, mut n_down, mut n_compared) = (0_usize, 0_usize, 0_usize);
    let (mut is_computed, mut is_unsure, mut is_below) = (false, false, false);
    let mut is_cut = false;
    for one in indicators_sorted(scope) {
        let all = all_years(scope, one);
        let found = &all[first_drawn(&all)..];
        let (Some(first), Some(last)) = (found.first(), found.last()) else { continue };
        let Some(axis) = axis_of(found).filter(|_| found.len() > 1) else { continue };
        let indicator = scope.site.model.indicators.get(one);
        n_all += 1;
        if drawings.len() < PANELS {
            let number = drawings.len() + 1;
            let svg =
                panel(scope, &format!("{id}-{number}"), indicator, &axis, (first, last), found);
            drawings.push(Finished::new(&svg));
            is_computed |= found.iter().any(|year| year.reported.is_none());
            is_unsure |= any_inexact(found.iter().map(|year| year.value));
            is_below |= axis.is_below_zero();
            is_cut |= found.len() < all.len();
        }
        let before = found.iter().find(|year| year.year == last.year - 1 && year.is_like(last));
        if let Some(order) = before.and_then(|before| certainly(&last.value, &before.value)) {
            n_compared += 1;
            n_up += usize::from(order.is_gt());
            n_down += usize::from(order.is_lt());
        }
        rows(scope, &mut data, one, indicator, &all);
    }
    if drawings.len() < 2 {
        return Err(Empty::because("fewer than two indicators have figures for two years"));
    }
    data.view.downloads = downloads(scope, &["summaries"]);
    let key = match (n_up, n_down) {
        (_, 0) => "finding-panels-up",
        (0, _) => "finding-panels-down",
        _ => "finding-panels",
    };
    let [up, down, n] = [n_up, n_down, n_compared].map(|n| scope.locale.integer(n as u64));
    let finding = scope.t(key, &[("up", &up), ("down", &down), ("n", &n)]);
    let finding = (n_up + n_down > 0).then_some(finding);
    let n_drawn = drawings.len();
    let mut chart = view(id, "panels", title, finding, "", data.finish(scope));
    chart.drawings = drawings;
    let axes = if is_below { "chart-panels-note-below" } else { "chart-panels-note" };
    let notes = [
        (axes, true),
        ("chart-computed", is_computed),
        ("chart-unsure", is_unsure),
        ("chart-panels-years-cut", is_cut),
    ];
    chart.notes.extend(those_so(scope, &notes));
    if n_all > n_drawn {
        let (shown, all) = (n_drawn.to_string(), n_all.to_string());
        chart.notes.push(scope.t("chart-panels-cut", &[("shown", &shown), ("all", &all)]));
    }
    Ok(chart)
}

/// One indicator: its name, its unit, the line, and the figures of both ends.
fn panel(
    scope: &Scope<'_>,
    id: &str,
    indicator: &Indicator,
    axis: &ValueAxis,
    (first, last): (&Year<'_>, &Year<'_>),
    years: &[Year<'_>],
) -> String {
    let name = scope.plain(indicator.name());
    let every: Vec<_> = years.iter().flat_map(|year| year.value.numbers()).collect();
    let numbers = Numbers::of(scope, indicator, Some(indicator.unit), &every);
    let mut drawing = Drawing::new(PANEL);
    let mut down = 0;
    for line in wrap(name, PANEL, 2) {
        down += LINE;
        drawing.text(Label::new("panel-name", Anchor::Start, &line), (0, down - 3));
    }
    // Panels of one row stand level, whether their names take one line or two.
    let top = 2 * LINE;
    drawing.text(Label::new("tick", Anchor::Start, &numbers.unit.label), (0, top + LINE - 3));
    let plot = top + LINE + 16..top + LINE + 60;
    let height = plot.end - plot.start;
    let place = |value: Decimal| plot.end - axis.at(value) * height / FULL;
    let zero = place(Decimal::ZERO);
    drawing.line("zero", (0, zero), (FULL, zero));
    draw_years(&mut drawing, years, axis, plot.clone(), (60, 940));
    // Where both figures do not fit side by side they stand below the years, one above the other.
    let labels = [(first, 0, Anchor::Start), (last, FULL, Anchor::End)];
    let mut bottom = plot.end + 14;
    for (year, x, anchor) in labels {
        let text = year.name(scope);
        if !drawing.text_if_free(Label::new("tick", anchor, &text), (x, bottom)) {
            // The name of a part of a year may be long.
            for line in wrap(&text, PANEL, 3) {
                bottom += LINE;
                drawing.text(Label::new("tick", anchor, &line), (x, bottom));
            }
        }
    }
    for (year, x, anchor) in labels {
        let value = year.value.cell(scope, &numbers).text;
        let span = year.value.span();
        let y = span.high.or(span.low).map_or(zero, place);
        if !drawing.text_if_free(Label::new("value", anchor, &value), (x, y - 8)) {
            for line in wrap(&value, PANEL, 3) {
                bottom += LINE;
                drawing.text(Label::new("value", anchor, &line), (x, bottom));
            }
        }
    }
    let words = words_of(scope, indicator, years);
    drawing.finish(id, name, &words, bottom + 6)
}

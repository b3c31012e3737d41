//! An indicator year by year: as bars, as small panels, as a line of the size of a word.
//!
//! A year counts that has a figure of its own: one that was reported for the whole year, or what
//! the ledger adds up to for a year that is over. A year without one is a gap, never zero.

use super::axis::ValueAxis;
use super::bars::Bar;
use super::bars::Bars;
use super::bars::bars;
use super::data::Data;
use super::data::told;
use super::data::view;
use super::data::words;
use super::line::amount;
use super::svg::Anchor;
use super::svg::Drawing;
use super::svg::FULL;
use super::svg::LINE;
use super::svg::Label;
use super::svg::Shape;
use super::svg::wrap;
use crate::model::Indicator;
use crate::model::IndicatorKind;
use crate::model::Measuring;
use crate::model::Observation;
use crate::model::Record;
use crate::model::Ref;
use crate::plan::Kind;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::table::Numbers;
use crate::render::table::downloads;
use crate::render::table::indicators_sorted;
use crate::render::view::CellView;
use crate::render::view::ChartView;
use crate::render::view::Finished;
use crate::render::view::LinkView;
use crate::value::Number;
use crate::value::Period;
use crate::value::Quantity;
use rust_decimal::Decimal;

/// How many years are drawn, the last ones.
const YEARS: i16 = 12;

/// How many indicators stand side by side.
const PANELS: usize = 12;

/// The least width of a panel, of which two stand on a phone, in tenths of an `em`.
const PANEL: u32 = 90;

/// The least width of a line in a cell, in tenths of an `em`.
const SPARK: u32 = 60;

/// A year and its figure.
struct Year<'a> {
    year: i16,
    value: Number,
    /// The result as it was reported; what the ledger adds up to has none.
    reported: Option<&'a Observation>,
}

impl Year<'_> {
    fn words(&self, scope: &Scope<'_>, indicator: &Indicator) -> String {
        match self.reported.and_then(|found| found.value.as_ref()) {
            Some(value) => scope.shown(value, Some(indicator)),
            None => amount(scope, self.value, indicator),
        }
    }
}

/// The years with a figure, oldest first.
fn years<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<Year<'a>> {
    let site = scope.site;
    let (model, as_of) = (site.model, site.model.site.as_of);
    let indicator = model.indicators.get(one);
    let observations = site.observations.of(one);
    let targets = model.targets.iter().filter(|target| target.indicator == one);
    let targets = targets.map(|target| target.period.year());
    let known = observations.iter().map(|found| found.period.year()).chain(targets);
    // Those of indicators with results have been found for all pages.
    let own = match observations.is_empty() {
        true => Measuring::new(model, indicator),
        false => None,
    };
    let measuring = site.measuring(one).or(own.as_ref());
    let Some(newest) = known.clone().chain([as_of.year()]).max() else { return Vec::new() };
    let oldest = known.min().unwrap_or(newest).max(newest - YEARS + 1);
    let year = |year: i16| {
        let period = Period::Year(year);
        let fits = |found: &&&Observation| {
            let is_state = indicator.kind == IndicatorKind::Level;
            let is_of_year =
                found.period == period || (is_state && period.contains_period(found.period));
            found.is_whole() && found.value.is_some() && is_of_year
        };
        let reported = observations
            .iter()
            .filter(fits)
            .max_by_key(|found| (found.period == period, found.covers))
            .copied();
        if let Some(found) = reported {
            return Some(Year { year, value: found.value.as_ref()?.number, reported });
        }
        let measured = measuring.filter(|_| period.last_day() <= as_of)?;
        let measured = measured.measured(period, &crate::model::Filter::default())?;
        let value = measured.value.exact()?;
        (measured.n_counted > 0).then_some(Year { year, value, reported: None })
    };
    (oldest..=newest).filter_map(year).collect()
}

/// An indicator as bars by year.
pub(super) fn as_bars<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
) -> Option<ChartView<'a>> {
    let indicator = scope.site.model.indicators.get(one);
    let found = years(scope, one);
    let (first, last) = (found.first()?.year, found.last()?.year);
    let bar = |year: i16| {
        let known = found.iter().find(|known| known.year == year);
        let name = LinkView { text: scope.locale.year(year).into(), href: None, lang: None };
        let is_computed = known.is_some_and(|known| known.reported.is_none());
        Bar { name, value: known.map(|known| known.value), is_computed }
    };
    let name = scope.plain(indicator.name());
    let what = Bars {
        title: scope.t("chart-years", &[("indicator", name)]),
        names: "column-year",
        values: scope.t("column-value", &[]),
        unit: Some(indicator.unit),
        is_count: scope.site.model.units.is_count(indicator.unit),
        bars: (first..=last).map(bar).collect(),
        downloads: downloads(scope, TableKey::Observations(one)),
    };
    let mut chart = bars(scope, id, what)?;
    for found in found.iter().filter_map(|year| year.reported) {
        let cites = scope.cite(&found.citations);
        let is_new = |cite: &crate::render::view::CiteRefView| {
            !chart.cites.iter().any(|known| known.number == cite.number)
        };
        let new: Vec<_> = cites.into_iter().filter(is_new).collect();
        chart.cites.extend(new);
    }
    Some(chart)
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
    let place = |year: &Year<'_>| {
        let gone = u32::from((year.year - first).unsigned_abs());
        let x = ends.0 + (ends.1 - ends.0) * gone / span;
        let value = year.value.value().unwrap_or_default();
        (x, down.end - axis.at(value) * height / FULL)
    };
    for pair in years.windows(2) {
        if pair[1].year == pair[0].year + 1 {
            drawing.line("line", place(&pair[0]), place(&pair[1]));
        }
    }
    for year in years {
        let class = if year.reported.is_some() { "dot" } else { "dot-computed" };
        drawing.mark(class, Shape::Dot, place(year));
    }
    Some(())
}

/// An indicator as a line in a cell; `None` with fewer than three years.
pub(in crate::render) fn sparkline(
    scope: &Scope<'_>,
    id: &str,
    one: Ref<Indicator>,
) -> Option<String> {
    let indicator = scope.site.model.indicators.get(one);
    let years = years(scope, one);
    if years.len() < 3 {
        return None;
    }
    let axis = ValueAxis::over(years.iter().filter_map(|year| year.value.value()), 2, false)?;
    let mut drawing = Drawing::new(SPARK);
    draw_years(&mut drawing, &years, &axis, 5..20, (60, 940));
    let title = scope.t("chart-years", &[("indicator", scope.plain(indicator.name()))]);
    let words = words_of(scope, indicator, &years);
    Some(drawing.finish(id, &title, &words, 25))
}

fn words_of(scope: &Scope<'_>, indicator: &Indicator, years: &[Year<'_>]) -> String {
    let told = years
        .iter()
        .map(|year| told(scope, &scope.locale.year(year.year), &year.words(scope, indicator)));
    words(scope, &told.collect::<Vec<_>>())
}

/// The same line as a chart of its own, for a text.
pub(super) fn single<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
) -> Option<ChartView<'a>> {
    let svg = sparkline(scope, id, one)?;
    let indicator = scope.site.model.indicators.get(one);
    let years = years(scope, one);
    let title = scope.t("chart-years", &[("indicator", scope.plain(indicator.name()))]);
    let words = words_of(scope, indicator, &years);
    let mut data = data(scope, id, &title);
    rows(scope, &mut data, one, indicator, &years);
    data.downloads(downloads(scope, TableKey::Observations(one)));
    Some(view(id, "sparkline", title, words, &svg, data.finish()))
}

fn data<'a>(scope: &Scope<'a>, id: &str, title: &str) -> Data<'a> {
    Data::new(scope, id, title)
        .words(scope, "indicator", "column-indicator")
        .numbers("year", scope.t("column-year", &[]), None)
        .numbers("value", scope.t("column-value", &[]), None)
        .words(scope, "origin", "column-origin")
}

fn rows<'a>(
    scope: &mut Scope<'a>,
    data: &mut Data<'a>,
    one: Ref<Indicator>,
    indicator: &'a Indicator,
    years: &[Year<'a>],
) {
    for year in years {
        let quantity = Quantity::exactly(year.value, Some(indicator.unit));
        let (value, origin) =
            match year.reported.and_then(|found| Some((found, found.value.as_ref()?))) {
                Some((found, value)) => {
                    let figure = scope.figure_of(value, Some(indicator), &found.citations);
                    (CellView::figure(figure), "origin-reported")
                }
                None => {
                    let cell = CellView::words(scope.shown(&quantity, Some(indicator)));
                    (CellView { computed: scope.computed(), ..cell }, "origin-computed")
                }
            };
        data.row(vec![
            CellView::link(scope.record(Kind::Indicator(one), indicator)),
            CellView::words(scope.locale.year(year.year)).sort(year.year.to_string()),
            value,
            CellView::words(scope.t(origin, &[])),
        ]);
    }
}

/// Every indicator with two years or more in a panel of its own; `None` for fewer than two panels.
pub(super) fn panels<'a>(scope: &mut Scope<'a>, id: &str) -> Option<ChartView<'a>> {
    let title = scope.t("chart-panels", &[]);
    let mut data = data(scope, id, &title);
    let (mut drawings, mut sentences, mut n_computed) = (Vec::new(), Vec::new(), 0);
    for one in indicators_sorted(scope) {
        let found = years(scope, one);
        if found.len() < 2 || drawings.len() == PANELS {
            continue;
        }
        let indicator = scope.site.model.indicators.get(one);
        let number = drawings.len() + 1;
        let Some(svg) = panel(scope, &format!("{id}-{number}"), indicator, &found) else {
            continue;
        };
        drawings.push(Finished::new(&svg));
        n_computed += found.iter().filter(|year| year.reported.is_none()).count();
        if let (Some(first), Some(last)) = (found.first(), found.last()) {
            let (from, to) = (first.words(scope, indicator), last.words(scope, indicator));
            let since = scope.locale.year(first.year);
            let until = scope.locale.year(last.year);
            let change = scope.t(
                "chart-from-to",
                &[("since", &since), ("from", &from), ("until", &until), ("to", &to)],
            );
            sentences.push(told(scope, scope.plain(indicator.name()), &change));
        }
        rows(scope, &mut data, one, indicator, &found);
    }
    if drawings.len() < 2 {
        return None;
    }
    data.downloads(downloads(scope, TableKey::ByYear));
    let words = words(scope, &sentences);
    let mut chart = view(id, "panels", title, words, "", data.finish());
    chart.drawings = drawings;
    chart.notes.push(scope.t("chart-panels-note", &[]));
    if n_computed > 0 {
        chart.notes.push(scope.t("chart-computed", &[]));
    }
    Some(chart)
}

/// One indicator: its name, its unit, the line, and the figures of both ends.
fn panel(scope: &Scope<'_>, id: &str, indicator: &Indicator, years: &[Year<'_>]) -> Option<String> {
    let (first, last) = (years.first()?, years.last()?);
    let name = scope.plain(indicator.name());
    let values = years.iter().filter_map(|year| year.value.value());
    let axis = ValueAxis::over(values.chain([Decimal::ZERO]), 2, false)?;
    let every: Vec<_> = years.iter().map(|year| year.value).collect();
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
    drawing.line("zero", (0, plot.end), (FULL, plot.end));
    draw_years(&mut drawing, years, &axis, plot.clone(), (60, 940))?;
    for (year, x, anchor) in [(first, 0, Anchor::Start), (last, FULL, Anchor::End)] {
        let value = numbers.cell(scope, Some(year.value)).text;
        let height = plot.end - plot.start;
        let y = plot.end - axis.at(year.value.value()?) * height / FULL;
        drawing.text_if_free(Label::new("value", anchor, &value), (x, y - 8));
        let text = scope.locale.year(year.year);
        drawing.text_if_free(Label::new("tick", anchor, &text), (x, plot.end + 14));
    }
    let words = words_of(scope, indicator, years);
    Some(drawing.finish(id, name, &words, plot.end + 20))
}

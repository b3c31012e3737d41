//! Horizontal bars from zero, each under its name.
//!
//! Names stand above their bars, where the longest has the whole width, and the figure at the end
//! of that line, or below it where it is long. At least two bars with a figure, which may be zero:
//! one alone compares nothing.

use super::Empty;
use super::amount::{Amount, Span, any_inexact, axis, draw_across};
use super::axis::ValueAxis;
use super::data::{those_so, told, view, words};
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, text_width, wrap};
use crate::locale::ColumnUnit;
use crate::model::Indicator;
use crate::render::draft::Draft;
use crate::render::numbers::Numbers;
use crate::render::scope::{MISSING, Scope};
use crate::render::view::{CellView, ChartView, LinkView};
use crate::value::{Number, Unit};
use rust_decimal::Decimal;

/// A bar.
pub(super) struct Bar<'a> {
    pub(super) name: LinkView<'a>,
    /// How much; nothing is published where there is none.
    pub(super) value: Option<Amount>,
    /// No source states it.
    pub(super) is_computed: bool,
    /// It stands for what the ledger does not say, and comes last.
    pub(super) is_unstated: bool,
}

/// Everything that bars stand for.
pub(super) struct Bars<'a> {
    pub(super) title: String,
    /// What they show at a glance.
    pub(super) finding: Option<String>,
    /// The heading of the names in the table.
    pub(super) names: String,
    /// The heading of the figures there.
    pub(super) values: String,
    pub(super) unit: Option<Unit>,
    /// What its figures are of, if they are of one.
    pub(super) indicator: Option<&'a Indicator>,
    pub(super) is_count: bool,
    pub(super) bars: Vec<Bar<'a>>,
    /// What stands before these in the table alone.
    pub(super) undrawn: Vec<Bar<'a>>,
    pub(super) downloads: Vec<LinkView<'a>>,
}

/// A bar as it is drawn.
struct Drawn<'t> {
    head: Head,
    lang: Option<&'t str>,
    span: Option<Span>,
    /// What its rectangle is called in the style sheet.
    fill: &'static str,
    is_missing: bool,
}

/// What stands above a bar: a name, and a figure at the end of its last line or in lines below.
pub(super) struct Head {
    names: Vec<String>,
    values: Vec<String>,
    is_apart: bool,
}

/// The height of a bar, in tenths of an `em`.
const THICK: u32 = 9;

/// Draws bars; `Err` if fewer than two have a figure.
pub(super) fn bars<'a>(
    scope: &Scope<'a>,
    id: &str,
    what: Bars<'a>,
) -> Result<ChartView<'a>, Empty> {
    let amounts = || what.bars.iter().filter_map(|bar| bar.value);
    let spans: Vec<_> = amounts().map(Amount::span).collect();
    if spans.len() < 2 {
        return Err(Empty::because("fewer than two of its bars have a figure"));
    }
    let axis = axis(&spans, [], 4, what.is_count).ok_or(Empty::OUT_OF_RANGE)?;
    let every = what.undrawn.iter().chain(&what.bars).filter_map(|bar| bar.value);
    let mut every: Vec<_> = every.flat_map(Amount::numbers).collect();
    every.push(Number::plain(axis.high().normalize()));
    let numbers = match what.indicator {
        Some(indicator) => Numbers::of(scope, indicator, what.unit, &every),
        None => Numbers::new(scope, what.unit, &every),
    };
    let mut title = what.title;
    if !what.is_count {
        title = super::data::titled(scope, &title, &numbers.unit);
    }
    let mut data = Draft::of_chart(scope, id, &title).words(scope, "group", &what.names).numbers(
        "value",
        what.values,
        Some(&numbers.unit.label).filter(|_| !what.is_count).map(String::as_str),
    );
    let cell = |bar: &Bar<'a>| {
        let cell = bar.value.map(|value| value.cell(scope, &numbers));
        let mut cell = cell.unwrap_or_else(CellView::none);
        if bar.is_computed && bar.value.is_some() {
            cell.computed = scope.computed();
        }
        cell
    };
    let told =
        |bar: &Bar<'a>| Some(told(scope, &bar.name.text, &bar.value?.words(scope, what.indicator)));
    // What is drawn is told first.
    let sentences: Vec<_> = what.bars.iter().chain(&what.undrawn).filter_map(told).collect();
    for bar in &what.undrawn {
        data.row(vec![CellView::link(bar.name.clone()), cell(bar)]);
    }
    let mut drawn = Vec::new();
    for bar in &what.bars {
        let cell = cell(bar);
        drawn.push(Drawn {
            head: Head::new(&bar.name.text, &cell.text),
            lang: bar.name.lang,
            span: bar.value.map(Amount::span),
            fill: match (bar.is_unstated, bar.is_computed) {
                (true, _) => "none",
                (false, true) => "bar-computed",
                (false, false) => "bar",
            },
            is_missing: cell.text == MISSING,
        });
        data.row(vec![CellView::link(bar.name.clone()), cell]);
    }
    let notes = [
        ("chart-computed", what.bars.iter().any(|bar| bar.is_computed && bar.value.is_some())),
        ("chart-unsure", any_inexact(amounts())),
    ];
    data.view.downloads = what.downloads;
    let words = words(scope, &sentences);
    let (drawing, height) = draw(scope, &axis, &numbers.unit, &drawn);
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "bars", title, what.finding, &svg, data.finish(scope));
    chart.notes.extend(those_so(scope, &notes));
    Ok(chart)
}

impl Head {
    /// A name in the room that its figure leaves; a figure that leaves too little stands below.
    pub(super) fn new(name: &str, value: &str) -> Self {
        if text_width(value) <= NARROW * 6 / 10 {
            let names = wrap(name, NARROW - text_width(value) - 8, 3);
            return Self { names, values: vec![value.to_owned()], is_apart: false };
        }
        Self { names: wrap(name, NARROW, 3), values: wrap(value, NARROW, 3), is_apart: true }
    }

    /// Draws it; returns where it ends.
    pub(super) fn draw(
        &self,
        drawing: &mut Drawing,
        lang: Option<&str>,
        class: &'static str,
        from: u32,
    ) -> u32 {
        let mut down = from;
        for line in &self.names {
            down += LINE;
            drawing.text(Label::new("name", Anchor::Start, line).lang(lang), (0, down - 3));
        }
        for line in &self.values {
            down += if self.is_apart { LINE } else { 0 };
            drawing.text(Label::new(class, Anchor::End, line), (FULL, down - 3));
        }
        down
    }
}

fn draw(
    scope: &Scope<'_>,
    axis: &ValueAxis,
    unit: &ColumnUnit,
    bars: &[Drawn<'_>],
) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let mut down = 0;
    for bar in bars {
        let class = if bar.is_missing { "missing" } else { "value" };
        let last = bar.head.draw(&mut drawing, bar.lang, class, down);
        let across = last + 1..last + 1 + THICK;
        draw_bar(&mut drawing, axis, bar, across.clone());
        down = across.end + 8;
    }
    let baseline = down + 6;
    value_ticks(&mut drawing, scope, axis, unit, baseline);
    (drawing, baseline + 5)
}

fn draw_bar(drawing: &mut Drawing, axis: &ValueAxis, bar: &Drawn<'_>, down: std::ops::Range<u32>) {
    for tick in axis.ticks() {
        let x = axis.at(tick);
        let class = if tick.is_zero() { "zero" } else { "grid" };
        drawing.line(class, (x, down.start - 1), (x, down.end + 1));
    }
    if let Some(span) = bar.span {
        draw_across(drawing, axis, span, bar.fill, down);
    }
}

/// The round values below a drawing whose width is the axis.
pub(super) fn value_ticks(
    drawing: &mut Drawing,
    scope: &Scope<'_>,
    axis: &ValueAxis,
    unit: &ColumnUnit,
    baseline: u32,
) {
    let label = |tick: Decimal| axis.label(scope.locale, unit, tick);
    ticks(drawing, axis, baseline, label);
}

/// The values of an axis: all of them, or every second, third, … that fit beside each other, with
/// zero; else its ends, as far as there is room.
pub(super) fn ticks(
    drawing: &mut Drawing,
    axis: &ValueAxis,
    baseline: u32,
    label: impl Fn(Decimal) -> String,
) {
    let place = |tick: Decimal| {
        let x = axis.at(tick);
        let anchor = match x {
            0 => Anchor::Start,
            FULL => Anchor::End,
            _ => Anchor::Middle,
        };
        (x, anchor, label(tick))
    };
    let all = axis.ticks();
    let zero = all.iter().position(Decimal::is_zero).unwrap_or_default();
    let all: Vec<_> = all.into_iter().map(place).collect();
    let every = |stride: usize| all.iter().skip(zero % stride).step_by(stride);
    let fits = |stride: &usize| {
        let extents: Vec<_> = every(*stride)
            .map(|(x, anchor, text)| {
                drawing.extent(Label::new("tick", *anchor, text), (*x, baseline))
            })
            .collect();
        extents.iter().all(|extent| drawing.is_free(*extent))
            && extents.windows(2).all(|pair| !pair[0].overlaps(pair[1]))
    };
    // One alone is no scale.
    let stride = (1..all.len()).find(fits).unwrap_or_else(|| all.len().saturating_sub(1).max(1));
    for (x, anchor, text) in every(stride) {
        drawing.text_if_free(Label::new("tick", *anchor, text), (*x, baseline));
    }
}

#[cfg(test)]
mod tests {
    use super::Head;

    #[test]
    fn a_figure_that_leaves_too_little_stands_below_its_name() {
        let found = Head::new("Guxing", "more than 12,345.678 and less than 13,000.123");
        assert!(found.is_apart && found.values.len() == 2);
    }
}

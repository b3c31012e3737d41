//! Horizontal bars from zero, each under its name.
//!
//! Names stand above their bars, where the longest has the whole width, and the figure at the end
//! of that line. At least two bars with a length: one alone compares nothing.

use super::axis::ValueAxis;
use super::data::Data;
use super::data::told;
use super::data::view;
use super::data::words;
use super::svg::Anchor;
use super::svg::Drawing;
use super::svg::FULL;
use super::svg::LINE;
use super::svg::Label;
use super::svg::NARROW;
use super::svg::text_width;
use super::svg::wrap;
use crate::locale::ColumnUnit;
use crate::render::scope::MISSING;
use crate::render::scope::Scope;
use crate::render::table::Numbers;
use crate::render::view::CellView;
use crate::render::view::ChartView;
use crate::render::view::LinkView;
use crate::value::Number;
use crate::value::Quantity;
use crate::value::Unit;
use rust_decimal::Decimal;

/// A bar.
pub(super) struct Bar<'a> {
    pub(super) name: LinkView<'a>,
    /// How much; nothing is published where there is none.
    pub(super) value: Option<Number>,
    /// No source states it.
    pub(super) is_computed: bool,
}

/// Everything that bars stand for.
pub(super) struct Bars<'a> {
    pub(super) title: String,
    /// The heading of the names in the table.
    pub(super) names: &'static str,
    /// The heading of the figures there.
    pub(super) values: String,
    pub(super) unit: Option<Unit>,
    pub(super) is_count: bool,
    pub(super) bars: Vec<Bar<'a>>,
    pub(super) downloads: Vec<LinkView<'a>>,
}

/// A bar as it is drawn.
struct Drawn<'t> {
    lines: Vec<String>,
    lang: Option<&'t str>,
    /// Where it ends, in thousandths.
    end: Option<u32>,
    is_computed: bool,
    value: String,
}

/// The height of a bar, in tenths of an `em`.
const THICK: u32 = 9;

/// Draws bars; `None` if fewer than two have a length.
pub(super) fn bars<'a>(scope: &Scope<'a>, id: &str, what: Bars<'a>) -> Option<ChartView<'a>> {
    let amounts = || what.bars.iter().filter_map(|bar| bar.value?.value());
    if amounts().filter(|value| !value.is_zero()).count() < 2 {
        return None;
    }
    let axis = ValueAxis::over(amounts(), 4, what.is_count)?;
    let mut every: Vec<_> = what.bars.iter().filter_map(|bar| bar.value).collect();
    every.push(Number::plain(axis.high().normalize()));
    let numbers = Numbers::new(scope, what.unit, &every);
    let mut title = what.title;
    if !what.is_count {
        title = super::data::titled(scope, &title, &numbers.unit);
    }
    let mut data = Data::new(scope, id, &title).words(scope, "group", what.names).numbers(
        "value",
        what.values,
        Some(&numbers.unit.label).filter(|_| !what.is_count).map(String::as_str),
    );
    let mut sentences = Vec::new();
    let mut drawn = Vec::new();
    for bar in &what.bars {
        let mut cell = numbers.cell(scope, bar.value);
        let value = cell.text.to_string();
        drawn.push(Drawn {
            lines: lines(&bar.name.text, &value),
            lang: bar.name.lang,
            end: bar.value.and_then(Number::value).map(|value| axis.at(value)),
            is_computed: bar.is_computed,
            value,
        });
        if let Some(value) = bar.value {
            let amount = scope.shown(&Quantity::exactly(value, what.unit), None);
            sentences.push(told(scope, &bar.name.text, &amount));
        }
        if bar.is_computed && bar.value.is_some() {
            cell.computed = scope.computed();
        }
        data.row(vec![CellView::link(bar.name.clone()), cell]);
    }
    data.downloads(what.downloads);
    let words = words(scope, &sentences);
    let (drawing, height) = draw(scope, &axis, &numbers.unit, &drawn);
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "bars", title, words, &svg, data.finish());
    if what.bars.iter().any(|bar| bar.is_computed && bar.value.is_some()) {
        chart.notes.push(scope.t("chart-computed", &[]));
    }
    Some(chart)
}

/// A name in the room that its figure leaves.
fn lines(name: &str, value: &str) -> Vec<String> {
    wrap(name, NARROW - text_width(value) - 8, 3)
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
        let last = down + LINE * u32::try_from(bar.lines.len()).unwrap_or(1);
        for (number, line) in (1..).zip(&bar.lines) {
            let label = Label::new("name", Anchor::Start, line).lang(bar.lang);
            drawing.text(label, (0, down + LINE * number - 3));
        }
        let class = if bar.value == MISSING { "missing" } else { "value" };
        drawing.text(Label::new(class, Anchor::End, &bar.value), (FULL, last - 3));
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
    if let Some(end) = bar.end {
        let zero = axis.zero();
        let class = if bar.is_computed { "bar-computed" } else { "bar" };
        drawing.rect(class, zero.min(end)..zero.max(end), down);
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

/// The ends of an axis and what fits between, outermost first.
pub(super) fn ticks(
    drawing: &mut Drawing,
    axis: &ValueAxis,
    baseline: u32,
    label: impl Fn(Decimal) -> String,
) {
    let mut ticks = axis.ticks();
    if ticks.len() > 2 {
        let last = ticks.len() - 1;
        ticks.swap(1, last);
    }
    for tick in ticks {
        let (x, text) = (axis.at(tick), label(tick));
        let anchor = match x {
            0 => Anchor::Start,
            FULL => Anchor::End,
            _ => Anchor::Middle,
        };
        drawing.text_if_free(Label::new("tick", anchor, &text), (x, baseline));
    }
}

#[cfg(test)]
mod tests {
    use super::ValueAxis;
    use super::lines;
    use super::ticks;
    use crate::render::chart::svg::Drawing;
    use crate::render::chart::svg::NARROW;
    use crate::render::chart::svg::text_width;
    use rust_decimal::Decimal;

    #[test]
    fn a_name_leaves_room_for_its_figure() {
        let name = "Guxing Town Low-Carbon Industrial Park and Innovation Center of Huiji";
        let found = lines(name, "1,234.5");
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|line| text_width(line) + text_width("1,234.5") < NARROW));
    }

    #[test]
    fn ticks_keep_apart_at_the_narrowest_width() {
        let amounts = ["3", "72.5", "123456789.25", "999999999999", "0.00002"];
        for amount in amounts {
            let value = Decimal::from_str_exact(amount).expect("a decimal");
            let axis = ValueAxis::over([value], 4, false).expect("an axis");
            let mut drawing = Drawing::new(NARROW);
            ticks(&mut drawing, &axis, 20, |tick| tick.normalize().to_string());
            assert_eq!(drawing.n_clashes(), 0, "{amount}");
            let svg = drawing.finish("t", "T", "W", 20);
            assert!(svg.contains(">0<"), "{svg}");
        }
    }
}

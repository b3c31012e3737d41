//! A figure as charts have it: what it may stand for, how that is drawn, and how it is said.
//!
//! What is certain of a figure is solid, what it may be besides is dashed, and a figure without an
//! upper or a lower end is a mark with an arrow to its open side. So a range is never drawn as its
//! lower number, and "at least 40" never as 40.

use super::axis::ValueAxis;
use super::svg::{Drawing, FULL, Shape, Toward};
use crate::model::Indicator;
use crate::render::numbers::Numbers;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::value::{Interval, Number, Quantity, Relation, Unit};
use rust_decimal::Decimal;
use std::ops::Range;

/// How long an arrow across is, in thousandths, and one upwards or downwards, in tenths of an `em`.
const ARROW_ACROSS: u32 = 60;
const ARROW_DOWN: u32 = 11;

/// The shortest span that can be seen, in thousandths.
const SHORTEST: u32 = 12;

/// The lowest span in tenths of an `em` that does not look like a dot.
const LOWEST: u32 = 8;

/// A figure with all that it may stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    said: Quantity,
    interval: Interval,
    /// It is what a target states, which nothing rounds.
    is_promised: bool,
}

/// What is drawn of a figure: the values of its ends, where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Amount {
    /// A figure as it was published; `None` if an end has too many digits.
    pub(super) fn stated(quantity: &Quantity) -> Option<Self> {
        Some(Self { said: *quantity, interval: quantity.interval()?, is_promised: false })
    }

    /// What a target promises.
    pub(super) fn promised(quantity: &Quantity) -> Option<Self> {
        Some(Self { is_promised: true, ..Self::stated(quantity)? })
    }

    /// What was computed; `None` if it may be anything.
    pub(super) fn computed(interval: Interval, unit: Option<Unit>) -> Option<Self> {
        Some(Self { said: interval.quantity(unit)?, interval, is_promised: false })
    }

    /// One number and no other.
    pub(super) fn exactly(number: Number, unit: Option<Unit>) -> Self {
        let interval = Interval::exactly(number);
        Self { said: Quantity::exactly(number, unit), interval, is_promised: false }
    }

    /// The number, if there is only one.
    pub(super) fn exact(self) -> Option<Number> {
        self.interval.exact()
    }

    /// The number that it is told apart by where figures are put in order.
    pub(super) fn rank(self) -> Option<Decimal> {
        self.interval.low.or(self.interval.high)?.number.value()
    }

    /// Its ends as they are drawn.
    pub(super) fn span(self) -> Span {
        let value = |end: Option<crate::value::End>| end.and_then(|end| end.number.value());
        Span { low: value(self.interval.low), high: value(self.interval.high) }
    }

    /// The figure in words, with its unit, of an indicator or of none.
    pub(super) fn words(self, scope: &Scope<'_>, indicator: Option<&Indicator>) -> String {
        match self.is_promised {
            true => scope.quantity(&self.said),
            false => scope.shown(&self.said, indicator),
        }
    }

    /// The same with all its digits.
    pub(super) fn full_words(self, scope: &Scope<'_>) -> String {
        scope.quantity(&self.said)
    }

    /// The figure in a column, with its word: "about 0.9".
    pub(super) fn cell<'a>(self, scope: &Scope<'a>, numbers: &Numbers) -> CellView<'a> {
        if self.said.relation == Relation::Exactly {
            return match self.is_promised {
                true => numbers.full_cell(scope, self.said.number),
                false => numbers.cell(scope, Some(self.said.number)),
            };
        }
        let said = match self.said.number.exponent == numbers.unit.exponent {
            true => self.said,
            false => self.said_by_ends(),
        };
        let said = if self.is_promised { said } else { numbers.rounded(scope, &said) };
        let units = &scope.site.model.units;
        let cell = CellView::words(scope.locale.quantity_in_column(&said, &numbers.unit, units));
        match self.rank() {
            Some(rank) => cell.sort(rank.normalize().to_string()),
            None => cell,
        }
    }

    /// The numbers that it is written with.
    pub(super) fn numbers(self) -> impl Iterator<Item = Number> {
        let said = self.said_by_ends();
        std::iter::once(said.number).chain(said.upper)
    }

    /// "30-odd" of thousands would be false in another scale; its ends are not.
    fn said_by_ends(self) -> Quantity {
        match self.said.relation {
            Relation::SomeOver => self.interval.quantity(self.said.unit).unwrap_or(self.said),
            _ => self.said,
        }
    }
}

impl Span {
    /// The number alone, if its ends are the same.
    fn exact(self) -> Option<Decimal> {
        self.low.filter(|_| self.low == self.high)
    }
}

/// Whether any of the figures is drawn as less than exact.
pub(super) fn any_inexact(amounts: impl IntoIterator<Item = Amount>) -> bool {
    amounts.into_iter().any(|amount| amount.exact().is_none())
}

/// An axis that all figures fit on, with room for their arrows.
pub(super) fn axis(
    spans: &[Span],
    more: impl IntoIterator<Item = Decimal>,
    n_steps: u32,
    is_count: bool,
) -> Option<ValueAxis> {
    let mut values: Vec<_> =
        spans.iter().flat_map(|span| [span.low, span.high]).flatten().collect();
    values.extend(more);
    let least = values.iter().copied().min()?.min(Decimal::ZERO);
    let most = values.iter().copied().max()?.max(Decimal::ZERO);
    let extent = most.checked_sub(least)?;
    let room = if extent.is_zero() { Decimal::ONE } else { extent.checked_div(8.into())? };
    for span in spans {
        let end = match (span.low, span.high) {
            (Some(low), None) if low >= Decimal::ZERO => low.checked_add(room),
            (None, Some(high)) if high <= Decimal::ZERO => high.checked_sub(room),
            _ => None,
        };
        values.extend(end);
    }
    ValueAxis::over(values, n_steps, is_count)
}

/// Draws a figure as a bar from zero: solid as far as it certainly goes.
pub(super) fn draw_across(
    drawing: &mut Drawing,
    axis: &ValueAxis,
    span: Span,
    class: &str,
    down: Range<u32>,
) {
    let zero = axis.zero();
    let certain = match (span.low, span.high) {
        (Some(low), _) if low > Decimal::ZERO => Some(low),
        (_, Some(high)) if high < Decimal::ZERO => Some(high),
        _ => span.exact(),
    };
    if let Some(end) = certain.map(|end| axis.at(end)) {
        drawing.rect(class, zero.min(end)..zero.max(end), down.clone());
    }
    if span.exact() == Some(Decimal::ZERO) {
        drawing.line("bar-zero", (zero, down.start), (zero, down.end));
    }
    match (span.low.map(|low| axis.at(low)), span.high.map(|high| axis.at(high))) {
        (Some(low), Some(high)) if span.exact().is_none() => {
            let from = low.min(FULL.saturating_sub(SHORTEST));
            drawing.rect("unsure", from..high.max(from + SHORTEST), down);
        }
        (Some(low), None) => {
            let tip = (low + ARROW_ACROSS).min(FULL);
            draw_bound(drawing, (low, tip), Toward::Right, down);
        }
        (None, Some(high)) => {
            let tip = high.saturating_sub(ARROW_ACROSS);
            draw_bound(drawing, (high, tip), Toward::Left, down);
        }
        _ => {}
    }
}

/// The end of a figure that goes on beyond it.
fn draw_bound(drawing: &mut Drawing, (at, tip): (u32, u32), toward: Toward, down: Range<u32>) {
    let middle = (down.start + down.end) / 2;
    drawing.line("bound", (at, down.start.saturating_sub(1)), (at, down.end + 1));
    drawing.line("bound", (at, middle), (tip, middle));
    drawing.arrow_head("bound", (tip, middle), toward);
}

/// Draws a figure at a place across: a dot, or what it may be.
pub(super) fn draw_mark(
    drawing: &mut Drawing,
    x: u32,
    down: impl Fn(Decimal) -> u32,
    span: Span,
    class: &str,
) {
    let side = drawing.across(3);
    let (left, right) = (x.saturating_sub(side), (x + side).min(FULL));
    match (span.low.map(&down), span.high.map(&down)) {
        (Some(low), Some(_)) if span.exact().is_some() => drawing.mark(class, Shape::Dot, (x, low)),
        (Some(low), Some(high)) if low < high + LOWEST => {
            drawing.mark("dot-unsure", Shape::Dot, (x, (low + high) / 2));
        }
        (Some(low), Some(high)) => drawing.rect("unsure", left..right, high..low),
        (Some(at), None) => {
            let tip = at.saturating_sub(ARROW_DOWN);
            drawing.line("bound", (left, at), (right, at));
            drawing.line("bound", (x, at), (x, tip));
            drawing.arrow_head("bound", (x, tip), Toward::Up);
        }
        (None, Some(at)) => {
            // What is above zero need not be below it.
            let zero = down(Decimal::ZERO).max(at + ARROW_DOWN / 2);
            let tip = (at + ARROW_DOWN).min(if at < zero { zero } else { u32::MAX });
            drawing.line("bound", (left, at), (right, at));
            drawing.line("bound", (x, at), (x, tip));
            drawing.arrow_head("bound", (x, tip), Toward::Down);
        }
        (None, None) => {}
    }
}

/// The lines from one figure to the next: one where both are exact, else one between their lower
/// ends and one between their upper ends.
pub(super) fn links(from: Span, to: Span) -> Vec<(&'static str, Decimal, Decimal)> {
    if let (Some(one), Some(other)) = (from.exact(), to.exact()) {
        return vec![("line", one, other)];
    }
    let ends = [(from.low, to.low), (from.high, to.high)];
    let ends = ends.into_iter().filter_map(|(one, other)| Some(("line-unsure", one?, other?)));
    ends.collect()
}

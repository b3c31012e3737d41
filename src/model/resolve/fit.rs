//! Figures in the unit of their indicator, or of their field.

use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::Expect;
use crate::parse::node::Node;
use crate::value::{Id, Quantity, Unit};

/// The figure in the unit that is expected: converted between units of one kind, where that is
/// exact; reported and `None` in any other unit.
pub(super) fn fit(
    cx: &Context<'_>,
    node: &Node,
    quantity: Quantity,
    expect: Expect,
    sink: &mut Sink,
) -> Option<Quantity> {
    let expected = match expect {
        Expect::Money(currency) => Unit::Money(currency),
        Expect::Unit(unit) => unit,
        Expect::Any | Expect::Count => return Some(quantity),
    };
    let Some(unit) = quantity.unit.filter(|unit| *unit != expected) else { return Some(quantity) };
    let converted = converted(cx, quantity, unit, expected);
    if converted.is_none() {
        let (found, expected) = (cx.units.name(unit), cx.units.name(expected));
        let message =
            format!("a figure in `{found}`, but its indicator is measured in `{expected}`");
        sink.push(
            Diagnostic::new(Code::UnitMismatch, node.span, message)
                .help(format!("convert the figure to `{expected}`")),
        );
    }
    converted
}

/// The figure of a field of the site's own in the unit of the field, so that a column of them can be
/// sorted and added up.
pub(super) fn fit_field(
    cx: &Context<'_>,
    node: &Node,
    quantity: Quantity,
    (field, expected): (&Id, Unit),
    sink: &mut Sink,
) -> Option<Quantity> {
    let Some(unit) = quantity.unit.filter(|unit| *unit != expected) else { return Some(quantity) };
    let converted = converted(cx, quantity, unit, expected);
    if converted.is_none() {
        let (found, expected) = (cx.units.name(unit), cx.units.name(expected));
        let message = format!("a figure in `{found}`, but `{field}` is measured in `{expected}`");
        sink.push(
            Diagnostic::new(Code::UnitMismatch, node.span, message)
                .help(format!("convert the figure to `{expected}`")),
        );
    }
    converted
}

fn converted(cx: &Context<'_>, quantity: Quantity, from: Unit, to: Unit) -> Option<Quantity> {
    let convert = |number| cx.units.convert(number, from, to);
    let upper = match quantity.upper {
        Some(upper) => Some(convert(upper)?),
        None => None,
    };
    Some(Quantity { number: convert(quantity.number)?, upper, unit: Some(to), ..quantity })
}

//! `figure(of=…, compare=…)`: how an observation differs from that of another period.

use super::arguments::Arguments;
use super::figure::{percentage, printed, worded};
use super::observed::{check_comparable, find, report_no_observation};
use super::{ShortcodeFigure, Shown};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Change, Incomparable, Members, Observation, decimals_of_share};
use crate::value::{Number, Quantity, Unit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    Difference,
    Percent,
    Points,
}

pub(super) const WAYS: &[(&str, As)] =
    &[("difference", As::Difference), ("percent", As::Percent), ("points", As::Points)];

pub(super) fn change<'a>(
    arguments: &Arguments<'a, '_>,
    now: &'a Observation,
    part: &Members,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    let period = arguments.period("compare", sink).ok()??;
    let Some(way) = arguments.word("as", WAYS, sink).ok()? else {
        arguments.report_missing(&["as"], sink);
        return None;
    };
    let Some(before) = find(arguments, now.indicator, period, part) else {
        report_no_observation(arguments, "compare", now.indicator, period, sink);
        return Some(ShortcodeFigure::missing());
    };
    check_comparable(arguments, now, sink)?;
    check_comparable(arguments, before, sink)?;
    let (Some(value), Some(earlier)) = (now.value, before.value) else {
        report_no_observation(arguments, "compare", now.indicator, period, sink);
        return Some(ShortcodeFigure::missing());
    };
    let indicator = arguments.model.indicators.get(now.indicator);
    let change = Change::over(indicator, (*before.period, &earlier), (*now.period, &value));
    let change = match change {
        Ok(change) => change,
        Err(why) => {
            let (place, why) = (arguments.place("compare"), reason(why, now, before));
            sink.push(
                Diagnostic::new(Code::NotComparable, place, why)
                    .related(now.header.span, "one figure is here")
                    .related(before.header.span, "the other is here"),
            );
            return None;
        }
    };
    let shown = shown(arguments, way, &change, sink)?;
    let figure = ShortcodeFigure::computed(shown)
        .citing(&now.header.citations)
        .citing(&before.header.citations);
    Some(ShortcodeFigure { is_apart: now.not_comparable.is_some(), ..figure })
}

/// Why two figures have no difference that means anything.
fn reason(why: Incomparable, now: &Observation, before: &Observation) -> String {
    match why {
        Incomparable::NotExact => {
            "a figure that is not exact has no difference to another".to_owned()
        }
        Incomparable::OtherUnit => "the two figures are in different units".to_owned(),
        Incomparable::OtherLength => format!(
            "`{}` and `{}` are not of one length, and the figure adds up over its period",
            now.period, before.period
        ),
        Incomparable::TooLarge => "the difference has more than 28 digits".to_owned(),
    }
}

fn shown<'a>(
    arguments: &Arguments<'a, '_>,
    way: As,
    change: &Change,
    sink: &mut Sink,
) -> Option<Shown<'a>> {
    let is_share = change.difference.unit == Some(Unit::PercentagePoint);
    let place = arguments.place("as");
    let decimals = arguments.decimals(sink).ok()?;
    match (way, is_share) {
        (As::Points, false) => {
            let message = "percentage points are the difference of two percentages";
            sink.push(
                Diagnostic::new(Code::UnitMismatch, place, message)
                    .help("write `as=\"difference\"` or `as=\"percent\"`"),
            );
            None
        }
        (As::Percent, true) => {
            let message = "a percentage of a percentage misleads";
            sink.push(
                Diagnostic::new(Code::UnitMismatch, place, message).help("write `as=\"points\"`"),
            );
            None
        }
        (As::Percent, false) => {
            let Some(ratio) = change.ratio else {
                let message = "there is no percentage of a figure that is not more than zero, nor to \
                               one that is less";
                sink.push(
                    Diagnostic::new(Code::NotComparable, place, message)
                        .help("write `as=\"difference\"`"),
                );
                return None;
            };
            let percent = {
                let decimals = decimals.unwrap_or_else(|| decimals_of_share(ratio));
                percentage(ratio, decimals, Unit::Percent)?
            };
            signed(arguments, percent, sink)
        }
        (As::Difference | As::Points, _) => match printed(arguments, change.difference, sink)? {
            Shown::Quantity(quantity) => signed(arguments, quantity, sink),
            other => Some(other),
        },
    }
}

/// A change with its sign, or its size alone where the call asks for it.
pub(super) fn signed<'a>(
    arguments: &Arguments<'a, '_>,
    quantity: Quantity,
    sink: &mut Sink,
) -> Option<Shown<'a>> {
    let quantity = worded(arguments, quantity, sink)?;
    Some(match arguments.flag("sign") {
        Some(false) => {
            let Number { coefficient, exponent } = quantity.number;
            let number = Number::new(coefficient.abs(), exponent);
            Shown::Quantity(Quantity { number, ..quantity })
        }
        _ => Shown::Change(quantity),
    })
}

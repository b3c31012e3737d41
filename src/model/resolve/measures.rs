//! Decodes what indicators and observations hold.

use super::super::declared::Input;
use super::super::{Breakdown, Filter, Measure, MeasureOf, Parts, Text, Written};
use super::context::Context;
use super::fit::fit;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::locale::Expect;
use crate::parse::fields::{Fields, expect_bool, expect_one_of, expect_str};
use crate::parse::node::{Node, NodeKind};
use crate::value::{Number, Quantity, Unit};
use rust_decimal::Decimal;

/// The unit of an indicator.
pub(in crate::model) fn unit(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Unit> {
    let text = expect_str(node, "`unit`", sink)?;
    if let Some(unit) = cx.units.unit(text) {
        return Some(unit);
    }
    let known = cx.units.iter().map(|(_, definition)| definition.id.as_str());
    // A word of a language is no slip of another name, however few letters lie between.
    let of_word = cx.lexicon.unit_of_word(text).map(|unit| cx.units.name(unit));
    let help = match of_word.or_else(|| closest(text, known)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a currency such as `CNY`, a unit such as `project`, `MW` or `%`, or add one under `units` in `site.yaml`".to_owned(),
    };
    let message = format!("there is no unit `{text}`");
    sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
    None
}

/// A query over the ledger.
pub(in crate::model) fn measure(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Measure> {
    let mut fields = Fields::new(node, "a measure", sink)?;
    let sum = fields.optional("sum").and_then(|node| {
        expect_one_of(node, "`sum`", &[("investment", MeasureOf::Investment)], sink)
    });
    let count = fields.optional("count").and_then(|node| {
        expect_one_of(node, "`count`", &[("projects", MeasureOf::Projects)], sink)
    });
    let reaching = fields.required("reaching").and_then(|node| cx.stage(node, "`reaching`", sink));
    let filter = fields.optional("where").and_then(|node| filter(cx, node, true, sink));
    let start = fields.start();
    fields.finish(sink);
    if sum.is_none() && count.is_none() && node.get("sum").is_none() && node.get("count").is_none()
    {
        sink.push(
            Diagnostic::new(Code::MissingField, start, "a measure needs `sum` or `count`")
                .help("write `sum: investment` or `count: projects`"),
        );
    }
    Some(Measure { of: sum.or(count)?, reaching: reaching?, filter: filter.unwrap_or_default() })
}

pub(in crate::model) fn filter(
    cx: &Context<'_>,
    node: &Node,
    with_amount: bool,
    sink: &mut Sink,
) -> Option<Filter> {
    let mut fields = Fields::new(node, "`where`", sink)?;
    let filter = Filter {
        category: fields
            .optional("category")
            .and_then(|node| cx.reference(node, "`category`", sink)),
        industry: fields
            .optional("industry")
            .and_then(|node| cx.reference(node, "`industry`", sink)),
        park: fields.optional("park").and_then(|node| cx.reference(node, "`park`", sink)),
        region: fields.optional("region").and_then(|node| cx.reference(node, "`region`", sink)),
        investment: if with_amount {
            fields.optional("investment").and_then(|node| cx.money(node, "`investment`", sink))
        } else {
            None
        },
    };
    fields.finish(sink);
    Some(filter)
}

/// What figures of an indicator must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) struct Gauge {
    pub(in crate::model) unit: Unit,
    /// They are computed from the ledger as well, which lists nothing less than nothing.
    pub(in crate::model) is_measured: bool,
}

/// What a figure of an indicator must be.
pub(super) fn expectation(gauge: Option<Gauge>) -> Expect {
    match gauge.map(|gauge| gauge.unit) {
        Some(Unit::Money(currency)) => Expect::Money(currency),
        Some(unit) => Expect::Unit(unit),
        None => Expect::Any,
    }
}

/// The value of an observation, which may claim a result without a figure.
pub(in crate::model) fn written(input: &mut Input<'_, '_>) -> Option<Written> {
    let Some(node) = input.take() else {
        let is_given = |node: &Node| node.kind != NodeKind::Null;
        if !input.fields.peek("claim").is_some_and(is_given) {
            let message = "an observation needs a `value` or a `claim`";
            input.sink.push(
                Diagnostic::new(Code::MissingField, input.fields.start(), message).help(
                    "add `value: …`, or `claim: …` where a result is claimed without a figure",
                ),
            );
        }
        return None;
    };
    let (quantity, step) = value(input.cx, node, input.gauge(), input.sink)?;
    Some(Written { quantity, step, span: node.span })
}

/// How the parts of a whole make it up.
pub(in crate::model) fn parts(node: &Node, sink: &mut Sink) -> Vec<(Breakdown, Parts)> {
    let Some(mut fields) = Fields::new(node, "`parts`", sink) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, breakdown) in Breakdown::WORDS {
        let parts = fields.optional(name);
        let parts = parts.and_then(|node| expect_one_of(node, "`parts`", Parts::WORDS, sink));
        found.extend(parts.map(|parts| (*breakdown, parts)));
    }
    fields.finish(sink);
    found
}

/// A value with one unit of its last place; what the ledger counts or sums up cannot be negative.
fn value(
    cx: &Context<'_>,
    node: &Node,
    gauge: Option<Gauge>,
    sink: &mut Sink,
) -> Option<(Quantity, Decimal)> {
    let expect = expectation(gauge);
    let what = match expect {
        Expect::Unit(unit) if cx.units.is_count(unit) => "a count of projects",
        _ => "a sum of investments",
    };
    let quantity = match gauge {
        Some(gauge) if gauge.is_measured => cx.amount(node, what, expect, sink),
        _ => cx.quantity(node, "`value`", expect, sink),
    };
    let quantity = quantity?;
    let fitted = fit(cx, node, quantity, expect, sink)?;
    let is_counted = quantity.unit.is_some_and(|unit| cx.units.is_single_count(unit));
    let is_in_full = is_counted && quantity.number.exponent == 0;
    let written = quantity.number.last_place().filter(|_| !is_in_full);
    let step = match (quantity.unit, fitted.unit) {
        (Some(from), Some(to)) if from != to => {
            written.and_then(|step| cx.units.convert(Number::plain(step), from, to)?.value())
        }
        _ => written,
    };
    Some((fitted, step.unwrap_or_default()))
}

/// A share of a whole, from 0 to 100 %.
pub(in crate::model) fn share(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Quantity> {
    let share = cx.amount(node, "`stated_share`", Expect::Unit(Unit::Percent), sink)?;
    if share.number.value().is_some_and(|value| value > Decimal::ONE_HUNDRED) {
        let text = node.as_str().unwrap_or_default();
        let message = format!("a share cannot be more than 100%: `{text}`");
        sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        return None;
    }
    Some(share)
}

/// Why a result must not be held against its target.
pub(in crate::model) fn not_comparable(
    cx: &Context<'_>,
    node: &Node,
    sink: &mut Sink,
) -> Option<Text> {
    let mut fields = Fields::new(node, "`comparable_to`", sink)?;
    let with_target =
        fields.required("target").and_then(|node| expect_bool(node, "`target`", sink));
    let why = fields.required("why").and_then(|node| cx.text(node, "`why`", sink));
    fields.finish(sink);
    if with_target == Some(false) { why } else { None }
}

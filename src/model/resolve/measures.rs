//! Decodes indicators, targets and observations.

use super::super::{
    Basis, Breakdown, Filter, Indicator, Measure, MeasureOf, Observation, Parts, Ref, Standing,
};
use super::context::Context;
use super::fit::fit;
use super::header::visibility;
use super::values::STANDINGS;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::locale::Expect;
use crate::parse::fields::{Fields, expect_bool, expect_one_of, expect_str};
use crate::parse::node::Node;
use crate::source::Span;
use crate::value::{Id, Number, Period, Quantity, Unit};
use jiff::civil::Date;
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

fn filter(cx: &Context<'_>, node: &Node, with_amount: bool, sink: &mut Sink) -> Option<Filter> {
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
pub(super) struct Gauge {
    unit: Unit,
    /// They are computed from the ledger as well, which lists nothing less than nothing.
    pub(super) is_measured: bool,
}

/// What figures of all indicators must be, by their numbers; `None` where it cannot be read.
pub(super) type Gauges<'a> = &'a [Option<Gauge>];

/// What figures of the indicator of a record must be.
pub(super) fn gauge(cx: &Context<'_>, node: &Node) -> Option<Gauge> {
    let unit = node.get("unit").and_then(Node::as_str).and_then(|name| cx.units.unit(name))?;
    Some(Gauge { unit, is_measured: node.get("measure").is_some() })
}

pub(super) fn missing_source(what: &str, start: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingSource, start, format!("this {what} names no source"))
        .help("add `source:` with the id of a record in `content/data/sources.yaml`")
}

/// What a figure of an indicator must be.
pub(super) fn expectation(gauge: Option<Gauge>) -> Expect {
    match gauge.map(|gauge| gauge.unit) {
        Some(Unit::Money(currency)) => Expect::Money(currency),
        Some(unit) => Expect::Unit(unit),
        None => Expect::Any,
    }
}

pub(super) fn observation(
    cx: &Context<'_>,
    gauges: Gauges<'_>,
    id: &Id,
    node: &Node,
    sink: &mut Sink,
) -> Option<Observation> {
    let mut fields = Fields::new(node, "an observation", sink)?;
    fields.optional("id");
    visibility(&mut fields, sink);
    let indicator: Option<Ref<Indicator>> =
        fields.required("indicator").and_then(|node| cx.reference(node, "`indicator`", sink));
    let period_node = fields.required("period");
    let period = period_node.and_then(|node| cx.period(node, "`period`", sink));
    let basis = fields
        .optional("basis")
        .and_then(|node| expect_one_of(node, "`basis`", Basis::WORDS, sink));
    let indicator = indicator.filter(|one| gauges[one.index()].is_some());
    let gauge = indicator.and_then(|one| gauges[one.index()]);
    let value_node = fields.optional("value");
    let value = value_node.and_then(|node| value(cx, node, gauge, sink));
    let (value, step) = value.map_or((None, Decimal::ZERO), |(value, step)| (Some(value), step));
    let claim_node = fields.optional("claim");
    let claim = cx.text_opt(claim_node, "`claim`", sink);
    let exceeds = fields
        .optional("exceeds_target")
        .and_then(|node| expect_bool(node, "`exceeds_target`", sink));
    let part = fields.optional("where").and_then(|node| filter(cx, node, false, sink));
    let share_node = fields.optional("stated_share");
    let stated_share = share_node.and_then(|node| share(cx, node, sink));
    let share_of = cx.text_opt(fields.optional("share_of"), "`share_of`", sink);
    let status =
        fields.optional("status").and_then(|node| expect_one_of(node, "`status`", STANDINGS, sink));
    let covers = cx.period_opt(fields.optional("covers"), "`covers`", sink);
    let published_node = fields.optional("published");
    let parts = fields.optional("parts").map(|node| parts(node, sink)).unwrap_or_default();
    let not_comparable =
        fields.optional("comparable_to").and_then(|node| comparable(cx, node, sink));
    let citations = cx.citations(fields.optional("source"), sink);
    let unsourced = fields.optional("source").is_none();
    let note = cx.inline(fields.optional("note"), "`note`", sink);
    let start = fields.start();
    fields.finish(sink);
    if value_node.is_none() && claim_node.is_none() {
        sink.push(
            Diagnostic::new(
                Code::MissingField,
                start,
                "an observation needs a `value` or a `claim`",
            )
            .help("add `value: …`, or `claim: …` where a result is claimed without a figure"),
        );
    }
    if unsourced {
        sink.push(missing_source("observation", start));
    }
    let period = match basis {
        Some(Basis::ToDate) => period?.year_to_date(),
        Some(Basis::Part) | None => period?,
    };
    let covers = covers.map_or(period.last_day(), |covers| covers.last_day());
    let published = published_node.and_then(|node| published(cx, node, covers, sink));
    Some(Observation {
        id: id.clone(),
        span: start,
        indicator: indicator?,
        period,
        period_at: period_node.map_or(start, |node| node.span),
        basis,
        value,
        value_at: value_node.map_or(start, |node| node.span),
        step,
        claim,
        exceeds_target: exceeds.unwrap_or(false),
        part: part.unwrap_or_default(),
        stated_share,
        share_at: share_node.map_or(start, |node| node.span),
        share_of,
        status: status.unwrap_or(Standing::Reported),
        covers,
        published,
        parts,
        not_comparable,
        citations,
        note,
    })
}

/// When a result became known; with `period-end` it counts as known from the last day that it
/// covers, because its source came later and when it was first published is not known.
fn published(cx: &Context<'_>, node: &Node, covers: Date, sink: &mut Sink) -> Option<Period> {
    match node.as_str() {
        Some("period-end") => Some(Period::Day(covers)),
        _ => cx.period(node, "`published`", sink),
    }
}

/// How the parts of a whole make it up.
fn parts(node: &Node, sink: &mut Sink) -> Vec<(Breakdown, Parts)> {
    let Some(mut fields) = Fields::new(node, "`parts`", sink) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, breakdown) in Breakdown::NAMED {
        let parts = fields.optional(name);
        let parts = parts.and_then(|node| expect_one_of(node, "`parts`", Parts::WORDS, sink));
        found.extend(parts.map(|parts| (breakdown, parts)));
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
fn share(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Quantity> {
    let share = cx.amount(node, "`stated_share`", Expect::Unit(Unit::Percent), sink)?;
    if share.number.value().is_some_and(|value| value > Decimal::ONE_HUNDRED) {
        let text = node.as_str().unwrap_or_default();
        let message = format!("a share cannot be more than 100%: `{text}`");
        sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        return None;
    }
    Some(share)
}

fn comparable(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<super::super::Text> {
    let mut fields = Fields::new(node, "`comparable_to`", sink)?;
    let with_target =
        fields.required("target").and_then(|node| expect_bool(node, "`target`", sink));
    let why = fields.required("why").and_then(|node| cx.text(node, "`why`", sink));
    fields.finish(sink);
    if with_target == Some(false) { why } else { None }
}

//! Decodes what targets hold.

use super::super::declared::Input;
use super::super::{Direction, PlanPoint, Promise, Target, part_ends};
use super::context::Context;
use super::fit::fit;
use super::measures::{Gauge, expectation};
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::Expect;
use crate::parse::fields::{Fields, expect_list};
use crate::parse::node::{Key, Node, NodeKind};
use crate::source::{Span, Spanned};
use crate::value::{Period, Quantity, Relation, Unit, YearPart};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How much is promised, and in which direction.
pub(in crate::model) fn promise(input: &mut Input<'_, '_>) -> Option<Promise> {
    let (direction, name, node) = promised(input.fields, input.sink)?;
    let (cx, gauge) = (input.cx, input.gauge());
    let value = level(cx, node, &format!("`{name}`"), gauge, input.sink)?;
    check_relation(&value, direction, name, node.span, input.sink)?;
    let value = without_direction(value, direction);
    Some(Promise { direction, value: Spanned { value, span: node.span } })
}

/// The value without the relation that its direction says already: `at_least: 不低于400亿元`.
fn without_direction(value: Quantity, direction: Direction) -> Quantity {
    if value.relation == direction.relation() {
        return value.with_relation(Relation::Exactly);
    }
    value
}

/// Reports a value that says the opposite of its field, such as `at_least: ≤ 18`: nobody could tell by
/// which of them the result is judged.
fn check_relation(
    value: &Quantity,
    direction: Direction,
    name: &str,
    place: Span,
    sink: &mut Sink,
) -> Option<()> {
    let is_least = matches!(value.relation, Relation::AtLeast | Relation::MoreThan);
    let is_most = matches!(value.relation, Relation::AtMost | Relation::LessThan);
    let right = match direction {
        Direction::AtLeast if is_most => Direction::AtMost,
        Direction::KeepAtLeast if is_most => Direction::KeepAtMost,
        Direction::AtMost if is_least => Direction::AtLeast,
        Direction::KeepAtMost if is_least => Direction::KeepAtLeast,
        _ => return Some(()),
    };
    let message = format!("`{name}` takes the other direction than this value");
    let help = format!("write `{}` for it, or the number alone", right.key());
    sink.push(Diagnostic::new(Code::ImpossibleValue, place, message).help(help));
    None
}

/// In which direction the target goes, with the name and the value of that field.
fn promised<'a>(
    fields: &mut Fields<'a>,
    sink: &mut Sink,
) -> Option<(Direction, &'static str, &'a Node)> {
    let given: Vec<_> = Direction::WORDS
        .iter()
        .map(|(name, direction)| (*direction, *name, fields.optional(name)))
        .collect();
    let mut given =
        given.into_iter().filter_map(|(direction, name, node)| Some((direction, name, node?)));
    let (first, second) = (given.next(), given.next());
    if let (Some((_, one, _)), Some((_, other, node))) = (&first, &second) {
        let message = format!("a target has either `{one}` or `{other}`, not both");
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message)
                .help("make two targets of it"),
        );
    }
    if first.is_none() {
        let message =
            "a target needs `at_least`, `at_most`, `reach`, `keep_at_least` or `keep_at_most`";
        sink.push(
            Diagnostic::new(Code::MissingField, fields.start(), message)
                .help("add `at_least: 400 亿元`, with the unit of its indicator"),
        );
    }
    first
}

/// The value of a target or of its baseline; a loss or a decrease is negative.
pub(in crate::model) fn level(
    cx: &Context<'_>,
    node: &Node,
    what: &str,
    gauge: Option<Gauge>,
    sink: &mut Sink,
) -> Option<Quantity> {
    let expect = expectation(gauge);
    let quantity = match gauge {
        Some(gauge) if gauge.is_measured => cx.amount(node, what, expect, sink),
        _ => cx.quantity(node, what, expect, sink),
    };
    fit(cx, node, quantity?, expect, sink)
}

/// Reports a baseline or a path that says nothing.
pub(in crate::model) fn check_baseline(target: &Target, sink: &mut Sink) {
    let direction = target.promise.direction;
    let mut report = |span: Span, message: String, help: &str| {
        sink.push(Diagnostic::new(Code::ImpossibleValue, span, message).help(help));
    };
    if let Some(baseline) = &target.baseline {
        if direction.is_kept() {
            let message =
                format!("a target `{}` has no way to go, so it has no `baseline`", direction.key());
            report(
                baseline.span,
                message,
                "write `at_least`, `at_most` or `reach` for a way from the baseline to the value",
            );
        } else if baseline.value.number.value() == target.promise.value.number.value() {
            let message = "the target is what there was already, so there is no way to it";
            report(
                baseline.span,
                message.to_owned(),
                "write `keep_at_least` or `keep_at_most` for a level that must hold",
            );
        }
        if let Some(from) =
            baseline.period.filter(|from| from.last_day() >= target.period.last_day())
        {
            let message =
                format!("the baseline of {from} is not before the target of {}", target.period);
            report(
                baseline.span,
                message,
                "the period of a baseline ends before that of its target",
            );
        }
    }
    let is_dated = target.baseline.as_ref().is_some_and(|baseline| baseline.period.is_some());
    if let Some(path) = target.path.filter(|_| !is_dated && !direction.is_kept()) {
        let message = "a `path` leads from a baseline of a known period".to_owned();
        report(path.span, message, "add `baseline: { value: …, period: … }`, or leave `path` out");
    } else if let Some(path) = target.path.filter(|_| direction.is_kept()) {
        let message = format!("a target `{}` has no `path`", direction.key());
        report(path.span, message, "leave `path` out, or write `reach: …` with a baseline");
    }
}

/// A plan: shares of the target, growing to the whole, a list or by the names of its parts. What
/// cannot be used is reported and empty.
pub(in crate::model) fn plan(
    cx: &Context<'_>,
    node: &Node,
    period: Period,
    sink: &mut Sink,
) -> Vec<PlanPoint> {
    if period == Period::Whole {
        let message = "the whole life of a project has no parts that a plan could name";
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message).help(
                "leave `plan` out, or give the target a period with days, such as `2023/2027`",
            ),
        );
        return Vec::new();
    }
    let parts = match &node.kind {
        NodeKind::Mapping(entries) => named_parts(cx, node, entries, period, sink),
        _ => listed_parts(node, period, sink),
    };
    let Some(parts) = parts else { return Vec::new() };
    let mut plan: Vec<PlanPoint> = Vec::new();
    for (until, item) in &parts {
        let Some(share) = share(cx, item, sink) else { return Vec::new() };
        if plan.last().is_some_and(|last| share < last.share) {
            let message =
                "the shares of a `plan` cannot fall: each is what is done by the end of its part";
            sink.push(Diagnostic::new(Code::ImpossibleValue, item.span, message));
            return Vec::new();
        }
        plan.push(PlanPoint { until: *until, share });
    }
    if let (Some(last), Some((_, item))) = (plan.last(), parts.last())
        && last.share != Decimal::ONE
    {
        let text = item.as_str().unwrap_or_default();
        let message = format!("a `plan` ends at 100%, but this one ends at `{text}`");
        sink.push(Diagnostic::new(Code::ImpossibleValue, item.span, message));
        return Vec::new();
    }
    plan
}

fn share(cx: &Context<'_>, item: &Node, sink: &mut Sink) -> Option<Decimal> {
    let share = cx.amount(item, "`plan`", Expect::Unit(Unit::Percent), sink)?;
    share.number.value()?.checked_div(Decimal::ONE_HUNDRED)
}

/// The parts of a plan with the last day of each.
type PlanParts<'a> = Vec<(Date, &'a Node)>;

fn listed_parts<'a>(node: &'a Node, period: Period, sink: &mut Sink) -> Option<PlanParts<'a>> {
    let items = expect_list(node, "`plan`", sink)?;
    let Some(ends) = part_ends(period, items.len()) else {
        sink.push(wrong_number(node, items.len(), period));
        return None;
    };
    Some(ends.into_iter().zip(items).collect())
}

fn wrong_number(node: &Node, n_parts: usize, period: Period) -> Diagnostic {
    let sorts = [("years", 12), ("half years", 6), ("quarters", 3), ("months", 1)];
    let months = period.n_months().unwrap_or(0);
    let fitting =
        sorts.iter().filter(|(_, length)| months.is_multiple_of(*length) && months > *length);
    let fitting: Vec<_> =
        fitting.map(|(name, length)| format!("{} {name}", months / length)).collect();
    let known = if fitting.is_empty() { "fewer days".to_owned() } else { fitting.join(", ") };
    let message = format!("a plan of {n_parts} parts does not fit {period}, which has {known}");
    Diagnostic::new(Code::ImpossibleValue, node.span, message)
        .help("write the share that is to be done by the end of each, or name them: `{ Q1: 10%, Q2: 30%, … }`")
}

fn named_parts<'a>(
    cx: &Context<'_>,
    node: &Node,
    entries: &'a [(Key, Node)],
    period: Period,
    sink: &mut Sink,
) -> Option<PlanParts<'a>> {
    let mut parts = PlanParts::new();
    let mut next = period.first_day();
    for (key, item) in entries {
        let Some(part) = named_part(cx, &key.text, period) else {
            let message = format!("`{}` is no part of {period}", key.text);
            sink.push(Diagnostic::new(Code::BadDate, key.span, message).help(
                "name a quarter, half year or month: `Q1`, `H1`, `01`, or in full `2030-Q1`",
            ));
            return None;
        };
        if part.first_day() != next || part.last_day() > period.last_day() {
            let message = format!(
                "the parts of a plan follow each other from {} to {}, but here comes `{}`",
                period.first_day(),
                period.last_day(),
                key.text
            );
            sink.push(
                Diagnostic::new(Code::ImpossibleValue, key.span, message)
                    .help("name every part, in their order"),
            );
            return None;
        }
        parts.push((part.last_day(), item));
        next = part.last_day().tomorrow().ok()?;
    }
    if parts.last().is_none_or(|(end, _)| *end != period.last_day()) {
        let message = format!("the plan does not go on to the end of {period}");
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message)
                .help("name every part, the last one with 100%"),
        );
        return None;
    }
    Some(parts)
}

/// A part of a period by its name: in full, or without the year of the period.
fn named_part(cx: &Context<'_>, name: &str, period: Period) -> Option<Period> {
    let name = name.trim();
    if let Period::Reporting(year, _) = period {
        let month = name.parse().ok().and_then(|month| year.calendar_month(month));
        let part = YearPart::from_name(name).map(|part| Period::Reporting(year, Some(part)));
        return month
            .map(Period::month_of)
            .or(part)
            .or_else(|| cx.read_period(name, Some(year.start())).ok());
    }
    let year = period.year();
    let short = match name.parse::<u8>() {
        Ok(month) => format!("{year:04}-{month:02}"),
        Err(_) => format!("{year:04}-{name}"),
    };
    Period::parse_canonical(&short).or_else(|_| cx.read_period(name, cx.year_start)).ok()
}

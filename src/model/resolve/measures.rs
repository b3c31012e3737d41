//! Decodes what indicators and observations hold.

use super::super::declared::Input;
use super::super::{
    Breakdown, Dimension, Filter, MadeOf, Measure, MeasureOf, Member, Members, Parts, Text, Written,
};
use super::context::Context;
use super::fit::fit;
use super::region_levels::region_level;
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::locale::Expect;
use crate::parse::fields::{Fields, expect_bool, expect_one_of, expect_str};
use crate::parse::node::{Node, NodeKind};
use crate::value::{Number, Quantity, Unit, YearStart};
use rust_decimal::Decimal;

/// The unit of an indicator.
pub(in crate::model) fn unit(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Unit> {
    let text = expect_str(node, "`unit`", sink)?;
    if let Some(unit) = cx.units.unit(text) {
        return Some(unit);
    }
    let known = cx.units.iter().map(|(_, definition)| definition.id.as_str());
    // A word of a language is no slip of another name, however few letters lie between.
    let of_word = cx.lexicon.unit_printed_as(text).or_else(|| cx.lexicon.unit_of_word(text));
    let of_word = of_word.map(|unit| cx.units.name(unit));
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
    let sum = fields.optional("sum").and_then(|node| sum(cx, node, sink));
    let count = fields.optional("count").and_then(|node| {
        expect_one_of(node, "`count`", &[("projects", MeasureOf::Projects)], sink)
    });
    let is_of_figures = matches!(sum, Some(MeasureOf::Figures(_)));
    // Figures have a period, so that no stage has to say which are meant.
    let reaching = match is_of_figures || is_mapping(node.get("sum")) {
        true => None,
        false => fields.required("reaching").map(|node| cx.stage(node, "`reaching`", sink)),
    };
    let filter = fields.optional("where").and_then(|node| filter(cx, node, sink));
    let start = fields.start();
    fields.finish(sink);
    if sum.is_none() && count.is_none() && node.get("sum").is_none() && node.get("count").is_none()
    {
        sink.push(
            Diagnostic::new(Code::MissingField, start, "a measure needs `sum` or `count`")
                .help("write `sum: investment`, `count: projects` or `sum: { figure: … }`"),
        );
    }
    let (of, span) = (sum.or(count)?, node.get("sum").unwrap_or(node).span);
    let reaching = if is_of_figures { None } else { Some(reaching??) };
    Some(Measure { of, reaching, filter: filter.unwrap_or_default(), span })
}

/// What is summed: what projects invest, or their figures of an indicator.
fn sum(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<MeasureOf> {
    if !is_mapping(Some(node)) {
        return expect_one_of(node, "`sum`", &[("investment", MeasureOf::Investment)], sink);
    }
    let mut fields = Fields::new(node, "`sum`", sink)?;
    let figure = fields.required("figure").and_then(|node| cx.reference(node, "`figure`", sink));
    fields.finish(sink);
    figure.map(MeasureOf::Figures)
}

fn is_mapping(node: Option<&Node>) -> bool {
    node.is_some_and(|node| matches!(node.kind, NodeKind::Mapping(_)))
}

/// The part that a figure speaks of.
pub(in crate::model) fn members(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Members> {
    let mut fields = Fields::new(node, "`where`", sink)?;
    let members = members_in(cx, &mut fields, true, sink);
    fields.finish(sink);
    members
}

/// Which projects a measure counts; they have no members of the site's own dimensions.
fn filter(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Filter> {
    let mut fields = Fields::new(node, "`where`", sink)?;
    let members = members_in(cx, &mut fields, false, sink);
    let investment =
        fields.optional("investment").and_then(|node| cx.money(node, "`investment`", sink));
    fields.finish(sink);
    Some(Filter { members: members.unwrap_or_default(), investment })
}

/// The members that `where` names; `None` if one of them is not known, which was reported.
fn members_in<'n>(
    cx: &Context<'n>,
    fields: &mut Fields<'n>,
    with_own: bool,
    sink: &mut Sink,
) -> Option<Members> {
    let mut found = Vec::new();
    macro_rules! built_in {
        ($($name:literal => $member:ident,)*) => {$(
            if let Some(node) = fields.optional($name) {
                let one = cx.reference(node, concat!("`", $name, "`"), sink);
                found.push(one.map(Member::$member));
            }
        )*};
    }
    built_in! {
        "category" => Category,
        "industry" => Industry,
        "park" => Park,
        "region" => Region,
        "project" => Project,
    }
    for (one, dimension) in cx.dimensions.iter().filter(|_| with_own) {
        if let Some(node) = fields.optional(dimension.header.id.as_str()) {
            let number = member(dimension, node, sink);
            found.push(number.map(|number| Member::Own(one, number)));
        }
    }
    found.into_iter().collect::<Option<_>>().map(Members::new)
}

/// The number of the member that a node names by its id.
fn member(dimension: &Dimension, node: &Node, sink: &mut Sink) -> Option<u16> {
    let what = format!("`{}`", dimension.header.id);
    let text = expect_str(node, &what, sink)?;
    let known = || dimension.members.iter().map(|member| member.id.as_str());
    let found = known().position(|id| id == text).and_then(|number| u16::try_from(number).ok());
    if found.is_none() {
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("its members are {}", list_known(known())),
        };
        let message = format!("{what} has no member `{text}`");
        let diagnostic = Diagnostic::new(Code::UnknownReference, node.span, message).help(help);
        sink.push(diagnostic.related(dimension.header.span, "the dimension is declared here"));
    }
    found
}

/// What figures of an indicator must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) struct Gauge {
    pub(in crate::model) unit: Unit,
    /// They are computed from the ledger as well, which lists nothing less than nothing.
    pub(in crate::model) is_measured: bool,
    /// When its own reporting years begin; else those of the site hold.
    pub(in crate::model) year_start: Option<YearStart>,
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
        let is_there = |key: &str| input.fields.peek(key).is_some_and(is_given);
        if !is_there("claim") && !is_there("missing") {
            let message = "an observation needs a `value`, a `claim` or a reason in `missing`";
            input.sink.push(
                Diagnostic::new(Code::MissingField, input.fields.start(), message).help(
                    "add `value: …`, `claim: …` where a result is claimed without a figure, or \
                     `missing: suppressed` where there is none",
                ),
            );
        }
        return None;
    };
    if input.fields.peek("missing").is_some_and(|node| node.kind != NodeKind::Null) {
        let message = "a figure is there or it is missing, not both";
        let at = input.fields.peek("missing").map_or(node.span, |node| node.span);
        input.sink.push(
            Diagnostic::new(Code::ImpossibleValue, at, message)
                .help("leave out `value` or `missing`"),
        );
    }
    let (quantity, step) = value(input.cx, node, input.gauge(), input.sink)?;
    Some(Written { quantity, step, span: node.span })
}

/// What a corrected figure is: of the unit of its indicator, or the money of a project.
pub(in crate::model) fn corrected(
    cx: &Context<'_>,
    node: &Node,
    gauge: Option<Gauge>,
    sink: &mut Sink,
) -> Option<Quantity> {
    match gauge {
        Some(_) => value(cx, node, gauge, sink).map(|(quantity, _)| quantity),
        None => cx.money(node, "`to`", sink),
    }
}

/// How the parts of a whole make it up.
pub(in crate::model) fn parts(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Vec<MadeOf> {
    let Some(mut fields) = Fields::new(node, "`parts`", sink) else { return Vec::new() };
    let own = cx.dimensions.iter();
    let own = own.map(|(one, of)| (of.header.id.as_str(), Breakdown::Dimension(one)));
    let mut found = Vec::new();
    for (name, by) in Breakdown::WORDS.iter().copied().chain(own) {
        let Some(node) = fields.optional(name) else { continue };
        if by == Breakdown::Region && is_mapping(Some(node)) {
            found.extend(regions_of_level(cx, node, sink));
            continue;
        }
        let how = expect_one_of(node, "`parts`", Parts::WORDS, sink);
        found.extend(how.map(|how| MadeOf { by, how, level: None }));
    }
    fields.finish(sink);
    found
}

/// Regions of a level as parts, which make up their whole if nothing else is said.
fn regions_of_level(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<MadeOf> {
    let mut fields = Fields::new(node, "`region`", sink)?;
    let level = fields.required("level").and_then(|node| region_level(cx, node, sink));
    let how = fields.optional("are");
    let how = how.and_then(|node| expect_one_of(node, "`are`", Parts::WORDS, sink));
    fields.finish(sink);
    let how = how.unwrap_or(Parts::Complete);
    Some(MadeOf { by: Breakdown::Region, how, level: Some(level?) })
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

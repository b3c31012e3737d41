//! `figure(…)`: an observation, what follows from a target, a field of a project or a park.

use super::arguments::Arguments;
use super::{ShortcodeFigure, Shown, observed};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::{Citation, Fact, Record};
use crate::parse::markdown::calls::Value;
use crate::value::{Number, Quantity, Relation, Unit, round};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Arguments that only go with `of`.
const OF_INDICATORS: &[&str] = &[
    "in",
    "kind",
    "compare",
    "as",
    "category",
    "industry",
    "region",
    "where",
    "comparable",
    "sign",
];

/// How a figure is worded, and whether that is the number alone.
pub(super) const WORDINGS: &[(&str, bool)] = &[("full", false), ("number", true)];

pub(super) fn figure<'a>(
    arguments: &Arguments<'a, '_>,
    sink: &mut Sink,
) -> Option<ShortcodeFigure<'a>> {
    if arguments.has("of") {
        if arguments.report_useless("field", "does not go with `of`", sink) {
            return None;
        }
        return observed::observed(arguments, sink);
    }
    let why = "says which figure of an indicator is meant, but `of` names none";
    if OF_INDICATORS.iter().any(|name| arguments.report_useless(name, why, sink)) {
        return None;
    }
    let model = arguments.model;
    if arguments.has("project") {
        if arguments.report_useless("park", "does not go with `project`", sink) {
            return None;
        }
        let one = arguments.record("project", "project", &model.projects, sink).ok()??;
        let project = model.projects.get(one);
        let record = Fields {
            investment: Some(project.investment.as_ref().map(|found| &found.value)),
            facts: &project.facts,
            citations: &project.header().citations,
        };
        return record.figure(arguments, sink);
    }
    let one = arguments.record("park", "park", &model.parks, sink).ok()??;
    let park = model.parks.get(one);
    let citations = &park.header().citations;
    Fields { investment: None, facts: &park.facts, citations }.figure(arguments, sink)
}

/// What can be asked of a record.
struct Fields<'a> {
    /// Whether there is such a field, and what it holds.
    investment: Option<Option<&'a Quantity>>,
    facts: &'a [Fact],
    citations: &'a [Citation],
}

impl<'a> Fields<'a> {
    fn figure(
        &self,
        arguments: &Arguments<'a, '_>,
        sink: &mut Sink,
    ) -> Option<ShortcodeFigure<'a>> {
        let Some(field) = arguments.call.argument("field") else {
            arguments.report_missing(&["field"], sink);
            return None;
        };
        if let (Some(investment), Value::Text(name)) = (self.investment, &field.value)
            && &**name == "investment"
        {
            let Some(investment) = investment else {
                report_missing(arguments, "field", "no investment is published", None, sink);
                return Some(ShortcodeFigure::missing());
            };
            let shown = printed(arguments, *investment, sink)?;
            return Some(ShortcodeFigure::new(shown).citing(self.citations));
        }
        let fact = match &field.value {
            Value::Text(label) => self.facts.iter().find(|fact| is_called(fact, label)),
            Value::Number(number) => {
                let place = number.to_usize().and_then(|number| number.checked_sub(1));
                place.and_then(|place| self.facts.get(place))
            }
            Value::Bool(_) => None,
        };
        match fact {
            Some(fact) => self.fact(arguments, fact, sink),
            None => {
                self.report_unknown(arguments, sink);
                None
            }
        }
    }

    fn fact(
        &self,
        arguments: &Arguments<'a, '_>,
        fact: &'a Fact,
        sink: &mut Sink,
    ) -> Option<ShortcodeFigure<'a>> {
        let shown = match (&fact.value, &fact.text) {
            (Some(value), _) => printed(arguments, *value, sink)?,
            (None, Some(text)) if text.iter().any(|(_, phrase)| phrase.text.contains("{{")) => {
                let message = "the fact is itself made of figures";
                let place = arguments.place("field");
                sink.push(
                    Diagnostic::new(Code::CallSyntax, place, message)
                        .help("ask for these figures here, too"),
                );
                return None;
            }
            (None, Some(text)) => Shown::Words(text),
            (None, None) => Shown::Missing,
        };
        let citations = if fact.citations.is_empty() { self.citations } else { &fact.citations };
        let figure = ShortcodeFigure::new(shown).citing(citations);
        Some(ShortcodeFigure { standing: fact.status, per: fact.per, ..figure })
    }

    fn report_unknown(&self, arguments: &Arguments<'_, '_>, sink: &mut Sink) {
        let known = || {
            let labels = self.facts.iter().flat_map(|fact| fact.label.iter());
            let labels = labels.map(|(_, phrase)| &*phrase.text);
            self.investment.map(|_| "investment").into_iter().chain(labels)
        };
        let asked = match arguments.call.argument("field").map(|field| &field.value) {
            Some(Value::Text(text)) => text.to_string(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let help = match closest(&asked, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known().next().is_none() => "the record has no facts".to_owned(),
            None => format!("it has {}; facts can be named by their number", list_known(known())),
        };
        let message = format!("there is no field `{asked}` to print");
        let place = arguments.place("field");
        sink.push(Diagnostic::new(Code::UnknownReference, place, message).help(help));
    }
}

fn is_called(fact: &Fact, label: &str) -> bool {
    fact.label.iter().any(|(_, phrase)| &*phrase.text == label)
}

/// Says that what a call asks for is not published.
pub(super) fn report_missing(
    arguments: &Arguments<'_, '_>,
    name: &str,
    message: impl Into<String>,
    help: Option<String>,
    sink: &mut Sink,
) {
    let place = arguments.place(name);
    sink.push(
        Diagnostic::new(Code::MissingFigure, place, message)
            .note("the page shows `—` in its place")
            .help_opt(help),
    );
}

/// A figure in the unit, with the decimals and in the wording that are asked for.
pub(super) fn printed<'a>(
    arguments: &Arguments<'a, '_>,
    quantity: Quantity,
    sink: &mut Sink,
) -> Option<Shown<'a>> {
    let Shown::Quantity(quantity) = printed_in_full(arguments, quantity, sink)? else {
        return None;
    };
    Some(Shown::Quantity(worded(arguments, quantity, sink)?))
}

/// The same with its unit and relation, whatever wording is asked for.
pub(super) fn printed_in_full<'a>(
    arguments: &Arguments<'a, '_>,
    quantity: Quantity,
    sink: &mut Sink,
) -> Option<Shown<'a>> {
    let decimals = arguments.decimals(sink).ok()?;
    let converted = in_unit(arguments, quantity, decimals, sink)?;
    Some(Shown::Quantity(rounded(converted, decimals)))
}

/// The same without its unit and relation, if the call asks for the number alone.
pub(super) fn worded(
    arguments: &Arguments<'_, '_>,
    quantity: Quantity,
    sink: &mut Sink,
) -> Option<Quantity> {
    let is_bare = arguments.word("wording", WORDINGS, sink).ok()?.unwrap_or(false);
    Some(match is_bare {
        true => Quantity { unit: None, ..quantity.with_relation(Relation::Exactly) },
        false => quantity,
    })
}

/// A share with as many decimals of the percentage.
pub(super) fn percentage(ratio: Decimal, decimals: u8, unit: Unit) -> Option<Quantity> {
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(Quantity::exactly(Number::plain(round(percent, u32::from(decimals))), Some(unit)))
}

/// Rounds the digits as the ledger has them, so that every language prints the same amount; what
/// is no longer exact says so. Decimals that the ledger does not have are not made up.
fn rounded(quantity: Quantity, decimals: Option<u8>) -> Quantity {
    let Some(decimals) = decimals else { return quantity };
    let round_one = |number: Number, strategy: RoundingStrategy| {
        let decimals = u32::from(decimals);
        let coefficient = match number.coefficient.scale() > decimals {
            true => {
                let mut rounded = number.coefficient.round_dp_with_strategy(decimals, strategy);
                rounded.rescale(decimals);
                rounded
            }
            false => number.coefficient,
        };
        Number::new(coefficient, number.exponent)
    };
    // A bound is rounded outwards, so that what it says stays true.
    let outwards = match quantity.relation {
        Relation::AtMost | Relation::LessThan => RoundingStrategy::ToPositiveInfinity,
        Relation::AtLeast | Relation::MoreThan => RoundingStrategy::ToNegativeInfinity,
        _ if quantity.upper.is_some() => RoundingStrategy::ToNegativeInfinity,
        _ => RoundingStrategy::MidpointAwayFromZero,
    };
    let number = round_one(quantity.number, outwards);
    let up = |upper| round_one(upper, RoundingStrategy::ToPositiveInfinity);
    let rounded = Quantity { number, upper: quantity.upper.map(up), ..quantity };
    let is_same = number.coefficient == quantity.number.coefficient;
    match quantity.relation {
        Relation::Exactly if !is_same => rounded.with_relation(Relation::About),
        _ => rounded,
    }
}

fn in_unit(
    arguments: &Arguments<'_, '_>,
    quantity: Quantity,
    decimals: Option<u8>,
    sink: &mut Sink,
) -> Option<Quantity> {
    let Some(name) = arguments.text("unit") else { return Some(quantity) };
    let (units, place) = (&arguments.model.units, arguments.place("unit"));
    let Some(to) = units.unit(name) else {
        let known = units.iter().map(|(_, definition)| definition.id.as_str());
        let help = closest(name, known).map(|meant| format!("did you mean `{meant}`?"));
        let message = format!("there is no unit `{name}`");
        sink.push(Diagnostic::new(Code::UnknownValue, place, message).help_opt(help));
        return None;
    };
    if quantity.unit == Some(to) {
        return Some(quantity);
    }
    let from = quantity.unit.filter(|from| units.comparable(*from, to));
    let Some(from) = from else {
        let own = quantity.unit.map_or("no unit", |unit| units.name(unit));
        let message = format!("the figure is in `{own}`, which does not convert to `{name}`");
        sink.push(Diagnostic::new(Code::UnitMismatch, place, message));
        return None;
    };
    let convert = |number: Number| {
        let exact = units.convert(number, from, to);
        exact.or_else(|| {
            let base = units.base_value(number, from)?;
            let one = units.base_value(Number::plain(1), to)?;
            let digits = round(base.checked_div(one)?, u32::from(decimals?));
            Some(Number::plain(digits))
        })
    };
    let is_exact = units.convert(quantity.number, from, to).is_some();
    let number = convert(quantity.number);
    let upper = quantity.upper.map(convert);
    let (Some(number), false) = (number, upper.is_some_and(|upper| upper.is_none())) else {
        let message = format!("the figure does not come out exactly in `{name}`");
        sink.push(
            Diagnostic::new(Code::UnitMismatch, place, message)
                .help("say how many decimals are wanted, as in `decimals=1`"),
        );
        return None;
    };
    let converted = Quantity { number, upper: upper.flatten(), unit: Some(to), ..quantity };
    Some(match quantity.relation {
        Relation::Exactly if !is_exact => converted.with_relation(Relation::About),
        _ => converted,
    })
}

//! Observations: what was reported.

use super::declared::{Apart, Field, Input, Item, Visit, one_of, record};
use super::indicator::Indicator;
use super::members::{Breakdown, Members};
use super::missing::Missing;
use super::record::{Standing, Text};
use super::resolve::{Context, not_comparable, parts, written};
use super::{LevelIndex, Ref};
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::node::Node;
use crate::source::{Span, Spanned};
use crate::value::{Period, Quantity};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Deref;

record! {
    /// What was reported for a period.
    pub struct Observation in "observations", "an observation" then complete unless is_ahead_of {
        /// What was measured: the id of an indicator.
        pub indicator: Ref<Indicator> as Gauged,
        /// For when.
        pub period: Spanned<Period>,
        /// How much; `value`, `claim` or `missing` is required.
        pub value: Option<Written>,
        /// What is reported in words, where there is no figure.
        pub claim: Option<Text>,
        /// Why there is no figure: `suppressed`, `not-collected`, `not-applicable`, `exempt`, or
        /// one of `missing` of the site.
        pub missing: Option<Missing>,
        /// The part of the indicator that it speaks of.
        pub part ("where"): Members,
        /// The share of the whole, as stated.
        pub stated_share: Option<Spanned<Quantity>> as Share,
        /// Of what it is the share.
        pub share_of: Option<Text>,
        /// Whether it counts from the beginning of the year (`to_date`) or what fell into the
        /// period (`part`).
        pub basis: Option<Basis>,
        /// How far it can be relied upon; a forecast is shown as one and is never a result.
        pub status: Standing = Standing::Reported,
        /// The last day that the data reach.
        pub covers: Date,
        /// `{ target: false, why: … }`: it must not be held against the target.
        pub not_comparable ("comparable_to"): Option<Text> as Apart,
        /// The source claims that the target was exceeded.
        pub exceeds_target: bool = false,
        /// How parts that are reported on their own make up this whole: `{ park: complete }`; of
        /// regions also which, `{ region: { level: county } }`.
        pub parts: Vec<MadeOf>,
    }
}

/// A value as it is written.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// The value.
    pub quantity: Quantity,
    /// One unit of the last place of the value as it is written, in the unit of the indicator; 0
    /// for a count that is written in full.
    pub step: Decimal,
    /// Where it stands.
    pub span: Span,
}

impl Deref for Written {
    type Target = Quantity;

    fn deref(&self) -> &Quantity {
        &self.quantity
    }
}

impl Field for Option<Written> {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        Some(written(input))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.iter().for_each(|written| visitor.quantity(&written.quantity));
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/quantity" })
    }
}

one_of! {
    /// What a reported value says of the period beside it.
    pub enum Basis {
        /// It counts from the beginning of the year to the end of the period.
        ToDate = "to_date",
        /// It counts what fell into the period.
        Part = "part",
    }
}

/// The last day of a period; without it, that of the period of the record. A result for a period
/// that is not over reaches to the day on which its ledger was as it is.
impl Field for Date {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let node = input.take();
        let own = node.and_then(|node| input.cx.period(node, input.what, input.sink));
        let period = own.or_else(|| input.period_beside())?;
        if own.is_none()
            && let Some(day) = running_to(input, period)
        {
            return Some(day);
        }
        match period {
            // What is reported of the life of a project so far goes to the day of the report.
            Period::Whole => {
                let header = input.header;
                let known = input.cx.known(header.published, &header.citations);
                if known.is_none() {
                    input.sink.push(no_last_day(header.span));
                }
                known.map(Period::last_day)
            }
            period => Some(period.last_day()),
        }
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/period" })
    }
}

/// The day of the file of a result, if the period was not over then.
fn running_to(input: &Input<'_, '_>, period: Period) -> Option<Date> {
    let day = *input.cx.days.get(&input.header.span.file)?;
    let is_forecast = input.fields.peek("status").and_then(Node::as_str) == Some("forecast");
    let is_running = period.first_day() <= day && day < period.last_day();
    (is_running && !is_forecast).then_some(day)
}

fn no_last_day(span: Span) -> Diagnostic {
    let message = "nothing says up to which day this figure of the whole life of a project goes";
    Diagnostic::new(Code::MissingField, span, message)
        .help("add the last day that it covers as `covers:`, or a source that has a date")
}

/// Reports the whole life of something that is no single project.
pub(super) fn check_whole(period: &Spanned<Period>, part: &Members, sink: &mut Sink) {
    if period.value == Period::Whole && !part.is_of_project() {
        let message = "`whole` is the life of a project, but this figure is not of one";
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, period.span, message)
                .help("write the period, or say of which project it is: `where: { project: … }`"),
        );
    }
}

one_of! {
    /// How parts make up a whole.
    pub enum Parts {
        /// They do not overlap, and none is lacking.
        Complete = "complete",
        /// They do not overlap; some may be lacking.
        Apart = "apart",
        /// They may overlap.
        Overlapping = "overlapping",
    }
}

/// How the parts of a whole by one breakdown make it up.
#[derive(Debug, Clone, Copy)]
pub struct MadeOf {
    /// By what it is broken down.
    pub by: Breakdown,
    /// How they make it up.
    pub how: Parts,
    /// Of regions, which are the parts, where it says so.
    pub level: Option<LevelIndex>,
}

/// How it is broken down, each in its way.
impl Field for Vec<MadeOf> {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let node = input.take();
        Some(node.map(|node| parts(input.cx, node, input.sink)).unwrap_or_default())
    }

    fn schema() -> Value {
        let words = <Parts as Item>::schema();
        let of_level = json!({
            "type": "object",
            "properties": { "level": <LevelIndex as Item>::schema(), "are": words.clone() },
            "required": ["level"],
            "additionalProperties": false,
        });
        let each = Breakdown::WORDS.iter().map(|(word, by)| {
            let schema = match by {
                Breakdown::Region => json!({ "anyOf": [words.clone(), of_level.clone()] }),
                _ => words.clone(),
            };
            ((*word).to_owned(), schema)
        });
        let each: serde_json::Map<_, _> = each.collect();
        json!({ "type": "object", "properties": each, "additionalProperties": words })
    }
}

/// Why it must not be held against its target.
impl Item<Apart> for Text {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        not_comparable(input.cx, node, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.text(self);
    }

    fn schema() -> Value {
        json!({
            "type": "object",
            "properties": { "target": { "type": "boolean" }, "why": { "$ref": "#/$defs/text" } },
            "additionalProperties": false,
            "required": ["target", "why"],
        })
    }
}

impl Observation {
    /// Where its value stands; where it starts, if there is none.
    #[must_use]
    pub fn value_at(&self) -> Span {
        self.value.map_or(self.header.span, |value| value.span)
    }

    /// Where its share stands; where it starts, if there is none.
    #[must_use]
    pub fn share_at(&self) -> Span {
        self.stated_share.map_or(self.header.span, |share| share.span)
    }

    /// One unit of the last place of its value; 0 without one.
    #[must_use]
    pub fn step(&self) -> Decimal {
        self.value.map_or(Decimal::ZERO, |value| value.step)
    }

    /// What counts from the beginning of the year has a period that does.
    fn complete(&mut self, _: &Context<'_>, sink: &mut Sink) {
        check_whole(&self.period, &self.part, sink);
        if self.basis == Some(Basis::ToDate) {
            self.period.value = self.period.year_to_date();
        }
    }

    /// Whether it says what is expected, and not what was.
    #[must_use]
    pub fn is_forecast(&self) -> bool {
        self.status == Standing::Forecast
    }

    /// Whether it is a result that speaks of time after a day. A forecast may do so.
    #[must_use]
    pub fn is_ahead_of(&self, day: Date) -> bool {
        self.covers > day && !self.is_forecast()
    }

    /// What is taken where several stand for one period: a result before a forecast, then what
    /// covers most, of that the firmest.
    #[must_use]
    pub fn rank(&self) -> (bool, Date, std::cmp::Reverse<Standing>) {
        (!self.is_forecast(), self.covers, std::cmp::Reverse(self.firmness()))
    }

    /// How far it can be relied upon, the firmest least: what a source simply reports is as good as
    /// final.
    #[must_use]
    pub fn firmness(&self) -> Standing {
        match self.status {
            Standing::Reported => Standing::Final,
            other => other,
        }
    }

    /// What it says of its parts by a breakdown.
    #[must_use]
    pub fn made_of(&self, by: Breakdown) -> Option<MadeOf> {
        self.parts.iter().find(|one| one.by == by).copied()
    }

    /// Whether it speaks of the indicator as a whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.part.is_whole()
    }
}

/// Leaves out what a firmer statement of the same figure takes the place of, such as the preliminary
/// one of a year that is final.
pub fn keep_firmest(found: &mut Vec<&Observation>) {
    let is_comparable = |one: &Observation| one.not_comparable.is_none() && one.value.is_some();
    let key = |one: &&Observation| (one.indicator.number(), *one.period, one.part.clone());
    let mut firmest = BTreeMap::new();
    for one in found.iter().filter(|one| is_comparable(one)) {
        let rank = firmest.entry(key(one)).or_insert_with(|| one.rank());
        *rank = one.rank().max(*rank);
    }
    found.retain(|one| !is_comparable(one) || firmest.get(&key(one)) == Some(&one.rank()));
}

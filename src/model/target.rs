//! Targets: what was promised.

use super::as_of::Knowing;
use super::declared::{Field, Input, Item, Kept, OfSite, Visit, one_of, record, visit_citations};
use super::indicator::Indicator;
use super::members::Members;
use super::observation::check_whole;
use super::record::{Citation, Text};
use super::resolve::{Context, check_baseline, level, plan, promise};
use super::{Asserted, Ref};
use crate::diag::Sink;
use crate::parse::fields::Fields;
use crate::parse::node::{Node, NodeKind};
use crate::source::{Span, Spanned};
use crate::value::{Period, Quantity, Relation};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::ops::Deref;

record! {
    /// What is to be reached in a period.
    pub struct Target in "targets", "a target" then complete {
        /// What is to be reached: the id of an indicator.
        pub indicator: Ref<Indicator> as Gauged,
        /// For when.
        pub period: Spanned<Period>,
        /// The part of the indicator that it is for.
        pub part ("where"): Members,
        /// How much, and in which direction.
        pub promise (""): Promise,
        /// Where it starts from: a quantity, or `{ value, period, source }`; not with `keep_…`.
        pub baseline: Option<Baseline>,
        /// How a level gets from a dated baseline to the target; `linear` if nothing is said.
        pub path: Option<Spanned<Path>>,
        /// The share done by the end of each part of the period: `[20%, 45%, 75%, 100%]` or `{ Q1:
        /// 20%, … }`.
        pub plan: Plan,
        /// In what its time is counted; the site says it for all.
        pub pace_by: PaceBy as OfSite,
        /// What its wording adds to the indicator.
        pub scope: Option<Text>,
        /// What was asserted of how it stands, with who says so and when; beside the status that is
        /// computed.
        pub status: Vec<Asserted> as Added,
    }
}

impl Target {
    /// Reports a baseline or a path that says nothing.
    fn complete(&mut self, _: &Context<'_>, sink: &mut Sink) {
        check_whole(&self.period, &self.part, sink);
        check_baseline(self, sink);
    }

    /// What is promised, with the relation that says in which direction; a value that is not exact
    /// keeps its own.
    #[must_use]
    pub fn promised(&self) -> Quantity {
        match self.promise.value.relation {
            Relation::Exactly => {
                self.promise.value.with_relation(self.promise.direction.relation())
            }
            _ => *self.promise.value,
        }
    }

    /// How it gets from a dated baseline to the value.
    #[must_use]
    pub fn path(&self) -> Path {
        self.path.map_or(Path::Linear, |path| *path)
    }

    /// Everything that it cites, for its baseline too.
    pub fn cited(&self) -> impl Iterator<Item = &Citation> {
        let of_baseline = self.baseline.iter().flat_map(|baseline| &baseline.citations);
        self.header.citations.iter().chain(of_baseline)
    }
}

/// How much is promised.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// In which direction.
    pub direction: Direction,
    /// The value, without the relation that the direction says already.
    pub value: Spanned<Quantity>,
}

impl Field for Promise {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        promise(input)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.quantity(&self.value.value);
    }

    /// A key for each direction.
    fn schema() -> Value {
        let each = Direction::WORDS.iter().map(|(word, direction)| {
            let schema =
                json!({ "$ref": "#/$defs/quantity", "description": direction.about().trim() });
            ((*word).to_owned(), schema)
        });
        json!({ "properties": each.collect::<serde_json::Map<_, _>>() })
    }
}

one_of! {
    /// In which direction a target is met.
    pub enum Direction {
        /// The value or more.
        AtLeast = "at_least",
        /// The value or less.
        AtMost = "at_most",
        /// From the baseline to the value.
        Reach = "reach",
        /// The value or more all the time.
        KeepAtLeast = "keep_at_least",
        /// The value or less all the time.
        KeepAtMost = "keep_at_most",
    }
}

impl Direction {
    /// How the value of a target is told.
    #[must_use]
    pub const fn relation(self) -> Relation {
        match self {
            Self::AtLeast | Self::KeepAtLeast => Relation::AtLeast,
            Self::AtMost | Self::KeepAtMost => Relation::AtMost,
            Self::Reach => Relation::Exactly,
        }
    }

    /// Whether it must hold all the time.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::KeepAtLeast | Self::KeepAtMost)
    }
}

/// Where a target to reach starts from.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// How much there was.
    pub value: Quantity,
    /// Where the field stands.
    pub span: Span,
    /// When; `None`: at the beginning of the target's period.
    pub period: Option<Period>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

impl Item for Baseline {
    /// A value alone, or with its period and source.
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let (cx, gauge, span) = (input.cx, input.gauge(), node.span);
        let value_of = |node, sink: &mut Sink| level(cx, node, input.what, gauge, sink);
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            let value = value_of(node, input.sink)?;
            return Some(Self { value, span, period: None, citations: Vec::new() });
        }
        let mut fields = Fields::new(node, input.what, input.sink)?;
        let value = fields.required("value").and_then(|node| value_of(node, input.sink));
        let period = cx.period_opt(fields.optional("period"), "`period`", input.sink);
        let citations = cx.citations(fields.optional("source"), input.sink);
        fields.finish(input.sink);
        Some(Self { value: value?, span, period, citations })
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.quantity(&self.value);
        visit_citations(&self.citations, visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, _: Kept) -> bool {
        let is_known = knowing.knows(None, &self.citations);
        knowing.reduce(&mut self.citations);
        is_known
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/baseline" })
    }
}

one_of! {
    /// How a level gets from its dated baseline to the target.
    pub enum Path {
        /// By the same amount in each year.
        Linear = "linear",
        /// By the same rate in each year.
        Compound = "compound",
    }
}

one_of! {
    /// In what the time of a target is counted.
    pub enum PaceBy {
        /// In days.
        Days = "days",
        /// In whole months, as 序时进度 is mostly counted.
        Months = "months",
    }
}

/// What the site says, if nothing is said.
impl Field<OfSite> for PaceBy {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let node = input.take();
        let own = node.and_then(|node| <Self as Item>::read(node, input));
        Some(own.unwrap_or(input.cx.pace_by))
    }

    fn schema() -> Value {
        <Self as Item>::schema()
    }
}

/// A declared plan: points in their order; none: the share of days gone.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub(in crate::model) points: Vec<PlanPoint>,
    /// Where it stands, if there is one.
    pub span: Option<Span>,
}

/// A point of a declared plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanPoint {
    /// The last day of the part.
    pub until: Date,
    /// The share of the target planned by its end; 1 is all of it.
    pub share: Decimal,
}

impl Deref for Plan {
    type Target = [PlanPoint];

    fn deref(&self) -> &[PlanPoint] {
        &self.points
    }
}

impl Field for Plan {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let Some(node) = input.take() else { return Some(Self::default()) };
        let period = input.period_beside()?;
        let points = plan(input.cx, node, period, input.sink);
        Some(Self { points, span: Some(node.span) })
    }

    fn schema() -> Value {
        json!({ "type": ["array", "object"] })
    }
}

/// Where it stands is no part of what a plan says.
impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.points == other.points
    }
}

//! Indicators, targets and observations: what is measured, promised and reported.

use super::Ref;
use super::declared::{Visit, one_of, record};
use super::place::{Industry, Park, Region};
use super::record::{Citation, MarkdownText, Standing, Text};
use super::resolve::Context;
use super::site::{Category, StageIndex};
use crate::source::Span;
use crate::value::{Period, Quantity, Relation, Unit};
use jiff::civil::Date;
use rust_decimal::Decimal;

record! {
    /// What is measured.
    pub struct Indicator in "indicators", "an indicator" with "name" then complete {
        /// The unit of all its targets and observations.
        pub unit: Unit,
        /// How its values behave over time; `cumulative` if nothing is said.
        pub kind: IndicatorKind = IndicatorKind::Cumulative,
        /// Along what its values add up; by default what its kind and unit say.
        pub adds: Option<Adds>,
        /// What is measured, in words.
        #[kept(Whole)]
        pub definition: Option<MarkdownText>,
        /// How it is measured and what is assumed.
        #[kept(Whole)]
        pub method: Option<MarkdownText>,
        /// How it is computed from the ledger: `{ sum: investment, reaching: STAGE, where: … }` or
        /// `{ count: projects, … }`.
        pub measure: Option<Measure>,
        /// The heading that it is listed under.
        pub group: Option<Text>,
        /// The indicator it is a part of.
        pub breakdown_of: Option<Ref<Indicator>>,
        /// Its place in lists, lower first; 1000 if nothing is said.
        pub weight: u32 = 1000,
        /// How many decimals its figures have at most where they are shown; downloads are never
        /// rounded.
        pub decimals: Option<u8> as Decimals,
    }
}

one_of! {
    /// How the values of an indicator behave over time.
    pub enum IndicatorKind {
        /// Adds up over the period, from zero.
        Cumulative = "cumulative",
        /// A state at the end of the period.
        Level = "level",
        /// Done or not done.
        Milestone = "milestone",
    }
}

impl Indicator {
    /// What is not said of it follows from its kind and unit.
    fn complete(&mut self, cx: &Context<'_>) {
        let by_default = || Adds::by_default(self.kind, cx.units.can_add_up(self.unit));
        self.adds = self.adds.or_else(|| Some(by_default()));
    }

    /// Whether values of parts, such as parks, make up the value of the whole.
    #[must_use]
    pub const fn adds_parts(&self) -> bool {
        matches!(self.adds, Some(Adds::Parts | Adds::Both))
    }

    /// Whether values of parts of a period make up the value of the period.
    #[must_use]
    pub const fn adds_time(&self) -> bool {
        matches!(self.adds, Some(Adds::Time | Adds::Both))
    }
}

one_of! {
    /// Along what the values of an indicator add up. Only along that they are summed, shared, broken
    /// down, accumulated or held against their whole.
    pub enum Adds {
        /// Parts make up the whole, as people in each county do.
        Parts = "parts",
        /// Parts of a period make up the period, as rain in each month does.
        Time = "time",
        /// Both.
        Both = "both",
        /// Neither: rates, scores, averages.
        None = "none",
    }
}

impl Adds {
    /// What holds where nothing is said of an indicator of that kind, whose unit can add up or not.
    #[must_use]
    pub const fn by_default(kind: IndicatorKind, can_add_up: bool) -> Self {
        match kind {
            IndicatorKind::Cumulative if can_add_up => Self::Both,
            IndicatorKind::Level if can_add_up => Self::Parts,
            _ => Self::None,
        }
    }
}

/// A query over the ledger: projects whose milestone of a stage falls into the period.
#[derive(Debug, Clone)]
pub struct Measure {
    /// What is taken of them.
    pub of: MeasureOf,
    /// The stage whose milestone is dated into the period.
    pub reaching: StageIndex,
    /// Which projects count.
    pub filter: Filter,
}

/// What a measure takes of the projects it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureOf {
    /// The sum of their investment.
    Investment,
    /// Their number.
    Projects,
}

impl Filter {
    /// Shows the records that it names.
    pub(in crate::model) fn visit(&self, visitor: &mut dyn Visit<'_>) {
        self.category.iter().for_each(|one| visitor.refers((*one).into()));
        self.industry.iter().for_each(|one| visitor.refers((*one).into()));
        self.park.iter().for_each(|one| visitor.refers((*one).into()));
        self.region.iter().for_each(|one| visitor.refers((*one).into()));
    }
}

/// Which projects count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Marked as.
    pub category: Option<Ref<Category>>,
    /// In the sector.
    pub industry: Option<Ref<Industry>>,
    /// In the park.
    pub park: Option<Ref<Park>>,
    /// In the region.
    pub region: Option<Ref<Region>>,
    /// With an investment in this relation.
    pub investment: Option<Quantity>,
}

/// What was promised for a period.
#[derive(Debug, Clone)]
pub struct Target {
    /// Id, note, citations; the name is the indicator's.
    pub id: crate::value::Id,
    /// Where it is.
    pub span: Span,
    /// What is promised.
    pub indicator: Ref<Indicator>,
    /// For when.
    pub period: Period,
    /// Where that stands.
    pub period_at: Span,
    /// In which direction.
    pub direction: Direction,
    /// How much.
    pub value: Quantity,
    /// Where that stands.
    pub value_at: Span,
    /// Where a target to reach starts from.
    pub baseline: Option<Baseline>,
    /// How it gets from a dated baseline to the target.
    pub path: Path,
    /// The share of the target planned by the end of each part of the period, in order; empty: the
    /// share of days gone.
    pub plan: Vec<PlanPoint>,
    /// Where the plan stands; where the record starts, if there is none.
    pub plan_at: Span,
    /// In what its time is counted.
    pub pace_by: PaceBy,
    /// What its wording adds to the indicator.
    pub scope: Option<Text>,
    /// When it became known.
    pub published: Option<Period>,
    /// Where this is said.
    pub citations: Vec<Citation>,
    /// A remark of the office.
    pub note: Option<MarkdownText>,
}

impl Target {
    /// What is promised, with the relation that says in which direction; a value that is not exact
    /// keeps its own.
    #[must_use]
    pub fn promised(&self) -> Quantity {
        match self.value.relation {
            Relation::Exactly => self.value.with_relation(self.direction.relation()),
            _ => self.value,
        }
    }

    /// Everything that it cites, for its baseline too.
    pub fn cited(&self) -> impl Iterator<Item = &Citation> {
        self.citations.iter().chain(self.baseline.iter().flat_map(|baseline| &baseline.citations))
    }
}

/// In which direction a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The value or more.
    AtLeast,
    /// The value or less.
    AtMost,
    /// From the baseline to the value.
    Reach,
    /// The value or more all the time.
    KeepAtLeast,
    /// The value or less all the time.
    KeepAtMost,
}

impl Direction {
    /// Every one with its name in `targets.yaml`.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("at_least", Self::AtLeast),
        ("at_most", Self::AtMost),
        ("reach", Self::Reach),
        ("keep_at_least", Self::KeepAtLeast),
        ("keep_at_most", Self::KeepAtMost),
    ];

    /// Its name in `targets.yaml`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Reach => "reach",
            Self::KeepAtLeast => "keep_at_least",
            Self::KeepAtMost => "keep_at_most",
        }
    }

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
    /// When; `None`: at the beginning of the target's period.
    pub period: Option<Period>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

/// How a level gets from its dated baseline to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// By the same amount in each year.
    Linear,
    /// By the same rate in each year.
    Compound,
}

impl Path {
    /// The words used in `targets.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("linear", Self::Linear), ("compound", Self::Compound)];

    /// Its word in `targets.yaml`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Compound => "compound",
        }
    }
}

/// In what the time of a target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PaceBy {
    /// In days.
    #[default]
    Days,
    /// In whole months, as 序时进度 is mostly counted.
    Months,
}

impl PaceBy {
    /// The words used in `site.yaml` and `targets.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("days", Self::Days), ("months", Self::Months)];
}

/// A point of a declared plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanPoint {
    /// The last day of the part.
    pub until: Date,
    /// The share of the target planned by its end; 1 is all of it.
    pub share: Decimal,
}

/// What was reported for a period.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its id.
    pub id: crate::value::Id,
    /// Where it is.
    pub span: Span,
    /// What was measured.
    pub indicator: Ref<Indicator>,
    /// For when; where the record says `basis: to_date`, from the beginning of the year.
    pub period: Period,
    /// Where that stands.
    pub period_at: Span,
    /// What the record says of its period, if it says it.
    pub basis: Option<Basis>,
    /// How much; `None` where only words are reported.
    pub value: Option<Quantity>,
    /// Where that stands; where the record starts, if there is no value.
    pub value_at: Span,
    /// One unit of the last place of the value as it is written, in the unit of the indicator; 0
    /// for a count that is written in full.
    pub step: Decimal,
    /// What is reported in words.
    pub claim: Option<Text>,
    /// The source says that the target was exceeded.
    pub exceeds_target: bool,
    /// The part of the indicator that it speaks of.
    pub part: Filter,
    /// The share of the whole, as stated.
    pub stated_share: Option<Quantity>,
    /// Where that stands; where the record starts, if there is none.
    pub share_at: Span,
    /// Of what it is the share.
    pub share_of: Option<Text>,
    /// How far it can be relied upon.
    pub status: Standing,
    /// The last day that the data cover.
    pub covers: Date,
    /// When it became known.
    pub published: Option<Period>,
    /// How its parts, reported on their own, make it up, where the record says so.
    pub parts: Vec<(Breakdown, Parts)>,
    /// Why it must not be held against the indicator's target.
    pub not_comparable: Option<Text>,
    /// Where this is said.
    pub citations: Vec<Citation>,
    /// A remark of the office.
    pub note: Option<MarkdownText>,
}

/// What a reported value says of the period beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It counts from the beginning of the year to the end of the period.
    ToDate,
    /// It counts what fell into the period.
    Part,
}

impl Basis {
    /// The words used in `observations.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("to_date", Self::ToDate), ("part", Self::Part)];
}

/// By what a whole is broken down into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breakdown {
    /// What projects are marked as.
    Category,
    /// The sector.
    Industry,
    /// The park.
    Park,
    /// The region.
    Region,
    /// Indicators that are a part of it.
    Indicators,
}

impl Breakdown {
    /// Every one with its name in `observations.yaml`.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("category", Self::Category),
        ("industry", Self::Industry),
        ("park", Self::Park),
        ("region", Self::Region),
        ("indicators", Self::Indicators),
    ];

    /// How such parts make up their whole where nothing is said: a project has one park and one
    /// region, but can have several categories and industries.
    #[must_use]
    pub const fn default_parts(self) -> Parts {
        match self {
            Self::Park | Self::Region => Parts::Apart,
            Self::Category | Self::Industry | Self::Indicators => Parts::Overlapping,
        }
    }
}

/// How parts make up a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// They do not overlap, and none is lacking.
    Complete,
    /// They do not overlap; some may be lacking.
    Apart,
    /// They may overlap.
    Overlapping,
}

impl Parts {
    /// The words used in `observations.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("complete", Self::Complete), ("apart", Self::Apart), ("overlapping", Self::Overlapping)];
}

impl Observation {
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
        // What a source simply reports is as good as final.
        let standing = match self.status {
            Standing::Reported => Standing::Final,
            other => other,
        };
        (!self.is_forecast(), self.covers, std::cmp::Reverse(standing))
    }

    /// Whether it speaks of the indicator as a whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let Filter { category, industry, park, region, investment } = &self.part;
        category.is_none()
            && industry.is_none()
            && park.is_none()
            && region.is_none()
            && investment.is_none()
    }
}

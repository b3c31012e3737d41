//! Indicators: what is measured.

use super::declared::{one_of, record};
use super::members::Filter;
use super::record::MarkdownText;
use super::resolve::{Context, Gauge};
use super::site::StageIndex;
use super::{Collection, Contact, Heading, Periodicity, Ref};
use crate::diag::Sink;
use crate::source::{Span, Spanned};
use crate::value::{Period, Unit, YearStart};

record! {
    /// What is measured.
    pub struct Indicator in "indicators", "an indicator" with "name" then complete tells gauges {
        /// The unit of all its targets and observations.
        #[kept(Name)]
        pub unit: Unit,
        /// How its values behave over time; `cumulative` if nothing is said.
        #[kept(Name)]
        pub kind: IndicatorKind = IndicatorKind::Cumulative,
        /// Along what its values add up; by default what its kind and unit say.
        #[kept(Name)]
        pub adds: Option<Adds>,
        /// What is measured, in words.
        pub definition: Option<MarkdownText>,
        /// How it is measured and what is assumed.
        pub method: Option<MarkdownText>,
        /// How it is computed from the ledger: `{ sum: investment, reaching: STAGE, where: … }`,
        /// `{ count: projects, … }`, or `{ sum: { figure: INDICATOR }, where: … }` from the figures
        /// of projects.
        #[kept(Name)]
        pub measure: Option<Measure>,
        /// When its reporting years begin, if not with those of the site: `{ month: 10, named_by:
        /// end }`.
        #[kept(Name)]
        pub year_starts: Option<YearStart>,
        /// How often its figures are published.
        pub periodicity: Option<Periodicity>,
        /// The day on which the next ones are due, or the month if no day is set yet.
        pub next_update: Option<Spanned<Period>>,
        /// Whom to ask: `{ name, post, phone, email }`; internal unless the site says otherwise.
        pub contact: Option<Contact>,
        /// The heading that it is listed under: the id of one of the `groups` of the site, or words.
        #[kept(Name)]
        pub group: Option<Heading>,
        /// The indicator it is a part of.
        #[kept(Name)]
        pub breakdown_of: Option<Ref<Indicator>>,
        /// Its place in lists, lower first; 1000 if nothing is said.
        #[kept(Name)]
        pub weight: u32 = 1000,
        /// How many decimals its figures have at most where they are shown; what a target states,
        /// and downloads, are never rounded.
        #[kept(Name)]
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
    /// Figures are read in the unit of their indicator.
    fn gauges(indicators: &Collection<Self>, cx: &mut Context<'_>) {
        cx.told.gauges = cx.by_number(indicators, |one| {
            let is_counted = |measure: &Measure| !matches!(measure.of, MeasureOf::Figures(_));
            Some(Gauge {
                unit: one.unit,
                is_measured: one.measure.as_ref().is_some_and(is_counted),
                year_start: one.year_starts,
            })
        });
    }

    /// What is not said of it follows from its kind and unit.
    fn complete(&mut self, cx: &Context<'_>, _: &mut Sink) {
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

/// A query over the ledger: projects whose milestone of a stage falls into the period, or figures
/// of projects for the period.
#[derive(Debug, Clone)]
pub struct Measure {
    /// What is taken of them.
    pub of: MeasureOf,
    /// The stage whose milestone is dated into the period; figures have a period of their own.
    pub reaching: Option<StageIndex>,
    /// Which projects count.
    pub filter: Filter,
    /// Where it says what is taken.
    pub span: Span,
}

/// What a measure takes of the projects it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureOf {
    /// The sum of their investment.
    Investment,
    /// Their number.
    Projects,
    /// The sum of their figures of an indicator.
    Figures(Ref<Indicator>),
}

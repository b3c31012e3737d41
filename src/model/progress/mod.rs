//! How far a target is: completion, planned share, pace, gap, status.
//!
//! What is computed follows from how the indicator behaves and from what the target says.
//! [`Method::of`] is this table; `—` makes no sense and is reported (`target-kind`).
//!
//! | target | `cumulative` | `level` | `milestone` |
//! |---|---|---|---|
//! | `at_least` | [`Pace`](Method::Pace) | [`Ratio`](Method::Ratio) | [`Done`](Method::Done) |
//! | `at_most` | [`Limit`](Method::Limit) | [`Ratio`](Method::Ratio) | — |
//! | `reach` | [`Pace`](Method::Pace) | — | [`Done`](Method::Done) |
//! | `reach` from a `baseline` | — | [`FromBaseline`](Method::FromBaseline) | — |
//! | `reach` from a `baseline` with a `period` | — | [`Linear`](Method::Linear), [`Compound`](Method::Compound) | — |
//! | `keep_at_least`, `keep_at_most` | — | [`Keep`](Method::Keep) | — |
//!
//! With completion c = actual ÷ target and planned share e (days gone ÷ days of the period, or the
//! declared plan), the pace is c ÷ e, the schedule performance index of earned value (序时进度 in
//! Chinese practice), and the gap is c − e. The words and the cut-offs 0.95, 0.60 and 0 are those of
//! Statistics Canada's and Open SDG's progress method. Their ratio of growth rates is used where
//! there is a dated baseline (`growth.rs`), and not for cumulative indicators: it calls any result
//! "on track" that starts from zero.

mod actual;
mod assess;
mod growth;
mod keep;
mod plan;
mod rollup;
mod share;

pub(crate) use actual::chains;
pub use growth::Rates;
pub use keep::Breach;
pub use plan::part_ends;
pub use plan::planned_points;
pub use plan::planned_share;
pub use rollup::Rollup;

use super::Baseline;
use super::Direction;
use super::Indicator;
use super::IndicatorKind;
use super::Model;
use super::Observation;
use super::Path;
use super::Ref;
use super::Target;
use super::measure::Measured;
use crate::value::Interval;
use crate::value::Number;
use growth::Course;
use jiff::civil::Date;
use rust_decimal::Decimal;
use share::Share;

/// Where a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The target is met.
    Achieved,
    /// The pace is at the first cut-off or above.
    OnTrack,
    /// The pace is at the second cut-off or above.
    Behind,
    /// The pace is below the second cut-off, or a limit is exceeded.
    FarBehind,
    /// The way leads away from the target.
    Deteriorating,
    /// There is no result, or none that can be held against the target.
    NotAssessable,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 6] = [
        Self::Achieved,
        Self::OnTrack,
        Self::Behind,
        Self::FarBehind,
        Self::Deteriorating,
        Self::NotAssessable,
    ];

    /// The word in class names, interface strings and data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::FarBehind => "far-behind",
            Self::Deteriorating => "deteriorating",
            Self::NotAssessable => "not-assessable",
        }
    }
}

/// How the status of a target is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Completion ÷ planned share.
    Pace,
    /// What may be used up by now ÷ what is used up.
    Limit,
    /// A level against its target, whichever way it came there.
    Ratio,
    /// The share of the way from an undated baseline ÷ planned share.
    FromBaseline,
    /// Yearly change since the baseline ÷ the yearly change required.
    Linear,
    /// The growth rate since the baseline ÷ the growth rate required.
    Compound,
    /// Held or not at the latest observation, and before.
    Keep,
    /// Done or not done.
    Done,
}

impl Method {
    /// The method for a target of an indicator of that kind; `None` where it makes no sense.
    #[must_use]
    pub fn of(kind: IndicatorKind, target: &Target) -> Option<Self> {
        let is_dated = |baseline: &Baseline| baseline.period.is_some();
        match (kind, target.direction, target.baseline.as_ref().map(is_dated)) {
            (IndicatorKind::Cumulative, Direction::AtLeast | Direction::Reach, None) => {
                Some(Self::Pace)
            }
            (IndicatorKind::Cumulative, Direction::AtMost, None) => Some(Self::Limit),
            (IndicatorKind::Level, Direction::AtLeast | Direction::AtMost, None) => {
                Some(Self::Ratio)
            }
            (IndicatorKind::Level, Direction::Reach, Some(false)) => Some(Self::FromBaseline),
            (IndicatorKind::Level, Direction::Reach, Some(true)) => Some(match target.path {
                Path::Linear => Self::Linear,
                Path::Compound => Self::Compound,
            }),
            (IndicatorKind::Level, Direction::KeepAtLeast | Direction::KeepAtMost, None) => {
                Some(Self::Keep)
            }
            (IndicatorKind::Milestone, Direction::AtLeast | Direction::Reach, None) => {
                Some(Self::Done)
            }
            _ => None,
        }
    }

    /// The word in interface strings and data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pace => "pace",
            Self::Limit => "limit",
            Self::Ratio => "ratio",
            Self::FromBaseline => "from-baseline",
            Self::Linear => "linear",
            Self::Compound => "compound",
            Self::Keep => "keep",
            Self::Done => "done",
        }
    }

    /// Whether a declared plan says how much is to be done by when.
    #[must_use]
    pub const fn takes_plan(self) -> bool {
        matches!(self, Self::Pace | Self::Limit | Self::FromBaseline)
    }

    /// Whether something is left to do until the target is met.
    #[must_use]
    pub const fn has_remaining(self) -> bool {
        !matches!(self, Self::Limit | Self::Keep | Self::Done)
    }
}

/// Why a target cannot be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing is published for it.
    NoResult,
    /// What is published is of another definition.
    NotComparable,
    /// Less of the period is gone than the site asks for.
    TooEarly,
    /// Nothing is published since the baseline.
    OnePoint,
    /// Zero has no growth rate.
    Zero,
    /// There is no growth rate from one side of zero to the other.
    SignChange,
    /// A figure that is not above zero is no share of another.
    NoRatio,
    /// It is to be done later.
    NotDue,
    /// A figure has too many digits.
    OutOfRange,
    /// The target does not go with its indicator.
    Combination,
}

impl Why {
    /// The word in interface strings and data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoResult => "no-result",
            Self::NotComparable => "not-comparable",
            Self::TooEarly => "too-early",
            Self::OnePoint => "one-point",
            Self::Zero => "zero",
            Self::SignChange => "sign-change",
            Self::NoRatio => "no-ratio",
            Self::NotDue => "not-due",
            Self::OutOfRange => "out-of-range",
            Self::Combination => "combination",
        }
    }
}

/// A target with its result and everything that follows from the two.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// The target.
    pub target: &'a Target,
    /// How the status is found; `None` if the target does not go with its indicator.
    pub method: Option<Method>,
    /// The result, if there is one.
    pub actual: Option<Actual<'a>>,
    /// c: the share of the target, or of the way to it, that is done; 1 is all of it.
    pub completion: Option<Decimal>,
    /// How much of its time had gone by the last day that the data cover.
    pub elapsed: Option<Stretch>,
    /// e: the share planned by the last day that the data cover.
    pub planned: Option<Decimal>,
    /// c ÷ e; for a limit e ÷ c; on a compound path the ratio of growth rates.
    pub pace: Option<Decimal>,
    /// What is held against the cut-offs: the pace, or for a level without a baseline its ratio to
    /// the target.
    pub ratio: Option<Decimal>,
    /// c − e; for a limit e − c, so that more than 0 is always to the good.
    pub gap: Option<Decimal>,
    /// Growth per year, on a compound path.
    pub rates: Option<Rates>,
    /// What is left to the target; `None` once it is met.
    pub remaining: Option<Number>,
    /// Actual ÷ e: what the same pace would make by the end of the period. Arithmetic, no forecast.
    pub projection: Option<Number>,
    /// A level that must hold was broken.
    pub breach: Option<Breach<'a>>,
    /// The status.
    pub status: Status,
    /// Why it cannot be assessed.
    pub why: Option<Why>,
}

/// The result that a target is held against.
#[derive(Debug, Clone)]
pub struct Actual<'a> {
    /// The result, in the unit of its indicator.
    pub value: Interval,
    /// What it rests on.
    pub from: ActualFrom<'a>,
    /// The last day that it covers.
    pub covers: Date,
}

/// What a result rests on.
#[derive(Debug, Clone)]
pub enum ActualFrom<'a> {
    /// One reported observation, or several for consecutive parts of the period.
    Reported(Vec<&'a Observation>),
    /// Computed from the projects of the ledger.
    Measured(Measured),
}

/// How much of a time is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The days, or months, that are gone.
    pub gone: u32,
    /// All of them.
    pub whole: u32,
    /// They are months.
    pub in_months: bool,
}

impl Stretch {
    /// The share that is gone.
    #[must_use]
    pub fn share(self) -> Option<Decimal> {
        self.fraction().value()
    }

    fn fraction(self) -> Share {
        Share::new(self.gone, self.whole)
    }

    fn units_in_a_year(self) -> Decimal {
        if self.in_months { Decimal::from(12) } else { Decimal::new(36525, 2) }
    }
}

/// The progress towards a target.
#[must_use]
pub fn progress<'a>(
    model: &Model,
    observations: &[&'a Observation],
    target: &'a Target,
) -> Progress<'a> {
    let indicator = model.indicators.get(target.indicator);
    let Some(method) = Method::of(indicator.kind, target) else {
        return Progress::without(target, None, Why::Combination);
    };
    let Some(actual) = actual::actual(model, indicator, observations, target, method) else {
        let is_other = |found: &&Observation| {
            found.not_comparable.is_some() && target.period.contains_period(found.period)
        };
        let why = match method {
            Method::Linear | Method::Compound => Why::OnePoint,
            _ if observations.iter().any(is_other) => Why::NotComparable,
            _ => Why::NoResult,
        };
        let mut progress = Progress::without(target, Some(method), why);
        if method.takes_plan() {
            progress.planned =
                plan::planned(target, model.site.as_of).and_then(|planned| planned.value());
        }
        return progress;
    };
    let progress = Progress::without(target, Some(method), Why::OutOfRange);
    let progress = Progress { actual: Some(actual), ..progress };
    assess::assess(model, method, observations, progress)
}

impl<'a> Progress<'a> {
    fn without(target: &'a Target, method: Option<Method>, why: Why) -> Self {
        Self {
            target,
            method,
            actual: None,
            completion: None,
            elapsed: None,
            planned: None,
            pace: None,
            ratio: None,
            gap: None,
            rates: None,
            remaining: None,
            projection: None,
            breach: None,
            status: Status::NotAssessable,
            why: Some(why),
        }
    }
}

/// The observations of each indicator, in the order of the ledger: an index for [`progress`].
#[derive(Debug)]
pub struct ObservationsByIndicator<'a> {
    by_indicator: Vec<Vec<&'a Observation>>,
}

impl<'a> ObservationsByIndicator<'a> {
    /// Sorts all observations by their indicators. Forecasts are no results, and not among them.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        let mut by_indicator = vec![Vec::new(); model.indicators.n_numbers()];
        for observation in model.observations.iter().filter(|found| !found.is_forecast()) {
            by_indicator[observation.indicator.index()].push(observation);
        }
        Self { by_indicator }
    }

    /// The observations that one is a part of: of the same period, of its indicator as a whole, or
    /// of the indicator that its own is a part of.
    pub fn wholes_of<'s>(
        &'s self,
        model: &Model,
        observation: &Observation,
    ) -> impl Iterator<Item = &'a Observation> + use<'s, 'a> {
        let of = match observation.is_whole() {
            false => Some(observation.indicator),
            true => model.indicators.get(observation.indicator).breakdown_of,
        };
        let period = observation.period;
        let candidates = of.map(|of| self.of(of)).unwrap_or_default().iter().copied();
        candidates.filter(move |found| found.is_whole() && found.period == period)
    }

    /// The observations of one indicator.
    #[must_use]
    pub fn of(&self, indicator: Ref<Indicator>) -> &[&'a Observation] {
        &self.by_indicator[indicator.index()]
    }
}

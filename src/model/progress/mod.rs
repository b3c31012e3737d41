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
//! | with a `baseline` | — | [`FromBaseline`](Method::FromBaseline) | — |
//! | with a `baseline` of a `period` | — | [`Linear`](Method::Linear), [`Compound`](Method::Compound) | — |
//! | `keep_at_least`, `keep_at_most` | — | [`Keep`](Method::Keep) | — |
//!
//! With completion c = actual ÷ target and planned share e (days gone ÷ days of the period, whole
//! months where the site says so, or the declared plan), the pace is c ÷ e, the schedule performance
//! index of earned value (序时进度 in Chinese practice), and the gap is c − e. The cut-offs 0.95, 0.60
//! and 0 are those of Statistics Canada's and Open SDG's progress method. Their ratio of growth rates
//! is used where there is a dated baseline (`growth.rs`), and not for cumulative indicators: it calls
//! any result "on track" that starts from zero.
//!
//! A period is over for a target when its result covers the last day; then there is no pace any more.
//! A result or a target that is not exact is an interval: a status is given only if it is the same
//! for every amount in it, shares and differences only of exact figures.

mod actual;
mod assess;
mod digits;
mod growth;
mod keep;
mod plan;
mod point;
mod rollup;
mod share;
mod status;
mod years;

pub(crate) use actual::{chains, within};
pub use actual::{reported, steps_of};
pub use digits::{Digits, decimals_of_share};
pub use growth::Rates;
pub use keep::Breach;
pub(super) use plan::planned_amount;
pub use plan::{part_ends, planned_points, planned_share};
pub use rollup::Rollup;
pub use status::{Status, Tone};
pub use years::YearsOf;

use super::declared::one_of;
use super::dependencies::note;
use super::left_out::LeftOut;
use super::measure::{Measured, Measurings};
use super::{
    Baseline, Dependency, Direction, Indicator, IndicatorKind, Members, Model, Observation, Path,
    Ref, Target,
};
use crate::value::{Interval, Number, Period};
use growth::Growth;
use jiff::civil::Date;
use rust_decimal::Decimal;
use share::Share;
use std::collections::BTreeMap;

one_of! {
    /// How the status of a target is found.
    pub enum Method {
        /// Completion ÷ planned share.
        Pace = "pace",
        /// What may be used up by now ÷ what is used up.
        Limit = "limit",
        /// A level against its target, whichever way it came there.
        Ratio = "ratio",
        /// The share of the way from an undated baseline ÷ planned share.
        FromBaseline = "from-baseline",
        /// Yearly change since the baseline ÷ the yearly change required.
        Linear = "linear",
        /// The growth rate since the baseline ÷ the growth rate required.
        Compound = "compound",
        /// Held or not at the latest observation, and before.
        Keep = "keep",
        /// Done or not done.
        Done = "done",
    }
}

impl Method {
    /// The method for a target of an indicator of that kind; `None` where it makes no sense.
    #[must_use]
    pub fn of(kind: IndicatorKind, target: &Target) -> Option<Self> {
        let is_dated = |baseline: &Baseline| baseline.period.is_some();
        let baseline =
            target.baseline.as_ref().filter(|baseline| leads_on(target, baseline) != Some(false));
        match (kind, target.promise.direction, baseline.map(is_dated)) {
            (IndicatorKind::Cumulative, Direction::AtLeast | Direction::Reach, None) => {
                Some(Self::Pace)
            }
            (IndicatorKind::Cumulative, Direction::AtMost, None) => Some(Self::Limit),
            (IndicatorKind::Level, Direction::AtLeast | Direction::AtMost, None) => {
                Some(Self::Ratio)
            }
            (
                IndicatorKind::Level,
                Direction::AtLeast | Direction::AtMost | Direction::Reach,
                Some(is_dated),
            ) => Some(match (is_dated, target.path()) {
                (false, _) => Self::FromBaseline,
                (true, Path::Linear) => Self::Linear,
                (true, Path::Compound) => Self::Compound,
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

    /// Whether a declared plan says how much is to be done by when.
    #[must_use]
    pub const fn takes_plan(self) -> bool {
        matches!(self, Self::Pace | Self::Limit | Self::FromBaseline)
    }

    /// Whether its status depends on how much of the time is gone.
    #[must_use]
    pub const fn takes_time(self) -> bool {
        self.takes_plan() || self.is_way()
    }

    /// Whether it follows a way from a baseline.
    #[must_use]
    pub const fn is_way(self) -> bool {
        matches!(self, Self::FromBaseline | Self::Linear | Self::Compound)
    }
}

/// Whether there is a way from a baseline to a target: one that was met there has none to go. `None`
/// if that is not the same for every amount that the two may be.
fn leads_on(target: &Target, baseline: &Baseline) -> Option<bool> {
    let way = target.promise.value.interval()?.checked_sub(baseline.value.interval()?)?;
    let nothing = Number::plain(0);
    match target.promise.direction {
        Direction::AtLeast => way.is_at_most(nothing).map(|is_met| !is_met),
        Direction::AtMost => way.is_at_least(nothing).map(|is_met| !is_met),
        _ => Some(true),
    }
}

one_of! {
    /// Why a target cannot be assessed.
    pub enum Why {
        /// What is published is of another definition.
        NotComparable = "not-comparable",
        /// What is published does not go back to the first day of the period.
        NotFromStart = "not-from-start",
        /// What is published says it in words.
        InWords = "in-words",
        /// The result does not decide: the status is not the same for every amount that it may be.
        NotExact = "not-exact",
        /// The target is not exact enough to decide.
        TargetNotExact = "target-not-exact",
        /// The baseline is not exact enough to decide.
        BaselineNotExact = "baseline-not-exact",
        /// An earlier result of the period is not exact enough to decide whether the level was kept.
        EarlierNotExact = "earlier-not-exact",
        /// Less of the period is gone than the site asks for.
        TooEarly = "too-early",
        /// The target is for the whole life of a project, whose end is not said.
        NoDeadline = "no-deadline",
        /// Nothing is published since the baseline.
        OnePoint = "one-point",
        /// Zero has no growth rate.
        Zero = "zero",
        /// There is no growth rate from one side of zero to the other.
        SignChange = "sign-change",
        /// A figure that is not above zero is no share of another.
        NoRatio = "no-ratio",
        /// A figure has too many digits.
        OutOfRange = "out-of-range",
        /// The target does not go with its indicator.
        Combination = "combination",
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
    /// The result covers the last day of the period.
    pub is_over: bool,
    /// The period is over by the calendar, and no result covers its last day.
    pub lacks_final: bool,
    /// c: the share of the target, or of the way to it, that is done; 1 is all of it.
    pub completion: Option<Decimal>,
    /// How much of its time had gone by the last day that the data cover.
    pub elapsed: Option<Stretch>,
    /// e: the share planned by the last day that the data cover.
    pub planned: Option<Decimal>,
    /// c ÷ e; for a limit e ÷ c; on a compound path the ratio of growth rates. None once the period
    /// is over.
    pub pace: Option<Decimal>,
    /// c − e; for a limit e − c, so that more than 0 is always to the good.
    pub gap: Option<Decimal>,
    /// Growth per year, on a compound path.
    pub rates: Option<Rates>,
    /// How far the result is from a target that it does not meet, never negative.
    pub distance: Option<Number>,
    /// Actual ÷ e: what the same pace would make by the end of the period. Arithmetic, no forecast.
    pub projection: Option<Number>,
    /// What a result computed from the ledger leaves out, also where it leaves out everything.
    pub left_out: LeftOut,
    /// A level that must be kept was not.
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

impl Actual<'_> {
    /// Every amount that it may be, with what may belong to it or may not.
    #[must_use]
    pub fn possible(&self) -> Interval {
        match &self.from {
            ActualFrom::Reported(_) => self.value,
            ActualFrom::Measured(measured) => measured.possible,
        }
    }
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

/// The progress towards a target, by the observations of its indicator and part, or else by what the
/// ledger adds up to.
#[must_use]
pub fn progress<'a>(
    measurings: &Measurings<'_>,
    observations: &[&'a Observation],
    target: &'a Target,
) -> Progress<'a> {
    let model = measurings.model;
    let indicator = model.indicators.get(target.indicator);
    let Some(method) = Method::of(indicator.kind, target) else {
        return Progress::without(target, None, Some(Why::Combination));
    };
    let Some(actual) = actual::actual(measurings, observations, target, method) else {
        let mut progress =
            Progress::without(target, Some(method), actual::lacking(observations, target, method));
        if matches!(method, Method::Pace | Method::Limit) {
            let measured = measurings.measure(target.indicator, *target.period, &target.part);
            progress.left_out = measured.map(|measured| measured.left_out).unwrap_or_default();
        }
        if method.takes_plan() {
            progress.planned =
                plan::planned(target, model.site.as_of).and_then(|planned| planned.value());
        }
        return progress;
    };
    let last_day = target.period.last_day();
    let is_over = actual.covers >= last_day;
    let left_out = match &actual.from {
        ActualFrom::Measured(measured) => measured.left_out,
        ActualFrom::Reported(_) => LeftOut::default(),
    };
    let progress = Progress {
        actual: Some(actual),
        left_out,
        is_over,
        lacks_final: !is_over && model.site.as_of > last_day,
        ..Progress::without(target, Some(method), Some(Why::OutOfRange))
    };
    assess::assess(model, method, observations, progress)
}

impl<'a> Progress<'a> {
    fn without(target: &'a Target, method: Option<Method>, why: Option<Why>) -> Self {
        Self {
            target,
            method,
            actual: None,
            is_over: false,
            lacks_final: false,
            completion: None,
            elapsed: None,
            planned: None,
            pace: None,
            gap: None,
            rates: None,
            distance: None,
            projection: None,
            left_out: LeftOut::default(),
            breach: None,
            status: if why.is_none() { Status::NoResult } else { Status::NotAssessable },
            why,
        }
    }

    /// What is left to do: how far it is to a target that is to be reached from below, or along a
    /// way, as long as that can still be done.
    #[must_use]
    pub fn remaining(&self) -> Option<Number> {
        let is_to_do = match self.method? {
            Method::Pace => true,
            Method::Ratio => self.target.promise.direction != Direction::AtMost,
            method => method.is_way(),
        };
        self.distance.filter(|_| is_to_do && !self.is_over)
    }
}

/// The observations and targets of each indicator, in the order of the ledger: an index for
/// [`progress`].
#[derive(Debug)]
pub struct ObservationsByIndicator<'a> {
    by_indicator: Vec<OfIndicator<'a>>,
}

/// The observations of one indicator.
#[derive(Debug, Default)]
struct OfIndicator<'a> {
    all: Vec<&'a Observation>,
    by_part: BTreeMap<&'a Members, Vec<&'a Observation>>,
    all_targets: Vec<&'a Target>,
    /// The targets of each part.
    targets: BTreeMap<&'a Members, Vec<&'a Target>>,
    /// Those of each period, part by part.
    by_period: BTreeMap<Period, BTreeMap<&'a Members, Vec<&'a Observation>>>,
}

impl<'a> ObservationsByIndicator<'a> {
    /// Sorts all observations by their indicators. Forecasts are no results, and not among them.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        let mut by_indicator = Vec::new();
        by_indicator.resize_with(model.indicators.n_numbers(), OfIndicator::default);
        for observation in model.observations.records().filter(|found| !found.is_forecast()) {
            let of = &mut by_indicator[observation.indicator.index()];
            of.all.push(observation);
            of.by_part.entry(&observation.part).or_default().push(observation);
            let of_period = of.by_period.entry(*observation.period).or_default();
            of_period.entry(&observation.part).or_default().push(observation);
        }
        for target in model.targets.records() {
            let of = &mut by_indicator[target.indicator.index()];
            of.all_targets.push(target);
            of.targets.entry(&target.part).or_default().push(target);
        }
        Self { by_indicator }
    }

    /// What is known of an indicator; whoever asks is made from it.
    fn noted(&self, indicator: Ref<Indicator>) -> &OfIndicator<'a> {
        note(Dependency::Figures(indicator.number()));
        &self.by_indicator[indicator.index()]
    }

    /// The targets of an indicator, of its parts too.
    #[must_use]
    pub fn targets_of(&self, indicator: Ref<Indicator>) -> &[&'a Target] {
        &self.noted(indicator).all_targets
    }

    /// The targets of one part of an indicator.
    #[must_use]
    pub fn targets_of_part(&self, indicator: Ref<Indicator>, part: &Members) -> &[&'a Target] {
        let found = self.noted(indicator).targets.get(part);
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The observations that one has a share of: of the same period, of its indicator as a whole, or
    /// of the indicator that its own is a part of. Of which whole a part of a part is a share is not
    /// said, so it has none.
    pub fn wholes_of<'s>(
        &'s self,
        model: &Model,
        observation: &Observation,
    ) -> impl Iterator<Item = &'a Observation> + use<'s, 'a> {
        let of = match observation.part.len() {
            0 => model.indicators.get(observation.indicator).breakdown_of,
            1 => Some(observation.indicator),
            _ => None,
        };
        let period = *observation.period;
        let wholes = of.map(|of| self.of_part_in(of, &Members::default(), period));
        wholes.unwrap_or_default().iter().copied()
    }

    /// Those of one part of an indicator for just this period.
    #[must_use]
    pub fn of_part_in(
        &self,
        indicator: Ref<Indicator>,
        part: &Members,
        period: Period,
    ) -> &[&'a Observation] {
        let found = self.noted(indicator).by_period.get(&period);
        let found = found.and_then(|of_period| of_period.get(part));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The observations of one indicator, of its parts too.
    #[must_use]
    pub fn of(&self, indicator: Ref<Indicator>) -> &[&'a Observation] {
        &self.noted(indicator).all
    }

    /// Those of one part of it.
    #[must_use]
    pub fn of_part(&self, indicator: Ref<Indicator>, part: &Members) -> &[&'a Observation] {
        let found = self.noted(indicator).by_part.get(part);
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Those of it as a whole.
    #[must_use]
    pub fn of_whole(&self, indicator: Ref<Indicator>) -> &[&'a Observation] {
        self.of_part(indicator, &Members::default())
    }

    /// Each part of an indicator of which something is reported, with what is.
    pub fn parts(
        &self,
        indicator: Ref<Indicator>,
    ) -> impl Iterator<Item = (&'a Members, &[&'a Observation])> {
        let parts = &self.noted(indicator).by_part;
        parts.iter().map(|(part, found)| (*part, &**found))
    }
}

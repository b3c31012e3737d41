//! How far a target is: completion, planned share, pace, gap, status.
//!
//! For a cumulative indicator with completion c = actual ÷ target and planned share e (days gone ÷
//! days of the period, or the declared plan), the pace is c ÷ e, the schedule performance index of
//! earned value (序时进度 in Chinese practice), and the gap is c − e. The words and the cut-offs
//! 0.95 and 0.60 are those of Statistics Canada's and Open SDG's progress method; their
//! growth-rate formula is not used, because it calls any result "on track" that starts from zero.

use super::Direction;
use super::Indicator;
use super::IndicatorKind;
use super::Model;
use super::Observation;
use super::Ref;
use super::Target;
use super::measure::Measured;
use super::measure::measure;
use crate::value::Number;
use crate::value::Period;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

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
    /// There is no result, or none that can be held against the target.
    NotAssessable,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 5] =
        [Self::Achieved, Self::OnTrack, Self::Behind, Self::FarBehind, Self::NotAssessable];

    /// The word in class names, interface strings and data files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::FarBehind => "far-behind",
            Self::NotAssessable => "not-assessable",
        }
    }
}

/// A target with its result and everything that follows from the two.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// The target.
    pub target: &'a Target,
    /// The result, if there is one.
    pub actual: Option<Actual<'a>>,
    /// c: the share of the target that is done; 1 is all of it.
    pub completion: Option<Decimal>,
    /// e: the share planned by the last day that the data cover.
    pub planned: Option<Decimal>,
    /// c ÷ e.
    pub pace: Option<Decimal>,
    /// c − e; for a limit e − c, so that more than 0 is always to the good.
    pub gap: Option<Decimal>,
    /// What is left to the target; `None` once it is met.
    pub remaining: Option<Number>,
    /// The status.
    pub status: Status,
}

/// The result that a target is held against.
#[derive(Debug, Clone)]
pub struct Actual<'a> {
    /// The result.
    pub value: Number,
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

/// The progress towards a target.
#[must_use]
pub fn progress<'a>(
    model: &Model,
    observations: &[&'a Observation],
    target: &'a Target,
) -> Progress<'a> {
    let indicator = model.indicators.get(target.indicator);
    let actual = actual(model, indicator, observations, target);
    let Some(found) = &actual else {
        return Progress {
            target,
            actual,
            completion: None,
            planned: planned_share(target, model.site.as_of),
            pace: None,
            gap: None,
            remaining: None,
            status: Status::NotAssessable,
        };
    };
    let completion = completion(indicator, target, &found.value);
    let planned = planned_share(target, found.covers);
    let paced = indicator.kind == IndicatorKind::Cumulative || target.baseline.is_some();
    let pace = if paced { pace(target.direction, completion, planned) } else { None };
    let remaining = match target.direction {
        Direction::AtMost => None,
        Direction::AtLeast | Direction::Reach => target
            .value
            .number
            .checked_sub(found.value)
            .filter(|rest| rest.coefficient > Decimal::ZERO),
    };
    let over = found.covers >= target.period.last_day();
    Progress {
        target,
        completion,
        planned,
        pace,
        gap: completion.zip(planned).filter(|_| paced).map(|(c, e)| match target.direction {
            Direction::AtLeast | Direction::Reach => c - e,
            Direction::AtMost => e - c,
        }),
        remaining,
        status: status(model, indicator, target, &found.value, completion, pace, over),
        actual,
    }
}

fn status(
    model: &Model,
    indicator: &Indicator,
    target: &Target,
    actual: &Number,
    completion: Option<Decimal>,
    pace: Option<Decimal>,
    over: bool,
) -> Status {
    let met = match (target.value.number.value(), actual.value()) {
        (Some(target_value), Some(value)) => match target.direction {
            Direction::AtLeast => value >= target_value,
            Direction::AtMost => value <= target_value,
            Direction::Reach => completion.is_some_and(|share| share >= Decimal::ONE),
        },
        _ => return Status::NotAssessable,
    };
    match (target.direction, indicator.kind) {
        (Direction::AtMost, IndicatorKind::Cumulative) if !met => return Status::FarBehind,
        (Direction::AtMost, IndicatorKind::Cumulative) if !over => {}
        _ if met => return Status::Achieved,
        _ => {}
    }
    match pace.or(completion) {
        None => Status::NotAssessable,
        Some(pace) if pace >= model.site.cutoffs.on_track => Status::OnTrack,
        Some(pace) if pace >= model.site.cutoffs.behind => Status::Behind,
        Some(_) => Status::FarBehind,
    }
}

fn completion(indicator: &Indicator, target: &Target, actual: &Number) -> Option<Decimal> {
    let (target_value, actual) = (target.value.number.value()?, actual.value()?);
    if indicator.kind == IndicatorKind::Milestone {
        return Some(if actual >= target_value { Decimal::ONE } else { Decimal::ZERO });
    }
    let baseline = match &target.baseline {
        Some(baseline) => baseline.number.value()?,
        None => Decimal::ZERO,
    };
    actual.checked_sub(baseline)?.checked_div(target_value.checked_sub(baseline)?)
}

fn pace(
    direction: Direction,
    completion: Option<Decimal>,
    planned: Option<Decimal>,
) -> Option<Decimal> {
    let (done, planned) = (completion?, planned?);
    match direction {
        Direction::AtLeast | Direction::Reach => done.checked_div(planned),
        Direction::AtMost => planned.checked_div(done),
    }
}

/// The share of the target planned by the end of a day: declared, or the share of days gone.
///
/// Between two points of a declared plan the share grows day by day.
fn planned_share(target: &Target, day: Date) -> Option<Decimal> {
    let first = target.period.first_day();
    let days = Decimal::from(target.period.n_days());
    let gone = (day - first).get_days() + 1;
    let gone = Decimal::from(gone).clamp(Decimal::ZERO, days);
    if target.plan.is_empty() {
        return gone.checked_div(days);
    }
    let (mut start, mut done) = (first, Decimal::ZERO);
    for (share, end) in target.plan.iter().zip(part_ends(target.period, target.plan.len())) {
        if day <= end {
            let part = Decimal::from((end - start).get_days() + 1);
            let gone = Decimal::from((day - start).get_days() + 1).max(Decimal::ZERO);
            return Some(done + (*share - done) * gone.checked_div(part)?);
        }
        done = *share;
        start = end.tomorrow().ok()?;
    }
    Some(Decimal::ONE)
}

/// The last day of each part of a period: of quarters, months and the like where the period has
/// whole months for each part, or else of parts with as many days each as can be.
fn part_ends(period: Period, n_parts: usize) -> Vec<Date> {
    let (first, last) = (period.first_day(), period.last_day());
    let months =
        i32::from(last.year() - first.year()) * 12 + i32::from(last.month() - first.month()) + 1;
    let parts = i32::try_from(n_parts).unwrap_or(i32::MAX);
    let whole_months = first.day() == 1 && last == last.last_of_month() && months % parts == 0;
    (1..=parts)
        .map(|number| {
            let end = if whole_months {
                first.checked_add((months / parts * number).months())
            } else {
                let days = i64::from(period.n_days()) * i64::from(number) / i64::from(parts);
                first.checked_add(days.days())
            };
            end.and_then(Date::yesterday).unwrap_or(last)
        })
        .collect()
}

/// The result that stands against a target: what was reported for the period from its first day
/// on, or else what the ledger adds up to.
fn actual<'a>(
    model: &Model,
    indicator: &Indicator,
    observations: &[&'a Observation],
    target: &Target,
) -> Option<Actual<'a>> {
    reported(indicator, observations, target.period).or_else(|| {
        let measured = measure(model, indicator, target.period)?;
        if measured.n_counted == 0 {
            return None;
        }
        let covers = model.site.as_of.min(target.period.last_day());
        let value = measured.value;
        Some(Actual { value, from: ActualFrom::Measured(measured), covers })
    })
}

fn reported<'a>(
    indicator: &Indicator,
    observations: &[&'a Observation],
    period: Period,
) -> Option<Actual<'a>> {
    let usable = observations.iter().copied().filter(|observation| {
        observation.is_whole()
            && observation.value.is_some()
            && observation.not_comparable.is_none()
            && period.contains_period(observation.period)
    });
    if indicator.kind != IndicatorKind::Cumulative {
        let latest = usable.max_by_key(|observation| observation.rank())?;
        let value = latest.value.as_ref()?.number;
        return Some(Actual {
            value,
            covers: latest.covers,
            from: ActualFrom::Reported(vec![latest]),
        });
    }
    let usable: Vec<_> = usable.collect();
    let from_start = |day: Date| {
        usable
            .iter()
            .copied()
            .filter(|observation| observation.period.first_day() == day)
            .max_by_key(|observation| observation.rank())
    };
    let first = from_start(period.first_day())?;
    let mut actual = Actual {
        value: first.value.as_ref()?.number,
        covers: first.covers,
        from: ActualFrom::Reported(vec![first]),
    };
    let mut parts = vec![first];
    while let Some(next) = actual.covers.tomorrow().ok().and_then(from_start) {
        actual.value = actual.value.checked_add(next.value.as_ref()?.number)?;
        actual.covers = next.covers;
        parts.push(next);
    }
    actual.from = ActualFrom::Reported(parts);
    Some(actual)
}

/// The observations of each indicator, in the order of the ledger: an index for [`progress`].
#[derive(Debug)]
pub struct ObservationsByIndicator<'a> {
    by_indicator: Vec<Vec<&'a Observation>>,
}

impl<'a> ObservationsByIndicator<'a> {
    /// Sorts all observations by their indicators.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        let mut by_indicator = vec![Vec::new(); model.indicators.len()];
        for observation in &model.observations {
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

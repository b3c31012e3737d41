//! How a result differs from the period before, the same period of last year, its target and its
//! plan.
//!
//! A difference means something only between figures of one definition: the same indicator, part
//! and unit, periods of one length that are covered alike, both exact, neither marked as not
//! comparable. Final, reported and preliminary figures are compared with each other, and the less
//! firm word stands beside the difference; an estimate or a claim only with its like.

use super::progress::{planned_amount, progress};
use super::revision::same_texts;
use super::{
    Actual, ActualFrom, Direction, Indicator, IndicatorKind, Measurings, Model, Observation,
    ObservationsByIndicator, Standing, Target,
};
use crate::value::{Number, Period, Quantity, Relation, Unit, round};
use rust_decimal::Decimal;

/// What a result is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// The period of the same sort right before it (环比).
    PreviousPeriod,
    /// The same period of last year (同比).
    SamePeriodLastYear,
    /// The target of the shortest period that it lies in, once it is due.
    Target,
    /// What that target's declared plan has for the last day that the result covers.
    Plan,
}

/// Two figures and what lies between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The figure that is compared.
    pub now: Quantity,
    /// What it is compared with.
    pub base: Quantity,
    /// The first less the second, in percentage points if both are percentages.
    pub difference: Quantity,
    /// The difference as a share of the second; `None` for percentages, of which a percentage
    /// misleads, and where the second is not more than zero or the first less: what turns into a
    /// loss has no growth rate, nor is it so much less than a target.
    pub ratio: Option<Decimal>,
}

/// Why two figures have no difference that means anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomparable {
    /// One of them is a range, a bound or an approximation.
    NotExact,
    /// They are in different units.
    OtherUnit,
    /// They add up over periods that are not of one length.
    OtherLength,
    /// Their difference leaves the range of exact numbers.
    TooLarge,
}

/// What a result is compared with, in full.
#[derive(Debug, Clone, Copy)]
pub enum Base<'a> {
    /// Another result.
    Observation(&'a Observation),
    /// A target, as a whole or the part of it that is planned.
    Target(&'a Target),
}

/// A result beside what it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// What it is compared with.
    pub against: Against,
    /// The same in full.
    pub base: Base<'a>,
    /// Both figures and their difference, exact.
    pub change: Change,
    /// The same as it is printed: what is planned may be a quotient that does not come out.
    pub shown: Change,
    /// The less firm standing of the two.
    pub standing: Standing,
}

/// By how many days periods of one kind differ: February and March, leap years.
const SAME_LENGTH_DAYS: u32 = 3;

impl Change {
    /// The change from one figure to another.
    ///
    /// # Errors
    ///
    /// If the two cannot be compared.
    pub fn between(base: &Quantity, now: &Quantity) -> Result<Self, Incomparable> {
        if [base, now].iter().any(|one| one.relation != Relation::Exactly) {
            return Err(Incomparable::NotExact);
        }
        if base.unit != now.unit {
            return Err(Incomparable::OtherUnit);
        }
        let number = now.number.checked_sub(base.number).ok_or(Incomparable::TooLarge)?;
        let is_share = matches!(now.unit, Some(Unit::Percent | Unit::PercentagePoint));
        let unit = if is_share { Some(Unit::PercentagePoint) } else { now.unit };
        let is_above_zero = base.number.coefficient > Decimal::ZERO;
        let has_ratio = !is_share && is_above_zero && now.number.coefficient >= Decimal::ZERO;
        let ratio = if has_ratio { number.ratio(base.number) } else { None };
        Ok(Self { now: *now, base: *base, difference: Quantity::exactly(number, unit), ratio })
    }

    /// The change from one period to another.
    ///
    /// # Errors
    ///
    /// If the two figures cannot be compared.
    pub fn over(
        indicator: &Indicator,
        (earlier, base): (Period, &Quantity),
        (later, now): (Period, &Quantity),
    ) -> Result<Self, Incomparable> {
        let change = Self::between(base, now)?;
        let is_longer = earlier.n_days().abs_diff(later.n_days()) > SAME_LENGTH_DAYS;
        let adds_up = indicator.adds_time() || indicator.kind == IndicatorKind::Cumulative;
        if adds_up && is_longer {
            return Err(Incomparable::OtherLength);
        }
        Ok(change)
    }
}

/// Everything that a result can be compared with, in the order of [`Against`].
#[must_use]
pub fn comparisons<'a>(
    model: &'a Model,
    observations: &ObservationsByIndicator<'a>,
    found: &Observation,
) -> Vec<Comparison<'a>> {
    let is_result = found.not_comparable.is_none() && !found.is_forecast();
    let Some(now) = found.value.filter(|_| is_result) else {
        return Vec::new();
    };
    let indicator = model.indicators.get(found.indicator);
    let all = observations.of_part(found.indicator, &found.part);
    let mut compared = Vec::new();
    for against in [Against::PreviousPeriod, Against::SamePeriodLastYear] {
        let base = base_of(observations, found, against);
        compared.extend(base.and_then(|base| {
            let value = base.value.as_ref()?;
            let change =
                Change::over(indicator, (*base.period, value), (*found.period, &now)).ok()?;
            let standing = found.status.max(base.status);
            let base = Base::Observation(base);
            Some(Comparison { against, base, change, shown: change, standing })
        }));
    }
    let standing = found.status;
    let mut add = |against, target: &'a Target, base: Quantity, shown: Quantity| {
        let changes = Change::between(&base, &now).ok().zip(Change::between(&shown, &now).ok());
        let base = Base::Target(target);
        let found =
            changes.map(|(change, shown)| Comparison { against, base, change, shown, standing });
        compared.extend(found);
    };
    let targets = observations.targets_of_part(found.indicator, &found.part);
    if let Some(target) = target_of(model, targets, found) {
        let adds_up = indicator.kind == IndicatorKind::Cumulative;
        // What adds up is far below its target for most of the time, which says nothing.
        if !adds_up || found.covers >= target.period.last_day() {
            add(Against::Target, target, *target.promise.value, *target.promise.value);
        }
        let planned = indicator.adds_time().then(|| planned(model, all, target, found));
        if let Some(base) = planned.flatten() {
            add(Against::Plan, target, base, printed(base, target.promise.value.number, *now));
        }
    }
    compared
}

/// The result of the other period that is of the same definition, the firmest of several.
fn base_of<'a>(
    observations: &ObservationsByIndicator<'a>,
    found: &Observation,
    against: Against,
) -> Option<&'a Observation> {
    let period = match against {
        // The year before is the same period of last year.
        Against::PreviousPeriod => {
            let previous = found.period.previous()?;
            Some(previous).filter(|one| found.period.same_of_last_year() != Some(*one))?
        }
        _ => found.period.same_of_last_year()?,
    };
    let is_whole = found.covers == found.period.last_day();
    let covers = match (is_whole, against) {
        (true, _) => period.last_day(),
        (false, Against::SamePeriodLastYear) => {
            Period::Day(found.covers).same_of_last_year()?.last_day()
        }
        (false, _) => return None,
    };
    let of_period = observations.of_part_in(found.indicator, &found.part, period);
    let alike = of_period.iter().copied().filter(|base| {
        base.covers == covers
            && base.value.is_some()
            && base.not_comparable.is_none()
            && is_as_firm(base.status, found.status)
            && same_texts(base.share_of.as_ref(), found.share_of.as_ref())
    });
    alike.max_by_key(|base| base.rank())
}

/// Whether two figures may be compared by how firm they are.
#[must_use]
pub fn is_as_firm(one: Standing, other: Standing) -> bool {
    let is_soft =
        |standing| matches!(standing, Standing::Estimate | Standing::Claim | Standing::Forecast);
    one == other || !(is_soft(one) || is_soft(other))
}

/// The target of the shortest period that a result lies in; of a figure that adds up only one that
/// starts with it. A target whose wording narrows the indicator is of another definition.
fn target_of<'a>(model: &Model, targets: &[&'a Target], found: &Observation) -> Option<&'a Target> {
    let is_soft = matches!(found.status, Standing::Estimate | Standing::Claim | Standing::Forecast);
    if is_soft {
        return None;
    }
    let adds_up = model.indicators.get(found.indicator).kind == IndicatorKind::Cumulative;
    let of_result = targets.iter().copied().filter(|target| {
        let starts_alike = target.period.first_day() == found.period.first_day();
        target.scope.is_none()
            && target.period.contains_period(*found.period)
            && (starts_alike || !adds_up)
    });
    of_result.min_by_key(|target| target.period.n_days())
}

/// What a declared plan has for the last day that a result covers. Where no plan is declared there
/// is none: that shares grow with the days is an assumption of the method, and no figure of a
/// source.
fn planned(
    model: &Model,
    all: &[&Observation],
    target: &Target,
    found: &Observation,
) -> Option<Quantity> {
    if target.plan.is_empty()
        || target.baseline.is_some()
        || target.promise.direction == Direction::AtMost
    {
        return None;
    }
    let progress = progress(&Measurings::new(model), all, target);
    let Actual { from: ActualFrom::Reported(parts), covers, .. } = progress.actual.as_ref()? else {
        return None;
    };
    let is_result = matches!(&parts[..], [only] if only.header.id == found.header.id);
    progress.planned.filter(|_| is_result)?;
    let part = planned_amount(target, *covers)?;
    Some(Quantity::exactly(part, target.promise.value.unit))
}

/// What is planned as it is printed: in full, but a quotient that does not come out (a day between
/// two points of the plan) to one more place than the target, or to as many as it takes to stand
/// on its side of the result.
fn printed(planned: Quantity, target: Number, now: Quantity) -> Quantity {
    let Number { coefficient, exponent } = planned.number;
    if coefficient.scale() < LONGEST_PRODUCT {
        return planned;
    }
    let side = planned.number.compare(now.number);
    let rounded = (target.coefficient.scale() + 1..coefficient.scale())
        .map(|places| Number::new(round(coefficient, places).normalize(), exponent))
        .find(|number| number.compare(now.number) == side);
    rounded.map_or(planned, |number| Quantity { number, ..planned })
}

/// No product of a target and a share that a source states has so many decimals.
const LONGEST_PRODUCT: u32 = 16;

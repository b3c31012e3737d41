//! From a target and its result to everything that follows from the two.

use super::Course;
use super::Method;
use super::Progress;
use super::Status;
use super::Why;
use super::growth;
use super::keep;
use super::plan;
use super::share::Share;
use crate::model::CutOffs;
use crate::model::Direction;
use crate::model::Model;
use crate::model::Observation;
use crate::value::Number;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A status, or why there is none.
type Verdict = Result<Status, Why>;

/// The target and the result as plain amounts.
#[derive(Clone, Copy)]
struct Amounts {
    goal: Decimal,
    actual: Decimal,
    covers: Date,
    /// The data cover the whole period.
    is_over: bool,
}

/// Completes the progress of a target with a result.
pub(super) fn assess<'a>(
    model: &Model,
    method: Method,
    observations: &[&'a Observation],
    mut progress: Progress<'a>,
) -> Progress<'a> {
    let (target, cutoffs) = (progress.target, model.site.cutoffs);
    let amounts = progress.actual.as_ref().and_then(|found| {
        let (goal, actual) = (target.value.number.value()?, found.value.exact()?.value()?);
        let is_over = found.covers >= target.period.last_day();
        Some(Amounts { goal, actual, covers: found.covers, is_over })
    });
    let Some(amounts) = amounts else { return progress };
    let verdict = match method {
        Method::Pace | Method::Limit => paced(&mut progress, method, amounts, cutoffs),
        Method::Ratio => compared(&mut progress, amounts, cutoffs),
        Method::FromBaseline | Method::Linear | Method::Compound => {
            moved(&mut progress, method, amounts, cutoffs)
        }
        Method::Keep => kept(&mut progress, observations, amounts),
        Method::Done => done(&mut progress, amounts),
    };
    let verdict = match verdict {
        Ok(status) if is_too_early(&progress, method, status, amounts, cutoffs) => {
            Err(Why::TooEarly)
        }
        verdict => verdict,
    };
    (progress.status, progress.why) = match verdict {
        Ok(status) => (status, None),
        Err(why) => (Status::NotAssessable, Some(why)),
    };
    progress.remaining = remaining(&progress, method);
    progress
}

/// The status that a pace or a ratio stands for.
fn by(ratio: Option<Decimal>, cutoffs: CutOffs) -> Verdict {
    Ok(match ratio.ok_or(Why::OutOfRange)? {
        ratio if ratio >= cutoffs.on_track => Status::OnTrack,
        ratio if ratio < Decimal::ZERO => Status::Deteriorating,
        ratio if ratio >= cutoffs.behind => Status::Behind,
        _ => Status::FarBehind,
    })
}

fn paced(
    progress: &mut Progress<'_>,
    method: Method,
    amounts: Amounts,
    cutoffs: CutOffs,
) -> Verdict {
    let Amounts { goal, actual, covers, is_over } = amounts;
    let target = progress.target;
    let done = Share::new(actual, goal);
    let planned = plan::planned(target, covers).ok_or(Why::OutOfRange)?;
    progress.elapsed = Some(plan::elapsed(target.period, covers));
    progress.completion = done.value();
    progress.planned = planned.value();
    let is_limit = method == Method::Limit;
    let (ahead, behind) = if is_limit { (planned, done) } else { (done, planned) };
    progress.pace = ahead.over(behind);
    progress.ratio = progress.pace;
    progress.gap = ahead.minus(behind);
    if !is_over && progress.planned.is_some_and(|share| share >= cutoffs.project_from) {
        progress.projection = progress.actual.as_ref().and_then(|found| {
            let Number { coefficient, exponent } = found.value.exact()?;
            let projected = coefficient.checked_mul(planned.whole)?.checked_div(planned.part)?;
            Some(Number::new(projected, exponent))
        });
    }
    match (is_limit, is_over) {
        (false, _) if actual >= goal => Ok(Status::Achieved),
        (true, _) if actual > goal => Ok(Status::FarBehind),
        (true, true) => Ok(Status::Achieved),
        // Nothing is used up, or nothing is planned yet.
        _ if behind.part.is_zero() => Ok(Status::OnTrack),
        _ => by(progress.pace, cutoffs),
    }
}

fn compared(progress: &mut Progress<'_>, amounts: Amounts, cutoffs: CutOffs) -> Verdict {
    let Amounts { goal, actual, covers, .. } = amounts;
    let target = progress.target;
    progress.elapsed = Some(plan::elapsed(target.period, covers));
    if goal >= Decimal::ZERO && actual >= Decimal::ZERO {
        let ratio = match target.direction {
            Direction::AtMost => Share::new(goal, actual),
            _ => Share::new(actual, goal),
        };
        progress.completion = Share::new(actual, goal).value();
        progress.ratio = ratio.value();
    }
    if keep::holds(target, actual) == Some(true) {
        return Ok(Status::Achieved);
    }
    by(Some(progress.ratio.ok_or(Why::NoRatio)?), cutoffs)
}

fn moved(
    progress: &mut Progress<'_>,
    method: Method,
    amounts: Amounts,
    cutoffs: CutOffs,
) -> Verdict {
    let Amounts { goal, actual, covers, .. } = amounts;
    let target = progress.target;
    let baseline = target.baseline.as_ref().ok_or(Why::Combination)?;
    let base = baseline.value.number.value().ok_or(Why::OutOfRange)?;
    let time = match baseline.period {
        Some(from) => growth::time(from.last_day(), covers, target.period.last_day()),
        None => plan::elapsed(target.period, covers),
    };
    let course = Course { base, actual, target: goal, time };
    if base == goal {
        return Err(Why::NoRatio);
    }
    let done = course.completion().ok_or(Why::OutOfRange)?;
    progress.completion = done.value();
    progress.elapsed = Some(time);
    let mut failed = None;
    if method == Method::Compound {
        match course.rates() {
            Ok(rates) => {
                progress.rates = Some(rates);
                progress.pace = course.ratio(rates);
                progress.planned = course.planned();
                let both = progress.completion.zip(progress.planned);
                progress.gap = both.and_then(|(done, planned)| done.checked_sub(planned));
            }
            Err(why) => failed = Some(why),
        }
    } else {
        let planned = match method {
            Method::FromBaseline => plan::planned(target, covers),
            _ => Some(time.fraction()),
        };
        let planned = planned.ok_or(Why::OutOfRange)?;
        progress.planned = planned.value();
        progress.pace = done.over(planned);
        progress.gap = done.minus(planned);
    }
    progress.ratio = progress.pace;
    match failed {
        _ if course.is_met() => Ok(Status::Achieved),
        Some(why) => Err(why),
        None if progress.planned != Some(Decimal::ZERO) => by(progress.pace, cutoffs),
        // Nothing is planned yet.
        None => Ok(match progress.completion {
            Some(done) if done < Decimal::ZERO => Status::Deteriorating,
            _ => Status::OnTrack,
        }),
    }
}

fn kept<'a>(
    progress: &mut Progress<'a>,
    observations: &[&'a Observation],
    amounts: Amounts,
) -> Verdict {
    let target = progress.target;
    progress.elapsed = Some(plan::elapsed(target.period, amounts.covers));
    progress.breach = keep::breach(observations, target);
    Ok(match (keep::holds(target, amounts.actual).ok_or(Why::OutOfRange)?, &progress.breach) {
        (false, _) => Status::FarBehind,
        (true, Some(_)) => Status::Behind,
        (true, None) if amounts.is_over => Status::Achieved,
        (true, None) => Status::OnTrack,
    })
}

fn done(progress: &mut Progress<'_>, amounts: Amounts) -> Verdict {
    let is_done = amounts.actual >= amounts.goal;
    progress.completion = Some(if is_done { Decimal::ONE } else { Decimal::ZERO });
    progress.elapsed = Some(plan::elapsed(progress.target.period, amounts.covers));
    match is_done {
        true => Ok(Status::Achieved),
        false if amounts.is_over => Ok(Status::FarBehind),
        false => Err(Why::NotDue),
    }
}

/// Whether a status rests on a pace, and too little of the plan is gone for one.
fn is_too_early(
    progress: &Progress<'_>,
    method: Method,
    status: Status,
    amounts: Amounts,
    cutoffs: CutOffs,
) -> bool {
    let is_exceeded = method == Method::Limit && amounts.actual > amounts.goal;
    let is_paced = method.takes_plan() || matches!(method, Method::Linear | Method::Compound);
    let share = progress.elapsed.and_then(|elapsed| elapsed.share());
    let share = if method.takes_plan() { progress.planned } else { share };
    is_paced
        && status != Status::Achieved
        && !is_exceeded
        && share.is_some_and(|share| share < cutoffs.assess_from)
}

/// What is left to a target that is not met.
fn remaining(progress: &Progress<'_>, method: Method) -> Option<Number> {
    if !method.has_remaining() || progress.status == Status::Achieved {
        return None;
    }
    let rest =
        progress.target.value.number.checked_sub(progress.actual.as_ref()?.value.exact()?)?;
    Some(Number::new(rest.coefficient.abs(), rest.exponent))
}

//! From a target and its result to everything that follows from the two.

use super::point::Point;
use super::share::Share;
use super::{Growth, Method, Progress, Status, Stretch, Why, growth, keep, leads_on, plan};
use crate::model::{CutOffs, Direction, Model, Observation, Target};
use crate::value::{Interval, Number, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A status, or why there is none.
type Verdict = Result<Status, Why>;

/// The target and the result with everything that a status is asked by.
#[derive(Clone, Copy)]
struct Inputs<'p> {
    model: &'p Model,
    goal: Interval,
    result: Interval,
    covers: Date,
}

impl Inputs<'_> {
    fn cutoffs(&self) -> CutOffs {
        self.model.site.cutoffs
    }

    /// The target and the result, if both are exact.
    fn exact(&self) -> Option<(Decimal, Decimal)> {
        Some((self.goal.exact()?.value()?, self.result.exact()?.value()?))
    }

    /// The same, if the one can be a share of the other: a loss is no share of a profit.
    fn exact_shares(&self) -> Option<(Decimal, Decimal)> {
        self.exact().filter(|(goal, result)| *goal > Decimal::ZERO && *result >= Decimal::ZERO)
    }
}

/// Completes the progress of a target with a result.
pub(super) fn assess<'a>(
    model: &Model,
    method: Method,
    observations: &[&'a Observation],
    mut progress: Progress<'a>,
) -> Progress<'a> {
    let inputs = progress.actual.as_ref().and_then(|found| {
        let goal = progress.target.promise.value.interval()?;
        Some(Inputs { model, goal, result: found.possible(), covers: found.covers })
    });
    let Some(inputs) = inputs else { return progress };
    let period = *progress.target.period;
    let has_days = period != Period::Whole;
    progress.elapsed =
        has_days.then(|| plan::elapsed(period, inputs.covers, progress.target.pace_by));
    progress.distance = distance(&progress, method, inputs);
    let verdict = match method {
        _ if !has_days && method.takes_time() => of_whole_life(&mut progress, method, inputs),
        Method::Pace => paced(&mut progress, inputs),
        Method::Limit => limited(&mut progress, inputs),
        Method::Ratio => compared(&mut progress, inputs),
        Method::FromBaseline | Method::Linear | Method::Compound => {
            moved(&mut progress, method, inputs)
        }
        Method::Keep => kept(&mut progress, observations, inputs),
        Method::Done => done(&progress, inputs),
    };
    let verdict = match verdict {
        Ok(status) if is_too_early(&progress, method, status, inputs.cutoffs()) => {
            Err(Why::TooEarly)
        }
        verdict => verdict,
    };
    (progress.status, progress.why) = match verdict {
        Ok(status) => (status, None),
        Err(why) => (Status::NotAssessable, Some(why)),
    };
    if progress.is_over || progress.status == Status::Exceeded {
        // What is decided has no pace any more.
        (progress.planned, progress.pace, progress.gap) = (None, None, None);
    }
    progress
}

/// How far the result is from a target that it does not meet.
fn distance(progress: &Progress<'_>, method: Method, inputs: Inputs<'_>) -> Option<Number> {
    if method == Method::Done || keep::meets(progress.target, inputs.result) != Some(false) {
        return None;
    }
    let rest = inputs.goal.exact()?.checked_sub(inputs.result.exact()?)?;
    Some(Number::new(rest.coefficient.abs(), rest.exponent))
}

/// The status that holds for every amount that the target and the result may be.
fn everywhere(inputs: Inputs<'_>, status: impl Fn(Point, Point) -> Option<Status>) -> Verdict {
    let goals = Point::ends(inputs.goal).ok_or(Why::OutOfRange)?;
    let results = Point::ends(inputs.result).ok_or(Why::OutOfRange)?;
    let first = status(goals[0], results[0]).ok_or(Why::OutOfRange)?;
    for goal in goals {
        for result in results {
            if status(goal, result).ok_or(Why::OutOfRange)? != first {
                let is_exact = inputs.result.exact().is_some();
                return Err(if is_exact { Why::TargetNotExact } else { Why::NotExact });
            }
        }
    }
    Ok(first)
}

/// The status of a result that is over, or of a running one that meets its target.
fn met_or_missed(is_met: bool, is_over: bool) -> Option<Status> {
    match (is_met, is_over) {
        (true, _) => Some(Status::Achieved),
        (false, true) => Some(Status::Missed),
        (false, false) => None,
    }
}

/// The status that a pace stands for, which is at least as high as the cut-offs that it passes.
fn by_pace(
    cutoffs: CutOffs,
    is_at_least: impl Fn(Decimal) -> Option<bool>,
    below_zero: Status,
) -> Option<Status> {
    let steps = [
        (cutoffs.ahead, Status::Ahead),
        (cutoffs.on_track, Status::OnTrack),
        (cutoffs.behind, Status::Behind),
        (Decimal::ZERO, Status::FarBehind),
    ];
    for (cutoff, status) in steps {
        if is_at_least(cutoff)? {
            return Some(status);
        }
    }
    Some(below_zero)
}

/// The status of what is promised for the whole life of a project: how much of it should be done
/// by now cannot be said, only whether it is.
fn of_whole_life(progress: &mut Progress<'_>, method: Method, inputs: Inputs<'_>) -> Verdict {
    if matches!(method, Method::Pace | Method::Limit)
        && let Some((goal, actual)) = inputs.exact_shares()
    {
        progress.completion = Share::new(actual, goal).value();
    }
    let not_exact = if inputs.goal.exact().is_some() { Why::NotExact } else { Why::TargetNotExact };
    let is_met = keep::meets(progress.target, inputs.result).ok_or(not_exact)?;
    match (method, is_met) {
        (Method::Limit, true) => Ok(Status::WithinPlan),
        (Method::Limit, false) => Ok(Status::Exceeded),
        (_, true) => Ok(Status::Achieved),
        (_, false) => Err(Why::NoDeadline),
    }
}

fn paced(progress: &mut Progress<'_>, inputs: Inputs<'_>) -> Verdict {
    let target = progress.target;
    let planned = plan::planned(target, inputs.covers).ok_or(Why::OutOfRange)?;
    let is_over = progress.is_over;
    progress.planned = planned.value();
    if let Some((goal, actual)) = inputs.exact_shares() {
        let done = Share::new(actual, goal);
        progress.completion = done.value();
        progress.pace = done.over(planned);
        progress.gap = done.minus(planned);
        progress.projection = projection(progress, planned, inputs);
    }
    let verdict = everywhere(inputs, |goal, actual| {
        let zero = Point::from(Decimal::ZERO);
        // What adds up from zero is above a negative target at first, and may fall below it.
        if goal < zero && !is_over {
            return Some(Status::NotAssessable);
        }
        if let Some(status) = met_or_missed(actual >= goal, is_over) {
            return Some(status);
        }
        // A share of nothing says nothing.
        if goal <= zero {
            return Some(Status::NotAssessable);
        }
        // Nothing is planned yet.
        if planned.part.is_zero() {
            return Some(Status::OnTrack);
        }
        let at_least = |cutoff: Decimal| {
            let part = cutoff.checked_mul(planned.part)?;
            Some(actual.times(planned.whole)? >= goal.times(part)?)
        };
        by_pace(inputs.cutoffs(), at_least, Status::FarBehind)
    })?;
    if verdict == Status::NotAssessable { Err(Why::NoRatio) } else { Ok(verdict) }
}

/// What the same pace would make by the end of the period; nothing once the target is met, or the
/// limit passed.
fn projection(progress: &Progress<'_>, planned: Share, inputs: Inputs<'_>) -> Option<Number> {
    let is_open = progress.completion? < Decimal::ONE
        || (progress.method == Some(Method::Limit) && progress.distance.is_none());
    let from = inputs.cutoffs().project_from;
    if progress.is_over || !is_open || progress.planned? < from {
        return None;
    }
    let Number { coefficient, exponent } = inputs.result.exact()?;
    let projected = coefficient.checked_mul(planned.whole)?.checked_div(planned.part)?;
    Some(Number::new(projected, exponent))
}

fn limited(progress: &mut Progress<'_>, inputs: Inputs<'_>) -> Verdict {
    let planned = plan::planned(progress.target, inputs.covers).ok_or(Why::OutOfRange)?;
    let is_over = progress.is_over;
    progress.planned = planned.value();
    if let Some((goal, actual)) = inputs.exact_shares() {
        let used = Share::new(actual, goal);
        progress.completion = used.value();
        progress.pace = planned.over(used);
        progress.projection = projection(progress, planned, inputs);
        progress.gap = planned.minus(used);
    }
    let verdict = everywhere(inputs, |goal, actual| {
        let zero = Point::from(Decimal::ZERO);
        Some(match (actual > goal, is_over) {
            (true, true) => Status::Exceeded,
            (false, true) => Status::Kept,
            // What adds up from zero is above a negative limit at first, whatever comes.
            (true, false) if goal < zero => Status::NotAssessable,
            (true, false) => Status::Exceeded,
            (false, false) if goal < zero => Status::WithinPlan,
            (false, false) if actual.times(planned.whole)? <= goal.times(planned.part)? => {
                Status::WithinPlan
            }
            (false, false) => Status::AbovePlan,
        })
    })?;
    if verdict == Status::NotAssessable { Err(Why::NoRatio) } else { Ok(verdict) }
}

fn compared(progress: &mut Progress<'_>, inputs: Inputs<'_>) -> Verdict {
    let (target, is_over) = (progress.target, progress.is_over);
    if let Some((goal, actual)) = inputs.exact_shares() {
        progress.completion = Share::new(actual, goal).value();
    }
    everywhere(inputs, |goal, actual| {
        let is_met = match target.promise.direction {
            Direction::AtMost => actual <= goal,
            _ => actual >= goal,
        };
        Some(match (is_met, is_over) {
            (true, true) => Status::Achieved,
            (true, false) => Status::MetNow,
            (false, true) => Status::Missed,
            (false, false) => Status::NotMetNow,
        })
    })
}

fn moved(progress: &mut Progress<'_>, method: Method, inputs: Inputs<'_>) -> Verdict {
    let target = progress.target;
    let baseline = target.baseline.as_ref().ok_or(Why::Combination)?;
    let base = baseline.value.interval().and_then(Interval::exact);
    let goal = inputs.goal.exact().and_then(Number::value);
    let (Some(base), Some(goal)) = (base.and_then(Number::value), goal) else {
        return everywhere_over(progress.is_over, target, inputs);
    };
    if base == goal {
        return Err(Why::NoRatio);
    }
    let time = match baseline.period {
        Some(from) => growth::time(from.last_day(), inputs.covers, target.period.last_day()),
        None => plan::elapsed(*target.period, inputs.covers, target.pace_by),
    };
    progress.elapsed = Some(time);
    let planned = match method {
        Method::FromBaseline => plan::planned(target, inputs.covers).ok_or(Why::OutOfRange)?,
        _ => time.fraction(),
    };
    let way = Way { base, goal, planned };
    if let Some(actual) = inputs.result.exact().and_then(Number::value) {
        let growing = Growth { base, actual, target: goal, time };
        measure_way(progress, method, growing, way)?;
    } else if method == Method::Compound {
        return compound_ends(progress.is_over, (base, goal), time, inputs);
    }
    let (is_over, cutoffs) = (progress.is_over, inputs.cutoffs());
    let (pace, planned_now) = (progress.pace, progress.planned);
    everywhere(inputs, |_, actual| {
        if let Some(status) = met_or_missed(way.is_met(actual), is_over) {
            return Some(status);
        }
        if method == Method::Compound {
            return by_pace(cutoffs, |cutoff| Some(pace? >= cutoff), Status::Deteriorating);
        }
        // Nothing is planned yet.
        if planned_now.unwrap_or(planned.part).is_zero() || planned.part.is_zero() {
            let is_away = way.is_at_least(actual, Decimal::ZERO).map(|is_not| !is_not)?;
            return Some(if is_away { Status::Deteriorating } else { Status::OnTrack });
        }
        by_pace(cutoffs, |cutoff| way.is_at_least(actual, cutoff), Status::Deteriorating)
    })
}

/// The way from a baseline to a target.
#[derive(Clone, Copy)]
struct Way {
    base: Decimal,
    goal: Decimal,
    planned: Share,
}

impl Way {
    /// A place on the way as seen from its start, positive towards the target.
    fn along(self, place: Point) -> Option<Point> {
        let gone = place.minus(self.base)?;
        Some(if self.goal < self.base { gone.negated() } else { gone })
    }

    fn is_met(self, place: Point) -> bool {
        let goal = Point::from(self.goal);
        if self.goal < self.base { place <= goal } else { place >= goal }
    }

    /// Whether the share of the way done is at least so many times the planned share.
    fn is_at_least(self, place: Point, cutoff: Decimal) -> Option<bool> {
        let length = self.goal.checked_sub(self.base)?.abs();
        let due = cutoff.checked_mul(self.planned.part)?.checked_mul(length)?;
        Some(self.along(place)?.times(self.planned.whole)? >= Point::from(due))
    }
}

/// Everything that follows from an exact result on its way.
fn measure_way(
    progress: &mut Progress<'_>,
    method: Method,
    growing: Growth,
    way: Way,
) -> Result<(), Why> {
    let done = growing.completion().ok_or(Why::OutOfRange)?;
    progress.completion = done.value();
    if method == Method::Compound {
        match growing.rates() {
            Ok(rates) => {
                progress.rates = Some(rates);
                progress.pace = growing.ratio(rates);
                progress.planned = growing.planned();
                let both = progress.completion.zip(progress.planned);
                progress.gap = both.and_then(|(done, planned)| done.checked_sub(planned));
            }
            // What is met or missed needs no rate.
            Err(why) if !growing.is_met() && !progress.is_over => return Err(why),
            Err(_) => {}
        }
    } else {
        progress.planned = way.planned.value();
        progress.pace = done.over(way.planned);
        progress.gap = done.minus(way.planned);
    }
    Ok(())
}

/// The status on a compound path, if it is the same at both ends of a result that is not exact.
fn compound_ends(
    is_over: bool,
    (base, target): (Decimal, Decimal),
    time: Stretch,
    inputs: Inputs<'_>,
) -> Verdict {
    everywhere(inputs, |_, place| {
        let Point::At(actual, _) = place else { return Some(Status::NotAssessable) };
        let growing = Growth { base, actual, target, time };
        if let Some(status) = met_or_missed(growing.is_met(), is_over) {
            return Some(status);
        }
        let Ok(rates) = growing.rates() else { return Some(Status::NotAssessable) };
        let pace = growing.ratio(rates)?;
        by_pace(inputs.cutoffs(), |cutoff| Some(pace >= cutoff), Status::Deteriorating)
    })
    .and_then(|status| match status {
        Status::NotAssessable => Err(Why::NotExact),
        status => Ok(status),
    })
}

/// Where a way from a baseline has no exact ends, its end alone can be told.
fn everywhere_over(is_over: bool, target: &Target, inputs: Inputs<'_>) -> Verdict {
    // What was met at its baseline already is met now, and no way is achieved.
    let is_way = target.baseline.as_ref().and_then(|from| leads_on(target, from)) == Some(true);
    match (is_over, keep::meets(target, inputs.result)) {
        (_, Some(true)) if is_over || is_way => Ok(Status::Achieved),
        (true, Some(false)) => Ok(Status::Missed),
        _ => Err(match (inputs.goal.exact(), inputs.result.exact()) {
            (None, _) => Why::TargetNotExact,
            (_, None) => Why::NotExact,
            _ => Why::BaselineNotExact,
        }),
    }
}

fn kept<'a>(
    progress: &mut Progress<'a>,
    observations: &[&'a Observation],
    inputs: Inputs<'_>,
) -> Verdict {
    let not_exact = if inputs.goal.exact().is_some() { Why::NotExact } else { Why::TargetNotExact };
    let is_kept = keep::meets(progress.target, inputs.result).ok_or(not_exact)?;
    let breach = keep::breach(observations, progress.target);
    progress.breach = breach.map_err(|()| match not_exact {
        Why::NotExact if inputs.result.exact().is_some() => Why::EarlierNotExact,
        other => other,
    })?;
    Ok(match (is_kept, &progress.breach, progress.is_over) {
        (true, None, true) => Status::Held,
        (true, None, false) => Status::Holds,
        (true, Some(_), false) => Status::HoldsAgain,
        (true, Some(_), true) | (false, ..) => Status::Broken,
    })
}

fn done(progress: &Progress<'_>, inputs: Inputs<'_>) -> Verdict {
    let as_of = inputs.model.site.as_of;
    let is_done = everywhere(inputs, |goal, actual| {
        Some(if actual >= goal { Status::Done } else { Status::NotDone })
    })?;
    Ok(match is_done {
        Status::Done => Status::Done,
        _ if progress.is_over => Status::NotDone,
        _ if progress.lacks_final => Status::Overdue,
        _ if as_of < progress.target.period.first_day() => Status::NotDue,
        _ => Status::Due,
    })
}

/// Whether a status rests on a pace, and too little of the plan is gone for one.
fn is_too_early(progress: &Progress<'_>, method: Method, status: Status, cutoffs: CutOffs) -> bool {
    let is_paced = method.takes_plan() || matches!(method, Method::Linear | Method::Compound);
    let is_final = matches!(status, Status::Achieved | Status::Exceeded) || progress.is_over;
    let share = progress.elapsed.and_then(|elapsed| elapsed.share());
    let share = if method.takes_plan() { progress.planned } else { share };
    is_paced && !is_final && share.is_some_and(|share| share < cutoffs.assess_from)
}

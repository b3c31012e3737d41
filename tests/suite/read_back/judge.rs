//! What follows from a target and its result, worked out from the design: the other program.

use super::exact::{Ratio, Span};
use super::ledger::{
    Case, CutOffs, Direction, Kind, Ledger, Measure, Observation, Project, Target,
};
use super::reader::Day;

/// How a target is held against its result (the table of the design).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Pace,
    Limit,
    Level,
    Way,
    Keep,
    Done,
}

/// The result against a target.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) span: Span,
    /// The same with what may belong to it or may not, by which a status goes.
    pub(crate) possible: Span,
    /// The last day that it covers.
    pub(crate) covers: Day,
    /// One unit of the last decimal of the parts that it is made of.
    pub(crate) step: Ratio,
    /// From how many records.
    pub(crate) n_pages: usize,
}

/// What the ledger adds up to.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) span: Span,
    /// What may belong to it besides.
    more: Span,
    pub(crate) step: Ratio,
    pub(crate) n_counted: usize,
    pub(crate) n_without: usize,
    pub(crate) n_other: usize,
    pub(crate) n_uncertain: usize,
    pub(crate) n_undated: usize,
}

pub(crate) struct Judge<'l> {
    pub(crate) ledger: &'l Ledger,
    pub(crate) case: &'l Case,
    pub(crate) target: &'l Target,
    pub(crate) method: Method,
}

impl<'l> Judge<'l> {
    pub(crate) fn new(ledger: &'l Ledger, case: &'l Case, target: &'l Target) -> Self {
        Self { ledger, case, target, method: method(case, target) }
    }

    /// The result, or `None` if nothing is published that can be held against the target.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        if let Some(measure) = &self.case.measure {
            let found = measured(self.ledger, measure, self.target);
            let covers = self.ledger.as_of.min(self.target.period.last);
            return (found.n_counted > 0).then_some(Outcome {
                span: found.span,
                possible: found.span + found.more,
                covers,
                step: found.step,
                n_pages: found.n_counted,
            });
        }
        let one = |found: &Observation| Outcome {
            span: found.value.span(),
            possible: found.value.span(),
            covers: found.period.last,
            step: found.value.step(),
            n_pages: 1,
        };
        match self.method {
            Method::Pace | Method::Limit => self.added_up(),
            Method::Level | Method::Done => {
                self.latest(|found| found.period.last <= self.target.period.last).map(one)
            }
            Method::Keep => self.latest(|found| self.target.period.holds(&found.period)).map(one),
            Method::Way => match &self.target.baseline {
                Some((_, Some(from))) => {
                    let until = self.target.period.last;
                    let is_since = |found: &Observation| {
                        from.last < found.period.last && found.period.last <= until
                    };
                    self.latest(is_since).map(one)
                }
                _ => self.latest(|found| self.target.period.holds(&found.period)).map(one),
            },
        }
    }

    fn latest(&self, is_meant: impl Fn(&Observation) -> bool) -> Option<&'l Observation> {
        let meant = self.case.observations.iter().filter(|found| is_meant(found));
        meant.max_by_key(|found| found.period.last)
    }

    /// Parts that follow each other from the first day of the period on.
    fn added_up(&self) -> Option<Outcome> {
        let mut next = self.target.period.first.number();
        let mut sum: Option<Outcome> = None;
        loop {
            let begins = |found: &&Observation| {
                found.period.first.number() == next && self.target.period.holds(&found.period)
            };
            let part = self.case.observations.iter().filter(begins);
            let Some(part) = part.max_by_key(|found| found.period.last) else { return sum };
            next = part.period.last.number() + 1;
            let (span, covers, step) = (part.value.span(), part.period.last, part.value.step());
            // Nothing has no digits that a sum would take over.
            let before = sum.filter(|sum| sum.span.exact().is_none_or(|sum| !sum.is_zero()));
            sum = Some(match before {
                None => Outcome { span, possible: span, covers, step, n_pages: 1 },
                Some(before) => Outcome {
                    span: before.span + span,
                    possible: before.span + span,
                    covers,
                    step: if part.value.value().is_zero() {
                        before.step
                    } else {
                        step.min(before.step)
                    },
                    n_pages: before.n_pages + 1,
                },
            });
        }
    }

    pub(crate) fn is_over(&self, covers: Day) -> bool {
        covers >= self.target.period.last
    }

    pub(crate) fn lacks_final(&self, covers: Day) -> bool {
        !self.is_over(covers) && self.ledger.as_of > self.target.period.last
    }

    /// The units of time that are gone and all of them, and whether they are months.
    pub(crate) fn time(&self, covers: Day) -> (i64, i64, bool) {
        if let Some((_, Some(from))) =
            self.target.baseline.as_ref().filter(|_| self.method == Method::Way)
        {
            let days = [from.last, covers, self.target.period.last];
            let in_months = days.iter().all(|day| day.is_last_of_month());
            let apart = |day: Day| match in_months {
                true => day.month_number() - from.last.month_number(),
                false => day.number() - from.last.number(),
            };
            return (apart(covers), apart(self.target.period.last), in_months);
        }
        gone(self.target.period.first, self.target.period.last, covers, self.target.by_months)
    }

    /// The share planned by the end of a day.
    pub(crate) fn planned(&self, covers: Day) -> Ratio {
        let (mut first, mut before) = (self.target.period.first, 0);
        for (until, share) in &self.target.plan {
            if covers <= *until {
                let (gone, whole, _) = gone(first, *until, covers, self.target.by_months);
                let grown =
                    Ratio::new(i128::from(gone), i128::from(whole)) * Ratio::whole(share - before);
                return (Ratio::whole(before) + grown) / Ratio::whole(100);
            }
            before = *share;
            first = next_month(*until);
        }
        let (gone, whole, _) = self.time(covers);
        Ratio::new(i128::from(gone), i128::from(whole))
    }

    /// The share of the target, or of the way to it, that is done.
    pub(crate) fn done(&self, goal: Ratio, result: Ratio) -> Option<Ratio> {
        match self.method {
            // A loss is no share of a profit.
            Method::Pace | Method::Limit | Method::Level => {
                (goal > Ratio::ZERO && !result.is_negative()).then(|| result / goal)
            }
            Method::Way => {
                let base = self.base()?;
                (base != goal).then(|| (result - base) / (goal - base))
            }
            Method::Keep | Method::Done => None,
        }
    }

    pub(crate) fn base(&self) -> Option<Ratio> {
        self.target.baseline.as_ref()?.0.span().exact()
    }

    /// The pace, higher for better; `None` if nothing is planned or used.
    pub(crate) fn pace(&self, done: Ratio, planned: Ratio) -> Option<Ratio> {
        match self.method {
            Method::Limit => (!done.is_zero()).then(|| planned / done),
            Method::Pace | Method::Way => (!planned.is_zero()).then(|| done / planned),
            _ => None,
        }
    }

    /// The status that follows from the ledger.
    pub(crate) fn expected(&self) -> &'static str {
        match self.outcome() {
            Some(outcome) => self.status(self.target.value.span(), &outcome),
            None => self.without_result(),
        }
    }

    /// The status of all amounts that the two may be, or that there is none.
    pub(crate) fn status(&self, goal: Span, outcome: &Outcome) -> &'static str {
        let covers = outcome.covers;
        let (is_over, planned) = (self.is_over(covers), self.planned(covers));
        let status = match self.method {
            Method::Keep => self.kept(goal, outcome.possible, is_over),
            Method::Way if self.base().is_none() || goal.exact().is_none() => {
                self.way_without_start(goal, outcome.possible, is_over)
            }
            _ => everywhere(goal, outcome.possible, |goal, result| match self.method {
                Method::Pace => paced(self.ledger.cutoffs, goal, result, planned, is_over),
                Method::Limit => limited(goal, result, planned, is_over),
                Method::Level => {
                    let is_met = if self.target.direction.is_limit() {
                        result <= goal
                    } else {
                        result >= goal
                    };
                    match (is_met, is_over) {
                        (true, true) => "achieved",
                        (true, false) => "met-now",
                        (false, true) => "missed",
                        (false, false) => "not-met-now",
                    }
                }
                Method::Done => self.done_or_not(result >= goal, covers),
                _ => self.moved(goal, result, planned, is_over),
            }),
        };
        let is_paced = matches!(self.method, Method::Pace | Method::Limit | Method::Way);
        let is_final = is_over || matches!(status, "achieved" | "exceeded");
        let early = Ratio::new(self.ledger.cutoffs.assess_from, 100);
        if is_paced && !is_final && planned < early { "not-assessable" } else { status }
    }

    fn moved(&self, goal: Ratio, result: Ratio, planned: Ratio, is_over: bool) -> &'static str {
        let base = self.base().expect("it is exact here");
        if base == goal {
            return "not-assessable";
        }
        let done = (result - base) / (goal - base);
        if done >= Ratio::ONE {
            return "achieved";
        }
        if is_over {
            return "missed";
        }
        if done.is_negative() {
            return "deteriorating";
        }
        if planned.is_zero() {
            return "on-track";
        }
        by_pace(self.ledger.cutoffs, done / planned)
    }

    /// Whether a target is met from above; `None` if that cannot be told of its baseline.
    fn is_downwards(&self, goal: Span) -> Option<bool> {
        let direction = self.target.direction;
        let Some((base, _)) =
            self.target.baseline.as_ref().filter(|_| direction == Direction::Reach)
        else {
            return Some(direction.is_limit());
        };
        let way = |is_so: fn(Ratio, Ratio) -> bool| {
            everywhere(goal, base.span(), |goal, base| if is_so(goal, base) { "so" } else { "not" })
        };
        match (way(|goal, base| goal <= base), way(|goal, base| goal >= base)) {
            ("so", _) => Some(true),
            (_, "so") => Some(false),
            _ => None,
        }
    }

    fn meets(&self, goal: Span, result: Span) -> Option<bool> {
        let is_downwards = self.is_downwards(goal)?;
        let found = everywhere(goal, result, |goal, result| {
            let is_met = if is_downwards { result <= goal } else { result >= goal };
            if is_met { "met" } else { "missed" }
        });
        match found {
            "met" => Some(true),
            "missed" => Some(false),
            _ => None,
        }
    }

    /// Where the way has no exact ends, only its end can be told.
    fn way_without_start(&self, goal: Span, result: Span, is_over: bool) -> &'static str {
        // What was met at its baseline is met now, which is something else.
        let is_way = leads(self.target) == Some(true);
        match (self.meets(goal, result), is_over) {
            (Some(true), _) if is_over || is_way => "achieved",
            (Some(false), true) => "missed",
            _ => "not-assessable",
        }
    }

    fn kept(&self, goal: Span, result: Span, is_over: bool) -> &'static str {
        let within = self.case.observations.iter();
        let within = within.filter(|found| self.target.period.holds(&found.period));
        let kept: Option<Vec<bool>> =
            within.map(|found| self.meets(goal, found.value.span())).collect();
        let (Some(kept), Some(is_kept)) = (kept, self.meets(goal, result)) else {
            return "not-assessable";
        };
        match (is_kept, kept.iter().all(|kept| *kept), is_over) {
            (true, true, true) => "held",
            (true, true, false) => "holds",
            (true, false, false) => "holds-again",
            _ => "broken",
        }
    }

    fn done_or_not(&self, is_done: bool, covers: Day) -> &'static str {
        let Target { period, .. } = self.target;
        match is_done {
            true => "done",
            false if self.is_over(covers) => "not-done",
            false if self.ledger.as_of > period.last => "overdue",
            false if self.ledger.as_of < period.first => "not-due",
            false => "due",
        }
    }

    /// What a target without a result is.
    pub(crate) fn without_result(&self) -> &'static str {
        let mut observations = self.case.observations.iter();
        let is_known = match (&self.method, &self.target.baseline) {
            (Method::Way, Some((_, Some(_)))) => observations.next().is_some(),
            _ => observations.any(|found| self.target.period.holds(&found.period)),
        };
        if is_known { "not-assessable" } else { "no-result" }
    }
}

/// Whether there is a way from a baseline to a target that was not met there; `None` if that cannot
/// be told.
fn leads(target: &Target) -> Option<bool> {
    let (base, _) = target.baseline.as_ref()?;
    let found = everywhere(target.value.span(), base.span(), |goal, base| match target.direction {
        Direction::AtLeast if base >= goal => "met",
        Direction::AtMost if base <= goal => "met",
        _ => "way",
    });
    match found {
        "way" => Some(true),
        "met" => Some(false),
        _ => None,
    }
}

fn method(case: &Case, target: &Target) -> Method {
    match (case.kind, target.direction) {
        (Kind::Milestone, _) => Method::Done,
        (_, direction) if direction.is_kept() => Method::Keep,
        (Kind::Cumulative, Direction::AtMost) => Method::Limit,
        (Kind::Cumulative, _) => Method::Pace,
        (Kind::Level, _) if target.baseline.is_some() && leads(target) != Some(false) => {
            Method::Way
        }
        (Kind::Level, _) => Method::Level,
    }
}

/// The status if it is the same for every amount. It changes in one direction only, so the ends
/// are enough.
fn everywhere(
    goal: Span,
    result: Span,
    status: impl Fn(Ratio, Ratio) -> &'static str,
) -> &'static str {
    let (goals, results) = (goal.corners(), result.corners());
    let mut all = goals.iter().flat_map(|goal| results.iter().map(|result| status(*goal, *result)));
    let first = all.next().expect("there are ends");
    if all.all(|other| other == first) { first } else { "not-assessable" }
}

pub(crate) fn by_pace(cutoffs: CutOffs, pace: Ratio) -> &'static str {
    let at_least = |cutoff: i128| pace >= Ratio::new(cutoff, 100);
    match () {
        () if at_least(cutoffs.ahead) => "ahead",
        () if at_least(cutoffs.on_track) => "on-track",
        () if at_least(cutoffs.behind) => "behind",
        () => "far-behind",
    }
}

fn paced(
    cutoffs: CutOffs,
    goal: Ratio,
    result: Ratio,
    planned: Ratio,
    is_over: bool,
) -> &'static str {
    match () {
        // What adds up from zero is above a negative target at first, and may fall below it.
        () if goal.is_negative() && !is_over => "not-assessable",
        () if result >= goal => "achieved",
        () if is_over => "missed",
        () if goal <= Ratio::ZERO => "not-assessable",
        () if planned.is_zero() => "on-track",
        () => by_pace(cutoffs, result / goal / planned),
    }
}

fn limited(goal: Ratio, result: Ratio, planned: Ratio, is_over: bool) -> &'static str {
    match (result > goal, is_over) {
        (true, true) => "exceeded",
        (false, true) => "kept",
        // What adds up from zero is above a negative limit at first.
        (true, false) if goal.is_negative() => "not-assessable",
        (true, false) => "exceeded",
        (false, false) if goal.is_negative() || result <= goal * planned => "within-plan",
        (false, false) => "above-plan",
    }
}

fn next_month(last: Day) -> Day {
    match last.month {
        12 => Day::new(last.year + 1, 1, 1),
        month => Day::new(last.year, month + 1, 1),
    }
}

/// The days gone of all days from one to another, or whole months where both can be counted in
/// months.
fn gone(first: Day, last: Day, day: Day, by_months: bool) -> (i64, i64, bool) {
    if by_months && first.day == 1 && last.is_last_of_month() {
        let whole = last.month_number() - first.month_number() + 1;
        let part = i64::from(day.is_last_of_month());
        let gone = day.month_number() - first.month_number() + part;
        return (gone.clamp(0, whole), whole, true);
    }
    let whole = last.number() - first.number() + 1;
    ((day.number() - first.number() + 1).clamp(0, whole), whole, false)
}

/// What of the projects certainly belongs to a measure.
pub(crate) fn measured(ledger: &Ledger, measure: &Measure, target: &Target) -> Measured {
    let mut found = Measured {
        span: Span::exactly(Ratio::ZERO),
        more: Span::exactly(Ratio::ZERO),
        step: Ratio::whole(10_i128.pow(12)),
        n_counted: 0,
        n_without: 0,
        n_other: 0,
        n_uncertain: 0,
        n_undated: 0,
    };
    for project in &ledger.projects {
        let Some(signed) = &project.signed else { continue };
        // It may have been on any of these days, and was by the day of the site.
        let (first, last) = (signed.first, signed.last.min(ledger.as_of));
        let may_be = first <= target.period.last.min(ledger.as_of) && target.period.first <= last;
        let is_surely = target.period.first <= first && last <= target.period.last;
        if may_be && measure.park.is_none_or(|park| project.park == Some(park)) {
            count(&mut found, project, measure, is_surely);
        }
    }
    if !measure.is_sum {
        found.span = Span::exactly(Ratio::whole(found.n_counted as i128));
        found.step = Ratio::ONE;
    }
    found
}

fn count(found: &mut Measured, project: &Project, measure: &Measure, is_dated: bool) {
    let invested = project.investment.map(|investment| investment.span().not_negative());
    let yuan = project.investment.filter(|investment| investment.unit.id == "CNY");
    if let Some(limit) = measure.limit {
        match (invested, yuan) {
            (None, _) => return found.n_without += 1,
            (Some(_), None) => return found.n_other += 1,
            (Some(span), Some(_)) if limit.span().contains_all(span) => {}
            (Some(span), Some(_)) if limit.span().is_apart_from(span) => return,
            (Some(span), Some(_)) => {
                let all = if measure.is_sum { span } else { Span::exactly(Ratio::ONE) };
                let nothing = Span::exactly(Ratio::ZERO);
                found.more = found.more + Span { low: nothing.low, ..all };
                return found.n_uncertain += 1;
            }
        }
    }
    if !is_dated {
        let nothing = Span::exactly(Ratio::ZERO);
        let all = match (measure.is_sum, invested, yuan) {
            (false, ..) => Span::exactly(Ratio::ONE),
            (true, Some(span), Some(_)) => span,
            _ => nothing,
        };
        found.more = found.more + Span { low: nothing.low, ..all };
        return found.n_undated += 1;
    }
    if !measure.is_sum {
        return found.n_counted += 1;
    }
    match (invested, yuan) {
        (None, _) => found.n_without += 1,
        (Some(_), None) => found.n_other += 1,
        (Some(span), Some(investment)) => {
            found.n_counted += 1;
            found.span = found.span + span;
            found.step = found.step.min(investment.step());
        }
    }
}

//! Indicators computed from the ledger: sums and counts of projects that reached a stage, sums of
//! figures of projects.

use super::left_out::{LeftOut, Unusable};
use super::measured_day::{ByDay, common_day};
use super::{
    Filter, Indicator, IndicatorKind, MeasureOf, Member, Members, Model, Observation, Project,
    Record, Ref, ancestors, any_within, told_amount,
};
use crate::value::{Interval, Number, Period, Quantity, Unit};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What the ledger adds up to for an indicator and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The sum or the count of what certainly belongs to it.
    pub value: Interval,
    /// The same with what may belong to it besides.
    pub possible: Interval,
    /// How many projects it counts.
    pub n_counted: usize,
    /// What it leaves out.
    pub left_out: LeftOut,
    /// The day up to which figures are added up; `None` of what has no figures, and reaches to any
    /// day.
    pub covers: Option<Date>,
}

impl Measured {
    /// The sum or the count as a figure of the unit of its indicator.
    ///
    /// # Panics
    ///
    /// Never: what has no end at all is not measured.
    #[must_use]
    pub fn quantity(&self, unit: Unit) -> Quantity {
        told_amount(self.value, Some(unit))
            .or_else(|| self.value.quantity(Some(unit)))
            .expect("what is measured has an end")
    }
}

/// A project that may be counted.
#[derive(Debug, Clone)]
struct Candidate<'a> {
    /// When it reached the stage: the first and the last day on which it may have been.
    reached: (Date, Date),
    project: &'a Project,
    /// Its parts state amounts, so that a sum does not take its own.
    is_told_by_parts: bool,
    passes: Result<(), Unusable>,
    /// Its figures, where these are summed.
    figures: Vec<&'a Observation>,
}

/// What a project that may be counted has for a period.
struct Found<'m, 'a> {
    candidate: &'m Candidate<'a>,
    /// Whether it certainly counts.
    passes: Result<(), Unusable>,
    /// Its figures, where these are summed.
    figures: ByDay<'a>,
}

impl Found<'_, '_> {
    /// Whether it takes part in a sum of its own.
    fn is_counted(&self) -> bool {
        self.passes.is_ok() && !self.candidate.is_told_by_parts
    }
}

/// Up to which day figures are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// The last day that all have in common.
    Common,
    /// As far as those of each project reach.
    Each,
}

/// The projects that an indicator is computed from, found once for many periods.
#[derive(Debug)]
pub struct Measuring<'a> {
    model: &'a Model,
    unit: Unit,
    of: MeasureOf,
    /// The indicator whose figures are summed.
    summed: Option<&'a Indicator>,
    /// What passes the filter or may pass it, by the first day on which it may have been.
    candidates: Vec<Candidate<'a>>,
    /// The last day on which any up to there may have been.
    latest: Vec<Date>,
}

impl<'a> Measuring<'a> {
    /// Finds the projects; `None` if the indicator has no measure.
    #[must_use]
    pub fn new(model: &'a Model, indicator: &Indicator) -> Option<Self> {
        let query = indicator.measure.as_ref()?;
        let mut figures = match query.of {
            MeasureOf::Figures(of) => figures_of_projects(model, of),
            _ => BTreeMap::new(),
        };
        // Of what the parts of a programme say, its own is the sum.
        let told_by_parts: BTreeSet<_> = match query.of {
            MeasureOf::Projects => BTreeSet::new(),
            MeasureOf::Investment => model.told_by_parts.clone(),
            MeasureOf::Figures(_) => {
                figures.keys().flat_map(|one| ancestors(model, *one)).collect()
            }
        };
        let candidates = model.projects.iter().filter_map(|(one, project)| {
            let reached = match query.reaching {
                Some(stage) => project.reached(stage, model.site.as_of)?.days(model.site.as_of),
                // Figures have periods of their own.
                None => EVER,
            };
            let passes = match passes(model, &query.filter, project) {
                Ok(true) => Ok(()),
                Ok(false) => return None,
                Err(why) => Err(why),
            };
            let is_told_by_parts = told_by_parts.contains(&one);
            let figures = figures.remove(&one).unwrap_or_default();
            Some(Candidate { reached, project, is_told_by_parts, passes, figures })
        });
        let mut candidates: Vec<_> = candidates.collect();
        candidates.sort_by_key(|found| found.reached.0);
        let latest = candidates.iter().scan(Date::MIN, |latest, found| {
            *latest = found.reached.1.max(*latest);
            Some(*latest)
        });
        let latest = latest.collect();
        let summed = match query.of {
            MeasureOf::Figures(of) => Some(model.indicators.get(of)),
            _ => None,
        };
        Some(Self { model, unit: indicator.unit, of: query.of, summed, candidates, latest })
    }

    /// The projects that are listed for a period and pass a filter besides.
    pub fn listed_projects(&self, period: Period, part: &Members) -> Vec<&'a Project> {
        let found = self.found(period, part).into_iter().filter(Found::is_counted);
        let counted = found.filter(|found| self.summed.is_none() || !found.figures.is_empty());
        counted.map(|found| found.candidate.project).collect()
    }

    /// Whether some of the figures may be negative, so that a part may be more than the whole.
    #[must_use]
    pub fn may_fall(&self) -> bool {
        let nothing = Number::plain(0);
        let mut values = self.candidates.iter().flat_map(|found| &found.figures);
        values.any(|found| {
            let value = found.value.and_then(|value| value.interval());
            value.is_some_and(|value| value.is_at_least(nothing) != Some(true))
        })
    }

    /// What may have reached the stage within a period; of figures, all that may have one.
    fn within(&self, period: Period) -> impl Iterator<Item = &Candidate<'a>> {
        let (first, last) = (period.first_day(), period.last_day());
        let start = self.latest.partition_point(|latest| *latest < first);
        let rest = self.candidates[start..].iter();
        rest.take_while(move |found| found.reached.0 <= last)
            .filter(move |found| found.reached.1 >= first)
    }

    /// Whether what may have reached the stage within a period certainly counts.
    fn passes_in(&self, found: &Candidate<'_>, period: Period) -> Result<(), Unusable> {
        let (first, last) = found.reached;
        let is_within = period.first_day() <= first && last <= period.last_day();
        match found.passes {
            Ok(()) if !is_within && found.reached != EVER => Err(Unusable::Undated),
            passes => passes,
        }
    }

    /// Whether a project counts by an amount that was converted.
    fn is_converted(&self, project: &Project) -> bool {
        let amount = project.investment.filter(|_| self.of == MeasureOf::Investment);
        amount.is_some_and(|amount| amount.is_converted_to(Some(self.unit)))
    }

    /// What may be counted for a period and passes a filter besides.
    fn found(&self, period: Period, part: &Members) -> Vec<Found<'_, 'a>> {
        let candidates = self.within(period).filter(|one| belongs(self.model, part, one.project));
        let found = candidates.map(|candidate| Found {
            candidate,
            passes: self.passes_in(candidate, period),
            figures: match self.summed {
                Some(of) => ByDay::of(of, &candidate.figures, period),
                None => ByDay::default(),
            },
        });
        found.collect()
    }

    /// What a project adds; `None` if it leaves the range of exact numbers. Its figures up to a day,
    /// or all of them where none is given.
    fn share(
        &self,
        found: &Found<'_, '_>,
        day: Option<Date>,
    ) -> Option<Result<Interval, Unusable>> {
        Some(match (self.of, &found.candidate.project.investment) {
            (MeasureOf::Projects, _) => Ok(Interval::exactly(Number::plain(1))),
            (MeasureOf::Investment, Some(investment)) => {
                match investment.in_unit(Some(self.unit)) {
                    Some(amount) => Ok(invested(amount)?),
                    None => Err(Unusable::OtherCurrency),
                }
            }
            (MeasureOf::Investment, None) => Err(Unusable::NotStated),
            (MeasureOf::Figures(_), _) => match found.figures.up_to(day) {
                Some(parts) => Ok(added(parts)?),
                None => Err(Unusable::NoFigure),
            },
        })
    }

    /// What they add up to; `None` if a sum leaves the range of exact numbers, or says nothing.
    /// Figures are added up to the last day that all of them have in common.
    #[must_use]
    pub fn measured(&self, period: Period, part: &Members) -> Option<Measured> {
        // Of the life of a project so far each says how far it goes.
        let until = if period == Period::Whole { Until::Each } else { Until::Common };
        self.add_up(period, part, until)
    }

    /// All that is listed for a period, though figures of some projects may reach further than those
    /// of others.
    #[must_use]
    pub fn listed(&self, period: Period, part: &Members) -> Option<Measured> {
        self.add_up(period, part, Until::Each)
    }

    fn add_up(&self, period: Period, part: &Members, until: Until) -> Option<Measured> {
        let all = self.found(period, part);
        let counted = all.iter().filter(|found| found.is_counted()).map(|found| &found.figures);
        let day = match (self.summed, until) {
            (Some(of), Until::Common) => common_day(counted, of.kind),
            _ => None,
        };
        let mut sum = Sum::default();
        for found in &all {
            let is_behind = found.passes.is_ok() && self.is_behind(found, day);
            let mut share = self.share(found, day)?;
            if let (true, Some(day)) = (is_behind, day) {
                share = Ok(added(found.figures.before(day)?)?);
            }
            if found.candidate.is_told_by_parts {
                let has_own = self.share(found, None)?.is_ok();
                sum.left_out.n_in_parts += usize::from(has_own);
                continue;
            }
            let has_figures = found.figures.up_to(None).is_some();
            match (found.passes, share) {
                (Ok(()), Ok(share)) => {
                    sum.count(share)?;
                    sum.left_out.n_converted +=
                        usize::from(self.is_converted(found.candidate.project));
                    sum.left_out.n_behind += usize::from(is_behind);
                    let is_later = day.is_some_and(|day| found.figures.after(day).is_some());
                    sum.left_out.n_later += usize::from(is_later && !is_behind);
                    sum.more_by(self.between(found, day, share)?)?;
                }
                // What has no figure for the period counts in no case.
                (Err(_), Err(Unusable::NoFigure)) if !has_figures => {}
                (Ok(()), Err(why)) => {
                    sum.left_out.add(why);
                    let nothing = Interval::exactly(Number::plain(0));
                    sum.more_by(self.between(found, day, nothing)?)?;
                }
                (Err(why), share) => {
                    sum.left_out.add(why);
                    let may_count = matches!(why, Unusable::Uncertain | Unusable::Undated);
                    if let (true, Ok(share)) = (may_count, share) {
                        sum.more_by(Some(share))?;
                    }
                }
            }
            if let (Ok(()), Some(parts)) = (found.passes, found.figures.up_to(None))
                && day.is_none()
            {
                sum.covers = sum.covers.max(parts.last().map(|last| last.covers));
            }
        }
        sum.covers = day.or(sum.covers);
        sum.measured()
    }

    /// Whether of what is added up only an earlier day is known of a project than that of the sum.
    fn is_behind(&self, found: &Found<'_, '_>, day: Option<Date>) -> bool {
        let adds_up = self.summed.is_some_and(|of| of.kind == IndicatorKind::Cumulative);
        let lacks = |day: Date| {
            found.figures.up_to(Some(day)).is_none() && found.figures.before(day).is_some()
        };
        adds_up && day.is_some_and(lacks)
    }

    /// What may come to the share of a project without a figure up to the day of the sum: what is
    /// known of it up to a later day, less the share. `None` within if nothing tells.
    fn between(
        &self,
        found: &Found<'_, '_>,
        day: Option<Date>,
        share: Interval,
    ) -> Option<Option<Interval>> {
        let adds_up = self.summed.is_some_and(|of| of.kind == IndicatorKind::Cumulative);
        let Some(day) = day.filter(|_| adds_up) else { return Some(None) };
        if found.figures.up_to(Some(day)).is_some() {
            return Some(None);
        }
        let Some(later) = found.figures.after(day) else { return Some(None) };
        Some(Some(added(later)?.checked_sub(share)?))
    }
}

/// What is added up of projects.
#[derive(Default)]
struct Sum {
    value: Option<Interval>,
    more: Option<Interval>,
    n_counted: usize,
    left_out: LeftOut,
    covers: Option<Date>,
}

impl Sum {
    fn count(&mut self, share: Interval) -> Option<()> {
        self.n_counted += 1;
        self.value = Some(self.value.map_or(Some(share), |value| value.checked_add(share))?);
        Some(())
    }

    /// Adds what may count or may not.
    fn more_by(&mut self, share: Option<Interval>) -> Option<()> {
        let Some(share) = share.map(or_nothing) else { return Some(()) };
        self.more = Some(self.more.map_or(Some(share), |more| more.checked_add(share))?);
        Some(())
    }

    fn measured(mut self) -> Option<Measured> {
        let nothing = Interval::exactly(Number::plain(0));
        let value = nothing.checked_add(self.value.unwrap_or(nothing))?.without_last_zeros();
        let possible = value.checked_add(self.more.unwrap_or(nothing))?;
        if self.n_counted == 0 {
            // Where no project has one, nothing is added up.
            self.left_out.n_without_figure = 0;
        }
        let Self { n_counted, left_out, covers, .. } = self;
        let says_something = value.low.is_some() || value.high.is_some();
        says_something.then_some(Measured { value, possible, n_counted, left_out, covers })
    }
}

/// The sum of results.
fn added(parts: &[&Observation]) -> Option<Interval> {
    let values = parts.iter().map(|found| found.value.as_ref()?.interval());
    Interval::checked_sum(values.collect::<Option<Vec<_>>>()?)
}

/// All days.
const EVER: (Date, Date) = (Date::MIN, Date::MAX);

/// What is added by what may count or may not: from nothing to all of it.
fn or_nothing(all: Interval) -> Interval {
    let nothing = Interval::exactly(Number::plain(0));
    let (is_above, is_below) =
        (all.is_at_least(Number::plain(0)), all.is_at_most(Number::plain(0)));
    Interval {
        low: if is_above == Some(true) { nothing.low } else { all.low },
        high: if is_below == Some(true) { nothing.high } else { all.high },
    }
}

/// The results of an indicator that are each of a project as a whole, by project.
fn figures_of_projects(
    model: &Model,
    of: Ref<Indicator>,
) -> BTreeMap<Ref<Project>, Vec<&Observation>> {
    let mut figures: BTreeMap<_, Vec<&Observation>> = BTreeMap::new();
    for found in model.observations.records().filter(|found| found.indicator == of) {
        if let Some(Member::Project(one)) = found.part.only() {
            figures.entry(one).or_default().push(found);
        }
    }
    figures
}

/// What an investment may be; it is never negative.
#[must_use]
pub(super) fn invested(investment: &Quantity) -> Option<Interval> {
    investment.interval().map(Interval::not_negative)
}

/// The periods for which an indicator is computed from the ledger: those with a result or a target,
/// and those that figures of projects have.
#[must_use]
pub fn measured_periods(model: &Model, one: Ref<Indicator>) -> BTreeSet<Period> {
    let Some(query) = &model.indicators.get(one).measure else { return BTreeSet::new() };
    let is_meant = |of: Ref<Indicator>| of == one || query.of == MeasureOf::Figures(of);
    let reported = model.observations.records().filter(|found| is_meant(found.indicator));
    let promised = model.targets.records().filter(|target| target.indicator == one);
    let promised = promised.map(|target| *target.period);
    reported.map(|found| *found.period).chain(promised).collect()
}

/// The projects that each indicator is computed from, found when they are first asked for: that goes
/// through all projects.
#[derive(Debug)]
pub struct Measurings<'a> {
    /// The ledger.
    pub(super) model: &'a Model,
    of: Vec<OnceLock<Option<Measuring<'a>>>>,
}

impl<'a> Measurings<'a> {
    /// Those of a ledger.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        let of = (0..model.indicators.n_numbers()).map(|_| OnceLock::new()).collect();
        Self { model, of }
    }

    /// What an indicator is computed from; `None` if it has no measure.
    pub fn of(&self, one: Ref<Indicator>) -> Option<&Measuring<'a>> {
        let find = || Measuring::new(self.model, self.model.indicators.get(one));
        self.of[one.index()].get_or_init(find).as_ref()
    }

    /// Those that were asked for, by the numbers of their indicators.
    #[must_use]
    pub fn into_found(self) -> Vec<Option<Measuring<'a>>> {
        self.of.into_iter().map(|one| one.into_inner().flatten()).collect()
    }

    /// Computes an indicator from the projects whose milestone of its stage is dated wholly into the
    /// period, or from their figures for it; `None` if the indicator has no measure, or if a sum
    /// leaves the range of exact numbers.
    #[must_use]
    pub fn measure(&self, one: Ref<Indicator>, period: Period, part: &Members) -> Option<Measured> {
        self.of(one)?.measured(period, part)
    }
}

/// Whether a project belongs to a part. None belongs to a member of a dimension of the site.
fn belongs(model: &Model, part: &Members, project: &Project) -> bool {
    part.iter().all(|member| match member {
        Member::Category(one) => project.categories.contains(one),
        Member::Industry(one) => any_within(model, &project.industries, *one),
        Member::Park(one) => project.park == Some(*one),
        Member::Region(one) => any_within(model, &project.regions, *one),
        Member::Project(one) => model.projects.id(*one) == project.id(),
        Member::Own(..) => false,
    })
}

/// Whether a project passes a filter: with every amount that its investment may be, or with none.
fn passes(model: &Model, filter: &Filter, project: &Project) -> Result<bool, Unusable> {
    let belongs = belongs(model, &filter.members, project);
    let Some(limit) = filter.investment.as_ref().filter(|_| belongs) else { return Ok(belongs) };
    let stated = project.investment.as_ref().ok_or(Unusable::NotStated)?;
    let stated = stated.in_unit(limit.unit).ok_or(Unusable::OtherCurrency)?;
    let (Some(limit), Some(stated)) = (limit.interval(), invested(stated)) else {
        return Err(Unusable::Uncertain);
    };
    match (limit.contains_all(stated), limit.is_apart_from(stated)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Unusable::Uncertain),
    }
}

//! Indicators computed from the ledger: sums and counts of projects that reached a stage.

use super::{Filter, Indicator, MeasureOf, Member, Members, Model, Project, Record, told_amount};
use crate::value::{Interval, Number, Period, Quantity, Unit};

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
}

/// Projects that reached the stage in the period, but of which a sum or a count cannot take account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They state no investment.
    pub n_without_value: usize,
    /// They state theirs in another currency.
    pub n_other_currency: usize,
    /// They state theirs so vaguely that it may pass the filter or may not.
    pub n_uncertain: usize,
    /// They are programmes whose projects state amounts, which count instead of their own.
    pub n_in_parts: usize,
}

impl Measured {
    /// The sum or the count as a figure of the unit of its indicator.
    ///
    /// # Panics
    ///
    /// Never: what is counted is not negative, so the interval has a lower end.
    #[must_use]
    pub fn quantity(&self, unit: Unit) -> Quantity {
        told_amount(self.value, Some(unit))
            .or_else(|| self.value.quantity(Some(unit)))
            .expect("amounts that are not negative have a lower end")
    }
}

impl LeftOut {
    /// How many are lacking.
    #[must_use]
    pub const fn n(self) -> usize {
        self.n_without_value + self.n_other_currency + self.n_uncertain
    }

    fn add(&mut self, why: Unusable) {
        match why {
            Unusable::NotStated => self.n_without_value += 1,
            Unusable::OtherCurrency => self.n_other_currency += 1,
            Unusable::Uncertain => self.n_uncertain += 1,
        }
    }
}

/// Why it cannot be said whether a project passes a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unusable {
    NotStated,
    OtherCurrency,
    Uncertain,
}

/// A project that reached the stage.
#[derive(Debug, Clone, Copy)]
struct Reached<'a> {
    date: Period,
    project: &'a Project,
    /// Its parts state amounts, so that a sum does not take its own.
    is_told_by_parts: bool,
    passes: Result<(), Unusable>,
}

/// The projects that an indicator is computed from, found once for many periods.
#[derive(Debug)]
pub struct Measuring<'a> {
    model: &'a Model,
    unit: Unit,
    of: MeasureOf,
    /// What reached the stage on a date and passes the filter or may pass it; by the first day of
    /// the date.
    reached: Vec<Reached<'a>>,
}

impl<'a> Measuring<'a> {
    /// Finds the projects; `None` if the indicator has no measure.
    #[must_use]
    pub fn new(model: &'a Model, indicator: &Indicator) -> Option<Self> {
        let query = indicator.measure.as_ref()?;
        let is_sum = query.of == MeasureOf::Investment;
        let reached = model.projects.iter().filter_map(|(one, project)| {
            let reached = project.reached(query.reaching, model.site.as_of)?;
            let date = reached.when.date()?;
            let passes = match passes(model, &query.filter, project) {
                Ok(true) => Ok(()),
                Ok(false) => return None,
                Err(why) => Err(why),
            };
            let is_told_by_parts = is_sum && model.told_by_parts.contains(&one);
            Some(Reached { date, project, is_told_by_parts, passes })
        });
        let mut reached: Vec<_> = reached.collect();
        reached.sort_by_key(|found| found.date.first_day());
        Some(Self { model, unit: indicator.unit, of: query.of, reached })
    }

    /// The projects that reached the stage within a period and pass a filter besides.
    pub fn counted(&self, period: Period, part: &Members) -> impl Iterator<Item = &'a Project> {
        let counted = self
            .within(period)
            .filter(|found| found.passes.is_ok() && belongs(self.model, part, found.project))
            .filter(|found| !found.is_told_by_parts);
        counted.map(|found| found.project)
    }

    /// What reached the stage within a period.
    fn within(&self, period: Period) -> impl Iterator<Item = &Reached<'a>> {
        let first = period.first_day();
        let rest =
            &self.reached[self.reached.partition_point(|found| found.date.first_day() < first)..];
        let last = period.last_day();
        let within = rest.iter().take_while(move |found| found.date.first_day() <= last);
        within.filter(move |found| period.contains_period(found.date))
    }

    /// What they add up to; `None` if a sum leaves the range of exact numbers.
    #[must_use]
    pub fn measured(&self, period: Period, part: &Members) -> Option<Measured> {
        let mut sum = Interval::exactly(Number::plain(0));
        let mut more = sum;
        let (mut n_counted, mut left_out) = (0, LeftOut::default());
        for found in self.within(period) {
            if !belongs(self.model, part, found.project) {
                continue;
            }
            if found.is_told_by_parts {
                left_out.n_in_parts += usize::from(found.project.investment.is_some());
                continue;
            }
            if let Err(why) = found.passes {
                left_out.add(why);
                if why == Unusable::Uncertain {
                    more = more.checked_add(self.at_most_of(found.project)?)?;
                }
                continue;
            }
            match (self.of, &found.project.investment) {
                (MeasureOf::Projects, _) => n_counted += 1,
                (MeasureOf::Investment, Some(investment)) if investment.unit == Some(self.unit) => {
                    n_counted += 1;
                    sum = sum.checked_add(invested(investment)?)?;
                }
                (MeasureOf::Investment, Some(_)) => left_out.n_other_currency += 1,
                (MeasureOf::Investment, None) => left_out.n_without_value += 1,
            }
        }
        let value = match self.of {
            MeasureOf::Projects => Interval::exactly(Number::plain(n_counted as u64)),
            MeasureOf::Investment => sum,
        };
        let possible = value.checked_add(more)?;
        Some(Measured { value, possible, n_counted, left_out })
    }

    /// What a project adds that may belong to it or may not: from nothing to all of it.
    fn at_most_of(&self, project: &Project) -> Option<Interval> {
        let nothing = Interval::exactly(Number::plain(0));
        let all = match (self.of, &project.investment) {
            (MeasureOf::Projects, _) => Interval::exactly(Number::plain(1)),
            (MeasureOf::Investment, Some(investment)) if investment.unit == Some(self.unit) => {
                invested(investment)?
            }
            (MeasureOf::Investment, _) => nothing,
        };
        Some(Interval { low: nothing.low, ..all })
    }
}

/// What an investment may be; it is never negative.
#[must_use]
pub(super) fn invested(investment: &Quantity) -> Option<Interval> {
    investment.interval().map(Interval::not_negative)
}

/// Computes an indicator from the projects whose milestone of its stage is dated wholly into the
/// period; `None` if the indicator has no measure, or if a sum leaves the range of exact numbers.
#[must_use]
pub fn measure(
    model: &Model,
    indicator: &Indicator,
    period: Period,
    part: &Members,
) -> Option<Measured> {
    Measuring::new(model, indicator)?.measured(period, part)
}

/// Whether a project belongs to a part. None belongs to a member of a dimension of the site.
fn belongs(model: &Model, part: &Members, project: &Project) -> bool {
    part.iter().all(|member| match member {
        Member::Category(one) => project.categories.contains(one),
        Member::Industry(one) => project.industries.contains(one),
        Member::Park(one) => project.park == Some(*one),
        Member::Region(one) => project.regions.contains(one),
        Member::Project(one) => model.projects.id(*one) == project.id(),
        Member::Own(..) => false,
    })
}

/// Whether a project passes a filter: with every amount that its investment may be, or with none.
fn passes(model: &Model, filter: &Filter, project: &Project) -> Result<bool, Unusable> {
    let belongs = belongs(model, &filter.members, project);
    let Some(limit) = filter.investment.as_ref().filter(|_| belongs) else { return Ok(belongs) };
    let stated = project.investment.as_ref().ok_or(Unusable::NotStated)?;
    if stated.unit != limit.unit {
        return Err(Unusable::OtherCurrency);
    }
    let (Some(limit), Some(stated)) = (limit.interval(), invested(stated)) else {
        return Err(Unusable::Uncertain);
    };
    match (limit.contains_all(stated), limit.is_apart_from(stated)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Unusable::Uncertain),
    }
}

//! Indicators computed from the ledger: sums and counts of projects that reached a stage.

use super::Filter;
use super::Indicator;
use super::MeasureOf;
use super::Model;
use super::Project;
use crate::value::Number;
use crate::value::Period;
use crate::value::Unit;

/// What the ledger adds up to for an indicator and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The sum or the count.
    pub value: Number,
    /// How many projects it counts.
    pub n_counted: usize,
    /// How many projects reached the stage in the period but state no investment, so that a sum
    /// lacks them.
    pub n_without_value: usize,
    /// How many state theirs in another currency, so that a sum lacks them too.
    pub n_other_currency: usize,
}

/// The projects that an indicator is computed from, found once for many periods.
#[derive(Debug)]
pub struct Measuring<'a> {
    model: &'a Model,
    unit: Unit,
    of: MeasureOf,
    /// What reached the stage on a date, and passes the filter; by the first day of the date.
    reached: Vec<(Period, &'a Project)>,
}

impl<'a> Measuring<'a> {
    /// Finds the projects; `None` if the indicator has no measure.
    #[must_use]
    pub fn new(model: &'a Model, indicator: &Indicator) -> Option<Self> {
        let query = indicator.measure.as_ref()?;
        let reached = model.projects.records().filter_map(|project| {
            let reached = project.reached(query.reaching, model.site.as_of)?;
            let date = reached.when.date()?;
            passes(model, &query.filter, project).then_some((date, project))
        });
        let mut reached: Vec<_> = reached.collect();
        reached.sort_by_key(|(date, _)| date.first_day());
        Some(Self { model, unit: indicator.unit, of: query.of, reached })
    }

    /// The projects that reached the stage within a period and pass a filter besides.
    pub fn counted(&self, period: Period, part: &Filter) -> impl Iterator<Item = &'a Project> {
        let up_to = |day| move |(date, _): &(Period, _)| date.first_day() < day;
        let rest = &self.reached[self.reached.partition_point(up_to(period.first_day()))..];
        let last = period.last_day();
        let within = rest.iter().take_while(move |(date, _)| date.first_day() <= last);
        let within = within.filter(move |(date, project)| {
            period.contains_period(*date) && passes(self.model, part, project)
        });
        within.map(|(_, project)| *project)
    }

    /// What they add up to; `None` if a sum leaves the range of exact numbers.
    #[must_use]
    pub fn measured(&self, period: Period, part: &Filter) -> Option<Measured> {
        let mut measured = Measured {
            value: Number::plain(0),
            n_counted: 0,
            n_without_value: 0,
            n_other_currency: 0,
        };
        for project in self.counted(period, part) {
            match (self.of, &project.investment) {
                (MeasureOf::Projects, _) => measured.n_counted += 1,
                (MeasureOf::Investment, Some(investment)) if investment.unit == Some(self.unit) => {
                    measured.n_counted += 1;
                    measured.value = measured.value.checked_add(investment.number)?;
                }
                (MeasureOf::Investment, Some(_)) => measured.n_other_currency += 1,
                (MeasureOf::Investment, None) => measured.n_without_value += 1,
            }
        }
        if self.of == MeasureOf::Projects {
            measured.value = Number::plain(measured.n_counted as u64);
        }
        Some(measured)
    }
}

/// Computes an indicator from the projects whose milestone of its stage is dated wholly into the
/// period; `None` if the indicator has no measure, or if a sum leaves the range of exact numbers.
#[must_use]
pub fn measure(model: &Model, indicator: &Indicator, period: Period) -> Option<Measured> {
    Measuring::new(model, indicator)?.measured(period, &Filter::default())
}

/// Whether a project passes a filter; an investment that is not stated passes none.
fn passes(model: &Model, filter: &Filter, project: &Project) -> bool {
    let Filter { category, industry, park, region, investment } = filter;
    category.is_none_or(|category| project.categories.contains(&category))
        && industry.is_none_or(|industry| project.industries.contains(&industry))
        && park.is_none_or(|park| project.park == Some(park))
        && region.is_none_or(|region| project.region == Some(region))
        && investment.as_ref().is_none_or(|limit| {
            let stated = project.investment.as_ref().filter(|stated| stated.unit == limit.unit);
            stated
                .and_then(|stated| stated.number.value())
                .is_some_and(|value| limit.satisfied_by(value, &model.units))
        })
}

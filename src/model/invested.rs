//! What projects invest together.

use super::left_out::LeftOut;
use super::measure::invested;
use super::{Model, Project, Ref};
use crate::value::{End, Interval, Quantity, Relation, Unit};
use rust_decimal::Decimal;

/// What some projects invest, in the currency that the site counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invested {
    /// The currency of the sum.
    pub unit: Option<Unit>,
    /// The sum; `None` if no project states an amount in that currency, or if it does not fit.
    pub total: Option<Interval>,
    /// How many projects it adds up.
    pub n_stated: usize,
    /// How many projects state an amount in another currency.
    pub n_other_currency: usize,
    /// How many of those that it adds up were converted to it.
    pub n_converted: usize,
    /// How many projects state none.
    pub n_without_value: usize,
    /// How many projects state an amount of their own beside those of their parts, which the sum
    /// takes instead.
    pub n_in_parts: usize,
    /// What the only project states that it adds up.
    pub only: Option<Quantity>,
}

impl Invested {
    /// The currency that sums over projects are in: that of the site, or else of the first project
    /// that states an amount.
    #[must_use]
    pub fn unit(model: &Model, projects: &[Ref<Project>]) -> Option<Unit> {
        match model.site.currency {
            Some(currency) => Some(Unit::Money(currency)),
            None => projects.iter().find_map(|one| model.projects.get(*one).investment?.value.unit),
        }
    }

    /// Adds up what projects invest.
    #[must_use]
    pub fn of(model: &Model, projects: &[Ref<Project>], unit: Option<Unit>) -> Self {
        let amount = |one: &&Ref<Project>| model.projects.get(**one).investment.as_ref();
        let (in_parts, alone): (Vec<_>, Vec<_>) =
            projects.iter().partition(|one| model.is_told_by_parts(**one));
        let stated: Vec<_> = alone.iter().filter_map(amount).collect();
        let counted: Vec<_> = stated.iter().filter_map(|found| found.in_unit(unit)).collect();
        let amounts: Option<Vec<_>> = counted.iter().map(|found| invested(found)).collect();
        let total = amounts.filter(|amounts| !amounts.is_empty()).and_then(Interval::checked_sum);
        Self {
            unit,
            total,
            n_stated: counted.len(),
            n_other_currency: stated.len() - counted.len(),
            n_without_value: alone.len() - stated.len(),
            n_converted: stated.iter().filter(|found| found.is_converted_to(unit)).count(),
            n_in_parts: in_parts.iter().filter_map(amount).count(),
            only: counted.first().filter(|_| counted.len() == 1).map(|only| **only),
        }
    }

    /// What the sum leaves out, and what it counts otherwise than it is stated.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        LeftOut {
            n_without_value: self.n_without_value,
            n_other_currency: self.n_other_currency,
            n_in_parts: self.n_in_parts,
            n_converted: self.n_converted,
            ..LeftOut::default()
        }
    }

    /// The sum as a figure; of one project in the words of its source.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
        if let Some(only) = self.only {
            return Some(only);
        }
        told_amount(self.total?, self.unit)
    }
}

/// An amount that is never negative as a figure: from nothing to seven is at most seven. `None`
/// if it says nothing.
#[must_use]
pub fn told_amount(amount: Interval, unit: Option<Unit>) -> Option<Quantity> {
    let amount = amount.without_last_zeros();
    let is_nothing = |end: End| !end.is_open && end.number.coefficient == Decimal::ZERO;
    let starts_at_nothing = amount.low.is_none_or(is_nothing);
    match amount.high {
        Some(high) if starts_at_nothing && !is_nothing(high) => {
            let relation = if high.is_open { Relation::LessThan } else { Relation::AtMost };
            Some(Quantity { relation, ..Quantity::exactly(high.number, unit) })
        }
        None if starts_at_nothing => None,
        _ => amount.quantity(unit),
    }
}

/// The share that a part is of itself with the rest: `None` if it is not the same for every amount
/// that the two may be, or if there is nothing to have a share of. Neither is negative.
#[must_use]
pub fn share_of_whole(part: Interval, rest: Interval) -> Option<Decimal> {
    let is_positive = |amount: Interval| {
        amount.low.is_some_and(|low| low.is_open || low.number.coefficient > Decimal::ZERO)
    };
    let is_nothing =
        |amount: Interval| amount.exact().is_some_and(|exact| exact.coefficient.is_zero());
    if is_nothing(part) {
        return is_positive(rest).then_some(Decimal::ZERO);
    }
    if is_nothing(rest) {
        return is_positive(part).then_some(Decimal::ONE);
    }
    let (part, rest) = (part.exact()?, rest.exact()?);
    part.ratio(part.checked_add(rest)?)
}

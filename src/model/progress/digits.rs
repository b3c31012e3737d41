//! How many decimals it takes to see in printed figures what a status was decided by.

use super::{Method, Progress};
use crate::model::CutOffs;
use crate::value::round;
use rust_decimal::Decimal;

/// Decimals of the figures beside a status.
///
/// A pace of 0.9495 must not be printed as 0.95 beside a cut-off of 0.95, and 99.96 % of a target
/// must not be printed as 100.0 %. The same holds for what a reader recomputes from the two shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// Of completion, planned share and gap, as percentages.
    pub shares: u32,
    /// Of the pace.
    pub pace: u32,
}

/// No figure beside a cut-off needs more; what is closer is not told apart from it.
const MOST: u32 = 12;

impl Digits {
    /// What the figures of a target need.
    #[must_use]
    pub fn of(progress: &Progress<'_>, cutoffs: CutOffs) -> Self {
        let steps = [cutoffs.ahead, cutoffs.on_track, cutoffs.behind, Decimal::ZERO];
        let steps: &[Decimal] = match progress.method {
            Some(Method::Limit) => &[Decimal::ONE],
            _ => &steps,
        };
        let pace = progress.pace.map_or(2, |pace| decimals_beside(pace, steps, 2));
        let shares = (1..=MOST).find(|decimals| shares_tell(progress, steps, *decimals));
        Self { shares: shares.unwrap_or(1), pace }
    }

    /// The decimals of a share as a percentage: as many as these ask for, without zeros at the end
    /// beyond the first.
    #[must_use]
    pub fn of_share(self, share: Decimal) -> u8 {
        let full = round(share, self.shares + 2);
        let decimals = (1..=self.shares).find(|decimals| round(share, decimals + 2) == full);
        u8::try_from(decimals.unwrap_or(self.shares)).unwrap_or(u8::MAX)
    }
}

/// The decimals of a share or a change as a percentage: one, or as many as tell it from nothing and
/// from all, so that 99.999 % is not printed as 100.0 %.
#[must_use]
pub fn decimals_of_share(share: Decimal) -> u8 {
    let decimals = decimals_beside(share.abs(), &[Decimal::ZERO, Decimal::ONE], 3);
    u8::try_from(decimals - 2).unwrap_or(1)
}

/// The fewest decimals, but so many at least, with which a number stays on its side of each limit.
fn decimals_beside(value: Decimal, limits: &[Decimal], least: u32) -> u32 {
    let tells = |decimals: &u32| {
        let printed = round(value, *decimals);
        limits.iter().all(|limit| printed.cmp(limit) == value.cmp(limit))
    };
    (least..=MOST).find(tells).unwrap_or(least)
}

/// Whether the shares, with so many decimals as percentages, tell the same as they do in full: of
/// the whole, and of one another.
fn shares_tell(progress: &Progress<'_>, steps: &[Decimal], decimals: u32) -> bool {
    let printed = |share: Decimal| round(share, decimals + 2);
    let Some(done) = progress.completion else { return true };
    let limits = [Decimal::ZERO, Decimal::ONE];
    if limits.iter().any(|limit| printed(done).cmp(limit) != done.cmp(limit)) {
        return false;
    }
    let held = progress.planned.filter(|_| progress.pace.is_some());
    // Growth rates are no quotient of the shares.
    let held = held.filter(|_| progress.method != Some(Method::Compound));
    held.is_none_or(|planned| {
        steps.iter().all(|step| {
            let sides = |done: Decimal, planned: Decimal| {
                step.checked_mul(planned).map(|limit| done.cmp(&limit))
            };
            sides(printed(done), printed(planned)) == sides(done, planned)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::decimals_beside;
    use rust_decimal::Decimal;

    #[track_caller]
    fn check(value: &str, limit: &str, expected: u32) {
        let decimal = |text: &str| Decimal::from_str_exact(text).expect("a decimal");
        assert_eq!(decimals_beside(decimal(value), &[decimal(limit)], 2), expected);
    }

    #[test]
    fn a_number_keeps_to_its_side_of_a_cut_off() {
        check("0.9495", "0.95", 4);
        check("0.95", "0.95", 2);
        check("0.94", "0.95", 2);
        check("0.949999", "0.95", 6);
        check("2.9403", "0.95", 2);
    }
}

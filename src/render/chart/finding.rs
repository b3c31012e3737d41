//! What a chart shows at a glance, as a sentence: said only where its figures decide it, whatever
//! those that are not exact turn out to be.

use super::amount::Amount;
use crate::model::Indicator;
use crate::render::scope::Scope;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Ordering;

/// How many names a sentence has room for.
const NAMED: usize = 3;

/// The names of the greatest of some figures, which may be several of the same size, and that
/// figure; `None` where it is not certain, or where too many are the same.
pub(super) fn greatest<'n>(all: &[(&'n str, Amount)]) -> Option<(Vec<&'n str>, Amount)> {
    let low = |amount: Amount| amount.span().low;
    let (_, most) = all.iter().max_by_key(|(_, amount)| low(*amount))?;
    let least = low(*most)?;
    let mut names = Vec::new();
    for (name, amount) in all {
        let span = amount.span();
        let is_same = span.low == Some(least) && span.high == most.span().high;
        if is_same && most.exact().is_some() {
            names.push(*name);
        } else if is_same && names.is_empty() {
            names.push(name);
        } else if span.high.is_none_or(|high| high >= least) {
            return None;
        }
    }
    // Where all are the same, none stands out.
    (least > Decimal::ZERO && names.len() < all.len() && names.len() <= NAMED)
        .then_some((names, *most))
}

/// "Most projects: A, 4 of 17; not stated for 8": of groups with their numbers of projects.
pub(super) fn most_projects(
    scope: &Scope<'_>,
    all: &[(&str, Amount)],
    n_projects: usize,
    n_unstated: usize,
) -> Option<String> {
    let (names, most) = greatest(all)?;
    let n = scope.locale.integer(most.exact()?.value()?.to_u64()?);
    let total = scope.locale.integer(n_projects as u64);
    let key = if names.len() > 1 { "finding-most-each" } else { "finding-most" };
    let names = scope.locale.list(&names);
    let finding = scope.t(key, &[("names", &names), ("n", &n), ("total", &total)]);
    Some(match n_unstated {
        0 => finding,
        n => {
            let n = scope.locale.integer(n as u64);
            scope.t("finding-not-stated", &[("finding", &finding), ("n", &n)])
        }
    })
}

/// "2030: RMB 4 billion, the highest of 5 years": of figures of an indicator in the order of their
/// years, all of one kind.
pub(super) fn latest(
    scope: &Scope<'_>,
    indicator: &Indicator,
    years: &[(String, Amount)],
) -> Option<String> {
    let words = |amount: &Amount| amount.words(scope, Some(indicator));
    let (year, last) = years.last()?;
    let value = words(last);
    let n = scope.locale.integer(years.len() as u64);
    let before = &years[..years.len() - 1];
    let is_all = |order| before.iter().all(|(_, one)| certainly(last, one) == Some(order));
    let args = [("year", &**year), ("value", &value), ("n", &n)];
    if before.is_empty() {
        return None;
    }
    if let [(other, one)] = before
        && let Some(order @ (Ordering::Greater | Ordering::Less)) = certainly(last, one)
    {
        let key = if order.is_gt() { "finding-up" } else { "finding-down" };
        let (mut value, mut before) = (value, words(one));
        if value == before {
            // Rounded alike, they would be neither more nor less than each other.
            [value, before] = [last, one].map(|amount| amount.full_words(scope));
        }
        let args = [("year", &**year), ("value", &value), ("other", other), ("before", &before)];
        return Some(scope.t(key, &args));
    }
    if is_all(Ordering::Greater) {
        return Some(scope.t("finding-highest", &args));
    }
    if is_all(Ordering::Less) {
        return Some(scope.t("finding-lowest", &args));
    }
    let named: Vec<_> = years.iter().map(|(year, value)| (&**year, *value)).collect();
    let Some((best, most)) = greatest(&named).filter(|(names, _)| !names.contains(&&**year)) else {
        return Some(scope.t("finding-latest", &args));
    };
    let (best, most) = (scope.locale.list(&best), words(&most));
    let args = [("year", &**year), ("value", &*value), ("best", &*best), ("most", &*most)];
    Some(scope.t("finding-latest-and-highest", &args))
}

/// How two figures compare, if that is certain.
pub(super) fn certainly(one: &Amount, other: &Amount) -> Option<Ordering> {
    let (one, other) = (one.span(), other.span());
    if one.low.zip(other.high).is_some_and(|(low, high)| low > high) {
        return Some(Ordering::Greater);
    }
    if one.high.zip(other.low).is_some_and(|(high, low)| high < low) {
        return Some(Ordering::Less);
    }
    let is_equal = one.low.is_some() && one == other && one.low == one.high;
    is_equal.then_some(Ordering::Equal)
}

//! Figures with no more decimals than a site wants to show. What is downloaded keeps them all.
//!
//! One rule for every place of a page: a result, a sum, a difference and any other amount goes
//! through [`Scope::shown`]. What a target states, its amount and its baseline, is printed as it is
//! stated ([`Scope::quantity`]), so that nobody is held to another one, and a result beside it has
//! as many decimals more as it takes to stand on its side of it ([`Scope::shown_beside`]).
//! Computed shares have digits of their own.

use super::scope::Scope;
use super::site::RenderSite;
use crate::model::{Indicator, Target};
use crate::value::{Number, Quantity, Relation};
use rust_decimal::{Decimal, RoundingStrategy};

/// Which way a number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To the nearest, half away from zero.
    Nearest,
    /// Never up: nothing is left outside of what begins here.
    Down,
    /// Never down: nothing is left outside of what ends here.
    Up,
}

impl Way {
    const fn strategy(self) -> RoundingStrategy {
        match self {
            Self::Nearest => RoundingStrategy::MidpointAwayFromZero,
            Self::Down => RoundingStrategy::ToNegativeInfinity,
            Self::Up => RoundingStrategy::ToPositiveInfinity,
        }
    }
}

impl Scope<'_> {
    /// How many decimals figures of an indicator, or of none, have at most where this page shows
    /// them; files have all.
    pub(super) fn decimals(&self, indicator: Option<&Indicator>) -> Option<u8> {
        self.part?;
        let own = indicator.and_then(|indicator| indicator.decimals);
        own.or(self.site.model.site.decimals)
    }

    /// A figure as it is shown, of an indicator or of none.
    pub(super) fn shown(&self, quantity: &Quantity, indicator: Option<&Indicator>) -> String {
        self.quantity(&rounded(self.site, quantity, self.decimals(indicator)))
    }

    /// What a target promises, as it is stated.
    pub(super) fn promised(&self, target: &Target) -> String {
        self.quantity(&target.promised())
    }

    /// A figure as it is shown beside one that it is compared with: with as many decimals more as
    /// it takes to stand on its side of it.
    pub(super) fn shown_beside(
        &self,
        quantity: &Quantity,
        indicator: &Indicator,
        other: Number,
    ) -> String {
        self.quantity(&self.beside(quantity, indicator, other))
    }

    /// The same as a figure.
    pub(super) fn beside(
        &self,
        quantity: &Quantity,
        indicator: &Indicator,
        other: Number,
    ) -> Quantity {
        beside(self.site, quantity, self.decimals(Some(indicator)), other)
    }
}

/// A figure with no more decimals than that, or with as many more as it takes to stand on its side
/// of another.
pub(super) fn beside(
    site: &RenderSite<'_>,
    quantity: &Quantity,
    decimals: Option<u8>,
    other: Number,
) -> Quantity {
    let Some(least) = decimals else { return *quantity };
    let sides = |quantity: &Quantity| {
        (quantity.number.compare(other), quantity.upper.map(|upper| upper.compare(other)))
    };
    (least..=MOST_DECIMALS)
        .map(|decimals| rounded(site, quantity, Some(decimals)))
        .find(|shown| sides(shown) == sides(quantity))
        .unwrap_or(*quantity)
}

/// No figure has more.
const MOST_DECIMALS: u8 = 28;

/// A figure with no more decimals than that. What it says with its relation stays true: a bound is
/// rounded outwards. Its relation stays what it was.
pub(super) fn rounded(
    site: &RenderSite<'_>,
    quantity: &Quantity,
    decimals: Option<u8>,
) -> Quantity {
    let Some(decimals) = decimals else { return *quantity };
    let way = match quantity.relation {
        Relation::Exactly | Relation::About => Way::Nearest,
        Relation::AtMost | Relation::LessThan | Relation::Nearly => Way::Up,
        _ => Way::Down,
    };
    Quantity {
        number: round_one(site, quantity.number, decimals, way),
        upper: quantity.upper.map(|upper| round_one(site, upper, decimals, Way::Up)),
        ..*quantity
    }
}

/// The nearest number with no more decimals than that.
pub(super) fn rounded_number(
    site: &RenderSite<'_>,
    number: Number,
    decimals: Option<u8>,
) -> Number {
    decimals.map_or(number, |decimals| round_one(site, number, decimals, Way::Nearest))
}

/// Decimals are counted in the scale in which the number is written, so that all languages print
/// one amount; where it is written in full or as less than one, in the finest scale in which a
/// language of the site prints it.
fn round_one(site: &RenderSite<'_>, number: Number, decimals: u8, way: Way) -> Number {
    let is_scaled = number.exponent > 0 && number.coefficient.abs() >= Decimal::ONE;
    let exponent = match is_scaled {
        true => number.exponent,
        false => {
            let scales = site.locales.iter().map(|(_, locale)| locale.scale_of(number));
            scales.min().unwrap_or_default()
        }
    };
    let Some(digits) = number.at_exponent(exponent) else { return number };
    if digits.scale() <= u32::from(decimals) {
        return number;
    }
    let mut short = digits.round_dp_with_strategy(u32::from(decimals), way.strategy());
    short.rescale(u32::from(decimals));
    Number::new(short, exponent)
}

//! Figures with no more decimals than a site wants to show, the same amount in all its languages.

use crate::locale::Locale;
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

/// A figure with no more decimals than that. What it says with its relation stays true: a bound is
/// rounded outwards. Its relation stays what it was.
#[must_use]
pub fn rounded(
    locales: &[(String, Locale)],
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
        number: round_one(locales, quantity.number, decimals, way),
        upper: quantity.upper.map(|upper| round_one(locales, upper, decimals, Way::Up)),
        ..*quantity
    }
}

/// A figure with no more decimals than that, or with as many more as it takes to stand on its side
/// of another.
#[must_use]
pub fn rounded_beside(
    locales: &[(String, Locale)],
    quantity: &Quantity,
    decimals: Option<u8>,
    other: Number,
) -> Quantity {
    let Some(least) = decimals else { return *quantity };
    let sides = |quantity: &Quantity| {
        (quantity.number.compare(other), quantity.upper.map(|upper| upper.compare(other)))
    };
    (least..=MOST_DECIMALS)
        .map(|decimals| rounded(locales, quantity, Some(decimals)))
        .find(|shown| sides(shown) == sides(quantity))
        .unwrap_or(*quantity)
}

/// No figure has more.
const MOST_DECIMALS: u8 = 28;

/// The nearest number with no more decimals than that.
#[must_use]
pub fn rounded_number(
    locales: &[(String, Locale)],
    number: Number,
    decimals: Option<u8>,
) -> Number {
    decimals.map_or(number, |decimals| round_one(locales, number, decimals, Way::Nearest))
}

/// Decimals are counted in the scale in which the number is written, so that all languages print
/// one amount; where it is written in full or as less than one, in the finest scale in which a
/// language of the site prints it.
fn round_one(locales: &[(String, Locale)], number: Number, decimals: u8, way: Way) -> Number {
    let is_scaled = number.exponent > 0 && number.coefficient.abs() >= Decimal::ONE;
    let exponent = match is_scaled {
        true => number.exponent,
        false => {
            let scales = locales.iter().map(|(_, locale)| locale.scale_of(number));
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

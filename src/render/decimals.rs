//! Figures with no more decimals than a site wants to show. What is downloaded keeps them all.

use super::scope::Scope;
use super::site::RenderSite;
use crate::locale;
use crate::model::Indicator;
use crate::value::{Number, Quantity};

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

    /// A figure as it is shown beside one that it is compared with: with as many decimals more as
    /// it takes to stand on its side of it.
    pub(super) fn shown_beside(
        &self,
        quantity: &Quantity,
        indicator: &Indicator,
        other: Number,
    ) -> String {
        let sides = |quantity: &Quantity| {
            (quantity.number.compare(other), quantity.upper.map(|upper| upper.compare(other)))
        };
        let Some(least) = self.decimals(Some(indicator)) else { return self.quantity(quantity) };
        let shown = (least..=MOST_DECIMALS)
            .map(|decimals| rounded(self.site, quantity, Some(decimals)))
            .find(|shown| sides(shown) == sides(quantity));
        self.quantity(shown.as_ref().unwrap_or(quantity))
    }
}

/// No figure has more.
const MOST_DECIMALS: u8 = 28;

/// A figure with no more decimals than that.
pub(super) fn rounded(
    site: &RenderSite<'_>,
    quantity: &Quantity,
    decimals: Option<u8>,
) -> Quantity {
    locale::rounded(site.locales, quantity, decimals)
}

/// The nearest number with no more decimals than that.
pub(super) fn rounded_number(
    site: &RenderSite<'_>,
    number: Number,
    decimals: Option<u8>,
) -> Number {
    locale::rounded_number(site.locales, number, decimals)
}

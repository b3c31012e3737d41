//! Figures with no more decimals than a site wants to show. What is downloaded keeps them all.
//!
//! One rule for every place of a page: a result, a sum, a difference and any other amount goes
//! through [`Scope::shown`]. What a target states, its amount and its baseline, is printed as it is
//! stated ([`Scope::quantity`]), so that nobody is held to another one, and a result beside it has
//! as many decimals more as it takes to stand on its side of it ([`Scope::shown_beside`]).
//! Computed shares have digits of their own.

use super::scope::Scope;
use super::site::RenderSite;
use crate::locale;
use crate::model::{Indicator, Target};
use crate::value::{Number, Quantity, Relation};

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
        let (value, side) = (&*target.promise.value, target.promise.direction.relation());
        match value.relation {
            Relation::About | Relation::Nearly | Relation::SomeOver => {
                self.locale.bounded(side, value, &self.site.model.units)
            }
            _ => self.quantity(&target.promised()),
        }
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
    locale::rounded_beside(site.locales, quantity, decimals, other)
}

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

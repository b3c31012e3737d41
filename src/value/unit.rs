//! What a number counts or measures.

use super::Currency;

/// What a number counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Money in that currency.
    Money(Currency),
    /// Hundredths of a whole: the number is 81 for 81%.
    Percent,
    /// Difference between two percentages.
    PercentagePoint,
    /// A unit of the site's [`super::Units`].
    Named(UnitId),
}

/// The number of a unit in [`super::Units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub(super) u16);

impl UnitId {
    /// Its number as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

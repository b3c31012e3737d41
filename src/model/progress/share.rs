//! Shares as fractions, so that what follows from two of them is divided once.

use rust_decimal::Decimal;

/// A part of a whole, not yet divided: 90 of 365 days.
///
/// A pace of two quotients that were rounded to 28 digits could fall short of a cut-off that it
/// meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) part: Decimal,
    pub(super) whole: Decimal,
}

impl Share {
    pub(super) fn new(part: impl Into<Decimal>, whole: impl Into<Decimal>) -> Self {
        Self { part: part.into(), whole: whole.into() }
    }

    /// The quotient; `None` if the whole is nothing or it does not fit.
    pub(super) fn value(self) -> Option<Decimal> {
        self.part.checked_div(self.whole)
    }

    /// How many times another share this one is.
    pub(super) fn over(self, other: Self) -> Option<Decimal> {
        let part = self.part.checked_mul(other.whole)?;
        part.checked_div(self.whole.checked_mul(other.part)?)
    }

    /// How much more than another share this one is.
    pub(super) fn minus(self, other: Self) -> Option<Decimal> {
        let (mine, others) =
            (self.part.checked_mul(other.whole)?, other.part.checked_mul(self.whole)?);
        mine.checked_sub(others)?.checked_div(self.whole.checked_mul(other.whole)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Share;
    use rust_decimal::Decimal;

    #[test]
    fn a_quotient_of_quotients_is_exact_at_a_cut_off() {
        let (done, gone) = (Share::new(19, 120), Share::new(1, 6));
        assert_eq!(done.over(gone), Some(Decimal::new(95, 2)));
        let quotients = done.value().zip(gone.value()).and_then(|(c, e)| c.checked_div(e));
        assert_ne!(quotients, Some(Decimal::new(95, 2)), "what it is for");
    }

    #[test]
    fn nothing_is_no_whole() {
        assert_eq!(Share::new(1, 0).value(), None);
        assert_eq!(Share::new(1, 2).over(Share::new(0, 3)), None);
        assert_eq!(Share::new(1, 2).minus(Share::new(1, 3)), Share::new(1, 6).value());
    }
}

//! What a sum or a count of projects leaves out, and why.

/// Projects that reached the stage in the period, but of which a sum or a count cannot take account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They state no investment.
    pub n_without_value: usize,
    /// They state theirs in another currency.
    pub n_other_currency: usize,
    /// They state theirs so vaguely that it may pass the filter or may not.
    pub n_uncertain: usize,
    /// They reached the stage on a day that is not stated, or so vaguely that it may lie in the
    /// period or beside it.
    pub n_undated: usize,
    /// They are programmes whose projects state amounts, which count instead of their own.
    pub n_in_parts: usize,
    /// They count by an amount that was converted from another currency.
    pub n_converted: usize,
    /// They have no figure for the period, or none up to the day of the sum.
    pub n_without_figure: usize,
    /// They count by what is known of them up to a day before that of the sum.
    pub n_behind: usize,
    /// They have figures for later days besides, which others do not have yet.
    pub n_later: usize,
}

impl LeftOut {
    /// What can be said of them, each in a remark beside a figure: the interface string and how
    /// many they are, where there are any. What is counted otherwise than it is stated comes first.
    pub fn remarks(self) -> impl Iterator<Item = (&'static str, usize)> {
        let remarks = [
            ("counted-converted", self.n_converted),
            ("left-out-value", self.n_without_value),
            ("left-out-currency", self.n_other_currency),
            ("left-out-vague", self.n_uncertain),
            ("left-out-undated", self.n_undated),
            ("left-out-in-parts", self.n_in_parts),
            ("left-out-figure", self.n_without_figure),
            ("counted-behind", self.n_behind),
            ("left-out-later", self.n_later),
        ];
        remarks.into_iter().filter(|(_, n)| *n > 0)
    }

    /// How many are lacking.
    #[must_use]
    pub const fn n(self) -> usize {
        self.n_without_value
            + self.n_other_currency
            + self.n_uncertain
            + self.n_undated
            + self.n_without_figure
            + self.n_behind
    }

    pub(super) fn add(&mut self, why: Unusable) {
        match why {
            Unusable::NotStated => self.n_without_value += 1,
            Unusable::OtherCurrency => self.n_other_currency += 1,
            Unusable::Uncertain => self.n_uncertain += 1,
            Unusable::Undated => self.n_undated += 1,
            Unusable::NoFigure => self.n_without_figure += 1,
        }
    }
}

/// Why a project cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    NotStated,
    OtherCurrency,
    Uncertain,
    Undated,
    NoFigure,
}

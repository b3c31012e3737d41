//! When figures are published, and when the next ones are due.

use super::declared::one_of;
use crate::source::Spanned;
use crate::value::Period;
use jiff::civil::Date;

one_of! {
    /// How often something is published.
    pub enum Periodicity, keys "every-" {
        /// Every day.
        Day = "day",
        /// Every week.
        Week = "week",
        /// Every month.
        Month = "month",
        /// Every quarter.
        Quarter = "quarter",
        /// Every half-year.
        HalfYear = "half-year",
        /// Every year.
        Year = "year",
        /// At no fixed times.
        Irregular = "irregular",
    }
}

/// When the site is brought up to date.
#[derive(Debug, Clone, Default)]
pub struct Updates {
    /// How often.
    pub every: Option<Periodicity>,
    /// The day of the next update, or the month if no day is set yet.
    pub next: Option<Spanned<Period>>,
}

/// When an update is due, if it is not overdue on a day.
#[must_use]
pub fn still_due(next: Option<&Spanned<Period>>, on: Date) -> Option<Period> {
    next.map(|next| next.value).filter(|next| next.last_day() >= on)
}

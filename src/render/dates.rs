//! How periods and dates are called on pages.

use super::scope::Scope;
use crate::locale::PeriodStyle;
use crate::model::When;
use crate::value::Period;

impl Scope<'_> {
    /// A period, by its name if it has one.
    pub(super) fn date(&self, date: Period) -> String {
        let name = self.named_or(date, PeriodStyle::Prose);
        match self.site.model.site.year_apart(date) {
            Some(year) => {
                let month = self.locale.month_heading(year.first_day());
                self.t("year-apart", &[("period", &name), ("month", &month)])
            }
            None => name,
        }
    }

    /// A period that begins a heading or a sentence: "The first quarter of 2023".
    pub(super) fn date_at_start(&self, date: Period) -> String {
        let name = self.date(date);
        let mut chars = name.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).collect()
    }

    /// The same in a table.
    pub(super) fn short_date(&self, date: Period) -> String {
        self.named_or(date, PeriodStyle::Short)
    }

    fn named_or(&self, date: Period, style: PeriodStyle) -> String {
        match self.site.model.site.named_period(date) {
            Some(named) => self.plain(&named.name).to_owned(),
            None => self.locale.period(date, style),
        }
    }

    /// A date, as far as it is known.
    pub(super) fn when(&self, when: When) -> String {
        match when {
            When::Dated(date) => self.date(date),
            When::KnownBy(date) => self.locale.by_date(Period::Day(date.last_day())),
            When::Unknown => self.t("date-unknown", &[]),
        }
    }
}

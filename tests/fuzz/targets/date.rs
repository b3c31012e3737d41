//! Dates and periods.

use crate::targets::places::check_range;
use crate::targets::setting::{all_locales, setting};
use wellspring::locale::PeriodStyle;
use wellspring::value::Period;

/// Reads a date; one that can be read has days, neighbours and a canonical form, and is printed in
/// every language as it is read back.
pub(crate) fn check(text: &str) {
    if let Ok(period) = Period::parse_canonical(text) {
        assert_eq!(setting().lexicon.period(text), Ok(period), "{text:?}");
    }
    match setting().lexicon.period(text) {
        Ok(period) => check_period(text, period),
        Err(error) => check_range(text, &error.range),
    }
}

fn check_period(text: &str, period: Period) {
    let canonical = period.to_string();
    assert_eq!(Period::parse_canonical(&canonical), Ok(period), "{text:?}");
    assert!(period.first_day() <= period.last_day() && period.n_days() >= 1, "{canonical}");
    assert_eq!(period.n_days_until(period.last_day()), period.n_days(), "{canonical}");
    assert!(period.year_to_date().last_day() == period.last_day(), "{canonical}");
    for before in [period.previous(), period.same_of_last_year()].into_iter().flatten() {
        assert!(before < period, "{before} is not before {canonical}");
        assert_eq!(Period::parse_canonical(&before.to_string()), Ok(before), "{canonical}");
    }
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(period.slug().chars().all(is_plain), "{canonical}");
    for locale in all_locales() {
        for style in [PeriodStyle::Prose, PeriodStyle::Short] {
            let printed = locale.period(period, style);
            let read = setting().lexicon.period(&printed);
            assert_eq!(read, Ok(period), "{canonical} is printed {printed:?}");
        }
    }
}

//! Periods such as `2010-11`: the month, or a year that begins in 2010 and ends in 2011.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::source::Span;
use crate::value::{Period, two_years_help};
use std::collections::BTreeMap;

/// A series by month has others as well; one in which all months read as two years that follow
/// each other is more likely one of years. The forms that cannot be mistaken are always right.
pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let ledger = subject.ledger;
    let results = ledger.observations.records().map(|one| (one.indicator, one.period.span));
    let targets = ledger.targets.records().map(|one| (one.indicator, one.period.span));
    let mut written: BTreeMap<_, Vec<(Span, i16, i16)>> = BTreeMap::new();
    for (indicator, place) in results.chain(targets) {
        if let Some((year, part)) = year_and_part(subject.written(place)) {
            written.entry(indicator).or_default().push((place, year, part));
        }
    }
    for places in written.values() {
        if !places.iter().all(|(_, year, part)| (year + 1) % 100 == *part) {
            continue;
        }
        for (place, year, part) in places {
            sink.push(report(*place, *year, *part));
        }
    }
}

/// The two numbers of a period of four digits and two.
fn year_and_part(text: &str) -> Option<(i16, i16)> {
    let (year, part) = text.split_once('-')?;
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_number(year, 4) && is_number(part, 2);
    fits.then(|| Some((year.parse().ok()?, part.parse().ok()?))).flatten()
}

fn report(place: Span, year: i16, part: i16) -> Diagnostic {
    let message =
        format!("`{year:04}-{part:02}` is read as a month, and may be meant as two years");
    let month = Period::parse_canonical(&format!("{year:04}-{part:02}"));
    let days = month.map(|month| format!("{}/{}", month.first_day(), month.last_day()));
    let help = two_years_help(year);
    let help = match days {
        Ok(days) => format!("write `{days}` for the month; {help}"),
        Err(_) => help,
    };
    Diagnostic::new(Code::TwoYears, place, message).help(help)
}

//! Results of time that has not passed by the day that the site speaks of.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Observation;

/// For an earlier day than the settings name (`--as-of`) such results are not known yet; that they
/// are in the ledger is no mistake. Neither is it if they say that they became known later.
pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let ledger = subject.ledger;
    let day = ledger.site.as_of.max(subject.model.site.as_of);
    let is_known = |found: &Observation| ledger.known_since(found).is_none_or(|since| since <= day);
    let ahead =
        ledger.observations.all().map(|(_, found)| found).filter(|found| found.is_ahead_of(day));
    for found in ahead.filter(|found| is_known(found)) {
        let message = format!("a result up to {}, but the site speaks of {day}", found.covers);
        let is_begun = found.period.first_day() <= day;
        let covers = match is_begun {
            true => "add the last day that it covers as `covers:`, ",
            false => "",
        };
        let help = format!(
            "correct the period, {covers}write `status: forecast` if it is one, or move `as_of` of the site",
        );
        sink.push(Diagnostic::new(Code::ResultOfFuture, found.period.span, message).help(help));
    }
}

//! Figures that count from the same day on and become less.

use super::Subject;
use super::parts_do_not_add_up::{bounds, series, wrong_wholes};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Observation;
use rust_decimal::Decimal;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    // What its parts do not add up to has been reported.
    let wrong = wrong_wholes(subject);
    for mut series in series(subject) {
        // What can be negative can become less.
        if series.iter().any(|found| is_negative(found)) {
            continue;
        }
        series.retain(|found| !wrong.contains(&found.value_at()));
        series.sort_by_key(|found| (found.period.first_day(), found.covers));
        for pair in series.windows(2) {
            let [before, after] = pair else { continue };
            let is_later = before.period.first_day() == after.period.first_day()
                && before.covers < after.covers;
            if is_later && falls(before, after) {
                sink.push(report(subject, before, after));
            }
        }
    }
}

fn is_negative(found: &Observation) -> bool {
    found.value.is_some_and(|value| value.number.coefficient < Decimal::ZERO)
}

fn falls(before: &Observation, after: &Observation) -> bool {
    matches!((bounds(before), bounds(after)), (Some(before), Some(after)) if before.is_above(after))
}

fn report(subject: Subject<'_>, before: &Observation, after: &Observation) -> Diagnostic {
    let message = format!(
        "less by {} than by {}: `{}` after `{}`",
        after.covers,
        before.covers,
        subject.written(after.value_at()),
        subject.written(before.value_at())
    );
    Diagnostic::new(Code::FallsToDate, after.value_at(), message)
        .related(before.value_at(), "the earlier figure")
        .help("compare both with their sources; a figure for a part of the year alone has that part as its `period` and no `basis: to_date`")
}

//! Totals of columns of the list of projects that mean nothing.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let ledger = subject.ledger;
    for column in ledger.site.columns.iter().flatten() {
        let (Some(id), Some(total)) = (column.indicator(), column.total) else { continue };
        let Some(one) = ledger.indicators.find(id.as_str()) else { continue };
        let (message, help) = if !ledger.indicators.get(one).adds_parts() {
            (format!("`{id}` does not add up, so its column has no total"), "leave `total` out")
        } else if column.period().is_none() {
            let message = "the latest figures are of several periods, so they have no total";
            (message.to_owned(), "add `period: …`, or leave `total` out")
        } else {
            continue;
        };
        sink.push(Diagnostic::new(Code::ImpossibleValue, total, message).help(help));
    }
}

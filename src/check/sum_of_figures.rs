//! Sums of figures of projects that cannot be summed, or not into that indicator.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{MeasureOf, Record};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let indicators = &subject.ledger.indicators;
    for indicator in indicators.records() {
        let Some(measure) = &indicator.measure else { continue };
        let MeasureOf::Figures(of) = measure.of else { continue };
        let of = indicators.get(of);
        let units = &subject.ledger.units;
        let (message, help) = if !of.adds_parts() {
            let message = format!("`{}` does not add up, so figures of it have no sum", of.id());
            (message, "sum what adds up, or say `adds: parts` of it")
        } else if of.unit != indicator.unit {
            let (own, other) = (units.name(indicator.unit), units.name(of.unit));
            let message =
                format!("`{}` is in `{other}`, and a sum of it is not in `{own}`", of.id());
            (message, "give both the same unit")
        } else {
            continue;
        };
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, measure.span, message)
                .help(help)
                .related(of.header.span, "what is summed"),
        );
    }
}

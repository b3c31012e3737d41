//! Targets and observations in another unit than their indicator's.

use super::Subject;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::model::Indicator;
use crate::model::Record;
use crate::model::Ref;
use crate::source::Span;
use crate::value::Quantity;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    for target in &model.targets {
        let quantities = [Some(&target.value), target.baseline.as_ref()];
        for quantity in quantities.into_iter().flatten() {
            check_one(subject, target.indicator, quantity, target.span, sink);
        }
    }
    for observation in &model.observations {
        if let Some(value) = &observation.value {
            check_one(subject, observation.indicator, value, observation.span, sink);
        }
    }
}

fn check_one(
    subject: Subject<'_>,
    indicator: Ref<Indicator>,
    quantity: &Quantity,
    span: Span,
    sink: &mut Sink,
) {
    let model = subject.model;
    let record = model.indicators.get(indicator);
    let Some(unit) = quantity.unit.filter(|unit| *unit != record.unit) else { return };
    let (found, expected) = (model.units.name(unit), model.units.name(record.unit));
    let message =
        format!("a figure in `{found}`, but `{}` is measured in `{expected}`", record.id());
    sink.push(
        Diagnostic::new(Code::UnitMismatch, span, message)
            .related(record.header.span, format!("`{}` is defined here", record.id()))
            .help(format!("convert the figure to `{expected}`")),
    );
}

//! Targets and observations that say what an indicator of their kind cannot mean.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Basis, Direction, IndicatorKind, Method, Record, Target};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    for (_, target) in model.targets.all() {
        let indicator = model.indicators.get(target.indicator);
        let related = (indicator.header().span, "its indicator");
        let found = match Method::of(indicator.kind, target) {
            // Reported where the target is read.
            None if target.baseline.is_some() && target.promise.direction.is_kept() => continue,
            None => senseless(target, indicator.kind),
            Some(method) if !target.plan.is_empty() && !method.takes_plan() => {
                let message = "nothing of this target is done part by part, so it has no `plan`";
                Diagnostic::new(Code::KindMismatch, target.plan.span.unwrap_or(target.header.span), message)
                    .help("leave `plan` out; it goes with what adds up, and with a `baseline` without a period")
            }
            Some(_) => continue,
        };
        sink.push(found.related(related.0, related.1));
    }
    for (_, found) in
        model.observations.all().filter(|(_, found)| found.basis == Some(Basis::ToDate))
    {
        let indicator = model.indicators.get(found.indicator);
        if indicator.kind != IndicatorKind::Cumulative {
            let kind = indicator.kind.key();
            let message =
                format!("a `{kind}` does not add up over the year, so nothing of it is `to_date`");
            sink.push(
                Diagnostic::new(Code::KindMismatch, found.header.span, message)
                    .help("leave `basis` out")
                    .related(indicator.header().span, "its indicator"),
            );
        }
    }
}

/// What a target asks of an indicator of a kind that has no such thing, and what may be meant.
fn senseless(target: &Target, kind: IndicatorKind) -> Diagnostic {
    let (direction, word) = (target.promise.direction.key(), kind.key());
    let has_baseline = target.baseline.is_some();
    let (message, help) = match (kind, target.promise.direction) {
        (IndicatorKind::Level, Direction::Reach) => (
            "a level is reached from somewhere, so its target needs a `baseline`".to_owned(),
            "add `baseline: …`, or write `at_least` or `at_most`",
        ),
        (IndicatorKind::Cumulative, _) if has_baseline => (
            "what adds up starts from nothing in each period, so it has no `baseline`".to_owned(),
            "leave `baseline` out, or give the indicator `kind: level`",
        ),
        (IndicatorKind::Cumulative, _) => (
            format!("what adds up over the period cannot be `{direction}`"),
            "write `at_least` or `at_most`, or give the indicator `kind: level`",
        ),
        _ => (
            format!(
                "a `{word}` is done or not done, which says nothing of `{}`",
                if has_baseline { "baseline" } else { direction }
            ),
            "write `reach: 1`",
        ),
    };
    Diagnostic::new(Code::KindMismatch, target.promise.value.span, message).help(help)
}

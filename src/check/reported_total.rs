//! A total as reported against what the ledger lists.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink, list_known};
use crate::model::{
    Complete, Indicator, Measure, MeasureOf, Measured, Measuring, Observation,
    ObservationsByIndicator, Record,
};
use crate::value::{Interval, Number, Period, Quantity, Relation, Unit};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let observations = ObservationsByIndicator::new(model);
    for (one, indicator) in model.indicators.iter() {
        let is_total = |found: &&Observation| {
            // What is not comparable is of another definition than the measure, too.
            found.value.is_some() && found.not_comparable.is_none()
        };
        let totals: Vec<_> = observations.of(one).iter().copied().filter(is_total).collect();
        // A measure counts what happened within a period, which says nothing of a state.
        if !indicator.adds_time() || totals.is_empty() {
            continue;
        }
        let Some(measuring) = Measuring::new(model, indicator) else { continue };
        // Its own parts are held against it elsewhere; where some may be negative, those that are
        // listed may be more than all.
        let is_own = |measure: &Measure| measure.of == MeasureOf::Figures(one);
        if indicator.measure.as_ref().is_some_and(is_own) || measuring.may_fall() {
            continue;
        }
        let compared = totals.iter().map(|total| compare(subject, &measuring, indicator, total));
        let faults: Vec<_> = compared.collect();
        let agree: Vec<_> =
            totals.iter().zip(&faults).filter(|(_, fault)| fault.is_none()).collect();
        for (total, fault) in totals.iter().zip(&faults) {
            // What was reported more than once, say preliminary and final, may differ.
            let is_same = |other: &Observation| {
                other.period == total.period
                    && other.covers == total.covers
                    && other.part == total.part
            };
            if !agree.iter().any(|(other, _)| is_same(other)) {
                sink.extend(fault.clone());
            }
        }
    }
}

fn compare(
    subject: Subject<'_>,
    measuring: &Measuring<'_>,
    indicator: &Indicator,
    total: &Observation,
) -> Option<Diagnostic> {
    // What happened after the last day that the data cover is not in the figure.
    let covered = Period::between(total.period.first_day(), total.covers)?;
    let measured = measuring.listed(covered, &total.part)?;
    let listed = Bounds::within(measured.value)?;
    let reported = Bounds::of(total.value.as_ref()?, total.step())?;
    let complete = indicator
        .measure
        .as_ref()
        .and_then(|measure| subject.model.site.complete(measure.reaching?, covered));
    let is_whole_sum = measured.left_out.n() == 0;
    let fault = if listed.is_above(reported) {
        Fault::More
    } else if reported.is_above(listed) && is_whole_sum {
        Fault::Less(complete?)
    } else {
        return None;
    };
    let counted = measuring.listed_projects(covered, &total.part).into_iter();
    let counted: Vec<_> = counted.map(|project| project.id().as_str()).collect();
    Some(report(subject, indicator, total, &measured, fault).note(match counted.len() {
        0 => "no project is counted".to_owned(),
        1 => format!("the project counted is {}", list_known(counted)),
        _ => format!("the projects counted are {}", list_known(counted)),
    }))
}

#[derive(Clone, Copy)]
enum Fault<'a> {
    More,
    Less(&'a Complete),
}

fn report(
    subject: Subject<'_>,
    indicator: &Indicator,
    total: &Observation,
    measured: &Measured,
    fault: Fault<'_>,
) -> Diagnostic {
    let (written, period) = (subject.written(total.value_at()), total.period);
    let reported = total.value.as_ref().map(|reported| &reported.quantity);
    let listed = listed(subject, written, reported, measured.value, indicator.unit);
    let diagnostic = |message| Diagnostic::new(Code::ReportedTotal, total.value_at(), message);
    match fault {
        Fault::More => diagnostic(format!(
            "more is listed than reported for {period}: {listed} against `{written}`"
        ))
        .help("correct the figure, or the dates of the milestones that are counted"),
        Fault::Less(declared) => diagnostic(format!(
            "less is listed than reported for {period}: {listed} against `{written}`"
        ))
        .related(declared.span, "the list is said to be complete here")
        .help("add what is not listed, correct the figure, or take the period out of `complete`"),
    }
}

/// What is listed, in the words of the reported figure: on its scale and in its unit. Those of one
/// that is not exact say more than a number, so beside it amounts are printed as pages print them.
fn listed(
    subject: Subject<'_>,
    written: &str,
    reported: Option<&Quantity>,
    listed: Interval,
    unit: Unit,
) -> String {
    let words = |digits: &dyn Fn(Number) -> Option<String>| {
        if let Some(exact) = listed.exact() {
            return digits(exact);
        }
        let [low, high] = [listed.low, listed.high].map(|end| end.map(|end| end.number));
        Some(match (low, high) {
            (Some(low), Some(high)) => format!("{} to {}", digits(low)?, digits(high)?),
            (Some(low), None) => format!("at least {}", digits(low)?),
            (None, Some(high)) => format!("up to {}", digits(high)?),
            (None, None) => return None,
        })
    };
    let on_scale = |reported: Number| {
        let digits =
            |end: Number| Some(end.at_exponent(reported.exponent)?.normalize().to_string());
        Some(written.replacen(&reported.coefficient.to_string(), &words(&digits)?, 1))
    };
    let exact = reported.filter(|reported| reported.relation == Relation::Exactly);
    let printed = |end: Number| {
        let (_, locale) = subject.locales.first()?;
        let amount = Quantity::exactly(end, Some(unit));
        Some(locale.quantity(&amount, &subject.model.units))
    };
    let on_scale = exact.and_then(|reported| on_scale(reported.number));
    on_scale.or_else(|| words(&printed)).unwrap_or_default()
}

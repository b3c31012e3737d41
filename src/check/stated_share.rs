//! A share as stated against the two figures that it is a share of.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Observation, ObservationsByIndicator};
use crate::value::round;
use rust_decimal::Decimal;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let with_share = |found: &&Observation| found.stated_share.is_some() && found.value.is_some();
    if !model.observations.records().any(|found| with_share(&found)) {
        return;
    }
    let observations = ObservationsByIndicator::new(model);
    let adds_parts = |found: &Observation| model.indicators.get(found.indicator).adds_parts();
    for part in model.observations.records().filter(with_share).filter(|part| adds_parts(part)) {
        let unit = model.indicators.get(part.indicator).unit;
        let wholes = observations.wholes_of(model, part).filter(|whole| {
            whole.value.is_some()
                && adds_parts(whole)
                && whole.covers == part.covers
                && model.indicators.get(whole.indicator).unit == unit
        });
        let found: Vec<_> =
            wholes.filter_map(|whole| Some((whole, agrees(part, whole)?))).collect();
        // A whole that was reported more than once, say preliminary and final, may differ.
        if let [(whole, false), others @ ..] = &found[..]
            && others.iter().all(|(_, agrees)| !agrees)
        {
            sink.extend(contradiction(subject, part, whole));
        }
    }
}

/// Whether a share is what its two figures can make, each rounded to its last place; `None` if
/// they say nothing about it.
fn agrees(part: &Observation, whole: &Observation) -> Option<bool> {
    // There is no share of net figures.
    if part.value.is_some_and(|value| value.number.coefficient < Decimal::ZERO) {
        return None;
    }
    let stated = part.stated_share.as_ref()?;
    let stated = Bounds::of(stated, stated.number.last_place()?)?;
    let [amount, of] = [part, whole].map(|one| Bounds::of(one.value.as_ref()?, one.step()));
    Some(!amount?.share_of(of?)?.contradict(stated))
}

fn contradiction(
    subject: Subject<'_>,
    part: &Observation,
    whole: &Observation,
) -> Option<Diagnostic> {
    let stated = part.stated_share.as_ref()?;
    let value = |found: &Observation| Some(found.value.as_ref()?.number);
    let ratio = value(part)?.ratio(value(whole)?)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let decimals = stated.number.coefficient.scale();
    let computed = |decimals| format!("{}%", round(ratio, decimals));
    let written = |span| subject.written(span);
    let message = format!(
        "a share of `{}` is stated, but {} of {} is {}",
        written(part.share_at()),
        written(part.value_at()),
        written(whole.value_at()),
        computed(decimals + 1),
    );
    Some(
        Diagnostic::new(Code::StatedShare, part.share_at(), message)
            .related(part.value_at(), "the part")
            .related(whole.value_at(), "the whole")
            .help(format!(
                "compare the three figures with the source; {} would agree",
                computed(decimals)
            )),
    )
}

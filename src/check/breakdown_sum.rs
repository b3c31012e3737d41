//! Parts that are reported on their own against the whole that they are parts of.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Breakdown, Filter, Indicator, Observation, ObservationsByIndicator, Parts, Ref,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let observations = ObservationsByIndicator::new(model);
    let mut wholes: BTreeMap<_, Whole<'_>> = BTreeMap::new();
    for found in
        model.observations.records().filter(|found| !found.is_forecast() && adds_up(subject, found))
    {
        for whole in observations.wholes_of(model, found) {
            if whole.covers != found.covers || !is_one_unit(subject, whole, found) {
                continue;
            }
            let key = (whole.indicator, *whole.period, whole.covers);
            let all = wholes.entry(key).or_default();
            // Each whole is met once for every part.
            if !all.reported.iter().any(|known| known.header.id == whole.header.id) {
                all.reported.push(whole);
            }
            if all.parts.last().is_none_or(|known| known.header.id != found.header.id) {
                all.parts.push(found);
            }
        }
    }
    wholes.values().for_each(|whole| whole.check(subject, sink));
}

/// Whether the parts of a figure add up to it, as those of a rate or of an average do not.
fn adds_up(subject: Subject<'_>, found: &Observation) -> bool {
    found.value.is_some() && subject.model.indicators.get(found.indicator).adds_parts()
}

fn is_one_unit(subject: Subject<'_>, one: &Observation, other: &Observation) -> bool {
    let unit = |found: &Observation| subject.model.indicators.get(found.indicator).unit;
    adds_up(subject, one) && unit(one) == unit(other)
}

/// What tells one part from another: the same part may be reported more than once.
type Key = (Option<usize>, Option<Ref<Indicator>>);

/// A whole, as often as it was reported, with its parts.
#[derive(Default)]
struct Whole<'a> {
    reported: Vec<&'a Observation>,
    parts: Vec<&'a Observation>,
}

impl<'a> Whole<'a> {
    fn check(&self, subject: Subject<'_>, sink: &mut Sink) {
        let Some((first, amount)) = self.amount() else { return };
        let mut is_wrong = false;
        // Beside a negative part another one may well be more than the whole.
        let none = Vec::new();
        let parts = if self.may_be_negative() { &none } else { &self.parts };
        for part in parts {
            if bounds(part).is_some_and(|bounds| bounds.is_above(amount)) {
                is_wrong = true;
                sink.push(too_large(subject, part, first));
            }
        }
        // The sum would be wrong for the same reason.
        if is_wrong {
            return;
        }
        for (_, breakdown) in Breakdown::WORDS {
            self.check_sum(subject, *breakdown, (first, amount), sink);
        }
    }

    /// Whether any of the figures is negative: net figures, such as migration or profit.
    fn may_be_negative(&self) -> bool {
        let all = self.reported.iter().chain(&self.parts);
        all.filter_map(|found| found.value.as_ref())
            .any(|value| value.number.coefficient < Decimal::ZERO)
    }

    /// The whole, and the bounds of everything that was reported of it.
    fn amount(&self) -> Option<(&'a Observation, Bounds)> {
        let mut all = self.reported.iter().map(|whole| bounds(whole));
        let first = all.next()??;
        let amount = all.try_fold(first, |one, other| Some(one.or(other?)))?;
        Some((self.reported.first()?, amount))
    }

    fn check_sum(
        &self,
        subject: Subject<'_>,
        breakdown: Breakdown,
        (whole, amount): (&Observation, Bounds),
        sink: &mut Sink,
    ) {
        let of = self.parts.iter().filter_map(|part| Some((key(part, breakdown)?, *part)));
        let of: Vec<(Key, &Observation)> = of.collect();
        let n_parts = of.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len();
        // One part is compared as it is written; several may each have been rounded.
        let (bounds_of, amount) = match n_parts {
            0 => return,
            1 => (bounds as fn(&Observation) -> Option<Bounds>, amount),
            _ => {
                let mut all = self.reported.iter().map(|whole| rounded_bounds(whole));
                let Some(Some(first)) = all.next() else { return };
                let all = all.try_fold(first, |one, other| Some(one.or(other?)));
                let Some(amount) = all else { return };
                (rounded_bounds as fn(&Observation) -> Option<Bounds>, amount)
            }
        };
        let mut found: BTreeMap<Key, (Bounds, &Observation)> = BTreeMap::new();
        for (key, part) in of {
            let Some(bounds) = bounds_of(part) else { return };
            let known = found.entry(key).or_insert((bounds, part));
            known.0 = known.0.or(bounds);
        }
        let declared = self.reported.iter().flat_map(|whole| &whole.parts);
        let mut declared = declared.filter(|(one, _)| *one == breakdown).map(|(_, parts)| *parts);
        let how = declared.next_back().unwrap_or_else(|| breakdown.default_parts());
        let none = Bounds::exactly(Decimal::ZERO);
        let sum = found.values().fold(none, |sum, (bounds, _)| sum.plus(*bounds));
        let is_wrong = match how {
            Parts::Overlapping => false,
            // What is lacking may be negative, too.
            Parts::Apart => sum.is_above(amount) && !self.may_be_negative(),
            Parts::Complete => sum.contradict(amount),
        };
        if is_wrong {
            let mut parts: Vec<_> = found.values().map(|(_, part)| *part).collect();
            parts.sort_by_key(|part| part.value_at());
            let is_more = sum.is_above(amount);
            sink.push(wrong_sum(subject, breakdown, whole, &parts, is_more));
        }
    }
}

fn bounds(found: &Observation) -> Option<Bounds> {
    Bounds::of(found.value.as_ref()?, found.step())
}

/// The same, but of a count half a unit of its last place, too: a column of rounded figures adds
/// up to one more or less.
fn rounded_bounds(found: &Observation) -> Option<Bounds> {
    let value = found.value.as_ref()?;
    let step = if found.step().is_zero() { value.number.last_place()? } else { found.step() };
    Bounds::of(value, step)
}

/// Which part of that breakdown an observation is; `None` if it is none, or a part of a part.
fn key(part: &Observation, breakdown: Breakdown) -> Option<Key> {
    let Filter { category, industry, park, region, investment } = &part.part;
    let by = [
        (Breakdown::Category, category.map(Ref::index)),
        (Breakdown::Industry, industry.map(Ref::index)),
        (Breakdown::Park, park.map(Ref::index)),
        (Breakdown::Region, region.map(Ref::index)),
    ];
    let mut set = by.into_iter().filter_map(|(by, number)| Some((by, number?)));
    match (set.next(), set.next(), investment) {
        (None, None, None) if breakdown == Breakdown::Indicators => {
            Some((None, Some(part.indicator)))
        }
        (Some((by, number)), None, None) if by == breakdown => Some((Some(number), None)),
        _ => None,
    }
}

fn too_large(subject: Subject<'_>, part: &Observation, whole: &Observation) -> Diagnostic {
    let (one, all) = (subject.written(part.value_at()), subject.written(whole.value_at()));
    let message = format!("a part is more than its whole: `{one}` of `{all}`");
    Diagnostic::new(Code::BreakdownSum, part.value_at(), message)
        .related(whole.value_at(), "the whole")
        .help("compare both figures with their sources")
}

fn wrong_sum(
    subject: Subject<'_>,
    breakdown: Breakdown,
    whole: &Observation,
    parts: &[&Observation],
    is_more: bool,
) -> Diagnostic {
    let name = breakdown.key();
    let sum: Vec<_> = parts.iter().map(|part| subject.written(part.value_at())).collect();
    let (sum, all) = (sum.join(" + "), subject.written(whole.value_at()));
    let than = if is_more { "more than" } else { "less than" };
    let message =
        format!("the parts by `{name}` add up to {than} the whole: {sum} against `{all}`");
    let diagnostic = Diagnostic::new(Code::BreakdownSum, whole.value_at(), message);
    let diagnostic =
        parts.iter().fold(diagnostic, |all, part| all.related(part.value_at(), "a part"));
    diagnostic.help(match is_more {
        true => format!(
            "correct the figures, or write `parts: {{ {name}: overlapping }}` where parts may overlap"
        ),
        false => format!(
            "add the part that is lacking, or write `parts: {{ {name}: apart }}` if not all are reported"
        ),
    })
}

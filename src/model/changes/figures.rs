//! Results and targets that are new, revised or withdrawn.

use super::super::revision::is_same_amount;
use super::super::{Model, Observation, Standing, Target, Text};
use super::bridge::{named, parts};
use super::{Bridge, Fate, FigureChange, Stated};
use crate::value::Quantity;
use std::collections::BTreeMap;

/// What a figure is of, in words that do not depend on the state of the ledger.
type Key = Vec<String>;

/// Old and new records of the same figure, by their numbers in their lists.
struct Pairs {
    /// For each new record the old one.
    before: Vec<Option<usize>>,
    /// The old records that have no new one.
    gone: Vec<usize>,
}

/// Pairs what is of the same figure: first by the exact keys, then what is left and alone with
/// each wider key.
fn pair<const N: usize>(old: &[[Key; N]], new: &[[Key; N]]) -> Pairs {
    let mut before = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    for width in 0..N {
        let key = |keys: &[Key; N]| keys[width].clone();
        let mut left: BTreeMap<Key, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (number, keys) in old.iter().enumerate().filter(|(number, _)| !is_taken[*number]) {
            left.entry(key(keys)).or_default().0.push(number);
        }
        for (number, keys) in new.iter().enumerate().filter(|(number, _)| before[*number].is_none())
        {
            left.entry(key(keys)).or_default().1.push(number);
        }
        for (olds, news) in left.values() {
            if let ([one], [other]) = (&olds[..], &news[..]) {
                before[*other] = Some(*one);
                is_taken[*one] = true;
            }
        }
    }
    let gone = (0..old.len()).filter(|number| !is_taken[*number]).collect();
    Pairs { before, gone }
}

pub(super) fn observations(bridge: &Bridge<'_>) -> Vec<FigureChange> {
    let keys = |model: &Model| -> Vec<_> {
        model.observations.records().map(|found| observation_keys(model, found)).collect()
    };
    let Pairs { before, gone } = pair(&keys(bridge.old), &keys(bridge.new));
    let mut changes = Vec::new();
    let before_all: Vec<_> = bridge.old.observations.records().collect();
    for (found, before) in bridge.new.observations.records().zip(before) {
        let old = before.map(|number| before_all[number]);
        let reached = old.map(|old| old.covers);
        let old = old.map(|old| stated_before(bridge, old));
        let new = stated(found);
        if old.as_ref().is_some_and(|old| is_same(bridge, old, &new)) {
            continue;
        }
        let model = bridge.new;
        changes.push(FigureChange {
            fate: match reached {
                None => Fate::New,
                Some(day) if day < found.covers => Fate::Updated,
                Some(_) => Fate::Revised,
            },
            indicator: named(&model.indicators, found.indicator),
            period: *found.period,
            part: parts(model, &found.part),
            scope: None,
            old,
            new: Some(new),
            has_other_plan: false,
            since: model.known_since(found),
            citations: found.header.citations.clone(),
        });
    }
    changes.extend(gone.into_iter().map(|number| {
        let found = before_all[number];
        let indicator = bridge.old.indicators.get(found.indicator);
        FigureChange {
            fate: Fate::Withdrawn,
            indicator: bridge.named(|model| &model.indicators, indicator),
            period: *found.period,
            part: bridge.part(&found.part),
            scope: None,
            old: Some(stated_before(bridge, found)),
            new: None,
            has_other_plan: false,
            since: bridge.old.known_since(found),
            citations: bridge.citations(&found.header.citations),
        }
    }));
    changes
}

fn observation_keys(model: &Model, found: &Observation) -> [Key; 3] {
    let mut widest = vec![
        model.indicators.id(found.indicator).to_string(),
        found.period.to_string(),
        words(model, found.share_of.as_ref()),
        words(model, found.not_comparable.as_ref()),
    ];
    widest.extend(parts(model, &found.part).into_iter().map(|one| one.id.to_string()));
    if found.value.is_none() {
        widest.push(words(model, found.claim.as_ref()));
    }
    // A figure of a period that is not over is told anew from report to report.
    let mut wide = widest.clone();
    wide.push(found.covers.to_string());
    let mut exact = wide.clone();
    exact.push(format!("{:?}", found.status));
    [exact, wide, widest]
}

fn stated(found: &Observation) -> Stated {
    let claim = found.claim.clone().filter(|_| found.value.is_none());
    Stated { value: found.value.as_deref().copied(), claim, standing: Some(found.status) }
}

fn stated_before(bridge: &Bridge<'_>, found: &Observation) -> Stated {
    let Stated { value, claim, standing } = stated(found);
    Stated {
        value: value.map(|value| bridge.quantity(&value)),
        claim: claim.map(|claim| bridge.text(&claim)),
        standing,
    }
}

/// Whether the same is said as before; that what was reported is now final is no news.
fn is_same(bridge: &Bridge<'_>, old: &Stated, new: &Stated) -> bool {
    let firm = |standing: Option<Standing>| match standing {
        Some(Standing::Reported) => Some(Standing::Final),
        other => other,
    };
    let values = match (&old.value, &new.value) {
        (Some(old), Some(new)) => is_same_amount(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    let claims = match (&old.claim, &new.claim) {
        (Some(old), Some(new)) => bridge.is_same_text(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    values && claims && firm(old.standing) == firm(new.standing)
}

pub(super) fn targets(bridge: &Bridge<'_>) -> Vec<FigureChange> {
    let Pairs { before, gone } = pair(&target_keys(bridge.old), &target_keys(bridge.new));
    let mut changes = Vec::new();
    let before_all: Vec<_> = bridge.old.targets.records().collect();
    for (target, before) in bridge.new.targets.records().zip(before) {
        let before = before.map(|number| before_all[number]);
        let old = before.map(|before| bridge.quantity(&promised(before)));
        let has_other_plan =
            before.is_some_and(|before| is_planned_otherwise(bridge, before, target));
        let new = promised(target);
        if old.as_ref().is_some_and(|old| is_same_amount(old, &new)) && !has_other_plan {
            continue;
        }
        let model = bridge.new;
        changes.push(FigureChange {
            fate: if old.is_some() { Fate::Revised } else { Fate::New },
            indicator: named(&model.indicators, target.indicator),
            period: *target.period,
            part: parts(model, &target.part),
            scope: target.scope.clone(),
            old: old.map(value_of_target),
            new: Some(value_of_target(new)),
            has_other_plan,
            since: model.known_since(target),
            citations: target.header.citations.clone(),
        });
    }
    changes.extend(gone.into_iter().map(|number| {
        let target = before_all[number];
        let indicator = bridge.old.indicators.get(target.indicator);
        FigureChange {
            fate: Fate::Withdrawn,
            indicator: bridge.named(|model| &model.indicators, indicator),
            period: *target.period,
            part: bridge.part(&target.part),
            scope: target.scope.as_ref().map(|scope| bridge.text(scope)),
            old: Some(value_of_target(bridge.quantity(&promised(target)))),
            new: None,
            has_other_plan: false,
            since: bridge.old.known_since(target),
            citations: bridge.citations(&target.header.citations),
        }
    }));
    changes
}

/// What the targets of a ledger are of.
pub(super) fn target_keys(model: &Model) -> Vec<[Key; 2]> {
    let keys = model.targets.records().map(|target| {
        let mut wide =
            vec![model.indicators.id(target.indicator).to_string(), target.period.to_string()];
        wide.extend(parts(model, &target.part).into_iter().map(|one| one.id.to_string()));
        let mut exact = wide.clone();
        exact.push(format!("{:?}", target.promise.direction));
        exact.push(words(model, target.scope.as_ref()));
        [exact, wide]
    });
    keys.collect()
}

/// For each new target the number of the old one.
pub(super) fn targets_before(bridge: &Bridge<'_>) -> Vec<Option<usize>> {
    pair(&target_keys(bridge.old), &target_keys(bridge.new)).before
}

/// The value of a target as it is told.
pub(super) fn promised(target: &Target) -> Quantity {
    target.promise.value.with_relation(target.promise.direction.relation())
}

fn value_of_target(value: Quantity) -> Stated {
    Stated { value: Some(value), claim: None, standing: None }
}

fn is_planned_otherwise(bridge: &Bridge<'_>, before: &Target, target: &Target) -> bool {
    let baselines = match (&before.baseline, &target.baseline) {
        (Some(old), Some(new)) => {
            old.period == new.period && is_same_amount(&bridge.quantity(&old.value), &new.value)
        }
        (old, new) => old.is_none() && new.is_none(),
    };
    !baselines || before.path() != target.path() || before.plan != target.plan
}

/// A text as part of a key, by the codes of its languages.
fn words(model: &Model, text: Option<&Text>) -> String {
    let texts = text.into_iter().flat_map(|text| text.iter());
    let words: Vec<_> = texts
        .map(|(lang, one)| format!("{}: {}", model.site.language(lang).code, one.text))
        .collect();
    words.join("\n")
}

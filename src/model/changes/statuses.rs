//! Targets that have another status than before.

use super::super::progress::progress;
use super::super::{
    ActualFrom, Digits, Measurings, Model, ObservationsByIndicator, Progress, Target,
};
use super::bridge::{named, parts};
use super::figures::{promised, targets_before};
use super::{Bridge, Position, StatusChange};

pub(super) fn statuses(bridge: &Bridge<'_>) -> Vec<StatusChange> {
    let (old, new) = (bridge.old, bridge.new);
    let [earlier, later] = [old, new].map(ObservationsByIndicator::new);
    let [old_measurings, new_measurings] = [old, new].map(Measurings::new);
    let pairs = new.targets.records().zip(targets_before(bridge));
    let before_all: Vec<_> = old.targets.records().collect();
    let changed = pairs.filter_map(|(target, before)| {
        let before = before_all[before?];
        let was =
            progress(&old_measurings, earlier.of_part(before.indicator, &before.part), before);
        let is = progress(&new_measurings, later.of_part(target.indicator, &target.part), target);
        if was.status == is.status {
            return None;
        }
        let Position { target: promise, actual, .. } = position(old, before, &was);
        let was_there = Position {
            target: bridge.quantity(&promise),
            actual: actual.map(|actual| bridge.quantity(&actual)),
            ..position(old, before, &was)
        };
        let citations = match is.actual.as_ref().map(|actual| &actual.from) {
            Some(ActualFrom::Reported(found)) => {
                found.iter().flat_map(|found| found.header.citations.iter().cloned()).collect()
            }
            Some(ActualFrom::Measured(_)) | None => target.header.citations.clone(),
        };
        Some(StatusChange {
            indicator: named(&new.indicators, target.indicator),
            period: *target.period,
            part: parts(new, &target.part),
            scope: target.scope.clone(),
            old: was_there,
            new: position(new, target, &is),
            citations,
        })
    });
    changed.collect()
}

fn position(model: &Model, target: &Target, progress: &Progress<'_>) -> Position {
    let unit = model.indicators.get(target.indicator).unit;
    let actual = progress.actual.as_ref();
    Position {
        status: progress.status,
        target: promised(target),
        actual: actual.and_then(|actual| match &actual.from {
            // One result is told as it is stated: about 330 is no range.
            ActualFrom::Reported(found) if found.len() == 1 => found[0].value.as_deref().copied(),
            _ => actual.value.quantity(Some(unit)),
        }),
        covers: actual.map(|actual| actual.covers),
        completion: progress.completion,
        planned: progress.planned.filter(|_| progress.pace.is_some()),
        pace: progress.pace,
        digits: Digits::of(progress, model.site.cutoffs),
    }
}

//! Results and targets that are new, revised or withdrawn, and statuses that changed.

use super::{Parts, change};
use crate::model::Indicator;
use crate::model::changes::{Fate, FigureChange, Named, PartOf, Position, Stated, StatusChange};
use crate::render::progress::{pace, percent, status_word};
use crate::render::scope::Scope;
use crate::render::view::{ChangeView, LinkView};
use crate::value::Period;

pub(super) fn figures<'a>(
    scope: &Scope<'a>,
    all: &'a [FigureChange],
    are_targets: bool,
) -> Vec<ChangeView<'a>> {
    let changes = all.iter().map(|one| {
        let old = one.old.as_ref().map(|old| stated(scope, old));
        let new = one.new.as_ref().map(|new| stated(scope, new));
        let words = match (one.fate, &old, &new) {
            (Fate::Revised, Some(old), Some(new)) if old == new => {
                Some(scope.t("fate-other-plan", &[("value", new)]))
            }
            (Fate::Revised, Some(old), Some(new)) => {
                let key = if are_targets { "target-revised" } else { "fate-revised" };
                Some(scope.t(key, &[("old", old), ("new", new)]))
            }
            (Fate::Updated, Some(old), Some(new)) => {
                Some(scope.t("fate-updated", &[("old", old), ("new", new)]))
            }
            (Fate::Withdrawn, Some(old), _) => Some(scope.t("fate-withdrawn", &[("old", old)])),
            (_, _, Some(new)) => Some(scope.t("fate-new", &[("new", new)])),
            _ => None,
        };
        let since = one.since.filter(|_| one.fate != Fate::Withdrawn).map(|day| {
            let day = scope.date(Period::Day(day));
            scope.t("known-since", &[("day", &day)])
        });
        let parts = Parts {
            what: Some(scope.short_date(one.period)),
            old,
            new,
            words,
            when: since,
            note: one.scope.as_ref().map(|text| scope.plain(text).to_owned()),
            citations: &one.citations,
        };
        let page = if are_targets { Some(one.period) } else { None };
        change(scope, link(scope, &one.indicator, &one.part, page), parts)
    });
    changes.collect()
}

pub(super) fn statuses<'a>(scope: &Scope<'a>, all: &'a [StatusChange]) -> Vec<ChangeView<'a>> {
    let changes = all.iter().map(|one| {
        let [old, new] = [&one.old, &one.new].map(|one| status_word(scope, one.status.key()));
        let inputs = [&one.old, &one.new].map(|one| inputs(scope, one));
        let note = scope.t("change-inputs", &[("old", &inputs[0]), ("new", &inputs[1])]);
        let parts = Parts {
            what: Some(scope.short_date(one.period)),
            old: Some(old),
            new: Some(new),
            note: Some(note),
            citations: &one.citations,
            ..Parts::default()
        };
        change(scope, link(scope, &one.indicator, &one.part, Some(one.period)), parts)
    });
    changes.collect()
}

/// An indicator, or a part of it, linked to the page that has its figures: that of a project, of a
/// period, or its own.
fn link<'a>(
    scope: &Scope<'a>,
    indicator: &'a Named<Indicator>,
    part: &'a [PartOf],
    period: Option<Period>,
) -> LinkView<'a> {
    let of_project = part.iter().find_map(|one| scope.href_opt(scope.page_of(one.project?)));
    let of_period = || scope.href_opt(scope.page_of(period?));
    let own = || scope.href_opt(scope.page_of(indicator.record?));
    let mut link = LinkView {
        href: of_project.or_else(of_period).or_else(own),
        ..scope.text(&indicator.name).into()
    };
    let part: Vec<_> = part.iter().map(|one| scope.plain(&one.name)).collect();
    if !part.is_empty() {
        link.text = scope.with_part(&link.text, &scope.locale.list(&part)).into();
    }
    link
}

fn stated(scope: &Scope<'_>, stated: &Stated) -> String {
    let value = stated.value.as_ref().map(|value| scope.quantity(value));
    let claim = stated.claim.as_ref().map(|claim| scope.plain(claim).to_owned());
    let said = value.or(claim).unwrap_or_else(|| scope.t("not-stated", &[]));
    match stated.standing.and_then(|standing| scope.standing(standing)) {
        Some(standing) => scope.t("change-standing", &[("value", &said), ("standing", &standing)]),
        None => said,
    }
}

/// Everything that a status was computed from: "RMB 29 billion of RMB 40 billion, 72.5%, …".
fn inputs(scope: &Scope<'_>, position: &Position) -> String {
    let target = scope.quantity(&position.target);
    let Some(actual) = &position.actual else {
        return scope.t("change-no-result", &[("target", &target)]);
    };
    let actual = scope.quantity(actual);
    let of = scope.t("change-of-target", &[("actual", &actual), ("target", &target)]);
    let day = position.covers.map(|day| scope.date(Period::Day(day)));
    let digits = position.digits;
    let parts = [
        Some(of),
        day.map(|day| scope.t("change-covers", &[("day", &day)])),
        position.completion.map(|share| {
            scope.t("change-completion", &[("share", &percent(scope, share, digits))])
        }),
        position
            .planned
            .map(|share| scope.t("change-planned", &[("share", &percent(scope, share, digits))])),
        position.pace.map(|value| scope.t("change-pace", &[("pace", &pace(scope, value, digits))])),
    ];
    scope.details(parts).unwrap_or_default()
}

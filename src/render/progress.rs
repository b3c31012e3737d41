//! Progress in words: figures, bar, status and the sentence with all inputs.

use super::answer::verdict;
use super::asserted::statuses;
use super::meter::{Measured, meter};
use super::numbers::left_out_notes;
use super::revisions::{corrected, corrected_within, revised};
use super::scope::Scope;
use super::view::{
    BarView, CiteRefView, FigureView, LinkView, MeterView, ProgressView, StatusView, TextView,
};
use super::workings::{inputs, projection};
use crate::model::{
    Actual, ActualFrom, Basis, Citation, DeclaredStatus, Digits, Direction, HasStatus, Indicator,
    IndicatorKind, Method, Progress, Record, Rollup, Status, Target, ancestors,
};
use crate::value::{Number, Period, Quantity, Unit, round};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

/// The word for a status that is the same for all targets that have it.
pub(super) fn status_word(scope: &Scope<'_>, key: &str) -> String {
    scope.t(&format!("status-{key}"), &[])
}

/// The status of a target: "Missed by RMB 400 million", "Behind (final result not published)".
pub(super) fn status(scope: &Scope<'_>, progress: &Progress<'_>) -> StatusView {
    let indicator = scope.site.model.indicators.get(progress.target.indicator);
    let size = progress.distance.map(|size| distance(scope, size, indicator));
    let word = match (progress.status, size) {
        (Status::Missed, Some(size)) => scope.t("status-missed-by", &[("size", &size)]),
        (Status::Exceeded, Some(size)) => scope.t("status-exceeded-by", &[("size", &size)]),
        (Status::NotMetNow, Some(size)) => {
            let is_limit = progress.target.promise.direction == Direction::AtMost;
            scope.t(if is_limit { "status-over" } else { "status-short" }, &[("size", &size)])
        }
        (Status::Broken, _) if progress.is_over => {
            let since = progress.breach.map(|breach| scope.date(Period::Day(breach.since.covers)));
            scope.t("status-broken-on", &[("day", &since.unwrap_or_default())])
        }
        (status, _) => status_word(scope, status.key()),
    };
    let word = match progress.lacks_final {
        true => {
            let note = scope.t("status-final-not-published", &[]);
            scope.t("status-with-note", &[("status", &word), ("note", &note)])
        }
        false => word,
    };
    StatusView { key: progress.status.key(), word }
}

/// The way to how statuses are decided.
pub(super) fn method_link<'a>(scope: &Scope<'a>) -> LinkView<'a> {
    let href = format!("{}#statuses", scope.href(scope.page("method")));
    LinkView { href: Some(href), ..Scope::own(scope.t("note-statuses", &[])).into() }
}

/// A target with its result, in words.
pub(super) fn progress_view<'a>(scope: &Scope<'a>, progress: &'a Progress<'a>) -> ProgressView<'a> {
    let model = scope.site.model;
    let target = progress.target;
    let indicator = model.indicators.get(target.indicator);
    let actual = match &progress.actual {
        Some(actual) => FigureView {
            text: result(scope, progress).unwrap_or_default(),
            ..actual_figure(scope, actual, indicator)
        },
        // What is published and does not count is not "not published".
        None if progress.why.is_some() => FigureView { note: None, ..scope.missing() },
        None => scope.missing(),
    };
    let mut target_figure = stated(scope, scope.promised(target), &target.header.citations);
    if target.promise.direction.is_kept() {
        target_figure.text = scope.t("target-kept", &[("target", &target_figure.text)]);
    }
    let baseline = target.baseline.as_ref().map(|baseline| {
        let mut figure = stated(scope, scope.quantity(&baseline.value), &baseline.citations);
        figure.note = baseline.period.map(|period| scope.date(period));
        figure
    });
    target_figure.note = target_revised(scope, target);
    let covers =
        progress.actual.as_ref().map(|actual| covered(scope, actual, indicator, *target.period));
    let digits = Digits::of(progress, model.site.cutoffs);
    let cites = cites_of([&actual, &target_figure]);
    ProgressView {
        indicator: scope.record(target.indicator),
        part: scope.part_name(&target.part),
        scope: wording(scope, target),
        covers,
        completion_label: scope.t(completion_key(progress), &[]),
        completion: progress.completion.map(|share| percent(scope, share, digits)),
        planned: shown_plan(progress).map(|share| percent(scope, share, digits)),
        pace: progress.pace.map(|value| pace(scope, value, digits)),
        gap: progress.gap.map(|gap| points(scope, gap, digits)),
        remaining: progress.remaining().map(|rest| distance(scope, rest, indicator)),
        bar: bar(scope, progress),
        meter: drawn(scope, progress, &actual),
        cites,
        verdict: verdict(scope, progress),
        status: status(scope, progress),
        has_status: progress.status != Status::NoResult,
        why_word: (progress.status == Status::NotAssessable)
            .then_some(progress.why)
            .flatten()
            .map(|why| scope.t(&format!("why-{}", why.key()), &[])),
        status_computed: scope.computed().filter(|_| !target.status.is_empty()),
        asserted: statuses(scope, target),
        inputs: inputs(scope, progress, &target_figure, &actual),
        projection: projection(scope, progress),
        caveats: caveats(scope, progress),
        baseline,
        target: target_figure,
        actual,
    }
}

/// What a target states, which nothing rounds.
fn stated<'a>(scope: &Scope<'a>, text: String, citations: &'a [Citation]) -> FigureView {
    FigureView { text, missing: false, computed: None, note: None, cites: scope.cite(citations) }
}

/// The marks of several figures, each once.
fn cites_of<const N: usize>(figures: [&FigureView; N]) -> Vec<CiteRefView> {
    let mut found: Vec<CiteRefView> = Vec::new();
    for cite in figures.iter().flat_map(|figure| &figure.cites) {
        if found.iter().all(|known| known.number != cite.number) {
            found.push(cite.clone());
        }
    }
    found
}

/// The bar with what is written at it.
fn drawn(scope: &Scope<'_>, progress: &Progress<'_>, actual: &FigureView) -> Option<MeterView> {
    let completion = progress.completion?;
    let digits = Digits::of(progress, scope.site.model.site.cutoffs);
    let planned = shown_plan(progress).map(|share| percent(scope, share, digits));
    let key = match progress.target.promise.direction {
        Direction::AtMost => "meter-limit",
        _ => "meter-target",
    };
    let target = scope.quantity(&progress.target.promise.value);
    Some(meter(Measured {
        done: many_thousandths(completion),
        plan: shown_plan(progress).map(thousandths),
        result: actual.text.clone(),
        plan_words: planned
            .map(|planned| scope.t("meter-plan", &[("planned", &planned)]))
            .unwrap_or_default(),
        target_words: scope.t(key, &[("target", &target)]),
        label: bar(scope, progress)?.label,
    }))
}

/// The result of a target with digits enough to see whether it meets the target.
pub(super) fn result(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let target = progress.target;
    let indicator = scope.site.model.indicators.get(target.indicator);
    let actual = progress.actual.as_ref()?;
    let stated = match &actual.from {
        ActualFrom::Reported(observations) => match observations[..] {
            [only] => only.value.as_deref().copied(),
            _ => None,
        },
        ActualFrom::Measured(_) => None,
    };
    let Some(result) = stated.or_else(|| actual.value.quantity(Some(indicator.unit))) else {
        return Some(scope.missing().text);
    };
    Some(scope.shown_beside(&result, indicator, target.promise.value.number))
}

/// How far a result is from its target, which is never shown as nothing.
pub(super) fn distance(scope: &Scope<'_>, distance: Number, indicator: &Indicator) -> String {
    let distance = Quantity::exactly(distance, Some(difference(indicator.unit)));
    scope.shown_beside(&distance, indicator, Number::plain(0))
}

/// What the target was before it was revised, or corrected in the edition.
fn target_revised(scope: &Scope<'_>, target: &Target) -> Option<String> {
    let all = &scope.site.model.targets;
    let of = (target.indicator, *target.period, &target.part);
    let revised = revised(scope, all, &target.header.id, |earlier| {
        Some(scope.quantity(&earlier.promise.value))
    });
    scope.details([revised, corrected(scope, of, true)])
}

/// The unit of a difference between two figures of that unit.
pub(super) fn difference(unit: Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::PercentagePoint,
        other => other,
    }
}

/// A result as a figure, with what it was added up or computed from.
pub(super) fn actual_figure<'a>(
    scope: &Scope<'a>,
    actual: &Actual<'a>,
    indicator: &Indicator,
) -> FigureView {
    let unit = indicator.unit;
    match &actual.from {
        ActualFrom::Reported(observations) => {
            if let [only] = observations[..]
                && let Some(value) = &only.value
            {
                let mut figure = scope.figure_of(value, Some(indicator), &only.header.citations);
                let to_date = (only.basis == Some(Basis::ToDate)).then(|| scope.t("to-date", &[]));
                let of = (only.indicator, *only.period, &only.part);
                let corrected = corrected(scope, of, false);
                figure.note = scope.details([to_date, scope.standing(only.status), corrected]);
                return figure;
            }
            let Some(sum) = actual.value.quantity(Some(unit)) else { return scope.missing() };
            let text = scope.shown(&sum, Some(indicator));
            // Parts often stand in one report.
            let cites = scope.cite_once(observations.iter().map(|found| &*found.header.citations));
            let note = Some(scope.t_n("sum-of-parts", observations.len(), &[]));
            let softest = observations.iter().map(|found| found.firmness()).max();
            let standing = softest.and_then(|standing| scope.standing(standing));
            let note = scope.details([note, standing, corrected_within(scope, observations)]);
            FigureView { text, missing: false, computed: scope.computed(), note, cites }
        }
        ActualFrom::Measured(measured) => FigureView {
            text: scope.shown(&measured.quantity(unit), Some(indicator)),
            missing: false,
            computed: scope.computed(),
            note: Some(scope.t_n("listed", measured.n_counted, &[])),
            cites: Vec::new(),
        },
    }
}

/// What period a result covers.
pub(super) fn covered(
    scope: &Scope<'_>,
    actual: &Actual<'_>,
    indicator: &Indicator,
    target: Period,
) -> String {
    match &actual.from {
        ActualFrom::Reported(observations) if observations.len() == 1 => {
            scope.date(*observations[0].period)
        }
        _ if target == Period::Whole => scope.date(target),
        ActualFrom::Measured(_) if indicator.kind == IndicatorKind::Level => {
            scope.date(of_state(target, actual.covers))
        }
        _ => {
            let period = Period::between(target.first_day(), actual.covers).unwrap_or(target);
            scope.date(period)
        }
    }
}

/// The time of a state that was added up within a period: all of it, or the month or the day at
/// whose end it was so.
pub(super) fn of_state(period: Period, day: Date) -> Period {
    if day >= period.last_day() {
        return period;
    }
    let of_month = Period::month_of(day);
    if day == of_month.last_day() { of_month } else { Period::Day(day) }
}

/// What the share of a target that is done is called.
pub(super) fn completion_key(progress: &Progress<'_>) -> &'static str {
    match progress.method {
        Some(Method::Limit) => "share-used",
        Some(Method::Ratio) if progress.target.promise.direction == Direction::AtMost => {
            "share-of-limit"
        }
        Some(method) if method.is_way() => "share-of-way",
        _ => "completion",
    }
}

/// A share as a percentage with the digits that it needs, at least one decimal.
pub(super) fn percent(scope: &Scope<'_>, share: Decimal, digits: Digits) -> String {
    scope.locale.percent(share, digits.of_share(share))
}

/// A difference of shares in percentage points, likewise.
pub(super) fn points(scope: &Scope<'_>, gap: Decimal, digits: Digits) -> String {
    scope.locale.points(gap, digits.of_share(gap))
}

/// A pace with the digits that tell it from the cut-offs, at least two decimals.
pub(super) fn pace(scope: &Scope<'_>, value: Decimal, digits: Digits) -> String {
    scope.locale.decimal(&round(value, digits.pace))
}

/// A cut-off with the decimals that it has, at least two.
pub(super) fn cut_off(scope: &Scope<'_>, value: Decimal) -> String {
    let value = value.normalize();
    scope.locale.decimal(&round(value, value.scale().max(2)))
}

/// A share in thousandths of a bar.
pub(super) fn thousandths(share: Decimal) -> u32 {
    many_thousandths(share.min(Decimal::ONE))
}

/// The same of a share that may be many times the whole.
fn many_thousandths(share: Decimal) -> u32 {
    let thousandths = (share.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED) * Decimal::ONE_THOUSAND)
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    u32::try_from(thousandths.trunc().mantissa()).unwrap_or(0)
}

/// Where the plan stands, if the result is held against it; there is no pace if nothing is used up.
fn shown_plan(progress: &Progress<'_>) -> Option<Decimal> {
    let is_held = progress.pace.is_some() || progress.gap.is_some();
    progress.planned.filter(|_| is_held)
}

fn bar(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<BarView> {
    let completion = progress.completion?;
    let digits = Digits::of(progress, scope.site.model.site.cutoffs);
    let (name, share) =
        (scope.t(completion_key(progress), &[]), percent(scope, completion, digits));
    let label = match shown_plan(progress) {
        Some(planned) => {
            let planned = percent(scope, planned, digits);
            let args = [("name", &*name), ("completion", &*share), ("planned", &*planned)];
            scope.t("bar-label-planned", &args)
        }
        None => scope.t("bar-label", &[("name", &name), ("completion", &share)]),
    };
    Some(BarView {
        value: thousandths(completion),
        over: completion > Decimal::ONE,
        tick: shown_plan(progress).map(thousandths),
        label,
    })
}

/// For which part of the indicator a target is, and what its wording adds.
fn wording<'a>(scope: &Scope<'a>, target: &'a Target) -> Option<TextView<'a>> {
    let Some(part) = scope.part_name(&target.part) else {
        return scope.text_opt(target.scope.as_ref());
    };
    let added = target.scope.as_ref().map(|added| scope.plain(added).to_owned());
    scope.details([Some(part), added]).map(Scope::own)
}

/// Why a known figure is not held against the target, and what is assumed.
fn caveats<'a>(scope: &Scope<'a>, progress: &Progress<'a>) -> Vec<TextView<'a>> {
    let target = progress.target;
    let observations = scope.site.observations.of_part(target.indicator, &target.part);
    let mut caveats: Vec<_> = breach(scope, progress).map(Scope::own).into_iter().collect();
    caveats.extend(
        observations
            .iter()
            .filter(|found| target.period.contains_period(*found.period))
            .filter_map(|found| found.not_comparable.as_ref())
            .map(|why| scope.text(why)),
    );
    // A result that was found by its indicator alone may be of a wider definition.
    if let Some(wording) = target.scope.as_ref().filter(|_| progress.actual.is_some()) {
        let wording = scope.plain(wording);
        caveats.push(Scope::own(scope.t("caveat-scope", &[("scope", wording)])));
    }
    if let Some(Actual { from: ActualFrom::Reported(parts), .. }) = &progress.actual
        && parts.len() > 1
    {
        // A single result has this beside its figure.
        caveats.extend(parts.iter().filter_map(|found| {
            let (name, part) = (scope.date(*found.period), scope.standing(found.status)?);
            Some(Scope::own(scope.with_part(&name, &part)))
        }));
    }
    caveats.extend(left_out(scope, progress).into_iter().map(Scope::own));
    caveats
}

/// What the measured result of a target leaves out, also where nothing is left to measure.
fn left_out(scope: &Scope<'_>, progress: &Progress<'_>) -> Vec<String> {
    let target = progress.target;
    let indicator = scope.site.model.indicators.get(target.indicator);
    let Some(measure) = &indicator.measure else { return Vec::new() };
    let left_out = match &progress.actual {
        Some(Actual { from: ActualFrom::Measured(measured), .. }) => Some(measured.left_out),
        Some(_) => None,
        None => scope.site.measured(target.indicator, *target.period).map(|found| found.left_out),
    };
    left_out.map(|left_out| left_out_notes(scope, measure.of, left_out)).unwrap_or_default()
}

/// How many targets have each status: "1 on track, 5 not assessable".
pub(super) fn rollup(scope: &Scope<'_>, all: &[&Progress<'_>]) -> String {
    let (targets, parts) = counted(scope, all);
    scope.t("rollup", &[("targets", &targets), ("parts", &parts)])
}

fn counted(scope: &Scope<'_>, all: &[&Progress<'_>]) -> (String, String) {
    let rollup = Rollup::of(all.iter().copied());
    let parts = rollup.counts().map(|(status, n)| {
        let key = format!("rollup-{}", status.key());
        Some(scope.t_n(&key, n, &[]))
    });
    let whole = scope.t_n("rollup-targets", rollup.n_targets(), &[]);
    (whole, scope.details(parts).unwrap_or_default())
}

/// How many targets have each status that is asserted; nothing where none is.
pub(super) fn asserted_rollup(scope: &Scope<'_>, all: &[&Progress<'_>]) -> Option<String> {
    let latest = |one: &&Progress<'_>| one.target.latest_status().map(|latest| latest.is);
    let found: Vec<_> = all.iter().filter_map(latest).collect();
    if found.is_empty() {
        return None;
    }
    let count = |(is, declared): (usize, &DeclaredStatus)| {
        let n = found.iter().filter(|one| **one == is).count();
        let name = [("name", scope.plain(&declared.name))];
        (n > 0).then(|| scope.t_n("rollup-asserted-part", n, &name))
    };
    let rest = all.len() - found.len();
    let rest = (rest > 0).then(|| scope.t_n("rollup-asserted-none", rest, &[]));
    let counts = scope.site.model.site.statuses.iter().enumerate().map(count);
    let parts = scope.details(counts.chain([rest]))?;
    Some(scope.t("rollup-asserted", &[("parts", &parts)]))
}

/// Since when a level does not hold that must hold.
fn breach(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let breach = progress.breach.as_ref()?;
    let indicator = scope.site.model.indicators.get(progress.target.indicator);
    let promised = progress.target.promise.value.number;
    let value = breach.since.value.as_ref();
    let value = value.map(|value| scope.shown_beside(value, indicator, promised))?;
    let period = scope.short_date(*breach.since.period);
    let args = [("period", &*period), ("value", &*value)];
    Some(match (breach.is_over, breach.n_results) {
        (false, _) => scope.t("breach-now", &args),
        (true, 1) => scope.t("breach-over", &args),
        (true, n) => scope.t_n("breach-over-many", n, &args),
    })
}

/// How many targets of each group have each status, where a period has several groups.
pub(super) fn group_rollups(scope: &Scope<'_>, targets: &[&Progress<'_>]) -> Vec<String> {
    let model = scope.site.model;
    let mut groups: Vec<(&str, Vec<&Progress<'_>>)> = Vec::new();
    for one in targets {
        let indicator = model.indicators.get(one.target.indicator);
        let Some(group) = &indicator.group else { continue };
        // Of groups in groups the highest is told.
        let highest = group.declared().and_then(|one| ancestors(model, one).last());
        let name = scope.plain(match highest {
            Some(highest) => model.site.groups.get(highest).name(),
            None => group.name(model),
        });
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(*one),
            None => groups.push((name, vec![*one])),
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let line = |(name, members): &(&str, Vec<&Progress<'_>>)| {
        let (targets, parts) = counted(scope, members);
        scope.t("rollup-group", &[("group", name), ("targets", &targets), ("parts", &parts)])
    };
    groups.iter().map(line).collect()
}

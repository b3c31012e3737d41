//! Progress in words: figures, bar, status and the sentence with all inputs.

use super::revisions::revised;
use super::scope::Scope;
use super::view::BarView;
use super::view::CiteRefView;
use super::view::FigureView;
use super::view::ProgressView;
use super::view::StatusView;
use super::view::TextView;
use super::workings::inputs;
use super::workings::projection;
use super::workings::status_basis;
use crate::model::Actual;
use crate::model::ActualFrom;
use crate::model::Basis;
use crate::model::Indicator;
use crate::model::Method;
use crate::model::Progress;
use crate::model::Record;
use crate::model::Rollup;
use crate::model::Target;
use crate::plan::Kind;
use crate::value::Number;
use crate::value::Period;
use crate::value::Quantity;
use crate::value::Unit;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// The word for a status.
pub(super) fn status_word(scope: &Scope<'_>, key: &str) -> String {
    scope.t(&format!("status-{key}"), &[])
}

/// As of when statuses are, and where it says how they are found.
pub(super) fn status_note(scope: &Scope<'_>) -> String {
    let day = scope.date(Period::Day(scope.site.model.site.as_of));
    scope.t("note-statuses", &[("day", &day)])
}

/// A target with its result, in words.
pub(super) fn progress_view<'a>(
    scope: &mut Scope<'a>,
    progress: &'a Progress<'a>,
) -> ProgressView<'a> {
    let model = scope.site.model;
    let target = progress.target;
    let indicator = model.indicators.get(target.indicator);
    let promised = target.value.with_relation(target.direction.relation());
    let actual = match &progress.actual {
        Some(actual) => actual_figure(scope, actual, indicator),
        None => scope.missing(),
    };
    let mut target_figure = scope.figure_of(&promised, Some(indicator), &target.citations);
    if target.direction.is_kept() {
        target_figure.text = scope.t("target-kept", &[("target", &target_figure.text)]);
    }
    let baseline = target.baseline.as_ref().map(|baseline| {
        let mut figure = scope.figure_of(&baseline.value, Some(indicator), &baseline.citations);
        figure.note = baseline.period.map(|period| scope.date(period));
        figure
    });
    target_figure.note = target_revised(scope, target);
    let covers = progress.actual.as_ref().map(|actual| covered(scope, actual, target.period));
    let key = progress.status.key();
    let basis = status_basis(scope, progress);
    ProgressView {
        indicator: scope.record(Kind::Indicator(target.indicator), indicator),
        scope: scope.text_opt(target.scope.as_ref()),
        covers,
        completion: progress.completion.map(|share| scope.percent(share)),
        planned: shown_plan(progress).map(|share| scope.percent(share)),
        pace: progress.pace.map(|pace| two_decimals(scope, pace)),
        gap: progress.gap.map(|gap| scope.locale.points(gap, 1)),
        remaining: progress
            .remaining
            .map(|rest| Quantity::exactly(rest, Some(difference(indicator.unit))))
            .map(|rest| scope.shown(&rest, Some(indicator))),
        bar: bar(scope, progress),
        status: StatusView { key, word: status_word(scope, key) },
        inputs: inputs(scope, progress, &target_figure, &actual),
        projection: projection(scope, progress),
        basis,
        caveats: caveats(scope, progress),
        baseline,
        target: target_figure,
        actual,
    }
}

/// What the target was before it was revised.
fn target_revised(scope: &Scope<'_>, target: &Target) -> Option<String> {
    let all = &scope.site.model.targets;
    revised(scope, all, target, |earlier| Some(earlier.value))
}

/// The unit of a difference between two figures of that unit.
pub(super) fn difference(unit: Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::PercentagePoint,
        other => other,
    }
}

fn actual_figure<'a>(
    scope: &mut Scope<'a>,
    actual: &Actual<'a>,
    indicator: &Indicator,
) -> FigureView {
    let unit = indicator.unit;
    match &actual.from {
        ActualFrom::Reported(observations) => {
            if let [only] = observations[..]
                && let Some(value) = &only.value
            {
                let mut figure = scope.figure_of(value, Some(indicator), &only.citations);
                let to_date = (only.basis == Some(Basis::ToDate)).then(|| scope.t("to-date", &[]));
                let notes: Vec<_> =
                    to_date.into_iter().chain(scope.standing(only.status)).collect();
                figure.note =
                    (!notes.is_empty()).then(|| notes.join(&scope.t("detail-separator", &[])));
                return figure;
            }
            let Some(sum) = actual.value.quantity(Some(unit)) else { return scope.missing() };
            let text = scope.shown(&sum, Some(indicator));
            let mut cites: Vec<CiteRefView> = Vec::new();
            for cite in observations.iter().flat_map(|found| scope.cite(&found.citations)) {
                // Parts often stand in one report.
                if cites.iter().all(|known| known.number != cite.number) {
                    cites.push(cite);
                }
            }
            let note = Some(scope.t_n("sum-of-parts", observations.len(), &[]));
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
fn covered(scope: &Scope<'_>, actual: &Actual<'_>, target: Period) -> String {
    match &actual.from {
        ActualFrom::Reported(observations) if observations.len() == 1 => {
            scope.date(observations[0].period)
        }
        _ => {
            let period = Period::between(target.first_day(), actual.covers).unwrap_or(target);
            scope.date(period)
        }
    }
}

/// A pace with two decimals, rounded half away from zero.
pub(super) fn two_decimals(scope: &Scope<'_>, value: Decimal) -> String {
    let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    scope.locale.decimal(&rounded)
}

/// A share in thousandths of a bar.
pub(super) fn thousandths(share: Decimal) -> u32 {
    let thousandths = (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_THOUSAND)
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
    let share = scope.percent(completion);
    let label = match shown_plan(progress) {
        Some(planned) => {
            let planned = scope.percent(planned);
            scope.t("bar-label-planned", &[("completion", &share), ("planned", &planned)])
        }
        None => scope.t("bar-label", &[("completion", &share)]),
    };
    Some(BarView {
        value: thousandths(completion),
        over: completion > Decimal::ONE,
        tick: shown_plan(progress).map(thousandths),
        label,
    })
}

/// Why a known figure is not held against the target, and what is assumed.
fn caveats<'a>(scope: &Scope<'a>, progress: &Progress<'a>) -> Vec<TextView<'a>> {
    let target = progress.target;
    let observations = scope.site.observations.of(target.indicator);
    let mut caveats: Vec<_> = breach(scope, progress).map(Scope::own).into_iter().collect();
    caveats.extend(
        observations
            .iter()
            .filter(|found| target.period.contains_period(found.period))
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
            let (name, part) = (scope.date(found.period), scope.standing(found.status)?);
            let args = [("name", &*name), ("part", &*part)];
            Some(Scope::own(scope.t("name-with-part", &args)))
        }));
    }
    if let Some(Actual { from: ActualFrom::Measured(measured), .. }) = &progress.actual {
        let lacking = [
            ("note-without-investment", measured.left_out.n_without_value),
            ("note-other-currency", measured.left_out.n_other_currency),
        ];
        let lacking = lacking.into_iter().filter(|(_, n)| *n > 0);
        caveats.extend(lacking.map(|(key, n)| Scope::own(scope.t_n(key, n, &[]))));
    }
    caveats
}

/// How many targets have each status: "1 on track, 5 not assessable".
pub(super) fn rollup(scope: &Scope<'_>, numbers: &[usize]) -> String {
    let (targets, parts) = counted(scope, numbers);
    scope.t("rollup", &[("targets", &targets), ("parts", &parts)])
}

fn counted(scope: &Scope<'_>, numbers: &[usize]) -> (String, String) {
    let rollup = Rollup::of(numbers.iter().map(|number| &scope.site.progress[*number]));
    let counts = rollup.counts();
    let parts: Vec<_> =
        counts.map(|(status, n)| scope.t_n(&format!("rollup-{}", status.key()), n, &[])).collect();
    let whole = scope.t_n("rollup-targets", rollup.n_targets(), &[]);
    (whole, parts.join(&scope.t("detail-separator", &[])))
}

/// Since when a level does not hold that must hold.
fn breach(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let breach = progress.breach.as_ref()?;
    let value = breach.since.value.as_ref().map(|value| scope.quantity(value))?;
    let period = scope.date(breach.since.period);
    let key = if breach.is_over { "breach-over" } else { "breach-now" };
    Some(scope.t(key, &[("period", &period), ("value", &value)]))
}

/// How many targets of each group have each status, where a period has several groups.
pub(super) fn group_rollups(scope: &Scope<'_>, numbers: &[usize]) -> Vec<String> {
    let model = scope.site.model;
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for number in numbers {
        let indicator = model.indicators.get(model.targets[*number].indicator);
        let Some(group) = &indicator.group else { continue };
        let name = scope.plain(group);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(*number),
            None => groups.push((name, vec![*number])),
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let line = |(name, members): &(&str, Vec<usize>)| {
        let (targets, parts) = counted(scope, members);
        scope.t("rollup-group", &[("group", name), ("targets", &targets), ("parts", &parts)])
    };
    groups.iter().map(line).collect()
}

/// One sentence on how far a target is: the headline of the home page.
pub(super) fn headline(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    progress.method.filter(|method| matches!(method, Method::Pace | Method::Limit))?;
    let gone = progress.elapsed?.share()?;
    let indicator = scope.site.model.indicators.get(progress.target.indicator);
    let name = scope.plain(indicator.name());
    let (gone, completion) = (scope.percent(gone), scope.percent(progress.completion?));
    let period = scope.date(progress.target.period);
    let target = scope.shown(&progress.target.value, Some(indicator));
    let actual: Number = progress.actual.as_ref()?.value.exact()?;
    let actual = Quantity::exactly(actual, Some(indicator.unit));
    let actual = scope.shown(&actual, Some(indicator));
    Some(scope.t(
        "headline",
        &[
            ("planned", &gone),
            ("period", &period),
            ("indicator", name),
            ("actual", &actual),
            ("completion", &completion),
            ("target", &target),
        ],
    ))
}

//! Progress in words: figures, bar, status and the sentence with all inputs.

use super::revisions::revised;
use super::scope::Scope;
use super::view::BarView;
use super::view::FigureView;
use super::view::ProgressView;
use super::view::StatusView;
use super::view::TextView;
use crate::model::Actual;
use crate::model::ActualFrom;
use crate::model::Direction;
use crate::model::Progress;
use crate::model::Record;
use crate::model::Status;
use crate::model::Target;
use crate::plan::Kind;
use crate::value::Number;
use crate::value::Period;
use crate::value::Quantity;
use crate::value::Relation;
use crate::value::Unit;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

/// The word for a status.
pub(super) fn status_word(scope: &Scope<'_>, key: &str) -> String {
    scope.t(&format!("status-{key}"), &[])
}

/// A target with its result, in words.
pub(super) fn progress_view<'a>(
    scope: &mut Scope<'a>,
    progress: &'a Progress<'a>,
) -> ProgressView<'a> {
    let model = scope.site.model;
    let target = progress.target;
    let indicator = model.indicators.get(target.indicator);
    let promised = target.value.with_relation(match target.direction {
        Direction::AtLeast => Relation::AtLeast,
        Direction::AtMost => Relation::AtMost,
        Direction::Reach => Relation::Exactly,
    });
    let actual = match &progress.actual {
        Some(actual) => actual_figure(scope, actual, indicator.unit),
        None => scope.missing(),
    };
    let mut target_figure = scope.figure(&promised, &target.citations);
    target_figure.note = target_revised(scope, target);
    let covers = progress.actual.as_ref().map(|actual| covered(scope, actual, target.period));
    let key = progress.status.key();
    ProgressView {
        indicator: scope.record(Kind::Indicator(target.indicator), indicator),
        scope: scope.text_opt(target.scope.as_ref()),
        covers,
        completion: progress.completion.map(|share| scope.percent(share)),
        planned: progress
            .planned
            .map(|share| scope.percent(share))
            .filter(|_| progress.pace.is_some()),
        pace: progress.pace.map(|pace| two_decimals(scope, pace)),
        gap: progress.gap.map(|gap| scope.locale.points(gap, 1)),
        remaining: progress
            .remaining
            .map(|rest| scope.quantity(&Quantity::exactly(rest, Some(difference(indicator.unit))))),
        bar: bar(scope, progress),
        status: StatusView { key, word: status_word(scope, key) },
        inputs: inputs(scope, progress, &target_figure, &actual),
        caveats: caveats(scope, progress),
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
fn difference(unit: Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::PercentagePoint,
        other => other,
    }
}

fn actual_figure<'a>(scope: &mut Scope<'a>, actual: &Actual<'a>, unit: Unit) -> FigureView {
    match &actual.from {
        ActualFrom::Reported(observations) => {
            if let [only] = observations[..]
                && let Some(value) = &only.value
            {
                let mut figure = scope.figure(value, &only.citations);
                figure.note = scope.standing(only.status);
                return figure;
            }
            let text = scope.quantity(&Quantity::exactly(actual.value, Some(unit)));
            let cites = observations
                .iter()
                .flat_map(|found| scope.cite(&found.citations))
                .collect::<Vec<_>>();
            let note = Some(scope.t_n("sum-of-parts", observations.len(), &[]));
            FigureView { text, missing: false, computed: scope.computed(), note, cites }
        }
        ActualFrom::Measured(measured) => FigureView {
            text: scope.quantity(&Quantity::exactly(actual.value, Some(unit))),
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

fn bar(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<BarView> {
    let completion = progress.completion?;
    let share = scope.percent(completion);
    let label = match progress.planned.filter(|_| progress.pace.is_some()) {
        Some(planned) => {
            let planned = scope.percent(planned);
            scope.t("bar-label-planned", &[("completion", &share), ("planned", &planned)])
        }
        None => scope.t("bar-label", &[("completion", &share)]),
    };
    Some(BarView {
        value: thousandths(completion),
        over: completion > Decimal::ONE,
        tick: progress.planned.filter(|_| progress.pace.is_some()).map(thousandths),
        label,
    })
}

/// One sentence with everything that the status was computed from.
fn inputs(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    target: &FigureView,
    actual: &FigureView,
) -> String {
    let Some(found) = &progress.actual else {
        return scope.t("inputs-missing", &[("target", &target.text)]);
    };
    let completion = progress.completion.map(|share| scope.percent(share)).unwrap_or_default();
    let day = scope.date(Period::Day(found.covers));
    let mut args = vec![
        ("actual", actual.text.as_str()),
        ("target", target.text.as_str()),
        ("completion", completion.as_str()),
        ("day", day.as_str()),
    ];
    let (Some(planned), Some(pace), Some(gap)) = (progress.planned, progress.pace, progress.gap)
    else {
        return scope.t("inputs-level", &args);
    };
    let (planned, pace) = (scope.percent(planned), two_decimals(scope, pace));
    let gap = scope.locale.points(gap, 1);
    args.extend([("planned", planned.as_str()), ("pace", pace.as_str()), ("gap", gap.as_str())]);
    let key = if progress.target.plan.is_empty() { "inputs" } else { "inputs-plan" };
    scope.t(key, &args)
}

/// Why a known figure is not held against the target, and what is assumed.
fn caveats<'a>(scope: &Scope<'a>, progress: &Progress<'a>) -> Vec<TextView<'a>> {
    let target = progress.target;
    let observations = scope.site.observations.of(target.indicator);
    let mut caveats: Vec<_> = observations
        .iter()
        .filter(|found| target.period.contains_period(found.period))
        .filter_map(|found| found.not_comparable.as_ref())
        .map(|why| scope.text(why))
        .collect();
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
            ("note-without-investment", measured.n_without_value),
            ("note-other-currency", measured.n_other_currency),
        ];
        let lacking = lacking.into_iter().filter(|(_, n)| *n > 0);
        caveats.extend(lacking.map(|(key, n)| Scope::own(scope.t_n(key, n, &[]))));
    }
    caveats
}

/// How many targets have each status: "1 on track, 5 not assessable".
pub(super) fn rollup(scope: &Scope<'_>, numbers: &[usize]) -> String {
    let parts: Vec<_> = Status::ALL
        .iter()
        .filter_map(|status| {
            let having = |number: &&usize| scope.site.progress[**number].status == *status;
            let n = numbers.iter().filter(having).count();
            (n > 0).then(|| scope.t_n(&format!("rollup-{}", status.key()), n, &[]))
        })
        .collect();
    let whole = scope.t_n("rollup-targets", numbers.len(), &[]);
    let parts = parts.join(&scope.t("detail-separator", &[]));
    scope.t("rollup", &[("targets", &whole), ("parts", &parts)])
}

/// One sentence on how far a target is: the headline of the home page.
pub(super) fn headline(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let planned = progress.planned.filter(|_| progress.pace.is_some())?;
    let name = scope.plain(scope.site.model.indicators.get(progress.target.indicator).name());
    let (planned, completion) = (scope.percent(planned), scope.percent(progress.completion?));
    let period = scope.date(progress.target.period);
    let target = scope.quantity(&progress.target.value);
    let actual: Number = progress.actual.as_ref()?.value;
    let unit = scope.site.model.indicators.get(progress.target.indicator).unit;
    let actual = scope.quantity(&Quantity::exactly(actual, Some(unit)));
    Some(scope.t(
        "headline",
        &[
            ("planned", &planned),
            ("period", &period),
            ("indicator", name),
            ("actual", &actual),
            ("completion", &completion),
            ("target", &target),
        ],
    ))
}

//! What a status was computed from: as a sentence, and step by step.

use super::progress::difference;
use super::progress::status_word;
use super::progress::two_decimals;
use super::scope::Scope;
use super::view::FigureView;
use crate::model::Method;
use crate::model::Progress;
use crate::model::Why;
use crate::value::Number;
use crate::value::Period;
use crate::value::Quantity;
use crate::value::round;
use rust_decimal::Decimal;

/// The placeholders of a string with what goes there.
type Args<'t> = Vec<(&'t str, &'t str)>;

/// One sentence with everything that the status was computed from, and why there is none.
pub(super) fn inputs(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    target: &FigureView,
    actual: &FigureView,
) -> String {
    let Some(found) = &progress.actual else {
        return match progress.why {
            Some(Why::NoResult) | None => scope.t("inputs-missing", &[("target", &target.text)]),
            Some(why) => {
                let why = scope.t(&format!("why-{}", why.key()), &[]);
                scope.t("inputs-without", &[("target", &target.text), ("why", &why)])
            }
        };
    };
    let words = Words::new(scope, progress);
    let day = scope.date(Period::Day(found.covers));
    let deadline = scope.date(Period::Day(progress.target.period.last_day()));
    let mut args: Args<'_> = vec![
        ("actual", &actual.text),
        ("target", &target.text),
        ("day", &day),
        ("deadline", &deadline),
    ];
    args.extend(words.args());
    let sentence = scope.t(sentence(progress), &args);
    match progress.why {
        Some(why) => {
            let why = scope.t(&format!("why-{}", why.key()), &[]);
            scope.t("inputs-why", &[("inputs", &sentence), ("why", &why)])
        }
        None => sentence,
    }
}

/// The key of the sentence that has all the inputs that there are.
fn sentence(progress: &Progress<'_>) -> &'static str {
    let is_paced = progress.pace.is_some() && progress.planned.is_some();
    match progress.method {
        Some(Method::Pace) if !is_paced => "inputs-unpaced",
        Some(Method::Pace) if progress.target.plan.is_empty() => "inputs",
        Some(Method::Pace) => "inputs-plan",
        Some(Method::Limit) if is_paced => "inputs-limit",
        Some(Method::Limit) => "inputs-unpaced",
        Some(Method::FromBaseline) if is_paced => "inputs-from-baseline",
        Some(Method::Linear) if is_paced => "inputs-linear",
        Some(Method::Compound) if progress.rates.is_some() => "inputs-compound",
        Some(Method::FromBaseline | Method::Linear | Method::Compound) => "inputs-course",
        Some(Method::Keep) => "inputs-keep",
        Some(Method::Done) if progress.completion == Some(Decimal::ONE) => "inputs-done",
        Some(Method::Done) => "inputs-open",
        Some(Method::Ratio) if progress.completion.is_none() => "inputs-keep",
        Some(Method::Ratio) | None => "inputs-level",
    }
}

/// The figures that follow from a target and its result, as pages print them.
struct Words(Vec<(&'static str, String)>);

impl Words {
    fn new(scope: &Scope<'_>, progress: &Progress<'_>) -> Self {
        let baseline = progress.target.baseline.as_ref();
        let percent = |share: Option<Decimal>| share.map(|share| scope.percent(share));
        let since = baseline.and_then(|baseline| baseline.period);
        let integer = |n: Option<u32>| n.map(|n| scope.locale.integer(n));
        let all = [
            ("completion", percent(progress.completion)),
            ("planned", percent(progress.planned)),
            ("pace", progress.pace.map(|pace| two_decimals(scope, pace))),
            ("gap", progress.gap.map(|gap| scope.locale.points(gap, 1))),
            ("baseline", baseline.map(|baseline| scope.quantity(&baseline.value))),
            ("since", since.map(|period| scope.date(period))),
            ("gone", integer(progress.elapsed.map(|elapsed| elapsed.gone))),
            ("days", integer(progress.elapsed.map(|elapsed| elapsed.whole))),
            ("observed", progress.rates.map(|rates| scope.locale.percent(rates.observed, 2))),
            ("required", progress.rates.map(|rates| scope.locale.percent(rates.required, 2))),
        ];
        Self(all.into_iter().filter_map(|(name, text)| Some((name, text?))).collect())
    }

    fn args(&self) -> Args<'_> {
        self.0.iter().map(|(name, text)| (*name, text.as_str())).collect()
    }
}

/// What the pace would make by the end of the period, with its arithmetic.
pub(super) fn projection(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let actual = scope.quantity(&amount(scope, progress, progress.actual.as_ref()?.value.exact()?));
    let projected = projected(scope, progress)?;
    let words = Words::new(scope, progress);
    let mut args = words.args();
    args.extend([("actual", &*actual), ("projection", &*projected)]);
    let is_planned = !progress.target.plan.is_empty();
    Some(scope.t(if is_planned { "projection-plan" } else { "projection" }, &args))
}

/// The projection to the precision of the result.
fn projected(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let (full, found) = (progress.projection?, progress.actual.as_ref()?.value.exact()?);
    let decimals = found.coefficient.scale();
    let rounded = Number::new(round(full.coefficient, decimals), full.exponent);
    Some(scope.quantity(&amount(scope, progress, rounded)))
}

fn amount(scope: &Scope<'_>, progress: &Progress<'_>, number: Number) -> Quantity {
    let unit = scope.site.model.indicators.get(progress.target.indicator).unit;
    Quantity::exactly(number, Some(unit))
}

/// How the status is found, and as of when.
pub(super) fn status_basis(scope: &Scope<'_>, progress: &Progress<'_>) -> String {
    let day = scope.date(Period::Day(scope.site.model.site.as_of));
    let formula = formula(scope, progress.method);
    scope.t("status-basis", &[("formula", &formula), ("day", &day)])
}

/// The formula of a method in words.
pub(super) fn formula(scope: &Scope<'_>, method: Option<Method>) -> String {
    match method {
        Some(method) => scope.t(&format!("formula-{}", method.key()), &[]),
        None => scope.t("why-combination", &[]),
    }
}

/// The arithmetic of one target, a line each.
pub(super) fn steps(scope: &Scope<'_>, progress: &Progress<'_>) -> Vec<String> {
    let (Some(method), Some(actual)) = (progress.method, &progress.actual) else {
        return Vec::new();
    };
    let Some(exact) = actual.value.exact() else { return Vec::new() };
    let target = progress.target;
    let result = scope.quantity(&amount(scope, progress, exact));
    let promised = scope.quantity(&target.value);
    let words = Words::new(scope, progress);
    let mut args = words.args();
    args.extend([("result", &*result), ("target", &*promised)]);
    let line = |(key, name): &(&str, &str)| {
        let (_, value) = args.iter().find(|(known, _)| known == name)?;
        let mut args = args.clone();
        args.push(("value", value));
        Some(scope.t(key, &args))
    };
    let way = ("step-way", "completion");
    let (pace, gap) = (("step-pace", "pace"), ("step-gap", "gap"));
    let whole = ("step-completion", "completion");
    let limit = [("step-limit", "pace"), ("step-limit-gap", "gap")];
    let growth = [("step-rates", "observed"), ("step-growth", "pace")];
    let (first, then): (Option<_>, &[_]) = match method {
        Method::Pace => (Some(whole), &[pace, gap]),
        Method::Limit => (Some(whole), &limit),
        Method::FromBaseline | Method::Linear => (Some(way), &[pace, gap]),
        Method::Compound => (Some(way), &growth),
        Method::Ratio => (Some(whole), &[]),
        Method::Keep | Method::Done => (None, &[]),
    };
    let mut steps: Vec<String> = first.iter().filter_map(line).collect();
    if then.contains(&pace) || method == Method::Limit {
        steps.extend(time_step(scope, progress, method));
    }
    steps.extend(then.iter().filter_map(line));
    steps.extend(rest_steps(scope, progress, (&result, &promised)));
    steps
}

/// How the planned share comes about.
fn time_step(scope: &Scope<'_>, progress: &Progress<'_>, method: Method) -> Option<String> {
    let (planned, elapsed) = (scope.percent(progress.planned?), progress.elapsed?);
    if method.takes_plan() && !progress.target.plan.is_empty() {
        return Some(scope.t("step-plan", &[("value", &planned)]));
    }
    let key = if elapsed.in_months { "step-months" } else { "step-planned" };
    let (gone, days) = (scope.locale.integer(elapsed.gone), scope.locale.integer(elapsed.whole));
    Some(scope.t(key, &[("gone", &gone), ("days", &days), ("value", &planned)]))
}

/// What is left, what the pace would make, and the status.
fn rest_steps(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    (result, promised): (&str, &str),
) -> Vec<String> {
    let unit = scope.site.model.indicators.get(progress.target.indicator).unit;
    let mut steps = Vec::new();
    if let Some(rest) = progress.remaining {
        let rest = scope.quantity(&Quantity::exactly(rest, Some(difference(unit))));
        let args = [("target", promised), ("result", result), ("value", &*rest)];
        steps.push(scope.t("step-remaining", &args));
    }
    if let Some(projected) = projected(scope, progress) {
        let words = Words::new(scope, progress);
        let mut args = words.args();
        args.extend([("result", result), ("value", &*projected)]);
        let is_planned = !progress.target.plan.is_empty();
        let key = if is_planned { "step-projection-plan" } else { "step-projection" };
        steps.push(scope.t(key, &args));
    }
    let status = status_word(scope, progress.status.key());
    steps.push(scope.t("step-status", &[("status", &status)]));
    steps
}

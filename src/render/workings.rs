//! What a status was computed from: as a sentence, and step by step.

use super::progress::{completion_key, distance, pace, percent, points, result, status};
use super::scope::Scope;
use super::view::FigureView;
use crate::model::{Digits, Method, Progress, Status};
use crate::value::{Number, Period, Quantity, round};
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
    let why = progress.why.map(|why| scope.t(&format!("why-{}", why.key()), &[]));
    let Some(found) = &progress.actual else {
        return match why {
            None => scope.t("inputs-missing", &[("target", &target.text)]),
            Some(why) => scope.t("inputs-without", &[("target", &target.text), ("why", &why)]),
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
    let mut sentence = scope.t(sentence(progress), &args);
    // A status that rests on a pace is recomputed from the planned share, whatever the result is.
    let is_decided = matches!(progress.status, Status::Achieved | Status::Exceeded);
    let is_running = !progress.is_over && !is_decided && progress.completion.is_none();
    if let Some(planned) = words.get("planned").filter(|_| is_running) {
        let args = [("inputs", &*sentence), ("planned", planned)];
        sentence = scope.t("inputs-with-planned", &args);
    }
    match why {
        Some(why) => scope.t("inputs-why", &[("inputs", &sentence), ("why", &why)]),
        None => sentence,
    }
}

/// The key of the sentence that has all the inputs that there are.
fn sentence(progress: &Progress<'_>) -> &'static str {
    let has_share = progress.completion.is_some();
    let is_paced = progress.pace.is_some() && progress.planned.is_some();
    match progress.method {
        Some(Method::Pace) if is_paced && progress.target.plan.is_empty() => "inputs",
        Some(Method::Pace) if is_paced => "inputs-plan",
        Some(Method::Pace) if has_share && progress.planned.is_none() => "inputs-over",
        Some(Method::Pace) if has_share => "inputs-unpaced",
        Some(Method::Limit) if is_paced => "inputs-limit",
        Some(Method::Limit) if has_share && progress.planned.is_none() => "inputs-limit-over",
        Some(Method::Limit) if has_share => "inputs-limit-unpaced",
        Some(Method::Limit) => "inputs-limit-bare",
        Some(Method::FromBaseline) if is_paced => "inputs-from-baseline",
        Some(Method::Linear) if is_paced => "inputs-linear",
        Some(Method::Compound) if progress.rates.is_some() && is_paced => "inputs-compound",
        Some(Method::FromBaseline | Method::Linear | Method::Compound) if has_share => {
            "inputs-course"
        }
        Some(Method::FromBaseline | Method::Linear | Method::Compound) => "inputs-course-bare",
        Some(Method::Done) if progress.status == Status::Done => "inputs-done",
        Some(Method::Done) => "inputs-open",
        Some(Method::Ratio) if has_share => "inputs-level",
        Some(Method::Ratio | Method::Keep) => "inputs-keep",
        Some(Method::Pace) | None => "inputs-bare",
    }
}

/// The figures that follow from a target and its result, as pages print them.
struct Words(Vec<(&'static str, String)>);

impl Words {
    fn new(scope: &Scope<'_>, progress: &Progress<'_>) -> Self {
        let baseline = progress.target.baseline.as_ref();
        let digits = Digits::of(progress, scope.site.model.site.cutoffs);
        let percent = |share: Option<Decimal>| share.map(|share| percent(scope, share, digits));
        let since = baseline.and_then(|baseline| baseline.period);
        let integer = |n: Option<u32>| n.map(|n| scope.locale.integer(n));
        let all = [
            ("name", Some(scope.t(completion_key(progress), &[]))),
            ("completion", percent(progress.completion)),
            ("planned", percent(progress.planned)),
            ("pace", progress.pace.map(|value| pace(scope, value, digits))),
            ("gap", progress.gap.map(|gap| points(scope, gap, digits))),
            ("baseline", baseline.map(|baseline| scope.quantity(&baseline.value))),
            ("since", since.map(|period| scope.date(period))),
            ("gone", integer(progress.elapsed.map(|elapsed| elapsed.gone))),
            ("days", integer(progress.elapsed.map(|elapsed| elapsed.whole))),
            ("observed", progress.rates.map(|rates| scope.locale.percent(rates.observed, 2))),
            ("required", progress.rates.map(|rates| scope.locale.percent(rates.required, 2))),
        ];
        Self(all.into_iter().filter_map(|(name, text)| Some((name, text?))).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }

    fn args(&self) -> Args<'_> {
        self.0.iter().map(|(name, text)| (*name, text.as_str())).collect()
    }
}

/// What the pace would make by the end of the period, with its arithmetic.
pub(super) fn projection(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    progress.actual.as_ref()?.value.exact()?;
    let actual = result(scope, progress)?;
    let (projected, sign) = projected(scope, progress)?;
    let words = Words::new(scope, progress);
    let mut args = words.args();
    args.extend([("actual", &*actual), ("projection", &*projected), ("eq", sign)]);
    let key = match (progress.target.plan.is_empty(), progress.elapsed?.in_months) {
        (false, _) => "projection-plan",
        (true, false) => "projection",
        (true, true) => "projection-months",
    };
    Some(scope.t(key, &args))
}

/// The projection to the precision of the result, and whether it is equal to it or about so much.
fn projected(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<(String, &'static str)> {
    let (full, found) = (progress.projection?, progress.actual.as_ref()?.value.exact()?);
    let rounded = round(full.coefficient, found.coefficient.scale()).normalize();
    let indicator = scope.site.model.indicators.get(progress.target.indicator);
    let projected = amount(scope, progress, Number::new(rounded, full.exponent));
    let text = scope.shown(&projected, Some(indicator));
    let is_equal = match progress.target.plan.is_empty() {
        _ if !is_result_full(scope, progress) => false,
        true => rounded == full.coefficient,
        // With a plan the equation has the planned share as it is printed.
        false => {
            let digits = Digits::of(progress, scope.site.model.site.cutoffs);
            let planned = progress.planned.map(|share| round(share, digits.shares + 2));
            planned.and_then(|planned| rounded.checked_mul(planned)) == Some(found.coefficient)
        }
    };
    Some((text, sign(is_equal)))
}

/// An equation holds for the figures as they are printed, or nearly.
fn sign(is_equal: bool) -> &'static str {
    if is_equal { "=" } else { "≈" }
}

fn amount(scope: &Scope<'_>, progress: &Progress<'_>, number: Number) -> Quantity {
    let unit = scope.site.model.indicators.get(progress.target.indicator).unit;
    Quantity::exactly(number, Some(unit))
}

/// The arithmetic of one target, a line each.
pub(super) fn steps(scope: &Scope<'_>, progress: &Progress<'_>) -> Vec<String> {
    let (Some(method), Some(actual)) = (progress.method, &progress.actual) else {
        return Vec::new();
    };
    if actual.value.exact().is_none() {
        return Vec::new();
    }
    let target = progress.target;
    let result = result(scope, progress).unwrap_or_default();
    let promised = scope.quantity(&target.promise.value);
    let words = Words::new(scope, progress);
    let mut args = words.args();
    args.extend([("result", &*result), ("target", &*promised)]);
    let printed = Printed::new(scope, progress);
    let line = |(key, name, is_equal): &(&str, &str, bool)| {
        let (_, value) = args.iter().find(|(known, _)| known == name)?;
        let mut args = args.clone();
        args.extend([("value", *value), ("eq", sign(*is_equal))]);
        Some(scope.t(key, &args))
    };
    let way = ("step-way", "completion", printed.is_completion_exact(progress));
    let whole = ("step-completion", "completion", printed.is_completion_exact(progress));
    let used = ("step-used", "completion", printed.is_completion_exact(progress));
    let pace = ("step-pace", "pace", printed.is_pace_exact(false));
    let gap = ("step-gap", "gap", printed.is_gap_exact(false));
    let limit_pace = ("step-limit", "pace", printed.is_pace_exact(true));
    let limit_gap = ("step-limit-gap", "gap", printed.is_gap_exact(true));
    let growth = [("step-rates", "observed", false), ("step-growth", "pace", false)];
    let (first, then): (Option<_>, Vec<_>) = match method {
        Method::Pace => (Some(whole), vec![pace, gap]),
        Method::Limit => (Some(used), vec![limit_pace, limit_gap]),
        Method::FromBaseline | Method::Linear => (Some(way), vec![pace, gap]),
        Method::Compound => (Some(way), growth.to_vec()),
        Method::Ratio => (Some(whole), Vec::new()),
        Method::Keep | Method::Done => (None, Vec::new()),
    };
    let mut steps: Vec<String> = first.iter().filter_map(line).collect();
    if progress.pace.is_some() && method != Method::Compound {
        steps.extend(time_step(scope, progress, method, &printed));
    }
    steps.extend(then.iter().filter_map(line));
    steps.extend(rest_steps(scope, progress, (&result, &promised)));
    steps
}

/// The shares and the pace rounded as they are printed, so that it can be said which of the
/// equations between them hold exactly.
struct Printed {
    /// The result is printed with all its digits.
    is_result_full: bool,
    completion: Option<Decimal>,
    planned: Option<Decimal>,
    pace: Option<Decimal>,
    gap: Option<Decimal>,
}

impl Printed {
    fn new(scope: &Scope<'_>, progress: &Progress<'_>) -> Self {
        let digits = Digits::of(progress, scope.site.model.site.cutoffs);
        let share = |share: Option<Decimal>| share.map(|share| round(share, digits.shares + 2));
        Self {
            is_result_full: is_result_full(scope, progress),
            completion: share(progress.completion),
            planned: share(progress.planned),
            pace: progress.pace.map(|pace| round(pace, digits.pace)),
            gap: share(progress.gap),
        }
    }

    /// Result ÷ target, or the share of a way.
    fn is_completion_exact(&self, progress: &Progress<'_>) -> bool {
        self.is_result_full && self.completion == progress.completion
    }

    /// Completion ÷ planned share, or for a limit the other way round.
    fn is_pace_exact(&self, is_limit: bool) -> bool {
        let (over, under) = self.ordered(is_limit);
        let product = under.zip(self.pace).and_then(|(under, pace)| under.checked_mul(pace));
        product.is_some() && product == over
    }

    fn is_gap_exact(&self, is_limit: bool) -> bool {
        let (more, less) = self.ordered(is_limit);
        let difference = more.zip(less).and_then(|(more, less)| more.checked_sub(less));
        difference.is_some() && difference == self.gap
    }

    fn ordered(&self, is_limit: bool) -> (Option<Decimal>, Option<Decimal>) {
        match is_limit {
            true => (self.planned, self.completion),
            false => (self.completion, self.planned),
        }
    }
}

/// Whether the result of a target is printed with all its digits.
fn is_result_full(scope: &Scope<'_>, progress: &Progress<'_>) -> bool {
    let exact = progress.actual.as_ref().and_then(|actual| actual.value.exact());
    let full = exact.map(|exact| scope.quantity(&amount(scope, progress, exact)));
    full.is_some() && full == result(scope, progress)
}

/// How the planned share comes about.
fn time_step(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    method: Method,
    printed: &Printed,
) -> Option<String> {
    let digits = Digits::of(progress, scope.site.model.site.cutoffs);
    let planned = percent(scope, progress.planned?, digits);
    let elapsed = progress.elapsed?;
    let eq = sign(printed.planned == progress.planned);
    if method.takes_plan() && !progress.target.plan.is_empty() {
        return Some(scope.t("step-plan", &[("value", &planned), ("eq", eq)]));
    }
    let key = match (method, elapsed.in_months) {
        (Method::Linear, true) => "step-months",
        (Method::Linear, false) => "step-days",
        (_, true) => "step-planned-months",
        (_, false) => "step-planned",
    };
    let (gone, days) = (scope.locale.integer(elapsed.gone), scope.locale.integer(elapsed.whole));
    Some(scope.t(key, &[("gone", &gone), ("days", &days), ("value", &planned), ("eq", eq)]))
}

/// What is left, what the pace would make, and the status.
fn rest_steps(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    (result, promised): (&str, &str),
) -> Vec<String> {
    let indicator = scope.site.model.indicators.get(progress.target.indicator);
    let mut steps = Vec::new();
    if let Some(rest) = progress.remaining() {
        let rest = distance(scope, rest, indicator);
        let eq = sign(is_result_full(scope, progress));
        let args = [("target", promised), ("result", result), ("value", &*rest), ("eq", eq)];
        steps.push(scope.t("step-remaining", &args));
    }
    if let Some((projected, eq)) = projected(scope, progress) {
        let words = Words::new(scope, progress);
        let mut args = words.args();
        args.extend([("result", result), ("value", &*projected), ("eq", eq)]);
        let in_months = progress.elapsed.is_some_and(|elapsed| elapsed.in_months);
        let key = match (progress.target.plan.is_empty(), in_months) {
            (false, _) => "step-projection-plan",
            (true, false) => "step-projection",
            (true, true) => "step-projection-months",
        };
        steps.push(scope.t(key, &args));
    }
    let status = status(scope, progress).word;
    steps.push(scope.t("step-status", &[("status", &status)]));
    steps
}

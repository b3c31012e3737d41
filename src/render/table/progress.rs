//! Every target with everything that its status was computed from, in plain figures: a file, not
//! a table of a page.

use super::build::Builder;
use super::measures::kind_key;
use super::measures::targets_of;
use crate::model::Actual;
use crate::model::ActualFrom;
use crate::model::Basis;
use crate::model::Method;
use crate::model::Progress;
use crate::model::Record;
use crate::plan::TableKey;
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::view::CellView;
use crate::render::view::TableView;
use crate::render::workings::formula;
use crate::value::Number;
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The columns of words, then those of figures, in the order of [`row`].
const COLUMNS: [(&str, &str, bool); 31] = [
    ("indicator", "column-indicator", false),
    ("group", "column-group", false),
    ("period", "column-period", false),
    ("direction", "column-direction", false),
    ("kind", "column-kind", false),
    ("path", "column-path", false),
    ("target", "column-target", true),
    ("unit", "column-unit", false),
    ("baseline", "column-baseline", true),
    ("baseline-period", "column-baseline-period", false),
    ("actual", "column-result", true),
    ("from", "column-from", false),
    ("covers", "column-covers", false),
    ("elapsed", "column-elapsed", true),
    ("whole", "column-whole", true),
    ("time-unit", "column-time-unit", false),
    ("planned", "column-planned", true),
    ("completion", "column-completion", true),
    ("pace", "column-pace", true),
    ("distance", "column-distance", true),
    ("gap", "column-gap", true),
    ("remaining", "column-remaining", true),
    ("projection", "column-projection", true),
    ("growth", "column-growth", true),
    ("growth-required", "column-growth-required", true),
    ("status", "column-status", false),
    ("why", "column-why", false),
    ("method", "column-method", false),
    ("as-of", "column-as-of", false),
    ("inputs", "column-inputs", false),
    ("caveats", "column-caveats", false),
];

/// Every target of every period, the newest period first.
pub(super) fn progress<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let caption = scope.t("caption-progress", &[]);
    let mut table = Builder::new(scope, key, caption);
    for (key, label, is_number) in COLUMNS {
        match is_number {
            true => table.numbers(scope, key, label, None),
            false => table.words(scope, key, label),
        };
    }
    let mut periods: Vec<_> = scope.site.index.periods.clone();
    if scope.part.is_some() {
        periods.clear();
    }
    for period in periods {
        for number in targets_of(scope, period) {
            table.row(row(scope, &scope.site.progress[number]));
        }
    }
    table.finish_whole()
}

fn row<'a>(scope: &mut Scope<'a>, progress: &'a Progress<'a>) -> Vec<CellView<'a>> {
    let model = scope.site.model;
    let target = progress.target;
    let indicator = model.indicators.get(target.indicator);
    let view = progress_view(scope, progress);
    let actual = progress.actual.as_ref();
    let baseline = target.baseline.as_ref();
    let path = progress.method.filter(|method| matches!(method, Method::Linear | Method::Compound));
    let unit_of_time = |in_months| if in_months { "months" } else { "days" };
    let caveats: Vec<_> = view.caveats.iter().map(|caveat| &*caveat.text).collect();
    let caveats = (!caveats.is_empty()).then(|| caveats.join(" "));
    let as_of = model.site.as_of;
    let plain = |number: Option<Number>| figure(number.and_then(Number::value));
    let word = |prefix: &str, key: &'static str| {
        CellView::words(scope.t(&format!("{prefix}-{key}"), &[])).sort(key)
    };
    let of_elapsed = |part: fn(crate::model::Stretch) -> u32| {
        figure(progress.elapsed.map(|elapsed| Decimal::from(part(elapsed))))
    };
    let optional = |cell: Option<CellView<'a>>| cell.unwrap_or_else(CellView::none);
    vec![
        CellView::text(Some(scope.text(indicator.name()))).sort(indicator.id().as_str()),
        CellView::text(scope.text_opt(indicator.group.as_ref())),
        CellView::words(scope.date(target.period)).sort(target.period.to_string()),
        word("direction", target.direction.key()),
        CellView::words(scope.t(kind_key(indicator.kind), &[])).sort(indicator.kind.key()),
        optional(path.map(|path| word("path", path.key()))),
        plain(Some(target.value.number)).cites(view.target.cites),
        CellView::words(super::unit_name(scope, indicator)).sort(model.units.name(indicator.unit)),
        plain(baseline.map(|baseline| baseline.value.number))
            .cites(view.baseline.map(|figure| figure.cites).unwrap_or_default()),
        optional(
            baseline
                .and_then(|baseline| baseline.period)
                .map(|period| CellView::words(scope.date(period)).sort(period.to_string())),
        ),
        plain(actual.and_then(|actual| actual.value.exact())).cites(view.actual.cites),
        optional(actual.map(|actual| word("from", from(actual)))),
        optional(actual.map(|actual| day(actual.covers))),
        of_elapsed(|elapsed| elapsed.gone),
        of_elapsed(|elapsed| elapsed.whole),
        optional(progress.elapsed.map(|elapsed| word("time", unit_of_time(elapsed.in_months)))),
        figure(progress.planned),
        figure(progress.completion),
        figure(progress.pace),
        plain(progress.distance),
        figure(progress.gap),
        plain(progress.remaining()),
        plain(progress.projection),
        figure(progress.rates.map(|rates| rates.observed)),
        figure(progress.rates.map(|rates| rates.required)),
        CellView::words(view.status.word).sort(view.status.key),
        optional(progress.why.map(|why| word("why", why.key()))),
        match progress.method {
            Some(method) => CellView::words(formula(scope, Some(method))).sort(method.key()),
            None => CellView::none(),
        },
        day(as_of),
        CellView::words(view.inputs),
        optional(caveats.map(CellView::words)),
    ]
}

/// A plain decimal; JSON has it as a text, so that no program reads it as a float.
fn figure<'a>(value: Option<Decimal>) -> CellView<'a> {
    value.map_or_else(CellView::none, |value| {
        let text = value.normalize().to_string();
        CellView::words(text.clone()).sort(text)
    })
}

fn day<'a>(day: Date) -> CellView<'a> {
    let text = Period::Day(day).to_string();
    CellView::words(text.clone()).sort(text)
}

/// What a result rests on.
fn from(actual: &Actual<'_>) -> &'static str {
    match &actual.from {
        ActualFrom::Measured(_) => "measured",
        ActualFrom::Reported(parts) if parts.len() > 1 => "parts",
        ActualFrom::Reported(parts) => {
            let is_to_date = parts.iter().any(|found| found.basis == Some(Basis::ToDate));
            if is_to_date { "to-date" } else { "reported" }
        }
    }
}

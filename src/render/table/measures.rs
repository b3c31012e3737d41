//! Tables of targets, results and indicators.

use super::TableKey;
use super::build::Builder;
use super::listed::{listed_here, listed_note, with_left_out};
use crate::locale::PeriodStyle;
use crate::model::{
    Actual, ActualFrom, Basis, Indicator, IndicatorKind, Observation, Progress, Record, Ref,
    reported,
};
use crate::render::chart::sparkline;
use crate::render::comparison;
use crate::render::order::{indicators_sorted, targets_of};
use crate::render::progress::{
    actual_figure, completion_key, covered, progress_view, status_note, status_word,
};
use crate::render::revisions::revised;
use crate::render::scope::Scope;
use crate::render::view::{CellView, FigureView, Finished, TableView};
use crate::value::{Number, Period, Quantity, Unit};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The targets of one period with their results.
pub(super) fn targets<'a>(scope: &mut Scope<'a>, key: TableKey, period: Period) -> TableView<'a> {
    let name = scope.date(period);
    let caption = scope.t("caption-targets", &[("period", &name)]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "indicator", "column-indicator")
        .numbers(scope, "target", "column-target", None)
        .numbers(scope, "result", "column-result", None)
        .numbers(scope, "completion", "column-completion", None)
        .numbers(scope, "planned", "column-planned", None)
        .numbers(scope, "pace", "column-pace", None)
        .words(scope, "status", "column-status");
    for progress in targets_of(scope, period) {
        let view = progress_view(scope, progress);
        let optional = |text: Option<String>| text.map_or_else(CellView::none, CellView::words);
        let covers = view.covers.clone();
        let mut completion = completion_cell(scope, progress, view.completion);
        completion.bar = view.bar.map(Box::new);
        table.row(vec![
            CellView::link(view.indicator).note(view.scope.map(|scope| scope.text)),
            CellView::figure(view.target),
            CellView::figure(view.actual).note(covers),
            completion,
            optional(view.planned),
            optional(view.pace),
            CellView {
                text: view.status.word.into(),
                status: Some(view.status.key),
                ..CellView::default()
            },
        ]);
    }
    table.note(status_note(scope));
    table.finish(scope)
}

/// The results of a period and of its parts, also those without a target.
pub(super) fn results<'a>(scope: &mut Scope<'a>, key: TableKey, period: Period) -> TableView<'a> {
    let name = scope.date(period);
    let caption = scope.t("caption-results", &[("period", &name)]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "indicator", "column-indicator")
        .words(scope, "period", "column-period")
        .numbers(scope, "value", "column-value", None)
        .words(scope, "share", "column-share")
        .words(scope, "standing", "column-standing");
    // Targets stand in a table of their own.
    let columns = &comparison::COLUMNS[..2];
    for (_, key, label) in columns {
        table.words(scope, key, label);
    }
    for observation in results_of(scope, period) {
        let link = scope.record(observation.indicator);
        let value = observation_cell(scope, observation);
        let share = share(scope, observation);
        let share = share.map_or_else(CellView::none, CellView::words);
        let here = listed_here(scope, observation);
        let standing = observation_standing(scope, observation);
        let compared = comparison::cells(scope, observation, columns.len());
        let mut cells = vec![
            CellView::link(link).note(part_name(scope, observation)),
            CellView::words(scope.locale.period(*observation.period, PeriodStyle::Short))
                .sort(observation.period.first_day().to_string())
                .note(basis_name(scope, observation)),
            value,
            match here {
                Some(here) if share.missing => CellView::words(here),
                here => share.note(here),
            },
            standing.map_or_else(CellView::none, CellView::words),
        ];
        cells.extend(compared);
        table.row(cells);
    }
    if let Some(note) = share_note(scope, results_of(scope, period)) {
        table.note(note);
    }
    table.finish(scope)
}

/// The observations of a period and of its parts, in the order of their indicators.
pub(in crate::render) fn results_of<'a>(scope: &Scope<'a>, period: Period) -> Vec<&'a Observation> {
    let model = scope.site.model;
    let found = model.observations.records().filter(|found| period.contains_period(*found.period));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|observation| {
        let indicator = model.indicators.get(observation.indicator);
        let weight = (indicator.weight, observation.indicator.index());
        (weight, observation.period.first_day(), !observation.is_whole())
    });
    found
}

/// The value of an observation, or its words.
pub(super) fn observation_cell<'a>(
    scope: &mut Scope<'a>,
    observation: &'a Observation,
) -> CellView<'a> {
    match (&observation.value, &observation.claim) {
        (Some(value), _) => {
            let indicator = scope.site.model.indicators.get(observation.indicator);
            let figure = scope.figure_of(value, Some(indicator), &observation.header.citations);
            CellView::figure(figure)
        }
        (None, Some(claim)) => {
            let text = Some(scope.text(claim));
            CellView::text(text).cites(scope.cite(&observation.header.citations))
        }
        (None, None) => CellView::none(),
    }
}

/// What part of the indicator an observation speaks of.
pub(in crate::render) fn part_name(scope: &Scope<'_>, observation: &Observation) -> Option<String> {
    let model = scope.site.model;
    let part = &observation.part;
    let names = [
        part.category.map(|one| scope.plain(model.site.categories.get(one).name())),
        part.industry.map(|one| scope.plain(model.industries.get(one).name())),
        part.park.map(|one| scope.plain(model.parks.get(one).name())),
        part.region.map(|one| scope.plain(model.regions.get(one).name())),
    ];
    let names: Vec<_> = names.into_iter().flatten().collect();
    (!names.is_empty()).then(|| scope.locale.list(&names))
}

/// The share of the whole, as stated and as it follows from the two figures.
pub(in crate::render) fn share(scope: &Scope<'_>, observation: &Observation) -> Option<String> {
    let stated = observation.stated_share.as_ref().map(|share| {
        let share = scope.quantity(share);
        scope.t("share-stated", &[("share", &share)])
    });
    let computed = computed_share(scope, observation).and_then(|(ratio, whole)| {
        let (share, whole) = (scope.percent(ratio?), scope.quantity(&whole));
        Some(scope.t("share-computed", &[("share", &share), ("whole", &whole)]))
    });
    let of = observation.share_of.as_ref().map(|of| scope.plain(of).to_owned());
    let parts: Vec<_> = [stated, of, computed].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&scope.t("detail-separator", &[])))
}

/// The share that a figure is of its whole, and the whole; no share if it is not the same for all
/// that the two may stand for. `None` where a share means nothing: of what does not add up, of
/// nothing, of net figures of which a part may be negative.
fn computed_share(
    scope: &Scope<'_>,
    observation: &Observation,
) -> Option<(Option<Decimal>, Quantity)> {
    let model = scope.site.model;
    let indicator = |found: &Observation| model.indicators.get(found.indicator);
    let part = observation.value.as_ref().filter(|_| indicator(observation).adds_parts())?;
    let wholes = scope.site.observations.wholes_of(model, observation).filter(|whole| {
        whole.value.is_some()
            && whole.covers == observation.covers
            && indicator(whole).adds_parts()
            && indicator(whole).unit == indicator(observation).unit
    });
    let whole = wholes.min_by_key(|whole| Reverse(whole.rank()))?.value?;
    let (one, all) = (part.interval()?, whole.interval()?);
    let nothing = Number::plain(0);
    if one.is_at_least(nothing) == Some(false) || all.is_at_most(nothing) == Some(true) {
        return None;
    }
    let (Some(one), Some(all)) = (one.exact(), all.exact()) else { return Some((None, *whole)) };
    let ratio = one.ratio(all).filter(|ratio| *ratio <= Decimal::ONE)?;
    Some((Some(ratio), *whole))
}

/// Why some of the observations of a table have no share.
pub(super) fn share_note<'a>(
    scope: &Scope<'_>,
    observations: impl IntoIterator<Item = &'a Observation>,
) -> Option<String> {
    let is_vague = |found: &Observation| matches!(computed_share(scope, found), Some((None, _)));
    observations.into_iter().any(is_vague).then(|| scope.t("share-vague", &[]))
}

/// How far an observation can be relied upon, and what the source says of the target.
pub(in crate::render) fn observation_standing(
    scope: &Scope<'_>,
    observation: &Observation,
) -> Option<String> {
    let standing = scope.standing(observation.status);
    let exceeds = observation.exceeds_target.then(|| scope.t("stated-exceeds", &[]));
    let apart = observation.not_comparable.as_ref().map(|_| scope.t("not-comparable", &[]));
    let all = &scope.site.model.observations;
    let revised =
        revised(scope, all, &observation.header.id, |found| found.value.as_deref().copied());
    let parts: Vec<_> = [standing, exceeds, apart, revised].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&scope.t("detail-separator", &[])))
}

/// A remark on an observation that stands beside a target, with what sets the two apart.
fn with_definition(
    scope: &Scope<'_>,
    found: &Observation,
    remark: Option<String>,
) -> Option<String> {
    let apart = found.not_comparable.as_ref().map(|_| scope.t("not-comparable", &[]));
    let parts: Vec<_> = [remark, apart].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&scope.t("detail-separator", &[])))
}

/// All indicators with their latest result and target.
pub(super) fn indicators<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let caption = scope.t_n("caption-indicators", model.indicators.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "indicator", "column-indicator")
        .words(scope, "kind", "column-kind")
        .words(scope, "unit", "column-unit")
        .numbers(scope, "result", "column-latest-result", None)
        .numbers(scope, "target", "column-latest-target", None);
    for reference in indicators_sorted(scope) {
        let indicator = model.indicators.get(reference);
        let observations = scope.site.observations.of(reference);
        let latest = observations
            .iter()
            .copied()
            .filter(|found| found.is_whole() && found.value.is_some())
            .max_by_key(|found| (found.rank(), found.period.first_day()));
        let result = latest.map_or_else(CellView::none, |found| {
            let period = scope.locale.period(*found.period, PeriodStyle::Short);
            let note = with_definition(scope, found, Some(period));
            let mut cell = observation_cell(scope, found).note(note);
            let id = format!("history-{}", indicator.header.id);
            cell.drawing = sparkline(scope, &id, reference).map(|drawing| Finished::new(&drawing));
            cell
        });
        let targets = scope.site.progress().iter().filter(|one| one.target.indicator == reference);
        let target = targets.max_by_key(|one| one.target.period.last_day());
        let target = target.map_or_else(CellView::none, |progress| {
            let view = progress_view(scope, progress);
            let period = scope.locale.period(*progress.target.period, PeriodStyle::Short);
            CellView::figure(view.target).note(Some(period))
        });
        table.row(vec![
            CellView::link(scope.record(reference)),
            CellView::words(scope.t(kind_key(indicator.kind), &[])),
            Some(unit_name(scope, indicator))
                .filter(|unit| !unit.is_empty())
                .map_or_else(CellView::none, CellView::words),
            result,
            target,
        ]);
    }
    table.finish(scope)
}

/// The share of a target that is done, with its own name where it is a share of a limit or a way.
fn completion_cell<'a>(
    scope: &Scope<'a>,
    progress: &Progress<'_>,
    completion: Option<String>,
) -> CellView<'a> {
    let Some(completion) = completion else { return CellView::none() };
    let key = completion_key(progress);
    let note = (key != "completion").then(|| scope.t(key, &[]));
    CellView::words(completion).note(note)
}

/// The key of the word for how an indicator behaves.
pub(in crate::render) fn kind_key(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Cumulative => "kind-cumulative",
        IndicatorKind::Level => "kind-level",
        IndicatorKind::Milestone => "kind-milestone",
    }
}

/// The unit of an indicator in words.
pub(in crate::render) fn unit_name(scope: &Scope<'_>, indicator: &Indicator) -> String {
    scope.locale.unit_label(indicator.unit, &scope.site.model.units)
}

/// Whether a result says of itself that it counts from the beginning of the year.
pub(super) fn basis_name(scope: &Scope<'_>, found: &Observation) -> Option<String> {
    (found.basis == Some(Basis::ToDate)).then(|| scope.t("to-date", &[]))
}

/// Each year against its targets: what was reported, what the ledger adds up to, what was promised.
pub(super) fn by_year<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let caption = scope.t("caption-by-year", &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "year", "column-year")
        .words(scope, "indicator", "column-indicator")
        .numbers(scope, "reported", "column-reported", None)
        .numbers(scope, "computed", "column-computed", None)
        .numbers(scope, "target", "column-target", None)
        .numbers(scope, "completion", "column-completion", None)
        .words(scope, "status", "column-status");
    let years: BTreeSet<i16> =
        scope.site.index.periods.iter().map(|period| period.year()).collect();
    for year in years.into_iter().rev() {
        for one in indicators_sorted(scope) {
            if let Some(cells) = year_row(scope, year, one) {
                table.row(cells);
            }
        }
    }
    if !scope.site.index.periods.is_empty() {
        table.note(status_note(scope));
    }
    table.finish(scope)
}

fn year_row<'a>(
    scope: &mut Scope<'a>,
    year: i16,
    one: Ref<Indicator>,
) -> Option<Vec<CellView<'a>>> {
    let model = scope.site.model;
    let indicator = model.indicators.get(one);
    let period = Period::Year(year);
    let mut targets = scope.site.progress().iter().map(|progress| (progress, progress.target));
    let target = targets.find(|(_, target)| target.indicator == one && target.period == period);
    let observations = scope.site.observations.of(one);
    let latest = || {
        let within = observations.iter().copied().filter(|found| {
            found.is_whole() && found.value.is_some() && period.contains_period(*found.period)
        });
        within.max_by_key(|found| (found.period == period, found.rank()))
    };
    // The figure that the completion beside it is computed from, if it is one that is reported.
    let total = reported(indicator, observations, period);
    let latest = latest();
    let measured = scope.site.measured(one, period);
    let measured = measured.filter(|measured| measured.n_counted > 0 || measured.left_out.n() > 0);
    if target.is_none() && latest.is_none() && measured.is_none() {
        return None;
    }
    let reported_cell = match (&total, latest) {
        (Some(Actual { from: ActualFrom::Reported(parts), .. }), _) if parts.len() > 1 => {
            let total = total.as_ref().expect("it is matched");
            let figure = actual_figure(scope, total, indicator);
            let note = [figure.note.clone(), Some(covered(scope, total, period))];
            let note = note.into_iter().flatten().collect::<Vec<_>>();
            CellView::figure(figure).note(Some(note.join(&scope.t("detail-separator", &[]))))
        }
        (_, Some(found)) => {
            let part = (found.period != period)
                .then(|| scope.locale.period(*found.period, PeriodStyle::Short));
            let note = with_definition(scope, found, part);
            observation_cell(scope, found).note(note)
        }
        _ => CellView::none(),
    };
    let computed = measured.map_or_else(CellView::none, |measured| {
        if measured.n_counted == 0 {
            return CellView::none().note(with_left_out(scope, None, measured.left_out));
        }
        let quantity = measured.quantity(indicator.unit);
        let note = listed_note(scope, one, period, measured.n_counted);
        let noted = !matches!(indicator.unit, Unit::Named(_));
        let note = with_left_out(scope, Some(note).filter(|_| noted), measured.left_out);
        let cell = CellView::words(scope.shown(&quantity, Some(indicator))).note(note);
        CellView { computed: scope.computed(), ..cell }
    });
    let view = target.map(|(progress, _)| (progress, progress_view(scope, progress)));
    let mut cells = vec![
        CellView::words(scope.locale.year(year)).sort(year.to_string()),
        CellView::link(scope.record(one)),
        reported_cell,
        computed,
    ];
    match view {
        Some((progress, view)) => {
            let completion = completion_cell(scope, progress, view.completion);
            let status = Some(view.status.key);
            cells.extend([
                CellView::figure(view.target),
                completion,
                CellView { text: view.status.word.into(), status, ..CellView::default() },
            ]);
        }
        None => {
            let stated = latest.is_some_and(|found| found.exceeds_target);
            let key = if stated { "stated" } else { "no-target" };
            let missing: FigureView = scope.missing();
            cells.extend([
                CellView::figure(missing),
                CellView::none(),
                CellView {
                    text: status_word(scope, key).into(),
                    status: Some(key),
                    ..CellView::default()
                },
            ]);
        }
    }
    Some(cells)
}

//! One indicator.

use super::{Page, indicators};
use crate::model::shortcode::Chart;
use crate::model::{
    AnyRef, Heading, Indicator, IndicatorKind, Measure, MeasureOf, Record, RecordKind, Ref,
    ancestors, still_due,
};
use crate::plan::{Of, PageKind, PagePlan};
use crate::render::chart::{chart, period_of_areas};
use crate::render::layout::{About, layout};
use crate::render::names::stage_name;
use crate::render::order::targets_of_indicator;
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::table::{LARGE, Observations, Results, Targets, table};
use crate::render::view::{ChartView, FactView, IndicatorView, RemarkView, TableView};
use std::cmp::Reverse;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "indicator",
        path: "indicators/*/index.html",
        parent: Some(&indicators::PAGE.kind),
        n_rows: |_, index, of| match of {
            Of::Record(AnyRef::Indicator(one)) => {
                let n_targets = index.figures().targets_of_indicator(one).len();
                n_targets.saturating_sub(LARGE) + index.figures().of_indicator(one).len()
            }
            _ => 0,
        },
        ..PageKind::of_record(RecordKind::Indicator)
    },
    content: html!("indicator.html", of indicator),
};

/// In how many periods an indicator is drawn step by step.
const LINES: usize = 3;

/// One indicator.
fn indicator<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Indicator>) -> IndicatorView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(one);
    let is_first = scope.is_first_part();
    let all = targets_of_indicator(scope, one);
    let large = all.iter().take(LARGE).filter(|_| is_first);
    let targets = large.map(|progress| {
        let mut view = progress_view(scope, progress);
        let period = *progress.target.period;
        view.indicator = scope.own_link(scope.page_of(period), scope.date_at_start(period));
        view
    });
    let targets = targets.collect();
    let more = all.len().saturating_sub(LARGE);
    let more_targets = (more > 0).then(|| table(scope, &Targets::of_indicator(one, LARGE)));
    let more_targets = more_targets.filter(|targets| targets.n_rows > 0);
    let charts = if is_first { indicator_charts(scope, one) } else { Vec::new() };
    // Its figures are gone through once, not again for each of its pages.
    let whole = is_first.then(|| Observations::of_whole(scope, one)).flatten();
    let whole = whole.filter(|whole| !whole.is_empty()).map(|whole| table(scope, &whole));
    let dimensions = if is_first { Results::by_dimension(scope, one) } else { Vec::new() };
    let dimensions = dimensions.iter().enumerate().map(|(number, listed)| {
        let listed = table(scope, listed);
        TableView { id: format!("{}-{number}", listed.id), ..listed }
    });
    let dimensions = dimensions.collect();
    let observations = table(scope, &Observations::of(scope, one, more));
    // Where targets fill the page, results stand on the next ones; where there are none, the
    // targets say so.
    let observations = Some(observations).filter(|table| table.n_rows > 0);
    scope.cite_for_page(&indicator.header.citations);
    let description = indicator.definition.as_ref().map(|text| scope.lead_of(text));
    let about = About::of(scope, page).described(description.unwrap_or_default());
    IndicatorView {
        definition: scope.html_opt(indicator.definition.as_ref()),
        method: scope.html_opt(indicator.method.as_ref()),
        facts: scope.facts_view(page, facts(scope, indicator)),
        targets,
        more_targets,
        charts,
        whole,
        dimensions,
        observations,
        note: scope.html_opt(indicator.header.note.as_ref()),
        remarks: remarks(scope, one, more),
        page: layout(scope, page, about),
    }
}

/// What the office says of the figures on this page, which has the results after `n_before` rows. It
/// may tell of the sources, so it is left out where one of them came later than the day of the site.
fn remarks<'a>(scope: &Scope<'a>, one: Ref<Indicator>, n_before: usize) -> Vec<RemarkView<'a>> {
    let is_first = scope.is_first_part();
    let targets = targets_of_indicator(scope, one).into_iter().filter(|_| is_first);
    let targets = targets.map(|progress| {
        let target = progress.target;
        (*target.period, target.header.note.as_ref(), &target.header.citations[..])
    });
    let all = &scope.site.model.observations;
    let results = scope.rows_after(n_before, scope.site.index.figures().of_indicator(one)).iter();
    let results = results.map(|one| {
        let found = all.get(*one);
        (*found.period, found.header.note.as_ref(), &found.header.citations[..])
    });
    let known = targets.chain(results).filter_map(|(period, note, citations)| {
        let is_later = citations.iter().any(|citation| citation.is_later);
        let note = note.filter(|_| !is_later)?;
        Some((scope.date(period), scope.html(note)))
    });
    let mut remarks: Vec<RemarkView<'a>> = Vec::new();
    // Of one period there may be several figures: of the whole, and of parts.
    for (on, note) in known {
        match remarks.iter_mut().find(|remark| remark.on == on) {
            Some(remark) => remark.notes.push(note),
            None => remarks.push(RemarkView { on, notes: vec![note] }),
        }
    }
    remarks
}

/// The last periods with a target step by step, and all years.
fn indicator_charts<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<ChartView<'a>> {
    let targets = scope.site.observations.targets_of(one).iter();
    let targets = targets.filter(|target| target.part.is_whole());
    let mut periods: Vec<_> = targets.map(|target| *target.period).collect();
    periods.sort_by_key(|period| Reverse(period.last_day()));
    periods.dedup();
    periods.truncate(LINES);
    let mut drawn = Vec::new();
    for period in periods {
        drawn.extend(chart(scope, &format!("chart-{}", period.slug()), Chart::Line(one, period)));
    }
    let of_indicator = scope.site.index.figures().of_indicator(one).iter();
    let mut observations = of_indicator.map(|found| scope.site.model.observations.get(*found));
    // What is forecast stands beside what was planned and done; else a chart by year says as much.
    if observations.any(|found| found.is_forecast() && found.part.is_whole()) {
        drawn.extend(chart(scope, "chart-plans", Chart::Plans(one, None)));
    }
    drawn.extend(chart(scope, "chart-years", Chart::Years(one)));
    if let Some(period) = period_of_areas(scope, one) {
        drawn.extend(chart(scope, "chart-map", Chart::Map(Some((one, period)))));
    }
    drawn
}

fn facts<'a>(scope: &Scope<'a>, indicator: &'a Indicator) -> [Option<FactView<'a>>; 8] {
    let as_of = scope.site.model.site.as_of;
    let next = still_due(indicator.next_update.as_ref(), as_of);
    let words = |label, words| scope.fact_text(label, Scope::own(words));
    [
        unit_name(scope, indicator).map(|unit| words("fact-unit", unit)),
        Some(words("fact-kind", kind_word(scope, indicator.kind))),
        group_fact(scope, indicator),
        scope.fact_records("fact-part-of", indicator.breakdown_of),
        indicator.measure.as_ref().map(|measure| words("fact-measure", measured(scope, measure))),
        indicator.periodicity.map(|every| words("fact-periodicity", scope.t(every.key(), &[]))),
        next.map(|next| words("fact-next-update", scope.date(next))),
        scope.fact_contacts(indicator.contact.as_slice()),
    ]
}

/// What it is listed under, the highest first.
fn group_fact<'a>(scope: &Scope<'a>, indicator: &'a Indicator) -> Option<FactView<'a>> {
    let model = scope.site.model;
    match indicator.group.as_ref()? {
        Heading::Words(words) => Some(scope.fact_text("fact-group", scope.text(words))),
        Heading::Declared(one) => {
            let mut path: Vec<_> = ancestors(model, *one).collect();
            path.reverse();
            scope.fact_records("fact-group", path.into_iter().chain([*one]))
        }
    }
}

/// What is counted or added up.
fn measured(scope: &Scope<'_>, measure: &Measure) -> String {
    let stage = measure.reaching.map(|stage| stage_name(scope, stage).text);
    let stage = [("stage", stage.as_deref().unwrap_or_default())];
    let text = match measure.of {
        MeasureOf::Investment => scope.t("measure-sum", &stage),
        MeasureOf::Projects => scope.t("measure-count", &stage),
        MeasureOf::Figures(one) => {
            let indicator = scope.plain(scope.site.model.indicators.get(one).name());
            scope.t("measure-figures", &[("indicator", indicator)])
        }
    };
    let limit = measure.filter.investment.as_ref().map(|limit| scope.quantity(limit));
    match limit {
        Some(limit) => scope.t("measure-limit", &[("measure", &text), ("limit", &limit)]),
        None => text,
    }
}

/// The word for how an indicator behaves.
pub(super) fn kind_word(scope: &Scope<'_>, kind: IndicatorKind) -> String {
    scope.t(&format!("kind-{}", kind.key()), &[])
}

/// The unit of an indicator in words; a rate may have none.
pub(super) fn unit_name(scope: &Scope<'_>, indicator: &Indicator) -> Option<String> {
    let unit = scope.locale.unit_label(indicator.unit, &scope.site.model.units);
    Some(unit).filter(|unit| !unit.is_empty())
}

//! All indicators.

use super::indicator::{kind_word, unit_name};
use super::list::list;
use super::{Page, data};
use crate::model::shortcode::Chart;
use crate::model::{Heading, Indicator, Progress, Ref};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::chart::{charts, sparkline};
use crate::render::order::{indicators_sorted, targets_of_indicator};
use crate::render::progress::progress_view;
use crate::render::scope::Scope;
use crate::render::table::{Column, RecordTable, observation_cell, with_definition};
use crate::render::view::{CellView, Finished, ListView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "indicators",
        path: "indicators/index.html",
        pages: Pages::One(|model, _| !model.indicators.is_empty()),
        lists: &["indicators", "observations"],
        parent: Some(&data::PAGE.kind),
        title: Some("title-indicators"),
        foot: Some(2),
        about: Some("lead-indicators"),
        ..PageKind::USUAL
    },
    content: html!("list.html", indicators),
};

/// All indicators.
fn indicators<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    // Before the table, in which sources are cited after those of the chart.
    let charts = charts(scope, &[("chart-indicators", Chart::Panels)]);
    ListView { charts, ..list(scope, page, Indicators) }
}

/// All indicators with their latest result and target.
struct Indicators;

type C = Column<Indicators>;

impl RecordTable for Indicators {
    type One = Indicator;
    const COLUMNS: &'static [C] = &[
        C::name("indicator"),
        C::words("group", |_, scope, one| {
            let group = scope.site.model.indicators.get(*one).group.as_ref();
            let declared = group.and_then(Heading::declared);
            declared.map_or_else(CellView::none, |one| CellView::link(scope.record(one)))
        }),
        C::words("kind", |_, scope, one| {
            let kind = scope.site.model.indicators.get(*one).kind;
            CellView::words(kind_word(scope, kind))
        }),
        C::words("unit", |_, scope, one| {
            CellView::maybe(unit_name(scope, scope.site.model.indicators.get(*one)))
        }),
        C::numbers("result", |_, scope, one| result_cell(scope, *one))
            .labelled("column-latest-result"),
        C::numbers("target", |_, scope, one| target_cell(scope, *one))
            .labelled("column-latest-target"),
    ];

    const FILTERS: &'static [&'static str] = &["group"];

    fn order(scope: &Scope<'_>) -> Vec<Ref<Indicator>> {
        indicators_sorted(scope)
    }
}

pub(super) fn result_cell<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> CellView<'a> {
    let observations = scope.site.observations.of_whole(one).iter().copied();
    let latest = observations
        .filter(|found| found.value.is_some())
        .max_by_key(|found| (found.rank(), found.period.first_day()));
    let Some(found) = latest else { return CellView::none() };
    let period = scope.short_date(*found.period);
    let note = with_definition(scope, found, Some(period));
    let id = format!("history-{}", scope.site.model.indicators.id(one));
    let drawing = sparkline(scope, &id, one).map(|drawing| Finished::new(&drawing));
    CellView { drawing, ..observation_cell(scope, found).note(note) }
}

/// The newest target of an indicator as a whole.
pub(super) fn latest_target<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
) -> Option<&'a Progress<'a>> {
    let targets = targets_of_indicator(scope, one).into_iter();
    let of_whole = targets.filter(|progress| progress.target.part.is_whole());
    of_whole.max_by_key(|progress| progress.target.period.last_day())
}

pub(super) fn target_cell<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> CellView<'a> {
    let Some(progress) = latest_target(scope, one) else { return CellView::none() };
    let period = scope.short_date(*progress.target.period);
    CellView::figure(progress_view(scope, progress).target).note(Some(period))
}

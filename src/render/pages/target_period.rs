//! The targets and results of one period.

use super::{Page, targets};
use crate::model::shortcode::Chart;
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::chart::chart;
use crate::render::layout::{About, layout};
use crate::render::order::targets_of;
use crate::render::progress::{asserted_rollup, group_rollups, progress_view, rollup};
use crate::render::scope::Scope;
use crate::render::table::{LARGE, Results, Targets, table};
use crate::render::view::{LinkView, TableView, TargetPeriodView};
use crate::value::Period;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "target period",
        path: "targets/*/index.html",
        pages: Pages::Each(|_, index| index.periods.iter().copied().map(Of::Period).collect()),
        shows: Some(Shown::Period),
        parent: Some(&targets::PAGE.kind),
        n_rows: |_, index, of| match of {
            Of::Period(period) => {
                let figures = &index.figures;
                figures.targets_in_period(period).len() + figures.in_period(period).len()
            }
            _ => 0,
        },
        ..PageKind::USUAL
    },
    content: html!("target-period.html", of period),
};

/// The targets and results of one period.
fn period<'a>(scope: &mut Scope<'a>, page: &PagePlan, period: Period) -> TargetPeriodView<'a> {
    let all = targets_of(scope, period);
    let name = scope.date(period);
    // More of them are rows of the table only.
    let large = if all.len() <= LARGE { &all[..] } else { &[] };
    let targets: Vec<_> = large.iter().map(|progress| progress_view(scope, progress)).collect();
    let is_first = scope.is_first_part();
    let bullets = is_first.then(|| chart(scope, "chart-targets", Chart::Bullets(period))).flatten();
    let has_rows = |table: &TableView<'_>| table.n_rows > 0;
    let as_table = Some(table(scope, &Targets::of(period))).filter(has_rows);
    let results = Some(table(scope, &Results::of(period).after(all.len()))).filter(has_rows);
    let periods = &scope.site.index.periods;
    let position = periods.iter().position(|known| *known == period).unwrap_or(0);
    let neighbour = |scope: &Scope<'a>, index: Option<usize>| -> Option<LinkView<'a>> {
        let period = *periods.get(index?)?;
        Some(scope.own_link(scope.page_of(period), scope.date(period)))
    };
    let (previous, next) =
        (neighbour(scope, Some(position + 1)), neighbour(scope, position.checked_sub(1)));
    let lead = period_lead(scope, period);
    let title = scope.t("title-period", &[("period", &name)]);
    let rollup = match all.is_empty() {
        true => scope.t("no-targets", &[]),
        false => rollup(scope, &all),
    };
    let about = About::titled(Scope::own(title)).described(rollup.clone());
    TargetPeriodView {
        lead,
        rollup,
        asserted: asserted_rollup(scope, &all),
        groups: group_rollups(scope, &all),
        targets,
        chart: bullets,
        table: as_table,
        results,
        previous,
        next,
        page: layout(scope, page, about),
    }
}

/// That a period is over; how much of one that runs is over stands beside its results, with the day
/// that they cover.
fn period_lead(scope: &Scope<'_>, period: Period) -> Option<String> {
    let as_of = scope.site.model.site.as_of;
    let (name, day) = (scope.date(period), scope.date(Period::Day(as_of)));
    let args = [("period", &*name), ("day", &*day)];
    (as_of >= period.last_day()).then(|| scope.t("lead-period-over", &args))
}

//! The targets and results of one period.

use super::{Page, targets};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::data::downloads;
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
                let figures = &index.figures();
                figures.targets_in_period(period).len() + figures.in_period(period).len()
            }
            _ => 0,
        },
        ..PageKind::USUAL
    },
    content: html!("target-period.html", of period),
};

/// The targets and results of one period.
pub(super) fn period<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    period: Period,
) -> TargetPeriodView<'a> {
    let all = targets_of(scope, period);
    let name = scope.date(period);
    // More of them are rows of the table only.
    let large = if all.len() <= LARGE { &all[..] } else { &[] };
    let views = large.iter().map(|progress| (progress_view(scope, progress), progress));
    let (targets, open): (Vec<_>, Vec<_>) =
        views.partition(|(_, progress)| progress.actual.is_some());
    let [targets, open] =
        [targets, open].map(|all| all.into_iter().map(|(view, _)| view).collect::<Vec<_>>());
    let has_rows = |table: &TableView<'_>| table.n_rows > 0;
    let as_table = (all.len() > LARGE).then(|| table(scope, &Targets::of(period)));
    let as_table = as_table.filter(has_rows);
    let results = Results::of(period).after(all.len());
    let results = if as_table.is_none() { results.beside_targets() } else { results };
    let results = Some(table(scope, &results)).filter(has_rows);
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
        // A few targets are seen at one glance.
        groups: if large.is_empty() { group_rollups(scope, &all) } else { Vec::new() },
        method: scope.link_to("method", "title-method").filter(|_| !targets.is_empty()),
        targets,
        open,
        downloads: match as_table.is_none() && !all.is_empty() {
            true => downloads(scope, &["targets", "progress"]),
            false => Vec::new(),
        },
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
    let (name, day) = (scope.date_at_start(period), scope.date(Period::Day(as_of)));
    let args = [("period", &*name), ("day", &*day)];
    (as_of >= period.last_day()).then(|| scope.t("lead-period-over", &args))
}

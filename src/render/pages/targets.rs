//! All targets.

use super::{Page, home};
use crate::plan::{Index, PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::order::targets_of;
use crate::render::progress::{asserted_rollup, group_rollups, rollup};
use crate::render::scope::Scope;
use crate::render::table::{Results, Targets, table};
use crate::render::view::targets::PeriodTargetsView;
use crate::render::view::{TableView, TargetsView};
use crate::value::Period;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "targets",
        path: "targets/index.html",
        pages: Pages::One(|_, index| !index.periods.is_empty()),
        lists: &["targets"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-targets"),
        header: Some("nav-targets"),
        foot: Some(1),
        n_rows: |_, index, _| index.periods.iter().map(|period| n_rows_of(index, *period)).sum(),
        ..PageKind::USUAL
    },
    content: html!("targets.html", targets),
};

/// The rows of a period: its targets, or its results where it has none.
fn n_rows_of(index: &Index, period: Period) -> usize {
    match index.figures.targets_in_period(period).len() {
        0 => index.figures.in_period(period).len(),
        n_targets => n_targets,
    }
}

/// All targets, by period.
fn targets<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TargetsView<'a> {
    let (mut periods, mut n_before) = (Vec::new(), 0);
    for period in scope.site.index.periods.iter() {
        let all = targets_of(scope, *period);
        let (rollup, listed) = match all.is_empty() {
            true => {
                (scope.t("no-targets", &[]), table(scope, &Results::of(*period).after(n_before)))
            }
            false => (rollup(scope, &all), table(scope, &Targets::of(*period).after(n_before))),
        };
        n_before += n_rows_of(scope.site.index, *period);
        if listed.n_rows == 0 {
            continue;
        }
        let name = scope.date(*period);
        // The same kind of table for several periods stands on one page.
        let id = format!("{}-{}", listed.id, period.slug());
        periods.push(PeriodTargetsView {
            title: scope.own_link(scope.page_of(*period), name),
            rollup,
            asserted: asserted_rollup(scope, &all),
            groups: group_rollups(scope, &all),
            table: TableView { id, ..listed },
        });
    }
    let lead = scope.t("lead-targets", &[]);
    let about = About::of(scope, page).described(lead.clone());
    TargetsView { lead, periods, page: layout(scope, page, about) }
}

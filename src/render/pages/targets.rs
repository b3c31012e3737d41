//! All targets.

use super::{Page, home};
use crate::model::Progress;
use crate::plan::{Index, PAGE_ROWS, PageKind, PagePlan, Pages};
use crate::render::data::downloads;
use crate::render::layout::{About, layout};
use crate::render::order::targets_of;
use crate::render::progress::{asserted_rollup, group_rollups, progress_view, rollup};
use crate::render::scope::Scope;
use crate::render::table::{LARGE, Results, Targets, table};
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
    match index.figures().targets_in_period(period).len() {
        0 => index.figures().in_period(period).len(),
        n_targets => n_targets,
    }
}

/// All targets, by period.
fn targets<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TargetsView<'a> {
    let (mut periods, mut n_before) = (Vec::new(), 0);
    let index = scope.site.index;
    let n_all: usize = index.periods.iter().map(|period| n_rows_of(index, *period)).sum();
    for period in index.periods.iter() {
        let all = targets_of(scope, *period);
        // A few are told one by one; in a table the status of each would be out of sight on a phone.
        let is_short = !all.is_empty() && all.len() <= LARGE && n_all <= PAGE_ROWS;
        let listed = match () {
            () if is_short => None,
            () if all.is_empty() => Some(table(scope, &Results::of(*period).after(n_before))),
            () => Some(table(scope, &Targets::of(*period).after(n_before))),
        };
        n_before += n_rows_of(index, *period);
        if listed.as_ref().is_some_and(|listed| listed.n_rows == 0) {
            continue;
        }
        let told = if is_short { &all[..] } else { &[] };
        let (done, open): (Vec<_>, Vec<_>) = told.iter().partition(|one| one.actual.is_some());
        let views = |of: Vec<&&'a Progress<'a>>| {
            of.into_iter().map(|progress| progress_view(scope, progress)).collect()
        };
        let open_title = (!open.is_empty()).then(|| {
            let key = if done.is_empty() { "home-open-all" } else { "home-open" };
            scope.t_n(key, open.len(), &[])
        });
        periods.push(PeriodTargetsView {
            id: format!("targets-{}", period.slug()),
            title: scope.own_link(scope.page_of(*period), scope.date_at_start(*period)),
            rollup: match all.is_empty() {
                true => scope.t("no-targets", &[]),
                false => rollup(scope, &all),
            },
            asserted: asserted_rollup(scope, &all),
            groups: if is_short { Vec::new() } else { group_rollups(scope, &all) },
            targets: views(done),
            open: views(open),
            open_title,
            // The same kind of table for several periods stands on one page.
            table: listed.map(|listed| {
                let id = format!("{}-{}", listed.id, period.slug());
                TableView { id, ..listed }
            }),
        });
    }
    let downloads = downloads(scope, &["targets", "progress"]);
    let downloads =
        if periods.iter().any(|one| one.table.is_none()) { downloads } else { Vec::new() };
    let lead = scope.t("lead-targets", &[]);
    let about = About::of(scope, page).described(lead.clone());
    TargetsView { lead, periods, downloads, page: layout(scope, page, about) }
}

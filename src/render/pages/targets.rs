//! All targets.

use super::{Page, home};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::order::targets_of;
use crate::render::progress::{group_rollups, rollup};
use crate::render::scope::Scope;
use crate::render::table::{self, TableKey};
use crate::render::view::TargetsView;
use crate::render::view::targets::PeriodTargetsView;
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
        ..PageKind::USUAL
    },
    content: html!("targets.html", targets),
};

/// All targets, by period.
fn targets<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TargetsView<'a> {
    let mut periods = Vec::new();
    for period in &scope.site.index.periods {
        let all = targets_of(scope, *period);
        let name = scope.date(*period);
        let (rollup, key) = if all.is_empty() {
            (scope.t("no-targets", &[]), TableKey::Results(*period))
        } else {
            (rollup(scope, &all), TableKey::Targets(*period))
        };
        periods.push(PeriodTargetsView {
            title: scope.own_link(scope.page_of(*period), name),
            rollup,
            groups: group_rollups(scope, &all),
            table: unique_id(table::table(scope, key), *period),
        });
    }
    let lead = scope.t("lead-targets", &[]);
    let about = About::of(scope, page).described(lead.clone());
    TargetsView { lead, periods, page: layout(scope, page, about) }
}

/// The same kind of table for several periods stands on one page.
fn unique_id<'a>(
    mut table: crate::render::view::TableView<'a>,
    period: Period,
) -> crate::render::view::TableView<'a> {
    table.id = format!("{}-{}", table.id, period.slug());
    table
}

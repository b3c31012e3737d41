//! All targets.

use super::{Page, home};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::order::targets_of;
use crate::render::progress::{group_rollups, rollup};
use crate::render::scope::Scope;
use crate::render::table::{Results, Targets, table};
use crate::render::view::targets::PeriodTargetsView;
use crate::render::view::{TableView, TargetsView};

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
        let (rollup, listed) = if all.is_empty() {
            (scope.t("no-targets", &[]), table(scope, &Results(*period)))
        } else {
            (rollup(scope, &all), table(scope, &Targets(*period)))
        };
        // The same kind of table for several periods stands on one page.
        let id = format!("{}-{}", listed.id, period.slug());
        periods.push(PeriodTargetsView {
            title: scope.own_link(scope.page_of(*period), name),
            rollup,
            groups: group_rollups(scope, &all),
            table: TableView { id, ..listed },
        });
    }
    let lead = scope.t("lead-targets", &[]);
    let about = About::of(scope, page).described(lead.clone());
    TargetsView { lead, periods, page: layout(scope, page, about) }
}

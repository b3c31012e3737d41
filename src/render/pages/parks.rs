//! All parks.

use super::{Page, home};
use crate::model::shortcode::Chart;
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::chart::chart;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{self, TableKey};
use crate::render::view::ParksView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "parks",
        path: "parks/index.html",
        pages: Pages::One(|model, _| !model.parks.is_empty()),
        lists: &["parks"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-parks"),
        header: Some("nav-parks"),
        foot: Some(4),
        n_rows: |model, _, _| model.parks.len(),
        ..PageKind::USUAL
    },
    content: html!("parks.html", parks),
};

/// All parks.
fn parks<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ParksView<'a> {
    let map = scope.is_first_part().then(|| chart(scope, "chart-map", Chart::Map)).flatten();
    let tables = vec![table::table(scope, TableKey::Parks)];
    let lead = scope.t("lead-parks", &[]);
    let about = About::of(scope, page).described(lead.clone());
    ParksView { lead, map, tables, page: layout(scope, page, about) }
}

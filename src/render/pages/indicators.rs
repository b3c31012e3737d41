//! All indicators.

use super::list::list;
use super::{Page, data};
use crate::model::shortcode::Chart;
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::chart::charts;
use crate::render::scope::Scope;
use crate::render::table::TableKey;
use crate::render::view::ListView;

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
    ListView { charts, ..list(scope, page, TableKey::Indicators) }
}

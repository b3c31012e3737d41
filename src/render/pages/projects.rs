//! Summary tables and all projects.

use super::{Page, home};
use crate::model::shortcode::{Chart, Counted, SummaryBy};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::chart::charts;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{self, TableKey};
use crate::render::view::ProjectsView;
use crate::value::Period;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "projects",
        path: "projects/index.html",
        pages: Pages::One(|model, _| !model.projects.is_empty()),
        lists: &["projects"],
        parent: Some(&home::PAGE.kind),
        title: Some("title-projects"),
        header: Some("nav-projects"),
        foot: Some(3),
        n_rows: |model, _, _| model.projects.len(),
        ..PageKind::USUAL
    },
    content: html!("projects.html", projects),
};

/// What the page of all projects draws.
const CHARTS: &[(&str, Chart)] = &[
    ("chart-stages-by-park", Chart::Stages(SummaryBy::Park)),
    ("chart-investment-by-park", Chart::Bars(SummaryBy::Park, Counted::Investment, None)),
    ("chart-by-industry", Chart::Bars(SummaryBy::Industry, Counted::Projects, None)),
];

/// Summary tables and all projects.
fn projects<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ProjectsView<'a> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut keys = vec![(true, TableKey::ByStage), (true, TableKey::ByYear)];
    keys.push((!model.parks.is_empty(), TableKey::ByPark));
    keys.push((!model.regions.is_empty(), TableKey::ByRegion));
    keys.push((!model.industries.is_empty(), TableKey::ByIndustry));
    keys[0].0 = !index.stages_in_use.is_empty();
    let first = scope.is_first_part();
    let summaries: Vec<_> = keys
        .into_iter()
        .filter(|(there, _)| *there && first)
        .map(|(_, key)| table::table(scope, key))
        .filter(|table| table.n_rows > 0)
        .collect();
    let drawn: &[_] = if first { CHARTS } else { &[] };
    let charts = charts(scope, drawn);
    let projects = table::table(scope, TableKey::Projects);
    let day = scope.date(Period::Day(model.site.as_of));
    let lead = scope.t_n("lead-projects", model.projects.len(), &[("day", &day)]);
    let contents =
        summaries.iter().chain([&projects]).map(|table| crate::render::view::ContentsView {
            id: table.id.clone(),
            text: table.caption.clone(),
            level: 2,
        });
    let about = About::of(scope, page).described(lead.clone()).contents(contents.collect());
    let schedule = scope.own_link(scope.page("schedule"), scope.t("schedule-link", &[]));
    let schedule = schedule.href.is_some().then_some(schedule);
    let page = layout(scope, page, about);
    ProjectsView { lead, charts, summaries, schedule, projects, page }
}

//! Summary tables and all projects.

use super::{Page, home};
use crate::model::Tier;
use crate::model::shortcode::{Chart, Counted, SummaryBy};
use crate::plan::{Ever, Of, PageKind, PagePlan, Pages};
use crate::render::chart::charts;
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::table::{Groups, Projects, Years, list_table, table};
use crate::render::view::{ChartView, LinkView, ProjectsView, TableView};

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
pub(super) const CHARTS: &[(&str, Chart)] = &[
    ("chart-stages-by-park", Chart::Stages(SummaryBy::Park)),
    ("chart-investment-by-park", Chart::Bars(SummaryBy::Park, Counted::Investment, None)),
    ("chart-by-industry", Chart::Bars(SummaryBy::Industry, Counted::Projects, None)),
];

/// The projects added up in several ways, as far as there is something to add up by.
pub(super) fn summaries<'a>(scope: &Scope<'a>) -> Vec<TableView<'a>> {
    let model = scope.site.model;
    let by = |is_there: bool, by| is_there.then(|| table(scope, &Groups::by(scope, by)));
    let before = [
        by(!scope.site.index.stages_in_use.is_empty(), SummaryBy::Stage),
        by(scope.site.index.ever(Ever::Status), SummaryBy::Status),
        Some(table(scope, &Years)),
        by(!model.parks.is_empty(), SummaryBy::Park),
    ];
    // One level at a time: a region counts the projects of those in it.
    let tiers = Tier::all(model).into_iter().enumerate().map(|(number, tier)| {
        let listed = table(scope, &Groups::of_tier(scope, tier, None));
        let id = if number == 0 { listed.id } else { format!("{}-{number}", listed.id) };
        TableView { id, ..listed }
    });
    let industries = by(!model.industries.is_empty(), SummaryBy::Industry);
    let regions = tiers.filter(|_| !model.regions.is_empty());
    let tables = before.into_iter().flatten().chain(regions).chain(industries);
    tables.filter(|table| table.n_rows > 0).collect()
}

/// A chart whose figures a table of the page has, which it leads to.
fn beside<'a>(drawn: ChartView<'a>, tables: &[TableView<'a>]) -> ChartView<'a> {
    let of = match &*drawn.id {
        "chart-investment-by-park" => "by-park",
        "chart-by-industry" => "by-industry",
        _ => return drawn,
    };
    let Some(found) = tables.iter().find(|table| table.key == of) else { return drawn };
    let href = Some(format!("#{}", found.id));
    let data = Some(LinkView { text: found.caption.clone().into(), href, lang: None });
    ChartView { table: None, data, ..drawn }
}

/// Summary tables and all projects.
fn projects<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ProjectsView<'a> {
    let model = scope.site.model;
    let first = scope.is_first_part();
    let summaries = if first { summaries(scope) } else { Vec::new() };
    let drawn: &[_] = if first { CHARTS } else { &[] };
    let charts = charts(scope, drawn).into_iter().map(|drawn| beside(drawn, &summaries)).collect();
    let projects = list_table(scope, page, &Projects::of(scope, Of::Nothing));
    let mut projects = TableView { is_named_above: true, ..projects };
    let lists_all = model.site.lists_all_projects();
    let lead = if lists_all { "lead-projects-all" } else { "lead-projects" };
    let lead = scope.t_n(lead, model.projects.len(), &[]);
    if !lists_all {
        projects.notes.insert(0, scope.t("note-projects", &[]));
    }
    let about = About::of(scope, page).described(lead.clone());
    let schedule = scope.link_to("schedule", "schedule-link");
    let page = layout(scope, page, about);
    ProjectsView { lead, charts, summaries, schedule, projects, page }
}

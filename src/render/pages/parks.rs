//! All parks.

use super::{Page, home};
use crate::model::shortcode::Chart;
use crate::model::{Invested, Park, Record, Ref};
use crate::plan::{PAGE_ROWS, PageKind, PagePlan, Pages};
use crate::render::chart::chart;
use crate::render::data::shown;
use crate::render::layout::{About, layout};
use crate::render::numbers::{Numbers, Sum, listed};
use crate::render::order;
use crate::render::scope::Scope;
use crate::render::table::{Column, Table, list_table};
use crate::render::view::{CellView, ParksView, TableView};

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
    let map = scope.is_first_part().then(|| chart(scope, "chart-map", Chart::Map(None))).flatten();
    let parks = list_table(scope, page, &Parks::new(scope));
    let tables = vec![TableView { is_named_above: true, ..parks }];
    let lead = scope.t("lead-parks", &[]);
    let about = About::of(scope, page).described(lead.clone());
    ParksView { lead, map, tables, page: layout(scope, page, about) }
}

/// All parks by region, with what their projects invest.
pub(super) struct Parks {
    sums: Vec<Sum>,
    whole: Sum,
    n_projects: usize,
    numbers: Numbers,
}

impl Parks {
    pub(super) fn new(scope: &Scope<'_>) -> Self {
        let by_park = &scope.site.index.by_park;
        let all: Vec<_> = by_park.iter().flatten().copied().collect();
        let unit = Invested::unit(scope.site.model, &all);
        let sums: Vec<_> = by_park.iter().map(|projects| Sum::of(scope, projects, unit)).collect();
        let whole = Sum::of(scope, &all, unit);
        let every: Vec<_> = sums.iter().filter_map(|sum| sum.total).collect();
        let numbers = Numbers::new(scope, unit, &every);
        Self { sums, whole, n_projects: all.len(), numbers }
    }
}

type C = Column<Parks>;

impl Table for Parks {
    type Row<'a> = Ref<Park>;
    const DATA_SET: &'static str = Park::COLLECTION;
    const COLUMNS: &'static [C] = &[
        C::name("park").totalled(|_, scope| CellView::words(scope.t("total", &[]))),
        C::data("region"),
        C::data("industries"),
        C::numbers("projects", |_, scope, one| {
            listed(scope, scope.site.index.by_park[one.index()].len())
        })
        .totalled(|parks, scope| listed(scope, parks.n_projects)),
        C::numbers("investment", |parks, scope, one| {
            parks.sums[one.index()].cell(scope, &parks.numbers)
        })
        .unit_of(|parks| Some(&parks.numbers.unit))
        .totalled(|parks, scope| parks.whole.total_cell(scope, &parks.numbers)),
    ];

    fn caption(&self, scope: &Scope<'_>) -> String {
        scope.t_n("caption-parks", scope.site.model.parks.len(), &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Ref<Park>> {
        scope.rows(&order::parks(scope)).to_vec()
    }

    fn all_rows<'a>(&self, scope: &Scope<'a>) -> Option<Vec<Ref<Park>>> {
        let is_cut = scope.site.model.parks.len() > PAGE_ROWS && scope.part.is_some();
        is_cut.then(|| order::parks(scope))
    }

    fn row_id(&self, scope: &Scope<'_>, row: &Ref<Park>) -> Option<String> {
        Some(scope.site.model.parks.get(*row).id().as_str().to_owned())
    }

    fn datum<'a>(scope: &Scope<'a>, row: &Ref<Park>, key: &str) -> CellView<'a> {
        shown(scope, scope.site.model.parks.get(*row), key)
    }

    fn has_total(&self, scope: &Scope<'_>) -> bool {
        scope.site.model.parks.len() > 1
    }

    fn notes_on_total(&self, scope: &Scope<'_>) -> Vec<String> {
        let is_any_stated = self.whole.invested.n_without_value < self.n_projects;
        if is_any_stated { self.whole.notes(scope) } else { Vec::new() }
    }
}

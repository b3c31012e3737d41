//! Tables of projects: lists, and totals by stage, park, region and industry.

use super::TableKey;
use super::build::{Builder, listed};
use crate::model::{Project, Record, Ref, StageIndex};
use crate::plan::PAGE_ROWS;
use crate::render::cache::Cache;
use crate::render::names::stage_name;
use crate::render::numbers::{Numbers, Sum, amount_cell};
use crate::render::order::sorted;
use crate::render::scope::Scope;
use crate::render::view::{CellView, LinkView, TableView};
use crate::value::{Lang, Number, Quantity, Unit, round};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What all pages of a list have in common.
#[derive(Debug)]
struct Listed {
    order: Vec<Ref<Project>>,
    sum: Sum,
    numbers: Numbers,
}

impl Listed {
    fn new(scope: &Scope<'_>, projects: &[Ref<Project>]) -> Self {
        let mut sum = Sum::new(scope, projects);
        // The rows decide the scale of the column, not what they add up to.
        let numbers = Numbers::new(scope, sum.unit, &std::mem::take(&mut sum.numbers));
        Self { order: sorted(scope, projects), sum, numbers }
    }
}

/// The lists that go on several pages, sorted and added up once for all of them.
type Lists = Cache<(TableKey, Lang), Arc<Listed>>;

/// Every project.
pub(super) fn all<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let all: Vec<_> = scope.site.model.projects.iter().map(|(reference, _)| reference).collect();
    list(scope, key, &all)
}

/// Projects by name, with the sum of what they invest.
pub(super) fn list<'a>(
    scope: &mut Scope<'a>,
    key: TableKey,
    projects: &[Ref<Project>],
) -> TableView<'a> {
    let make = || Arc::new(Listed::new(scope, projects));
    let listed = match projects.len() <= PAGE_ROWS {
        true => make(),
        false => scope.site.caches.of::<Lists>().get((key, scope.lang), make),
    };
    table_of(scope, key, projects, &listed)
}

/// Some projects by name, for which there is no list of their own.
pub(in crate::render) fn filtered<'a>(
    scope: &mut Scope<'a>,
    projects: &[Ref<Project>],
) -> TableView<'a> {
    let listed = Listed::new(scope, projects);
    let mut table = table_of(scope, TableKey::Projects, projects, &listed);
    table.downloads.clear();
    table
}

fn table_of<'a>(
    scope: &mut Scope<'a>,
    key: TableKey,
    projects: &[Ref<Project>],
    listed: &Listed,
) -> TableView<'a> {
    let model = scope.site.model;
    let Listed { order, sum, numbers } = listed;
    let caption = scope.t_n("caption-projects", projects.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "project", "column-project")
        .words(scope, "stage", "column-stage")
        .words(scope, "park", "column-park")
        .words(scope, "industries", "column-industries")
        .numbers(scope, "investment", "column-investment", Some(&numbers.unit.label))
        .words(scope, "latest", "column-latest");
    match key {
        TableKey::ParkProjects(_) => table.without("park"),
        TableKey::StageProjects(_) => table.without("stage"),
        _ => {}
    }
    for reference in scope.rows(order).iter().copied() {
        let project = model.projects.get(reference);
        let investment_cell =
            investment_cell(scope, numbers, sum.unit, project.investment.as_deref().copied());
        table.row(vec![
            CellView::link(scope.record(reference)),
            stage_cell(scope, scope.site.index.stage(reference)),
            project.park.map_or_else(CellView::none, |park| CellView::link(scope.record(park))),
            industries_cell(scope, project),
            investment_cell,
            latest_cell(scope, project),
        ]);
    }
    if projects.len() > 1 && sum.invested.n_stated > 0 {
        let label = scope.t_n("total-projects", projects.len(), &[]);
        let mut cells = vec![CellView::words(label)];
        cells.extend((0..3).map(|_| CellView::words("")));
        cells.push(sum.total_cell(scope, numbers));
        cells.push(CellView::words(""));
        table.total(cells);
        table.note_missing_investment(scope, sum);
    }
    table.filters(&["stage", "park"]);
    table.finish(scope)
}

/// An investment in the column's unit; in words where a column of bare numbers would mislead: in
/// another currency, or with a relation such as "at least".
fn investment_cell<'a>(
    scope: &Scope<'a>,
    numbers: &Numbers,
    unit: Option<Unit>,
    investment: Option<Quantity>,
) -> CellView<'a> {
    let Some(investment) = investment else { return CellView::none() };
    if investment.unit != unit {
        return CellView::words(scope.quantity(&investment));
    }
    amount_cell(scope, numbers, &investment)
}

fn stage_cell<'a>(scope: &Scope<'a>, stage: Option<StageIndex>) -> CellView<'a> {
    let Some(stage) = stage else { return CellView::none() };
    let name = stage_name(scope, stage);
    CellView {
        text: name.text,
        lang: name.lang,
        href: scope.href_opt(scope.page_of(stage)),
        sort: Some(stage.0.to_string().into()),
        ..CellView::default()
    }
}

fn industries_cell<'a>(scope: &Scope<'a>, project: &Project) -> CellView<'a> {
    let industries = &scope.site.model.industries;
    if let [only] = project.industries[..] {
        return CellView::link(scope.record(only));
    }
    if project.industries.is_empty() {
        return CellView::none();
    }
    let names: Vec<_> =
        project.industries.iter().map(|one| scope.plain(industries.get(*one).name())).collect();
    CellView::words(scope.locale.list(&names))
}

/// The latest milestone that has happened.
fn latest_cell<'a>(scope: &Scope<'a>, project: &'a Project) -> CellView<'a> {
    let as_of = scope.site.model.site.as_of;
    let Some(milestone) = project.milestones.iter().rev().find(|found| found.is_done(as_of)) else {
        return CellView::none();
    };
    let sort = milestone.when.first_day().map(|day| day.to_string()).unwrap_or_default();
    let what = match (&milestone.text, milestone.stage) {
        (Some(text), _) => scope.text(text).text,
        (None, Some(stage)) => stage_name(scope, stage).text,
        (None, None) => Cow::Borrowed(""),
    };
    CellView::words(what).note(Some(scope.when(milestone.when))).sort(sort)
}

impl Builder<'_> {
    /// Says how many projects a sum lacks.
    pub(super) fn note_missing_investment(&mut self, scope: &Scope<'_>, sum: &Sum) {
        sum.notes(scope).into_iter().for_each(|note| self.note(note));
    }
}

/// A group of projects with its name.
struct Group<'a> {
    name: LinkView<'a>,
    projects: Vec<Ref<Project>>,
    sort: Option<String>,
}

/// Projects by the stage they are at.
pub(super) fn by_stage<'a>(
    scope: &mut Scope<'a>,
    key: TableKey,
    within: Option<&[Ref<Project>]>,
) -> TableView<'a> {
    let index = scope.site.index;
    let all = within.map_or_else(|| everything(scope), <[_]>::to_vec);
    let mut groups = Vec::new();
    for number in 0..scope.site.model.site.stages.len() {
        let stage = StageIndex(number);
        let at: Vec<_> =
            all.iter().copied().filter(|one| index.stage(*one) == Some(stage)).collect();
        if !at.is_empty() {
            let name = stage_name(scope, stage);
            let href = scope.href_opt(scope.page_of(stage));
            let name = LinkView { text: name.text, href, lang: name.lang };
            groups.push(Group { name, projects: at, sort: Some(number.to_string()) });
        }
    }
    let rest: Vec<_> = all.iter().copied().filter(|one| index.stage(*one).is_none()).collect();
    summary(scope, key, "caption-by-stage", "column-stage", groups, &rest, &all)
}

/// Projects by park.
pub(super) fn by_park<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let groups = model
        .parks
        .iter()
        .map(|(one, _)| Group {
            name: scope.record(one),
            projects: scope.site.index.by_park[one.index()].clone(),
            sort: None,
        })
        .collect();
    let all = everything(scope);
    let rest = without(scope, &all, |project| project.park.is_none());
    summary(scope, key, "caption-by-park", "column-park", groups, &rest, &all)
}

/// Projects by region.
pub(super) fn by_region<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let groups = model
        .regions
        .iter()
        .map(|(one, _)| Group {
            name: scope.record(one),
            projects: scope.site.index.by_region[one.index()].clone(),
            sort: None,
        })
        .collect();
    let all = everything(scope);
    let rest = without(scope, &all, |project| project.region.is_none());
    summary(scope, key, "caption-by-region", "column-region", groups, &rest, &all)
}

/// Projects by industry; a project may be in several.
pub(super) fn by_industry<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let groups = model
        .industries
        .iter()
        .map(|(one, _)| Group {
            name: scope.record(one),
            projects: scope.site.index.by_industry[one.index()].clone(),
            sort: None,
        })
        .filter(|group| !group.projects.is_empty())
        .collect();
    let all = everything(scope);
    let rest = without(scope, &all, |project| project.industries.is_empty());
    summary(scope, key, "caption-by-industry", "column-industry", groups, &rest, &all)
}

fn everything(scope: &Scope<'_>) -> Vec<Ref<Project>> {
    scope.site.model.projects.iter().map(|(reference, _)| reference).collect()
}

fn without(
    scope: &Scope<'_>,
    all: &[Ref<Project>],
    lacks: impl Fn(&Project) -> bool,
) -> Vec<Ref<Project>> {
    let projects = &scope.site.model.projects;
    all.iter().copied().filter(|one| lacks(projects.get(*one))).collect()
}

/// Number, share and investment of each group, and the total of all projects.
fn summary<'a>(
    scope: &mut Scope<'a>,
    key: TableKey,
    caption: &str,
    first: &str,
    mut groups: Vec<Group<'a>>,
    rest: &[Ref<Project>],
    all: &[Ref<Project>],
) -> TableView<'a> {
    if !rest.is_empty() {
        let name = LinkView { text: scope.t("not-stated", &[]).into(), href: None, lang: None };
        groups.push(Group { name, projects: rest.to_vec(), sort: Some("~".to_owned()) });
    }
    let whole = Sum::new(scope, all);
    let sums: Vec<_> =
        groups.iter().map(|group| Sum::of(scope, &group.projects, whole.unit)).collect();
    let every: Vec<_> = sums.iter().filter_map(|sum| sum.total).collect();
    let numbers = Numbers::new(scope, whole.unit, &every);
    let caption = scope.t(caption, &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "group", first)
        .numbers(scope, "projects", "column-projects", None)
        .numbers(scope, "share", "column-share", None)
        .numbers(scope, "investment", "column-investment", Some(&numbers.unit.label));
    let mut printed = Decimal::ZERO;
    for (group, sum) in groups.into_iter().zip(&sums) {
        let n_projects = group.projects.len();
        let share = Number::plain(n_projects as u64).ratio(Number::plain(all.len() as u64));
        let share = share.filter(|_| scope.listed(n_projects).is_some());
        printed += share.map_or(Decimal::ZERO, printed_share);
        let share =
            share.map_or_else(CellView::none, |share| CellView::words(scope.percent(share)));
        let mut name = CellView::link(group.name);
        name.sort = group.sort.map(Cow::Owned);
        table.row(vec![name, listed(scope, n_projects), share, sum.cell(scope, &numbers)]);
    }
    table.total(vec![
        CellView::words(scope.t("total", &[])),
        listed(scope, all.len()),
        CellView::words(scope.percent(Decimal::ONE)),
        whole.total_cell(scope, &numbers),
    ]);
    if overlapping(scope, key) {
        table.note(scope.t("note-overlap", &[]));
    } else if !all.is_empty() && printed != Decimal::ONE {
        table.note(scope.t("note-rounding-shares", &[]));
    }
    if whole.invested.n_stated > 0 {
        table.note_missing_investment(scope, &whole);
    }
    table.finish(scope)
}

/// A share as it is printed, with one decimal of its percentage.
fn printed_share(share: Decimal) -> Decimal {
    round(share, 3)
}

/// Whether a project stands in several groups, so that they add up to more than all.
fn overlapping(scope: &Scope<'_>, key: TableKey) -> bool {
    let several =
        |project: &Project| project.industries.iter().copied().collect::<BTreeSet<_>>().len() > 1;
    key == TableKey::ByIndustry && scope.site.model.projects.records().any(several)
}

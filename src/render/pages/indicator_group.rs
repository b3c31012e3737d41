//! One group of indicators, such as a goal: the groups in it, and its indicators.

use super::indicators::{latest_target, result_cell, target_cell};
use super::record::record;
use super::{Page, indicators};
use crate::model::{Heading, Indicator, IndicatorGroup, Progress, RecordKind, Ref, Target, parts};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::asserted::stated_cell;
use crate::render::progress::{rollup, status};
use crate::render::scope::Scope;
use crate::render::table::{Column, Table, table};
use crate::render::view::{CellView, RecordView, TableView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "indicator group",
        path: "groups/*/index.html",
        pages: Pages::Each(|model, index| {
            let all = model.site.groups.iter().map(|(one, _)| one);
            all.filter(|one| !index.in_group[one.index()].is_empty()).map(Of::from).collect()
        }),
        shows: Some(Shown::Record(RecordKind::IndicatorGroup)),
        parent: Some(&indicators::PAGE.kind),
        n_rows: |_, index, of| index.in_group[of.number()].len(),
        ..PageKind::USUAL
    },
    content: html!("group.html", of group),
};

/// One group of indicators.
fn group<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<IndicatorGroup>) -> RecordView<'a> {
    let is_there = |table: &TableView<'_>| table.n_rows > 0;
    let groups = scope.is_first_part().then(|| table(scope, &Groups(one))).filter(is_there);
    RecordView {
        facts: scope.facts_view(page, [scope.fact_part_of(one)]),
        groups,
        indicators: Some(table(scope, &Indicators(one))),
        ..record(scope, page, "kind-group", None)
    }
}

/// The groups in a group, with what is known of the targets in each.
struct Groups(Ref<IndicatorGroup>);

type G = Column<Groups>;

impl Table for Groups {
    type Row<'a> = Ref<IndicatorGroup>;
    const DATA_SET: &'static str = "groups";
    const COLUMNS: &'static [G] = &[
        G::name("group"),
        G::numbers("indicators", |_, scope, one| {
            let n = scope.site.index.in_group[one.index()].len();
            CellView::words(n.to_string()).sort(n.to_string())
        })
        .labelled("title-indicators"),
        G::words("targets", |_, scope, one| {
            let indicators = scope.site.index.in_group[one.index()].iter();
            let targets: Vec<_> = indicators.filter_map(|one| latest_target(scope, *one)).collect();
            CellView::maybe((!targets.is_empty()).then(|| rollup(scope, &targets)))
        })
        .labelled("column-latest-targets"),
    ];

    fn caption(&self, scope: &Scope<'_>) -> String {
        scope.t("data-groups", &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Ref<IndicatorGroup>> {
        let is_there = |one: &Ref<_>| !scope.site.index.in_group[one.index()].is_empty();
        parts(scope.site.model, self.0).filter(is_there).collect()
    }
}

/// The indicators of a group and of those in it, with their newest results and targets.
struct Indicators(Ref<IndicatorGroup>);

type I = Column<Indicators>;

/// An indicator with its newest target.
struct Row<'a> {
    indicator: Ref<Indicator>,
    latest: Option<&'a Progress<'a>>,
}

impl Table for Indicators {
    type Row<'a> = Row<'a>;
    const DATA_SET: &'static str = "indicators";
    const COLUMNS: &'static [I] = &[
        I::words("indicator", |_, scope, row| CellView::link(scope.record(row.indicator))),
        I::words("group", |list, scope, row| {
            let group = scope.site.model.indicators.get(row.indicator).group.as_ref();
            let below = group.and_then(Heading::declared).filter(|group| *group != list.0);
            below.map_or_else(CellView::none, |group| CellView::link(scope.record(group)))
        }),
        I::numbers("result", |_, scope, row| result_cell(scope, row.indicator))
            .labelled("column-latest-result"),
        I::numbers("target", |_, scope, row| target_cell(scope, row.indicator))
            .labelled("column-latest-target"),
        I::words("status", |_, scope, row| {
            let Some(latest) = row.latest else { return CellView::none() };
            let found = status(scope, latest);
            let computed = scope.computed().filter(|_| !latest.target.status.is_empty());
            CellView { status: Some(found.key), computed, ..CellView::words(found.word) }
        }),
        I::words("asserted", |_, scope, row| {
            let target = row.latest.map(|latest| latest.target);
            target.map_or_else(CellView::none, |target: &Target| stated_cell(scope, target))
        }),
    ];

    fn caption(&self, scope: &Scope<'_>) -> String {
        let n = scope.site.index.in_group[self.0.index()].len();
        scope.t_n("caption-indicators", n, &[])
    }

    fn rows<'a>(&self, scope: &Scope<'a>) -> Vec<Row<'a>> {
        let all = scope.rows(&scope.site.index.in_group[self.0.index()]).iter();
        let row =
            |one: &Ref<Indicator>| Row { indicator: *one, latest: latest_target(scope, *one) };
        all.map(row).collect()
    }
}

//! What is published and what is not: of each list and field of how many records, of each
//! indicator for which periods, as of when and from which sources.

use super::{Page, data};
use crate::model::{Indicator, Observation, Ref, Target};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::data::told_lists;
use crate::render::draft::Draft;
use crate::render::layout::{About, layout};
use crate::render::order::indicators_sorted;
use crate::render::scope::Scope;
use crate::render::view::{CellView, PublishedView, TableView};
use crate::value::Period;
use std::collections::BTreeSet;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "published",
        path: "published/index.html",
        pages: Pages::One(|model, _| !model.indicators.is_empty() || !model.projects.is_empty()),
        parent: Some(&data::PAGE.kind),
        title: Some("title-published"),
        about: Some("about-published"),
        ..PageKind::USUAL
    },
    content: html!("published.html", published),
};

/// How many periods a cell names one by one.
const NAMED: usize = 4;

/// How many sources a cell names.
const SOURCES: usize = 2;

fn published<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> PublishedView<'a> {
    let tables = [indicators(scope), lists(scope)].into_iter().flatten().collect();
    let date = scope.date(Period::Day(scope.site.model.site.as_of));
    let lead = scope.t("lead-published", &[("date", &date)]);
    let about = About::of(scope, page).described(lead.clone());
    PublishedView { lead, tables, page: layout(scope, page, about) }
}

/// Each indicator that anything is said of.
fn indicators<'a>(scope: &Scope<'a>) -> Option<TableView<'a>> {
    let caption = scope.t("published-indicators", &[]);
    let mut table = Draft::new(scope, "published", "table-published".to_owned(), caption)
        .words(scope, "indicator", "column-indicator")
        .words(scope, "periods", "published-periods")
        .words(scope, "without", "published-without")
        .words(scope, "published", "column-published")
        .words(scope, "sources", "column-sources");
    for one in indicators_sorted(scope) {
        table.row(indicator(scope, one));
    }
    (!table.view.rows.is_empty()).then(|| table.finish(scope))
}

fn indicator<'a>(scope: &Scope<'a>, one: Ref<Indicator>) -> Vec<CellView<'a>> {
    let (model, figures) = (scope.site.model, &scope.site.index.figures);
    let results: Vec<&Observation> =
        figures.of_indicator(one).iter().map(|found| model.observations.get(*found)).collect();
    let targets = figures.targets_of_indicator(one).iter().map(|found| model.targets.get(*found));
    let targets: Vec<&Target> = targets.collect();
    let is_result = |found: &&&Observation| found.value.is_some() && !found.is_forecast();
    let with: BTreeSet<Period> =
        results.iter().filter(is_result).map(|found| *found.period).collect();
    let promised = targets.iter().map(|target| *target.period);
    let asked = results.iter().map(|found| *found.period).chain(promised);
    // A result of a part of the year is one for the target of the year.
    let has_result = |period: &Period| with.iter().any(|one| period.contains_period(*one));
    let without: BTreeSet<Period> = asked.filter(|period| !has_result(period)).collect();
    let known = results.iter().filter(is_result).filter_map(|found| model.known_since(*found));
    let sources: BTreeSet<_> = results
        .iter()
        .flat_map(|found| &found.header.citations)
        .chain(targets.iter().flat_map(|target| &target.header.citations))
        .filter(|citation| !citation.is_later)
        .map(|citation| citation.source)
        .collect();
    let sources: Vec<_> = sources.into_iter().collect();
    vec![
        CellView::link(scope.record(one)),
        periods(scope, &with),
        periods(scope, &without),
        CellView::maybe(known.max().map(|day| scope.date(Period::Day(day)))),
        match sources.len() {
            0 => CellView::none(),
            n if n > SOURCES => CellView::words(scope.t_n("caption-sources", n, &[])),
            _ => CellView::names(scope, &sources),
        },
    ]
}

/// Some periods by name, or how many there are from which to which.
fn periods<'a>(scope: &Scope<'a>, all: &BTreeSet<Period>) -> CellView<'a> {
    let mut all: Vec<_> = all.iter().copied().collect();
    all.sort_by_key(|period| (period.last_day(), period.first_day()));
    let names: Vec<_> = all.iter().map(|period| scope.short_date(*period)).collect();
    match &names[..] {
        [] => CellView::none(),
        [first, .., last] if names.len() > NAMED => {
            let args = [("first", &**first), ("last", &**last)];
            CellView::words(scope.t_n("published-span", names.len(), &args))
        }
        _ => CellView::words(scope.locale.list(&names)),
    }
}

/// Each field of each list.
fn lists<'a>(scope: &Scope<'a>) -> Option<TableView<'a>> {
    let caption = scope.t("published-lists", &[]);
    let mut table = Draft::new(scope, "published", "table-published-lists".to_owned(), caption)
        .words(scope, "field", "published-field")
        .numbers("stated", scope.t("published-stated", &[]), None)
        .numbers("not_stated", scope.t("published-not-stated", &[]), None);
    for list in told_lists(scope) {
        let name = scope.t(list.title, &[]);
        let number = |n: usize| match n {
            0 => CellView::none(),
            n => CellView::words(scope.locale.integer(n as u64)).sort(n.to_string()),
        };
        for field in list.fields {
            let args = [("name", &*name), ("part", &*field.label)];
            table.row(vec![
                CellView::words(scope.t("name-with-part", &args)),
                number(field.n_stated),
                number(list.n_rows - field.n_stated),
            ]);
        }
    }
    (!table.view.rows.is_empty()).then(|| table.finish(scope))
}

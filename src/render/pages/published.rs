//! What is published and what is not: of each list and field of how many records, of each
//! indicator for which periods, as of when and from which sources.

use super::{Page, data};
use crate::model::{Indicator, Observation, Record, Ref, Source, Target};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::data::told_lists;
use crate::render::draft::Draft;
use crate::render::layout::{About, layout};
use crate::render::order::indicators_sorted;
use crate::render::scope::Scope;
use crate::render::view::{CellView, PublishedView, TableView};
use crate::value::Period;
use jiff::civil::Date;
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

/// Each indicator with its periods; where all rest on the same source, it is named once.
fn indicators<'a>(scope: &Scope<'a>) -> Option<TableView<'a>> {
    let all: Vec<_> =
        indicators_sorted(scope).into_iter().map(|one| Told::of(scope, one)).collect();
    let sources: BTreeSet<_> = all.iter().flat_map(|told| &told.sources).copied().collect();
    let caption = scope.t("published-indicators", &[]);
    let mut table = Draft::new(scope, "published", "table-published".to_owned(), caption)
        .words(scope, "indicator", "column-indicator")
        .words(scope, "periods", "published-periods")
        .words(scope, "without", "published-without")
        .words(scope, "published", "column-published");
    let only = sources.first().filter(|_| sources.len() == 1);
    match only {
        Some(source) => {
            let source = source_name(scope, *source);
            table.view.notes.push(scope.t("published-source", &[("source", &source)]));
        }
        None => table = table.words(scope, "sources", "column-sources"),
    }
    for told in &all {
        let mut cells = vec![
            CellView::link(scope.record(told.of)),
            periods(scope, &told.with),
            periods(scope, &told.without),
            CellView::maybe(told.known.map(|day| scope.date(Period::Day(day)))),
        ];
        if only.is_none() {
            let names: Vec<_> = told.sources.iter().map(|one| source_name(scope, *one)).collect();
            cells.push(match names.len() {
                0 => CellView::none(),
                n if n > SOURCES => CellView::words(scope.t_n("caption-sources", n, &[])),
                _ => CellView::words(scope.locale.list(&names)),
            });
        }
        table.row(cells);
    }
    (!table.view.rows.is_empty()).then(|| table.finish(scope))
}

/// A source by publisher and day, or else by its title.
fn source_name(scope: &Scope<'_>, one: Ref<Source>) -> String {
    let source = scope.site.model.sources.get(one);
    let publisher = source.publisher.as_ref().map(|publisher| scope.plain(publisher).to_owned());
    let day = source.header.published.map(|date| scope.date(date));
    let short = publisher.is_some().then(|| scope.details([publisher, day])).flatten();
    short.unwrap_or_else(|| scope.plain(source.name()).to_owned())
}

/// What is published of an indicator.
struct Told {
    of: Ref<Indicator>,
    /// The periods that have a result,
    with: BTreeSet<Period>,
    /// and those that have none, though a target or a reason why not.
    without: BTreeSet<Period>,
    /// When the newest became known.
    known: Option<Date>,
    sources: BTreeSet<Ref<Source>>,
}

impl Told {
    fn of(scope: &Scope<'_>, of: Ref<Indicator>) -> Self {
        let (model, figures) = (scope.site.model, &scope.site.index.figures());
        let results = figures.of_indicator(of).iter().map(|one| model.observations.get(*one));
        let results: Vec<&Observation> = results.collect();
        let targets = figures.targets_of_indicator(of).iter().map(|one| model.targets.get(*one));
        let targets: Vec<&Target> = targets.collect();
        let stated = |found: &&&Observation| found.value.is_some() && !found.is_forecast();
        let with: BTreeSet<Period> =
            results.iter().filter(stated).map(|found| *found.period).collect();
        let promised = targets.iter().map(|target| *target.period);
        let asked = results.iter().map(|found| *found.period).chain(promised);
        // A result of a part of the year is one for the target of the year.
        let has_result = |period: &Period| with.iter().any(|one| period.contains_period(*one));
        let without = asked.filter(|period| !has_result(period)).collect();
        let cited = results.iter().flat_map(|found| &found.header.citations);
        let cited = cited.chain(targets.iter().flat_map(|target| &target.header.citations));
        let sources = cited.filter(|cited| !cited.is_later).map(|cited| cited.source).collect();
        let since = results.iter().filter(stated).filter_map(|found| model.known_since(*found));
        Self { of, without, known: since.max(), sources, with }
    }
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

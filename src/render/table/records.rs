//! Tables of parks, industries, organizations, documents and sources.

use super::TableKey;
use super::build::{Builder, count, listed};
use crate::model::{Invested, Record, Ref};
use crate::render::numbers::{Numbers, Sum};
use crate::render::order::in_order;
use crate::render::scope::Scope;
use crate::render::view::{CellView, TableView};

/// All parks by region, with what their projects invest.
pub(super) fn parks<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let index = scope.site.index;
    let all: Vec<_> = index.by_park.iter().flatten().copied().collect();
    let unit = Invested::unit(model, &all);
    let sums: Vec<_> =
        index.by_park.iter().map(|projects| Sum::of(scope, projects, unit)).collect();
    let whole = Sum::of(scope, &all, unit);
    let every: Vec<_> = sums.iter().filter_map(|sum| sum.total).collect();
    let numbers = Numbers::new(scope, unit, &every);
    let caption = scope.t_n("caption-parks", model.parks.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "park", "column-park")
        .words(scope, "region", "column-region")
        .words(scope, "industries", "column-industries")
        .numbers(scope, "projects", "column-projects", None)
        .numbers(scope, "investment", "column-investment", Some(&numbers.unit.label));
    let mut order = in_order(scope, &model.parks);
    order.sort_by_key(|one| model.parks.get(*one).region.map_or(usize::MAX, Ref::index));
    for one in scope.rows(&order).iter().copied() {
        let park = model.parks.get(one);
        let names: Vec<_> = park
            .industries
            .iter()
            .map(|one| scope.plain(model.industries.get(*one).name()))
            .collect();
        table.row(vec![
            CellView::link(scope.record(one)),
            park.region.map_or_else(CellView::none, |region| CellView::link(scope.record(region))),
            if names.is_empty() {
                CellView::none()
            } else {
                CellView::words(scope.locale.list(&names))
            },
            listed(scope, index.by_park[one.index()].len()),
            sums[one.index()].cell(scope, &numbers),
        ]);
    }
    if model.parks.len() > 1 {
        table.total(vec![
            CellView::words(scope.t("total", &[])),
            CellView::words(""),
            CellView::words(""),
            listed(scope, all.len()),
            whole.total_cell(scope, &numbers),
        ]);
    }
    if all.iter().any(|one| model.projects.get(*one).investment.is_some()) {
        table.note_missing_investment(scope, &whole);
    }
    table.finish(scope)
}

/// All industries: leading ones first.
pub(super) fn industries<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let caption = scope.t_n("caption-industries", model.industries.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "industry", "column-industry")
        .words(scope, "leading", "column-leading")
        .words(scope, "map", "column-map")
        .words(scope, "regions", "column-region")
        .numbers(scope, "projects", "column-projects", None);
    let leading = model.industries.iter().filter(|(_, industry)| industry.leading);
    let mut order: Vec<_> = leading.map(|(reference, _)| reference).collect();
    let others = in_order(scope, &model.industries);
    order.extend(others.into_iter().filter(|one| !model.industries.get(*one).leading));
    for one in scope.rows(&order).iter().copied() {
        let industry = model.industries.get(one);
        let regions: Vec<_> = industry
            .regions
            .iter()
            .map(|one| scope.plain(model.regions.get(*one).name()))
            .collect();
        let map = match &industry.map {
            Some(map) => {
                let word = scope.t(map.status.key(), &[]);
                CellView::words(word).cites(scope.cite(&map.citations))
            }
            None => CellView::none(),
        };
        table.row(vec![
            CellView::link(scope.record(one)),
            CellView::words(scope.t(if industry.leading { "yes" } else { "no" }, &[])),
            map,
            if regions.is_empty() {
                CellView::none()
            } else {
                CellView::words(scope.locale.list(&regions))
            },
            listed(scope, scope.site.index.by_industry[one.index()].len()),
        ]);
    }
    table.finish(scope)
}

/// All organizations by kind.
pub(super) fn organizations<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let caption = scope.t_n("caption-organizations", model.organizations.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "organization", "column-organization")
        .words(scope, "kind", "column-kind")
        .words(scope, "role", "column-role")
        .words(scope, "place", "column-place")
        .numbers(scope, "projects", "column-projects", None);
    let mut order = in_order(scope, &model.organizations);
    order.sort_by_key(|one| model.organizations.get(*one).kind);
    for one in scope.rows(&order).iter().copied() {
        let organization = model.organizations.get(one);
        table.row(vec![
            CellView::link(scope.record(one)),
            CellView::words(scope.t(organization.kind.key(), &[])),
            CellView::text(scope.text_opt(organization.role.as_ref())),
            CellView::text(scope.text_opt(organization.place.as_ref())),
            listed(scope, scope.site.index.by_organization[one.index()].len()),
        ]);
    }
    table.filters(&["kind"]);
    table.finish(scope)
}

/// All documents by kind.
pub(super) fn documents<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let caption = scope.t_n("caption-documents", model.documents.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "document", "column-document")
        .words(scope, "kind", "column-kind")
        .words(scope, "date", "column-date")
        .words(scope, "issuer", "column-issuer")
        .words(scope, "status", "column-standing");
    let mut order: Vec<_> = model.documents.iter().map(|(reference, _)| reference).collect();
    order.sort_by_key(|one| model.documents.get(*one).kind);
    for one in scope.rows(&order).iter().copied() {
        let document = model.documents.get(one);
        let cites = scope.cite(&document.header.citations);
        table.row(vec![
            CellView::link(scope.record(one)).cites(cites),
            CellView::words(scope.t(document.kind.key(), &[])),
            document.date.map_or_else(CellView::none, |date| {
                CellView::words(scope.date(date)).sort(date.first_day().to_string())
            }),
            document
                .issuer
                .as_ref()
                .map_or_else(CellView::none, |issuer| CellView::link(scope.party(issuer))),
            CellView::text(scope.text_opt(document.status.as_ref())),
        ]);
    }
    table.filters(&["kind"]);
    table.finish(scope)
}

/// All sources with what rests on them.
pub(super) fn sources<'a>(scope: &mut Scope<'a>, key: TableKey) -> TableView<'a> {
    let model = scope.site.model;
    let caption = scope.t_n("caption-sources", model.sources.len(), &[]);
    let mut table = Builder::new(scope, key, caption);
    table
        .words(scope, "source", "column-source")
        .words(scope, "publisher", "column-publisher")
        .words(scope, "published", "column-published")
        .words(scope, "kind", "column-kind")
        .numbers(scope, "records", "column-records", None);
    let order = in_order(scope, &model.sources);
    for one in scope.rows(&order).iter().copied() {
        let source = model.sources.get(one);
        table.row(vec![
            CellView::link(scope.record(one)),
            CellView::text(scope.text_opt(source.publisher.as_ref())),
            source.header.published.map_or_else(CellView::none, |date| {
                CellView::words(scope.date(date)).sort(date.first_day().to_string())
            }),
            source
                .kind
                .map_or_else(CellView::none, |kind| CellView::words(scope.t(kind.key(), &[]))),
            count(scope, scope.site.index.cited_by[one.index()].len()),
        ]);
    }
    table.finish(scope)
}

//! One region.

use super::group::{Group, lead_of};
use super::{Page, parks};
use crate::model::{Record, RecordKind, Ref, Region};
use crate::plan::{PageId, PageKind, PagePlan};
use crate::render::order::in_order;
use crate::render::scope::Scope;
use crate::render::table::TableKey;
use crate::render::timeline::latest;
use crate::render::view::GroupView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "region",
        path: "regions/*/index.html",
        parent: Some(&parks::PAGE.kind),
        n_rows: |_, index, of| index.by_region[of.number()].len(),
        ..PageKind::of_record(RecordKind::Region)
    },
    content: html!("group.html", of region),
};

/// One region with its parks.
fn region<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Region>) -> GroupView<'a> {
    let model = scope.site.model;
    let region = model.regions.get(one);
    let mut group = Group::new("kind-region", scope.text(region.name()));
    group.summary = scope.html_opt(region.summary.as_ref());
    group.description = lead_of(scope, region.summary.as_ref());
    group.projects = Some(TableKey::RegionProjects(one));
    let parks = in_order(scope, &model.parks);
    let parks: Vec<_> = parks
        .into_iter()
        .filter(|park| model.parks.get(*park).region == Some(one))
        .map(|park| scope.record(park))
        .collect();
    if !parks.is_empty() {
        group.facts.push(scope.fact_links("fact-parks", parks));
    }
    let industries: Vec<_> = model
        .industries
        .iter()
        .filter(|(_, industry)| industry.regions.contains(&one))
        .map(|(industry, _)| scope.record(industry))
        .collect();
    if !industries.is_empty() {
        group.facts.push(scope.fact_links("fact-industries", industries));
    }
    let timeline_entries = &scope.site.index.timeline_entries_of_region[one.index()];
    group.timeline =
        latest(scope, timeline_entries, PageId { of: one.into(), ..scope.page("region timeline") });
    group.note = scope.html_opt(region.header.note.as_ref());
    scope.cite_for_page(&region.header.citations);
    group.view(scope, page)
}

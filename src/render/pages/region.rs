//! One region.

use super::record::{projects_of, record};
use super::{Page, parks};
use crate::model::{RecordKind, Ref, Region, Tier, parts};
use crate::plan::{PageId, PageKind, PagePlan};
use crate::render::order::in_order;
use crate::render::scope::Scope;
use crate::render::table::{Groups, table};
use crate::render::timeline::latest;
use crate::render::view::RecordView;

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
fn region<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Region>) -> RecordView<'a> {
    let model = scope.site.model;
    let parks = in_order(scope).into_iter();
    let parks = parks.filter(|park| model.parks.get(*park).region == Some(one));
    let industries = model.industries.iter();
    let industries = industries.filter(|(_, industry)| industry.regions.contains(&one));
    let level = model.regions.get(one).level;
    let level = level.map(|level| scope.text(&model.site.region_levels[level.0].name));
    let facts = [
        level.map(|level| scope.fact_text("fact-level", level)),
        scope.fact_part_of(one),
        scope.fact_records("regions", parts(model, one)),
        scope.fact_records("fact-parks", parks),
        scope.fact_records("fact-industries", industries.map(|(industry, _)| industry)),
    ];
    let timeline_entries = &scope.site.index.timeline_entries_of_region[one.index()];
    let all = PageId { of: one.into(), ..scope.page("region timeline") };
    let own = &scope.site.index.by_region[one.index()];
    let has_parts = !own.is_empty() && parts(model, one).next().is_some();
    let by_part = (has_parts && scope.is_first_part())
        .then(|| table(scope, &Groups::of_tier(scope, Tier::PartsOf(one), Some(own))));
    RecordView {
        stages: by_part,
        facts: scope.facts_view(page, facts),
        projects: projects_of(scope, page),
        timeline: latest(scope, timeline_entries, all),
        ..record(scope, page, "kind-region", model.regions.get(one).summary.as_ref())
    }
}

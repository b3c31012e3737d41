//! Milestones and events of one region.

use super::Page;
use super::park_timeline::of_place;
use crate::model::{Record, Ref, Region};
use crate::plan::{LATEST, Of, PageKind, PagePlan, Pages};
use crate::render::scope::Scope;
use crate::render::view::TimelineYearView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "region timeline",
        path: "regions/*/timeline/index.html",
        // The page of the region shows as many as are usual.
        pages: Pages::Each(|model, index| {
            let is_long = |one: &Of| index.timeline_entries_of_region[one.number()].len() > LATEST;
            model.regions.iter().map(|(one, _)| one.into()).filter(is_long).collect()
        }),
        parent: Some(&super::region::PAGE.kind),
        n_rows: |_, index, of| index.timeline_entries_of_region[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of region),
};

/// The page of all that happened in a region.
fn region<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Region>) -> TimelineYearView<'a> {
    let name = scope.text(scope.site.model.regions.get(one).name());
    of_place(scope, page, &scope.site.index.timeline_entries_of_region[one.index()], name)
}

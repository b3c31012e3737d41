//! Milestones and events of one park.

use super::Page;
use super::year::in_order;
use crate::model::{Park, Record, Ref};
use crate::plan::{LATEST, Of, PageKind, PagePlan, Pages, TimelineEntry};
use crate::render::scope::Scope;
use crate::render::view::{TextView, TimelineYearView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "park timeline",
        path: "parks/*/timeline/index.html",
        // The page of the park shows as many as are usual.
        pages: Pages::Each(|model, index| {
            let is_long = |one: &Of| index.timeline_entries_of_park[one.number()].len() > LATEST;
            model.parks.iter().map(|(one, _)| one.into()).filter(is_long).collect()
        }),
        parent: Some(&super::park::PAGE.kind),
        n_rows: |_, index, of| index.timeline_entries_of_park[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of park),
};

/// The page of all that happened in a park.
fn park<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Park>) -> TimelineYearView<'a> {
    let name = scope.text(scope.site.model.parks.get(one).name());
    of_place(scope, page, &scope.site.index.timeline_entries_of_park[one.index()], name)
}

pub(super) fn of_place<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    timeline_entries: &[TimelineEntry],
    name: TextView<'a>,
) -> TimelineYearView<'a> {
    let title = scope.t("title-timeline-of", &[("name", &name.text)]);
    let lead = scope.t("lead-timeline-of", &[("name", &name.text)]);
    in_order(scope, page, timeline_entries, Scope::own(title), lead, Vec::new())
}

//! Milestones and events of one region.

use super::{Page, region};
use crate::plan::{LATEST, Of, PageKind, Pages};
use crate::render::timeline;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "region timeline",
        path: "regions/*/timeline/index.html",
        // The page of the region shows as many as are usual.
        pages: Pages::Each(|model, index| {
            let is_long = |one: &Of| index.happenings_of_region[one.number()].len() > LATEST;
            model.regions.iter().map(|(one, _)| one.into()).filter(is_long).collect()
        }),
        parent: Some(&region::PAGE.kind),
        n_rows: |_, index, of| index.happenings_of_region[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of timeline::region),
};

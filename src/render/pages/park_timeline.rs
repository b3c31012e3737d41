//! Milestones and events of one park.

use super::{Page, park};
use crate::plan::{LATEST, Of, PageKind, Pages};
use crate::render::timeline;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "park timeline",
        path: "parks/*/timeline/index.html",
        // The page of the park shows as many as are usual.
        pages: Pages::Each(|model, index| {
            let is_long = |one: &Of| index.happenings_of_park[one.number()].len() > LATEST;
            model.parks.iter().map(|(one, _)| one.into()).filter(is_long).collect()
        }),
        parent: Some(&park::PAGE.kind),
        n_rows: |_, index, of| index.happenings_of_park[of.number()].len(),
        is_passing: true,
        ..PageKind::USUAL
    },
    content: html!("timeline-year.html", of timeline::park),
};

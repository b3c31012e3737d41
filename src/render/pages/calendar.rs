//! Events and plans as a calendar file.

use super::{Content, Page};
use crate::plan::{PageKind, Pages, calendar as entries};
use crate::render::calendar;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "calendar",
        path: "data/events.ics",
        pages: Pages::One(|model, _| !entries(model).is_empty()),
        has_time: true,
        ..PageKind::USUAL
    },
    content: Content::File(|scope, _| calendar::calendar(scope)),
};

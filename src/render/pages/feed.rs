//! Events, reports and editions as an Atom feed.

use super::{Content, Page};
use crate::plan::{PageKind, Pages, feed as entries};
use crate::render::feed;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "feed",
        path: "feed.xml",
        // Addresses in it are absolute, and what is new is told once, by the newest edition.
        pages: Pages::One(|model, _| {
            let is_told = model.site.base_url.is_some() && model.site.folder.is_empty();
            is_told && !entries(model).is_empty()
        }),
        ..PageKind::USUAL
    },
    content: Content::File(|scope, _| feed::feed(scope)),
};

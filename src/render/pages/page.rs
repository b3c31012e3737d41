//! A written page.

use super::{Page, page_kinds, section, written};
use crate::plan::{Of, PageKind, Pages, Shown};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "page",
        path: "*/index.html",
        // Others are shown within the page of their folder, or within one that every site has.
        pages: Pages::Each(|model, index| {
            let own = |number: &usize| {
                matches!(page_kinds().of_text(model, index, *number).of, Of::Text(_))
            };
            (0..model.pages.len()).filter(own).map(Of::Text).collect()
        }),
        shows: Some(Shown::Text),
        parent: Some(&section::PAGE.kind),
        foot: Some(14),
        ..PageKind::USUAL
    },
    content: html!("page.html", of written::written),
};

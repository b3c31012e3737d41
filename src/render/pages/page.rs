//! A written page.

use super::written::{page_view, section_pages, written_link};
use super::{Page, page_kinds, section};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::scope::Scope;
use crate::render::view::{LinkView, PageView};

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
    content: html!("page.html", of written),
};

/// A written page.
fn written<'a>(scope: &mut Scope<'a>, page: &PagePlan, number: usize) -> PageView<'a> {
    let written = &scope.site.model.pages[number];
    let (previous, next) = neighbours(scope, number);
    let mut view = page_view(scope, page, written);
    (view.previous, view.next) = (previous, next);
    view
}

fn neighbours<'a>(
    scope: &Scope<'a>,
    number: usize,
) -> (Option<LinkView<'a>>, Option<LinkView<'a>>) {
    let Some(section) = scope.site.model.pages[number].section() else { return (None, None) };
    let pages = section_pages(scope, section);
    let Some(position) = pages.iter().position(|known| *known == number) else {
        return (None, None);
    };
    let link = |index: Option<usize>| Some(written_link(scope, *pages.get(index?)?));
    (link(position.checked_sub(1)), link(Some(position + 1)))
}

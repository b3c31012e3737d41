//! The pages of a folder.

use super::written::{report_card, section_pages};
use super::{Page, home};
use crate::plan::{Of, PageKind, PagePlan, Pages, Shown};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::SectionView;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "section",
        path: "*/index.html",
        pages: Pages::Each(|_, index| (0..index.sections.len()).map(Of::Section).collect()),
        shows: Some(Shown::Section),
        parent: Some(&home::PAGE.kind),
        header: Some("nav-reports"),
        foot: Some(8),
        ..PageKind::USUAL
    },
    content: html!("section.html", of section),
};

/// The pages of a folder.
fn section<'a>(scope: &mut Scope<'a>, page: &PagePlan, number: usize) -> SectionView<'a> {
    let name = &scope.site.index.sections[number];
    let pages = section_pages(scope, name).into_iter().map(|one| report_card(scope, one)).collect();
    let path = format!("{name}/index");
    let index = scope.site.model.pages.iter().find(|page| *page.path == path);
    let lead = index.and_then(|page| {
        let text = page.texts.get(scope.lang)?;
        text.description.as_ref().map(|lead| lead.text.to_string())
    });
    let about = About::of(scope, page).described(lead.clone().unwrap_or_default());
    SectionView { lead, pages, page: layout(scope, page, about) }
}

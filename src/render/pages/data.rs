//! All downloads.

use super::{Page, home};
use crate::plan::{Of, PageKind, PagePlan};
use crate::render::data::{SETS, downloads};
use crate::render::layout::{About, layout, title};
use crate::render::scope::Scope;
use crate::render::view::data::{DataFileView, DataPageView};
use crate::render::view::{DataView, LinkView, TextView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data",
        path: "data/index.html",
        parent: Some(&home::PAGE.kind),
        title: Some("title-data"),
        header: Some("nav-data"),
        foot: Some(13),
        ..PageKind::USUAL
    },
    content: html!("data.html", data),
};

/// All downloads, and the pages about the data.
fn data<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> DataView<'a> {
    let kinds = scope.site.plan.kinds.iter();
    let pages = kinds
        .filter_map(|kind| Some((kind.page(Of::Nothing), kind.about?)))
        .filter(|(page, _)| scope.href_opt(*page).is_some())
        .map(|(page, about)| {
            let TextView { text, .. } = title(scope, page);
            DataPageView { link: scope.own_link(page, text), text: scope.t(about, &[]) }
        })
        .collect();
    let site = scope.site;
    let known = SETS.iter().filter(|set| site.index.data_sets.contains(&set.name));
    let mut files: Vec<_> = known
        .map(|set| {
            let size = [
                scope.t_n("data-rows", set.n_rows(site), &[]),
                scope.t_n("data-columns", set.n_fields(site.model), &[]),
            ];
            DataFileView {
                title: scope.t(set.title, &[]),
                size: Some(scope.locale.list(&size)),
                downloads: downloads(scope, &[set.name]),
            }
        })
        .collect();
    let others = [
        ("data package", "datapackage.json", "data-package"),
        ("calendar", "iCalendar", "calendar-title"),
    ];
    files.extend(others.into_iter().filter_map(|(page, name, title)| {
        let href = Some(scope.href_opt(scope.page(page))?);
        let link = LinkView { text: name.into(), href, lang: None };
        Some(DataFileView { title: scope.t(title, &[]), size: None, downloads: vec![link] })
    }));
    let lead = scope.t("lead-data", &[]);
    let about = About::of(scope, page).described(lead.clone());
    DataView { lead, pages, files, page: layout(scope, page, about) }
}

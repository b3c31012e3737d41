//! The search page: a list of everything, in which a script finds what is asked for.

use super::{Page, home};
use crate::plan::{PAGE_ROWS, PageId, PageKind, PagePlan, numbered_path};
use crate::render::layout::{About, layout, title};
use crate::render::scope::Scope;
use crate::render::search::{Entry, Section, page_title, sections};
use crate::render::view::search::SearchSectionView;
use crate::render::view::{LinkView, SearchView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "search",
        path: "search/index.html",
        parent: Some(&home::PAGE.kind),
        title: Some("search-title"),
        foot: Some(12),
        ..PageKind::USUAL
    },
    content: html!("search.html", search),
};

/// From how many on a sort is left to the pages that list it, so that this page stays small.
const MOST_LINKS: usize = 100;

fn search<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> SearchView<'a> {
    let sections = sections(scope);
    let sections: Vec<_> = sections
        .into_iter()
        .enumerate()
        .map(|(number, section)| section_view(scope, number, section))
        .collect();
    let about = About::of(scope, page).described(scope.t("search-lead", &[]));
    SearchView {
        script_href: scope.up_to(scope.site.theme.asset_path("search.js")),
        sections,
        page: layout(scope, page, about),
    }
}

fn section_view<'a>(scope: &Scope<'a>, number: usize, section: Section) -> SearchSectionView<'a> {
    let Section { title: name, list, entries } = section;
    let n_pages = list.map_or(1, |list| list.n_pages(scope.site.model, scope.site.index));
    let is_elsewhere = entries.len() > MOST_LINKS && list.is_some();
    let link = |entry: &Entry| match entry {
        Entry::Record(one) => scope.record(*one),
        Entry::Page(id) => LinkView { href: scope.href_opt(*id), ..page_title(scope, *id).into() },
    };
    SearchSectionView {
        id: format!("section-{}", number + 1),
        n: scope.locale.integer(entries.len() as u64),
        links: if is_elsewhere { Vec::new() } else { entries.iter().map(link).collect() },
        pages: match list.filter(|_| is_elsewhere) {
            Some(list) => (0..n_pages).map(|part| part_link(scope, list, part)).collect(),
            None => Vec::new(),
        },
        title: LinkView {
            text: name.into(),
            href: list.and_then(|list| scope.href_opt(list)),
            lang: None,
        },
    }
}

/// A link to a page of a long list, under the numbers of its rows.
fn part_link<'a>(scope: &Scope<'a>, list: PageId, part: usize) -> LinkView<'a> {
    let n_rows = list.n_rows(scope.site.model, scope.site.index);
    let ends = [part * PAGE_ROWS + 1, ((part + 1) * PAGE_ROWS).min(n_rows)];
    let [first, last] = ends.map(|n| scope.locale.integer(n as u64));
    let text = match n_rows {
        0 => title(scope, list).text.into_owned(),
        _ => scope.t("search-rows", &[("first", &first), ("last", &last)]),
    };
    let path = numbered_path(&scope.site.path(list, scope.lang), part);
    LinkView { text: text.into(), href: Some(scope.up_to(&path)), lang: None }
}

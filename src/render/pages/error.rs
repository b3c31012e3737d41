//! What hosts show of a language where there is no page.

use super::{Page, home};
use crate::plan::{PageKind, PagePlan, Pages, Role};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::{NotFoundInView, NotFoundView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "error page",
        path: "404.html",
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        parent: Some(&home::PAGE.kind),
        title: Some("title-not-found"),
        role: Role::Error,
        ..PageKind::USUAL
    },
    content: html!("404.html", not_found),
};

/// The 404 page.
pub(super) fn not_found<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> NotFoundView<'a> {
    let about = About::of(scope, page);
    let site = scope.site;
    let languages = site.model.site.languages.iter().zip(site.locales);
    let others = languages.filter(|(language, _)| language.lang != page.lang);
    // Beside the pages of a language there is one for readers of none.
    let others = others.filter(|_| page.id.kind.is_common);
    let others = others.map(|(language, (_, locale))| {
        let words = |key: &str| locale.text(key, &[]).unwrap_or_default();
        NotFoundInView {
            tag: &language.tag,
            title: words("title-not-found"),
            text: words("not-found"),
            home: words("not-found-home"),
            href: scope.up_to(&site.path(scope.page("home"), language.lang)),
        }
    });
    NotFoundView { others: others.collect(), page: layout(scope, page, about) }
}

//! The choice of a language, at the top of the site.

use super::Page;
use crate::plan::{PageKind, PagePlan, Pages, Role};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::{ChooserView, LanguageView, TextView};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "language choice",
        path: "index.html",
        is_common: true,
        pages: Pages::One(|model, _| model.site.folder.is_empty()),
        role: Role::Front,
        ..PageKind::USUAL
    },
    content: html!("index.html", chooser),
};

/// The page at `/`.
fn chooser<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ChooserView<'a> {
    let settings = &scope.site.model.site;
    let titles = settings
        .title
        .iter()
        .map(|(lang, phrase)| TextView {
            text: (&*phrase.text).into(),
            lang: Some(&settings.language(lang).tag),
        })
        .collect();
    let languages = settings
        .languages
        .iter()
        .map(|language| LanguageView {
            tag: &language.tag,
            name: &language.name,
            href: scope.up_to(&scope.site.path(scope.page("home"), language.lang)),
            current: false,
        })
        .collect();
    let about = About::titled(scope.text(&settings.title))
        .described(settings.description.as_ref().map(|text| scope.plain(text)).unwrap_or_default());
    ChooserView { titles, languages, page: layout(scope, page, about) }
}

//! The page that says how much there is in each language.

use super::{Page, data};
use crate::plan::{PageKind, PagePlan, Pages};
use crate::render::layout::{About, layout};
use crate::render::scope::Scope;
use crate::render::view::{LanguageCoverageView, TranslationsView};
use crate::translation::coverage::{Coverage, Share};
use std::collections::BTreeSet;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "translations",
        path: "translations/index.html",
        pages: Pages::One(|model, _| {
            model.site.translations_page && model.site.languages.len() > 1
        }),
        parent: Some(&data::PAGE.kind),
        title: Some("title-translations"),
        foot: Some(16),
        ..PageKind::USUAL
    },
    content: html!("translations.html", translations),
};

/// What there is in each language.
fn translations<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> TranslationsView<'a> {
    let site = scope.site;
    let languages = site.coverage().iter().map(|one| {
        let language = site.model.site.language(one.lang);
        LanguageCoverageView {
            name: &language.name,
            lang: scope.foreign(one.lang),
            lines: lines(scope, one),
        }
    });
    let languages = languages.collect();
    let lead = scope.t("lead-translations", &[]);
    let about = About::of(scope, page).described(lead.clone());
    TranslationsView { lead, languages, page: layout(scope, page, about) }
}

fn lines(scope: &Scope<'_>, one: &Coverage) -> Vec<String> {
    let locales = scope.site.locales;
    let keys: BTreeSet<&str> =
        locales.iter().flat_map(|(_, locale)| locale.string_keys()).collect();
    let (_, own) = &locales[one.lang.index()];
    let strings = Share { n_present: own.string_keys().count(), n_all: keys.len() };
    let line = |key: &str, share: Share| {
        let [here, all] = [share.n_present, share.n_all].map(|n| scope.locale.integer(n as u64));
        scope.t(key, &[("n", &here), ("all", &all)])
    };
    let mut lines = vec![
        line("coverage-pages", one.pages),
        line("coverage-texts", one.texts),
        line("coverage-strings", strings),
    ];
    if one.n_stale > 0 {
        lines.push(scope.t_n("coverage-stale", one.n_stale, &[]));
    }
    lines
}

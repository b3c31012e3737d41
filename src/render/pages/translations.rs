//! How much there is in each language.

use super::{Page, data};
use crate::plan::{PageKind, Pages};
use crate::render::translations;

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
    content: html!("translations.html", translations::translations),
};

//! All data sets as a workbook, one in each language.

use super::data::file;
use super::{Content, Page};
use crate::plan::{Of, PageKind, Pages, Shown};

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data workbook",
        path: "data/*",
        is_common: true,
        pages: Pages::Each(|model, index| match index.data_sets.is_empty() {
            true => Vec::new(),
            false => model.site.languages.iter().map(|one| Of::Workbook(one.lang)).collect(),
        }),
        shows: Some(Shown::Workbook),
        ..PageKind::USUAL
    },
    content: Content::File(|scope, page| file(scope, page)),
};

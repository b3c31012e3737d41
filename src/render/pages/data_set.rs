//! A data set as a file, once for all languages.

use super::data::file;
use super::{Content, Page};
use crate::plan::{Of, PageKind, Pages, Shown};
use crate::render::data;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data set",
        path: "data/*",
        is_common: true,
        pages: Pages::Each(|_, index| {
            let files = |name| data::formats(name).map(move |format| Of::DataSet(name, format));
            index.data_sets.iter().copied().flat_map(files).collect()
        }),
        shows: Some(Shown::DataSet),
        ..PageKind::USUAL
    },
    content: Content::File(|scope, page| file(scope, page)),
};

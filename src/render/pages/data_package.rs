//! What the files of data sets hold, once for all languages.

use super::{Content, Page};
use crate::plan::{PageKind, Pages};
use crate::render::data;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "data package",
        path: "data/datapackage.json",
        is_common: true,
        pages: Pages::One(|_, index| !index.data_sets.is_empty()),
        ..PageKind::USUAL
    },
    content: Content::File(|scope, _| data::package(scope)),
};

//! All rows of the lists that go on several pages, as scripts, so that their pages can sort and filter
//! over the whole list.

use super::{Content, Page};
use super::{category, documents, industries, industry, organization, organizations, park, parks};
use super::{project, projects, region, sources, stage};
use crate::model::Model;
use crate::plan::{Index, Of, PAGE_ROWS, PageKind, Pages};
use crate::render::table::{Projects, rows_file};

/// A file with all rows of the list of a kind of pages, for those of them that have several parts.
macro_rules! rows {
    ($name:ident, $kind:literal, $path:literal, $page:path, |$scope:ident, $of:ident| $table:expr) => {
        pub(super) static $name: Page = Page {
            kind: PageKind {
                name: concat!("rows of ", $kind),
                path: $path,
                pages: Pages::Each(|model, index| long(&$page.kind, model, index)),
                is_passing: true,
                ..PageKind::USUAL
            },
            content: Content::File(|$scope, page| {
                // Unlike other files it has the links of a page: those of its rows.
                $scope.part = Some(0);
                let $of = page.id.of;
                rows_file($scope, &$table)
            }),
        };
    };
}

/// What the pages of a kind are of whose list goes on several pages.
fn long(kind: &'static PageKind, model: &Model, index: &Index) -> Vec<Of> {
    let pages = kind.pages(model, index).into_iter();
    pages.filter(|page| page.n_rows(model, index) > PAGE_ROWS).map(|page| page.of).collect()
}

rows!(PROJECTS, "projects", "projects/rows.js", projects::PAGE, |scope, of| Projects::of(
    scope, of
));
rows!(PROGRAMME, "project", "projects/*/rows.js", project::PAGE, |scope, of| Projects::of(
    scope, of
));
rows!(PARK, "park", "parks/*/rows.js", park::PAGE, |scope, of| Projects::of(scope, of));
rows!(REGION, "region", "regions/*/rows.js", region::PAGE, |scope, of| Projects::of(scope, of));
rows!(INDUSTRY, "industry", "industries/*/rows.js", industry::PAGE, |scope, of| Projects::of(
    scope, of
));
rows!(ORGANIZATION, "organization", "organizations/*/rows.js", organization::PAGE, |scope, of| {
    Projects::of(scope, of)
});
rows!(CATEGORY, "category", "categories/*/rows.js", category::PAGE, |scope, of| Projects::of(
    scope, of
));
rows!(STAGE, "stage", "stages/*/rows.js", stage::PAGE, |scope, of| Projects::of(scope, of));
rows!(PARKS, "parks", "parks/rows.js", parks::PAGE, |scope, _of| parks::Parks::new(scope));
rows!(INDUSTRIES, "industries", "industries/rows.js", industries::PAGE, |_scope, _of| {
    industries::Industries
});
rows!(
    ORGANIZATIONS,
    "organizations",
    "organizations/rows.js",
    organizations::PAGE,
    |_scope, _of| organizations::Organizations
);
rows!(DOCUMENTS, "documents", "documents/rows.js", documents::PAGE, |_scope, _of| {
    documents::Documents
});
rows!(SOURCES, "sources", "sources/rows.js", sources::PAGE, |_scope, _of| sources::Sources);

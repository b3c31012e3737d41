//! The pages of the site: each kind in a file of its own, with all that it declares, and the table of
//! them.

/// A page made of a template and a view; after `of`, the view takes what the page is of.
macro_rules! html {
    ($template:literal, of $view:path) => {
        $crate::render::pages::Content::Html($template, |scope, page, template| {
            let view = $view(scope, page, $crate::render::pages::what(page));
            scope.site.theme.render(template, page, scope.site, &view)
        })
    };
    ($template:literal, $view:path $(, $argument:expr)?) => {
        $crate::render::pages::Content::Html($template, |scope, page, template| {
            let view = $view(scope, page $(, $argument)?);
            scope.site.theme.render(template, page, scope.site, &view)
        })
    };
}

mod accessibility;
mod calendar;
mod category;
pub mod changes;
mod chooser;
mod common_error;
mod corrections;
mod data;
mod data_package;
mod data_set;
mod data_workbook;
mod document;
mod documents;
mod error;
mod event;
mod feed;
mod glossary;
mod home;
mod indicator;
mod indicator_group;
mod indicators;
mod industries;
mod industry;
mod list;
mod method;
mod organization;
mod organizations;
mod page;
mod park;
mod park_timeline;
mod parks;
mod print;
mod project;
mod projects;
mod published;
mod record;
mod region;
mod region_timeline;
mod rows;
mod schedule;
mod search;
mod section;
mod share;
mod source;
mod sources;
mod stage;
mod target_period;
mod targets;
mod timeline;
mod translations;
mod written;
mod year;

pub(super) use written::report_card;

use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::plan::{Of, PageKind, PageKinds, PagePlan};
use std::sync::LazyLock;

/// Every kind of page, in the order in which pages are listed; the first is the home page.
static PAGES: &[&Page] = &[
    &home::PAGE,
    &targets::PAGE,
    &target_period::PAGE,
    &indicators::PAGE,
    &indicator::PAGE,
    &indicator_group::PAGE,
    &projects::PAGE,
    &project::PAGE,
    &parks::PAGE,
    &park::PAGE,
    &region::PAGE,
    &industries::PAGE,
    &industry::PAGE,
    &organizations::PAGE,
    &organization::PAGE,
    &stage::PAGE,
    &category::PAGE,
    &timeline::PAGE,
    &year::PAGE,
    &park_timeline::PAGE,
    &region_timeline::PAGE,
    &schedule::PAGE,
    &calendar::PAGE,
    &feed::PAGE,
    &event::PAGE,
    &documents::PAGE,
    &corrections::PAGE,
    &document::PAGE,
    &sources::PAGE,
    &source::PAGE,
    &glossary::PAGE,
    &changes::PAGE,
    &section::PAGE,
    &page::PAGE,
    &method::PAGE,
    &published::PAGE,
    &accessibility::PAGE,
    &search::PAGE,
    &print::PAGE,
    &print::STYLE,
    &data::PAGE,
    &error::PAGE,
    &translations::PAGE,
    &rows::PROJECTS,
    &rows::PROGRAMME,
    &rows::PARK,
    &rows::REGION,
    &rows::INDUSTRY,
    &rows::ORGANIZATION,
    &rows::CATEGORY,
    &rows::STAGE,
    &rows::PARKS,
    &rows::INDUSTRIES,
    &rows::ORGANIZATIONS,
    &rows::DOCUMENTS,
    &rows::SOURCES,
    &share::HOME,
    &share::PERIOD,
    &data_set::PAGE,
    &data_workbook::PAGE,
    &data_package::PAGE,
    &chooser::PAGE,
    &common_error::PAGE,
];

/// A kind of page with what is on it.
struct Page {
    kind: PageKind,
    content: Content,
}

/// How a page is made.
enum Content {
    /// A template of this name, and what fills it.
    Html(&'static str, for<'a> fn(&mut Scope<'a>, &'a PagePlan, &'static str) -> Made),
    /// A file for programs.
    File(for<'a> fn(&mut Scope<'a>, &'a PagePlan) -> Vec<u8>),
}

type Made = Result<Vec<u8>, Box<Diagnostic>>;

/// What a page is of.
fn what<T: TryFrom<Of, Error = Of>>(page: &PagePlan) -> T {
    page.id.of.try_into().expect("a page is of what its kind says")
}

/// The table of all kinds of pages, for the plan.
#[must_use]
pub fn page_kinds() -> &'static PageKinds {
    static KINDS: LazyLock<PageKinds> =
        LazyLock::new(|| PageKinds::new(PAGES.iter().map(|page| &page.kind).collect()));
    &KINDS
}

/// Makes a page.
pub(super) fn content<'a>(scope: &mut Scope<'a>, page: &'a PagePlan) -> Made {
    let known = PAGES.iter().find(|known| known.kind == *page.id.kind);
    match &known.expect("only kinds of the table are planned").content {
        Content::Html(template, fill) => fill(scope, page, template),
        Content::File(file) => Ok(file(scope, page)),
    }
}

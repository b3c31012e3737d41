//! From the plan to bytes: a page is a pure function of the site and its plan entry.

mod bindings;
mod chart;
mod chrome;
mod cites;
mod comparison;
mod data;
mod dead_links;
mod decimals;
mod finish;
mod frame;
mod group;
mod moved;
mod names;
mod pages;
mod pieces;
mod progress;
mod result_card;
mod revisions;
mod scope;
mod site;
mod sitemap;
mod table;
pub mod templates;
mod timeline;
pub mod view;
mod workings;

pub use chart::{asks_for_charts, empty_charts};
pub use data::{data_sets, neutralised};
pub use moved::moved_page;
pub use pages::{changes, page_kinds};
pub use site::{EditionParts, RenderSite};
pub use templates::Theme;

use crate::diag::Diagnostic;
use crate::locale::SortKey;
use crate::model::{Dependency, Record, StageIndex, note};
use crate::plan::PagePlan;
use scope::Scope;
use view::TextView;

/// Renders one page or data file.
///
/// # Errors
///
/// If a template cannot be rendered with its view.
pub fn render(site: &RenderSite<'_>, page: &PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    if page.id.kind.is_file() {
        // They have everything, and are made on several threads.
        note(Dependency::Projects);
    }
    let scope = &mut Scope::new(site, page);
    let html = content(scope, page)?;
    match scope.failure.take() {
        Some(error) => Err(error),
        None if page.id.kind.is_file() => Ok(html),
        None => finish::finish(scope, page, html),
    }
}

/// Renders what stands on a page, or in a file.
fn content<'a>(scope: &mut Scope<'a>, page: &'a PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    if !page.id.kind.is_file()
        && let Err(error) = &*chrome::frame(scope, page)
    {
        return Err(error.clone());
    }
    pages::content(scope, page)
}

/// The name of a stage: the site's own, or that of a default stage.
fn stage_name<'a>(scope: &Scope<'a>, stage: StageIndex) -> TextView<'a> {
    match &scope.site.model.site.stage(stage).name {
        Some(name) => scope.text(name),
        None => Scope::own(scope.site.stage_name(stage, scope.lang)),
    }
}

/// Where a record stands in a list of the page's language: by its sort key, or else its name.
fn sort_key<T: Record>(scope: &Scope<'_>, record: &T) -> SortKey {
    let header = record.header();
    let own = header.sort_key.as_ref().and_then(|key| key.get(scope.lang));
    match own {
        Some(key) => scope.locale.sort_key(&key.text),
        None => scope.locale.sort_key(scope.plain(&header.name)),
    }
}

/// Files beside the pages: `robots.txt`, and the sitemaps of a site with a base URL.
#[must_use]
pub fn extra_files(site: &RenderSite<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = sitemap::sitemaps(site);
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.model.site.base_url {
        robots.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
    }
    files.push(("robots.txt".to_owned(), robots));
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

//! From the plan to bytes: a page is a pure function of the site and its plan entry.
//!
//! Modules stand in floors, the lowest first; each uses those of its own floor and below.

// What templates see, and what is made once.
mod cache;
mod shape;
pub mod view;

// All that rendering reads, and the theme that renders.
mod dead_links;
mod of_projects;
mod pieces;
mod script_words;
mod site;
pub mod templates;

// The page at hand.
mod cites;
mod direction;
mod finish;
mod scope;
mod terms;

// Words, numbers and names, and pieces made of them.
mod answer;
mod asserted;
mod comparison;
mod decimals;
mod draft;
mod facts;
mod groups;
mod meter;
mod names;
mod numbers;
mod order;
mod pictures;
mod progress;
mod revisions;
mod timeline;
mod workings;

// Data sets.
mod data;
mod dates;

// Charts.
mod chart;

// Tables, and what texts put on a page.
mod key_figures;
mod result_card;
mod shortcodes;
mod table;

// What stands around every page.
mod government;
mod layout;
mod layout_parts;
mod structured;

// What can be found, and the index that finds it.
mod search;

// The pages.
mod pages;

// What leads to pages.
mod redirect;
mod sitemap;

pub use chart::{asks_for_charts, empty_charts};
pub use data::{data_sets, neutralised};
pub use order::neighbours_of;
pub use pages::{changes, page_kinds};
pub use redirect::redirect_page;
pub use search::search_files;
pub use shortcodes::figure_words;
pub use site::{EditionParts, RenderSite};
pub use templates::Theme;

use crate::diag::Diagnostic;
use crate::model::note_ledger;
use crate::plan::PagePlan;
use scope::Scope;

/// Renders one page or data file.
///
/// # Errors
///
/// If a template cannot be rendered with its view.
pub fn render(site: &RenderSite<'_>, page: &PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    if page.id.kind.is_file() {
        // They have everything, and are made on several threads.
        note_ledger();
    }
    let scope = &mut Scope::new(site, page);
    let html = content(scope, page)?;
    match scope.failure.take() {
        Some(error) => Err(error),
        None if page.id.kind.is_file() => Ok(html),
        None => {
            let html = finish::finish(scope, page, html)?;
            Ok(direction::with_directions(scope, html))
        }
    }
}

/// Renders what stands on a page, or in a file.
fn content<'a>(scope: &mut Scope<'a>, page: &'a PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    if !page.id.kind.is_file()
        && let Err(error) = &*layout::layout_parts(scope, page)
    {
        return Err(error.clone());
    }
    pages::content(scope, page)
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

//! From the plan to bytes: a page is a pure function of the site and its plan entry.

mod bindings;
mod calendar;
pub mod changes;
mod chart;
mod chrome;
mod cites;
mod comparison;
mod data;
mod dead_links;
mod decimals;
mod feed;
mod finish;
mod frame;
mod group;
mod home;
mod measures;
mod moved;
mod pages;
mod pieces;
mod progress;
mod project;
mod records;
mod revisions;
mod schedule;
mod scope;
mod site;
mod sitemap;
mod table;
pub mod templates;
mod timeline;
mod translations;
pub mod view;
mod workings;

pub use chart::{asks_for_charts, empty_charts};
pub use data::{data_sets, neutralised};
pub use moved::moved_page;
pub use site::{EditionParts, RenderSite};
pub use templates::Theme;

use crate::diag::Diagnostic;
use crate::locale::SortKey;
use crate::model::{Record, StageIndex};
use crate::plan::{Kind, PagePlan};
use scope::Scope;
use view::TextView;

/// Renders one page or data file.
///
/// # Errors
///
/// If a template cannot be rendered with its view.
pub fn render(site: &RenderSite<'_>, page: &PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    let scope = &mut Scope::new(site, page);
    let html = render_kind(scope, page)?;
    match scope.failure.take() {
        Some(error) => Err(error),
        None if page.kind.is_file() => Ok(html),
        None => finish::finish(scope, page, html),
    }
}

fn render_kind<'a>(scope: &mut Scope<'a>, page: &'a PagePlan) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = scope.site;
    let theme = site.theme;
    let index = site.index;
    if !page.kind.is_file()
        && let Err(error) = &*chrome::frame(scope, page)
    {
        return Err(error.clone());
    }
    match page.kind {
        Kind::Home => theme.render("home.html", page, site, &home::home(scope, page)),
        Kind::Targets => theme.render("targets.html", page, site, &measures::targets(scope, page)),
        Kind::TargetPeriod(period) => {
            theme.render("target-period.html", page, site, &measures::period(scope, page, period))
        }
        Kind::Indicators => {
            theme.render("list.html", page, site, &records::indicators(scope, page))
        }
        Kind::Indicator(one) => {
            theme.render("indicator.html", page, site, &measures::indicator(scope, page, one))
        }
        Kind::Projects => {
            theme.render("projects.html", page, site, &project::projects(scope, page))
        }
        Kind::Project(one) => {
            theme.render("project.html", page, site, &project::project(scope, page, one))
        }
        Kind::Parks => theme.render("parks.html", page, site, &group::parks(scope, page)),
        Kind::Park(one) => theme.render("park.html", page, site, &group::park(scope, page, one)),
        Kind::Region(one) => {
            theme.render("group.html", page, site, &group::region(scope, page, one))
        }
        Kind::Industry(one) => {
            theme.render("group.html", page, site, &group::industry(scope, page, one))
        }
        Kind::Organization(one) => {
            theme.render("group.html", page, site, &group::organization(scope, page, one))
        }
        Kind::Stage(one) => theme.render("group.html", page, site, &group::stage(scope, page, one)),
        Kind::Category(one) => {
            theme.render("group.html", page, site, &group::category(scope, page, one))
        }
        Kind::Industries => {
            theme.render("list.html", page, site, &records::industries(scope, page))
        }
        Kind::Organizations => {
            theme.render("list.html", page, site, &records::organizations(scope, page))
        }
        Kind::Documents => theme.render("list.html", page, site, &records::documents(scope, page)),
        Kind::Sources => theme.render("list.html", page, site, &records::sources(scope, page)),
        Kind::Timeline => theme.render("timeline.html", page, site, &timeline::all(scope, page)),
        Kind::TimelineYear(year) => {
            theme.render("timeline-year.html", page, site, &timeline::year(scope, page, year))
        }
        Kind::ParkTimeline(one) => {
            theme.render("timeline-year.html", page, site, &timeline::park(scope, page, one))
        }
        Kind::RegionTimeline(one) => {
            theme.render("timeline-year.html", page, site, &timeline::region(scope, page, one))
        }
        Kind::Schedule => {
            theme.render("schedule.html", page, site, &schedule::schedule(scope, page))
        }
        Kind::Calendar => Ok(calendar::calendar(scope)),
        Kind::Feed => Ok(feed::feed(scope)),
        Kind::Event(one) => {
            theme.render("record.html", page, site, &records::event(scope, page, one))
        }
        Kind::Document(one) => {
            theme.render("record.html", page, site, &records::document(scope, page, one))
        }
        Kind::Source(one) => {
            theme.render("source.html", page, site, &records::source(scope, page, one))
        }
        Kind::Glossary => theme.render("glossary.html", page, site, &pages::glossary(scope, page)),
        Kind::Changes => theme.render("changes.html", page, site, &changes::page(scope, page)),
        Kind::Section(number) => theme.render(
            "section.html",
            page,
            site,
            &pages::section(scope, page, &index.sections[number], number),
        ),
        Kind::Written(number) => {
            theme.render("page.html", page, site, &pages::written(scope, page, number))
        }
        Kind::Method => theme.render("page.html", page, site, &pages::method(scope, page)),
        Kind::Accessibility => {
            theme.render("page.html", page, site, &pages::accessibility(scope, page))
        }
        Kind::Data => theme.render("data.html", page, site, &pages::data(scope, page)),
        Kind::Translations => {
            theme.render("translations.html", page, site, &translations::translations(scope, page))
        }
        Kind::NotFound | Kind::RootNotFound => {
            theme.render("404.html", page, site, &pages::not_found(scope, page))
        }
        Kind::Chooser => theme.render("index.html", page, site, &pages::chooser(scope, page)),
        Kind::DataSet(name, format) => Ok(data::file(scope, name, format)),
        Kind::DataPackage => Ok(data::package(scope)),
    }
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

//! What is the same on all pages of a language at one depth: navigation, notice and foot.
//!
//! A site has a handful of layout parts and thousands of pages, so each set of them is rendered once. Its
//! links go up to the folder of the language and down again, which is right from every page of that
//! depth; from a page outside of it they go up to the top of the site.

use super::cache::Cache;
use super::government::lines;
use super::layout::title;
use super::scope::Scope;
use super::view::{Finished, FooterView, LayoutPartsView, LinkView, NavView};
use crate::diag::Diagnostic;
use crate::model::{Text, still_due, unnoted};
use crate::plan::{Of, PageId, PagePlan};
use crate::value::{Lang, Period};
use std::sync::Arc;

/// The finished parts that a page shares with others.
#[derive(Debug, Default)]
pub(super) struct LayoutParts {
    pub(super) home_href: Finished,
    pub(super) search_href: Finished,
    pub(super) nav: Finished,
    pub(super) notice: Finished,
    pub(super) as_of: Finished,
    pub(super) foot: Finished,
    pub(super) css_href: Finished,
    pub(super) js_href: Finished,
    pub(super) tables_js_href: Finished,
    pub(super) words_js_href: Finished,
    pub(super) scheme_js_href: Finished,
    pub(super) icon_href: Finished,
}

/// How wide the line below the name of the site may be to stand beside the search field on a phone,
/// in halves of a Chinese character: twelve of these in two lines.
const NOTICE_WIDTH: usize = 24;

/// Language, depth below the top folder, the number of the current entry of the navigation, whether
/// links begin at the root, and whether the page is in the folder of its language.
type Key = (Lang, usize, Option<usize>, bool, bool);

/// Layout parts, or why they could not be rendered, which every page with them reports.
pub(super) type Made = Arc<Result<LayoutParts, Box<Diagnostic>>>;

/// The layout parts made so far.
type AllLayoutParts = Cache<Key, Made>;

/// The layout parts of a page; `current` is the entry of the navigation that it belongs to.
pub(super) fn layout_parts_of(scope: &Scope<'_>, current: Option<usize>) -> Made {
    let depth = scope.path.matches('/').count();
    let home = scope.site.path(scope.page("home"), scope.lang);
    // Links of a page in there need not go up to the top of the site.
    let own = home.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_own = scope.path.strip_prefix(own).is_some_and(|rest| rest.starts_with('/'));
    let key = (scope.lang, depth, current, scope.root.is_some(), is_own);
    scope.site.caches.of::<AllLayoutParts>().get(key, || {
        let above = if is_own { format!("{own}/") } else { String::new() };
        let below = depth - above.matches('/').count();
        let path = format!("{above}{}index.html", "_/".repeat(below));
        let page = PagePlan { id: scope.page("home"), lang: scope.lang, number: 0, path };
        let outer = Scope::new(scope.site, &page);
        let inner = Scope { has_cites: false, root: scope.root, ..outer };
        Arc::new(layout_parts(&inner, &page, current))
    })
}

/// Renders the layout parts as seen from a page in a folder of its own, so that all links go up first.
fn layout_parts(
    scope: &Scope<'_>,
    page: &PagePlan,
    current: Option<usize>,
) -> Result<LayoutParts, Box<Diagnostic>> {
    let site = scope.site;
    let settings = &site.model.site;
    let as_of = scope.date(Period::Day(settings.as_of));
    let footer = settings.footer.iter().map(|line| FooterView {
        label: scope.text(&line.label),
        value: scope.text(&line.value),
        href: line.href.as_ref().map(|href| href.text.to_string()),
    });
    let notice = scope.html_opt(settings.notice.as_ref());
    // What the notice at the head of the page says is not said again at its foot.
    let is_said = |name: &&Text| {
        notice.as_ref().is_some_and(|notice| notice.html.contains(scope.plain(name)))
    };
    let publisher = settings.publisher.as_ref().filter(|name| !is_said(name));
    let publisher = scope.text_opt(publisher);
    let view = LayoutPartsView {
        nav: navigation(scope, current),
        notice_is_long: notice.as_ref().is_some_and(|notice| width(&notice.html) > NOTICE_WIDTH),
        notice,
        sitemap: sitemap(scope),
        publisher,
        contact: scope.html_opt(settings.contact.as_ref()),
        footer: lines(scope).into_iter().chain(footer).collect(),
        as_of: scope.t("as-of", &[("date", &as_of)]),
        updates: updates(scope),
    };
    let part = |template: &'static str| -> Result<Finished, Box<Diagnostic>> {
        let html = site.theme.render(template, page, site, &view)?;
        Ok(Finished::new(&String::from_utf8_lossy(&html)))
    };
    let asset = |name: &str| Finished::text(&scope.up_to(site.theme.asset_path(name)));
    Ok(LayoutParts {
        home_href: Finished::text(&scope.href(scope.page("home"))),
        search_href: Finished::text(&scope.href(scope.page("search"))),
        nav: part("nav.html")?,
        notice: part("notice.html")?,
        foot: part("foot.html")?,
        as_of: Finished::text(&view.as_of),
        css_href: asset("style.css"),
        js_href: asset("site.js"),
        tables_js_href: asset("tables.js"),
        words_js_href: Finished::text(
            &scope.up_to(site.theme.words_path(&site.model.site.language(scope.lang).code)),
        ),
        scheme_js_href: asset("scheme.js"),
        icon_href: asset("icon.svg"),
    })
}

/// How often the site is brought up to date, and when next, unless that has passed.
fn updates(scope: &Scope<'_>) -> Option<String> {
    let settings = &scope.site.model.site;
    let every = settings.updates.every.map(|every| scope.t(every.key(), &[]));
    let next = still_due(settings.updates.next.as_ref(), settings.as_of);
    let next = next.map(|next| scope.date(next));
    match (every, next) {
        (Some(every), Some(date)) => {
            Some(scope.t("updated-next", &[("every", &every), ("date", &date)]))
        }
        (Some(every), None) => Some(scope.t("updated-every", &[("every", &every)])),
        (None, Some(date)) => Some(scope.t("next-update", &[("date", &date)])),
        (None, None) => None,
    }
}

/// About how wide the text of some HTML is, in halves of a Chinese character.
fn width(html: &str) -> usize {
    let mut is_tag = false;
    let shown = html.chars().filter(|c| {
        let is_text = !is_tag && *c != '<';
        is_tag = (is_tag || *c == '<') && *c != '>';
        is_text
    });
    shown.map(|c| if c.len_utf8() > 2 { 2 } else { 1 }).sum()
}

fn navigation(scope: &Scope<'_>, current: Option<usize>) -> Vec<NavView> {
    let entries = scope.site.navigation.iter().enumerate();
    entries
        .map(|(number, entry)| NavView {
            text: match entry.id.of {
                Of::Section(_) => title(scope, entry.id).text.into_owned(),
                _ => scope.t(entry.key, &[]),
            },
            href: scope.href(entry.id),
            current: current == Some(number),
        })
        .collect()
}

/// The sections of the site for the footer, without those that the navigation has.
fn sitemap<'a>(scope: &Scope<'a>) -> Vec<LinkView<'a>> {
    let (model, index) = (scope.site.model, scope.site.index);
    let mut kinds: Vec<_> = scope
        .site
        .plan
        .kinds
        .iter()
        .filter(|kind| kind.foot.is_some() && kind.header.is_none())
        .collect();
    kinds.sort_by_key(|kind| kind.foot);
    // Which pages there are is known of every page.
    let pages = kinds.into_iter().flat_map(|kind| unnoted(|| kind.pages(model, index)));
    let is_listed = |id: &PageId| match id.of {
        // Those in a folder are on its page.
        Of::Text(number) => {
            let page = &model.pages[number];
            page.section().is_none() && !page.texts.iter().any(|(_, text)| text.unlisted)
        }
        _ => true,
    };
    let link = |id| LinkView { href: scope.href_opt(id), ..title(scope, id).into() };
    pages.filter(is_listed).map(link).collect()
}

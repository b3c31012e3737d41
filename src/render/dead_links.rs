//! Links that a site's own template writes: each must lead to something that is published.
//!
//! The built-in templates make their links from the plan, so only pages of a site with templates
//! of its own are looked at.

use super::site::RenderSite;
use crate::diag::closest;
use crate::parse::html::{Attribute, Piece, pieces};
use crate::plan::{PagePlan, joined};
use memchr::memmem;
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;

/// A link that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DeadLink {
    /// As the page has it, with its entities.
    pub(super) written: String,
    /// What may be meant, as an address on the site.
    pub(super) meant: Option<String>,
}

/// The first link of a page that leads nowhere.
pub(super) fn first(site: &RenderSite<'_>, page: &PagePlan, html: &[u8]) -> Option<DeadLink> {
    let html = std::str::from_utf8(html).ok()?;
    let (mut links, mut ids) = (Vec::new(), BTreeSet::new());
    for attribute in attributes(html) {
        match &*attribute.name {
            "href" | "src" => links.push(attribute),
            "id" => {
                ids.insert(attribute.value);
            }
            _ => {}
        }
    }
    let leads = |link: &Attribute| leads_somewhere(site, page, &link.value, &ids);
    let dead = links.into_iter().find(|link| !leads(link))?;
    let target = target(&page.path, &dead.value);
    let paths = site.plan.pages.iter().map(|page| page.path.trim_end_matches("index.html"));
    let meant = target.and_then(|target| closest(&target, paths).map(str::to_owned));
    Some(DeadLink { written: html[dead.written].to_owned(), meant })
}

fn leads_somewhere(
    site: &RenderSite<'_>,
    page: &PagePlan,
    link: &str,
    ids: &BTreeSet<String>,
) -> bool {
    if let Some(id) = link.strip_prefix('#') {
        // The top of a page is always there.
        return matches!(id, "" | "top") || ids.contains(id) || ids.contains(&decoded(id));
    }
    if link.is_empty() || link.starts_with('/') || has_scheme(link) {
        return true;
    }
    let Some(path) = target(&page.path, link) else { return false };
    // Feeds and other files at the top are made without a plan.
    let is_checked = [".html", ".csv", ".json", ".ics"].iter().any(|end| path.ends_with(end))
        || path.starts_with("files/")
        || path.starts_with("assets/");
    !is_checked
        || site.editions.iter().any(|edition| edition.plan.has(&path))
        || site.plan.links.is_static(&path)
        || site.theme.assets.iter().any(|asset| asset.path == path)
        || site.sources.pictures.iter().any(|one| one.versions().iter().any(|v| v.path == path))
        || path == "build.json"
}

fn has_scheme(link: &str) -> bool {
    let end = link.find(['/', '?', '#']).unwrap_or(link.len());
    link[..end].contains(':')
}

/// The path of the file that a link on a page leads to; `None` if it leads out of the site.
fn target(from: &str, link: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let path = decoded(path);
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    joined(from, &if is_folder { format!("{path}/index.html") } else { path })
}

/// `%E6%83%A0` as the text it stands for; what is none is left as it is.
fn decoded(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// The attributes of all elements; scripts and styles have none.
fn attributes(html: &str) -> impl Iterator<Item = Attribute> {
    let pieces = pieces(html, |name| matches!(name, "script" | "style"));
    pieces.into_iter().flat_map(|piece| match piece {
        Piece::Tag(tag) => tag.attributes,
        _ => Vec::new(),
    })
}

/// A page without the addresses of links to parts of it that no template printed; not of those
/// that the templates of the site have themselves, which are mistakes.
pub(super) fn unlinked(html: Vec<u8>, is_written: impl Fn(&str) -> bool) -> Vec<u8> {
    const LINK: &str = "<a href=\"#";
    let ids: BTreeSet<&str> = memmem::find_iter(&html, " id=\"")
        .filter_map(|at| until(&html[at + " id=\"".len()..], "\""))
        .collect();
    let is_dead = |(_, id): &(usize, &str)| {
        !id.is_empty() && *id != "top" && !ids.contains(id) && !is_written(&format!("#{id}"))
    };
    let links = memmem::find_iter(&html, LINK)
        .filter_map(|at| Some((at, until(&html[at + LINK.len()..], "\"")?)));
    let dead: Vec<_> = links.filter(is_dead).collect();
    if dead.is_empty() {
        return html;
    }
    let (mut kept, mut done) = (Vec::with_capacity(html.len()), 0);
    for (at, id) in dead {
        kept.extend_from_slice(&html[done..at + "<a".len()]);
        done = at + LINK.len() + id.len() + 1;
    }
    kept.extend_from_slice(&html[done..]);
    kept
}

/// The text up to the next place of another.
pub(super) fn until<'h>(html: &'h [u8], end: &str) -> Option<&'h str> {
    let length = memmem::find(html, end.as_bytes())?;
    std::str::from_utf8(&html[..length]).ok()
}

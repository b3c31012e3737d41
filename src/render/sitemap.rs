//! The sitemaps: one for each language with its alternates in the others, and an index of them.

use super::layout::{absolute_address, path_for_all};
use super::site::RenderSite;
use crate::model::{Language, Model};
use crate::plan::{PagePlan, numbered_path};
use crate::value::Lang;
use quick_xml::escape::escape;
use std::fmt::Write;

/// How many addresses a sitemap may have.
const MOST_ADDRESSES: usize = 50_000;

/// How long one may be: 50 MB less what stands around the addresses.
const MOST_BYTES: usize = 50_000_000;

/// `sitemap.xml`, which names all others, and these; addresses are absolute, so there are some
/// only with a base URL.
pub(super) fn sitemaps(site: &RenderSite<'_>) -> Vec<(String, String)> {
    let Some(base) = &site.model.site.base_url else { return Vec::new() };
    let mut files = Vec::new();
    for language in &site.model.site.languages {
        let parts = parts(entries(site, language), MOST_ADDRESSES, MOST_BYTES);
        files.extend(parts.into_iter().enumerate().map(|(number, part)| {
            let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
            (format!("sitemap-{}{number}.xml", language.code), whole(&part))
        }));
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (name, _) in &files {
        let address = escape(format!("{base}{name}")).into_owned();
        let _ = writeln!(index, "<sitemap><loc>{address}</loc></sitemap>");
    }
    index.push_str("</sitemapindex>\n");
    files.insert(0, ("sitemap.xml".to_owned(), index));
    files
}

/// The pages of a language in every edition, the newest first.
fn entries<'a>(
    site: &'a RenderSite<'_>,
    language: &'a Language,
) -> impl Iterator<Item = String> + 'a {
    let newest_first = site.editions.iter().rev();
    let pages = newest_first.flat_map(|one| one.plan.pages.iter().map(|page| (one.model, page)));
    let is_listed = |(model, page): &(&Model, &PagePlan)| {
        let id = page.id;
        !id.kind.is_file() && id.is_for_readers() && id.exists_in(model, page.lang)
    };
    let own = pages.filter(|(_, page)| page.lang == language.lang).filter(is_listed);
    own.map(|(model, page)| entry(model, page))
}

/// A page with itself in every language, and the default for all others.
fn entry(model: &Model, page: &PagePlan) -> String {
    let settings = &model.site;
    let written = |path: &str| {
        escape(absolute_address(&settings.base_url, path).unwrap_or_default()).into_owned()
    };
    let address = |lang: Lang| written(&numbered_path(&page.id.path(model, lang), page.number));
    let mut xml = format!("<url><loc>{}</loc>", address(page.lang));
    let mut alternate = |tag: &str, href: String| {
        let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
    };
    let there = settings.languages.iter().filter(|one| page.id.exists_in(model, one.lang));
    for language in there {
        alternate(&language.tag, address(language.lang));
    }
    if let Some(path) = path_for_all(model, page.id, page.number) {
        alternate("x-default", written(&path));
    }
    xml.push_str("</url>\n");
    xml
}

/// Entries in as few sitemaps as may be; one without any where there are none.
fn parts(
    entries: impl Iterator<Item = String>,
    most_addresses: usize,
    most_bytes: usize,
) -> Vec<String> {
    let (mut parts, mut n_addresses) = (vec![String::new()], 0);
    for entry in entries {
        let is_full = |part: &String| part.len() + entry.len() > most_bytes;
        if n_addresses == most_addresses || parts.last().is_some_and(is_full) {
            parts.push(String::new());
            n_addresses = 0;
        }
        n_addresses += 1;
        parts.last_mut().expect("there is one").push_str(&entry);
    }
    parts
}

fn whole(entries: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{entries}</urlset>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_sitemap_that_is_full_goes_on_in_another() {
        let of = |n: usize, most_addresses, most_bytes| -> Vec<usize> {
            let entries = (0..n).map(|_| "<url>\n".to_owned());
            parts(entries, most_addresses, most_bytes).iter().map(|part| part.len() / 6).collect()
        };
        assert_eq!(of(0, 3, 100), [0]);
        assert_eq!(of(3, 3, 100), [3]);
        assert_eq!(of(7, 3, 100), [3, 3, 1]);
        assert_eq!(of(5, 100, 13), [2, 2, 1]);
    }
}

//! The sitemap: every page of every edition with its alternates in the other languages.

use super::site::RenderSite;
use crate::model::Model;
use crate::plan::Kind;
use crate::plan::part_path;
use crate::plan::path;
use std::fmt::Write;

/// `sitemap.xml`; addresses are absolute, so there is one only with a base URL.
pub(super) fn sitemap(site: &RenderSite<'_>, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let address =
        |path: &str| escaped(&format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)));
    let newest_first = site.editions.iter().rev();
    for (edition, page) in
        newest_first.flat_map(|one| one.plan.pages.iter().map(move |page| (one, page)))
    {
        let listed = page.path.ends_with(".html")
            && !matches!(page.kind, Kind::NotFound | Kind::RootNotFound | Kind::Chooser);
        if !listed || !exists(edition.model, page.kind, page.lang) {
            continue;
        }
        let _ = write!(xml, "<url><loc>{}</loc>", address(&page.path));
        for language in &site.model.site.languages {
            if exists(edition.model, page.kind, language.lang) {
                let path = part_path(&path(edition.model, page.kind, language.lang), page.part);
                let (tag, href) = (&language.tag, address(&path));
                let _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>"
                );
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Whether a page is written in that language, not only shown there in another.
fn exists(model: &Model, kind: Kind, lang: crate::value::Lang) -> bool {
    match kind {
        Kind::Written(number) => model.pages[number].texts.get(lang).is_some(),
        _ => true,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

//! Where the links of a document lead that is no longer part of the site.

use crate::parse::html::{Piece, pieces};

/// Makes links within the site absolute, or texts where no address of the site is known. Those
/// within the document stay, and those to other sites.
pub(super) fn public(html: &str, path: &str, base_url: Option<&str>) -> String {
    let hides = |name: &str| matches!(name, "script" | "style" | "title" | "textarea");
    let (mut made, mut done) = (String::with_capacity(html.len()), 0);
    for piece in pieces(html, hides) {
        let Piece::Tag(tag) = piece else { continue };
        if tag.name != "a" {
            continue;
        }
        let href = tag.attributes.iter().find(|one| one.name == "href");
        let Some(href) = href.filter(|href| is_within(&href.value)) else { continue };
        let range = match base_url {
            Some(_) => href.written.clone(),
            None => href.range.clone(),
        };
        made.push_str(&html[done..range.start]);
        if let Some(base) = base_url {
            // What is written stays escaped; only its way up the folders is taken.
            made.push_str(&format!("{base}{}", joined(path, &html[href.written.clone()])));
        }
        done = range.end;
    }
    made.push_str(&html[done..]);
    made
}

/// Whether an address leads to another page of the site.
fn is_within(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    !href.starts_with('#') && !href.starts_with("//") && !scheme.contains(':')
}

/// The path of what a page at a path leads to.
fn joined(path: &str, href: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let (way, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
    for part in way.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/") + rest
}

#[cfg(test)]
mod tests {
    use super::public;

    const HTML: &str = "<link href=\"../../a.css\"><a href=\"../projects/x.html?a&amp;b#c\" lang=\"en\">x</a>\
        <a href=\"#y\">y</a> <a href=\"https://example.org/\">z</a> <a href=\"./\">w</a>";

    #[test]
    fn links_lead_to_the_site_in_public() {
        let html = "<link href=\"../../a.css\"><a href=\"https://a.org/s/en/projects/x.html?a&amp;b#c\" lang=\"en\">x</a>\
            <a href=\"#y\">y</a> <a href=\"https://example.org/\">z</a> <a href=\"https://a.org/s/en/print/\">w</a>";
        assert_eq!(public(HTML, "en/print/index.html", Some("https://a.org/s/")), html);
    }

    #[test]
    fn without_an_address_they_are_texts() {
        let html = "<link href=\"../../a.css\"><a  lang=\"en\">x</a>\
            <a href=\"#y\">y</a> <a href=\"https://example.org/\">z</a> <a >w</a>";
        assert_eq!(public(HTML, "en/print/index.html", None), html);
    }
}

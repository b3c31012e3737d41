//! The net under the list: a finished text, read as a browser reads it and written again.
//!
//! What comes out is balanced, so that no `</main>` or open `<div>` of a text reaches the page
//! around it, and holds only elements, attributes and schemes of the list, whatever the reading
//! before has let through.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::parse::html::Piece;
use crate::parse::markdown::parts::Part;

use super::allowed;
use super::pieces;

/// Stand around the number of a hole while a text is cleaned; they are no characters.
const HOLE: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = allowed::all_elements().map(|name| (name, allowed::own_attributes(name).collect()));
    let mut builder = Builder::empty();
    builder
        .tags(allowed::all_elements().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .generic_attributes(allowed::common_attributes().collect())
        .tag_attributes(own.collect())
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// The text, clean; and the names of elements of which it then has fewer: they stood where HTML
/// does not allow them.
pub(in crate::parse::markdown) fn clean(parts: Vec<Part>) -> (Vec<Part>, Vec<String>) {
    let mut html = String::new();
    let mut holes = Vec::new();
    for part in parts {
        match part {
            Part::Html(text) if text.contains(HOLE) => {
                html.push_str(&text.replace(HOLE, "\u{fffd}"));
            }
            Part::Html(text) => html.push_str(&text),
            hole => {
                html.push_str(&format!("{}{}{}", HOLE[0], holes.len(), HOLE[1]));
                holes.push(hole);
            }
        }
    }
    let cleaned = CLEANER.clean(&html).to_string();
    (with_holes(&cleaned, &holes), lost(&html, &cleaned))
}

fn with_holes(html: &str, holes: &[Part]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(HOLE[0]) {
        let Some((number, after)) = after.split_once(HOLE[1]) else { break };
        if !before.is_empty() {
            parts.push(Part::Html(before.into()));
        }
        parts.extend(number.parse().ok().and_then(|number: usize| holes.get(number).cloned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Html(rest.into()));
    }
    parts
}

/// Elements of which there are fewer after than before.
fn lost(before: &str, after: &str) -> Vec<String> {
    let after = count(after);
    let fewer = |name: &String, n: usize| after.get(name).copied().unwrap_or(0) < n;
    count(before).into_iter().filter(|(name, n)| fewer(name, *n)).map(|(name, _)| name).collect()
}

fn count(html: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for piece in pieces(html) {
        if let Piece::Tag(tag) = piece
            && !tag.is_end
        {
            *counts.entry(tag.name).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::parse::markdown::parts::Part;

    /// The first pass, which reports, lets none of these through; the second is for what it missed.
    #[test]
    fn what_the_first_pass_missed_is_taken_out() {
        let parts = vec![Part::Html("<a href=\"javascript:x\" onclick=\"y\">a</a><td>".into())];
        let (found, missing) = clean(parts);
        assert_eq!(found, [Part::Html("<a>a</a>".into())]);
        assert_eq!(missing, ["td"]);
    }
}

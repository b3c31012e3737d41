//! The way back from the list of sources to the places that cite them.
//!
//! Where a mark stands, and how often, is known only once the page is written: a view makes marks
//! that no template prints, and a text may be printed twice. So the marks of a finished page get
//! their ids in the order of the page, and the list gets a link for each.

use super::scope::Scope;
use super::view::Finished;
use super::view::markup::escape;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the mark of a citation begins with, before its number.
pub(super) const MARK: &str = "<a href=\"#source-";

/// What stands behind its number; a link that a text has to the same place goes on otherwise.
pub(super) const MARK_END: &str = "\" aria-label=\"";

/// What stands in the list for the links back, before the number of the citation.
const BACK: &str = "<!--cited:";
const BACK_END: &str = "-->";

/// What a template prints where the links back from a citation will stand.
pub(super) fn back(number: usize) -> Finished {
    Finished::new(&format!("{BACK}{number}{BACK_END}"))
}

/// Gives each mark of a page an id, and each citation in the list links to its marks.
pub(super) fn link_back(scope: &Scope<'_>, html: Vec<u8>) -> Vec<u8> {
    let Ok(html) = String::from_utf8(html) else {
        unreachable!("templates and texts are UTF-8, and so is what is made from them")
    };
    let marks: Vec<_> = numbers(&html, MARK, MARK_END).collect();
    if marks.is_empty() {
        return html.into_bytes();
    }
    let mut n_places = BTreeMap::new();
    let mut linked = String::with_capacity(html.len() + marks.len() * 24);
    let mut done = 0;
    for (number, mark) in marks {
        let n: &mut usize = n_places.entry(number).or_default();
        *n += 1;
        // The id stands behind the address.
        let end = mark.end - MARK_END.len() + 1;
        linked.push_str(&html[done..end]);
        linked.push_str(&format!(" id=\"{}\"", id(number, *n)));
        done = end;
    }
    linked.push_str(&html[done..]);
    with_links(scope, &linked, &n_places).into_bytes()
}

/// The page with the links back in its list of sources.
fn with_links(scope: &Scope<'_>, html: &str, n_places: &BTreeMap<usize, usize>) -> String {
    let n_marks: usize = n_places.values().sum();
    let mut out = String::with_capacity(html.len() + n_marks * 96);
    let mut done = 0;
    for (number, slot) in numbers(html, BACK, BACK_END) {
        out.push_str(&html[done..slot.start]);
        done = slot.end;
        let places = n_places.get(&number).copied().unwrap_or_default();
        write_links(scope, number, places, &mut out);
    }
    out.push_str(&html[done..]);
    out
}

/// One arrow for one place; a number for each of several.
fn write_links(scope: &Scope<'_>, number: usize, n_places: usize, out: &mut String) {
    let n = number.to_string();
    for place in 1..=n_places {
        let words = place.to_string();
        let (label, words) = match n_places {
            1 => (scope.t("cite-back", &[("n", &n)]), "↑".to_owned()),
            _ => (scope.t("cite-back-place", &[("n", &n), ("place", &words)]), words),
        };
        // One arrow is enough for all of them.
        let lead = match place {
            1 if n_places > 1 => "↑",
            1 => "",
            _ => " ",
        };
        out.push_str(&format!("{lead}<a href=\"#{}\" aria-label=\"", id(number, place)));
        escape(out, &label);
        out.push_str(&format!("\">{words}</a>"));
    }
}

/// The numbers that stand between two texts, each with where all of that is.
fn numbers<'h>(
    html: &'h str,
    before: &'h str,
    after: &'h str,
) -> impl Iterator<Item = (usize, Range<usize>)> + 'h {
    html.match_indices(before).filter_map(move |(start, _)| {
        let rest = &html[start + before.len()..];
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..n_digits].parse().ok()?;
        let end = start + before.len() + n_digits + after.len();
        rest[n_digits..].starts_with(after).then_some((number, start..end))
    })
}

fn id(number: usize, place: usize) -> String {
    format!("cited-{number}-{place}")
}

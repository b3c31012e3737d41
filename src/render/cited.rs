//! The way back from the list of sources to the places that cite them.
//!
//! Where a mark stands, and how often, is known only once the page is written: a view makes marks
//! that no template prints, and a text may be printed twice. So the marks of a finished page get
//! their ids in the order of the page, and the list gets a link for each.

use super::scope::Scope;
use super::view::Finished;
use super::view::markup::escape;
use memchr::memmem;
use std::collections::BTreeMap;
use std::fmt::Arguments;
use std::io::Write as _;
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
    let marks = numbers(&html, MARK, MARK_END);
    if marks.is_empty() {
        return html;
    }
    let slots = numbers(&html, BACK, BACK_END);
    let mut n_places = BTreeMap::new();
    for (number, _) in &marks {
        *n_places.entry(*number).or_insert(0) += 1;
    }
    let mut marks = marks.into_iter().peekable();
    let mut slots = slots.into_iter().peekable();
    let mut n_marked = BTreeMap::new();
    // What a mark and the link to it add is about this long.
    let mut linked = Vec::with_capacity(html.len() + n_places.values().sum::<usize>() * 64);
    let mut done = 0;
    loop {
        let slot_is_next = match (marks.peek(), slots.peek()) {
            (None, None) => break,
            (Some((_, mark)), Some((_, slot))) => slot.start < mark.start,
            (mark, _) => mark.is_none(),
        };
        let Some((number, place)) = (if slot_is_next { slots.next() } else { marks.next() }) else {
            unreachable!("one of the two was looked at")
        };
        if slot_is_next {
            linked.extend_from_slice(&html[done..place.start]);
            write_links(scope, number, n_places.get(&number).copied().unwrap_or(0), &mut linked);
            done = place.end;
        } else {
            let n = n_marked.entry(number).or_insert(0);
            *n += 1;
            // The id stands behind the address.
            let end = place.end - MARK_END.len() + 1;
            linked.extend_from_slice(&html[done..end]);
            write_all(&mut linked, format_args!(" id=\"cited-{number}-{n}\""));
            done = end;
        }
    }
    linked.extend_from_slice(&html[done..]);
    linked
}

/// One arrow for one place; a number for each of several.
fn write_links(scope: &Scope<'_>, number: usize, n_places: usize, out: &mut Vec<u8>) {
    let mut label = String::new();
    escape(&mut label, &scope.t("cite-back", &[("n", &number.to_string())]));
    match n_places {
        0 => {}
        1 => write_all(
            out,
            format_args!("<a href=\"#cited-{number}-1\" aria-label=\"{label}\">↑</a>"),
        ),
        // A page may cite a source a hundred times, so the sentence stands once before them.
        _ => {
            write_all(out, format_args!("<span class=\"visually-hidden\">{label} </span>↑"));
            for place in 1..=n_places {
                let lead = if place == 1 { "" } else { " " };
                write_all(
                    out,
                    format_args!("{lead}<a href=\"#cited-{number}-{place}\">{place}</a>"),
                );
            }
        }
    }
}

fn write_all(out: &mut Vec<u8>, text: Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok(), "memory takes all");
}

/// The numbers that stand between two texts, each with where all of that is.
fn numbers(html: &[u8], before: &str, after: &str) -> Vec<(usize, Range<usize>)> {
    memmem::find_iter(html, before)
        .filter_map(|start| {
            let rest = &html[start + before.len()..];
            let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let number = std::str::from_utf8(&rest[..n_digits]).ok()?.parse().ok()?;
            let end = start + before.len() + n_digits + after.len();
            rest[n_digits..].starts_with(after.as_bytes()).then_some((number, start..end))
        })
        .collect()
}

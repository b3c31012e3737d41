//! Addresses on the web that stand in a text as they are become links.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::marks::{Prepared, Spanned};

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Makes links of the addresses in texts that stand in no link, code or raw HTML.
pub(super) fn link<'a>(events: Vec<Spanned<'a>>, prepared: &Prepared) -> Vec<Spanned<'a>> {
    if !SCHEMES.iter().any(|scheme| prepared.text.contains(scheme)) {
        return events;
    }
    let mut linked = Vec::with_capacity(events.len());
    let mut n_closed = 0_usize;
    for (event, range) in merged(events, prepared) {
        match &event {
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock,
            ) => n_closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                n_closed -= 1;
            }
            Event::Text(text) if n_closed == 0 => {
                let found = addresses(text);
                if !found.is_empty() {
                    split(text, &range, &found, prepared, &mut linked);
                    continue;
                }
            }
            _ => {}
        }
        linked.push((event, range));
    }
    linked
}

/// Texts that the parser cut at a sign that turned out to be none, put together again.
fn merged<'a>(events: Vec<Spanned<'a>>, prepared: &Prepared) -> Vec<Spanned<'a>> {
    let mut merged: Vec<Spanned<'a>> = Vec::with_capacity(events.len());
    let is_exact =
        |text: &str, range: &Range<usize>| prepared.text.get(range.clone()) == Some(text);
    for (event, range) in events {
        if let Event::Text(text) = &event
            && let Some((Event::Text(before), earlier)) = merged.last_mut()
            && earlier.end == range.start
            && is_exact(text, &range)
            && is_exact(before, earlier)
        {
            *before = format!("{before}{text}").into();
            earlier.end = range.end;
        } else {
            merged.push((event, range));
        }
    }
    merged
}

/// Where addresses stand in a text.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        from = at + "http".len();
        let rest = &text[at..];
        let Some(scheme) = SCHEMES.iter().find(|scheme| rest.starts_with(**scheme)) else {
            continue;
        };
        if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let address = without_punctuation(&rest[..end]);
        let host = address[scheme.len()..].split(['/', '?', '#', ':']).next().unwrap_or_default();
        let is_host = host.contains('.')
            && host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if is_host {
            found.push(at..at + address.len());
            from = at + address.len();
        }
    }
    found
}

/// What an address may hold; Chinese text beside it does not belong to it.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c)
}

/// An address without what ends its sentence.
fn without_punctuation(mut address: &str) -> &str {
    loop {
        let kept = address.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '*', '~', '_']);
        let n_open = kept.matches('(').count();
        let is_closed = kept.ends_with(')') && kept.matches(')').count() > n_open;
        let kept = if is_closed { &kept[..kept.len() - 1] } else { kept };
        if kept.len() == address.len() {
            return kept;
        }
        address = kept;
    }
}

fn split<'a>(
    text: &CowStr<'a>,
    range: &Range<usize>,
    found: &[Range<usize>],
    prepared: &Prepared,
    out: &mut Vec<Spanned<'a>>,
) {
    let place = |at: usize| (range.start + prepared.distance(range.start, text, at)).min(range.end);
    let words = |part: Range<usize>| Event::Text(text[part].to_owned().into());
    let mut at = 0;
    for address in found {
        if at < address.start {
            out.push((words(at..address.start), place(at)..place(address.start)));
        }
        let whole = place(address.start)..place(address.end);
        let tag = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: text[address.clone()].to_owned().into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        out.push((Event::Start(tag), whole.clone()));
        out.push((words(address.clone()), whole.clone()));
        out.push((Event::End(TagEnd::Link), whole));
        at = address.end;
    }
    if at < text.len() {
        out.push((words(at..text.len()), place(at)..range.end));
    }
}

//! The way in which each text of a page runs, on sites that have languages which run both ways.
//!
//! A page says it once, and again of what stands on it in a language that runs the other way. It is
//! put beside every `lang` of the finished page, whichever template wrote that.

use super::scope::Scope;
use crate::value::is_from_the_right;
use memchr::memmem;

/// Puts `dir` beside the `lang` of every element that runs otherwise than what stands around it.
pub(super) fn with_directions(scope: &Scope<'_>, html: Vec<u8>) -> Vec<u8> {
    let settings = &scope.site.model.site;
    if !settings.languages.iter().any(|language| is_from_the_right(&language.tag)) {
        return html;
    }
    directed(&html, is_from_the_right(&settings.language(scope.lang).tag))
}

fn directed(html: &[u8], is_page_from_the_right: bool) -> Vec<u8> {
    const LANG: &[u8] = b" lang=\"";
    let mut made = Vec::with_capacity(html.len());
    let mut done = 0;
    for at in memmem::find_iter(html, LANG) {
        let value = at + LANG.len();
        let Some(length) = html[value..].iter().position(|byte| *byte == b'"') else { break };
        let end = value + length + 1;
        let Ok(tag) = std::str::from_utf8(&html[value..value + length]) else { continue };
        let open = html[..at].iter().rposition(|byte| matches!(byte, b'<' | b'>'));
        let Some(open) = open.filter(|open| html[*open] == b'<') else { continue };
        let is_whole = html[open..].starts_with(b"<html");
        let runs = is_from_the_right(tag);
        let close = html[end..].iter().position(|byte| *byte == b'>').unwrap_or_default();
        let has_one = memmem::find(&html[open..end + close], b" dir=\"").is_some();
        if has_one || (if is_whole { !runs } else { runs == is_page_from_the_right }) {
            continue;
        }
        made.extend_from_slice(&html[done..end]);
        made.extend_from_slice(if runs { b" dir=\"rtl\"" } else { b" dir=\"ltr\"" });
        done = end;
    }
    made.extend_from_slice(&html[done..]);
    made
}

#[cfg(test)]
mod tests {
    use super::directed;

    #[track_caller]
    fn check(html: &str, is_from_the_right: bool, expected: &str) {
        let made = directed(html.as_bytes(), is_from_the_right);
        assert_eq!(String::from_utf8(made).expect("text"), expected);
    }

    #[test]
    fn only_what_runs_otherwise_is_marked() {
        check(
            "<html lang=\"ar\"><p lang=\"en\">a</p><p lang=\"fa\">b</p> lang=\"en\"",
            true,
            "<html lang=\"ar\" dir=\"rtl\"><p lang=\"en\" dir=\"ltr\">a</p><p lang=\"fa\">b</p> lang=\"en\"",
        );
        check(
            "<html lang=\"en\"><a href=\"x\" hreflang=\"ar\" lang=\"ar\">a</a>",
            false,
            "<html lang=\"en\"><a href=\"x\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\">a</a>",
        );
    }
}

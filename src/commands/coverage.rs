//! How much of a site there is in each of its languages, in words.

use crate::pipeline::CompiledSite;
use crate::source::Sources;
use crate::translation::coverage::{Coverage as LanguageCoverage, Share, coverage};
use std::collections::BTreeSet;

/// How much there is in a language.
pub(super) struct Coverage<'a> {
    code: &'a str,
    pages: Share,
    texts: Share,
    strings: Share,
    n_stale: usize,
}

/// What there is in each language; nothing for a site with one.
pub(super) fn coverage_of<'a>(site: &'a CompiledSite, sources: &Sources) -> Vec<Coverage<'a>> {
    let languages = &site.model.site.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    let strings: BTreeSet<&str> =
        site.locales.iter().flat_map(|(_, locale)| locale.string_keys()).collect();
    let of_language = |one: &LanguageCoverage| {
        let locale = site.locales.get(one.lang.index());
        // Words of another language or script are none of this one.
        let locale = locale.filter(|(_, locale)| !locale.is_borrowed());
        let n_present = locale.map_or(0, |(_, locale)| locale.string_keys().count());
        Coverage {
            code: &languages[one.lang.index()].code,
            pages: one.pages,
            texts: one.texts,
            strings: Share { n_present, n_all: strings.len() },
            n_stale: one.n_stale,
        }
    };
    coverage(sources, &site.model).iter().map(of_language).collect()
}

fn of(share: Share) -> String {
    format!("{} of {}", share.n_present, share.n_all)
}

/// One line a language.
pub(super) fn lines(coverage: &[Coverage<'_>]) -> Vec<String> {
    let line = |one: &Coverage<'_>| {
        let stale = match one.n_stale {
            0 => String::new(),
            n => format!(", {n} out of date"),
        };
        let [pages, texts, strings] = [one.pages, one.texts, one.strings].map(of);
        format!("{}: {pages} pages, {texts} texts, {strings} strings{stale}", one.code)
    };
    coverage.iter().map(line).collect()
}

/// The same as a table, for the summary of a review; empty for a site with one language.
pub(super) fn table(coverage: &[Coverage<'_>]) -> String {
    if coverage.is_empty() {
        return String::new();
    }
    let mut text = "\n### Translations\n\n| | pages | texts | strings | out of date |\n\
                    |---|---|---|---|---|\n"
        .to_owned();
    for one in coverage {
        let [pages, texts, strings] = [one.pages, one.texts, one.strings].map(of);
        let Coverage { code, n_stale, .. } = one;
        text.push_str(&format!("| {code} | {pages} | {texts} | {strings} | {n_stale} |\n"));
    }
    text
}

//! The site in `content/`, built once: every fact of its article is on a page in both languages,
//! what the article does not say is not, and every link leads somewhere.

use crate::accept::assert_none;
use crate::file_tree::repository;
use crate::page_text::{attributes, inside_of_main, text_of};
use crate::site_case::{Built, SiteCase, page};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use wellspring::options::BuildOptions;

/// The built site and the problems found on the way.
static SITE: LazyLock<(Built, String)> = LazyLock::new(|| {
    let case = SiteCase::empty();
    let options =
        BuildOptions { output: case.root().join("output"), ..BuildOptions::new(repository("")) };
    case.build(&options)
});

/// The text of each page by its path, of one language.
fn texts(lang: &str) -> BTreeMap<&'static str, String> {
    let folder = format!("{lang}/");
    let pages =
        SITE.0.iter().filter(|(path, _)| path.starts_with(&folder) && path.ends_with(".html"));
    pages.map(|(path, _)| (path.as_str(), text_of(page(&SITE.0, path)))).collect()
}

/// Words of the page that the article was found on, and slips in it: none of them is a fact.
const NOISE: [&str; 7] =
    ["世界热议", "资料图片仅供参考", "独家", "14.000", "0.00%", "后置新优势", "2527"];

/// Sums that count the 21 projects of the ceremony of 1 March twice, once as those of the quarter.
const COUNTED_TWICE: [&str; 6] =
    ["42 projects", "42个", "580亿", "RMB 58 billion", "145.0%", "145%"];

/// A fact with the strings that say it, in each language.
#[derive(Debug, Deserialize)]
struct Fact {
    id: String,
    #[serde(flatten)]
    said: BTreeMap<String, Vec<String>>,
}

#[test]
fn it_has_no_problem() {
    assert_eq!(SITE.1, "");
}

#[test]
fn every_fact_is_on_a_page_in_each_language() {
    let facts =
        std::fs::read_to_string(repository("tests/cases/huiji/facts.yaml")).expect("is there");
    let facts: Vec<Fact> = serde_yaml::from_str(&facts).expect("is a list of facts");
    assert!(facts.len() > 150, "the list is whole: {}", facts.len());
    let mut failures = Vec::new();
    for lang in ["zh", "en"] {
        let pages = texts(lang);
        for fact in &facts {
            let said = &fact.said[lang];
            assert!(!said.is_empty(), "{} says something in `{lang}`", fact.id);
            if !pages.values().any(|text| said.iter().all(|words| text.contains(words))) {
                failures.push(format!("{lang} {}: {}", fact.id, missing(said, &pages)));
            }
        }
    }
    assert_none(&failures);
}

/// What of a fact is on no page, or else the page that has most of it.
fn missing(said: &[String], pages: &BTreeMap<&str, String>) -> String {
    let nowhere = said.iter().filter(|words| !pages.values().any(|text| text.contains(*words)));
    let nowhere: Vec<_> = nowhere.collect();
    if nowhere.is_empty() {
        let n_said = |text: &String| said.iter().filter(|words| text.contains(*words)).count();
        let nearest = pages.iter().max_by_key(|(_, text)| n_said(text)).map(|(path, _)| *path);
        return format!("all of {said:?}, but not on one page; most on {nearest:?}");
    }
    format!("on no page: {nowhere:?}")
}

#[test]
fn nothing_is_said_that_is_no_fact() {
    let mut failures = Vec::new();
    for lang in ["zh", "en"] {
        for (path, text) in texts(lang) {
            let found = NOISE.iter().chain(&COUNTED_TWICE).filter(|words| says(&text, words));
            failures.extend(found.map(|words| format!("{path} says `{words}`")));
        }
    }
    assert_none(&failures);
}

/// Whether a text has these words, and not as the end of a longer number.
fn says(text: &str, words: &str) -> bool {
    let is_digit =
        |before: &str| before.ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    text.match_indices(words).any(|(at, _)| !is_digit(&text[..at]))
}

#[test]
fn the_home_page_says_how_far_the_year_is() {
    for (lang, expected) in [
        ("zh", ["72.5%", "290亿元", "400亿元", "进度超前"]),
        ("en", ["72.5%", "RMB 29 billion", "RMB 40 billion", "Ahead"]),
    ] {
        let text = text_of(inside_of_main(page(&SITE.0, &format!("{lang}/index.html"))));
        for words in expected {
            assert!(text.contains(words), "{lang}: `{words}` is missing in: {text}");
        }
    }
}

#[test]
fn results_of_2022_have_no_invented_target() {
    for (lang, words) in [("zh", "没有公布2022年的目标"), ("en", "publishes no target for 2022")]
    {
        assert!(texts(lang).values().any(|text| text.contains(words)), "{lang}");
    }
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let ids: BTreeMap<&str, BTreeSet<String>> = SITE
        .0
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| (path.as_str(), attributes(page(&SITE.0, path), "id").into_iter().collect()))
        .collect();
    let mut failures = Vec::new();
    let mut n_links = 0;
    for path in ids.keys().filter(|path| **path != "404.html" && !path.ends_with("/404.html")) {
        let html = page(&SITE.0, path);
        for link in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            n_links += 1;
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { (*path).to_owned() } else { joined(path, file) };
            let is_there = SITE.0.contains_key(&target);
            let known = fragment.is_empty()
                || ids.get(target.as_str()).is_some_and(|ids| ids.contains(fragment));
            if !is_there || !known {
                failures.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(n_links > 1000, "links are found: {n_links}");
    assert_none(&failures);
}

/// The path that a relative link on a page leads to.
fn joined(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

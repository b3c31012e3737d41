//! A language is added with files alone: words for the program, texts for the site.

use crate::file_tree::repository;
use crate::page_text::{attributes, inside_of_main, text_of};
use crate::site_case::{SiteCase, page};
use std::fs;

const SITE: &str = "tests/cases/third-language";

/// The words of Swahili for numbers, units and dates, and the English interface strings, each with a
/// mark in front, so that a string that is not taken from the file shows up.
pub(crate) fn words() -> String {
    let read = |path: &str| fs::read_to_string(repository(path)).expect("is there");
    let locale = read("tests/cases/locale/sw.yaml");
    let locale = locale.split("\nstrings:").next().expect("splitting gives a part").to_owned();
    let english = read("themes/default/strings/en.yaml");
    let (_, strings) = english.split_once("\nstrings:").expect("has strings");
    format!("{locale}\nstrings:{}", strings.lines().map(marked).collect::<String>())
}

/// A line `  key: words` as `  key: "§words"`; other lines as they are.
fn marked(line: &str) -> String {
    match line.split_once(": ") {
        Some((key, words))
            if line.starts_with("  ") && !key.contains('#') && !words.starts_with('{') =>
        {
            let words = words.trim();
            let inner = words.strip_prefix('"').and_then(|words| words.strip_suffix('"'));
            let inner = match inner {
                Some(inner) => inner.to_owned(),
                None => words.replace('\\', "\\\\").replace('"', "\\\""),
            };
            format!("{key}: \"§{inner}\"\n")
        }
        _ => format!("{line}\n"),
    }
}

#[test]
fn a_language_file_and_texts_are_enough() {
    let site = SiteCase::copy_of(&repository(SITE));
    site.put("themes/default/strings/sw.yaml", words());
    let built = site.build_clean();
    let html = page(&built, "sw/projects/plant/index.html");
    assert_eq!(attributes(html, "lang").first().map(String::as_str), Some("sw"));
    let text = text_of(inside_of_main(html));
    for words in ["Kiwanda cha Mfano", "CNY 1.25 bilioni", "500 MW", "1 Machi 2030", "§"] {
        assert!(text.contains(words), "`{words}` is missing in: {text}");
    }
    let targets = text_of(inside_of_main(page(&built, "sw/targets/2030/index.html")));
    for words in ["angalau miradi 30", "miradi 12", "robo ya kwanza ya 2030", "asilimia 40"] {
        assert!(targets.contains(words), "`{words}` is missing in: {targets}");
    }
}

#[test]
fn the_switch_leads_to_every_language() {
    let site = SiteCase::copy_of(&repository(SITE));
    site.put("themes/default/strings/sw.yaml", words());
    let built = site.build_clean();
    for (lang, others) in
        [("zh", ["en", "sw"]), ("en", ["zh-Hans", "sw"]), ("sw", ["zh-Hans", "en"])]
    {
        let html = page(&built, &format!("{lang}/projects/plant/index.html"));
        let switch = attributes(html, "hreflang");
        for other in others {
            assert!(
                switch.contains(&other.to_owned()),
                "{lang}: `{other}` is missing in {switch:?}"
            );
        }
    }
    let choice = attributes(page(&built, "index.html"), "hreflang");
    assert_eq!(choice, ["zh-Hans", "en", "sw"]);
}

#[test]
fn without_its_file_a_language_is_refused() {
    let site = SiteCase::copy_of(&repository(SITE));
    let problems = site.problems();
    let expected = "content/site.yaml:5:3: error[missing-string]: there are no interface strings for Kiswahili (`sw`)";
    assert!(problems.starts_with(expected), "{problems}");
    assert_eq!(problems.matches("error[").count(), 1, "{problems}");
}

#[test]
fn a_string_that_is_missing_is_an_error() {
    let site = SiteCase::copy_of(&repository(SITE));
    let words = words();
    let lacking: String = words
        .lines()
        .filter(|line| !line.starts_with("  skip:"))
        .flat_map(|line| [line, "\n"])
        .collect();
    assert_ne!(lacking, words);
    site.put("themes/default/strings/sw.yaml", lacking);
    let problems = site.problems();
    let expected = "themes/default/strings/sw.yaml:1:1: error[missing-string]: the interface string `skip` is missing in `sw`";
    assert!(problems.starts_with(expected), "{problems}");
    assert_eq!(problems.matches("error[").count(), 1, "{problems}");
}

//! A language is added with files alone: words for the program, texts for the site.

use crate::file_tree::repository;
use crate::page_text::{attributes, inside_of_main, text_of};
use crate::site_case::{SiteCase, page};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use wellspring::diag::Sink;
use wellspring::parse::node::{Node, NodeKind};
use wellspring::parse::yaml::parse_yaml;
use wellspring::source::FileId;

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

/// A language that is built in needs texts alone.
#[test]
fn russian_is_built_in() {
    let site = SiteCase::copy_of(&repository(SITE));
    let texts = [
        ("site", "sw: Wilaya ya Mfano", "ru: Опытный район"),
        ("site", "sw: { tag: sw, name: Kiswahili }", "ru: { tag: ru, name: Русский }"),
        ("data/projects", "sw: Kiwanda cha Mfano", "ru: Опытный завод"),
        ("data/projects", "sw: Uwezo", "ru: Мощность"),
        ("data/indicators", "sw: Miradi iliyosainiwa", "ru: Подписанные проекты"),
        ("data/sources", "sw: Ripoti ya Mfano", "ru: Отчёт района"),
    ];
    for (file, swahili, russian) in texts {
        let path = format!("content/{file}.yaml");
        let text = fs::read_to_string(site.root().join(&path)).expect("is there");
        assert!(text.contains(swahili), "{path} has no `{swahili}`");
        site.put(&path, text.replace(swahili, russian));
    }
    let built = site.build_clean();
    let html = page(&built, "ru/projects/plant/index.html");
    assert_eq!(attributes(html, "lang").first().map(String::as_str), Some("ru"));
    let spaced = |html: &str| text_of(inside_of_main(html)).replace('\u{a0}', " ");
    let text = spaced(html);
    for words in ["Опытный завод", "1,25 млрд юаней", "500 МВт", "1 марта 2030 г."]
    {
        assert!(text.contains(words), "`{words}` is missing in: {text}");
    }
    let targets = spaced(page(&built, "ru/targets/2030/index.html"));
    for words in ["не менее 30 проектов", "12 проектов", "I квартал 2030 г.", "40,0 %"]
    {
        assert!(targets.contains(words), "`{words}` is missing in: {targets}");
    }
}

/// The names of the placeholders of an interface string, of all its forms together.
fn placeholders(text: &str, found: &mut BTreeSet<String>) {
    let slots = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    found.extend(slots.map(|(name, _)| name.to_owned()));
}

fn strings_of(code: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(repository(&format!("themes/default/strings/{code}.yaml")));
    let text = text.expect("is there");
    let node = parse_yaml(FileId::new(0), &text, &mut Sink::default()).node.expect("well-formed");
    let NodeKind::Mapping(strings) = &node.get("strings").expect("has strings").kind else {
        panic!("strings are a mapping")
    };
    let names = |value: &Node| {
        let mut found = BTreeSet::new();
        match &value.kind {
            NodeKind::Mapping(forms) => {
                let forms = forms.iter().filter_map(|(_, form)| form.as_str());
                forms.for_each(|form| placeholders(form, &mut found));
            }
            _ => value.as_str().into_iter().for_each(|text| placeholders(text, &mut found)),
        }
        found
    };
    strings.iter().map(|(key, value)| (key.text.to_string(), names(value))).collect()
}

/// Every built-in language has every string, and none asks for what nobody fills in.
#[test]
fn built_in_languages_have_the_same_strings() {
    let english = strings_of("en");
    for code in ["fr", "ru", "zh"] {
        let own = strings_of(code);
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{code}");
        for (key, names) in &own {
            assert!(names.is_subset(&english[key]), "{code}: {key}: {names:?}");
        }
    }
}
